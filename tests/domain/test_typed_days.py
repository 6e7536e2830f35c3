"""Days, months and spans as people type them: every form, the year of those without one, every refusal."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_cli.domain.dates import chinese_day
from gongkai_cli.domain.model import Activity, Plan
from gongkai_cli.domain.typed_days.days import parse_day
from gongkai_cli.domain.typed_days.frames import activity_frame, held_frame, period_frame, report_frame, table_frame
from gongkai_cli.domain.typed_days.months import parse_months
from gongkai_cli.domain.typed_days.spans import parse_bound, parse_days, parse_span
from gongkai_cli.domain.vocabulary import ActivityStatus
from gongkai_cli.errors import UsageError

TODAY = date(2024, 10, 8)
UNKNOWN = "无法识别日期“{}”。请写成 2024-10-08、10月8日、10/8、今天、上周五、月底或年底。"
WITHOUT_DAY = "“{}”没有写到哪一天。请写成 2024-10-08 或 10月8日；最后一天可写 10月底。"

DASHES = ("-", "–", "—", "——", "--", "~", "～", "〜", "至", "到")

days = st.dates(date(1949, 1, 1), date(2999, 12, 31))


def plan_of(first: date, last: date, year: int | None = None) -> Plan:
    """Return a plan with this period; its year is that of its first day."""
    return Plan(1, "示例", "示例县工作要点", year or first.year, None, None, first, last, None, (), None, ())


def of_year(year: int) -> Plan:
    return plan_of(date(year, 1, 1), date(year, 12, 31))


def printed(year: int, month: int) -> Activity:
    """Return an activity that is printed for a month."""
    return Activity(
        no=1, month=month, date=None, theme="主题", organizer="县司法局", form=None, status=ActivityStatus.UNDATED,
        place=None, people=None, link=None, note=None, late=False, reason=None, printed_theme="主题", on=None,
        withdrawn=False, year=year, last_date=None, time=None, first_month=None, when=None, audience=None, content=None,
        organizers=("县司法局",),
    )  # fmt: skip


NOTICE = plan_of(date(2024, 5, 26), date(2024, 12, 31))
OVER_NEW_YEAR = plan_of(date(2024, 4, 1), date(2025, 3, 31))


def read(text: str, year: int = 2024, today: date = TODAY) -> str:
    """Return the day of a report that `text` names, as ISO text."""
    return parse_day(text, report_frame(of_year(year), today)).isoformat()


def refusal(text: str, year: int = 2024, today: date = TODAY) -> str:
    """Return the message of a refused day."""
    with pytest.raises(UsageError) as caught:
        parse_day(text, report_frame(of_year(year), today))
    assert caught.value.exit_code == 2
    return caught.value.message


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-10-08", "2024-10-08"),
        ("2024-1-8", "2024-01-08"),
        ("2024/10/8", "2024-10-08"),
        ("2024.10.8", "2024-10-08"),
        ("2024年10月8日", "2024-10-08"),
        ("2024年10月8号", "2024-10-08"),
        ("2023年10月8日", "2023-10-08"),
        ("10月8日", "2024-10-08"),
        ("1月1日", "2024-01-01"),
        ("十月八日", "2024-10-08"),
        ("十月十日", "2024-10-10"),
        ("十一月十九日", "2024-11-19"),
        ("十二月二十日", "2024-12-20"),
        ("十二月三十一日", "2024-12-31"),
        ("二〇二四年十月八日", "2024-10-08"),
        ("二零二三年五月二十六日", "2023-05-26"),
        ("10/8", "2024-10-08"),
        ("10-8", "2024-10-08"),
        ("10.8", "2024-10-08"),
        ("  10月8日  ", "2024-10-08"),
    ],
)
def test_a_written_day_is_read(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("前天", "2024-02-28"),
        ("昨天", "2024-02-29"),
        ("今天", "2024-03-01"),
        ("明天", "2024-03-02"),
        ("后天", "2024-03-03"),
        ("月底", "2024-03-31"),
        ("本月底", "2024-03-31"),
    ],
)
def test_a_spoken_day_is_reckoned_from_today(text: str, day: str) -> None:
    assert read(text, today=date(2024, 3, 1)) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("年底", "2024-12-31"),
        ("10月底", "2024-10-31"),
        ("十月底", "2024-10-31"),
        ("11月末", "2024-11-30"),
        ("2月底", "2024-02-29"),
        ("2023年2月底", "2023-02-28"),
        ("第一季度末", "2024-03-31"),
        ("第三季度末", "2024-09-30"),
        ("第四季度末", "2024-12-31"),
        ("2023年第二季度末", "2023-06-30"),
        ("三季度末", "2024-09-30"),
        ("上半年末", "2024-06-30"),
    ],
)
def test_the_end_of_a_month_or_quarter_is_its_last_day(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("1月15日", "2025-01-15"), ("12月31日", "2024-12-31"), ("1月20日", "2025-01-20"), ("1月21日", "2024-01-21")],
)
def test_a_report_is_of_the_latest_such_day_that_is_past(text: str, day: str) -> None:
    assert read(text, year=2024, today=date(2025, 1, 20)) == day


def test_a_report_is_not_of_a_day_before_the_plans_first_year() -> None:
    assert read("1月21日", year=2025, today=date(2025, 1, 20)) == "2025-01-21"
    issued_before = plan_of(date(2024, 12, 20), date(2025, 12, 31), year=2025)
    assert parse_day("12月25日", report_frame(issued_before, date(2025, 1, 20))) == date(2024, 12, 25)


@pytest.mark.parametrize(
    ("text", "plan", "day"),
    [
        ("10月15日", NOTICE, "2024-10-15"),
        ("5月10日", NOTICE, "2024-05-10"),
        ("2月15日", OVER_NEW_YEAR, "2025-02-15"),
        ("4月15日", OVER_NEW_YEAR, "2024-04-15"),
        ("1月10日", NOTICE, "2025-01-10"),
        ("2月29日", plan_of(date(2023, 4, 1), date(2024, 3, 31)), "2024-02-29"),
    ],
)
def test_an_activity_is_in_the_plans_period_or_soon_after_it(text: str, plan: Plan, day: str) -> None:
    frame = activity_frame(plan, printed(plan.issued_on.year, plan.issued_on.month), TODAY)
    assert parse_day(text, frame).isoformat() == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("周二", "2024-10-08"), ("周三", "2024-10-02"), ("星期天", "2024-10-06"), ("本周三", "2024-10-09"),
        ("上周五", "2024-10-04"), ("上个星期五", "2024-10-04"), ("下周一", "2024-10-14"), ("8日", "2024-10-08"),
        ("9日", "2024-09-09"), ("八日", "2024-10-08"), ("20241008", "2024-10-08"), ("2024.9.30", "2024-09-30"),
        ("二○二四年九月三十日", "2024-09-30"), ("２０２４-１０-０８", "2024-10-08"), ("１０月８日", "2024-10-08"),
        ("9月底前", "2024-09-30"), ("年底前", "2024-12-31"), ("月底前", "2024-10-31"), ("10月15日前", "2024-10-15"),
        ("上月底", "2024-09-30"), ("第三季度末", "2024-09-30"), ("2024年底", "2024-12-31"), ("昨日", "2024-10-07"),
    ],
)  # fmt: skip
def test_the_words_of_an_office_are_read(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("本月", "10-01", "10-31"), ("上月", "09-01", "09-30"), ("下月", "11-01", "11-30"),
        ("本季度", "10-01", "12-31"), ("第三季度", "07-01", "09-30"), ("Q4", "10-01", "12-31"),
        ("10月份", "10-01", "10-31"), ("上半年", "01-01", "06-30"), ("上旬", "10-01", "10-10"),
        ("9月中旬", "09-11", "09-20"), ("2月下旬", "02-21", "02-29"), ("昨天", "10-07", "10-07"),
        ("二○二四年", "01-01", "12-31"), ("今年", "01-01", "12-31"), ("7-9月", "07-01", "09-30"),
    ],
)  # fmt: skip
def test_a_span_has_its_first_and_last_day(text: str, first: str, last: str) -> None:
    span = parse_span(text, report_frame(of_year(2024), TODAY))
    assert (span.first.isoformat(), span.last.isoformat()) == (f"2024-{first}", f"2024-{last}")


@pytest.mark.parametrize("text", ["2024-09-10", "2024/9/10", "2024.9.10", "20240910"])
def test_a_full_day_is_no_span_of_months(text: str) -> None:
    span = parse_span(text, report_frame(of_year(2024), TODAY))
    assert (span.first, span.last) == (date(2024, 9, 10), date(2024, 9, 10))


def test_a_span_of_a_filter_is_the_latest_that_has_begun() -> None:
    frame = report_frame(of_year(2024), date(2025, 1, 20))
    assert parse_span("1月", frame).first == date(2025, 1, 1)
    assert parse_span("第四季度", frame).first == date(2024, 10, 1)
    assert parse_day("1月1日", frame) == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("text", "plan", "months"),
    [
        ("10", NOTICE, [(2024, 10)]),
        ("3月", NOTICE, [(2024, 3)]),
        ("10、11月", NOTICE, [(2024, 10), (2024, 11)]),
        ("10~12", NOTICE, [(2024, 10), (2024, 11), (2024, 12)]),
        ("１０月", NOTICE, [(2024, 10)]),
        ("1", OVER_NEW_YEAR, [(2025, 1)]),
        ("4", OVER_NEW_YEAR, [(2024, 4)]),
        ("第一季度", OVER_NEW_YEAR, [(2025, 1), (2025, 2), (2025, 3)]),
        ("12-1", OVER_NEW_YEAR, [(2024, 12), (2025, 1)]),
        ("下月", NOTICE, [(2024, 11)]),
        ("2025年1月", NOTICE, [(2025, 1)]),
        ("2024年11月-2025年2月", NOTICE, [(2024, 11), (2024, 12), (2025, 1), (2025, 2)]),
        ("11月-2025年1月", NOTICE, [(2024, 11), (2024, 12), (2025, 1)]),
        ("2023年11、12月", NOTICE, [(2023, 11), (2023, 12)]),
        ("十、十一月", NOTICE, [(2024, 10), (2024, 11)]),
        ("9-10", NOTICE, [(2024, 9), (2024, 10)]),
        ("第三、四季度", NOTICE, [(2024, month) for month in range(7, 13)]),
        ("第一季", NOTICE, [(2024, 1), (2024, 2), (2024, 3)]),
        ("去年10月", NOTICE, [(2023, 10)]),
    ],
)
def test_a_month_of_the_table_is_the_plans(text: str, plan: Plan, months: list[tuple[int, int]]) -> None:
    assert list(parse_months(text, table_frame(plan, TODAY))) == months


@pytest.mark.parametrize("text", ["0", "13月", "第五季度", "0000-10"])
def test_months_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match=f"^没有“{text}”："):
        parse_months(text, table_frame(NOTICE, TODAY))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("12-10", "10-12"),
        ("10月至9月", "9月-10月"),
        ("2025年2月-2024年11月", "2024年11月-2025年2月"),
        ("本月-上月", "上月-本月"),
        ("Q4-Q2", "Q2-Q4"),
    ],
)
def test_months_in_the_wrong_order_are_refused_with_the_right_one(text: str, right: str) -> None:
    for parse in (parse_months, parse_span):
        with pytest.raises(UsageError, match=f"^“{text}”前后颠倒。请从早到晚写成 {right}。$"):
            parse(text, table_frame(NOTICE, TODAY))


@pytest.mark.parametrize("text", ["", "八", "10月底", "10月8日", "月"])
def test_another_form_is_no_month(text: str) -> None:
    with pytest.raises(UsageError, match=f"^无法识别月份“{text}”"):
        parse_months(text, table_frame(NOTICE, TODAY))


def test_a_month_of_the_table_is_one_in_which_activities_lie() -> None:
    in_two_years = table_frame(NOTICE, TODAY, [(2024, 5), (2024, 12), (2025, 1), (2025, 12)])
    assert parse_months("1", in_two_years) == ((2025, 1),)
    assert parse_months("第一季度", in_two_years) == ((2025, 1), (2025, 2), (2025, 3))
    assert parse_months("12", in_two_years) == ((2024, 12),), "the month of the period comes first"
    assert parse_months("2", in_two_years) == ((2025, 2),), "no activity lies in it, but before and after it"
    assert parse_months("2", table_frame(NOTICE, TODAY, [(2024, 5), (2025, 1)])) == ((2024, 2),)
    assert parse_months("12-1", in_two_years) == ((2024, 12), (2025, 1))
    issued_before = plan_of(date(2024, 12, 20), date(2025, 12, 31), year=2025)
    assert parse_months("12", table_frame(issued_before, TODAY, [(2024, 12), (2025, 12)])) == ((2025, 12),)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("10月15日", "2024-10-15"),
        ("10月15日-16日", "2024-10-16"),
        ("10月15日至10月16日", "2024-10-16"),
        ("10月15日—11月2日", "2024-11-02"),
        ("2024-10-15至2024-10-16", "2024-10-16"),
        ("2024年10月15日到16日", "2024-10-16"),
        ("10-15", "2024-10-15"),
        *((f"10月15日{dash}16日", "2024-10-16") for dash in DASHES),
        *((f"10-15{dash}10-16", "2024-10-16") for dash in DASHES),
        *((f"{text}-{end}", "2024-10-16") for text in ("10月15", "15", "本月15日") for end in ("16日", "16号")),
        ("10月15-16", "2024-10-16"),
        ("10月15日、16日", "2024-10-16"),
        ("10月15、16日", "2024-10-16"),
        ("10月15日和16日", "2024-10-16"),
        ("10月15日、16日、17日", "2024-10-17"),
        ("15、16日", "2024-10-16"),
        ("10/15-16", "2024-10-16"),
        ("10/15-10/16", "2024-10-16"),
        ("10.15-10.16", "2024-10-16"),
        ("10-15-16", "2024-10-16"),
        ("2024-10-15-2024-10-16", "2024-10-16"),
        ("20241015-20241016", "2024-10-16"),
        ("十月十五至十六日", "2024-10-16"),
        ("下周二-周日", "2024-10-20"),
        ("下周二至下周日", "2024-10-20"),
        ("下周二、周三", "2024-10-16"),
        ("10月15日（周二）-16日（周三）", "2024-10-16"),
        ("10月15日-16日。", "2024-10-16"),
    ],
)
def test_an_activity_may_last_several_days(text: str, last: str) -> None:
    span = parse_days(text, activity_frame(NOTICE, printed(2024, 10), TODAY))
    assert (span.first, span.last.isoformat()) == (date(2024, 10, 15), last)


def test_the_last_day_of_an_activity_is_not_before_its_first() -> None:
    with pytest.raises(UsageError, match=r"^“10月16日-15日”的最后一天早于第一天"):
        parse_days("10月16日-15日", activity_frame(NOTICE, printed(2024, 10), TODAY))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12月30日-1月2日", (date(2024, 12, 30), date(2025, 1, 2))),
        ("2023年12月30日-1月2日", (date(2023, 12, 30), date(2024, 1, 2))),
        ("周六-周一", (date(2024, 10, 12), date(2024, 10, 14))),
    ],
)
def test_the_last_day_of_an_activity_is_the_next_such_day(text: str, days: tuple[date, date]) -> None:
    assert parse_days(text, activity_frame(NOTICE, printed(2024, 12), TODAY)) == days


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "foo",
            "无法识别日期“foo”。请写成 2024-10-08、10月8日、10/8、今天、上周五、月底或年底；几天的写 10月15日-16日。",
        ),
        (
            "10月",
            "“10月”没有写到哪一天。请写成 2024-10-08 或 10月8日；最后一天可写 10月底；几天的写 10月15日-16日。",
        ),
        ("10月15日、18日", "“10月15日、18日”里的日子不相连。请写相连的日子，如 10月15日-16日。"),
        ("10月15日-32日", "没有“10月15日-32日”这一天：2024年10月有 31 天。"),
        ("10月16日-10月15日", "“10月16日-10月15日”的最后一天早于第一天。请从早到晚写。"),
        (
            "10月15日-16日(周四)",
            "“10月15日-16日(周四)”前后不符：2024年10月16日是星期三。请核对日期或星期。",
        ),
    ],
)
def test_refused_days_of_an_activity_name_the_form_of_several(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_days(text, activity_frame(NOTICE, printed(2024, 10), TODAY))
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("周五", "2024-10-04", None),
        ("周二", "2024-10-08", None),
        ("本周五", "2024-10-11", None),
        ("30日", "2024-09-30", None),
        ("15日", "2024-09-15", None),
        ("8日", "2024-10-08", None),
        ("31日", "2024-08-31", None),
        ("周五-周日", "2024-10-04", "2024-10-06"),
        ("15-16日", "2024-09-15", "2024-09-16"),
        ("10月9日", "2024-10-09", None),
    ],
)
def test_what_was_held_is_not_in_the_future(text: str, first: str, last: str | None) -> None:
    span = parse_days(text, held_frame(NOTICE, printed(2024, 10), TODAY))
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last or first)


def test_what_is_planned_looks_forward() -> None:
    frame = activity_frame(NOTICE, printed(2024, 10), TODAY)
    for text, day in (("周五", 11), ("30日", 30), ("15日", 15)):
        assert parse_day(text, frame) == date(2024, 10, day)


@pytest.mark.parametrize(
    ("today", "month", "planned", "held"),
    [
        (date(2025, 11, 20), 12, 2025, 2024),
        (date(2025, 1, 5), 12, 2025, 2024),
        (date(2025, 12, 26), 12, 2025, 2025),
        (date(2025, 11, 20), 6, 2025, 2024),
        (date(2024, 12, 21), 6, 2024, 2024),
        (date(2025, 12, 26), 6, 2024, 2025),
    ],
)
def test_a_day_that_lies_in_the_period_twice_is_in_the_printed_month(
    today: date, month: int, planned: int, held: int
) -> None:
    """Else a planned day is still to come, and a held one is the latest."""
    issued_before = plan_of(date(2024, 12, 20), date(2025, 12, 31), year=2025)
    row = printed(2025, month)
    assert parse_day("12月25日", activity_frame(issued_before, row, today)) == date(planned, 12, 25)
    assert parse_day("12月25日", held_frame(issued_before, row, today)) == date(held, 12, 25)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("31日", TODAY, "2024-08-31"),
        ("30日", TODAY, "2024-09-30"),
        ("30日", date(2024, 3, 1), "2024-01-30"),
        ("29日", date(2024, 3, 1), "2024-02-29"),
        ("31日", date(2024, 1, 20), "2023-12-31"),
        ("1月底", date(2025, 1, 20), "2024-01-31"),
        ("1月31日", date(2025, 1, 20), "2024-01-31"),
        ("1月底", date(2025, 1, 31), "2025-01-31"),
        ("第一季度末", date(2025, 3, 20), "2024-03-31"),
        ("年底", date(2025, 1, 20), "2024-12-31"),
        ("本月底", date(2025, 1, 20), "2025-01-31"),
        ("2025年1月底", date(2025, 1, 20), "2025-01-31"),
    ],
)
def test_a_day_of_a_month_and_a_months_end_are_the_latest_such_day(text: str, today: date, day: str) -> None:
    assert read(text, year=2024, today=today) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本月15日", "2024-10-15"), ("上月15日", "2024-09-15"), ("上个月15号", "2024-09-15"), ("下月5日", "2024-11-05"),
        ("今年10月8日", "2024-10-08"), ("去年12月31日", "2023-12-31"), ("明年1月1日", "2025-01-01"),
        ("去年底", "2023-12-31"), ("去年第三季度末", "2023-09-30"), ("24年10月8日", "2024-10-08"),
        ("二四年十月八日", "2024-10-08"), ("二0二四年十月八日", "2024-10-08"), ("二O二四年一0月八日", "2024-10-08"),
        ("10月8日。", "2024-10-08"), ("2024.10.8.", "2024-10-08"), ("周五。", "2024-10-04"),
    ],
)  # fmt: skip
def test_relative_months_and_years_have_days(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("9月1日-9月30日", "2024-09-01", "2024-09-30"), ("9月1日至30日", "2024-09-01", "2024-09-30"),
        ("9.1-9.30", "2024-09-01", "2024-09-30"), ("9-1至9-30", "2024-09-01", "2024-09-30"),
        ("2023年9月1日-9月30日", "2023-09-01", "2023-09-30"), ("9、10月", "2024-09-01", "2024-10-31"),
        ("9-10", "2024-09-01", "2024-10-31"), ("9月-10月8日", "2024-09-01", "2024-10-08"),
        ("9月上旬-中旬", "2024-09-01", "2024-09-20"), ("第三季", "2024-07-01", "2024-09-30"),
        ("1-3季度", "2024-01-01", "2024-09-30"), ("第一季度至第三季度", "2024-01-01", "2024-09-30"),
        ("2024年11月-2025年2月", "2024-11-01", "2025-02-28"), ("去年10月", "2023-10-01", "2023-10-31"),
        ("上周", "2024-09-30", "2024-10-06"), ("本周", "2024-10-07", "2024-10-13"),
        ("上星期", "2024-09-30", "2024-10-06"), ("上月-本月", "2024-09-01", "2024-10-31"),
        ("上月15日-本月7日", "2024-09-15", "2024-10-07"), ("24年9月", "2024-09-01", "2024-09-30"),
    ],
)  # fmt: skip
def test_a_period_may_run_from_one_day_or_month_to_another(text: str, first: str, last: str) -> None:
    span = parse_span(text, period_frame(NOTICE, TODAY))
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("foo", "无法识别时段“foo”。请写成 10月8日、本周、10月、第三季度、上半年或 9月1日-9月30日。"),
        ("10月1日-", "无法识别时段“10月1日-”。请写成 10月8日、本周、10月、第三季度、上半年或 9月1日-9月30日。"),
        ("9、11月", "“9、11月”里的月份不相连。请写相连的月份，如 9-10月。"),
        ("9月1日-8月1日", "“9月1日-8月1日”的最后一天早于第一天。请从早到晚写。"),
        ("10-8", "“10-8”前后颠倒。请从早到晚写成 8-10。"),
    ],
)
def test_a_refused_period_names_a_month_a_quarter_and_a_span(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_span(text, period_frame(NOTICE, TODAY))
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("10-8", "10-08", "10-08"), ("9-10", "09-10", "09-10"), ("9-10月", "09-01", "10-31"), ("9月", "09-01", "09-30")],
)
def test_a_filter_begins_or_ends_with_a_day_where_a_hyphen_joins_two_numbers(text: str, first: str, last: str) -> None:
    span = parse_bound(text, report_frame(of_year(2024), TODAY))
    assert (span.first.isoformat(), span.last.isoformat()) == (f"2024-{first}", f"2024-{last}")


@pytest.mark.parametrize(
    ("text", "first"),
    [("1月", "2025-01-01"), ("4月", "2024-04-01"), ("第一季度", "2025-01-01"), ("11-2月", "2024-11-01")],
)
def test_a_period_of_reports_is_in_the_plans_period(text: str, first: str) -> None:
    assert parse_span(text, period_frame(OVER_NEW_YEAR, TODAY)).first.isoformat() == first


def test_a_period_that_lies_in_the_plans_period_twice_is_the_latest_that_has_begun() -> None:
    issued_before = plan_of(date(2024, 12, 20), date(2025, 12, 31), year=2025)
    for today, year in ((date(2025, 11, 20), 2024), (date(2025, 12, 5), 2025)):
        assert parse_span("12月", period_frame(issued_before, today)).first == date(year, 12, 1)


def test_the_end_of_this_month_is_todays_whatever_the_plan() -> None:
    assert read("月底", year=2023) == "2024-10-31"


@pytest.mark.parametrize(
    "text",
    [
        "10月8日星期二",
        "10月8日 星期二",
        "10月8日周二",
        "10月8日（星期二）",
        "10月8日(周二)",
        "2024-10-08 礼拜二",
        "十月八日（周二）",
        "10/8 周二",
        "今天（周二）",
    ],
)
def test_a_weekday_that_agrees_is_taken(text: str) -> None:
    assert read(text) == "2024-10-08"


@pytest.mark.parametrize("text", ["10月13日 星期日", "10月13日 星期天", "10月13日（周日）", "10月13日（礼拜天）"])
def test_sunday_has_two_names(text: str) -> None:
    assert read(text) == "2024-10-13"


@pytest.mark.parametrize("day", range(7, 14))
def test_of_seven_weekdays_one_agrees(day: int) -> None:
    """7 October 2024 was a Monday."""
    right = "一二三四五六日"[day - 7]
    for weekday in "一二三四五六日":
        text = f"10月{day}日周{weekday}"
        if weekday == right:
            assert read(text) == f"2024-10-{day:02}"
        else:
            told = f"“{text}”前后不符：2024年10月{day}日是星期{right}。请核对日期或星期。"
            assert refusal(text) == told


def test_a_weekday_is_checked_in_the_year_of_the_day() -> None:
    """9 October is still to come on 8 October 2024; in 2023 it was a Monday."""
    assert read("10月9日周一", year=2023) == "2023-10-09"
    assert "2023年10月9日是星期一" in refusal("10月9日周三", year=2023)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2024-02-30", "2024年2月有 29 天"),
        ("2023年2月29日", "2023年2月有 28 天"),
        ("2月30日", "2024年2月有 29 天"),
        ("4月31日", "2024年4月有 30 天"),
        ("六月三十一日", "2024年6月有 30 天"),
        ("10月0日", "2024年10月有 31 天"),
        ("1月32日", "2024年1月有 31 天"),
        ("12月32日", "2024年12月有 31 天"),
        ("10/32", "2024年10月有 31 天"),
        ("13月1日", "月份要在 1 到 12 之间"),
        ("0月1日", "月份要在 1 到 12 之间"),
        ("2024-00-01", "月份要在 1 到 12 之间"),
        ("0000-10-08", "年份要在 1 到 9999 之间"),
        ("2月30日 星期五", "2024年2月有 29 天"),
    ],
)
def test_an_impossible_day_is_refused_with_the_reason(text: str, why: str) -> None:
    assert refusal(text) == f"没有“{text}”这一天：{why}。"


@pytest.mark.parametrize("text", ["13月底", "0月底", "第五季度末", "第0季度末", "0000年10月底"])
def test_the_end_of_an_impossible_month_or_quarter_is_refused(text: str) -> None:
    assert f"“{text}”" in refusal(text)


@pytest.mark.parametrize(
    "text",
    ["", "下下周", "底", "八", "24-10-08", "2024-10-08 09:30", "十月二十", "3天前", "周八"],
)
def test_another_form_is_refused_with_those_that_are_read(text: str) -> None:
    assert refusal(text) == UNKNOWN.format(text)


@pytest.mark.parametrize(
    "text",
    [
        "10月",
        "十月",
        "10",
        "2024年10月",
        "2024-10",
        "第三季度",
        "上半年",
        "10月-12月",
        "明年",
        "上旬",
        "下周",
        "10月中旬前",
    ],
)
def test_a_month_alone_is_no_day(text: str) -> None:
    assert refusal(text) == WITHOUT_DAY.format(text)


@pytest.mark.parametrize(("year", "is_leap"), [(1949, False), (2000, True), (2023, False), (2024, True), (2100, False)])
def test_29_february_is_there_in_leap_years_only(year: int, is_leap: bool) -> None:
    new_year = date(year, 1, 1)
    if is_leap:
        assert read("2月29日", year=year, today=new_year) == f"{year}-02-29"
        assert read("2月底", year=year, today=new_year) == f"{year}-02-29"
    else:
        assert refusal("2月29日", year=year, today=new_year) == f"没有“2月29日”这一天：{year}年2月有 28 天。"
        assert read("2月底", year=year, today=new_year) == f"{year}-02-28"


@given(day=days, year=st.integers(1949, 2999), today=days)
def test_a_day_written_with_its_year_is_read_back(day: date, year: int, today: date) -> None:
    frame = report_frame(of_year(year), today)
    assert parse_day(chinese_day(day), frame) == day
    assert parse_day(day.isoformat(), frame) == day
    assert parse_day(day.isoformat().replace("-", ""), frame) == day


@given(today=days, back=st.integers(0, 364))
def test_a_day_of_the_last_year_is_read_back_without_its_year(today: date, back: int) -> None:
    day = today - timedelta(days=back)
    frame = report_frame(of_year(today.year - 1), today)
    assert parse_day(f"{day.month}月{day.day}日", frame) == day
    assert parse_day(f"{day.month}/{day.day}", frame) == day


@given(day=days)
def test_a_day_of_an_activity_is_read_back_without_its_year(day: date) -> None:
    frame = activity_frame(of_year(day.year), printed(day.year, 1), day)
    assert parse_day(f"{day.month}月{day.day}日", frame) == day
