"""The variables of a template: their names, their meanings, and their values for a paper."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gongkai_cli.domain.text import clean_text
from gongkai_cli.papers.content import MOST_CHARACTERS, Paper, Paragraph, Table, TableColumn

MOST_STEPS = 100_000
"""How many times the loops of a template may go round, all together; a large bulletin takes some hundred."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a template. A list holds texts, or rows with `members`."""

    meaning: str = ""
    is_list: bool = False
    members: Mapping[str, "Variable"] = field(default_factory=dict)

    @property
    def element(self) -> "Variable":
        """An element of a list."""
        return Variable(self.meaning, members=self.members)

    @property
    def is_text(self) -> bool:
        """Whether it can stand in a sentence."""
        return not self.is_list and not self.members


_TEXT = Variable()
_PARAGRAPH = {"小标题": Variable("（一）这样的小标题，可能是空的"), "文字": Variable("这一段的文字")}
_SECTION = {
    "标题": Variable("一、这样的标题"),
    "各段": Variable("这一部分的各段", is_list=True, members=_PARAGRAPH),
}
SECTIONS = {
    "总体情况": "任务、序时进度、责任、报送、活动的数和比例",
    "好的": "完成的、超进度的、报送齐全的",
    "滞后": "逾期、欠进度、受阻的任务和单位",
    "未报送": "没有报送和没有报齐的单位",
    "变化": "与上期末相比的变化",
    "活动": "本期举办的，逾期未办、已办未公开、取消的",
    "要求": "下步工作要求",
}
"""The section of a bulletin by its variable → its meaning."""


def variables(tables: Mapping[str, Iterable[TableColumn]]) -> dict[str, Variable]:
    """Return the variables of a bulletin's template.

    Args:
        tables: the variable of each table → its columns.
    """
    found = {
        "标题": Variable("整个标题，一行"),
        "标题各行": Variable("标题，按断行分开", is_list=True),
        "发文字号": Variable("--number 的发文字号，可能是空的"),
        "主送": Variable("--to 的主送机关，可能是空的"),
        "开头": Variable("依据等开头的各段", is_list=True),
        "各节": Variable("一、二、三……各部分，没有内容的不在内", is_list=True, members=_SECTION),
    }
    for name, meaning in SECTIONS.items():
        found[name] = Variable(f"{meaning}，没有时是空的", is_list=True, members=_PARAGRAPH)
    for name, columns in tables.items():
        members = {column.name: Variable(column.heading) for column in columns}
        found[name] = Variable(f"附件里的{name}，每个单元格是一个成员", is_list=True, members=members)
        found[f"{name}标题"] = Variable(f"{name}的标题")
        found[f"{name}序号"] = Variable("附件1 这样的序号")
        found[f"{name}注"] = Variable(f"{name}下面的注")
    found |= {
        "附件说明": Variable("正文后面的附件说明，一行一个附件", is_list=True),
        "落款": Variable("发文机关"),
        "成文日期": Variable("--date 的成文日期，没有写就留出空白"),
        "工作要点": Variable("工作要点的标题"),
        "年度": Variable("工作要点的年度"),
        "时段": Variable("9月份、第三季度这样的时段"),
        "统计截止": Variable("统计截止的日期"),
        "台账号": Variable("依据到台账第几号"),
        "字数": Variable(f"正文的字数（上限 {MOST_CHARACTERS}）"),
    }
    return found


_SIGNED_LATER = "　　年　月　日"


class Steps:
    """How many times loops may still go round."""

    def __init__(self, left: int = MOST_STEPS) -> None:
        self.left = left

    def take(self) -> None:
        """Note one more round.

        Raises:
            OverflowError: there were too many.
        """
        self.left -= 1
        if self.left < 0:
            raise OverflowError


class _Counted(list[object]):
    """A list that counts every round over it."""

    def __init__(self, values: Iterable[object], steps: Steps) -> None:
        super().__init__(values)
        self._steps = steps

    def __iter__(self) -> Iterator[object]:
        for value in super().__iter__():
            self._steps.take()
            yield value


def values_of(paper: Paper) -> dict[str, object]:
    """Return the values of the variables for a paper. Every text is on one line, without control characters."""
    steps = Steps()

    def many(values: Iterable[object]) -> _Counted:
        return _Counted(values, steps)

    def texts(lines: Iterable[str]) -> _Counted:
        return many(map(_clean, lines))

    def paragraphs(lines: Iterable[Paragraph]) -> _Counted:
        return many({"小标题": _clean(line.lead), "文字": _clean(line.text)} for line in lines)

    sections = many(
        {"标题": _clean(heading), "各段": paragraphs(section.paragraphs)} for heading, section in paper.headed_sections
    )
    by_key = {section.key: section for section in paper.sections}
    found: dict[str, object] = {
        "标题": _clean("".join(paper.title)),
        "标题各行": texts(paper.title),
        "发文字号": _clean(paper.number),
        "主送": _clean(paper.addressee),
        "开头": texts(paper.opening),
        "各节": sections,
        "附件说明": texts(paper.attachment_lines),
        "落款": _clean(paper.signature),
        "成文日期": _clean(paper.signed_on) or _SIGNED_LATER,
        "字数": str(paper.characters),
        **{name: _clean(text) for name, text in paper.facts.items()},
    }
    for name in SECTIONS:
        found[name] = paragraphs(by_key[name].paragraphs if name in by_key else ())
    labels = {table.key: label for label, table in paper.attached.items()}
    for table in paper.tables:
        found[table.key] = many(_cells(table))
        found[f"{table.key}标题"] = _clean(table.title)
        found[f"{table.key}序号"] = labels.get(table.key, "附件")
        found[f"{table.key}注"] = _clean(table.note)
    return found


def _cells(table: Table) -> Iterator[dict[str, str]]:
    names = [column.name for column in table.columns]
    for row in table.rows:
        yield dict(zip(names, map(_clean, row), strict=True))


def _clean(text: str) -> str:
    r"""Return a text as XML can hold it; Chinese blanks stay, since they indent a line or leave room to write in.

    docxtpl makes line breaks of "\n" and tabs of "\t", and XML has no U+FFFE and U+FFFF.
    """
    kept = "　".join(map(clean_text, text.split("　")))
    return kept.rstrip("　").replace("\ufffe", "").replace("\uffff", "")
