"""The house itself: imports run one way, a heavy package has one home, names are explained."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from operator import attrgetter
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src" / "gongkai_cli"
FILES = sorted(SOURCE.rglob("*.py"))

ROOMS = (
    "errors",
    "files",
    "scratch",
    "cell_texts",
    "exact_sheets",
    "domain",
    "spreadsheets",
    "planfile",
    "notice.blocks",
    "notice.sources",
    "notice.recognizing",
    "notice.drafting",
    "store.schema",
    "store.queries",
    "store.sqlite",
    "store.ledger",
    "store.plans",
    "output.listing",
    "output.public",
    "output.terminal",
    "output.drawing",
    "output.formats",
    "output.content",
    "output.writing",
    "exchange.columns",
    "exchange.outgoing",
    "exchange.incoming",
    "exchange.review",
    "papers",
    "cli.endings",
    "cli.settings",
    "cli.framework",
    "cli.request",
    "cli.commands",
    "cli.program",
    "cli.table",
    "cli.app",
    "__main__",
)
"""The rooms of the house: each may import from those above it and from itself."""

APART = {"output": {"planfile", "notice", "store"}}
"""Wing → the wings above it that it must not know all the same."""

MOST_MODULES = 12
"""How many modules a folder may have; more wants another wing."""

HOMES = {
    "alembic": {"store.schema"},
    "dateutil": {"domain"},
    "docx": {"papers"},
    "docxtpl": {"papers"},
    "icalendar": {"output.formats"},
    "jinja2": {"papers"},
    "lxml": {"papers"},
    "openpyxl": {"output.formats", "spreadsheets"},
    "pdfplumber": {"notice.sources"},
    "pypinyin": {"domain"},
    "rich": {"output.drawing", "output.terminal"},
    "sqlalchemy": {"store.schema", "store.sqlite", "store.ledger", "store.plans"},
    "sqlite3": {"store.queries", "store.sqlite", "store.ledger", "store.plans"},
    "sqlmodel": {"store.schema"},
    "tomlkit": {"cli.settings"},
    "tomllib": {"cli.settings"},
    "typer": {"cli.framework", "cli.request", "cli.commands", "cli.program", "cli.app"},
    "xlrd": {"spreadsheets"},
    "xlsxwriter": {"exact_sheets", "exchange.outgoing", "output.formats", "planfile"},
    "yaml": {"planfile"},
}
"""Package → the only rooms that may import it; for a type annotation alone, `cli` may name any."""

HEAVY = ("alembic", "pydantic", "sqlalchemy", "sqlmodel", "yaml")


def module_of(file: Path) -> str:
    """Return a file's dotted name below the package; that of a folder's `__init__` is the folder's."""
    return ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(file): file for file in FILES}


def room_of(module: str) -> str:
    """Return the room that a module belongs to: itself, or the nearest folder above it that is in the list."""
    name = module
    while name not in ROOMS and "." in name:
        name = name.rpartition(".")[0]
    return name


@cache
def parsed(file: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"))


def nodes(tree: ast.AST, *, skip_types: bool = False) -> Iterator[ast.AST]:
    """Walk a tree, functions included; leave out what stands under TYPE_CHECKING where asked to."""
    for child in ast.iter_child_nodes(tree):
        if skip_types and isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            for other in child.orelse:
                yield other
                yield from nodes(other, skip_types=True)
            continue
        yield child
        yield from nodes(child, skip_types=skip_types)


def imports(file: Path, *, skip_types: bool = False) -> Iterator[str]:
    """Return the dotted names that a file imports anywhere, `from a import b` as a.b."""
    for node in nodes(parsed(file), skip_types=skip_types):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_modules(file: Path) -> set[str]:
    """Return the modules of the package that a file imports; the version alone is nobody's module."""
    found: set[str] = set()
    for name in imports(file):
        own = name.removeprefix("gongkai_cli.")
        if own in {name, "__version__"}:
            continue
        found.add(own if own in MODULES else own.rpartition(".")[0])
    return found


def test_every_module_has_its_room() -> None:
    folders = {"gongkai_cli" if module == "__init__" else module for module in MODULES}
    wings = {room.partition(".")[0] for room in ROOMS}
    assert {module for module in folders if room_of(module) not in ROOMS} == {
        "gongkai_cli",
        *(wing for wing in wings if wing not in ROOMS),
    }
    assert {room_of(module) for module in MODULES} >= set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_those_above_it(room: str) -> None:
    wing = room.partition(".")[0]
    above = set(ROOMS[: ROOMS.index(room) + 1])
    allowed = {one for one in above if one.partition(".")[0] not in APART.get(wing, set())}
    wrong = {
        module: extra
        for module, file in MODULES.items()
        if room_of(module) == room and (extra := {room_of(one) for one in own_modules(file)} - allowed)
    }
    assert wrong == {}


def test_no_two_modules_need_each_other() -> None:
    """An import inside a function counts too: it hides a circle and does not take it away."""
    TopologicalSorter({module: own_modules(file) - {module} for module, file in MODULES.items()}).prepare()


def test_no_folder_is_crowded() -> None:
    counts = Counter(file.parent for file in FILES if file.name != "__init__.py")
    assert {str(folder): count for folder, count in counts.items() if count > MOST_MODULES} == {}


@pytest.mark.parametrize("package", HOMES)
def test_a_package_is_imported_only_where_it_lives(package: str) -> None:
    users = {
        module
        for module, file in MODULES.items()
        for name in imports(file, skip_types=module.startswith("cli"))
        if name.split(".")[0] == package and room_of(module) not in HOMES[package]
    }
    assert users == set()


@pytest.mark.parametrize("package", HOMES)
def test_a_package_with_a_home_is_used_there(package: str) -> None:
    users = {
        room_of(module) for module, file in MODULES.items() for name in imports(file) if name.split(".")[0] == package
    }
    assert users >= HOMES[package]


def test_reading_does_without_the_tables() -> None:
    """A list answers at once: what reads is built on sqlite3 alone."""
    for module, file in MODULES.items():
        if module.startswith("store.queries."):
            heavy = [one for one in imports(file) if one.split(".")[0] in HEAVY or "store.schema" in one]
            assert heavy == [], module


def public(body: list[ast.stmt], owner: str) -> Iterator[tuple[str, ast.AST]]:
    """Return the public classes and functions of a body, and the public methods of those classes."""
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            name = f"{owner}.{node.name}"
            yield name, node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body, name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_every_public_name_says_what_it_is(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    silent = [
        name
        for name, node in [("module", tree), *public(tree.body, "module")]
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not ast.get_docstring(node)
    ]
    assert silent == []


MIGRATIONS = SOURCE / "store" / "schema" / "migrations"
"""A migration stays as it is, and spells a schema out; its length says nothing."""


@pytest.mark.parametrize(
    "file", [file for file in FILES if MIGRATIONS not in file.parents], ids=lambda file: str(file.relative_to(SOURCE))
)
def test_no_file_has_more_than_300_lines(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("document", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=attrgetter("name"))
def test_documents_name_files_that_are_there(document: Path) -> None:
    """A path in a document is a file or a folder here; what stands after a module's dot is a name in the module."""
    for path in re.findall(r"`([\w.-]+(?:/[\w.-]+)*/[\w.-]*)`", document.read_text(encoding="utf-8")):
        if any((home / path).exists() or (home / f"{path}.py").exists() for home in (ROOT, SOURCE)):
            continue
        module, _, name = path.partition(".")
        assert name in (SOURCE / f"{module}.py").read_text(encoding="utf-8"), path
