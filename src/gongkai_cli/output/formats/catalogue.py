"""The formats by name: the suffix of each, and how to load its writer.

A writer is a module of this folder. It loads when its format is chosen, since most need a heavy library.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.text import escaped_for_screen, for_screen, shown
from gongkai_cli.domain.typed_words.folding import plain
from gongkai_cli.errors import UsageError
from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.listing import Listing, Page
from gongkai_cli.output.terminal.screen import Terminal


class LineWriter(Protocol):
    """A module that prints answers line by line."""

    def print_listing(self, listing: Listing, terminal: Terminal) -> None:
        """Print one table."""

    def print_page(self, page: Page, terminal: Terminal) -> None:
        """Print facts and tables."""


class ByteWriter(Protocol):
    """A module that writes answers as bytes."""

    def write_listing(self, listing: Listing, stream: BinaryIO, options: Options) -> None:
        """Write one table."""

    def write_page(self, page: Page, stream: BinaryIO, options: Options) -> None:
        """Write facts and tables."""


class LineFormat(NamedTuple):
    """A format of text lines. `safe` makes a line harmless for a terminal."""

    suffix: str
    load: Callable[[], LineWriter]
    safe: Callable[[str], str] = for_screen


class ByteFormat(NamedTuple):
    """A format of bytes.

    A one-table format reduces a page to its main listing. A readable format may go to a terminal.
    """

    suffix: str
    load: Callable[[], ByteWriter]
    is_one_table: bool = False
    is_readable: bool = True


class TextFormat(NamedTuple):
    """A format of the command's own text (in UTF-8 wherever it goes) or bytes. A readable one may go to a terminal."""

    suffix: str
    is_readable: bool = True


Format = LineFormat | ByteFormat | TextFormat
"""Any format."""


def _load_table() -> LineWriter:
    from gongkai_cli.output.formats import table

    return table


def _load_json() -> LineWriter:
    from gongkai_cli.output.formats import as_json

    return as_json


def _load_markdown() -> LineWriter:
    from gongkai_cli.output.formats import markdown

    return markdown


def _load_csv() -> ByteWriter:
    from gongkai_cli.output.formats import delimited

    return delimited


def _load_workbook() -> ByteWriter:
    from gongkai_cli.output.formats.sheets import workbook

    return workbook


def _load_calendar() -> ByteWriter:
    from gongkai_cli.output.formats import calendar

    return calendar


FORMATS: Mapping[str, Format] = {
    "table": LineFormat(".txt", _load_table),
    "csv": ByteFormat(".csv", _load_csv, is_one_table=True),
    "json": LineFormat(".json", _load_json, escaped_for_screen),
    "md": LineFormat(".md", _load_markdown),
    "xlsx": ByteFormat(".xlsx", _load_workbook, is_readable=False),
    "ics": ByteFormat(".ics", _load_calendar, is_one_table=True),
    "yaml": TextFormat(".yaml"),
    "txt": TextFormat(".txt"),
    "html": TextFormat(".html", is_readable=False),
    "docx": TextFormat(".docx", is_readable=False),
}
"""Every format by the name that `--format` takes."""

_SYNONYMS = {
    "excel": "xlsx",
    "工作簿": "xlsx",
    "电子表格": "xlsx",
    "表格": "table",
    "屏幕": "table",
    "文本": "table",
    "text": "table",
    "txt": "table",
    "markdown": "md",
    "日历": "ics",
    "日程": "ics",
    "ical": "ics",
    "calendar": "ics",
    "yml": "yaml",
    "计划文件": "yaml",
    "word": "docx",
    "网页": "html",
    "htm": "html",
}
"""Another word for a format → its name."""

_TO_EXCEL = "Excel 和 WPS 都能打开"
_IMPOSSIBLE = {
    ".xls": (".xlsx", _TO_EXCEL),
    ".et": (".xlsx", _TO_EXCEL),
    ".ods": (".xlsx", _TO_EXCEL),
    ".pdf": (".xlsx", "打开后可以另存为 PDF"),
    ".docx": (".xlsx", "表格可以复制进 Word"),
    ".doc": (".xlsx", "表格可以复制进 Word"),
    ".wps": (".xlsx", "表格可以复制进 WPS 文字"),
    ".html": (".md", "可以转成网页；全年的网页用 gongkai board -o 看板.html"),
    ".htm": (".md", "可以转成网页；全年的网页用 gongkai board -o 看板.html"),
}
"""A suffix that no format has → the suffix that comes nearest, and why."""

