"""JSON, the form that programs rely on: the promised keys, the kinds of values, and the schema that tells of both."""

import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.main import get_command

from conftest import ROOT, Program, run
from gongkai_cli.cli.app import app
from years import of_year

TASK = (
    "no title lead responsible collectives status percent units_done units_total due due_derived pace "
    "support others due_words printed section"
)
PART = "no title unit role via counted status percent note problem next link on due due_derived pace due_words printed"
ACTIVITY = "no month date theme organizer form status place people link note late"
UPCOMING = "kind code title units start end days_left status late"
UNIT = (
    "name kind aliases lead responsible member possible done counted percent activities held late support contact phone"
)
LOG = "id at by kind subject unit before after note link undone"
STANDING = "status percent"
STANDINGS = "status_before percent_before status_after percent_after"
COMPLETION = " ".join(f"{key}_{side}" for side in ("before", "after") for key in ("done", "counted", "percent", "pace"))

ROLES = {"lead", "responsible", "support", "member", "possible"}
STATUSES = {"not_started", "in_progress", "blocked", "done", "stopped"}
PACES = {"ahead", "on_track", "behind", "overdue", "done"}

PROMISED = {
    "tasks": TASK,
    "tasks --dept 县司法局": PART,
    "schedule": ACTIVITY,
    "upcoming": UPCOMING,
    "depts": UNIT,
    "owed": "unit kind expected reported latest missing contact phone",
    "sheets --period 9月 -o 报送表": "unit kind number file tasks activities contact phone",
    "log": LOG,
    "plans": "key title year region issuer issued_on ends_on tasks done percent units activities number",
    "editions": "no change since at by file title differences in_force undone",
    "config list": "name value source",
    "export --what tasks": f"plan {TASK} note problem next link",
    "export --what assignments": f"plan {PART}",
    "export --what activities": f"plan {ACTIVITY}",
    "export --what units": f"plan {UNIT}",
    "export --what ledger": f"plan {LOG}",
}
"""Command → the keys that each row of its answer has, for ever."""

PROMISED_OF_PAGES = {
    "show 3": {"": TASK, "measures": "no text indicator rhythm due due_words", "assignments": PART, "ledger": LOG},
    "dept 县司法局": {"": UNIT, "tasks": PART, "schedule": ACTIVITY, "ledger": LOG},
    "activity show 13": {"": ACTIVITY, "ledger": LOG},
    "compare": {
        "": "day before after",
        "tasks": f"continuation no_before no_after title new_title {STANDINGS}",
        "units": f"continuation name former_name merged_into kind {COMPLETION}",
        "activities": "plan year planned held published late cancelled",
    },
    "export": {
        "": "plans day",
        **{
            name: PROMISED[f"export --what {name}"]
            for name in ("tasks", "assignments", "activities", "units", "ledger")
        },
    },
}
"""Command → the keys of the one thing that it answers, under "", and of the rows of each listing in it."""

SCHEMAS = {
    "tasks": "tasks",
    "tasks --dept 县司法局": "parts",
    "tasks --dept 县司法局 --dept 琴江镇": "parts",
    "show 3": "show",
    "show 1": "show",
    "depts": "depts",
    "owed": "owed",
    "dept 县司法局": "dept",
    "dept 县文广旅局": "dept",
    "schedule": "schedule",
    "upcoming --days 90": "upcoming",
    "status": "status",
    "log --limit 0": "log",
    "plans": "plans",
    "plans list": "plans",
    "editions": "editions",
    "editions 2": "edition",
    "config list": "config",
    "compare": "compare",
    "compare shicheng-2023 shicheng-2024": "compare",
    "activity show 13": "activity",
    "activity show 15": "activity",
    "export": "export",
    "export --what tasks": "export-tasks",
    "export --what assignments": "export-assignments",
    "export --what activities": "export-activities",
    "export --what units": "export-units",
    "export --what ledger": "export-ledger",
    "schedule --public": "schedule-public",
    "export --public": "export-public",
    "export --what tasks --public": "export-tasks-public",
    "export --what assignments --public": "export-assignments-public",
    "export --what activities --public": "export-activities-public",
    "export --what units --public": "export-units-public",
    "mark 3 7 --dept 县司法局 --percent 70 --note 又一次": "mark",
    "mark 4 --all --percent 10 --yes": "mark",
    "mark 3 --dept 县司法局 --percent 20 --on 6月1日": "mark",
    "activity plan 17 --date 10月15日 --form 政府开放日 --place 农技中心": "step",
    "activity held 17 --date 10月8日 --people 60": "step",
    "activity publish 12 --link https://x.cn/12": "step",
    "activity cancel 18 --reason 与大会同日": "step",
    "sheets --period 9月 --kind 乡镇 -o 报送表": "sheets",
    "collect 汇总.csv --dry-run": "collect",
    "undo": "turned",
    "undo 2": "turned",
    "redo": "turned",
    f"draft {ROOT / 'tests' / 'notice' / 'notice_2024.txt'}": "draft",
}
"""Command → the definition in the schema that its answer in JSON follows."""

