"""A tree of keys and values → the text of a YAML file, laid out as a clerk would type it.

A model becomes a tree by its fields alone, so a new field of a text, a number, a day, a truth, a list, a mapping or
another model is written without a change here. Keys whose values are as if nothing were written are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from gongkai_cli.domain.vocabulary import Word
from gongkai_cli.planfile.writing.scalars import scalar

_WIDEST_LIST = 60  # characters of `key: [a, b]`; a longer list has an item a line
_LONGEST_ITEM = 24  # characters; a list with a longer item has an item a line
_STEP = 2  # blanks of indentation

Tree = dict[str, Any]
"""Key, as it is written in the file → value."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A value that is written with its key as a comment."""

    value: Any


@dataclass(frozen=True, slots=True)
class Blank:
    """A value to be filled in: the key alone, with a remark behind it."""

    remark: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with comments above it, line by line."""

    value: Any
    notes: Sequence[str]


def as_tree(entry: BaseModel) -> Tree:
    """Return the keys and values of a model, in the order of its fields."""
    tree: Tree = {}
    for name, field in type(entry).model_fields.items():
        value = getattr(entry, name)
        if field.is_required() or not _is_unwritten(value, field.get_default(call_default_factory=True)):
            tree[field.alias or name] = _branch(value)
    return tree


def _is_unwritten(value: Any, default: Any) -> bool:
    """Return whether a value is its field's default; an empty list is like any other empty one."""
    if value == default:
        return True
    return value in (None, (), [], {}) and not default


def _branch(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return as_tree(value)
    if isinstance(value, Mapping):
        return {scalar(str(key), in_flow=True): _branch(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_branch(item) for item in value]
    return value


def yaml_text(tree: Tree, head: Sequence[str], remarks: Mapping[str, Sequence[str]]) -> str:
    """Return the text of a YAML file.

    Args:
        tree: the sections of the file by their keys.
        head: the comment at the top, line by line.
        remarks: section → the comment above it, line by line.
    """
    lines = [f"# {line}" for line in head]
    for section, value in tree.items():
        if lines:
            lines.append("")
        lines += [f"# {line}" for line in remarks.get(section, ())]
        lines += _pair(section, value)
    return "".join(f"{line}\n" for line in lines)


def _pair(key: str, value: Any) -> Iterator[str]:
    """Yield the lines of a key and its value, without indentation."""
    match value:
        case Aside(inner):
            for line in _pair(key, inner):
                yield f"# {line}"
        case Blank(remark):
            yield f"{key}:  # {remark}"
        case Noted(inner, notes):
            yield from _comments(notes)
            yield from _pair(key, inner)
        case dict() if value:
            yield f"{key}:"
            for line in _mapping(value):
                yield _indented(line)
        case list() if not _is_short(key, value):
            yield f"{key}:"
            for item in value:
                for line in _item(item):
                    yield _indented(line)
        case _:
            yield f"{key}: {_on_one_line(value)}"


def _mapping(tree: Tree) -> Iterator[str]:
    for key, value in tree.items():
        yield from _pair(key, value)


def _item(value: Any) -> Iterator[str]:
    """Yield the lines of an item of a list."""
    if isinstance(value, Noted):
        yield from _comments(value.notes)
        yield from _item(value.value)
        return
    if not isinstance(value, dict) or not value:
        yield f"- {_on_one_line(value)}"
        return
    first, *others = _mapping(value)
    yield f"- {first}"
    for line in others:
        yield _indented(line)


def _comments(notes: Sequence[str]) -> Iterator[str]:
    for line in notes:
        yield f"# {line}"


def _indented(line: str) -> str:
    return " " * _STEP + line


def _is_short(key: str, items: list[Any]) -> bool:
    """Return whether a list is written on the line of its key."""
    if not items:
        return True
    if any(isinstance(item, dict | Noted) for item in items):
        return False
    has_long_item = any(len(_on_one_line(item)) > _LONGEST_ITEM for item in items)
    return not has_long_item and len(f"{key}: {_on_one_line(items)}") <= _WIDEST_LIST


def _on_one_line(value: Any, *, in_flow: bool = False) -> str:
    match value:
        case list():
            items = [_on_one_line(item, in_flow=True) for item in value]
            return f"[{', '.join(items)}]"
        case dict():
            pairs = [f"{key}: {_on_one_line(inner, in_flow=True)}" for key, inner in value.items()]
            return f"{{{', '.join(pairs)}}}"
        case None:
            return "~"
        case bool():
            return str(value).lower()
        case Word():
            return scalar(value.word, in_flow=in_flow)
        case int() | date():
            return str(value)
        case _:
            return scalar(str(value), in_flow=in_flow)
