"""The content of a paper before its format: a title, an opening, sections of paragraphs, tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai_cli.domain.text import without_brackets

MOST_CHARACTERS = 4000
"""The characters that a paper on one special task may have."""

_NUMERALS = "零一二三四五六七八九"


class Paragraph(NamedTuple):
    """A paragraph. `lead` is the heading at its beginning, such as （一）任务进展."""

    text: str
    lead: str = ""

    @property
    def whole(self) -> str:
        """The heading and the text as one."""
        return self.lead + self.text


class Section(NamedTuple):
    """A part of a paper. `key` names it for templates; `heading` has no number."""

    key: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


class TableColumn(NamedTuple):
    """A column of a table: its heading, which also names it for templates, and its width in millimetres.

    The cells of a column of texts are set flush left, others in the middle.
    """

    heading: str
    width: int
    is_text: bool = False

    @property
    def name(self) -> str:
        """The name of its cells in a template: 牵头（责任）单位 is 牵头单位."""
        return without_brackets(self.heading)


class Table(NamedTuple):
    """A table that is attached to a paper. `key` names it for templates."""

    key: str
    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper.

    Attributes:
        title: its lines, as they are to be broken.
        opening: the paragraphs before the first section.
        number: the 发文字号.
        addressee: the 主送机关, without its colon.
        signature: who issues it.
        signed_on: the day of issue; an empty text leaves room for it.
        facts: further texts for templates, by their names.
    """

    title: tuple[str, ...]
    opening: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    number: str = ""
    addressee: str = ""
    signature: str = ""
    signed_on: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def headed_sections(self) -> Iterator[tuple[str, Section]]:
        """The sections, each with its numbered heading: 一、总体情况."""
        for place, section in enumerate(self.sections, 1):
            yield f"{chinese_number(place)}、{section.heading}", section

    @property
    def attached(self) -> Mapping[str, Table]:
        """The tables that have rows, each by its label: 附件1, or 附件 where there is no other."""
        filled = [table for table in self.tables if table.rows]
        if len(filled) == 1:
            return {"附件": filled[0]}
        return {f"附件{place}": table for place, table in enumerate(filled, 1)}

    @property
    def attachment_lines(self) -> tuple[str, ...]:
        """The lines that name the attached tables after the text."""
        tables = list(self.attached.values())
        if not tables:
            return ()
        if len(tables) == 1:
            return (f"附件：{tables[0].title}",)
        first, *others = (f"{place}.{table.title}" for place, table in enumerate(tables, 1))
        return (f"附件：{first}", *(f"　　　{line}" for line in others))

    @property
    def characters(self) -> int:
        """The number of its characters, from the title to the date, without blanks and attached tables."""
        lines = [*self.title, self.number, self.addressee, *self.opening, self.signature, self.signed_on]
        for heading, section in self.headed_sections:
            lines += [heading, *(paragraph.whole for paragraph in section.paragraphs)]
        lines += self.attachment_lines
        return sum(len("".join(line.split())) for line in lines)


def chinese_number(number: int) -> str:
    """Return a number below 100 in Chinese numerals: 12 is 十二."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")
