"""The XML of a Word document → its paragraphs and tables in order."""

import posixpath
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gongkai_cli.notice.sources.archives import Archive
from gongkai_cli.notice.sources.grids import MOST_COLUMNS, WrittenCell, WrittenTable
from gongkai_cli.notice.sources.refusals import SAVE_AS_WORD, NotReadError
from gongkai_cli.notice.sources.word.numbering import Numberings
from gongkai_cli.notice.sources.word.styles import Styles, number_ref, switch, value_of

Contents = list[str | WrittenTable]

_LEFT_OUT = frozenset(
    {
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "tblPr", "tblGrid", "sectPr", "rt"),
        *("object", "binData", "footnote", "endnote", "annotation", "fldData", "sdtPr", "sdtEndPr", "tcPr", "trPr"),
    }
)
_BREAKS = frozenset({"br", "cr"})
_BLANKS = frozenset({"tab", "ptab"})
_DEEPEST = 150  # elements within elements; a table within a table takes four
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_WIDE = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_LINE_END = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})")


def read_document(archive: Archive) -> Contents:
    """Return the paragraphs and tables of a Word document.

    Raises:
        NotReadError: a part is damaged, too large or nested too deeply.
    """
    main = _target(archive, "_rels/.rels", "officeDocument", "word/document.xml")
    folder, name = posixpath.split(main)
    relations = f"{folder}/_rels/{name}.rels"
    root = archive.tree(main)
    body = None if root is None else root.find("body")
    if body is None:
        raise NotReadError("Word 文档里没有正文，未读取", SAVE_AS_WORD)
    styles = Styles(archive.tree(_target(archive, relations, "styles", f"{folder}/styles.xml")))
    numbering = archive.tree(_target(archive, relations, "numbering", f"{folder}/numbering.xml"))
    return _Reader(styles, Numberings(numbering, styles)).contents(body, 0)


def _target(archive: Archive, relations: str, kind: str, usual: str) -> str:
    """Return the name of the part that has a relation of a kind."""
    root = archive.tree(relations)
    for relation in root.iter("Relationship") if root is not None else ():
        if relation.get("Type", "").endswith(f"/{kind}"):
            target = relation.get("Target", "")
            folder = posixpath.dirname(posixpath.dirname(relations))
            name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if name in archive:
                return name
    return usual


