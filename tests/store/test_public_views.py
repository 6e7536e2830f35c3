"""The public views: every column is described, and Datasette's metadata names what is there."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from conftest import Program
from gongkai_cli.store.queries.public_views import PUBLIC_VIEWS


def columns_of(store: Path, view: str) -> list[str]:
    with closing(sqlite3.connect(store)) as connection:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({view})")]


@pytest.mark.parametrize("view", PUBLIC_VIEWS)
def test_every_column_of_a_public_view_but_ids_is_described(store: Path, view: str) -> None:
    ids = {name for name in columns_of(store, view) if name.endswith("_id")}
    assert list(PUBLIC_VIEWS[view].columns) == [name for name in columns_of(store, view) if name not in ids]


def test_datasette_shows_the_public_views_alone(gongkai: Program, store: Path) -> None:
    metadata = yaml.safe_load(gongkai("db datasette").out)
    (database,) = metadata["databases"].values()
    assert list(metadata["databases"]) == [store.stem]
    with closing(sqlite3.connect(store)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        views = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        for query in database["queries"].values():
            headings = [column[0] for column in connection.execute(query["sql"]).description]
            assert len(set(headings)) == len(headings)
            assert not [heading for heading in headings if heading.isascii()]
    assert all(database["tables"][name] == {"hidden": True} for name in tables)
    # A view that is hidden is listed all the same; one that nobody may open is not.
    assert all(database["tables"][name] == {"allow": False} for name in views if name not in PUBLIC_VIEWS)
    assert [name for name, table in database["tables"].items() if "columns" in table] == list(PUBLIC_VIEWS)


def test_the_metadata_is_written_to_a_file(gongkai: Program, tmp_path: Path) -> None:
    place = tmp_path / "metadata.yaml"
    answer = gongkai(f"db datasette {place}")
    assert answer.code == 0
    assert "datasette" in answer.err
    assert yaml.safe_load(place.read_text(encoding="utf-8")) == yaml.safe_load(gongkai("db datasette").out)
    assert gongkai(f"db datasette {place}").code == 1


def test_the_docs_describe_the_views_in_the_same_words() -> None:
    text = (Path(__file__).parents[2] / "docs" / "views.md").read_text(encoding="utf-8")
    for name, view in PUBLIC_VIEWS.items():
        assert f"## {view.title} `{name}`" in text
        for column, note in view.columns.items():
            assert f"| `{column}` | {note} |" in text, (name, column)
