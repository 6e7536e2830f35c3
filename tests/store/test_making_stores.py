"""Which command makes a store, and what is in it; what a load asks, and from which day it holds."""

import json
from pathlib import Path

import pytest

from commands import LEAVES
from conftest import Program, run
from plan_texts import plan_text

MAKING = {"load", "db restore"}
WITHOUT_STORE = {
    *("check", "draft", "help", "schema", "db path", "new", "config list", "config get", "config set", "config unset")
}
ARGUMENTS = {
    "show": "show 3",
    "dept": "dept 县司法局",
    "mark": "mark 3 --dept 县司法局 --percent 5",
    "plans copy": "plans copy shicheng-2024",
    "plans remove": "plans remove shicheng-2024 --yes",
    "activity plan": "activity plan 17 --date 10月15日",
    "activity held": "activity held 17 --date 10月8日",
    "activity publish": "activity publish 17 --link https://x.cn/a",
    "activity cancel": "activity cancel 17 --reason 雨",
    "activity show": "activity show 17",
    "activity notice": "activity notice 17",
    "activity summary": "activity summary 17",
    "export": "export --format json",
    "sheets": "sheets -o 报送表",
    "collect": "collect plan.yaml",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the plan file is in, and the program runs in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.yaml").write_text(plan_text(), encoding="utf-8")
    return tmp_path


def keys(*command: str) -> list[str]:
    """Return the keys of the plans that a command lists."""
    answer = run(command)
    assert answer.code == 0, answer.err
    return [plan["key"] for plan in json.loads(answer.out)]


@pytest.mark.parametrize("path", sorted(set(LEAVES) - MAKING - WITHOUT_STORE))
@pytest.mark.parametrize("is_named_by_option", [True, False])
def test_a_named_store_that_is_not_there_is_not_made(
    unmade: Program, folder: Path, path: str, is_named_by_option: bool
) -> None:
    before = sorted(folder.rglob("*"))
    store = folder / ("台帐.db" if is_named_by_option else "gongkai.db")
    command = ARGUMENTS.get(path, path)
    answer = unmade(f"--db 台帐.db {command}" if is_named_by_option else command)
    assert (answer.code, answer.out) == (4, "")
    places = "请核对 --db、GONGKAI_DB 和设置 db（gongkai config list）"
    assert answer.err.startswith(f"没有台账文件“{store}”。{places}；要新建台账，用 gongkai --db ")
    assert answer.err.endswith(" load 计划文件。\n")
    assert answer.err.count("\n") == 1
    assert sorted(folder.rglob("*")) == before


def test_a_load_makes_a_named_store_with_its_plans_alone(unmade: Program, folder: Path) -> None:
    answer = unmade("load plan.yaml")
    assert answer.code == 0
    shown = "不写 --plan 时，看的是“演示县2024年工作要点”（demo-2024）。"
    assert answer.err == f"已建立台账 {folder / 'gongkai.db'}，并载入。\n{shown}\n"
    assert keys("plans --format json") == ["demo-2024"]
    assert not (folder / "backups").exists()
    assert unmade("db check").code == 0


def test_the_first_load_on_the_default_store_brings_no_sample(fresh: Program, default_store: Path) -> None:
    assert fresh("load plan.yaml").code == 0
    assert default_store.exists()
    assert keys("plans --format json") == ["demo-2024"]


def test_any_other_first_command_on_the_default_store_brings_the_sample(fresh: Program) -> None:
    assert fresh("tasks").code == 0
    assert keys("plans --format json") == ["shicheng-2024"]


def test_the_sample_is_loaded_where_it_is_asked_for(unmade: Program) -> None:
    assert unmade("load plan.yaml --sample").code == 0
    assert keys("plans --format json") == ["demo-2024", "shicheng-2024"]
    (edition,) = json.loads(unmade("editions --plan shicheng-2024 --format json").out)
    assert edition["file"] == "seed_2024.yaml"


def test_a_dry_run_makes_no_store(unmade: Program, folder: Path) -> None:
    answer = unmade("load plan.yaml --dry-run")
    assert (answer.code, answer.out) == (
        0,
        "演示县2024年工作要点（demo-2024）：新增，单位 3 个、任务 2 项、活动 1 项\n",
    )
    assert sorted(path.name for path in folder.iterdir()) == ["plan.yaml"]


def test_a_load_of_nothing_is_told_what_to_write(gongkai: Program) -> None:
    answer = gongkai("load")
    message = "没有写计划文件。请写出文件名，如 gongkai load 计划.yaml；要载入自带的示例，写 gongkai load --sample。\n"
    assert (answer.code, answer.out, answer.err) == (2, "", message)


# What a load asks


def test_a_load_that_takes_out_what_has_reports_names_it_and_asks(gongkai: Program, folder: Path) -> None:
    gongkai("load plan.yaml")
    gongkai("mark 1 --dept 县司法局 --percent 70 --on 10月8日")
    text = plan_text(("[县政府各部门, 各乡镇]", "[各乡镇]"))
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    lost = "  调出，已有报告　县司法局 在任务 1 的承担，推进中 70%，2024年10月8日报"
    trial = gongkai("load plan.yaml --dry-run")
    assert trial.out.splitlines()[-1] == lost
    answer = gongkai("load plan.yaml")
    assert (answer.code, answer.out) == (1, trial.out)
    assert answer.err == (
        "以上 1 处已有报告，将调出，报告都留着、不再计数。当前不能交互确认，未写入。确定要做就加上 --yes。\n"
    )
    assert len(json.loads(gongkai("editions --format json").out)) == 1
    assert gongkai("load plan.yaml --yes").code == 0


def test_a_task_with_reports_is_named_among_the_withdrawn(gongkai: Program, folder: Path) -> None:
    gongkai("load plan.yaml")
    gongkai("mark 2 --dept 县司法局 --percent 70")
    text = plan_text(("  - no: 2\n    title: 解读政策\n    responsible: [县司法局]\n", ""))
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    answer = gongkai("load plan.yaml")
    assert answer.err.startswith("将调出以上 1 项，涉及已有的报告 1 处，报告都留着、不再计数。")


def test_the_key_of_another_year_is_refused(gongkai: Program, folder: Path) -> None:
    gongkai("load plan.yaml")
    before = (folder / "gongkai.db").read_bytes()
    (folder / "next.yaml").write_text(
        plan_text().replace("2024", "2025").replace("key: demo-2025", "key: demo-2024"), encoding="utf-8"
    )
    for command in ("load next.yaml --yes", "load next.yaml --dry-run"):
        answer = gongkai(command)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err == (
            "标识 demo-2024 是 2024 年度的，《演示县2025年工作要点》却是 2025 年度，未载入。"
            "新年度请换 key，如 demo-2025。\n"
        )
    assert (folder / "gongkai.db").read_bytes() == before


# From which day


@pytest.mark.parametrize(
    ("options", "since"),
    [
        ("", "2024-10-08"),
        ("--since 7月1日", "2024-07-01"),
        ("--since 昨天", "2024-10-07"),
        ("--as-of 2024-08-05", "2024-08-05"),
    ],
)
def test_a_new_edition_holds_from_the_day_that_is_given(
    gongkai: Program, folder: Path, options: str, since: str
) -> None:
    gongkai("load plan.yaml")
    (folder / "plan.yaml").write_text(plan_text(("解读政策", "解读好政策")), encoding="utf-8")
    assert gongkai(f"load plan.yaml {options}").code == 0
    editions = json.loads(gongkai("editions --format json").out)
    assert [edition["since"] for edition in editions] == [None, since]


def test_an_edition_before_the_newest_is_refused(gongkai: Program, folder: Path) -> None:
    gongkai("load plan.yaml")
    (folder / "plan.yaml").write_text(plan_text(("解读政策", "解读好政策")), encoding="utf-8")
    gongkai("load plan.yaml --since 9月1日")
    (folder / "plan.yaml").write_text(plan_text(("解读政策", "解读政策措施")), encoding="utf-8")
    refusal = (
        "demo-2024 已有自 2024年9月1日 起执行的版次（第 3 号载入），新版（2024年7月1日）不能早于它，未载入。"
        "请用 --since 写 2024年9月1日 或以后的日期，或先用 gongkai undo 3 撤回那一版。\n"
    )
    for options in ("--since 7月1日", "--since 7月1日 --dry-run"):
        answer = gongkai(f"load plan.yaml {options}")
        assert (answer.code, answer.out, answer.err) == (1, "", refusal)


def test_a_day_that_is_none_is_told(gongkai: Program) -> None:
    answer = gongkai("load plan.yaml --since foo")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("无法识别日期“foo”。")


def test_a_load_for_a_later_day_says_what_is_listed_until_then(gongkai: Program, folder: Path) -> None:
    told = "新版自 2024年11月1日 起执行；在那之前，各表仍列上一版。"
    assert told not in gongkai("load plan.yaml --since 2024年11月1日").err
    (folder / "plan.yaml").write_text(plan_text(("解读政策", "解读好政策")), encoding="utf-8")
    answer = gongkai("load plan.yaml --since 2024年11月1日")
    assert answer.err.splitlines()[-1] == told
    assert "解读政策" in gongkai("tasks --plan demo-2024").out
    assert "解读好政策" in gongkai("tasks --plan demo-2024 --as-of 2024-11-01").out
    assert told not in gongkai("load plan.yaml --since 2024年11月1日").err


def test_a_load_for_an_earlier_day_says_so_and_its_trial_too(gongkai: Program, folder: Path) -> None:
    gongkai("load plan.yaml")
    (folder / "plan.yaml").write_text(plan_text(("解读政策", "解读好政策")), encoding="utf-8")
    told = "新版自 2024年9月1日 起执行；那天以后的各表，都改按新版列。"
    for options in ("--dry-run", ""):
        assert told in gongkai(f"load plan.yaml --since 9月1日 {options}").err.splitlines()


@pytest.mark.parametrize("options", ["", "--since 今天"])
def test_a_load_that_is_in_force_at_once_says_nothing_of_it(gongkai: Program, folder: Path, options: str) -> None:
    gongkai("load plan.yaml")
    (folder / "plan.yaml").write_text(plan_text(("解读政策", "解读好政策")), encoding="utf-8")
    assert "新版自" not in gongkai(f"load plan.yaml {options}").err
