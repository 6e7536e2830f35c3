"""The rules of the field that need no file, no store and no clock."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from unicodedata import normalize
from urllib.parse import urlsplit

from gongkai_cli.domain.model import Report, Standing
from gongkai_cli.domain.text import is_steering, shown, without_steering
from gongkai_cli.domain.vocabulary import Role, Status
from gongkai_cli.errors import NotFoundError, RefusedError

PERCENT_DONE = 100
"""The percent that means 已完成, and the only one that may."""


def clean_text(text: str) -> str:
    """Return `text` in one line without what could steer a terminal: control characters and bidi overrides.

    Line ends and tabs become blanks. Zero-width joiners stay, since emoji and some scripts need them.
    """
    return normalize("NFC", " ".join(without_steering(text).split()))


def together(said: Iterable[tuple[str, str | None]]) -> str | None:
    """Return what units said as one text, under the names of those who said it; None where nobody said anything."""
    speakers: dict[str, list[str]] = {}
    for unit, text in said:
        if text:
            speakers.setdefault(text, []).append(unit)
    return "；".join(f"{'、'.join(units)}：{text}" for text, units in speakers.items()) or None


def check_link(link: str) -> str:
    """Return an evidence link as it is to be kept.

    Raises:
        RefusedError: it is not an http(s) address with a host.
    """
    link = link.strip()
    try:
        parts = urlsplit(link)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_address = False
    if not is_address or any(mark.isspace() or is_steering(mark) for mark in link):
        raise RefusedError(f"链接“{shown(clean_text(link))}”不是网址。请给出以 http:// 或 https:// 开头的完整地址。")
    return link


def settle(before: Standing, report: Report) -> Standing:
    """Return where a part stands after `report`, filling in what the report leaves unsaid.

    A percent alone carries the status it implies; a status alone carries its own percent, or keeps the one
    there is; a report of words alone starts a part that had not been started.

    Raises:
        RefusedError: status and percent contradict each other, or reopening a finished part lacks a percent.
    """
    status, percent = report.status, report.percent
    if status is None:
        status = before.status if percent is None else _implied_status(before.status, percent)
        if percent is None and status is Status.NOT_STARTED:
            status = Status.IN_PROGRESS
    if percent is None:
        percent = _implied_percent(before, status)
    _check_agreement(status, percent)
    return Standing(status, percent)


def _implied_status(before: Status, percent: int) -> Status:
    if percent == PERCENT_DONE:
        return Status.DONE
    if before is Status.DONE or (before is Status.NOT_STARTED and percent > 0):
        return Status.IN_PROGRESS
    return before


def _implied_percent(before: Standing, status: Status) -> int:
    if status is Status.DONE:
        return PERCENT_DONE
    if status is Status.NOT_STARTED:
        return 0
    if before.percent == PERCENT_DONE:
        raise RefusedError(f"原来已完成（100%），改为{status.word}时要说明现在完成多少：请加上 --percent，取 0 到 99。")
    return before.percent


def _check_agreement(status: Status, percent: int) -> None:
    if status is Status.DONE and percent != PERCENT_DONE:
        raise RefusedError(f"已完成就是 100%，不能是 {percent}%。请改 --percent 100，或把状态改为推进中。")
    if status is Status.NOT_STARTED and percent != 0:
        raise RefusedError(f"未启动就是 0%，不能是 {percent}%。请去掉 --percent，或把状态改为推进中。")
    if status is not Status.DONE and percent == PERCENT_DONE:
        raise RefusedError(f"100% 就是已完成，与状态“{status.word}”不符。请改 --status done，或改小 --percent。")


def shares(counts: Sequence[int]) -> list[float]:
    """Return each count's share of all in percent with one decimal, adding up to 100.0 (largest remainder)."""
    total = sum(counts)
    if not total:
        return [0.0] * len(counts)
    floors = [count * 1000 // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda place: -(counts[place] * 1000 % total))
    for place in by_remainder[: 1000 - sum(floors)]:
        floors[place] += 1
    return [floor / 10 for floor in floors]


def strongest_roles(claims: Iterable[tuple[str, Role, str | None]]) -> dict[str, tuple[Role, str | None]]:
    """Give each unit its one role in a task: the strongest that it has any claim to.

    Args:
        claims: unit, role and, where the role comes through a collective, the collective's words.

    Returns:
        Unit → (role, via); among claims to the same role the first one counts.
    """
    rank = {role: place for place, role in enumerate(Role)}
    roles: dict[str, tuple[Role, str | None]] = {}
    for unit, role, via in claims:
        if unit not in roles or rank[role] < rank[roles[unit][0]]:
            roles[unit] = role, via
    return roles


def find_unit(text: str, names: Sequence[str], aliases: Sequence[tuple[str, str]], former: Sequence[str] = ()) -> str:
    """Return the name of the unit that `text` means: exactly, by alias, then by unique part.

    Args:
        text: what the person typed.
        names: the names of the plan's units.
        aliases: (alias, name) of the plan's units.
        former: the names of units that the plan has no more, for when no other name or alias is meant exactly.

    Raises:
        NotFoundError: no unit is meant, with a suggestion where one is near; or several are, all listed.
    """
    wanted = clean_text(text)
    if wanted in names:
        return wanted
    exact = [name for alias, name in aliases if alias == wanted]
    if exact:
        return exact[0]
    if wanted in former:
        return wanted
    spellings = [*((name, name) for name in (*names, *former)), *aliases]
    found = list(dict.fromkeys(name for spelling, name in spellings if wanted and wanted in spelling))
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"“{shown(wanted)}”可指 {len(found)} 个单位：{'、'.join(found)}。请写得更完整。")
    near = did_you_mean(wanted, spellings)
    raise NotFoundError(f"没有单位“{shown(wanted)}”。{near}用 gongkai depts 查看全部单位。")


def did_you_mean(text: str, spellings: Sequence[tuple[str, str]]) -> str:
    """Return `您是不是要找：…？` with the names nearest to `text`, or nothing where none is near.

    Args:
        text: the word that was not found.
        spellings: (spelling, name): what may be written, and what to suggest for it.
    """
    known = dict(spellings)
    letters = set(text)
    alike = [spelling for spelling in known if not letters.isdisjoint(spelling)]
    near = get_close_matches(text, alike, n=6, cutoff=0.5)
    names = list(dict.fromkeys(known[spelling] for spelling in near))[:3]
    return f"您是不是要找：{'、'.join(names)}？" if names else ""
