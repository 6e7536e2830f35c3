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


def test_metadata_is_of_a_store_that_is_there(unmade: Program, tmp_path: Path) -> None:
    answer = unmade("db datasette")
    assert (answer.code, answer.out) == (4, "")
    assert answer.err.startswith(f"没有台账文件“{tmp_path / 'gongkai.db'}”。")
    (tmp_path / "gongkai.db").write_text("这不是台账" * 100, encoding="utf-8")
    answer = unmade("db datasette")
    assert (answer.code, answer.out) == (1, "")


def test_a_place_that_cannot_be_written_is_refused_in_words_that_fit(gongkai: Program, tmp_path: Path) -> None:
    for place, code, message in (
        ("nowhere/m.yaml", 4, f"没有文件夹“{tmp_path / 'nowhere'}”，未写入。请先建好文件夹，或把文件改到别处。"),
        ("", 1, f"“{tmp_path}”是文件夹。请写到文件名为止。"),
        ("gongkai.db", 1, f"“{tmp_path / 'gongkai.db'}”是台账文件，未写入。请换一个文件名。"),
    ):
        answer = gongkai("db", "datasette", str(tmp_path / place), "--yes")
        assert (answer.code, answer.out, answer.err) == (code, "", f"{message}\n")
    answer = gongkai("db datasette /dev/null")
    assert (answer.code, answer.err) == (1, "“/dev/null”是设备或管道，不是文件，未写入。请把文件换一个文件名。\n")
