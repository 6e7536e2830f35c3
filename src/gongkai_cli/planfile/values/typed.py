"""The values of a plan file: each from its text in the file, or refused with a FieldError."""

import re
from datetime import date
from typing import Any

from gongkai_cli.domain.dates import parse_iso
from gongkai_cli.domain.text import check_link, clean_text, shown, without_brackets
from gongkai_cli.domain.typed_days.deadlines import EXAMPLES, Period, deadline_day, is_ongoing
from gongkai_cli.domain.typed_days.hours import parse_hour
from gongkai_cli.domain.typed_days.printed import printed_window
from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR, NO_THEME, Form, Rhythm, Role, Word
from gongkai_cli.errors import FieldError, RefusedError, UsageError
from gongkai_cli.planfile.slips.names import JointNamesError, clean_name, narrow

BOTH_FORMS = [Form.LECTURE.word, Form.OPEN_DAY.word]
YEARS = re.compile(r"([0-9]{4})年?\s*[-–—~～－至到]+\s*([0-9]{4})年?")
TRUTHS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


def text(value: str) -> str:
    """Return a text on one line; it must not be empty."""
    cleaned = clean_text(value)
    if not cleaned:
        raise FieldError("不能为空")
    return cleaned


def name(value: str) -> str:
    """Return the name of one unit; 、 may stand in brackets only."""
    cleaned = clean_name(value)
    if not cleaned:
        raise FieldError("不能为空")
    if "、" in without_brackets(cleaned):
        raise JointNamesError(cleaned)
    return cleaned


def key(value: str) -> str:
    """Return a plan's key."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,62}", value):
        raise FieldError(f"“{shown(value)}”不能作标识", "请用小写字母、数字和连字符，如 shicheng-2024")
    return value


def address(value: str) -> str:
    """Return a web address."""
    try:
        return check_link(value)
    except RefusedError as error:
        raise FieldError(error.message.rstrip("。"), advice="") from None


def integer(value: Any) -> Any:
    """Return a whole number."""
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}", narrow(value))):
        raise FieldError(f"{_shown(value)}不是整数")
    return int(narrow(value))


def day(value: Any) -> date:
    """Return a day such as 2024-05-26."""
    if not isinstance(value, str):
        raise FieldError(f"{_shown(value)}不是日期", "请写成 2024-05-26 这样")
    return parse_iso(narrow(value))


def due(value: Any) -> date | str:
    """Return a day, or the words of a deadline as printed; which day they mean depends on the plan's period."""
    if not isinstance(value, str):
        raise FieldError(f"{_shown(value)}不是时限", f"请写 2024-09-30 这样的日期，或 {EXAMPLES}")
    words = clean_text(value)
    if is_ongoing(words) or deadline_day(words, ANY_PERIOD):
        return words
    try:
        return day(words)
    except FieldError:
        raise FieldError(
            f"{_shown(value)}不是日期，也不是认得的时限", f"请写 2024-09-30 这样的日期，或 {EXAMPLES}"
        ) from None


ANY_PERIOD = Period(2024, date(2024, 1, 1), date(2024, 12, 31))  # a leap year, so that 2月29日 is a day
"""A period in which words are tried before the plan's own is known."""


def years(value: Any) -> Any:
    """Return several years as first-last."""
    if not (isinstance(value, str) and (match := YEARS.fullmatch(value.strip()))):
        raise FieldError(f"{_shown(value)}不是几年的年度", "请写成 2026-2028 这样")
    first, last = match.groups()
    if not first < last:
        raise FieldError(f"{_shown(value)}前后颠倒", "请从早到晚写，如 2026-2028")
    if int(first) < FIRST_YEAR:
        raise FieldError(f"{_shown(value)}太早", f"最早从 {FIRST_YEAR} 起")
    if int(last) > LAST_YEAR:
        raise FieldError(f"{_shown(value)}太晚", f"最晚到 {LAST_YEAR}")
    return f"{first}-{last}"


def truth(value: Any) -> bool:
    """Return whether a text says yes."""
    answer = None
    if isinstance(value, str):
        answer = TRUTHS.get(value.lower())
    if answer is None:
        raise FieldError(f"{_shown(value)}不是“是”或“否”", "请写 true 或 false")
    return answer


def duties(value: Any) -> Any:
    """Return further duties, such as 指导, with their names as written."""
    if not isinstance(value, dict):
        raise FieldError("要写成“分工: 单位”的几行", "如 others: {指导: [县政府办]}")
    found = {clean_text(word): names for word, names in value.items()}
    if "" in found:
        raise FieldError("有一样分工没有名称", "请写成 {指导: [县政府办]} 这样")
    for word, names in found.items():
        if names == []:
            raise FieldError(f"“{word}”没有写单位", "请写上，或删去这一行")
        if key_of_role := _ROLE_KEYS.get(word):
            raise FieldError(f"“{word}”不写在 others 里", f"请写在 {key_of_role} 里")
    return found


_ROLE_KEYS = {
    Role.LEAD.word: "lead",
    Role.RESPONSIBLE.word: "responsible",
    Role.SUPPORT.word: "support",
    Role.MEMBER.word: "responsible",
    Role.POSSIBLE.word: "responsible",
    "参与": "responsible",  # the words of earlier versions
    "有关": "responsible",
}


def one_or_many(value: Any) -> Any:
    """Return a list, also for a single item."""
    if isinstance(value, str):
        return [value]
    return value


def _word(vocabulary: type[Word], value: Any, what: str) -> Word:
    written = value if isinstance(value, str) else ""
    try:
        return vocabulary.parse(written, what)
    except UsageError as error:
        raise FieldError(error.message.rstrip("。")) from None


def rhythm(value: Any) -> Word:
    """Return a rhythm by its word or its code."""
    return _word(Rhythm, value, "频次")


def form(value: Any) -> Form | str:
    """Return a known form of activities, or another one as it is written; a list of both means both."""
    if value in (BOTH_FORMS, BOTH_FORMS[::-1]):
        return Form.BOTH
    if not isinstance(value, str):
        raise FieldError(f"{_shown(value)}不是活动形式", "请写成一项，如 政务公开讲、在线访谈")
    written = text(value)
    known = [one for one in Form if written in {one.word, one.value}]
    return known[0] if known else written


def theme(value: Any) -> Any:
    """Return no theme for the words that say that there is none yet."""
    if isinstance(value, str) and clean_text(value) == NO_THEME:
        return None
    return value


def when(value: Any) -> str:
    """Return a printed time of activities; which days it means depends on the plan's period."""
    words = text(value) if isinstance(value, str) else ""
    if not words or printed_window(words, ANY_PERIOD) is None:
        raise FieldError(f"无法识别时间{_shown(value)}", "请写成 3月、3-6月、第一季度、10月15日 或 10月15日-16日")
    return words


def hour(value: Any) -> str:
    """Return an hour such as 09:00."""
    try:
        return parse_hour(value if isinstance(value, str) else "")
    except UsageError as error:
        raise FieldError(error.message.rstrip("。"), advice="") from None


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f"“{shown(clean_text(value))}”"
    return "这里"
