"""Hours as people type them: the part of the day, every refusal."""

import pytest

from gongkai_cli.domain.typed_days.hours import parse_hour
from gongkai_cli.errors import UsageError


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("9:00", "09:00"), ("９：０５", "09:05"), ("9点", "09:00"), ("9点整", "09:00"), ("9点钟", "09:00"),
        ("九点半", "09:30"), ("15时30分", "15:30"), ("三点一刻", "03:15"), ("0:00", "00:00"), ("上午9点。", "09:00"),
        ("凌晨3点", "03:00"), ("凌晨0点", "00:00"), ("早上8点", "08:00"), ("上午九点", "09:00"), ("上午11:30", "11:30"),
        ("中午11点半", "11:30"), ("中午12点", "12:00"), ("中午12点半", "12:30"), ("中午1点", "13:00"),
        ("中午13点", "13:00"), ("下午两点", "14:00"), ("下午2:30", "14:30"), ("下午3点半", "15:30"),
        ("下午14点", "14:00"), ("下午12点", "12:00"), ("傍晚6点", "18:00"), ("晚上7点", "19:00"), ("晚上11点", "23:00"),
        ("晚上20:00", "20:00"),
    ],
)  # fmt: skip
def test_an_hour_is_read_in_its_part_of_the_day(text: str, hour: str) -> None:
    assert parse_hour(text) == hour


def refusal(text: str) -> str:
    """Return the message of a refused hour."""
    with pytest.raises(UsageError) as caught:
        parse_hour(text)
    assert caught.value.exit_code == 2
    return caught.value.message


@pytest.mark.parametrize("text", ["晚上12点", "晚上12:30", "凌晨12点", "上午12点", "早上十二点", "下午0点", "晚上0点"])
def test_an_unclear_twelve_is_refused(text: str) -> None:
    assert refusal(text) == f"“{text}”说不清是几点。请按 24 小时写，如 0:00 或 12:00。"


@pytest.mark.parametrize(
    ("text", "part", "hour"),
    [
        ("上午14点", "上午", 14),
        ("早上20:00", "早上", 20),
        ("凌晨9点", "凌晨", 9),
        ("中午9点", "中午", 9),
        ("晚上1点", "晚上", 1),
        ("晚上14点", "晚上", 14),
    ],
)
def test_an_hour_outside_its_part_of_the_day_is_refused(text: str, part: str, hour: int) -> None:
    assert refusal(text) == f"“{text}”前后不符：{part}没有 {hour} 点。请按 24 小时写，如 9:00 或 14:00。"


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("9:00-11:00", "9:00"),
        ("9：00～11：00", "9:00"),
        ("9:00—11:00", "9:00"),
        ("上午9点至11点", "上午9点"),
        ("上午9-11点", "上午9点"),
        ("下午2点半到4点", "下午2点半"),
    ],
)
def test_of_a_span_of_hours_only_the_beginning_is_wanted(text: str, beginning: str) -> None:
    assert refusal(text) == f"“{text}”是一段时间。请只写开始的时刻：{beginning}。"


@pytest.mark.parametrize("text", ["", "9", "24:00", "9:60", "25点", "早上", "夜里", "-", "a-b"])
def test_another_form_of_an_hour_is_refused(text: str) -> None:
    assert refusal(text) == f"无法识别时刻“{text}”。请写成 9:00、上午9点或下午2点半。"
