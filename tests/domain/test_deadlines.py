"""Deadlines in words: the day that each means in a plan of one year, over New Year, and of three years."""

from datetime import date

import pytest

from gongkai_cli.domain.typed_days.deadlines import ONGOING_WORDS, Period, deadline_day, due_day, is_ongoing

OF_2024 = Period(2024, date(2024, 5, 26), date(2024, 12, 31))
OVER_NEW_YEAR = Period(2024, date(2024, 10, 8), date(2025, 3, 31))
OF_THREE_YEARS = Period(2026, date(2026, 1, 15), date(2028, 12, 31))

CASES = [
    ("7月底前", "2024-07-31"),
    ("7月底前完成", "2024-07-31"),
    ("7月底", "2024-07-31"),
    ("7月末", "2024-07-31"),
    ("7月份", "2024-07-31"),
    ("9月", "2024-09-30"),
    ("七月底前", "2024-07-31"),
    ("十二月底前", "2024-12-31"),
    ("７月底前", "2024-07-31"),
    ("7 月底前", "2024-07-31"),
    ("7月30日前", "2024-07-30"),
    ("7月30号之前", "2024-07-30"),
    ("9月底以前完成", "2024-09-30"),
    ("8月上旬", "2024-08-10"),
    ("8月中旬前", "2024-08-20"),
    ("8月下旬", "2024-08-31"),
    ("第三季度", "2024-09-30"),
    ("三季度末", "2024-09-30"),
    ("第四季度底前", "2024-12-31"),
    ("2季度", "2024-06-30"),
    ("第一季度", "2024-03-31"),
    ("上半年", "2024-06-30"),
    ("下半年", "2024-12-31"),
    ("年底前", "2024-12-31"),
    ("年末", "2024-12-31"),
    ("年内", "2024-12-31"),
    ("全年", "2024-12-31"),
    ("2024年", "2024-12-31"),
    ("2024年内", "2024-12-31"),
    ("2024年9月30日", "2024-09-30"),
    ("二〇二四年十月", "2024-10-31"),
    ("2月29日前", "2024-02-29"),
    ("2028年底前", "2028-12-31"),
]


@pytest.mark.parametrize(("words", "day"), CASES)
def test_the_day_of_a_deadline(words: str, day: str) -> None:
    assert str(deadline_day(words, OF_2024)) == day
    assert not is_ongoing(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "尽快",
        "底",
        "前",
        "月底",
        "季度末",
        "明年3月",
        "13月底前",
        "0月底",
        "9月31日",
        "第五季度",
        "7月底前后",
        "长期坚持",
    ],
)
def test_other_words_are_no_deadline(words: str) -> None:
    assert deadline_day(words, OF_2024) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("11月底前", "2024-11-30"),
        ("年底前", "2024-12-31"),
        ("1月中旬", "2025-01-20"),
        ("3月底前", "2025-03-31"),
        ("第一季度", "2025-03-31"),
        ("10月7日", "2024-10-07"),  # the day before the issue: the plan's own year
        ("2024年3月", "2024-03-31"),
    ],
)
def test_a_day_without_a_year_lies_in_a_plan_over_new_year(words: str, day: str) -> None:
    assert str(deadline_day(words, OVER_NEW_YEAR)) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("年底前", "2026-12-31"),
        ("6月底前", "2026-06-30"),
        ("1月10日前", "2027-01-10"),
        ("2027年底", "2027-12-31"),
        ("2028年6月底前", "2028-06-30"),
        ("2月29日前", "2028-02-29"),
    ],
)
def test_a_day_without_a_year_is_the_first_in_a_plan_of_three_years(words: str, day: str) -> None:
    assert str(deadline_day(words, OF_THREE_YEARS)) == day


@pytest.mark.parametrize("words", sorted(ONGOING_WORDS))
def test_an_ongoing_task_has_no_day(words: str) -> None:
    assert is_ongoing(words)
    assert due_day(words, OF_2024) is None


def test_a_day_stays_and_none_is_none() -> None:
    assert due_day(date(2024, 9, 30), OF_2024) == date(2024, 9, 30)
    assert due_day(None, OF_2024) is None
