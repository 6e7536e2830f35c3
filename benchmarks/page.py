"""The page to look at, over jinja2 alone."""

from collections.abc import Iterator
from pathlib import Path

from workshop import Figure, Workshop

SECTION = "papers"
_RATIO = 1.5
_MEMORY = 100.0  # MB
_UNITS, _TASKS, _ACTIVITIES = 80, 60, 60
_NOTE = "已通过门户网站公开重点领域信息"


def measure(shop: Workshop) -> Iterator[Figure]:
    """Time the page of the bundled plan, and that of a big one."""
    yield from _board(shop, shop.seed_store, "board, bundled plan", 100)
    yield from _board(shop, _big(shop), f"board, {_UNITS} units × {_TASKS} tasks", 1000)


def _board(shop: Workshop, store: Path, name: str, most: int) -> Iterator[Figure]:
    page, plain = shop.scratch / "board.html", shop.scratch / "plain.html"
    ours = shop.case(name, "board", "-o", str(page), "--yes", store=store)
    floor = shop.floor(f"{name} floor", "board.py", str(plain), "--db", str(store))
    first, least = shop.compared([ours, floor])
    yield Figure(
        *(SECTION, name, first.median / least.median, _RATIO, "×", first.median, least.median),
        against="Typer, sqlite3, jinja2",
        spread=max(first.spread, least.spread),
        memory=first.memory,
        memory_target=_MEMORY,
    )
    yield Figure(SECTION, f"{name}, its size", page.stat().st_size / 1000, most, " kB")


def _big(shop: Workshop) -> Path:
    """Return a store with a plan in which every unit has a part in every task, and has reported on every other one."""
    units = [f"第{place:02}镇人民政府" for place in range(_UNITS)]
    lines = ["plan: {key: big-2024, title: 墨云县2024年政务公开工作要点, year: 2024, issued_on: 2024-03-01}", "units:"]
    lines += [f"  - {{name: {unit}, kind: 乡镇}}" for unit in units]
    lines += ["collectives:", "  - {name: 各乡镇, kind: 乡镇}", "tasks:"]
    for no in range(1, _TASKS + 1):
        lines += [f"  - no: {no}", f"    title: 第{no}项重点工作的推进和落实", f"    lead: [{units[no]}]"]
        lines += ["    responsible: [各乡镇]", "    measures: [按季度公开重点领域信息, 及时回应群众关切]"]
    lines.append("activities:")
    for no in range(1, _ACTIVITIES + 1):
        lines.append(f"  - {{no: {no}, month: {no % 9 + 4}, theme: 第{no}场开放日, organizer: {units[no]}}}")
    file = shop.scratch / "big.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    store = shop.scratch / "big.db"
    shop.run("load", str(file), store=store)
    numbers = [str(no) for no in range(1, _TASKS + 1, 2)]
    shop.run("mark", *numbers, "--all", "--percent", "40", "--note", _NOTE, "--yes", store=store)
    return store
