"""Finding a unit by the words that a person types, and suggesting the nearest known word."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from gongkai_cli.domain.quoting import install_extra
from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.typed_words.folding import seen
from gongkai_cli.domain.typed_words.initials import by_pinyin, lacks_library
from gongkai_cli.errors import NotFoundError

_PUNCTUATION = "。，、；：！？.,;:!?“”‘’\"'《》()（）"
_OF_MANY = frozenset("省市县区州局委办")
"""The letters that many names of units have in common, so that they tell no two apart."""


def find_unit(
    text: str,
    names: Sequence[str],
    aliases: Sequence[tuple[str, str]],
    former: Sequence[str] = (),
    region: str = "",
    *,
    pinyin: bool = False,
) -> str:
    """Return the name of the unit that `text` means: by name, by alias, by a unique part of either, then by pinyin.

    Width, invisible characters, radicals, punctuation around the name and the region before it do not matter.

    Args:
        text: the words as typed.
        names: the names of the plan's units.
        aliases: (alias, name) of the plan's units.
        former: the names of withdrawn units, which come after exact names and aliases.
        region: the plan's region.
        pinyin: whether a person typed the text, so that letters may be pinyin.

    Raises:
        NotFoundError: no unit fits, with the nearest ones; or several fit, all listed.
    """
    wanted = clean_text(text)
    exact = {**{name: name for name in former}, **dict(reversed(aliases)), **{name: name for name in names}}
    if wanted in exact:
        return exact[wanted]
    # A former name that is now an alias means the unit into which it was merged.
    alias_names = {alias for alias, _ in aliases}
    others = [name for name in former if name not in alias_names]
    spellings = [(name, name) for name in (*names, *others)]
    spellings += aliases
    for found in _candidates(wanted, region, spellings, pinyin=pinyin):
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(f"“{shown(wanted)}”可指 {len(found)} 个单位：{'、'.join(found)}。请写得更完整。")
    near = did_you_mean(wanted, spellings)
    if pinyin and lacks_library(seen(wanted)):
        near = f"要用拼音找单位，先装附加组件：{install_extra('pinyin')}；"
    raise NotFoundError(f"没有单位“{shown(wanted)}”。{near}用 gongkai depts 查看全部单位。")


def _candidates(wanted: str, region: str, spellings: Sequence[tuple[str, str]], *, pinyin: bool) -> Iterator[list[str]]:
    """Yield the names that each way of reading a text finds, the strictest way first."""
    for form in _forms(wanted, region):
        yield _matches(form, spellings)
    if pinyin:
        yield by_pinyin(seen(wanted), spellings)


def _forms(wanted: str, region: str) -> Iterator[str]:
    """Yield a typed name as the eye sees it, without punctuation around it, and without the region before it.

    In a plan of 石城县, 石城县司法局 yields 县司法局 and 司法局 too, and 石城司法局 yields 司法局.
    """
    form = seen(wanted)
    if bare := form.strip(_PUNCTUATION):
        form = bare
    yield form
    for start in range(len(region) - 2):
        head = region[start:]
        if form.startswith(head[:-1]):
            yield form[len(head) - 1 :]
        if form.startswith(head):
            yield form[len(head) :]


def _matches(form: str, spellings: Sequence[tuple[str, str]]) -> list[str]:
    """Return the names whose spelling is a folded text, or else has it as a part."""
    if not form:
        return []
    folded = [(seen(spelling), name) for spelling, name in spellings]
    same = [name for spelling, name in folded if spelling == form]
    return same[:1] or list(dict.fromkeys(name for spelling, name in folded if form in spelling))


def did_you_mean(text: str, spellings: Sequence[tuple[str, str]]) -> str:
    """Return `您是不是要找：…？` with up to three names near to `text`, or an empty text.

    Two names are near only if they share a letter beside those that many names have: 县公安局 is not 县财政局.

    Args:
        text: the unknown word.
        spellings: (spelling, name): a known spelling, and the name to suggest for it.
    """
    known = dict(spellings)
    letters = set(text) - _OF_MANY
    alike = [spelling for spelling in known if not letters.isdisjoint(spelling)]
    near = get_close_matches(text, alike, n=6, cutoff=0.5)
    names = list(dict.fromkeys(known[spelling] for spelling in near))
    if not names:
        return ""
    return f"您是不是要找：{'、'.join(names[:3])}？"
