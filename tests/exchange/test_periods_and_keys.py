"""Periods in words and codes, 表号 and row keys: examples and round trips."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.reporting.periods import period_code, period_words, report_day
from gongkai_cli.domain.reporting.sheets import (
    SheetIdentity,
    activity_key,
    find_sheet_number,
    part_key,
    read_key,
    sheet_number,
)
from gongkai_cli.domain.typed_days.frames import period_frame
from gongkai_cli.domain.typed_days.spans import parse_span

PLAN = Plan(
    id=1,
    key="demo-2024",
    title="要点",
    year=2024,
    region=None,
    issuer=None,
    issued_on=date(2024, 1, 1),
    ends_on=date(2024, 12, 31),
    source=None,
    based_on=(),
    number=None,
    also=(),
)
TODAY = date(2024, 12, 31)

DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))
MONTHS = st.integers(1, 12)
WORDS = st.text(st.characters(categories=["L", "N", "P"], exclude_characters="|"), min_size=1, max_size=12)


def month_ends(first: int, last: int) -> tuple[date, date]:
    """Return the first day of a month and the last day of another one in 2024."""
    following = date(2024 + last // 12, last % 12 + 1, 1)
    return date(2024, first, 1), following - timedelta(days=1)


# Periods


@pytest.mark.parametrize(
    ("first", "last", "words", "code"),
    [
        ("2024-10-01", "2024-10-31", "10月", "10"),
        ("2024-02-01", "2024-02-29", "2月", "02"),
        ("2024-07-01", "2024-09-30", "第三季度", "Q3"),
        ("2024-01-01", "2024-06-30", "上半年", "H1"),
        ("2024-07-01", "2024-12-31", "下半年", "H2"),
        ("2024-01-01", "2024-12-31", "全年", "Y"),
        ("2024-09-01", "2024-10-31", "9-10月", "0910"),
        ("2024-10-08", "2024-10-14", "10月8日-14日", "1014"),
        ("2024-09-30", "2024-10-06", "9月30日-10月6日", "1006"),
        ("2024-10-08", "2024-10-08", "10月8日", "1008"),
        ("2025-01-01", "2025-01-31", "2025年1月", "01"),
        ("2024-12-01", "2025-01-31", "12月-2025年1月", "0131"),
        ("2024-12-30", "2025-01-05", "12月30日-2025年1月5日", "0105"),
    ],
)
def test_a_period_has_words_and_a_code(first: str, last: str, words: str, code: str) -> None:
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    assert period_words(begins, ends, 2024) == words
    assert period_code(begins, ends) == code


@given(MONTHS, MONTHS)
def test_the_words_of_months_are_read_back(one: int, other: int) -> None:
    first, last = month_ends(min(one, other), max(one, other))
    words = period_words(first, last, 2024)
    typed = "2024年" if words == "全年" else words
    assert parse_span(typed, period_frame(PLAN, TODAY)) == (first, last)


@given(DAYS, DAYS)
def test_the_words_of_days_are_read_back(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    words = period_words(first, last, 2024)
    typed = "2024年" if words == "全年" else words
    if (last - first).days <= 183:  # a longer span needs the year at its end
        assert parse_span(typed, period_frame(PLAN, TODAY)) == (first, last)


@given(DAYS, DAYS)
def test_a_code_has_four_marks_at_most(one: date, other: date) -> None:
    code = period_code(min(one, other), max(one, other))
    assert 1 <= len(code) <= 4
    assert code.isalnum()


def test_a_report_is_of_the_last_day_or_of_today() -> None:
    assert report_day(date(2024, 9, 30), date(2024, 10, 8)) == date(2024, 9, 30)
    assert report_day(date(2024, 10, 31), date(2024, 10, 8)) == date(2024, 10, 8)


# 表号

NUMBERS = st.builds(sheet_number, st.integers(2000, 2099), st.sampled_from(("10", "Q3", "Y", "1014")), st.integers(1))


def test_a_number_is_the_year_the_period_the_running_number_and_a_check() -> None:
    assert sheet_number(2024, "09", 1) == "GK24-09-001-C"
    assert sheet_number(2024, "Q3", 1234).startswith("GK24-Q3-1234-")


@given(NUMBERS, WORDS, WORDS)
def test_a_number_is_found_in_any_text(number: str, before: str, after: str) -> None:
    assert find_sheet_number(f"{before}　表号：{number}　{after}") == number
    assert find_sheet_number(number.lower()) == number
    wide = "".join(chr(ord(mark) + 0xFEE0) for mark in number)
    assert find_sheet_number(f"表号：{wide}") == number


@given(st.integers(1, 999), st.integers(0, 9), st.integers(8, 10))
def test_a_number_with_a_slip_in_a_digit_is_none_or_in_order_by_chance(running: int, digit: int, place: int) -> None:
    number = sheet_number(2024, "10", running)
    slipped = number[:place] + str(digit) + number[place + 1 :]
    found = find_sheet_number(slipped)
    assert found in {None, slipped}
    if slipped == number:
        assert found == number


def test_most_slips_are_seen() -> None:
    wrong = [f"GK24-10-{running:03}-R" for running in range(1, 1000)]
    assert sum(find_sheet_number(text) is not None for text in wrong) < 100


@pytest.mark.parametrize("text", ["", "GK24-10-001", "GK24-10-01-C", "GK2024-10-001-C", "表号：17"])
def test_another_text_is_no_number(text: str) -> None:
    assert find_sheet_number(text) is None


# Keys of rows


@given(WORDS, WORDS, st.integers(1, 999), WORDS)
def test_a_key_is_read_back(plan: str, unit: str, no: int, title: str) -> None:
    for key in (part_key(plan, unit, no, title), activity_key(plan, no, title)):
        assert read_key(key) == key
        assert read_key(f" {key.lower()} ") == key
        assert key[-1].isalpha()  # so that no spreadsheet makes a day of it


def test_a_key_names_plan_unit_and_title_and_not_the_number_alone() -> None:
    key = part_key("demo-2024", "县司法局", 3, "公开政策")
    others = {
        part_key("demo-2025", "县司法局", 3, "公开政策"),
        part_key("demo-2024", "县教育局", 3, "公开政策"),
        part_key("demo-2024", "县司法局", 3, "解读政策"),
    }
    assert key.startswith("03-")
    assert key not in others
    assert len(others) == 3
    assert part_key("demo-2024", "县司法局", 5, "公开政策") == "05" + key[2:]


@pytest.mark.parametrize("text", ["", "3", "03-7F0", "03-7F00", "03-AEIOU", "公开政策", "2024-10-08", "03-7F0K-1"])
def test_another_text_is_no_key(text: str) -> None:
    assert read_key(text) is None


# Identities


@given(WORDS, WORDS, NUMBERS)
def test_an_identity_is_read_back(plan: str, unit: str, number: str) -> None:
    identity = SheetIdentity(plan.strip() or "x", unit.strip() or "x", number)
    assert SheetIdentity.read(f" {identity.carrier}\n") == identity


@pytest.mark.parametrize("text", ["", "gongkai-sheet-1", "gongkai-sheet-2|a|b|c", "gongkai-sheet-1|a|b|c|d", "a|b|c|d"])
def test_another_text_is_no_identity(text: str) -> None:
    assert SheetIdentity.read(text) is None
