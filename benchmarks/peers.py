"""Peers: Taskwarrior and todoman, where they are installed, asked what one unit must do at growing numbers of tasks."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5

from measuring import Case
from workshop import SEED_PLAN, Figure, Workshop, asked

SECTION = "peers"
_SPACE = UUID("5f0c2b1e-7f4e-4c55-9d6a-0d8b8e1f2a33")
_MOST_FILES = 10_000  # todoman reads a file for each task


def measure(shop: Workshop, sizes: tuple[int, ...]) -> Iterator[Figure]:
    """Time the same question at each size: ours over the peer's."""
    for size in sizes:
        words = ["tasks", "--dept", "县司法局", "--plan", SEED_PLAN]
        ours = shop.case("tasks", *words, store=_store(shop, size))
        peers = [*_taskwarrior(shop, size), *_todoman(shop, size)]
        if not peers:
            return
        first, *others = shop.compared([ours, *peers], shop.fewer)
        for case, sample in zip(peers, others, strict=True):
            yield Figure(
                *(SECTION, f"{size:,} tasks", first.median / sample.median, None, "×", first.median, sample.median),
                against=case.name,
                spread=max(first.spread, sample.spread),
            )


def _store(shop: Workshop, size: int) -> Path:
    """Return a store with at least so many assignments, or all that there are: for us a task is a unit's part."""
    store = shop.copy(shop.seed_store, f"peers-{size}.db")
    files = sorted(map(str, shop.plan_files.glob("*.yaml")))
    while files and asked(store, "SELECT count(*) FROM assignment") < size:
        shop.run("load", *files[: max(1, size // 500)], store=store)
        del files[: max(1, size // 500)]
    shop.report(store)
    return store


def _entries(size: int) -> Iterator[tuple[str, str, str]]:
    """Return id, project and title of each task; one project has ten of them, whatever the size."""
    for number in range(size):
        project = "县司法局" if number % max(1, size // 10) == 0 else f"单位{number % 40}"
        yield str(uuid5(_SPACE, str(number))), project, f"推进政策解读质量提升第{number}项"


def _taskwarrior(shop: Workshop, size: int) -> Iterator[Case]:
    if shutil.which("task") is None:
        return
    folder = shop.scratch / f"taskwarrior-{size}"
    folder.mkdir(exist_ok=True)
    settings = folder / "taskrc"
    settings.write_text(f"data.location={folder}\nconfirmation=off\nverbose=nothing\n", encoding="utf-8")
    entries = [
        {"uuid": one, "project": project, "description": title, "status": "pending", "entry": "20240601T000000Z"}
        for one, project, title in _entries(size)
    ]
    file = folder / "tasks.json"
    file.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    shop.call(["task", f"rc:{settings}", "rc.gc=off", "import", str(file)])
    yield Case("Taskwarrior", ["task", f"rc:{settings}", "project:县司法局", "list"], shop.environment)


def _todoman(shop: Workshop, size: int) -> Iterator[Case]:
    if shutil.which("todo") is None or size > _MOST_FILES:
        return
    folder = shop.scratch / f"todoman-{size}"
    for one, project, title in _entries(size):
        place = folder / "lists" / project
        place.mkdir(parents=True, exist_ok=True)
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//benchmark//ZH", "BEGIN:VTODO", f"UID:{one}"]
        lines += ["DTSTAMP:20240601T000000Z", f"SUMMARY:{title}", "STATUS:NEEDS-ACTION", "END:VTODO", "END:VCALENDAR"]
        (place / f"{one}.ics").write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    settings = folder / "config.py"
    cache = folder / "cache.sqlite3"
    settings.write_text(f'path = "{folder}/lists/*"\ncache_path = "{cache}"\n', encoding="utf-8")
    yield Case("todoman", ["todo", "--config", str(settings), "list", "县司法局"], shop.environment)
