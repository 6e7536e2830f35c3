"""The header of a notice: title, issuers, number, day, years, the papers that it rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai_cli.domain.text import folded
from gongkai_cli.domain.typed_days.numerals import plain_digits
from gongkai_cli.notice.recognizing.doubts import Doubt, DoubtKind
from gongkai_cli.notice.recognizing.parts.lines import Line
from gongkai_cli.notice.recognizing.texts import plain
from gongkai_cli.notice.recognizing.units.names import has_ending

_PAPERS = (
    r"任务分解|重点任务|分解|通知|方案|要点|计划|意见|措施|办法|细则|举措|清单|分解表|分工|安排|规划|任务表|分工表|责任表|台账|"
    r"安排表|一览表|行动|决定|公告|函|任务"
)
_TITLE = re.compile(rf"(?=.{{6,90}}$)[^。；：]*(?:{_PAPERS})(?:（[^）]*）)*$")
_NO_TITLE = re.compile(
    r"附\s?[件表]|第?[一二三四五六七八九十]+[、章条]|[（(][一二三四五六七八九十]|\d{1,2}[.．、]|[^，。]{2,6}[：:]"
)
_ISSUED = re.compile(
    r"现?将?[^。《]{0,12}《(?P<title>[^》]+(?:《[^》]+》[^》]*)?)》[^。《》]{0,30}(?:印发|下发|发给|分解)(?:给你们|给)?"
)
_OF_NOTICE = re.compile(r"(?:.{0,40}?关于)?(?:印发|下发|转发)(?P<title>.+)的通知$")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}(?:〔|\[|【|（)(?:19|20)\d\d(?:〕|\]|】|）)\s?(?:第\s?)?\d{1,5}\s?号")
_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_LABELLED_DAY = re.compile(
    r"(?:成文日期|发文日期|印发日期|发布日期|生成日期|发布时间|成文时间)[：:]?\s*(?P<year>\d{4})[-年/.](?P<month>\d{1,2})[-月/.](?P<day>\d{1,2})"
)
_LABELLED_ISSUER = re.compile(
    r"(?:发文机关|发布机构|发文单位|发布机关|制发机关|信息来源)[：:]\s*(?P<issuer>[^\s：:；，]{4,40})"
)
_YEARS = re.compile(r"(?P<first>20\d\d)年?\s*[-—–~～至一]+\s*(?P<last>20\d\d)年?")
_YEAR = re.compile(r"(?P<year>20\d\d)\s*年(?:度)?")
_BASIS = re.compile(r"《[^《》]+(?:《[^》]+》[^》]*)?》\s?(?:（[^（）]*号[^（）]*）)?")
_REGION = re.compile(r"^(?P<region>[\u4e00-\u9fff]{2,12}?(?:自治[县州区旗]|新区|[县市区旗州省盟]))(?![区县]域)")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a notice; what is not printed is empty or None."""

    title: str = ""
    issuers: tuple[str, ...] = ()
    number: str = ""
    issued_on: date | None = None
    year: int | None = None
    years: str = ""
    region: str = ""
    based_on: tuple[str, ...] = ()
    sources: tuple[Line, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())


def header_of(lines: Sequence[Line]) -> Header:
    """Return the header that the lines of a notice print."""
    spelled = [Line(plain(line.text).strip(), line.place) for line in lines]
    title, title_line = _title(spelled)
    issuers, issued_on, day_line = _signature(spelled)
    if not issuers:
        issuers = _issuers_elsewhere(spelled, title)
    year, years = _years(title)
    doubts: list[Doubt] = []
    if year and issued_on and not year - 1 <= issued_on.year <= year:
        doubts.append(Doubt(DoubtKind.HEADER, f"标题写 {year} 年，落款是 {issued_on.year} 年"))
    elif year and issued_on and issued_on.year == year - 1 and issued_on.month <= 10:  # noqa: PLR2004 - plans of the next year come late
        doubts.append(Doubt(DoubtKind.HEADER, f"标题从 {year} 年起，落款却是 {issued_on.year} 年 {issued_on.month} 月"))
    return Header(
        title,
        issuers,
        _number(spelled),
        issued_on,
        year or (issued_on.year if issued_on else None),
        years,
        _region(issuers, title),
        _based_on(lines, title),
        tuple(filter(None, (title_line, day_line))),
        tuple(doubts),
    )


def _title(lines: Sequence[Line]) -> tuple[str, Line | None]:
    for line in lines:
        if match := _ISSUED.search(line.text):
            return match["title"], line
    candidates = [(_joined(lines, place), line) for place, line in enumerate(lines[:60]) if _TITLE.fullmatch(line.text)]
    for wants_paper in (True, False):
        for title, line in candidates:
            if match := _OF_NOTICE.fullmatch(title):
                return match["title"].strip("《》"), line
            is_letter = title.endswith("通知") and bool(re.search("印发|下发|转发", title))
            if (wants_paper and is_letter) or _NO_TITLE.match(line.text):
                continue
            return title, line
    return _title_inside(lines)


