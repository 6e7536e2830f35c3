"""Which unit a person means, and what comes nearest to a word that is not known."""

from collections.abc import Sequence
from difflib import get_close_matches

from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.errors import NotFoundError


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
