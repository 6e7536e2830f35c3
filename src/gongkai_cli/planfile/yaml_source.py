"""YAML as plan files have it: a file becomes a tree of dicts, lists and texts, with the line of each path.

YAML is read as events rather than through a loader, because a plan file is data from elsewhere: anchors and tags
are refused before anything could expand them, nesting has a limit, a duplicate key is an error and not a silent
last one wins, and every scalar stays text with the line it stands on.
"""

import codecs
import errno
from contextlib import suppress
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import yaml

from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.errors import NotFoundError, PlanFileError
from gongkai_cli.files import NotPlainError, opened, reason
from gongkai_cli.planfile.problems import Path
from gongkai_cli.planfile.yaml_slips import complaint, slip, slip_before, slip_in_continuation

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_BYTES = 4 * 1024 * 1024
"""The size of a plan file that is read at all; the bundled plan has some 20 KB."""

MAX_DEPTH = 12
"""How deep the values of a plan file may be nested; a sound file needs six levels."""

_TOO_DEEP = f"嵌套超过 {MAX_DEPTH} 层，不像计划文件，请核对缩进和括号"
_EMPTY = {"", "~", "null", "Null", "NULL"}
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _SourceError(Exception):
    """A fault that leaves no tree to check: the line it is on, counted from 1, and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def tree_of(file: FilePath) -> tuple[Any, dict[Path, int]]:
    """Return what a file says as a tree, and the line, from 1, of every path in it.

    Raises:
        NotFoundError: there is no such file.
        PlanFileError: it cannot be read, or is no YAML that a plan file may have.
    """
    try:
        return _Builder(_decode(_read_bytes(file))).build()
    except _SourceError as error:
        raise PlanFileError(f"{file}:{error.line}: {error.message}。") from None


def _read_bytes(file: FilePath) -> bytes:
    try:
        with opened(file) as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise NotFoundError(f"没有文件“{file}”。请核对路径。") from None
    except NotPlainError:  # also `load <(…)`: a pipe may be waited for without end
        advice = "请先把内容存成 .yaml 文件，再写它的文件名"
        raise PlanFileError(f"{file}: 这是设备或管道，不是计划文件，没有读。{advice}。") from None
    except IsADirectoryError:
        raise PlanFileError(f"{file}: 这是文件夹，不是计划文件。请写出其中的 .yaml 文件。") from None
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) or error.errno in {errno.ENAMETOOLONG, errno.ENOTDIR}:
            raise NotFoundError(f"没有文件“{file}”。请核对路径。") from None
        with suppress(OSError):  # a place that may not be looked into
            if file.is_dir():  # Windows answers "permission denied" for a folder
                raise PlanFileError(f"{file}: 这是文件夹，不是计划文件。请写出其中的 .yaml 文件。") from None
        raise PlanFileError(f"{file}: 读不了（{reason(error)}）。请检查文件权限。") from None
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise PlanFileError(f"{file}: 文件超过 {limit} MB，不像计划文件，没有读。请核对是不是选错了文件。")
    return data


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _SourceError(1, "文件是 UTF-16 编码，请另存为 UTF-8")
    if b"\0" in data:
        raise _SourceError(
            data[: data.index(b"\0")].count(b"\n") + 1, "这是二进制文件，不是文本，请核对是不是选错了文件"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            raise _SourceError(line, "这是二进制文件，不是 UTF-8 文本，请核对是不是选错了文件") from None
        raise _SourceError(line, "文件不是 UTF-8 编码（看来是 GBK），请在编辑器里另存为 UTF-8") from None
    if not text.strip():
        raise _SourceError(1, "文件是空的，请写入 plan、units、tasks 等内容")
    if steering := yaml.reader.Reader.NON_PRINTABLE.search(text):
        raise _SourceError(text[: steering.start()].count("\n") + 1, "有不能显示的控制字符，请删去")
    return text


class _Builder:
    """Turn YAML events into dicts, lists and strings, with the line of each path; None where nothing is written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._source = text.splitlines()
        self._lines: dict[Path, int] = {}
        self._line = 1  # of the key that was read last
        self._next: Callable[[], Any] = lambda: None

    def build(self) -> tuple[Any, dict[Path, int]]:
        """Return the tree and the line, from 1, of every path in it."""
        try:
            self._next = _Loader(self._text).get_event
            return self._document(), self._lines
        except yaml.MarkedYAMLError as error:
            raise self._syntax_error(error) from None
        except (yaml.YAMLError, ValueError, OverflowError):  # a number too large for PyYAML's own scanner
            raise _SourceError(self._line, complaint("", "", None)) from None

    def _document(self) -> Any:
        self._next()  # the start of the stream
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            raise _SourceError(1, "文件里只有注释，请写入 plan、units、tasks 等内容")
        tree = self._node(self._next(), (), 0)
        self._next()  # the end of the document
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            line = after.start_mark.line + 1
            raise _SourceError(line, "一个文件只写一个工作要点，请把 --- 之后的内容另存为一个文件")
        if not isinstance(tree, dict):
            raise _SourceError(1, "最外层要写成“键: 值”，即 plan、units、tasks 等几段")
        return tree

    def _node(self, event: Any, path: Path, key_line: int) -> Any:
        """Return the value that begins with `event`; `key_line` is the line of its key, 0 for an item of a list."""
        self._lines[path] = line = _plain_line(event)
        if type(event) is yaml.ScalarEvent:  # which nearly all are
            if event.implicit[0]:
                self._check_plain(event, key_line)
                return None if event.value in _EMPTY else event.value
            return event.value
        if len(path) >= MAX_DEPTH:
            raise _SourceError(line, _TOO_DEEP)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items)), 0))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        first_lines: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            self._line = line = _plain_line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _SourceError(line, "键要写成一个词，请核对冒号和缩进")
            key = event.value
            if event.implicit[0] and (message := slip(f"{key}:")):
                raise _SourceError(line, message)
            if key in first_lines:
                message = f"键“{shown(clean_text(key))}”重复（前一个在第 {first_lines[key]} 行），请删去一个"
                raise _SourceError(line, message)
            first_lines[key] = line
            place = (*path, key)
            value = self._node(self._next(), place, line)
            self._lines[place] = line
            if value is not None:
                pairs[key] = value
        return pairs

    def _check_plain(self, event: Any, key_line: int) -> None:
        """Refuse text without quotes that was meant as a key or as an item of a list.

        Text beside its key is left alone, since a sentence may begin with such a word.
        """
        first, last = event.start_mark.line, event.end_mark.line
        is_beside_its_key = first + 1 == key_line
        if not is_beside_its_key and (message := slip(event.value)):
            raise _SourceError(first + 1, message)
        if last > first and (found := slip_in_continuation(self._source[first + 1 : last + 1])):
            place, message = found
            raise _SourceError(first + 2 + place, message)

    def _syntax_error(self, error: yaml.MarkedYAMLError) -> _SourceError:
        mark = error.problem_mark or error.context_mark
        number = mark.line if mark else 0
        line = self._source[number] if number < len(self._source) else ""
        problem, context = error.problem or "", error.context or ""
        if "\t" in line[: len(line) - len(line.lstrip())] or (mark and line[mark.column : mark.column + 1] == "\t"):
            return _SourceError(number + 1, "用了制表符（Tab）缩进，YAML 只认空格，请换成空格")
        if "nesting depth" in problem:  # libyaml from PyYAML 6.0.4 on has a limit of its own, read ahead
            return _SourceError(number + 1, _TOO_DEEP)
        if found := slip_before(self._source, number):
            place, message = found
            return _SourceError(place + 1, message)
        opened = error.context_mark.line + 1 if error.context_mark else None
        if opened and ("quoted scalar" in context or "simple key" in context):
            number = opened - 1  # the fault is where it begins, and not where the next line does not fit
        return _SourceError(min(number, len(self._source) - 1) + 1, complaint(context, problem, opened))


def _plain_line(event: Any) -> int:
    """Return the line of an event, which must carry nothing that YAML would expand or call."""
    line: int = event.start_mark.line + 1
    if event.anchor:  # of an alias it is the name
        raise _SourceError(line, "计划文件不用锚点和别名（& 和 *），请直接写出内容")
    if event.tag and event.tag != "!":
        raise _SourceError(line, f"计划文件不用类型标记（{clean_text(event.tag)}），请去掉")
    return line