_IMPOSSIBLE_PAPERS = {
    ".pdf": (".docx", "打开后可以另存为 PDF"),
    ".doc": (".docx", "Word 和 WPS 都能打开"),
    ".wps": (".docx", "Word 和 WPS 都能打开"),
    ".htm": (".html", "就是网页"),
    ".xlsx": (".docx", "要 Excel 的表格，用 gongkai export -o 台账.xlsx"),
    ".xls": (".docx", "要 Excel 的表格，用 gongkai export -o 台账.xlsx"),
}
"""The same for papers."""

_PLAN_FILE_SUFFIXES = {".yaml", ".yml"}


def choose_format(name: str | None, path: Path | None, offered: tuple[str, ...]) -> str:
    """Return the name of the format that the user asked for.

    Args:
        name: the value of `--format`.
        path: the file to write; its suffix names a format too.
        offered: the names of the command's formats, the default first.

    Raises:
        UsageError: the command does not offer the format, or name and suffix disagree.
    """
    typed = name
    if name is not None:
        name = _meant(plain(name).strip().lower(), offered)
    suffix = path.suffix.lower() if path else ""
    wants_calendar = name == "ics" or suffix == FORMATS["ics"].suffix
    if wants_calendar and "ics" not in offered:
        raise UsageError("这里没有日程，不能写成日历。日历（.ics）用于 gongkai schedule 和 gongkai upcoming。")
    wants_plan_file = name == "yaml" or suffix in _PLAN_FILE_SUFFIXES
    if wants_plan_file and "yaml" not in offered:
        raise UsageError("这里不能写成计划文件。要把工作要点写成计划文件，用 gongkai export --what plan -o 计划.yaml。")
    if name is not None and name not in offered:
        raise UsageError(f"这里没有格式“{shown(typed or name)}”。--format 可以用：{'、'.join(offered)}。")
    if path is None:
        return name or offered[0]
    by_suffix = {FORMATS[one].suffix: one for one in offered}
    found = by_suffix.get(suffix)
    if found is None and offered[0] == "yaml" and "md" not in offered:
        raise UsageError(
            f"计划文件写成 YAML 或 Excel 工作簿，不能写成“{path.name}”。请把后缀改为 .yaml 或 .xlsx，如 -o 计划.yaml。"
        )
    if found is None:
        if nearest := _nearest(path, by_suffix):
            raise UsageError(nearest)
        suffixes = "、".join(by_suffix)
        raise UsageError(f"文件名“{path.name}”的后缀看不出格式。-o 可以用：{suffixes}；写到屏幕或管道请用 --format。")
    if name is not None and name != found:
        raise UsageError(
            f"--format {name} 与文件名“{path.name}”不一致。请去掉 --format，或把后缀改为 {FORMATS[name].suffix}。"
        )
    return found


def _meant(word: str, offered: tuple[str, ...]) -> str:
    """Return the name of the format that a word means; a paper has a text in place of a table."""
    name = word if word in offered else _SYNONYMS.get(word, word)
    return "txt" if name == "table" and "txt" in offered else name


def _nearest(path: Path, by_suffix: Mapping[str, str]) -> str | None:
    """Return a message with the format that comes nearest to that of a file; None where none does."""
    suffix = path.suffix.lower()
    if by_suffix.keys() == {".html"}:
        page = shell_word(path.with_suffix(".html").name)
        return f"看板是一个网页，不能写成“{path.name}”。请写 -o {page}；用浏览器打开，可以打印或另存为 PDF。"
    impossible = _IMPOSSIBLE_PAPERS if FORMATS["docx"].suffix in by_suffix else _IMPOSSIBLE
    if suffix not in impossible:
        return None
    near, why = impossible[suffix]
    if near not in by_suffix:
        return None
    return f"这里写不出 {suffix} 文件。请写 -o {shell_word(path.with_suffix(near).name)}，{why}。"
