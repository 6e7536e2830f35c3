"""Rules that a clause states for the ones after it: who leads by position, and who is added to every task."""

import re
from enum import StrEnum
from typing import NamedTuple


class LeadRule(StrEnum):
    """How a notice marks the lead without the word."""

    FIRST = "列第一位的"
    COMMA = "第一个逗号前的"
    SEMICOLON = "分号前的"
    STAR = "带标记的"


_POSITION = (
    r"(?P<comma>(?:第一个|首个|第1个)?逗号(?:之)?前)|(?P<semicolon>(?:第一个|首个)?分号(?:之)?前)"
    r"|(?P<first>(?:列|排|排列|排名|排序|位列|居)?(?:在|于)?(?:第一|首|第1)(?:位|个|家|名)?|首位|第一位|第一个|首个|首家|第一家)"
    r"|(?P<star>(?:标|带|加|打|注|画|划|标有|带有|标注|前有)[^，。；（）]{0,6}|[*＊★☆▲△●#]号?|加粗|黑体)"
)
_RULE = re.compile(
    rf"[（(]?(?:注：?|说明：?|其中，?|各项任务|任务|以下|责任单位|分工中|多个单位的，?|有多个[^，。；]{{0,8}}的，?)*(?:{_POSITION})"
    r"(?:的|者|为|是|单位|部门|责任单位|责任部门|、?加?粗?|列)*(?:牵头|主办|主责|主要责任)[^；。）)]*[）)]?"
)
_ALSO = re.compile(
    r"(?:以下|以上|上述|本方案|各项|所有)(?:各项|所有|全部)?(?:重点)?(?:任务|举措|工作|措施|内容|条款|事项|各条)*[，,]?(?:均|都|还)(?:需|须|由|应|要)?"
    r"(?P<names>[^。；]+?)(?:共同)?(?:按职责分工|按照?职责|组织|抓好)?(?:负责|落实|配合|参与|实施|推进)[^，。；）]*"
    r"(?:[，,]?(?:下同|不再[^。；）]*|不一一[^。；）]*))?"
)


class Stated(NamedTuple):
    """What is left of a clause, and the rules that it states.

    Attributes:
        rest: the clause without its rules.
        rule: how the lead is marked from here on.
        rule_text: the words of the rule.
        also: the names that are added to every task, as printed.
    """

    rest: str
    rule: LeadRule | None = None
    rule_text: str = ""
    also: str = ""


def stated(text: str) -> Stated:
    """Take the rules out of a text with plain signs."""
    also = ""
    if match := _ALSO.search(text):
        also = match["names"]
        text = text[: match.start()] + text[match.end() :]
    rule, words = None, ""
    if match := _RULE.search(text):
        rule, words = _rule_of(match), match[0].strip("（(）)；。，")
        text = text[: match.start()] + text[match.end() :]
    text = re.sub(r"[（(，；。、]*(?:以)?下同[）)]?|[（(]以下简称[^）)]*[）)]", "", text)
    return Stated(text.strip("；;。，, \n"), rule, words, also)


def _rule_of(match: re.Match[str]) -> LeadRule:
    if match["comma"]:
        return LeadRule.COMMA
    if match["semicolon"]:
        return LeadRule.SEMICOLON
    return LeadRule.FIRST if match["first"] else LeadRule.STAR
