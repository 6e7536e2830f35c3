"""The tags of a web page → its paragraphs and tables in order."""

import re
from typing import NamedTuple

from gongkai_cli.notice.sources.grids import WrittenCell, WrittenTable
from gongkai_cli.notice.sources.web.elements import (
    ARTICLES,
    BLOCKS,
    CLOSED_BY_BLOCKS,
    CLOSED_BY_THEMSELVES,
    LEFT_OUT,
    LEFT_OUT_OUTSIDE,
    SUSPECT_NAMES,
    VOID,
)
from gongkai_cli.notice.sources.web.tags import End, Start, tags_and_texts

_MOST_SPAN = 65_534  # rows; a span of 0 lasts to the end of its table
_DEEPEST_TABLE = 12  # tables within tables; deeper ones become paragraphs
_HIDING = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NAMES = re.compile(r"[a-z]+")
_WIDE = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_BREAK = re.compile(rf"(?<={_WIDE})[ \t\f]*\n\s*(?={_WIDE})")
_MOSTLY_LINKS = 0.8  # share of a paragraph's letters in links to other pages

Contents = list[str | WrittenTable]


class Strictness(NamedTuple):
    """How much of a page is left out besides the elements that never belong to a notice."""

    without_suspects: bool
    without_hidden: bool


class _OpenTable:
    """A table that is being read."""

    def __init__(self) -> None:
        self.table = WrittenTable()
        self.cell: WrittenCell | None = None
        self.row: list[WrittenCell] | None = None
        self.caption: Contents | None = None
        self.articles = 0


