"""One name of a unit: whether it is a usual one, its kind, and whether it looks like a name at all."""

import re

from gongkai_cli.notice.recognizing.units.collectives import is_collective
from gongkai_cli.notice.recognizing.units.registry import find_usual, level_of, with_level

_LONGEST = 16  # letters outside brackets of a name that raises no doubt

_ENDINGS = (
    r"委员会|管理局|局|厅|办公室|办公厅|委|办|部|中心|院|校|学院|大学|中学|小学|馆|站|所|队|总队|支队|大队|中队|社|会|处|科|"
    r"股|室|公司|集团|银行|分行|支行|中支|部队|法院|检察院|署|乡|镇|街道|办事处|管委会|执委会|工委|党委|党工委|政府|团|联|台|"
    r"厂|场|组|专班|指挥部|协会|学会|商会|总会|工会|基金会|研究所|医院|园区|开发区|经开区|高新区|新区|试验区|示范区|"
    r"片区|景区|度假区|合作区|园|基地|联盟|库|系|党支部|热线|电网|铁塔|移动|电信|联通|邮政|海关|武警|消防|苏木|嘎查|"
    r"机关|人大|政协|人行|纪委|监委|人武部|妇联|科协|残联|文联|侨联|工商联|社科联|红十字会|窗口|平台|网|报|所队|分厅|总社"
)
_ENDING = re.compile(rf"(?:{_ENDINGS})(?:（[^（）]*）)?$")
_VERBS = re.compile(
    r"(?<![重主需])要(?!素)|推进|加强|开展|负责|做好|完成|落实|建立|健全|组织实施|的|并|对|要求|应当|进行|按照|根据|牵头|配合|确保|提供|通过|"
    r"以及|为|每|不|其|等|时限|年底|月底|持续|协同|会同|督促|积极|下同|以下|职责|分工|单位|部门"
)
_TOWNSHIP = re.compile(r"(?:[乡镇]|街道|苏木|民族乡)(?:人民政府|政府|办事处|街道办|党委|党工委)?$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}[市县区旗]")
_OF_A_GROUP = re.compile(r"(?:小组|专班|委员会|联席会议|指挥部)(?:办公室)?$")
_SIGN = re.compile(r"[，。；：！？、,.;:!?…]")

NO_KIND = "单位"
"""The kind of a unit whose name says nothing about it."""

_KINDS = (
    (re.compile(r"^团[省市县区州旗]委|共青团"), "人民团体"),
    (re.compile(r"^(?:中共)?.{0,6}?[省市县区州盟旗](?:委)(?!会)"), "{级}委部门"),
    (_TOWNSHIP, "乡镇"),
    (re.compile(r"管委会|管理委员会|执委会|园区$|开发区$|经开区$|高新区$|新区$|示范区$|度假区$"), "管委会"),
    (re.compile(r"公司$|集团$|集团公司$"), "国有企业"),
    (re.compile(r"分行$|支行$|银行$|分公司$|支队$|大队$|总队$|监管分局$|监管局$|海关$|调查队$"), "驻{级}单位"),
    (re.compile(r"法院$|检察院$|人大|政协"), "人大政协法检"),
    (re.compile(r"协会$|学会$|商会$|工会$|联合会$|妇联$|团委$|残联$|科协$|文联$|侨联$|工商联$|红十字会$"), "人民团体"),
    (re.compile(r"[局厅委办]$|办公室$|政府$|委员会$"), "{级}政府部门"),
    (re.compile(r"中心$|[院校馆站所社台场队]$|大学$|学院$|中学$|小学$"), "{级}直单位"),
    (re.compile(r"[处科股室部组]$"), "内设机构"),
)


def has_ending(name: str) -> bool:
    """Return whether a name ends as names of units do."""
    return bool(_ENDING.search(name))


def is_usual(name: str) -> bool:
    """Return whether a name is a usual one, with its level cut off."""
    return find_usual(name) is not None


def is_like_a_unit(name: str) -> bool:
    """Return whether a text looks like the name of one unit."""
    if is_usual(name):
        return True
    return has_ending(name) and not fault_of(name) and not is_collective(name)


def is_phrase(name: str) -> bool:
    """Return whether a text has verbs or signs, so that it is no name however often it is printed."""
    bare = re.sub(r"（[^（）]*）", "", name)
    return bool(_VERBS.search(bare) or _SIGN.search(bare))


def fault_of(name: str) -> str:
    """Return why a text is hardly the name of a unit, in words; an empty text where nothing speaks against it."""
    bracket = re.search(r"（([^（）]*)）", name)
    if bracket and not (has_ending(bracket[1]) or is_usual(bracket[1])):
        return "括号里不像单位名称"
    if is_usual(name):
        return ""
    bare = re.sub(r"（[^（）]*）", "", name)
    if _PLACE.fullmatch(bare):
        return ""
    if _OF_A_GROUP.search(bare) and level_of(bare) and not _SIGN.search(bare):
        return ""
    if len(bare) > _LONGEST:
        return "比通常的单位名称长"
    if _VERBS.search(bare):
        return "里面有不像名称的字"
    if _SIGN.search(bare):
        return "里面有标点"
    if not has_ending(name):
        return "不像通常的单位名称"
    if len(bare) <= 1:
        return "只有一个字"
    return ""


def kind_of(name: str, level: str) -> str:
    """Return the kind of a unit, guessed by its name.

    Args:
        name: the name of the unit.
        level: the level of the notice, such as 县, for a name that has none.
    """
    own = level_of(name) or level or "市"
    if own in {"国家", "中央"}:
        return "国家部委"
    if _TOWNSHIP.search(name):
        return "乡镇"
    if usual := find_usual(name):
        kind = usual[2].kind
        # A department may be a centre of the county; its kind is then that of centres.
        if kind == "{级}政府部门" and re.search("中心$|[馆院社台站]$", name):
            kind = "{级}直单位"
        return with_level(kind, own)
    bare = re.sub(r"（[^（）]*）", "", name)
    for pattern, kind in _KINDS:
        if pattern.search(bare):
            return with_level(kind, own)
    return NO_KIND
