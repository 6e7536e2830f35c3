"""The JSON Schema of all answers, made from their classes."""

from collections.abc import Collection, Iterable
from dataclasses import is_dataclass
from enum import Enum
from inspect import getdoc
from operator import attrgetter
from typing import Any, Literal, get_args, get_type_hints

from pydantic import TypeAdapter

from gongkai_cli.domain.answers import (
    Account,
    Attention,
    DraftRow,
    Marked,
    Month,
    Owed,
    Setting,
    Stepped,
    Turned,
    Upcoming,
    Year,
)
from gongkai_cli.domain.comparison import ActivityCounts, ComparedTask, ComparedUnit, Comparison
from gongkai_cli.domain.disclosure import INNER, PUBLIC_TABLES
from gongkai_cli.domain.editions import Edition, EditionDifference
from gongkai_cli.domain.model import (
    Activity,
    LedgerEntry,
    Measure,
    Part,
    PlanSummary,
    Task,
    Unit,
)
from gongkai_cli.domain.reporting.collecting import Review, ReviewLine
from gongkai_cli.domain.reporting.sheets import IssuedSheet

_ROWS: dict[str, type] = {
    "tasks": Task,
    "parts": Part,
    "depts": Unit,
    "owed": Owed,
    "schedule": Activity,
    "upcoming": Upcoming,
    "log": LedgerEntry,
    "plans": PlanSummary,
    "editions": Edition,
    "edition": EditionDifference,
    "mark": Marked,
    "turned": Turned,
    "draft": DraftRow,
    "sheets": IssuedSheet,
    "config": Setting,
}
"""Answers that are lists: name → the class of a row."""

_PAGES: dict[str, tuple[type, dict[str, type]]] = {
    "show": (Task, {"measures": Measure, "assignments": Part, "ledger": LedgerEntry}),
    "dept": (Unit, {"tasks": Part, "merged": Part, "schedule": Activity, "ledger": LedgerEntry}),
    "status": (Year, {"tasks": Task, "months": Month, "attention": Attention}),
    "compare": (Comparison, {"tasks": ComparedTask, "units": ComparedUnit, "activities": ActivityCounts}),
    "activity": (Activity, {"ledger": LedgerEntry}),
    "step": (Stepped, {}),
    "collect": (Review, {"asked": ReviewLine, "left": ReviewLine, "taken": ReviewLine, "same": ReviewLine}),
}
"""Answers that are one object: name → its class, and the class of each list in it."""

_ONLY_WITH_ROWS = {"merged", "asked", "left"}
"""The lists that an answer has only when they are not empty."""

_TABLES: dict[str, type] = {
    "tasks": Account,
    "assignments": Part,
    "activities": Activity,
    "units": Unit,
    "ledger": LedgerEntry,
}
"""Tables of `export`: name → the class of a row. Each row has the key of its plan too."""


def answer_schema() -> dict[str, Any]:
    """Return the schema of all answers.

    Under `$defs` it has each answer by its command's name, and each class by its own name. `parts` is
    `tasks --dept`, `step` is any step of `activity`, `activity` is its `show`, `turned` is `undo` and `redo`, and
    `config` is `config list`. `-public` is an answer with `--public`.
    """
    answers = {name: _list(_of(row)) for name, row in _ROWS.items()}
    answers |= {name: _page(*page) for name, page in _PAGES.items()}
    tables = {name: _list(_with_plan(row)) for name, row in _TABLES.items()}
    answers |= {f"export-{name}": table for name, table in tables.items()}
    head = {"plans": _list({"type": "string"}), "day": {"type": "string", "format": "date"}}
    answers["export"] = _object({**head, **{name: _ref(f"export-{name}") for name in tables}})
    public = {name: _list(_with_plan(row, "Public")) for name, row in PUBLIC_TABLES.items()}
    answers |= {f"export-{name}-public": table for name, table in public.items()}
    answers["export-public"] = _object({**head, **{name: _ref(f"export-{name}-public") for name in public}})
    answers["schedule-public"] = _list(_ref("PublicActivity"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "gongkai answers",
        "description": "What each command prints with --format json; keys may be added, never removed or renamed.",
        "$defs": {**answers, **_class_schemas()},
    }


def _class_schemas() -> dict[str, Any]:
    """Return the schema of each class in an answer, described by its docstring."""
    classes = {*_ROWS.values(), *_TABLES.values()}
    for record, sections in _PAGES.values():
        classes |= {record, *sections.values()}
    in_order = sorted(classes, key=attrgetter("__name__"))
    adapters: list[tuple[str, Literal["serialization"], TypeAdapter[Any]]] = [
        (one.__name__, "serialization", TypeAdapter(one)) for one in in_order
    ]
    _, made = TypeAdapter.json_schemas(adapters)
    schemas: dict[str, Any] = made["$defs"]
    # The versions of pydantic differ in the classes that they describe.
    for one in _with_inner_classes(classes):
        schema = schemas[one.__name__]
        schema.pop("description", None)
        schemas[one.__name__] = {"description": getdoc(one), **schema}
    public = {f"Public{one.__name__}": _public(schemas[one.__name__], keys) for one, keys in INNER.items()}
    return schemas | public


def _public(schema: dict[str, Any], inner: Collection[str]) -> dict[str, Any]:
    """Return the schema of a class's public version, which has no inner key."""
    properties = {key: one for key, one in schema["properties"].items() if key not in inner}
    required = [key for key in schema["required"] if key not in inner]
    absent = dict.fromkeys(sorted(inner), False)
    return {**schema, "properties": {**properties, **absent}, "required": required}


def _with_inner_classes(classes: Iterable[type]) -> set[type]:
    """Return these dataclasses, and all dataclasses and enumerations in their fields."""
    found: set[type] = set()
    waiting: list[Any] = list(classes)
    while waiting:
        hint = waiting.pop()
        waiting += get_args(hint)
        if not isinstance(hint, type) or hint in found:
            continue
        if is_dataclass(hint):
            found.add(hint)
            waiting += get_type_hints(hint).values()
        elif issubclass(hint, Enum):
            found.add(hint)
    return found


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _of(row: type) -> dict[str, Any]:
    return _ref(row.__name__)


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _page(record: type, sections: dict[str, type]) -> dict[str, Any]:
    lists = _object({key: _list(_of(row)) for key, row in sections.items()})
    lists["required"] = [key for key in sections if key not in _ONLY_WITH_ROWS]
    return {"allOf": [_of(record), lists]}


def _with_plan(row: type, version: str = "") -> dict[str, Any]:
    return {"allOf": [_object({"plan": {"type": "string"}}), _ref(f"{version}{row.__name__}")]}
