"""Finding a unit by the words that a person types, and suggesting the nearest known word."""

from collections.abc import Sequence
from difflib import get_close_matches

from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.errors import NotFoundError


def find_unit(text: str, names: Sequence[str], aliases: Sequence[tuple[str, str]], former: Sequence[str] = ()) -> str:
    """Return the name of the unit that `text` means: by name, by alias, then by a unique part of either.

    Args:
        text: the words as typed.
        names: the names of the plan's units.
        aliases: (alias, name) of the plan's units.
        former: the names of withdrawn units, which come after exact names and aliases.

    Raises:
        NotFoundError: no unit fits, with the nearest ones; or several fit, all listed.
    """
    wanted = clean_text(text)
    if wanted in names:
        return wanted
    exact = [name for alias, name in aliases if alias == wanted]
    if exact:
        return exact[0]
    if wanted in former:
        return wanted
    # A former name that is now an alias means the unit into which it was merged.
    alias_names = {alias for alias, _ in aliases}
    others = [name for name in former if name not in alias_names]
    spellings = [(name, name) for name in (*names, *others)]
    spellings += aliases
    matches = [name for spelling, name in spellings if wanted and wanted in spelling]
    found = list(dict.fromkeys(matches))
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"“{shown(wanted)}”可指 {len(found)} 个单位：{'、'.join(found)}。请写得更完整。")
    near = did_you_mean(wanted, spellings)
    raise NotFoundError(f"没有单位“{shown(wanted)}”。{near}用 gongkai depts 查看全部单位。")


def did_you_mean(text: str, spellings: Sequence[tuple[str, str]]) -> str:
    """Return `您是不是要找：…？` with up to three names near to `text`, or an empty text.

    Args:
        text: the unknown word.
        spellings: (spelling, name): a known spelling, and the name to suggest for it.
    """
    known = dict(spellings)
    letters = set(text)
    alike = [spelling for spelling in known if not letters.isdisjoint(spelling)]
    near = get_close_matches(text, alike, n=6, cutoff=0.5)
    names = list(dict.fromkeys(known[spelling] for spelling in near))
    if not names:
        return ""
    return f"您是不是要找：{'、'.join(names[:3])}？"
