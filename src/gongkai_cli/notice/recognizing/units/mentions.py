"""A list of names as printed → the units and collectives it mentions."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai_cli.notice.recognizing.doubts import Doubt, DoubtKind
from gongkai_cli.notice.recognizing.texts import cut, depths, without_blanks
from gongkai_cli.notice.recognizing.units.collectives import is_collective, stands_for_places
from gongkai_cli.notice.recognizing.units.names import fault_of, has_ending, is_like_a_unit, is_usual
from gongkai_cli.notice.recognizing.units.registry import LEVELS, find_usual, level_of, usual_name

LIST_MARKS = "、，；/／|｜·\n"
"""Marks between the names of a list."""

_NOBODY = {"无", "暂无", "略"}
_STARS = "*＊★☆▲△●◆※#"
_TRIM = " 　。.；;：:、，,…—-" + "\u00b7"
_NUMBER = re.compile(r"^(?:（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.．、)）](?!\d))")
_BARE_PLACES = re.compile(
    r"(?:管委会|管理委员会|办事处|街道|镇|乡|乡镇|园区|区|县|社区|村|开发区|开发区管委会|园区管委会)(?:（[^（）]*）)?"
)
_MORE = re.compile(r"(?<![高中平同初均优特次])等(?![级教离候])(?:[\d一二两三四五六七八九十]+[个家])?(?P<rest>[^等]*)$")
_AND = re.compile(r"和|以及|及其?|与|暨")
_TWO_GROUPS = re.compile(
    r"([省市县区州]?各(?!级|有关|相关)[乡镇街道县市区旗园（）、]{1,10}(?:人民政府|政府)?)((?:[省市县区]直)?各(?:有关|相关|级)?(?:部门|单位|委办局))"
)
_COLLECTIVE_AHEAD = re.compile(r"各|有关|相关|其他|[省市县区州镇局](?:直|级|属)|驻")
_PLACE_TAIL = re.compile(
    r"[\u4e00-\u9fff]{1,4}?(?P<tail>[市县区镇乡旗]|街道|(?:[市县区镇乡旗]|街道)?(?:人民政府|政府|管委会|办事处|党工委))$"
)
_COLLECTIVE_END = re.compile(
    r"(?:部门|单位|机构|处室|科室|股室|企业|院校|高校|学校|运营商|机关|主体|媒体|团体|组织|商会|地区|地方|行业|领域|系统|区域|人员|成员|"
    r"[省市县区州盟旗村镇乡级系部司直户]|社区|街道|镇街|街镇|村居|站点|窗口|专班|国企|央企|民企|委办局|党组织|支部)$"
)
_VERTICAL = re.compile(r"行$|分局$|支行$|公司$|队$|监管局$|证监局$|海关$|[动信通塔政]$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit or a collective that a clause names.

    Attributes:
        printed: the name as printed, without blanks.
        name: the name with its level and its tail written out.
        is_collective: whether it stands for many units.
        is_starred: whether a star or the like marks it.
        doubts: what has to be checked about it.
    """

    printed: str
    name: str
    is_collective: bool = False
    is_starred: bool = False
    doubts: tuple[Doubt, ...] = field(default=())


def mentions(text: str, known: Collection[str] = ()) -> list[Mention]:
    """Return the units and collectives of a list of names, in order.

    Args:
        text: the list as printed, with plain signs and without role words.
        known: names that the notice prints apart from others.
    """
    found: list[Mention] = []
    for piece in cut(text, LIST_MARKS):
        for part in _parts_between_blanks(piece.text):
            found += _of_piece(part, known)
    return _with_levels(_with_tails(_joint_collectives(found)), known)


def _parts_between_blanks(text: str) -> list[str]:
    """Cut at blanks where names stand on both sides; drop the other blanks."""
    parts = text.split()
    if len(parts) > 1 and all(is_like_a_unit(part) or is_collective(part) for part in parts):
        return parts
    return ["".join(parts)]


def _of_piece(text: str, known: Collection[str]) -> Iterator[Mention]:
    name = _NUMBER.sub("", text.strip(_TRIM))
    bare = name.strip(_STARS + _TRIM)
    if not bare or bare in _NOBODY:
        return
    is_starred = bare != name
    name = bare
    if name in known or (is_usual(name) and not fault_of(name)):
        yield Mention(name, name, is_collective(name), is_starred)
        return
    parts = _cut_at_and(name, known)
    if len(parts) > 1:
        for place, part in enumerate(parts):
            for one in _of_piece(part, known):
                yield replace(one, is_starred=is_starred and place == 0)
        return
    if (more := _MORE.search(name)) and (more.start() == 0 or _may_end(name[: more.start()])):
        name, rest = name[: more.start()], more["rest"]
        yield from _before_more(name, rest, known, is_starred)
        return
    for one in _of_joined(name, known):
        yield replace(one, is_starred=is_starred)


