"""Start-up: whole processes on a terminal, each over a minimal program that prints the same rows."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from workshop import Figure, Workshop

if TYPE_CHECKING:
    from measuring import Case

SECTION = "start-up"
_READ = 1.20
_HELP = 1.15
_MARK = 1.30
_MEMORY = 60.0
_UNIT = "县司法局"
_COLUMNS = {
    "tasks": ("no", "title", "role", "status", "percent", "pace", "on", "note"),
    "schedule": ("no", "date", "theme", "organizer", "form", "status", "note"),
    "upcoming": ("end", "days_left", "kind", "code", "title", "units", "status"),
    "status_tasks": ("no", "title", "status", "percent", "leads_done", "units_done", "pace"),
    "status_months": ("month", "total", "published", "held", "late", "planned", "cancelled"),
    "status_attention": ("kind", "count", "items", "command"),
}


def measure(shop: Workshop) -> Iterator[Figure]:
    """Time the commands that people type most."""
    questions = {
        "tasks": ["tasks", "--dept", _UNIT],
        "schedule": ["schedule", "--month", "10"],
        "upcoming": ["upcoming"],
        "status": ["status"],
    }
    _make_floor(shop, questions)
    yield from _reading(shop, questions)
    yield from _helping(shop)
    yield from _marking(shop)


def _reading(shop: Workshop, questions: dict[str, list[str]]) -> Iterator[Figure]:
    cases: list[Case] = []
    for name, words in questions.items():
        cases.append(shop.case(name, *words, store=shop.seed_store, on_screen=True))
        cases.append(shop.floor(f"{name} floor", "read.py", *words, on_screen=True))
    samples = shop.compared(cases)
    for words, ours, floor in zip(questions.values(), samples[::2], samples[1::2], strict=True):
        yield Figure(
            *(SECTION, " ".join(words), ours.median / floor.median, _READ, "×", ours.median, floor.median),
            against="Typer, Rich, sqlite3",
            spread=max(ours.spread, floor.spread),
            memory=ours.memory,
            memory_target=_MEMORY,
        )


def _helping(shop: Workshop) -> Iterator[Figure]:
    asking = {"_GONGKAI_COMPLETE": "complete_bash", "COMP_WORDS": "gongkai tasks --dept 县司", "COMP_CWORD": "3"}
    completion = shop.case("completion", store=shop.seed_store)
    completion.command = shop.program
    completion.environment = {**shop.environment, **asking, "GONGKAI_DB": str(shop.seed_store)}
    cases = [
        shop.case("--help", "--help", store=shop.seed_store, on_screen=True),
        completion,
        shop.floor("--help floor", "read.py", "--help", on_screen=True),
    ]
    *samples, floor = shop.compared(cases)
    for case, ours in zip(cases, samples, strict=False):
        ratio = ours.median / floor.median
        yield Figure(
            *(SECTION, case.name, ratio, _HELP, "×", ours.median, floor.median),
            against="the floor's --help",
            spread=max(ours.spread, floor.spread),
            memory=ours.memory,
        )


def _marking(shop: Workshop) -> Iterator[Figure]:
    store, made = shop.copy(shop.seed_store, "marked.db"), shop.scratch / "mark_floor.db"
    floor = shop.floor("mark floor", "mark.py", str(made))
    shop.call([*floor.command, "create"])
    mark = shop.case("mark", "mark", "3", "--dept", _UNIT, "--percent", "40", store=store)
    ours, least = shop.compared([mark, floor])
    yield Figure(
        *(SECTION, "mark", ours.median / least.median, _MARK, "×", ours.median, least.median),
        against="SQLModel",
        spread=max(ours.spread, least.spread),
        memory=ours.memory,
    )


def _make_floor(shop: Workshop, questions: dict[str, list[str]]) -> None:
    """Put into the floor's store, as texts, the rows that the commands print."""
    answers = {
        name: json.loads(shop.run(*words, "--format", "json", store=shop.seed_store))
        for name, words in questions.items()
    }
    status: dict[str, Any] = answers.pop("status")
    tables = {**answers, **{f"status_{key}": status[key] for key in ("tasks", "months", "attention")}}
    with closing(sqlite3.connect(shop.environment["FLOOR_DB"])) as connection, connection:
        for name, rows in tables.items():
            columns = _COLUMNS[name]
            named = ", ".join(f'"{column}"' for column in columns)
            connection.execute(f"CREATE TABLE {name} ({named})")
            connection.executemany(
                f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})",  # noqa: S608 - names from above
                [[_text(row[column]) for column in columns] for row in rows],
            )


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(value)
    return "" if value is None else str(value)
