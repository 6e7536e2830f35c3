"""The usual names of departments, bodies and companies: a data file made by hand."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("usual_names.txt")
_SECTION = re.compile(r"\[(.+)\]")
_LEVEL = "{级}"

LEVELS = "省市县区州盟旗"
"""The words that say whose unit it is, at the beginning of a name."""

_LONGEST_PLACE = 9  # letters, such as 景宁畲族自治县
_NO_PLACE = re.compile(r"[局委办部厅院处、，]|政府|中心")
_OWN = re.compile(r"中共|市级|县级|区级|省级|[省市县区]直")


class UsualName(NamedTuple):
    """An entry of the registry.

    Attributes:
        kind: the kind of unit, with {级} in the place of its level.
        line: the number of its line. Names on one line are spellings of one unit, or units alike.
        full: the full form of the names on the line; None where they are several units.
    """

    kind: str
    line: int
    full: str | None


@cache
def _names() -> dict[str, UsualName]:
    """Return every usual name, without its level → its entry. The first of equal names holds."""
    found: dict[str, UsualName] = {}
    kind = ""
    for number, line in enumerate(_FILE.read_text(encoding="utf-8").splitlines()):
        if not line or line.startswith("#"):
            continue
        if section := _SECTION.fullmatch(line):
            kind = section[1]
            continue
        spellings, _, full = line.partition(" = ")
        for spelling in spellings.split():
            found.setdefault(spelling, UsualName(kind, number, full or None))
        if full:
            found.setdefault(full, UsualName(kind, number, full))
    return found


def usual_name(base: str) -> UsualName | None:
    """Return the entry of a name without its level; None where it is no usual one."""
    return _names().get(base)


def _readings(name: str) -> list[tuple[str, str]]:
    """Return the ways to cut a name into level and base: 县|司法局, 石城县|司法局, |司法局."""
    plain = _OWN.sub("", name[:3]) + name[3:] if _OWN.match(name) else name
    readings = [("", plain)]
    ends = range(1, min(_LONGEST_PLACE, len(plain) - 1))
    places = [end for end in ends if plain[end - 1] in LEVELS and not _NO_PLACE.search(plain[: end - 1])]
    return [*readings, *((plain[:end], plain[end:]) for end in places)]


def find_usual(name: str) -> tuple[str, str, UsualName] | None:
    """Return (level, base, entry) of a name that is usual once its level is cut off; None for another one."""
    bare = re.sub(r"（[^（）]*）$", "", name)
    for text in dict.fromkeys((name, bare)):
        for level, base in reversed(_readings(text)):
            if entry := usual_name(base):
                return level, base, entry
    return None


def level_of(name: str) -> str:
    """Return the level word at the beginning of a name, such as 县; an empty text where it has none."""
    match = re.match(rf"(?!市场|区块|县域|市政|市容|州长)[{LEVELS}](?![{LEVELS}])|自治[区州县]|国家|中央", name)
    return match[0] if match else ""


def with_level(kind: str, level: str) -> str:
    """Return a kind of units with its level written out."""
    return kind.replace(_LEVEL, level)


def is_shortened(short: str, long: str) -> bool:
    """Return whether the letters of one name stand in another one, in order."""
    rest = iter(long)
    return len(short) < len(long) and all(letter in rest for letter in short)