def _may_end(name: str) -> bool:
    return has_ending(name) or is_collective(name)


def _before_more(name: str, rest: str, known: Collection[str], is_starred: bool) -> Iterator[Mention]:
    """Yield the names in front of 等, and the collective behind it where there is one."""
    is_clear = bool(re.search(r"各|有关|相关", rest)) and is_collective(rest)
    # 等部门 says nothing more than 等; 等市直部门 names a group.
    has_collective = is_clear or (is_collective(rest) and not re.fullmatch("(?:多个)?(?:部门|单位|和|、|机构)+", rest))
    doubts = () if is_clear else (Doubt(DoubtKind.MORE, f"“{name}等{rest}”还有哪些单位"),)
    own = list(_of_joined(name, known)) if name else []
    for place, one in enumerate(own):
        added = doubts if place == len(own) - 1 else ()
        yield replace(one, is_starred=is_starred, doubts=(*one.doubts, *added))
    if has_collective:
        yield Mention(rest, rest, is_collective=True)


def _of_joined(name: str, known: Collection[str]) -> Iterator[Mention]:
    """Yield the names of one piece, cut at 和 and where names run together."""
    name = without_blanks(name)
    parts = _cut_at_and(name, known)
    if len(parts) > 1:
        for part in parts:
            yield from _of_joined(part, known)
        return
    if two := _TWO_GROUPS.fullmatch(name):
        doubt = Doubt(DoubtKind.NAME, f"“{name}”印在一起，拆成了两个称谓")
        for part in two.groups():
            yield Mention(part, part, is_collective=True, doubts=(doubt,))
        return
    doubts: tuple[Doubt, ...] = ()
    if is_collective(name):
        if "和" in re.sub(r"（[^（）]*）", "", name) and stands_for_places(name):
            doubts = (Doubt(DoubtKind.COLLECTIVE, f"“{name}”是一个称谓还是两个"),)
        elif not _is_whole(name):
            doubts = (Doubt(DoubtKind.COLLECTIVE, f"“{name}”里面有不像称谓的字"),)
        yield Mention(name, name, is_collective=True, doubts=doubts)
        return
    if name not in known and not is_usual(name) and (place := _seam(name, known)):
        doubt = Doubt(DoubtKind.NAME, f"“{name}”印在一起，拆成了两个单位")
        for part in (name[:place], name[place:]):
            for one in _of_joined(part, known):
                yield replace(one, doubts=(*one.doubts, doubt))
        return
    if name not in known and (fault := fault_of(name)):
        doubts = (Doubt(DoubtKind.NAME, f"“{name}”{fault}"),)
    yield Mention(name, name, doubts=doubts)


def _is_whole(name: str) -> bool:
    """Return whether words for many units end with a noun, as they do unless a verb was printed behind them."""
    bare = re.sub(r"（[^（）]*）", "", name)
    return has_ending(bare) or bool(_COLLECTIVE_END.search(bare))


def _cut_at_and(name: str, known: Collection[str]) -> list[str]:
    if is_usual(name) or name in known:
        return [name]
    levels = depths(name)
    for match in _AND.finditer(name):
        left, right = name[: match.start()], name[match.end() :]
        if levels[match.start()] or not left or len(right) < 2:  # noqa: PLR2004 - the shortest name
            continue
        if _stand_apart(left, right, known):
            return [left, right]
    return [name]


def _stand_apart(left: str, right: str, known: Collection[str]) -> bool:
    """Return whether 和 stands between two names, not within one."""
    if left in known and right in known:
        return True
    if re.match(r"(?:各|有关|相关)(?:部门|单位)$", right) and not is_like_a_unit(left):
        return not is_collective(left) or len(left) > len("各部门")
    if _COLLECTIVE_AHEAD.match(right) and is_collective(right):
        return is_like_a_unit(left) or is_collective(left) or bool(re.search(r"等(?:部门|单位)?$", left))
    if not (is_like_a_unit(left) or (is_collective(left) and level_of(right))):
        return False
    return (
        is_usual(right)
        or (bool(level_of(right)) and has_ending(right))
        or (is_collective(right) and level_of(left) != "")
    )


