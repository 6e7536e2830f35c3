"""The JSON Schema of what commands answer in JSON, made from the classes that they write down."""

from inspect import getdoc
from typing import Any, Literal

from pydantic import TypeAdapter

from gongkai_cli.domain import answers, model
from gongkai_cli.domain.answers import Account, Attention, Marked, Month, Stepped, Turned, Upcoming, Year
from gongkai_cli.domain.model import Activity, LedgerEntry, Measure, Part, PlanSummary, Task, Unit

_ROWS: dict[str, type] = {
    "tasks": Task,
    "parts": Part,
    "depts": Unit,
    "schedule": Activity,
    "upcoming": Upcoming,
    "log": LedgerEntry,
    "plans": PlanSummary,
    "mark": Marked,
    "turned": Turned,
}
"""Answers that are lists, and the class of their rows."""

_PAGES: dict[str, tuple[type, dict[str, type]]] = {
    "show": (Task, {"measures": Measure, "assignments": Part, "ledger": LedgerEntry}),
    "dept": (Unit, {"tasks": Part, "schedule": Activity, "ledger": LedgerEntry}),
    "status": (Year, {"tasks": Task, "months": Month, "attention": Attention}),
    "activity": (Activity, {"ledger": LedgerEntry}),
    "step": (Stepped, {}),
}
"""Answers that are one thing with listings under it."""

_TABLES: dict[str, type] = {
    "tasks": Account,
    "assignments": Part,
    "activities": Activity,
    "units": Unit,
    "ledger": LedgerEntry,
}
"""Whole tables; each row tells its plan too."""


def answer_schema() -> dict[str, Any]:
    """Return the schema: under `$defs` each answer by its command's name, and the classes by theirs.

    `parts` is `tasks --dept`, `step` any step of `activity`, `activity` its `show`, `turned` both `undo` and `redo`.
    Keys may be added to every object.
    """
    classes = {*_ROWS.values(), *_TABLES.values()}
    for record, sections in _PAGES.values():
        classes |= {record, *sections.values()}
    adapters: list[tuple[str, Literal["serialization"], TypeAdapter[Any]]] = [
        (one.__name__, "serialization", TypeAdapter(one)) for one in sorted(classes, key=lambda one: one.__name__)
    ]
    _, made = TypeAdapter.json_schemas(adapters)
    described = {name: getdoc(one) for module in (answers, model) for name, one in vars(module).items()}
    for name, schema in made["$defs"].items():
        if name in described:  # pydantic's versions differ in which classes they describe
            rest = {key: value for key, value in schema.items() if key != "description"}
            made["$defs"][name] = {"description": described[name], **rest}
    definitions: dict[str, Any] = {name: _list(_of(row)) for name, row in _ROWS.items()}
    definitions |= {name: _page(*page) for name, page in _PAGES.items()}
    tables = {name: _list(_with_plan(row)) for name, row in _TABLES.items()}
    definitions |= {f"export-{name}": table for name, table in tables.items()}
    head = {"plans": _list({"type": "string"}), "day": {"type": "string", "format": "date"}}
    definitions["export"] = _object({**head, **{name: _ref(f"export-{name}") for name in tables}})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "gongkai answers",
        "description": "What each command prints with --format json; keys may be added, never removed or renamed.",
        "$defs": {**definitions, **made["$defs"]},
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _of(row: type) -> dict[str, Any]:
    return _ref(row.__name__)


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _page(record: type, sections: dict[str, type]) -> dict[str, Any]:
    return {"allOf": [_of(record), _object({key: _list(_of(row)) for key, row in sections.items()})]}


def _with_plan(row: type) -> dict[str, Any]:
    return {"allOf": [_object({"plan": {"type": "string"}}), _of(row)]}