class PageParser:
    """Collects the contents of a page. Inline elements do not separate paragraphs, blocks and `<br>` do."""

    def __init__(self, strictness: Strictness) -> None:
        self.contents: Contents = []
        self._strictness = strictness
        self._tables: list[_OpenTable] = []
        self._flattened = 0  # open tables that are too deep
        self._text: list[str] = []
        self._linked = 0  # letters of the present paragraph in links
        self._letters = 0
        self._links = 0  # open links
        self._articles = 0  # open articles
        self._preformatted = 0
        self._skipped = ""  # the element that is left out, and how many of its name are open
        self._skipped_depth = 0

    def read(self, page: str) -> Contents:
        """Return the contents of a page."""
        for one in tags_and_texts(page):
            if isinstance(one, Start):
                self._start(one.name, one.attributes)
            elif isinstance(one, End):
                self._end(one.name)
            elif not self._skipped:
                self._add_text(one)
        self._end_paragraph()
        while self._tables:  # tables that were never closed
            self._flattened = 0
            self._end_table()
        return self.contents

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if self._skipped and not self._is_still_skipped(tag):
            return
        if self._is_left_out(tag, given):
            if tag in BLOCKS:
                self._end_paragraph()
            if tag not in VOID:
                self._skipped, self._skipped_depth = tag, 1
            return
        if tag in BLOCKS:
            self._end_paragraph()
        if tag == "table":
            self._begin_table()
        elif self._tables and not self._flattened:
            self._begin_in_table(tag, given)
        self._count(tag, given)

    def _end(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped:
                self._skipped_depth -= 1
                if not self._skipped_depth:
                    self._skipped = ""
            return
        if tag in BLOCKS:
            self._end_paragraph()
        if tag == "a":
            self._links = 0
        elif tag in ARTICLES:
            self._articles = max(0, self._articles - 1)
        elif tag == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        elif tag == "table":
            self._end_table()
        elif self._tables and not self._flattened:
            self._end_in_table(tag)

    def _add_text(self, data: str) -> None:
        if self._preformatted:
            first, *others = data.split("\n")
            self._add(first)
            for line in others:
                self._end_paragraph()
                self._add(line)
            return
        self._add(data)

    def _count(self, tag: str, given: dict[str, str]) -> None:
        """Count an element that changes how its text is read."""
        if tag == "a" and not given.get("href", "#").startswith("#"):
            self._links += 1
        elif tag in ARTICLES:
            self._articles += 1
        elif tag == "pre":
            self._preformatted += 1

    def _add(self, data: str) -> None:
        self._text.append(data)
        letters = len(data) - data.count(" ")
        self._letters += letters
        if self._links:
            self._linked += letters

    def _is_left_out(self, tag: str, given: dict[str, str]) -> bool:
        if tag in LEFT_OUT:
            return True
        if tag in LEFT_OUT_OUTSIDE and not self._articles:
            return True
        if self._strictness.without_hidden and ("hidden" in given or _HIDING.search(given.get("style", ""))):
            return True
        if not self._strictness.without_suspects or tag in {"body", "html", "a", "p", "td", "table", "form"}:
            return False
        names = _NAMES.findall(f"{given.get('class', '')} {given.get('id', '')}".lower())
        return not SUSPECT_NAMES.isdisjoint(names)

    def _is_still_skipped(self, tag: str) -> bool:
        """Count a start tag within an element that is left out; return True where that element has ended."""
        if tag == self._skipped and tag not in CLOSED_BY_THEMSELVES:
            self._skipped_depth += 1
            return False
        ends = tag == self._skipped or (self._skipped in CLOSED_BY_BLOCKS and tag in BLOCKS)
        if ends:
            self._skipped = ""
        return ends

    def _begin_table(self) -> None:
        if self._flattened or len(self._tables) >= _DEEPEST_TABLE:
            self._flattened += 1
            return
        self._tables.append(_OpenTable())

    def _end_table(self) -> None:
        if self._flattened:
            self._flattened -= 1
            return
        if not self._tables:
            return
        opened = self._tables.pop()
        if opened.table.rows or opened.table.caption:
            self._target().append(opened.table)

    def _begin_in_table(self, tag: str, given: dict[str, str]) -> None:
        opened = self._tables[-1]
        if tag in {"tr", "thead", "tbody", "tfoot"}:
            opened.row = opened.cell = opened.caption = None
        elif tag == "caption":
            opened.caption = []
        elif tag in {"td", "th"}:
            opened.caption = None
            opened.cell = WrittenCell([], _rows(given.get("rowspan", "")), _columns(given.get("colspan", "")))
            if opened.row is None:
                opened.row = []
                opened.table.rows.append(opened.row)
            opened.row.append(opened.cell)
        if tag == "tr":
            opened.row = []
            opened.table.rows.append(opened.row)

    def _end_in_table(self, tag: str) -> None:
        opened = self._tables[-1]
        if tag in {"td", "th"}:
            opened.cell = None
        elif tag in {"tr", "thead", "tbody", "tfoot"}:
            opened.cell = opened.row = None
        elif tag == "caption":
            if opened.caption:
                opened.table.caption = " ".join(one for one in opened.caption if isinstance(one, str))
            opened.caption = None

    def _target(self) -> Contents:
        """Return the list that takes the next paragraph or table. Text between cells belongs before its table."""
        for opened in reversed(self._tables):
            if opened.caption is not None:
                return opened.caption
            if opened.cell is not None:
                return opened.cell.contents
        return self.contents

    def _end_paragraph(self) -> None:
        text = "".join(self._text)
        is_link = self._linked > self._letters * _MOSTLY_LINKS
        self._text.clear()
        self._linked = self._letters = 0
        text = " ".join(_BREAK.sub("", text).split())
        if text and not (is_link and not text.startswith("附件")):
            self._target().append(text)


def _columns(typed: str) -> int:
    return _span(typed) or 1


def _rows(typed: str) -> int:
    return _MOST_SPAN if typed.strip() == "0" else _span(typed) or 1


def _span(typed: str) -> int:
    digits = re.match(r"\s*(\d{1,9})", typed)
    return min(int(digits[1]), _MOST_SPAN) if digits else 0
