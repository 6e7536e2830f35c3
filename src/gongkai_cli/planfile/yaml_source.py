"""The YAML of plan files: bytes become a tree of dicts, lists and texts, with the line of each location.

A plan file is data from elsewhere, so its YAML is read event by event. Anchors and tags are refused before anything
expands them, nesting has a limit, and a duplicate key is an error. Every scalar stays a text and keeps its line.
"""

import codecs
import errno
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.errors import NotFoundError, PlanFileError
from gongkai_cli.files import NotPlainError, opened, reason
from gongkai_cli.planfile.problems import Location, Problem, Severity, Source
from gongkai_cli.planfile.slips.line_breaks import lost_text, unfolded
from gongkai_cli.planfile.slips.other_files import other_file, table_file
from gongkai_cli.planfile.slips.yaml_slips import (
    KNOWN_KEYS,
    complaint,
    intended_key,
    slip,
    slip_before,
    slip_in_continuation,
    unclosed_list,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_BYTES = 4 * 1024 * 1024
"""The largest plan file that is read; the bundled plan has some 20 KB."""

MAX_DEPTH = 12
"""The deepest nesting of values; a sound file needs six levels."""

_TOO_DEEP = f"嵌套超过 {MAX_DEPTH} 层，不像计划文件，请核对缩进和括号"
_EMPTY = {"", "~", "null", "Null", "NULL"}
_FALSE = {"false", "False", "FALSE"}  # `no` as a key, written back by a YAML 1.1 tool that took it for a truth value
_ENTRY_LEVEL = 2  # the depth of the keys of a task or an activity
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _SourceError(Exception):
    """A fault that leaves no tree to check, with its line (from 1) and its message without a full stop."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def read_source(file: Path) -> Source:
    """Read a plan file that is YAML; raises as `read_bytes` and `parsed`."""
    return parsed(file, read_bytes(file))


def parsed(file: Path, data: bytes) -> Source:
    """Return the content of a plan file that is YAML.

    Args:
        file: its name, for messages.
        data: its bytes.

    Raises:
        PlanFileError: its YAML is not allowed in a plan file.
    """
    if kind := other_file(data):
        raise _not_a_plan(file, kind)
    try:
        return _Builder(_decode(data)).build()
    except _SourceError as error:
        if kind := table_file(data):
            raise _not_a_plan(file, kind) from None
        raise PlanFileError(f"{file}:{error.line}: {error.message}。") from None


def _not_a_plan(file: Path, kind: str) -> PlanFileError:
    advice = "请把内容写成 .yaml 文件（可以写哪些键，用 gongkai schema 查看），再载入那个文件"
    blank = " " if kind[0].isascii() else ""
    return PlanFileError(f"{file}: 这是{blank}{kind}，不是计划文件，未读取。{advice}。")


def read_bytes(file: Path) -> bytes:
    """Return the content of a plan file.

    Raises:
        NotFoundError: there is no such file.
        PlanFileError: it cannot be read.
    """
    try:
        with opened(file) as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise NotFoundError(f"没有文件“{file}”。请核对路径。") from None
    except NotPlainError:  # also `load <(…)`: reading a pipe may never end
        advice = "请先把内容存成 .yaml 文件，再写它的文件名"
        raise PlanFileError(f"{file}: 这是设备或管道，不是计划文件，未读取。{advice}。") from None
    except IsADirectoryError:
        raise PlanFileError(f"{file}: 这是文件夹，不是计划文件。请写出其中的 .yaml 文件。") from None
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) or error.errno in {errno.ENAMETOOLONG, errno.ENOTDIR}:
            raise NotFoundError(f"没有文件“{file}”。请核对路径。") from None
        with suppress(OSError):  # a folder without permission to look into
            if file.is_dir():  # Windows reports "permission denied" for a folder
                raise PlanFileError(f"{file}: 这是文件夹，不是计划文件。请写出其中的 .yaml 文件。") from None
        raise PlanFileError(f"{file}: 读不了（{reason(error)}）。请检查文件权限。") from None
    if len(data) > MAX_BYTES:
        if kind := other_file(data):
            raise _not_a_plan(file, kind)
        limit = MAX_BYTES // (1024 * 1024)
        raise PlanFileError(f"{file}: 文件超过 {limit} MB，不像计划文件，未读取。请核对是不是选错了文件。")
    return data


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _SourceError(1, "文件是 UTF-16 编码，请另存为 UTF-8")
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise _SourceError(line, "这是二进制文件，不是文本，请核对是不是选错了文件")
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
        line = text[: steering.start()].count("\n") + 1
        raise _SourceError(line, "有不能显示的控制字符，请删去")
    return text


class _Builder:
    """Builds dicts, lists and texts from YAML events. An empty value is None."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._source = text.splitlines()
        self._lines: dict[Location, int] = {}
        self._line = 1  # of the latest key
        self._warnings: list[Problem] = []
        self._has_comments = " #" in text or "\t#" in text
        self._next: Callable[[], Any] = lambda: None

    def build(self) -> Source:
        """Return the tree with its lines."""
        try:
            self._next = _Loader(self._text).get_event
            return Source(self._document(), self._lines, warnings=self._warnings)
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

    def _node(self, event: Any, location: Location, key_line: int) -> Any:
        """Return the value that begins with `event`; `key_line` is the line of its key, or 0 in a list."""
        line = _checked_line(event)
        self._lines[location] = line
        if type(event) is yaml.ScalarEvent:  # the quick way for nearly all events
            if event.implicit[0]:
                self._check_unquoted(event, key_line)
                if self._has_comments:
                    self._note_comment(event, location)
                if event.value in _EMPTY:
                    return None
            end: Any = event.end_mark
            if end.line >= line:  # counted from 0, so this is a later line
                return unfolded(event, self._source)
            return event.value
        if len(location) >= MAX_DEPTH:
            raise _SourceError(line, _TOO_DEEP)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(location)
        return self._mapping(location)

    def _sequence(self, location: Location) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, (*location, len(items)), 0))
        return items

    def _mapping(self, location: Location) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        first_lines: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            line = _checked_line(event)
            self._line = line
            if not isinstance(event, yaml.ScalarEvent):
                raise _SourceError(line, "键要写成一个词，请核对冒号和缩进")
            key = event.value
            if key not in KNOWN_KEYS:
                key = _other_key(event, location)
            if key in first_lines:
                message = f"键“{shown(clean_text(key))}”重复（前一个在第 {first_lines[key]} 行），请删去一个"
                raise _SourceError(line, message)
            first_lines[key] = line
            place = (*location, key)
            value = self._node(self._next(), place, line)
            self._lines[place] = line
            if value is not None:
                pairs[key] = value
        return pairs

    def _check_unquoted(self, event: Any, key_line: int) -> None:
        """Refuse text without quotes that looks like a key or an item of a list.

        Text on the line of its key is allowed, since a sentence may begin with such a word.
        """
        first, last = event.start_mark.line, event.end_mark.line
        is_beside_its_key = first + 1 == key_line
        if not is_beside_its_key and (message := slip(event.value)):
            raise _SourceError(first + 1, message)
        if last > first and (found := slip_in_continuation(self._source[first + 1 : last + 1])):
            place, message = found
            raise _SourceError(first + 2 + place, message)

    def _note_comment(self, event: Any, location: Location) -> None:
        """Note the end of a value without quotes that YAML drops as a comment."""
        end = event.end_mark
        for line in self._source[end.line : end.line + 1]:
            if lost := lost_text(event.value, line[end.column :]):
                what = f"“{shown(lost)}”前面有空格，YAML 当作注释，未读取"
                advice = "要保留，请给整个值加引号；若是注释，请在“#”前空两格、后空一格"
                self._warnings.append(Problem(location, what, advice, is_long=True, severity=Severity.WARNING))

    def _syntax_error(self, error: yaml.MarkedYAMLError) -> _SourceError:
        mark = error.problem_mark or error.context_mark
        number = mark.line if mark else 0
        line = ""
        if number < len(self._source):
            line = self._source[number]
        problem, context = error.problem or "", error.context or ""
        indentation = line[: len(line) - len(line.lstrip())]
        at_mark = line[mark.column : mark.column + 1] if mark else ""
        if "\t" in indentation or at_mark == "\t":
            return _SourceError(number + 1, "用了制表符（Tab）缩进，YAML 只认空格，请换成空格")
        if "nesting depth" in problem:  # libyaml of PyYAML 6.0.4 and later has its own limit
            return _SourceError(number + 1, _TOO_DEEP)
        if found := slip_before(self._source, number):
            place, message = found
            return _SourceError(place + 1, message)
        opened = error.context_mark.line + 1 if error.context_mark else None
        if opened and "or ']'" in problem and (reason_for_it := unclosed_list(self._source[opened - 1])):
            return _SourceError(opened, reason_for_it)
        if opened and ("quoted scalar" in context or "simple key" in context):
            number = opened - 1  # the fault is at the beginning, not at the next line
        return _SourceError(min(number, len(self._source) - 1) + 1, complaint(context, problem, opened))


def _other_key(event: Any, location: Location) -> str:
    """Return the key that is meant by one that no entry has; the key itself where none is."""
    if event.implicit[0] and (message := slip(f"{event.value}:")):
        raise _SourceError(event.start_mark.line + 1, message)
    key = intended_key(event.value)
    if key in _FALSE and len(location) == _ENTRY_LEVEL:
        return "no"
    return key


def _checked_line(event: Any) -> int:
    """Return the line of an event. Anchors, aliases and tags are refused, since YAML would expand or call them."""
    line: int = event.start_mark.line + 1
    if event.anchor:  # an alias has its name here
        raise _SourceError(line, "计划文件不用锚点和别名（& 和 *），请直接写出内容")
    if event.tag and event.tag != "!":
        raise _SourceError(line, f"计划文件不用类型标记（{clean_text(event.tag)}），请去掉")
    return line
