"""The bytes of a returned file → its identity and its rows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from gongkai_cli.domain.progress import PERCENT_DONE
from gongkai_cli.domain.reporting.sheets import SheetIdentity, find_sheet_number, read_key
from gongkai_cli.domain.text import clean_text, without_brackets
from gongkai_cli.domain.typed_days.numerals import number_of
from gongkai_cli.domain.vocabulary import Status
from gongkai_cli.exchange.columns import DEFINED_NAME, HELP_SHEET, HIDDEN_SHEET, LIST_TITLE, Item
from gongkai_cli.exchange.incoming import cells as cell_values
from gongkai_cli.exchange.incoming.files import Incoming
from gongkai_cli.exchange.incoming.filled import Doubt, FilledRow, Remark, ReturnedFile, Said, Stray
from gongkai_cli.exchange.incoming.notices import is_notice
from gongkai_cli.exchange.incoming.tables import MOST_HEAD_ROWS, Table, read_table
from gongkai_cli.spreadsheets.cells import Cell, Sheet, Spreadsheet, UnreadableError
from gongkai_cli.spreadsheets.opening import open_spreadsheet

_UNIT_LABEL = re.compile(r"(?:填报|报送|责任)?(?:单位|部门)(?:（盖章）|\(盖章\)|名称)?[：:]\s*([^\s　：:，,；;]+)")
_LIST_HEADINGS = {"表号", "文件"}

_NO_TABLE = (
    "前三十行里找不到表头，未读取。表头要有“序号”或“任务”，还要有“进展情况”或“完成比例”。"
    "请核对是不是收错了文件，或补上表头"
)

_Cells = Mapping[Item, tuple[int, Cell]]


def read_returned(file: Incoming) -> ReturnedFile:
    """Return the content of a file that came back. A file that cannot be read has a `fault`; nothing is raised."""
    digest = sha256(file.data).hexdigest()
    if file.fault:
        return ReturnedFile(file.name, digest, fault=file.fault)
    if is_notice(file.data):
        return ReturnedFile(file.name, digest, is_notice=True)
    try:
        opened = open_spreadsheet(file.data)
    except UnreadableError as error:
        return ReturnedFile(file.name, digest, fault=str(error))
    return _content(file.name, digest, opened)


def _content(name: str, digest: str, opened: Spreadsheet) -> ReturnedFile:
    shown = [sheet for sheet in opened.sheets if not sheet.is_hidden and sheet.name != HELP_SHEET]
    identities = tuple(dict.fromkeys(_identities(opened)))
    tables = [(sheet, table) for sheet in shown if (table := read_table(sheet))]
    head = "\n".join(_head_lines(tables))
    fault = next((table.fault for _, table in tables if table.fault), None)
    if not tables and _is_list(shown):
        return ReturnedFile(name, digest, opened.format, is_list=True)
    if not tables:
        fault = _NO_TABLE
    printed = tuple(dict.fromkeys(found for line in head.split("\n") if (found := find_sheet_number(line))))
    labels = [*_UNIT_LABEL.findall(head), *_labels_between(tables)]
    rows: list[FilledRow] = []
    strays: list[Stray] = []
    remarks: list[Remark] = []
    for sheet, table in tables:
        strays += table.strays
        remarks += [Remark(f"{sheet.name} {one.cell}", one.what) for one in table.remarks]
        if sheet.pictures:
            remarks.append(Remark(sheet.name, f"贴了图片 {sheet.pictures} 张，图片不读"))
        named: list[FilledRow] = []
        for number, row in table.rows.items():
            filled = _row(sheet, table, number, row)
            if filled.key or filled.no or filled.title:
                named.append(filled)
            elif not filled.said.is_empty or filled.doubts:
                strays.append(Stray(sheet.name, filled.place, _words_of(row)))
        rows += _doubted(named) if _count_rows(named) else named
    return ReturnedFile(
        name=name,
        digest=digest,
        format=opened.format,
        identities=identities,
        numbers=printed,
        units=tuple(dict.fromkeys(map(without_brackets, labels))),
        head=head,
        rows=tuple(rows),
        strays=tuple(strays),
        remarks=tuple(remarks),
        fault=fault,
    )


def _identities(opened: Spreadsheet) -> Iterator[SheetIdentity]:
    texts = [opened.properties.get(DEFINED_NAME, ""), opened.names.get(DEFINED_NAME, "")]
    for sheet in opened.sheets:
        if sheet.is_hidden or sheet.name == HIDDEN_SHEET:
            texts += [cell.text for cell in sheet.rows.get(1, {}).values()]
    for text in texts:
        if identity := SheetIdentity.read(text):
            yield identity


def _head_lines(tables: Iterable[tuple[Sheet, Table]]) -> Iterator[str]:
    """Yield the texts above the tables, each on a line: the title, the unit, the 表号."""
    for sheet, table in tables:
        for row, cells in sheet.rows.items():
            if row < table.heading_row:
                yield from (clean_text(cell.text) for cell in cells.values())


def _labels_between(tables: Iterable[tuple[Sheet, Table]]) -> Iterator[str]:
    """Yield the units that head further tables below the first one of a sheet."""
    for sheet, table in tables:
        for row, cells in sheet.rows.items():
            first = next(iter(cells.values()))
            label = _UNIT_LABEL.match(first.text.strip())
            if row > table.heading_row and label:
                yield label[1]


def _is_list(sheets: list[Sheet]) -> bool:
    """Return whether the workbook is our own list of sheets."""
    return any(
        sheet.name == LIST_TITLE or {cell.text for cell in cells.values()}.issuperset(_LIST_HEADINGS)
        for sheet in sheets
        for row, cells in sheet.rows.items()
        if row <= MOST_HEAD_ROWS
    )


def _count_rows(rows: Sequence[FilledRow]) -> bool:
    """Return whether the numbers of some rows count the rows: 1 to n, each of another unit, and no task is named."""
    numbers = [row.no for row in rows]
    units = {row.unit for row in rows}
    is_named = any(row.key or row.title for row in rows)
    return len(rows) > 1 and not is_named and numbers == list(range(1, len(rows) + 1)) and len(units) == len(rows)


def _doubted(rows: Sequence[FilledRow]) -> Iterator[FilledRow]:
    """Yield rows with a doubt whether their numbers are those of tasks."""
    for row in rows:
        what = f"序号 {row.no} 像是行号，说不准是不是任务 {row.no}；有“任务”一列就不用问"
        yield replace(row, doubts=(*row.doubts, Doubt(row.place, what)))


def _words_of(row: _Cells) -> str:
    return "　".join(clean_text(cell.text) for _, cell in row.values())


def _row(sheet: Sheet, table: Table, number: int, row: _Cells) -> FilledRow:
    reader = _RowReader(sheet, number, row)
    said = reader.activity() if table.is_of_activities else reader.report()
    no, title = reader.text(Item.NO), reader.text(Item.TITLE)
    if no is None and title is not None and number_of(title.removesuffix(".0")) is not None:
        no, title = title, None  # tables of departments write the number under 任务
    return FilledRow(
        sheet=sheet.name,
        row=number,
        key=read_key(reader.text(Item.KEY) or ""),
        no=number_of(no.removesuffix(".0")) if no else None,
        title=title,
        unit=reader.text(Item.UNIT),
        said=said,
        is_activity=table.is_of_activities,
        remarks=tuple(reader.remarks),
        doubts=tuple(reader.doubts),
        grey=tuple(reader.grey()),
    )


class _RowReader:
    """Reads the cells of one row, and gathers what is odd about them."""

    def __init__(self, sheet: Sheet, number: int, row: _Cells) -> None:
        self._sheet = sheet
        self._number = number
        self._row = row
        self.remarks: list[Remark] = []
        self.doubts: list[Doubt] = []

    def text(self, item: Item) -> str | None:
        """Return the text of a naming cell; None where it is empty."""
        if item not in self._row:
            return None
        _, cell = self._row[item]
        return clean_text(cell.text) or None

    def grey(self) -> Iterator[Remark]:
        """Yield the texts of the cells about the last report."""
        for item in (Item.SHOWN_NOTE, Item.SHOWN_PERCENT):
            if text := self.text(item):
                yield Remark(self._address(item), text)

    def report(self) -> Said:
        """Return what the row reports of a task."""
        percent, status, outcome = self._progress()
        note = self._words(Item.NOTE)
        return Said(
            percent=percent,
            status=status,
            note=note or outcome,
            problem=self._words(Item.PROBLEM),
            next=self._words(Item.NEXT),
            links=self._links(),
        )

    def activity(self) -> Said:
        """Return what the row reports of an activity."""
        people: int | None = None
        day: str | None = None
        if place := self._cell(Item.PEOPLE):
            people, doubt = cell_values.read_people(place)
            self._doubt(Item.PEOPLE, doubt)
        if place := self._cell(Item.DATE):
            day, remark = cell_values.read_day(place)
            self._remark(Item.DATE, remark)
        links = self._links()
        if len(links) > 1:
            self._remark(Item.LINK, "公开链接只记第一个")
        return Said(date=day, people=people, links=links[:1])

    def _progress(self) -> tuple[int | None, Status | None, str | None]:
        """Return the percent, the status, and the words of a cell of 完成情况 that are neither."""
        reads = {}
        for item in (Item.PERCENT, Item.STATUS, Item.OUTCOME):
            if cell := self._cell(item):
                reads[item] = cell_values.read_percent(cell)
        words: str | None = None
        outcome = reads.get(Item.OUTCOME)
        if outcome and outcome.doubt and not outcome.is_bare_one and self._words(Item.NOTE) is None:
            words = self._words(Item.OUTCOME)
            del reads[Item.OUTCOME]
        statuses = [read.status for read in reads.values() if read.status]
        percents = [read.percent for read in reads.values() if read.percent is not None]
        is_done = Status.DONE in statuses
        for item, read in reads.items():
            if read.is_bare_one and is_done:
                percents.append(PERCENT_DONE)
            else:
                self._doubt(item, read.doubt, takes_percent=True)
            self._remark(item, read.remark)
        if len(set(percents)) > 1 or len(set(statuses)) > 1:
            self.doubts.append(Doubt(self._address(next(iter(reads))), "完成的比例写了两个不同的", takes_percent=True))
            return None, None, words
        return next(iter(percents), None), next(iter(statuses), None), words

    def _words(self, item: Item) -> str | None:
        cell = self._cell(item)
        if cell is None:
            return None
        words, doubt = cell_values.read_words(cell)
        self._doubt(item, doubt)
        return words

    def _links(self) -> tuple[str, ...]:
        cell = self._cell(Item.LINK)
        if cell is None:
            return ()
        links, remark = cell_values.read_links(cell)
        self._remark(Item.LINK, remark)
        return links

    def _cell(self, item: Item) -> Cell | None:
        """Return a cell that can be read; a picture or a formula without a result is told once."""
        if item not in self._row:
            return None
        _, cell = self._row[item]
        if cell.fault is None:
            return cell
        remark = Remark(self._address(item), f"{cell.fault.what}，未读取")
        if remark not in self.remarks:
            self.remarks.append(remark)
        return None

    def _address(self, item: Item) -> str:
        place, _ = self._row[item]
        return self._sheet.address(self._number, place)

    def _remark(self, item: Item, what: str | None) -> None:
        if what:
            self.remarks.append(Remark(self._address(item), what))

    def _doubt(self, item: Item, what: str | None, *, takes_percent: bool = False) -> None:
        doubt = Doubt(self._address(item), what, takes_percent) if what else None
        if doubt and doubt not in self.doubts:
            self.doubts.append(doubt)
