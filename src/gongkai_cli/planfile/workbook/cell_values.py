"""Values of the plan document ↔ texts of cells."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongkai_cli.domain.text import split_names
from gongkai_cli.domain.vocabulary import Word
from gongkai_cli.errors import FieldError
from gongkai_cli.planfile.workbook.columns import Shape


def cell_value(value: Any, shape: Shape) -> str | int:
    """Return the value of a field as its cell has it; an empty text where there is nothing to write."""
    match value:
        case None | False | () | "":
            return ""
        case True:
            return "是"
        case Word():
            return value.word
        case date():
            return value.isoformat()
        case int() | str():
            return value
        case Mapping():
            return _others_text(value)
        case _:
            return _names_text(value) if shape is Shape.NAMES else "\n".join(value)


def _names_text(names: Sequence[str]) -> str:
    """Return names with 、 between them, or one a line where 、 would not tell them apart."""
    joined = "、".join(names)
    return joined if split_names(joined) == tuple(names) else "\n".join(names)


def _others_text(others: Mapping[str, Sequence[str]]) -> str:
    if not others:
        return ""
    plain = "\n".join(f"{role}：{'、'.join(names)}" for role, names in others.items())
    wanted = {role: list(names) for role, names in others.items()}
    try:
        is_exact = _others(plain) == wanted
    except FieldError:
        is_exact = False
    # A role with a colon in it, or a bracket that does not close, needs quotation marks.
    return plain if is_exact else json.dumps(wanted, ensure_ascii=False)


def field_value(text: str, shape: Shape) -> Any:
    """Return a cell's text as a field of a plan file has it: a text, a list of texts, or texts under roles.

    Raises:
        FieldError: the cell has several lines and the field has one, or a line has no role.
    """
    match shape:
        case Shape.NAMES:
            return [name.strip() for line in lines(text) for name in split_names(line)]
        case Shape.TEXTS:
            return lines(text)
        case Shape.OTHERS:
            return _others(text)
        case _ if len(lines(text)) > 1:
            raise FieldError(f"这一格有 {len(lines(text))} 行", "请改成一行")
        case _:
            return text.strip()


def lines(text: str) -> list[str]:
    """Return the lines of a cell that have something in them."""
    return [stripped for line in text.split("\n") if (stripped := line.strip())]


def _others(text: str) -> dict[str, list[str]]:
    if text.startswith("{"):
        try:
            return _from_json(json.loads(text))
        except ValueError:
            pass  # a role may begin with a bracket
    others: dict[str, list[str]] = {}
    for line in lines(text):
        role, *rest = re.split("[:：]", line, maxsplit=1)
        names = "".join(rest).strip()
        if not names:
            raise FieldError("有一行没有写成“分工：单位”", "请写成“指导：县政府办”这样，一行一种")
        others.setdefault(role.strip(), []).extend(map(str.strip, split_names(names)))
    return others


def _from_json(value: Any) -> dict[str, list[str]]:
    is_sound = isinstance(value, dict) and all(
        isinstance(names, list) and all(isinstance(name, str) for name in names) for names in value.values()
    )
    if not is_sound:
        raise ValueError
    return dict(value)