HAPPENED = (
    "mark 3 --dept 县司法局 --percent 40 --note 已开会 --problem 样本少 --next 走访 --link https://x.cn/3 --on 9月1日",
    "mark 9 --dept 县司法局 --status 已完成",
    "mark 5 --dept 县司法局 --status 受阻",
    "mark 8 --dept 县司法局 --status 已中止",
    "activity held 12 --date 8月8日 --people 60",
    "activity held 13 --date 8月20日 --people 60 --place 文化馆 --note 露天",
    "activity publish 13 --link https://x.cn/13",
    "activity cancel 15 --reason 与大会同日",
    "activity plan 16 --date 9月9日 --theme 屏山开放日",
    "mark 6 --dept 县司法局 --percent 5",
    "undo",
)
"""What has been recorded in the store of these tests, so that every kind of value stands somewhere."""


RETURNED = """9月汇总
单位,序号,进度,进展
县司法局,6,5,
县司法局,7,60,已开会
"""
"""A table of a department with a row that is taken and one that is unchanged."""


@pytest.fixture(scope="module")
def lived_in(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which things have happened, made once and copied for each test."""
    path = Path(shutil.copy(filled_store, tmp_path_factory.mktemp("lived-in") / "gongkai.db"))
    seed = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    changed = path.with_name("changed.yaml")
    changed.write_text(seed.replace("消防安全", "消防"), encoding="utf-8")
    last_year = path.with_name("last_year.yaml")
    last_year.write_text(of_year(2023), encoding="utf-8")
    *earlier, last, taken_back, undo = HAPPENED
    for command in (*earlier, f"load {changed}", f"load {last_year}", last, taken_back, undo):
        answer = run(("--db", str(path), "--as-of", "2024-10-08", *shlex.split(command)))
        assert answer.code == 0, answer.err
    return path


@pytest.fixture
def busy(lived_in: Path, store: Path, gongkai: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on a store in which things have happened, in a folder with a returned table."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(lived_in, store)
    Path("汇总.csv").write_text(RETURNED, encoding="utf-8")
    return gongkai


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The schema in `docs/`."""
    found: dict[str, Any] = json.loads((ROOT / "docs" / "answers.schema.json").read_text(encoding="utf-8"))
    return found


def answered(gongkai: Program, command: str) -> Any:
    """Return what a command answers in JSON."""
    answer = gongkai(f"{command} --format json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def faults(schema: dict[str, Any], name: str, found: Any) -> list[str]:
    """Return what is wrong with an answer by a definition of the schema."""
    checker = jsonschema.Draft202012Validator(
        {**schema, "$ref": f"#/$defs/{name}"}, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    return [error.message for error in checker.iter_errors(found)]


def leaves(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Return each command that is no group, with its path."""
    inner = getattr(command, "commands", {})
    if not inner:
        yield path, command
    for name, one in inner.items():
        yield from leaves(one, f"{path} {name}".strip())


# The promise


@pytest.mark.parametrize("command", PROMISED)
def test_every_row_has_the_promised_keys(busy: Program, command: str) -> None:
    found = answered(busy, command)
    assert found
    assert [one for one in found if set(PROMISED[command].split()) - one.keys()] == []


@pytest.mark.parametrize("command", PROMISED_OF_PAGES)
def test_every_page_has_the_promised_keys_and_so_have_its_listings(busy: Program, command: str) -> None:
    page = answered(busy, command)
    for name, keys in PROMISED_OF_PAGES[command].items():
        rows = page[name] if name else [page]
        assert rows, name
        assert [one for one in rows if set(keys.split()) - one.keys()] == []


def test_as_many_rows_come_as_there_are(gongkai: Program) -> None:
    counts = {"tasks": 12, "tasks --dept 县司法局": 10, "depts": 40, "schedule": 28, "export --what assignments": 402}
    assert {command: len(answered(gongkai, command)) for command in counts} == counts


def test_a_task_is_its_row_with_measures_parts_and_ledger(gongkai: Program) -> None:
    answered(gongkai, "mark 3 --dept 县司法局 --percent 40")
    page = answered(gongkai, "show 3")
    (listed,) = [one for one in answered(gongkai, "tasks") if one["no"] == 3]
    assert {key: page[key] for key in listed} == listed
    assert [measure["no"] for measure in page["measures"]] == [1, 2, 3, 4, 5, 6, 7]
    assert len(page["assignments"]) == 38
    (entry,) = page["ledger"]
    assert (entry["id"], entry["kind"], entry["unit"], entry["undone"]) == (2, "mark", "县司法局", False)
    assert entry["before"] == {"status": "not_started", "percent": 0}
    assert entry["after"] == {"status": "in_progress", "percent": 40}


def test_a_unit_has_its_parts(gongkai: Program) -> None:
    answered(gongkai, "mark 3 --dept 县司法局 --percent 40")
    assert answered(gongkai, "dept 县司法局")["tasks"] == answered(gongkai, "tasks --dept 县司法局")


def test_a_unit_keeps_the_figures_that_depts_gives(gongkai: Program) -> None:
    """No list of the page may take the place of one of the promised counts."""
    page = answered(gongkai, "dept 县司法局")
    (listed,) = [one for one in answered(gongkai, "depts") if one["name"] == "县司法局"]
    assert {key: page[key] for key in UNIT.split()} == {key: listed[key] for key in UNIT.split()}


def test_a_task_has_codes_iso_days_numbers_and_lists(busy: Program) -> None:
    tasks = answered(busy, "tasks")
    for one in tasks:
        assert type(one["no"]) is int
        assert type(one["percent"]) is float
        assert type(one["units_done"]) is type(one["units_total"]) is int
        assert all(type(one[key]) is list for key in ("lead", "responsible", "collectives"))
        assert one["status"] in STATUSES
        assert one["pace"] in PACES
        assert (one["due"], one["due_derived"]) == ("2024-12-31", True)
    assert {one["status"] for one in tasks} == {"not_started", "in_progress", "blocked"}


def test_a_part_is_null_where_nothing_was_said(gongkai: Program) -> None:
    parts = answered(gongkai, "tasks --dept 县司法局")
    said = ["via", "note", "problem", "next", "link", "on"]
    days = ["note_on", "problem_on", "next_on"]
    assert [key for key, value in parts[0].items() if value is None] == [*said, *days, "due_words"]
    assert parts[0]["links"] == []
    assert type(parts[0]["percent"]) is int
    assert parts[0]["counted"] is True
    assert {one["role"] for one in parts} < ROLES


def test_a_unit_without_counted_parts_has_no_percent(gongkai: Program) -> None:
    (one,) = answered(gongkai, "depts --kind 驻县单位")
    assert {key: one[key] for key in UNIT.split()} == {
        "name": "县消防救援大队",
        "kind": "驻县单位",
        "aliases": ["县消防大队"],
        "lead": 0,
        "responsible": 0,
        "member": 0,
        "possible": 1,
        "done": 0,
        "counted": 0,
        "percent": None,
        "activities": 1,
        "held": 0,
        "late": 1,
        "support": 0,
        "contact": None,
        "phone": None,
    }


def test_an_activity_whole(busy: Program) -> None:
    (one,) = [one for one in answered(busy, "schedule") if one["no"] == 13]
    assert one == {
        "no": 13,
        "month": 8,
        "year": 2024,
        "date": "2024-08-20",
        "last_date": None,
        "time": None,
        "theme": "文旅产业发展",
        "organizer": "县文广旅局",
        "form": None,
        "status": "published",
        "place": "文化馆",
        "people": 60,
        "link": "https://x.cn/13",
        "note": "露天",
        "late": False,
        "reason": None,
        "printed_theme": "文旅产业发展",
        "on": "2024-10-08",
        "withdrawn": False,
        "first_month": None,
        "when": None,
        "audience": None,
        "content": None,
        "organizers": ["县文广旅局"],
    }


def test_the_plans(gongkai: Program) -> None:
    assert answered(gongkai, "plans") == [
        {
            "key": "shicheng-2024",
            "title": "石城县2024年政务公开工作要点",
            "year": 2024,
            "region": "江西省赣州市石城县",
            "issuer": "石城县人民政府办公室",
            "issued_on": "2024-05-26",
            "ends_on": "2024-12-31",
            "tasks": 12,
            "done": 0,
            "percent": 0.0,
            "units": 40,
            "activities": 28,
            "number": None,
        }
    ]


def test_a_listing_without_rows_is_an_empty_list(gongkai: Program) -> None:
    assert gongkai("tasks --status 已完成 --format json").out == "[]\n"


def test_a_page_is_laid_out_as_json_lays_out_its_value(busy: Program) -> None:
    """Rows are written as they are read, and nothing shows it."""
    for command in ("tasks", "show 3", "export", "export --what ledger"):
        text = busy(f"{command} --format json").out
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n", command


# The schema


def test_every_command_that_answers_in_json_is_held_against_the_schema() -> None:
    offering = {path for path, command in leaves(get_command(app)) if "json" in getattr(command, "formats", ())}
    tried = {path for path in offering for command in SCHEMAS if f"{command} ".startswith(f"{path} ")}
    assert (tried, len(offering)) == (offering, 25)


def test_the_schema_names_every_answer_and_no_other(schema: dict[str, Any]) -> None:
    answers = {name for name in schema["$defs"] if name.islower()}
    assert answers == set(SCHEMAS.values())


def test_the_schema_is_one(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_schema_in_docs_is_the_one_that_the_program_prints(gongkai: Program) -> None:
    answer = gongkai("schema answers")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (ROOT / "docs" / "answers.schema.json").read_text(encoding="utf-8")


def test_there_is_a_schema_of_plan_files_and_answers_and_nothing_else(gongkai: Program) -> None:
    answer = gongkai("schema tasks")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "没有“tasks”的 JSON Schema。可以写：plan、answers。\n"


@pytest.mark.parametrize("command", SCHEMAS)
def test_an_answer_follows_the_schema_and_one_that_lacks_a_key_or_has_a_wrong_value_does_not(
    busy: Program, schema: dict[str, Any], command: str
) -> None:
    """What is promised is held: each key of an answer is one that must be there, each value one that can be wrong."""
    found, name = answered(busy, command), SCHEMAS[command]
    assert found
    assert faults(schema, name, found) == []
    is_list = isinstance(found, list)
    row = (
        found[0] if is_list else {key: value[:1] if isinstance(value, list) else value for key, value in found.items()}
    )

    def refused(changed: dict[str, Any]) -> bool:
        return faults(schema, name, [changed] if is_list else changed) != []

    assert not refused({**row, "一个新的键": 1})
    assert [key for key in row if not refused({one: value for one, value in row.items() if one != key})] == []
    assert [key for key in row if not refused({**row, key: [] if isinstance(row[key], dict) else {}})] == []
    assert faults(schema, name, {} if is_list else []) != []


@pytest.mark.parametrize(
    ("command", "key", "value"),
    [
        ("tasks", "status", "finished"),
        ("tasks", "pace", "late"),
        ("tasks", "due", "2024-02-30"),
        ("tasks", "due", "12-31"),
        ("tasks", "no", "1"),
        ("tasks", "lead", "县政府办"),
        ("tasks --dept 县司法局", "role", "牵头"),
        ("tasks --dept 县司法局", "percent", 40.5),
        ("schedule", "status", "late"),
        ("schedule", "people", -0.5),
        ("schedule", "date", "8月20日"),
        ("upcoming --days 90", "end", None),
        ("log --limit 0", "kind", "report"),
        ("log --limit 0", "undone", 0),
        ("plans", "issued_on", "2024-13-01"),
    ],
)
def test_the_schema_knows_days_codes_and_kinds(
    busy: Program, schema: dict[str, Any], command: str, key: str, value: object
) -> None:
    first = answered(busy, command)[0]
    assert faults(schema, SCHEMAS[command], [first]) == []
    assert faults(schema, SCHEMAS[command], [{**first, key: value}]) != []
