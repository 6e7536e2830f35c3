"""Days as an office writes them: every form that is read, every refusal with its reason, and what is read back."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_cli.domain.dates import chinese_day, month_end, parse_day, parse_iso
from gongkai_cli.errors import UsageError

TODAY = date(2024, 10, 8)
UNKNOWN = "看不懂日期“{}”。请写成 2024-10-08、10月8日、10/8、今天、月底或年底。"
WITHOUT_DAY = "“{}”没有写到哪一天。请写成 2024-10-08 或 10月8日；最后一天可写 10月底。"

days = st.dates(date(1949, 1, 1), date(2999, 12, 31))


def read(text: str, year: int = 2024, today: date = TODAY) -> str:
    """Return the day that `text` names, as ISO text."""
    return parse_day(text, year=year, today=today).isoformat()


def refusal(text: str, year: int = 2024) -> str:
    """Return what is said of a day that is refused."""
    with pytest.raises(UsageError) as caught:
        parse_day(text, year=year, today=TODAY)
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


@pytest.mark.parametrize("text", ["10月8日", "10/8", "十月八日", "10月底", "第四季度末", "年底"])
def test_a_year_left_out_is_the_plans_and_not_todays(text: str) -> None:
    """In October 2024 a clerk who works on the plan of 2023, or of 2025, means that plan's days."""
    assert read(text, year=2023)[:4] == "2023"
    assert read(text, year=2025)[:4] == "2025"


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


def test_a_weekday_is_checked_in_the_plans_year() -> None:
    """8 October was a Sunday in 2023."""
    assert read("10月8日周日", year=2023) == "2023-10-08"
    assert "2023年10月8日是星期日" in refusal("10月8日周二", year=2023)


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
    ["", "下周", "下周一", "周二", "底", "八日", "24-10-08", "2024-10-08 09:30", "20241008", "十月二十", "明年"],
)
def test_another_form_is_refused_with_those_that_are_read(text: str) -> None:
    assert refusal(text) == UNKNOWN.format(text)


@pytest.mark.parametrize("text", ["10月", "十月", "10", "2024年10月", "2024-10", "第三季度", "上半年", "10月-12月"])
def test_a_month_alone_is_no_day(text: str) -> None:
    assert refusal(text) == WITHOUT_DAY.format(text)


@pytest.mark.parametrize(("year", "is_leap"), [(1949, False), (2000, True), (2023, False), (2024, True), (2100, False)])
def test_29_february_is_there_in_leap_years_only(year: int, is_leap: bool) -> None:
    if is_leap:
        assert read("2月29日", year=year) == f"{year}-02-29"
        assert read("2月底", year=year) == f"{year}-02-29"
        assert parse_iso(f"{year}-02-29") == date(year, 2, 29)
    else:
        assert refusal("2月29日", year=year) == f"没有“2月29日”这一天：{year}年2月有 28 天。"
        assert read("2月底", year=year) == f"{year}-02-28"
        with pytest.raises(ValueError, match=f"^没有“{year}-02-29”这一天：{year}年2月有 28 天$"):
            parse_iso(f"{year}-02-29")


@pytest.mark.parametrize("year", [2023, 2024])
@pytest.mark.parametrize("month", range(1, 13))
def test_month_end_is_the_calendars(year: int, month: int) -> None:
    assert month_end(year, month) == date(year, month, calendar.monthrange(year, month)[1])


def test_month_end_does_not_step_over_the_last_year() -> None:
    assert month_end(9999, 12) == date.max


@pytest.mark.parametrize("text", ["2024-05-26", "2024-12-31", "0001-01-01", "9999-12-31"])
def test_an_iso_day_is_read_from_a_file(text: str) -> None:
    assert parse_iso(text).isoformat() == text


@pytest.mark.parametrize(
    "text", ["", "2024-5-26", "2024/05/26", "20240526", "5月26日", "今天", " 2024-05-26", "2024-W21-7"]
)
def test_a_file_takes_no_other_form(text: str) -> None:
    with pytest.raises(ValueError, match=f"^“{text}”不是日期，请写成 2024-05-26 这样$"):
        parse_iso(text)


def test_a_file_takes_no_full_width_digits() -> None:
    text = "２０２４-０５-２６"
    with pytest.raises(ValueError, match=f"^“{text}”不是日期，请写成 2024-05-26 这样$"):
        parse_iso(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2024-02-30", "2024年2月有 29 天"),
        ("2024-11-31", "2024年11月有 30 天"),
        ("2024-01-00", "2024年1月有 31 天"),
        ("2024-13-01", "月份要在 1 到 12 之间"),
        ("2024-00-10", "月份要在 1 到 12 之间"),
        ("0000-01-01", "年份要在 1 到 9999 之间"),
    ],
)
def test_an_impossible_iso_day_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^没有“{text}”这一天：{why}$"):
        parse_iso(text)


def test_a_day_is_written_as_an_office_writes_it() -> None:
    assert chinese_day(date(2024, 5, 26)) == "2024年5月26日"


@given(day=days, year=st.integers(1949, 2999), today=days)
def test_a_day_written_in_chinese_is_read_back(day: date, year: int, today: date) -> None:
    assert parse_day(chinese_day(day), year=year, today=today) == day


@given(day=days, year=st.integers(1949, 2999), today=days)
def test_a_day_written_in_iso_is_read_back(day: date, year: int, today: date) -> None:
    assert parse_day(day.isoformat(), year=year, today=today) == day
    assert parse_iso(day.isoformat()) == day


@given(day=days, today=days)
def test_a_day_without_its_year_is_read_back_in_the_plans_year(day: date, today: date) -> None:
    assert parse_day(f"{day.month}月{day.day}日", year=day.year, today=today) == day
    assert parse_day(f"{day.month}/{day.day}", year=day.year, today=today) == day
