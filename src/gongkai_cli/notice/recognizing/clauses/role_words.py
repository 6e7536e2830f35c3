"""The words that say who does what in a clause: labels such as 牵头单位：, and phrases such as 按职责分工负责."""

import re
from typing import NamedTuple

LEAD, RESPONSIBLE, SUPPORT = "lead", "responsible", "support"
"""The roles of a plan file. Any other role is a word of its own, such as 指导."""

_LEAD = (
    r"总牵头|主牵头|牵头负责|牵头责任|责任牵头|牵头主办|牵头落实|牵头组织|牵头|主责|主要责任|第一责任|首要责任|主办|主要承办|"
    r"主要负责|主要牵头"
)
_SUPPORT = (
    r"协同配合|配合责任|责任配合|协助配合|参与配合|配合落实|配合|协办|协同|协助|参与|参加|支持|协作|会办|"
    r"配合协同|协同责任|共同配合"
)
_RESPONSIBLE = (
    r"具体责任|直接责任|责任落实|责任实施|责任|负责|具体承办|承办|落实|实施|执行|承担|任务|主管|组织实施|完成|推进|共同责任|"
    r"落实责任|分工|组织|具体实施|具体落实|办理|公开|公开责任|建设|编制"
)
_OTHER = (
    r"业务指导|指导|监督管理|监督检查|监督|督导|督办|督促|督查|负责考核|考核|验收|评估|审核|监管|跟踪|调度|统筹|协调|统筹协调|督促指导|"
    r"技术支撑|评价|审查|联络|牵头督导|行业主管|归口管理|推广|监测|会签"
)
_NOUN = (
    r"(?:[省市县区州]?(?:级|直|属)?)(?:单位|部门|机构|处室|科室|股室|机关|主体|部室|院系|院部|方|组织|企业|站所|区县|乡镇|地区|岗位)"
    r"(?:（[^（）]*）)?(?:（人）|及责任人|和责任人|及个人|和部门|及部门|和单位|／部门|/部门|、部门|名称|分工)?"
)
_PERSON = r"(?:[省市县区局院校]?(?:级)?)(?:领导|责任人|负责人|人员|同志|人|联系人)"
_DUE = (
    r"(?:完成|办结|办理|整改|工作|推进|落实|实施)?"
    r"(?:时限要求|时限|时间节点|时间要求|时间安排|时间进度|时间|期限|节点|进度安排|进度要求|进度)"
)

_LABEL = re.compile(
    rf"(?:(?P<due>{_DUE})"
    rf"|(?P<person>(?:{_LEAD}|{_SUPPORT}|{_RESPONSIBLE}|{_OTHER}|分管|联系|包联|包抓|市级|县级|区级)?{_PERSON})"
    rf"|(?:(?P<lead>{_LEAD})|(?P<support>{_SUPPORT})|(?P<responsible>{_RESPONSIBLE})|(?P<other>{_OTHER}))"
    rf"(?:{_NOUN}|(?<=牵头)|(?<=责任)|(?<=负责)|(?<=配合)|(?<=主办)|(?<=协办)|(?<=承办)|(?<=指导)))"
    r"(?:：|为：|为(?=[国省市县区州旗各]))"
)
_BEFORE_LABEL = re.compile(r"(?:^|[，；。、：\s）】\]〕\n（【〔\[*★▲●])$")
_BARE_LABEL = re.compile(
    rf"(?:(?P<lead>{_LEAD})|(?P<support>{_SUPPORT})|(?P<responsible>责任|负责|落实|承办)|(?P<other>指导|督导|监督|考核))"
    rf"{_NOUN}(?:为|是|\s+|(?=各|[省市县区]|有关|相关)|(?=\n))"
)


class Label(NamedTuple):
    """A label in a clause: 牵头单位：.

    Attributes:
        role: a role of the plan file, the word of another role, or `due`.
        start: where it begins.
        end: where its names begin.
    """

    role: str
    start: int
    end: int


JOINTLY = "jointly"
"""The role in a phrase such as 协同推进: support beside a lead, responsible without one."""

DUE = "due"
"""The role of a label in front of a deadline."""


def _role_of(match: re.Match[str]) -> str:
    groups = match.groupdict()
    for role in (LEAD, SUPPORT, RESPONSIBLE, DUE):
        if groups.get(role):
            return role
    return groups.get("person") or groups.get("other") or RESPONSIBLE


def is_of_persons(role: str) -> bool:
    """Return whether a role is that of persons, such as 责任领导."""
    return role not in {LEAD, RESPONSIBLE, SUPPORT} and bool(re.search(f"{_PERSON}$", role))


def labels(text: str) -> list[Label]:
    """Return the labels of a clause in order."""
    found = [
        Label(_role_of(match), match.start(), match.end())
        for match in _LABEL.finditer(text)
        if _BEFORE_LABEL.search(text[: match.start()])
    ]
    if not found and (match := _BARE_LABEL.match(text)):
        found = [Label(_role_of(match), 0, match.end())]
    return found


