"""The header of a draft: what the notice prints, what the person wants, and marked placeholders."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gongkai_cli.domain.typed_days.deadlines import Period
from gongkai_cli.notice.drafting.notes import Note, Notes, source
from gongkai_cli.notice.recognizing.doubts import Doubt, DoubtKind
from gongkai_cli.notice.recognizing.header import Header
from gongkai_cli.planfile.writing.next_year import next_key

if TYPE_CHECKING:
    from gongkai_cli.planfile.document import PlanDocument

Tree = dict[str, Any]


class HeaderWishes(NamedTuple):
    """What the person says about the header.

    Attributes:
        file: the name of the notice's file.
        today: the day of the draft, for a year that is nowhere printed.
        key: the plan's key.
        year: the plan's year.
    """

    file: str
    today: date
    key: str | None = None
    year: int | None = None


class DraftedHeader(NamedTuple):
    """The keys of the header, and the days within which deadlines lie."""

    tree: Tree
    period: Period


def header_tree(found: Header, wishes: HeaderWishes, like: "PlanDocument | None", notes: Notes) -> DraftedHeader:
    """Return the header of a draft; its sources and doubts are added to `notes`."""
    doubts: dict[str, list[Doubt]] = {}

    def doubt(key: str, words: str) -> None:
        doubts.setdefault(key, []).append(Doubt(DoubtKind.HEADER, words))

    year = wishes.year or found.year
    if year is None:
        year = wishes.today.year
        doubt("year", "通知里没有找到年度，先写今年")
    years = found.years if wishes.year is None else ""
    title = found.title
    if not title:
        title = Path(wishes.file).stem or "没有标题"
        doubt("title", "通知里没有找到标题，先写文件名")
    issued_on = found.issued_on
    if issued_on is None:
        issued_on = date(year, 1, 1)
        doubt("issued_on", "通知里没有找到发文日期，先写年初")
    for one in found.doubts:
        doubts.setdefault("issued_on", []).append(one)
    key = wishes.key or _key(wishes.file, like, year)
    if wishes.key is None:
        doubt("key", "标识是自动拟定的；以后一直用它，载入前改好")
    tree: Tree = {"key": key, "title": title}
    tree |= {"years": years} if years else {"year": str(year)}
    tree |= _printed(found, like)
    tree["issued_on"] = issued_on.isoformat()
    last_day = date(int(years[5:]) if years else year, 12, 31)
    if last_day < issued_on:
        last_day = date(issued_on.year, 12, 31)
        tree["ends_on"] = last_day.isoformat()
        doubt("ends_on", "发文日期在年度之后，最后一天按发文当年年底计")
    if found.based_on:
        tree["based_on"] = list(found.based_on)
    if not found.issuers:
        doubt("issued_on", "通知里没有找到发文机关")
    _note(notes, tree, found, doubts)
    return DraftedHeader(tree, Period(year, issued_on, last_day))


def _printed(found: Header, like: "PlanDocument | None") -> Tree:
    tree: Tree = {}
    if found.number:
        tree["number"] = found.number
    region = (like.plan.region if like else None) or found.region
    if region:
        tree["region"] = region
    if len(found.issuers) > 1:
        tree["issuers"] = list(found.issuers)
    elif found.issuers:
        tree["issuer"] = found.issuers[0]
    return tree


def _key(file: str, like: "PlanDocument | None", year: int) -> str:
    """Return a key: that of last year's plan with the new year, the file's name, or a neutral one."""
    if like is not None:
        return next_key(like.plan.key, like.plan.year, year)[:63]
    stem = re.sub(r"[^a-z0-9]+", "-", Path(file).stem.lower()).strip("-")
    if re.search("[a-z]", stem) and Path(file).stem.isascii():
        return stem[:60].strip("-") if str(year) in stem else f"{stem[:55].strip('-')}-{year}"
    return f"plan-{year}"


def _note(notes: Notes, tree: Tree, found: Header, doubts: dict[str, list[Doubt]]) -> None:
    places = dict(zip(("title", "issued_on"), found.sources, strict=False))
    for key in tree:
        line = places.get(key)
        sources = (source(line.place, line.text),) if line else ()
        if sources or key in doubts:
            notes["plan", key] = Note(sources, tuple(doubts.get(key, ())))
