"""`log`, `undo`, `redo`, `db`: history that can be read and taken back, copies that can be trusted."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT, Answer, Program
from gongkai_cli.store.queries.views import queries

LOG_KEYS = ["id", "at", "by", "kind", "subject", "unit", "before", "after", "note", "link", "undone"]
CHANGES = [
    "mark 3 --dept 县司法局 --percent 40 --note 已开会",
    "mark 3 5-7 --dept 县司法局 --status 受阻 --problem 缺人",
    "mark 4 --dept 县司法局 --percent 10",
    "mark 8 --all --percent 100 --yes",
    "mark 3 --dept 县司法局 --percent 5 --on 7月1日",
    "activity plan 17 --date 10月15日 --form 政府开放日",
    "activity plan 19 --theme 柑橘种植",
    "activity held 13 --date 8月20日 --people 60",
    "activity cancel 18 --reason 与县里大会同日",
]


def visible(store: Path) -> dict[str, list[Any]]:
    """Return what every view but the ledger shows."""
    with closing(sqlite3.connect(store)) as connection:
        names = [name for name in queries() if name != "ledger"]
        return {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in names}  # noqa: S608


def log(gongkai: Program, options: str = "") -> list[dict[str, Any]]:
    """Return the ledger as JSON gives it."""
    rows: list[dict[str, Any]] = json.loads(gongkai(f"log --format json {options}").out)
    return rows


@pytest.mark.parametrize("command", CHANGES)
def test_after_undo_everything_looks_as_before_and_after_redo_as_after(
    gongkai: Program, store: Path, command: str
) -> None:
    before = visible(store)
    assert gongkai(command).code == 0
    after = visible(store)
    assert after != before
    assert gongkai("undo").code == 0
    assert visible(store) == before
    assert gongkai("redo").code == 0
    assert visible(store) == after


def test_undo_says_in_words_what_it_took_back_and_what_holds_now(gongkai: Program) -> None:
    gongkai("mark 3 5 --dept 县司法局 --percent 40")
    gongkai("mark 3 --dept 县司法局 --percent 60")
    answer = gongkai("undo")
    assert answer.out.splitlines() == [
        "石城县2024年政务公开工作要点　已撤回第 3 号，1 条",
        "事项                                        单位      撤回的内容  现在",
        "━" * 76,
        "任务 3　加强重大政策宣传联动及落实结果评价  县司法局  推进中 60%  推进中 40%",
    ]
    moment = r"\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d"
    said = rf"第 3 号是测试员 {moment} 的报告：任务 3　加强重大政策宣传联动及落实结果评价（县司法局）。\n"
    assert re.fullmatch(f"{said}如需恢复：gongkai redo 3\n", answer.err)


def test_undo_never_deletes(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40 --note 已开会")
    gongkai("undo")
    gongkai("redo")
    kept = [(entry["id"], entry["kind"], entry["note"], entry["undone"]) for entry in log(gongkai)[1:]]
    assert kept == [(2, "mark", "已开会", False), (3, "undo", None, False), (4, "redo", None, False)]


def test_an_earlier_change_can_be_taken_back_where_none_rests_on_it(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40")
    gongkai("mark 5 --dept 县司法局 --percent 50")
    assert gongkai("undo 2").code == 0
    rows = json.loads(gongkai("tasks --dept 县司法局 --format json").out)
    assert {row["no"]: row["percent"] for row in rows if row["percent"]} == {5: 50}


def test_undone_changes_are_taken_back_and_restored_in_turn(gongkai: Program) -> None:
    for percent in (10, 20, 30):
        gongkai(f"mark 3 --dept 县司法局 --percent {percent}")

    def percent_now() -> int:
        rows = json.loads(gongkai("tasks --dept 县司法局 --format json").out)
        return int(rows[0]["percent"])

    seen = [percent_now()]
    for turn in ("undo", "undo", "undo", "redo", "redo", "redo"):
        assert gongkai(turn).code == 0
        seen.append(percent_now())
    assert seen == [30, 20, 10, 0, 10, 20, 30]


@pytest.mark.parametrize(
    ("before", "command", "code", "message"),
    [
        (
            ["mark 3 --dept 县司法局 --percent 40", "mark 3 --dept 县司法局 --note 又开会"],
            "undo 2",
            1,
            "第 3 号以第 2 号为前提，未撤回。要一起撤回，用 gongkai undo 2 --with-later。",
        ),
        (
            ["activity held 13 --date 8月20日", "activity publish 13 --link https://x.cn/a"],
            "undo 2",
            1,
            "第 3 号以第 2 号为前提，未撤回。要一起撤回，用 gongkai undo 2 --with-later。",
        ),
        (
            ["mark 3 --dept 县司法局 --percent 40", "undo", "mark 3 --dept 县司法局 --percent 50"],
            "redo",
            1,
            "撤回之后又记了第 4 号，不能再恢复第 2 号。请先用 gongkai undo 4 撤回。",
        ),
        (
            ["mark 3 --dept 县司法局 --percent 40", "undo"],
            "undo 2",
            1,
            "第 2 号已在第 3 号撤回。要恢复请用 gongkai redo 2。",
        ),
        (
            ["mark 3 --dept 县司法局 --percent 40"],
            "redo 2",
            1,
            "第 2 号没有撤回过，不用恢复。用 gongkai log 查看台账。",
        ),
        (
            ["mark 3 --dept 县司法局 --percent 40", "undo"],
            "undo 3",
            1,
            "第 3 号本身是撤回或恢复。要改回请用 gongkai undo 或 gongkai redo 加第 2 号。",
        ),
        ([], "redo", 4, "没有可以恢复的记录。用 gongkai log 查看台账。"),
        ([], "undo 99", 4, "台账里没有第 99 号。用 gongkai log 查看台账。"),
        ([], "undo 三", 2, "“三”不是台账编号。请写数字，如 37。用 gongkai log 查看。"),
    ],
)
def test_a_refused_turn_says_why_and_writes_nothing(
    gongkai: Program, before: list[str], command: str, code: int, message: str
) -> None:
    for earlier in before:
        assert gongkai(earlier).code == 0
    ledger = log(gongkai)
    answer = gongkai(command)
    assert (answer.code, answer.err, answer.out) == (code, f"{message}\n", "")
    assert log(gongkai) == ledger


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4))
def test_undoing_all_of_any_changes_leads_back_to_the_start(
    gongkai: Program, store: Path, filled_store: Path, commands: list[str]
) -> None:
    shutil.copy(filled_store, store)
    start = visible(store)
    done = [command for command in commands if gongkai(command).code == 0]
    for _ in done:
        assert gongkai("undo").code == 0
    assert visible(store) == start
    assert gongkai("undo").code == 1  # the load that brought the plan is not taken back without a question


def test_the_log_has_the_promised_keys_and_every_line_in_order(gongkai: Program) -> None:
    gongkai("mark 3 5 --dept 县司法局 --percent 40 --note 已开会 --link https://x.cn/a --by 张三")
    rows = log(gongkai)
    assert [key for key in LOG_KEYS if key not in rows[0]] == []
    assert [(row["id"], row["kind"], row["subject"], row["unit"]) for row in rows] == [
        (1, "load", "石城县2024年政务公开工作要点", None),
        (2, "mark", "任务 3　加强重大政策宣传联动及落实结果评价", "县司法局"),
        (2, "mark", "任务 5　建立重大行政决策主动听取意见机制", "县司法局"),
    ]
    last = rows[2]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", last["at"])
    assert (last["by"], last["note"], last["link"], last["undone"]) == ("张三", "已开会", "https://x.cn/a", False)
    assert last["before"] == {"status": "not_started", "percent": 0}
    assert last["after"] == {"status": "in_progress", "percent": 40}


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ("--dept 司法局", [2, 3]),
        ("--task 3", [2]),
        ("--task 任务5", [3]),
        ("--activity 13", [4]),
        ("--by 张三", [3]),
        ("--since 2020-01-01", [1, 2, 3, 4]),
        ("--until 2020-01-01", []),
        ("--limit 2", [3, 4]),
        ("--limit 0", [1, 2, 3, 4]),
        ("--as-of 2024-09-15", [1, 2]),
    ],
)
def test_the_log_can_be_narrowed(gongkai: Program, options: str, numbers: list[int]) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40 --on 9月1日")
    gongkai("mark 5 --dept 县司法局 --percent 40 --by 张三")
    gongkai("activity held 13 --date 8月20日")
    assert [row["id"] for row in log(gongkai, options)] == numbers


def test_pages_carry_their_own_part_of_the_ledger(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40")
    gongkai("activity held 13 --date 8月20日")
    for command, numbers in (("show 3", [2]), ("dept 县司法局", [2]), ("activity show 13", [3]), ("show 5", [])):
        page = json.loads(gongkai(f"{command} --format json").out)
        assert [entry["id"] for entry in page["ledger"]] == numbers


@pytest.mark.parametrize("command", ["mark 3-12 --all --percent 50", "load plan.yaml", "db restore copy.db"])
def test_what_is_hard_to_take_back_is_refused_without_a_terminal_and_yes(
    gongkai: Program, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    Path("plan.yaml").write_text(text[: text.index("  - no: 28\n")], encoding="utf-8")
    shutil.copy(store, "copy.db")
    before = visible(store)
    answer = gongkai(command)
    assert answer.code == 1
    assert answer.err.endswith("。当前不能交互确认，未写入。确定要做就加上 --yes。\n")
    assert visible(store) == before
    assert gongkai(f"{command} --yes").code == 0


def backups(store: Path) -> list[Path]:
    """Return the automatic backups of a store, the oldest first."""
    return sorted((store.parent / "backups").glob("*.db"))


def test_a_backup_restores_the_store_as_it_was(gongkai: Program, store: Path) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40")
    before = visible(store)
    copy = gongkai("db backup").out.strip()
    gongkai("mark 3 --dept 县司法局 --percent 90")
    after = visible(store)
    answer = gongkai("db", "restore", copy, "--yes")
    assert answer.code == 0
    assert visible(store) == before
    assert visible(backups(store)[-1]) == after


def test_the_newest_ten_automatic_backups_are_kept(gongkai: Program, store: Path) -> None:
    copy = gongkai("db backup").out.strip()
    made = []
    for _ in range(12):
        answer = gongkai("db", "restore", copy, "--yes")
        assert answer.code == 0
        made.append(answer.err.removeprefix("已恢复。原来的台账存为 ").removesuffix("。\n"))
    assert [str(path) for path in backups(store) if str(path) != copy] == made[2:]


def test_a_backup_to_a_file_replaces_it_only_when_told(gongkai: Program, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("旧", encoding="utf-8")
    assert gongkai("db", "backup", str(target)).code == 1
    assert target.read_text(encoding="utf-8") == "旧"
    assert gongkai("db", "backup", str(target), "--yes").code == 0
    assert "台账 1 号" in gongkai("--db", str(target), "db", "check").out


def damage(store: Path, how: str) -> None:
    """Make a store unsound."""
    if how == "noise":
        noise = bytes(range(256)) * 4
        store.write_bytes(store.read_bytes()[:20000] + noise + store.read_bytes()[21024:])
    elif how == "truncated":
        store.write_bytes(store.read_bytes()[:40000])
    elif how == "emptied":
        with closing(sqlite3.connect(store)) as connection, connection:
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                connection.execute(f"DELETE FROM {table}")  # noqa: S608
    else:
        store.write_bytes(b"")


@pytest.mark.parametrize("how", ["noise", "truncated", "emptied", "zero"])
def test_a_damaged_store_never_replaces_a_good_backup(gongkai: Program, store: Path, how: str) -> None:
    good = [gongkai("db backup").out.strip() for _ in range(10)]
    damage(store, how)
    answer = gongkai("db backup")
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
    assert [str(path) for path in backups(store)] == good
    assert gongkai("db", "restore", good[-1], "--yes").code == 0
    assert gongkai("db check").code == 0
    assert set(good[1:]) <= {str(path) for path in backups(store)}


@pytest.mark.parametrize("how", ["noise", "truncated", "zero"])
def test_a_damaged_file_is_not_restored(gongkai: Program, store: Path, tmp_path: Path, how: str) -> None:
    bad = tmp_path / "bad.db"
    shutil.copy(store, bad)
    damage(bad, how)
    before = visible(store)
    answer = gongkai("db", "restore", str(bad), "--yes")
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
    assert visible(store) == before


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DROP VIEW plans", "缺少视图 plans，或被改过"),
        ("UPDATE change SET undone_by = 1 WHERE id = 2", "第 2 号标为已撤回，却没有对应的撤回记录"),
        ("DELETE FROM report WHERE change_id = 2", "第 2 号报告没有内容"),
        ("DELETE FROM activity_event", "第 3 号活动记录没有内容"),
        ("UPDATE report SET assignment_id = 99999", "表 report 第 1 行指向已不存在的 assignment"),
        ("UPDATE change SET kind = 'undo' WHERE id = 3", "第 3 号撤回没有写明撤回了哪一号"),
        ("UPDATE change SET kind = 'remove' WHERE kind = 'load'", "有工作要点没有载入的记录"),
    ],
)
def test_check_names_each_fault_and_says_what_to_do(gongkai: Program, store: Path, statement: str, fault: str) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40")
    gongkai("activity held 13 --date 8月20日")
    assert gongkai("db check").out == f"{store}：完好。工作要点 1 个、任务 12 项、活动 28 场、台账 3 号\n"
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(statement)
    answer: Answer = gongkai("db check")
    assert answer.code == 1
    advice = f"请用 gongkai db restore 恢复 {store.parent / 'backups'} 里最近的备份。"
    assert answer.err.splitlines()[0] == f"{store}：{fault}。{advice}"


def test_check_lists_fifty_faults_and_counts_the_others(gongkai: Program, store: Path) -> None:
    for _ in range(2):
        assert gongkai("mark 3 --all --percent 40 --yes").code == 0
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("INSERT INTO plan VALUES (99, 'x')")
        connection.execute("UPDATE change SET plan_id = 99 WHERE kind = 'mark'")
    *listed, last = gongkai("db check").err.splitlines()
    assert len(listed) == 50
    assert last == f"{store}：还有 {4 * 35 + 3 - 50} 处没有列出。"  # the plan has no load, no edition and no task


def test_db_path_is_the_store(gongkai: Program, store: Path) -> None:
    assert gongkai("db path").out == f"{store}\n"


def test_a_change_of_another_plan_is_not_undone(gongkai: Program, tmp_path: Path) -> None:
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(text.replace("key: shicheng-2024", "key: other-2024"), encoding="utf-8")
    gongkai("load", str(tmp_path / "plan.yaml"))
    gongkai("--plan shicheng-2024 mark 3 --dept 县司法局 --percent 40")
    answer = gongkai("--plan other-2024 undo 3")
    assert (answer.code, answer.err) == (1, "第 3 号不是这个工作要点的。请核对编号，或去掉 --plan。\n")


def test_only_the_stores_own_automatic_backups_make_room(gongkai: Program, store: Path, tmp_path: Path) -> None:
    folder = store.parent / "backups"
    folder.mkdir()
    others = [folder / name for name in ("gongkai-2023-20240101-000000-000000.db", "gongkai-2024年底.db", "a.db")]
    for other in others:
        other.write_bytes(b"")
    shutil.copy(store, tmp_path / "copy.db")
    for _ in range(12):
        assert gongkai("db", "restore", str(tmp_path / "copy.db"), "--yes").code == 0
    assert [other for other in others if not other.exists()] == []
    assert len(list(folder.iterdir())) == 10 + len(others)


def test_a_restore_waits_for_a_writer_and_then_gives_up(
    gongkai: Program, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer's change is neither lost nor overwritten."""
    copy = gongkai("db backup").out.strip()
    monkeypatch.setattr("gongkai_cli.store.sqlite.backup.BUSY_SECONDS", 0.5)
    monkeypatch.setattr("gongkai_cli.store.sqlite.connecting.BUSY_SECONDS", 0.5)
    with closing(sqlite3.connect(store, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE edition SET title = '写到一半'")
        answer = gongkai("db", "restore", copy, "--yes")
        assert answer.code == 1
        assert "正被另一个程序写入" in answer.err
        writer.execute("COMMIT")
    assert "写到一半" in gongkai("plans").out


def test_a_file_of_another_program_is_not_restored_over(gongkai: Program, tmp_path: Path) -> None:
    copy = gongkai("db backup").out.strip()
    letter = tmp_path / "letter.doc"
    letter.write_text("一封信" * 100, encoding="utf-8")
    before = letter.read_bytes()
    answer = gongkai("--db", str(letter), "db", "restore", copy, "--yes")
    assert answer.code == 1
    assert answer.err == f"“{letter}”不是 gongkai 的台账文件，未改动。请用 --db 指定另一个文件，或先把它移开。\n"
    assert letter.read_bytes() == before


def test_a_lost_store_is_restored_where_there_is_none(gongkai: Program, tmp_path: Path) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40")
    copy = gongkai("db backup").out.strip()
    place = tmp_path / "new" / "home" / "gongkai.db"
    assert gongkai("--db", str(place), "db", "restore", copy, "--yes").code == 0
    assert visible(place)["tasks"] == visible(Path(copy))["tasks"]
