"""One cell of a returned sheet → a value, a remark or a doubt."""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple
from unicodedata import normalize

from gongkai_cli.domain.progress import PERCENT_DONE
from gongkai_cli.domain.text import check_link, clean_text, shown
from gongkai_cli.domain.vocabulary import Status
from gongkai_cli.errors import RefusedError
from gongkai_cli.spreadsheets.cells import Cell

_NOTHING = {"无", "暂无", "没有", "略"}
_DITTO = {"同上", "同前", "同上月", "同上一行"}
_LOST = "\ufffd"
_STATUS_WORDS = {
    Status.DONE: "已完成 完成 办结 已办结 全部完成 已全部完成 完成了 已落实 已达标",
    Status.IN_PROGRESS: (
        "推进中 进行中 正在推进 正在进行 在办 推进 持续推进 持续推进中 序时推进 正常推进 正在办理 办理中"
    ),
    Status.NOT_STARTED: "未启动 未开展 尚未启动 未开始 没开始 尚未开展 未完成未启动",
    Status.BLOCKED: "受阻",
    Status.STOPPED: "已中止 中止",
}
_STATUSES = {word: status for status, words in _STATUS_WORDS.items() for word in words.split()}
_NUMBER = re.compile(r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)(%?)")
_APART = re.compile(r"[0-9]\s+[0-9]")
_TENTHS = re.compile(r"([一二两三四五六七八九十])成(半|[一二三四五六七八九])?")
_HUNDREDTHS = re.compile(
    r"百分之(一?百|[一二三四五六七八九]?十[一二三四五六七八九]?|[零一二两三四五六七八九]|[0-9]+(?:\.[0-9]+)?)"
)
_AROUND = re.compile(
    "[已经目前现约大概基本累计总体整共序时进度完成率比例了任务工作达到为是近将接超过逾左右以上多全部的:,()、]*"
)
"""The words beside a percent that leave it as it is. 还差40% and 六七成 have others, and are asked."""
_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"两": 2}
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050  # the days 2000-01-01 to 2099-12-31, as Excel counts them
_EPOCH = date(1899, 12, 30)
_BETWEEN_LINKS = re.compile(r"[\s；;，,、]+")


class PercentRead(NamedTuple):
    """What a cell of progress says: a percent or a status, a remark, or why a person must decide.

    `is_bare_one` stands for 1, which may be 1% or 100%.
    """

    percent: int | None = None
    status: Status | None = None
    remark: str | None = None
    doubt: str | None = None
    is_bare_one: bool = False


def says_nothing(text: str) -> bool:
    """Return whether a cell says nothing: it is blank, a dash, a stroke, or 无."""
    plain = "".join(mark for mark in normalize("NFKC", text) if mark.isalnum())
    return not plain or plain in _NOTHING


def read_words(cell: Cell) -> tuple[str | None, str | None]:
    """Return the words of a cell on one line, and why a person must decide; lines are joined with ；."""
    text = _text_of(cell)
    if says_nothing(text):
        return None, None
    if "".join(text.split()) in _DITTO:
        return None, f"写的是“{shown(text)}”，指哪一格说不准"
    if _LOST in text:
        return None, f"“{shown(clean_text(text))}”里有转换编码时丢掉的字"
    lines = [clean_text(line).rstrip("；;") for line in text.split("\n")]
    return "；".join(line for line in lines if line), None


def _text_of(cell: Cell) -> str:
    return cell.value if isinstance(cell.value, str) else cell.text