def _seam(name: str, known: Collection[str]) -> int:
    """Return the place at which two names run together; 0 where they do not."""
    for place in range(len(name) - 2, 2, -1):
        left, right = name[:place], name[place:]
        is_left = left in known or (is_usual(left) and bool(level_of(left)))
        if not is_left:
            continue
        if right in known or (level_of(right) == level_of(left) != "" and is_like_a_unit(right)):
            return place
        if right[0] == "各" and is_collective(right):
            return place
    for place in range(3, len(name) - 2):
        left, right = name[:place], name[place:]
        if right in known and is_like_a_unit(left) and level_of(left) == level_of(right) != "":
            return place
        if right[0] in LEVELS and level_of(left) == level_of(right) != "" and is_usual(right) and is_like_a_unit(left):
            return place
    return 0


def _joint_collectives(found: Sequence[Mention]) -> list[Mention]:
    """Join 各区、县（市）政府, which is one collective: the first part has no noun of its own."""
    joined: list[Mention] = []
    for one in found:
        before = joined[-1] if joined else None
        if (
            before
            and re.fullmatch(r"各[区县市镇乡旗州]", before.name)
            and is_collective(f"各{one.name}")
            and one.name[0] != "各"
        ):
            name = before.name + one.name
            doubt = Doubt(DoubtKind.COLLECTIVE, f"“{before.name}、{one.name}”写成了一个称谓，名称里不能有顿号")
            joined[-1] = Mention(name, name, is_collective=True, doubts=(doubt,))
            continue
        if before and one.name in {"政府", "人民政府"} and before.name.endswith(("党委", "党工委")):
            name = before.name + one.name
            doubt = Doubt(DoubtKind.COLLECTIVE, f"“{before.name}、{one.name}”写成了一个，名称里不能有顿号")
            joined[-1] = Mention(name, name, is_collective=is_collective(name), doubts=(doubt,))
            continue
        if before and before.is_collective and before.name[0] == "各" and _BARE_PLACES.fullmatch(one.name):
            doubt = Doubt(DoubtKind.COLLECTIVE, f"“{one.name}”跟在“{before.name}”后面，是单位还是称谓")
            one = replace(one, doubts=(*one.doubts, doubt))  # noqa: PLW2901 - the same mention, doubted
        joined.append(one)
    return joined


def _with_tails(found: Sequence[Mention]) -> list[Mention]:
    """Complete 广州、深圳市政府, whose names share a tail."""
    done: list[Mention] = []
    tail, owner = "", ""
    for one in reversed(found):
        match = _PLACE_TAIL.fullmatch(one.name)
        is_bare = not (one.is_collective or has_ending(one.name) or is_usual(one.name))
        if is_bare and tail and len(one.name) <= 4:  # noqa: PLR2004 - the letters of a place
            whole = one.name + (tail[1:] if tail[0] == one.name[-1] else tail)
            doubt = Doubt(DoubtKind.NAME, f"“{one.name}”补成“{whole}”，照后面的“{owner}”")
            done.append(replace(one, name=whole, doubts=(doubt,)))
            continue
        tail, owner = (match["tail"], one.name) if match and not one.is_collective else _subject_tail(one.name)
        done.append(one)
    return done[::-1]


def _subject_tail(name: str) -> tuple[str, str]:
    return (name[-1], name) if name[-1:] in "局厅" and is_usual(name) else ("", "")


def _with_levels(found: Sequence[Mention], known: Collection[str]) -> list[Mention]:
    """Write out level words that a list prints once: 省科技厅、财政厅."""
    done: list[Mention] = []
    level = ""
    for one in found:
        if one.is_collective:
            done.append(one)
            continue
        if own := level_of(one.name):
            level = own if own in LEVELS else ""
        elif level and _lacks_level(one.name):
            full = level + one.name
            sure = full in known or not _VERTICAL.search(one.name)
            doubts = one.doubts if sure else (*one.doubts, Doubt(DoubtKind.NAME, f"“{one.name}”补了“{level}”"))
            one = replace(one, name=full, doubts=doubts)  # noqa: PLW2901 - the same mention, completed
        done.append(one)
    return done


_WITH_LEVEL = ("{级}委部门", "{级}政府部门", "人民团体", "{级}直单位", "人大政协法检")


def _lacks_level(name: str) -> bool:
    usual = find_usual(name)
    if usual is None or usual[0]:
        return False
    if usual[2].kind in _WITH_LEVEL and (usual[2].full is not None or usual[2].kind == "人民团体"):
        return not re.match(r"中国|国家|办公室$", name)
    return usual_name(name) is not None and name in {"税务局", "气象局", "烟草专卖局", "消防救援大队", "消防救援支队"}