class _Reader:
    """Walks through a document once; its numbers depend on the paragraphs before."""

    def __init__(self, styles: Styles, numberings: Numberings) -> None:
        self._styles = styles
        self._numberings = numberings
        self._carried = ""  # the text of a paragraph whose end was deleted

    def contents(self, parent: Element, depth: int, *, in_cell: bool = False) -> Contents:
        """Return the paragraphs and tables in the body, a cell or a text box."""
        found: Contents = []
        self._add(parent, depth, found, in_cell=in_cell)
        if self._carried:
            found.append(self._carried)
            self._carried = ""
        return found

    def _add(self, parent: Element, depth: int, found: Contents, *, in_cell: bool) -> None:
        _check(depth)
        for child in parent:
            if child.tag == "p":
                found.extend(self._paragraph(child, depth + 1, in_cell=in_cell))
            elif child.tag == "tbl":
                found.append(self._table(child, depth + 1))
            elif child.tag == "AlternateContent":
                self._add(_choice(child), depth + 2, found, in_cell=in_cell)
            elif child.tag not in _LEFT_OUT:
                self._add(child, depth + 1, found, in_cell=in_cell)

    def _paragraph(self, element: Element, depth: int, *, in_cell: bool) -> Contents:
        properties = element.find("pPr")
        style = value_of(element.find("pPr/pStyle"))
        direct = None if properties is None else number_ref(properties.find("numPr"))
        number = self._numberings.next_number(direct, style)
        boxes: Contents = []
        pieces: list[str] = []
        if not self._styles.is_contents(style):
            self._add_runs(element, depth, pieces, boxes, is_hidden=self._styles.is_hidden(style))
        text = self._carried + "".join(pieces)
        self._carried = ""
        if element.find("pPr/rPr/del") is not None:
            self._carried = text
            return boxes
        lines = [line for line in (_one_line(line) for line in text.split("\n")) if line]
        # An empty cell with an automatic number shows the number; an empty paragraph is only a gap.
        if number and (lines or in_cell):
            lines[:1] = [number + lines[0]] if lines else [number]
        return [*boxes, *lines]

    def _add_runs(self, parent: Element, depth: int, pieces: list[str], boxes: Contents, *, is_hidden: bool) -> None:
        """Add the texts of runs to `pieces`, with breaks as line ends, and the contents of text boxes to `boxes`."""
        _check(depth)
        for child in parent:
            tag = child.tag
            if tag == "t":
                if not is_hidden:
                    pieces.append(_LINE_END.sub("", child.text or "").replace("\n", " "))
            elif tag == "r":
                self._add_runs(child, depth + 1, pieces, boxes, is_hidden=self._is_hidden(child, is_hidden=is_hidden))
            elif tag == "txbxContent":
                boxes.extend(self._box(child, depth + 1))
            elif tag == "AlternateContent":
                self._add_runs(_choice(child), depth + 2, pieces, boxes, is_hidden=is_hidden)
            elif tag not in _LEFT_OUT:
                if not is_hidden:
                    pieces.append(_sign(child))
                self._add_runs(child, depth + 1, pieces, boxes, is_hidden=is_hidden)

    def _box(self, element: Element, depth: int) -> Contents:
        carried, self._carried = self._carried, ""
        found = self.contents(element, depth)
        self._carried = carried
        return found

    def _is_hidden(self, run: Element, *, is_hidden: bool) -> bool:
        own = switch(run.find("rPr/vanish"))
        if own is not None:
            return own
        style = value_of(run.find("rPr/rStyle"))
        return is_hidden or (bool(style) and self._styles.is_hidden(style))

    def _table(self, element: Element, depth: int) -> WrittenTable:
        _check(depth)
        table = WrittenTable()
        merged: dict[int, tuple[WrittenCell, int]] = {}  # column → the cell that began there, and its row
        for row_number, row in enumerate(_rows(element, depth)):
            cells: list[WrittenCell] = []
            column = _number(row.find("trPr/gridBefore"), 0)
            if column:
                cells.append(WrittenCell(columns=column))
            for written in _cells(row, depth):
                width = _number(written.find("tcPr/gridSpan"), 1) or 1
                contents = self.contents(written, depth + 2, in_cell=True)
                cell = WrittenCell(contents, columns=width)
                above = merged.get(column)
                merge = written.find("tcPr/vMerge")
                is_continued = merge is not None and merge.get("val", "continue") != "restart"
                if is_continued and above and above[1] + above[0].rows == row_number:
                    above[0].rows += 1
                elif _is_joined_to_the_left(written) and cells:
                    cells[-1].columns += width
                else:
                    cells.append(cell)
                    merged.pop(column, None)
                    if merge is not None:
                        merged[column] = (cell, row_number)
                column += width
            table.rows.append(cells)
        return table


def _check(depth: int) -> None:
    if depth > _DEEPEST:
        raise NotReadError(f"Word 文档里的内容嵌套超过 {_DEEPEST} 层，未读取", SAVE_AS_WORD)


def _choice(element: Element) -> Element:
    """Return the version of a drawing that newer programs show; older files have only the other one."""
    for choice in element.iterfind("Choice"):
        if any(one.tag in {"t", "txbxContent"} for one in choice.iter()):
            return choice
    fallback = element.find("Fallback")
    return fallback if fallback is not None else Element("Choice")


def _sign(element: Element) -> str:
    """Return the character that an element of a run stands for."""
    if element.tag in _BREAKS:
        return "\n"
    if element.tag in _BLANKS:
        return " "
    if element.tag == "noBreakHyphen":
        return "-"
    if element.tag == "sym":
        code = element.get("char", "")
        letter = chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""
        return "" if _PRIVATE.match(letter) else letter  # only its own font knows a private letter
    return ""


def _rows(element: Element, depth: int) -> Iterator[Element]:
    for child in _inner(element, "tr", depth):
        if child.find("trPr/del") is None and not switch(child.find("trPr/hidden")):
            yield child


def _cells(element: Element, depth: int) -> Iterator[Element]:
    return _inner(element, "tc", depth)


def _inner(element: Element, tag: str, depth: int) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    _check(depth)
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in {"sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo"}:
            yield from _inner(child, tag, depth + 1)


def _is_joined_to_the_left(cell: Element) -> bool:
    merge = cell.find("tcPr/hMerge")
    return merge is not None and merge.get("val", "continue") != "restart"


def _number(element: Element | None, default: int) -> int:
    text = value_of(element)
    return min(int(text), MOST_COLUMNS) if text.isascii() and text.isdigit() and len(text) < 10 else default  # noqa: PLR2004


def _one_line(text: str) -> str:
    return " ".join(text.split())