def label_at_start(text: str) -> Label | None:
    """Return the label with which a text begins; None where it has none."""
    match = _LABEL.match(text) or _BARE_LABEL.match(text)
    return Label(_role_of(match), 0, match.end()) if match else None


def role_of_heading(text: str) -> str | None:
    """Return the role that the heading of a column names, `due` for a deadline; None for another column."""
    heading = re.sub(r"\s", "", text)
    match = _LABEL.fullmatch(f"{heading}：")
    if match is None or re.fullmatch("任务|工作|公开|组织|建设|监测|推广|落实|完成|评价|评估|考核|编制|分工", heading):
        return None
    return _role_of(match)


_NO_OFFICE = r"(?!办|局|中心|专班|组|小组|处|科|委|指挥部|会|情况)"
_BY_DUTY = (
    r"(?:并|共同|均|要)?(?:按照?|根据|依据|依照|依|结合|围绕|对照)(?:本?各自|自身|本单位|本部门)?(?:的)?(?:部门|工作|法定|岗位|任务|管理)?"
    r"(?:职责|职能|职权|权限|分工|实际)(?:职责|职能|职权|权限|分工|实际|情况|范围|任务|要求|内|和|、)*"
    r"|(?:并|均)?按照?“[^”]{2,30}”(?:和“[^”]{2,30}”)?的?(?:原则|要求|机制)"
)
_ADVERB = (
    r"分别|分头|共同|具体|联合|积极|密切|统筹|分工|各负其责|认真|全力|各自|一起|总|为|予以|全面|做好|抓好|抓|负|主要|直接|会同|"
    r"组织(?=实施|开展|落实|推进|推动|协调|做好|好)"
)
_CORE = (
    rf"牵头|负总责|主办(?!方)|主责|抓总|配合|协助|协办|参与|参加|协作(?!交流|区){_NO_OFFICE}|协同{_NO_OFFICE}|支持{_NO_OFFICE}|负责|落实{_NO_OFFICE}|"
    rf"实施{_NO_OFFICE}|承办|承担|推进{_NO_OFFICE}|推动|执行{_NO_OFFICE}|完成|办理{_NO_OFFICE}|开展"
)
_AFTER = (
    r"工作|各负其责|各司其职|落实落细|任务|到位|协调|组织|责任|单位|好|相关|有关|此项|该项|具体|事宜|内容|，?各有关部门"
)
_GUIDANCE = r"(?:负责)?(?:督促指导|业务指导|指导|督导|督办|督促|监督|考核)(?:落实|检查|考核|督促|工作|指导)*$"
_RUN = re.compile(
    rf"{_GUIDANCE}|"
    rf"(?:作?为|是)(?:{_LEAD}|{_SUPPORT}|{_RESPONSIBLE})(?:单位|部门|科室|处室)|(?:各负其责|各司其职)(?:{_CORE})*|"
    rf"(?:(?:{_BY_DUTY}|{_ADVERB})*(?:{_CORE})(?:{_CORE}|{_BY_DUTY}|{_ADVERB}|{_AFTER}(?![局部委]))*|{_BY_DUTY}$)"
)


class Run(NamedTuple):
    """A phrase that gives the names before it a role: 牵头负责."""

    role: str
    start: int
    end: int


def runs(text: str, levels: list[int]) -> list[Run]:
    """Return the phrases of roles in a text, outside brackets.

    Args:
        text: a part of a clause.
        levels: how many brackets are open at each character.
    """
    return [
        Run(_role_of_phrase(match[0]), match.start(), match.end())
        for match in _RUN.finditer(text)
        if match[0] and not levels[match.start()]
    ]


def _role_of_phrase(phrase: str) -> str:
    if re.search("牵头|主办|主责|抓总|总负责|负总责|主要负责", phrase):
        return LEAD
    if re.fullmatch(_GUIDANCE, phrase):
        return re.sub("负责|落实|工作", "", phrase)
    if re.search("协同(?:推进|落实|实施|负责|推动)", phrase) and "配合" not in phrase:
        return JOINTLY
    if re.search("配合|协助|协办|参与|参加|协作|支持|协同", phrase):
        return SUPPORT
    return RESPONSIBLE


def without_role_words(text: str) -> str:
    """Return the letters of a clause that are no words of roles; names are taken out before."""
    for match in reversed(labels(text)):
        text = f"{text[: match.start]}，{text[match.end :]}"
    text = re.sub(rf"{_BY_DUTY}|{_RUN.pattern}", "", text)
    text = re.sub(rf"(?:{_LEAD}|{_SUPPORT}|{_RESPONSIBLE}|{_OTHER})?{_NOUN}", "", text)
    return re.sub(r"由|会同|联合|等|和|及|与|以及|并|为|下同|共同|会商|商|其中|具体", "", text)