def read_percent(cell: Cell) -> PercentRead:
    """Return what a cell of progress says: 60, 60%, 0.6, 完成60%, 六成, 已完成."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return PercentRead(doubt=f"“{shown(cell.text)}”不是完成的百分数")
    if isinstance(value, str):
        return _percent_of_text(value)
    if cell.is_percent:
        share = value * PERCENT_DONE if value <= 1 else value
        return _whole(share, cell.text)
    return _percent_of_number(float(value), cell.text)


def _percent_of_number(number: float, text: str) -> PercentRead:
    if number == 1:
        return PercentRead(doubt="写的是 1，可能是 1%，也可能是 100%", is_bare_one=True)
    return _whole(number * PERCENT_DONE if 0 < number < 1 else number, text)


def _percent_of_text(text: str) -> PercentRead:
    plain = "".join(normalize("NFKC", text).split()).rstrip("。;,.")
    if says_nothing(plain):
        return PercentRead()
    if status := _STATUSES.get(plain):
        return PercentRead(status=status)
    values, rest = _values_in(plain)
    if len(values) > 1 or _APART.search(normalize("NFKC", text)):
        return PercentRead(doubt=f"“{shown(clean_text(text))}”里不止一个数")
    if not values or not _AROUND.fullmatch(rest):
        return PercentRead(doubt=f"“{shown(clean_text(text))}”看不出完成的百分数")
    number, is_percent = values[0]
    if is_percent:
        return _whole(number, text)
    return _percent_of_number(number, text)


def _values_in(plain: str) -> tuple[list[tuple[float, bool]], str]:
    """Return the numbers of a text, whether each is a percent for sure, and the text without them."""
    if plain in {"一半", "完成一半", "过半"}:
        return [(50.0, True)], ""
    found = [(_tenths(*match.groups()), True) for match in _TENTHS.finditer(plain)]
    rest = _TENTHS.sub("", plain)
    found += [(_chinese(match[1]), True) for match in _HUNDREDTHS.finditer(rest)]
    rest = _HUNDREDTHS.sub("", rest)
    found += [(float(number), bool(sign)) for number, sign in _NUMBER.findall(rest)]
    return found, _NUMBER.sub("", rest)


def _tenths(tens: str, rest: str | None) -> float:
    full = 10 if tens == "十" else _DIGITS[tens]
    return full * 10 + (5 if rest == "半" else _DIGITS.get(rest or "", 0))


def _chinese(numeral: str) -> float:
    """Return the number that a numeral up to 一百 means, also in digits."""
    try:
        return float(numeral)
    except ValueError:
        pass
    if "百" in numeral:
        return 100.0
    tens, ten, units = numeral.rpartition("十")
    if not ten:
        return float(_DIGITS[units])
    return (_DIGITS[tens] if tens else 1) * 10.0 + (_DIGITS[units] if units else 0)


def _whole(number: float, text: str) -> PercentRead:
    """Return a percent as a whole number. Only what is done is 100, and only what has not begun is 0."""
    if not 0 <= number <= PERCENT_DONE:
        return PercentRead(doubt=f"“{shown(clean_text(text))}”不在 0 到 100 之间")
    near = round(number, 6)
    if near == int(near):
        return PercentRead(percent=int(near))
    percent = min(max(int(near + 0.5), 1), PERCENT_DONE - 1)
    return PercentRead(percent=percent, remark=f"{near:g}% 记为 {percent}%")


def read_links(cell: Cell) -> tuple[tuple[str, ...], str | None]:
    """Return the addresses in a cell, each once, and a remark about what is none."""
    links: list[str] = []
    others: list[str] = []
    for piece in _BETWEEN_LINKS.split(_text_of(cell)):
        if not piece or says_nothing(piece):
            continue
        try:
            links.append(check_link(piece.rstrip("。.")))
        except RefusedError:
            others.append(piece)
    remark = f"“{shown(clean_text(' '.join(others)))}”不是网址，未并入" if others else None
    return tuple(dict.fromkeys(links)), remark


def read_people(cell: Cell) -> tuple[int | None, str | None]:
    """Return a number of people, such as 60 or 60人, and why a person must decide."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and cell.value == int(cell.value) >= 0:
        return int(cell.value), None
    text = "".join(normalize("NFKC", _text_of(cell)).split())
    if says_nothing(text):
        return None, None
    numbers = re.findall(r"[0-9]+(?:\.[0-9]+)?", text)
    if len(numbers) == 1 and numbers[0].isdecimal() and len(numbers[0]) <= 7:  # noqa: PLR2004 - a million people
        return int(numbers[0]), None
    return None, f"“{shown(clean_text(text))}”看不出人数"


def read_day(cell: Cell) -> tuple[str | None, str | None]:
    """Return a day or days as text for `parse_days`, and a remark."""
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat(), None
    if isinstance(cell.value, date):
        return cell.value.isoformat(), None
    text = clean_text(_text_of(cell))
    if says_nothing(text):
        return None, None
    serial = normalize("NFKC", text).removesuffix(".0")
    if serial.isdecimal() and _FIRST_SERIAL <= int(serial) <= _LAST_SERIAL:
        day = (_EPOCH + timedelta(days=int(serial))).isoformat()
        return day, f"{serial} 按日期读作 {day}"
    return text, None