def _joined(lines: Sequence[Line], place: int) -> str:
    """Return a title with the line above it, where it begins there."""
    text = lines[place].text
    before = lines[place - 1].text if place else ""
    is_begun = bool(before) and len(before) <= 40 and not re.search(r"[。；，）〕号日]$|：|^附", before)  # noqa: PLR2004
    is_office = text.startswith("关于") and has_ending(before)
    is_first_line = "关于" in before and "关于" not in text
    if is_begun and (is_office or is_first_line):
        return before + text
    return text


def _title_inside(lines: Sequence[Line]) -> tuple[str, Line | None]:
    """Return a title in a long line: of a notice on one line, or of a page's own data."""
    for line in lines[:5]:
        if match := re.search(rf"(?:^|\s)([^\s。，：]{{4,40}}关于[^。，]{{4,80}}?(?:{_PAPERS}))(?=\s|$)", line.text):
            found = _OF_NOTICE.fullmatch(match[1])
            return (found["title"] if found else match[1]), line
        if match := re.search(r"关于印发([^\s。]{6,60}?)的通知", line.text):
            return match[1], line
    return "", None


def _number(lines: Sequence[Line]) -> str:
    for line in lines[:80]:
        for match in _NUMBER.finditer(line.text):
            before = line.text[: match.start()].rstrip()
            if before.endswith(("（", "》", "(", "见")) or before.count("《") > before.count("》"):
                continue
            return re.sub(r"\s|^.*?(?:发文字号|文号|字号)[：:]?", "", match[0])
    return ""


def _signature(lines: Sequence[Line]) -> tuple[tuple[str, ...], date | None, Line | None]:
    """Return issuers and day of the signature, and its line."""
    for place, line in enumerate(lines):
        text = plain_digits(line.text) if len(line.text) < 30 else line.text  # noqa: PLR2004 - 二〇二四年五月
        for match in _DAY.finditer(text):
            before, after = text[: match.start()].strip("（( "), text[match.end() :]
            is_end = (
                not after.strip("）)。 ") or re.match(r"\s*(?:印发|发布|，?征求意见|\s*（)", after) or " " in after[:2]
            )
            if not is_end or (len(before) > 60 and not re.search(r"[。\s”）]\S{4,30}\s?$", before)):  # noqa: PLR2004
                continue
            day = _day(match)
            issuers = _issuers_before(re.split(r"[。”\s]", before)[-1]) if before else _issuers_above(lines, place)
            if day and (issuers or not before):
                return issuers, day, line
    for line in lines:
        if labelled := _LABELLED_DAY.search(line.text):
            return (), _day(labelled), line
    return (), None, None


def _issuers_before(text: str) -> tuple[str, ...]:
    name = text.strip("，。、 ")
    return (name,) if 3 < len(name) <= 30 and has_ending(name) else ()  # noqa: PLR2004 - an office with its region


def _issuers_above(lines: Sequence[Line], place: int) -> tuple[str, ...]:
    found: list[str] = []
    for line in reversed(lines[max(0, place - 5) : place]):
        names = re.split(r"\s{1,}", line.text.strip())
        if not all(3 < len(name) <= 30 and has_ending(name) and not re.search("[：，。]", name) for name in names):  # noqa: PLR2004
            break
        found[:0] = names
    return tuple(dict.fromkeys(found))


def _issuers_elsewhere(lines: Sequence[Line], title: str) -> tuple[str, ...]:
    for line in lines[:40]:
        if match := _LABELLED_ISSUER.search(line.text):
            return (match["issuer"],)
    for text in [title, *(line.text for line in lines[:20])]:
        office = re.match(r"([\u4e00-\u9fff（）]{4,30}?)关于", text)
        if office and has_ending(office[1]):
            return (office[1],)
    return ()


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _years(title: str) -> tuple[int | None, str]:
    if match := _YEARS.search(title):
        first, last = int(match["first"]), int(match["last"])
        if first < last <= first + 15:
            return first, f"{first}-{last}"
    one = _YEAR.search(title)
    return (int(one["year"]), "") if one else (None, "")


def _region(issuers: Sequence[str], title: str) -> str:
    for text in [*issuers, title]:
        if match := _REGION.match(text):
            return match["region"]
    return ""


def _based_on(lines: Sequence[Line], title: str) -> tuple[str, ...]:
    """Return the papers that the introduction names, as printed."""
    for line in lines[:40]:
        if not re.match(r"\s*(?:为|根据|按照|依据|现将|为了|为深入|结合)", line.text) or "现将《" in line.text[:8]:
            continue
        found = [match[0].strip() for match in _BASIS.finditer(line.text.replace("(", "（").replace(")", "）"))]
        printed = [_as_printed(one, line.text) for one in found if folded(one) != folded(title)]
        if printed:
            return tuple(dict.fromkeys(printed))
    return ()


def _as_printed(spelled: str, text: str) -> str:
    begin = text.replace("(", "（").replace(")", "）").find(spelled)
    return text[begin : begin + len(spelled)]
