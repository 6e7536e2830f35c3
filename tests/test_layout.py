"""The house itself: imports run one way, a heavy package has one home, names are explained."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src" / "gongkai_cli"
FILES = sorted(SOURCE.rglob("*.py"))

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "files": {"errors"},
    "quoting": set(),
    "text": set(),
    "words": {"errors", "text"},
    "dates": {"errors", "text", "words"},
    "model": {"errors", "words"},
    "answers": {"model", "words"},
    "rules": {"dates", "errors", "model", "text", "words"},
    "activities": {"dates", "errors", "model", "rules", "words"},
    "agenda": {"activities", "answers", "dates", "errors", "model", "rules", "words"},
    "document": {"dates", "errors", "model", "rules", "text", "words"},
    "problems": {"document", "errors", "rules", "text"},
    "kinds": set(),
    "crosscheck": {"document", "errors", "kinds", "problems", "rules", "text"},
    "yaml_slips": {"document", "text"},
    "workplan": {"crosscheck", "document", "errors", "files", "problems", "rules", "text", "yaml_slips"},
    "scratch": {"errors"},
    "endings": {"errors"},
    "batch": {"document", "errors", "scratch", "workplan"},
    "store": {
        *("activities", "agenda", "answers", "dates", "document", "errors", "files", "model", "quoting"),
        *("rules", "text", "words"),
    },
    "output": {
        *("activities", "agenda", "answers", "dates", "errors", "files", "model", "quoting", "rules", "scratch"),
        *("text", "words"),
    },
    "cli": {
        *(
            "activities",
            "agenda",
            "answers",
            "dates",
            "document",
            "endings",
            "errors",
            "files",
            "model",
            "output",
            "quoting",
            "rules",
            "store",
            "text",
            "words",
        ),
        *("batch", "workplan"),
    },
    "__main__": {"cli", "endings", "errors", "output"},
}
"""Part of the package → the parts it may import, besides itself; each names only those above it."""

HOMES = {
    "alembic": {"store"},
    "dateutil": {"dates"},
    "icalendar": {"output"},
    "openpyxl": {"output"},
    "rich": {"output"},
    "sqlalchemy": {"store"},
    "sqlite3": {"store"},
    "sqlmodel": {"store"},
    "typer": {"cli"},
    "xlsxwriter": {"output"},
    "yaml": {"workplan"},
}
"""Package → the only parts that may import it; for a type annotation alone, `cli` may name any."""

HEAVY = ("alembic", "pydantic", "sqlalchemy", "sqlmodel", "yaml")


def part_of(file: Path) -> str:
    """Return the part of the package that a file belongs to; the package's own first lines are `__init__`."""
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


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
    for node in nodes(ast.parse(file.read_text(encoding="utf-8")), skip_types=skip_types):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_parts(file: Path) -> set[str]:
    """Return the parts of the package that a file imports; the version alone is nobody's part."""
    own = {name.split(".")[1] for name in imports(file) if name.startswith("gongkai_cli.")}
    return own - {"__version__"}


def test_every_part_has_its_place() -> None:
    assert {part_of(file) for file in FILES} == {*MAY_IMPORT, "__init__"}


def test_imports_run_one_way() -> None:
    """No part may import one that stands below it, so no two can need each other."""
    above: set[str] = set()
    for part, allowed in MAY_IMPORT.items():
        assert allowed <= above, part
        above.add(part)


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_a_part_imports_only_what_it_may(part: str) -> None:
    allowed = MAY_IMPORT[part] | {part}
    found = {str(file.relative_to(SOURCE)): own_parts(file) - allowed for file in FILES if part_of(file) == part}
    assert {name: extra for name, extra in found.items() if extra} == {}


@pytest.mark.parametrize("package", HOMES)
def test_a_package_is_imported_only_where_it_lives(package: str) -> None:
    users = {
        str(file.relative_to(SOURCE))
        for file in FILES
        for name in imports(file, skip_types=part_of(file) == "cli")
        if name.split(".")[0] == package and part_of(file) not in HOMES[package]
    }
    assert users == set()


@pytest.mark.parametrize("package", HOMES)
def test_a_package_with_a_home_is_used_there(package: str) -> None:
    users = {part_of(file) for file in FILES for name in imports(file) if name.split(".")[0] == package}
    assert users >= HOMES[package]


def test_reading_does_without_the_tables() -> None:
    """A list answers at once: what reads is built on sqlite3 alone."""
    for name in ("reading.py", "rows.py", "views.py"):
        heavy = [one for one in imports(SOURCE / "store" / name) if one.split(".")[0] in HEAVY or "tables" in one]
        assert heavy == [], name


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


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_no_file_has_more_than_300_lines(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300
