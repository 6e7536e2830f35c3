"""Misspelt kinds of units, by which a unit would silently fall out of its collectives."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_letters, digits

_DISTINCTIVE = frozenset(
    "国央省市州区县旗乡镇街村驻直属委府局办上下内外党政群企事业公私民一二三四五六七八九十甲乙丙丁"
    + ascii_letters
    + digits
)
"""Letters that distinguish real kinds, such as 市直单位 and 县直单位."""

_FEW = 2  # units; a slip is made once or copied once, a real kind mostly has more

_MOST_ALIKE = 20  # kinds compared for one pattern; a sound file has one or two

_SHORTEST = 2  # letters; two kinds of one letter have nothing in common


def misspelt(kinds: Sequence[str], named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (written kind, meant kind) for each kind that looks misspelt.

    Args:
        kinds: the kind of each unit.
        named: kind → a collective with that kind. Only such kinds can be meant.
    """
    counts = Counter(kinds)
    patterns: dict[str, list[str]] = {}
    for kind in named:
        if counts[kind]:
            for pattern in _patterns(kind):
                patterns.setdefault(pattern, []).append(kind)
    for kind, count in counts.items():
        if kind in named or count > _FEW:
            continue
        for near in _near(kind, patterns):
            if counts[near] >= count:
                yield kind, near
                break


def _near(kind: str, patterns: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for pattern in _patterns(kind):
        for near in patterns.get(pattern, ())[:_MOST_ALIKE]:
            if _is_slip(kind, near):
                yield near


def _patterns(kind: str) -> Iterator[str]:
    """Yield the kind, and the kind without each of its letters. Kinds with one different letter share a pattern."""
    yield kind
    for place in range(min(len(kind), 30)):
        yield kind[:place] + kind[place + 1 :]


def _is_slip(written: str, meant: str) -> bool:
    """Return whether two kinds differ in one letter only, and that letter does not distinguish real kinds."""
    shorter = min(len(written), len(meant))
    if shorter < _SHORTEST or (shorter == _SHORTEST and written[0] != meant[0]):
        return False  # 高校 and 学校 are two kinds
    start = 0
    while start < shorter and written[start] == meant[start]:
        start += 1
    end = 0
    while end < shorter - start and written[-1 - end] == meant[-1 - end]:
        end += 1
    odd, right = written[start : len(written) - end], meant[start : len(meant) - end]
    if max(len(odd), len(right)) != 1:
        return False
    if odd and right and not (odd.isalpha() or right.isalpha()):
        return False  # two different signs, chosen on purpose
    return not set(odd + right) <= _DISTINCTIVE
