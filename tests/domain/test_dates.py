"""The calendar: ISO days of files and the ends of months."""

import calendar
from datetime import date

import pytest

from gongkai_cli.domain.dates import chinese_day, month_end, parse_iso


@pytest.mark.parametrize(("year", "is_leap"), [(1949, False), (2000, True), (2023, False), (2024, True), (2100, False)])
def test_29_february_of_a_file_is_there_in_leap_years_only(year: int, is_leap: bool) -> None:
    if is_leap:
        assert parse_iso(f"{year}-02-29") == date(year, 2, 29)
    else:
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
