"""Scale: the bundled plan asked about in a store with a country's plans, over the same in a store of its own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from workshop import SEED_PLAN, Figure, Workshop, asked

if TYPE_CHECKING:
    from measuring import Case

SECTION = "scale"
_READ = 1.15
_MARK = 1.20
_ALL_PLANS = 2.0
_SIZE = 2.5
_QUESTIONS = (
    ["tasks", "--dept", "县司法局"],
    ["show", "3"],
    ["schedule"],
    ["upcoming"],
    ["status"],
)


def measure(shop: Workshop) -> Iterator[Figure]:
    """Time questions about one plan, then about all, and weigh the file."""
    plan = ["--plan", SEED_PLAN]
    marked = [shop.copy(shop.country_store, "marked_country.db"), shop.copy(shop.alone_store, "marked_seed.db")]
    mark = ["mark", "3", "--dept", "县司法局", "--percent", "40"]
    words = [*_QUESTIONS, mark]
    cases: list[Case] = []
    for question in words:
        stores = marked if question is mark else [shop.country_store, shop.alone_store]
        cases += [shop.case(question[0], *question, *plan, store=store) for store in stores]
    samples = shop.compared(cases)
    for question, large, small in zip(words, samples[::2], samples[1::2], strict=True):
        yield Figure(
            *(SECTION, " ".join(question[:3]), large.median / small.median, _MARK if question is mark else _READ, "×"),
            *(large.median, small.median),
            against="the same, bundled plan alone",
            spread=max(large.spread, small.spread),
            memory=large.memory,
        )
    (every,) = shop.compared([shop.case("plans", "plans", store=shop.country_store)], shop.fewer)
    count = asked(shop.country_store, "SELECT count(*) FROM plan")
    yield Figure(
        *(SECTION, f"plans ({count:,})", every.median, _ALL_PLANS, " s"), spread=every.spread, memory=every.memory
    )
    bare = _bare(shop.country_store, shop.scratch / "bare.db")
    size = shop.country_store.stat().st_size
    yield Figure(SECTION, f"file, {size / 1e6:,.0f} MB", size / bare, _SIZE, "×", against="bare tables")


def _bare(store: Path, made: Path) -> int:
    """Return the size in bytes of the same rows in tables without indexes, keys and checks."""
    made.unlink(missing_ok=True)
    with closing(sqlite3.connect(made)) as connection, connection:
        connection.execute("ATTACH ? AS full", (str(store),))
        query = "SELECT name FROM full.sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
        for (name,) in connection.execute(query).fetchall():
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM full.{name}")  # noqa: S608 - its own names
    return made.stat().st_size
