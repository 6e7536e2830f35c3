"""The wider keys of a plan file at the command line: printed numbers, sections, duties, tasks without units."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Program
from plan_of_all_fields import ALL_FIELDS, all_fields


@pytest.fixture
def loaded(unmade: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on a store with this plan alone, without a collective of every task."""
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(all_fields(("  also: [各镇]\n", "")), encoding="utf-8")
    answer = unmade("load plan.yaml")
    assert answer.code == 0, answer.err
    return unmade


def numbers(gongkai: Program, command: str) -> list[int]:
    """Return the numbers of the tasks that a command lists."""
    answer = gongkai(f"{command} --format json")
    assert answer.code == 0, answer.err
    found: list[dict[str, Any]] = json.loads(answer.out)
    return [task["no"] for task in found]


def test_tasks_are_listed_with_their_printed_numbers_and_words(loaded: Program) -> None:
    lines = loaded("tasks").out.splitlines()
    assert [line.split()[:3] for line in lines[3:7]] == [
        ["1", "集中公开政策", "各部门"],  # （一） is its number
        ["2", "（一）", "做好政策解读"],
        ["3", "（二）", "报送解读材料"],
        ["4", "总结", "未分工"],
    ]
    assert [word in lines[place] for place, word in ((3, "7月底前"), (4, "常态化"), (5, "2025年6月底前"))] == [True] * 3
    assert [("（未注明）" in line) for line in lines[3:7]] == [False, False, False, True]


def test_tasks_are_grouped_by_their_sections(loaded: Program) -> None:
    lines = loaded("tasks --by-section").out.splitlines()
    first, second = lines.index("一、政策公开"), lines.index("二、政策解读")
    of_first, of_second = lines[first + 3 : second], lines[second + 3 : second + 5]
    assert [line.split()[0] for line in of_first] == ["1", "4"]
    assert [line.split()[0] for line in of_second] == ["2", "3"]


def test_sections_keep_their_order_whatever_the_tasks_are_sorted_by(loaded: Program) -> None:
    assert loaded("mark 2 --dept 县司法局 --percent 50").code == 0
    lines = loaded("tasks --by-section --sort percent").out.splitlines()
    assert [line for line in lines if line.startswith(("一、", "二、"))] == ["一、政策公开", "二、政策解读"]


def test_a_plan_without_sections_has_one_group(gongkai: Program) -> None:
    lines = gongkai("tasks --by-section").out.splitlines()
    assert lines[1] == "（不分部分）"
    assert len(lines) == len(gongkai("tasks").out.splitlines()) + 1


@pytest.mark.parametrize("typed", ["3", "（二）", "(二)", "二", "任务二", "任务3"])
def test_a_task_is_shown_by_its_printed_number(loaded: Program, typed: str) -> None:
    answer = loaded("show", typed)
    assert answer.code == 0, answer.err
    assert "任务 3　报送解读材料" in answer.out


def test_a_printed_number_of_several_tasks_is_asked_about(loaded: Program) -> None:
    answer = loaded("show （一）")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "印发序号“（一）”有 2 项：任务 1、2。请写序号，如 1。\n"


def test_a_printed_number_of_no_task_is_told(loaded: Program) -> None:
    assert loaded("show 第九条").code == 2


def test_the_bundled_plan_is_shown_by_its_numerals(gongkai: Program) -> None:
    assert gongkai("show 十二").out == gongkai("show 12").out
    assert "印发序号" not in gongkai("show 12").out


def test_a_page_has_every_wider_fact(loaded: Program) -> None:
    page = loaded("show 1").out.splitlines()
    assert [line for line in page if line.startswith(("所在部分", "配合单位", "指导", "负责考核", "完成时限"))] == [
        "所在部分  一、政策公开",
        "配合单位  县档案馆",
        "指导      省政府办、县政府办",
        "负责考核  县督查室",
        "完成时限  7月底前（7月31日）",
    ]
    assert "印发序号  （一）" in loaded("show 2").out.splitlines()
    measures = [line for line in page if line.startswith("1.")]
    assert [line.split()[-1] for line in measures] == ["4月底前", "10月底前", "长期坚持"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("--role 指导", [1]),
        ("--role 负责考核", [1]),
        ("--role 指导 --dept 县政府办", [1]),
        ("--role 指导 --dept 县司法局", []),
        ("--role 指导 --status 已完成", []),
        ("--role 配合", [1]),
        ("--role 牵头", [1]),
        ("--search 督查室", [1]),
        ("--search 档案馆", [1]),
        ("--search 政策解读", [2, 3]),
    ],
)
def test_tasks_are_found_by_duty_and_text(loaded: Program, options: str, found: list[int]) -> None:
    assert numbers(loaded, f"tasks {options}") == found


def test_a_wrong_duty_names_the_duties_of_the_plan(loaded: Program) -> None:
    answer = loaded("tasks --role 指挥")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("相关（possible），或这个计划里的 指导、负责考核。\n")


@pytest.mark.parametrize("whom", ["--dept 县司法局", "--all", "--all --yes", "--dept 没有的单位"])
def test_a_task_without_units_cannot_be_marked(loaded: Program, whom: str) -> None:
    answer = loaded(f"mark 4 {whom} --percent 50")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "任务 4 未分工，没有单位可以报告，未记录。"
        "请在计划文件里给它写上 lead 或 responsible（集体称谓要列出成员），再 gongkai load。\n"
    )
    page = loaded("show 4").out
    assert "未报送    还没有单位：在计划文件里写 lead 或 responsible，再 gongkai load\n" in page
    assert "gongkai mark" not in page


def test_status_names_what_is_unassigned_and_what_is_open(loaded: Program) -> None:
    lines = loaded("status").out.splitlines()
    attention = {line.split()[0]: line.split()[-1] for line in lines[lines.index("需要关注") + 3 :] if line.strip()}
    assert attention["未分工的任务"] == "4"
    assert attention["待明确的集体称谓"] == "各县（市、区）人民政府"


def test_the_deadline_of_a_measure_comes_up(loaded: Program) -> None:
    items = json.loads(loaded("upcoming --days 30 --as-of 2024-04-15 --format json").out)
    assert [(item["kind"], item["code"], item["end"], item["late"]) for item in items] == [
        ("node", "1.1", "2024-04-30", False)
    ]
    assert "提出方案（时限）" in loaded("upcoming --days 30 --as-of 2024-04-15").out
    later = json.loads(loaded("upcoming --days 30 --as-of 2024-10-10 --format json").out)
    assert [(item["kind"], item["code"]) for item in later] == [("task", "1"), ("node", "1.2")]


def test_a_measure_with_a_rhythm_has_one_node_on_a_day(unmade: Program, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(all_fields(("提出方案, due: 4月底前", "提出方案, rhythm: 每季度, due: 6月底前")), encoding="utf-8")
    assert unmade("load", str(file)).code == 0
    items = json.loads(unmade("upcoming --days 30 --as-of 2024-06-10 --format json").out)
    assert [(item["code"], item["end"]) for item in items] == [("1.1", "2024-06-30")]


def test_a_plan_over_new_year_reads_its_words(unmade: Program, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    over = ALL_FIELDS.replace("years: 2024-2025", "year: 2024\n  ends_on: 2025-03-31").replace(
        "issued_on: 2024-03-01", "issued_on: 2024-10-08"
    )
    over = (
        over.replace("due: 7月底前", "due: 3月底前")
        .replace("2025年6月底前", "第一季度")
        .replace("4月底前", "11月底前")
        .replace("10月底前", "1月底前")
    )
    file.write_text(over, encoding="utf-8")
    assert unmade("load", str(file)).code == 0
    listed = json.loads(unmade("tasks --format json").out)
    assert [task["due"] for task in listed] == ["2025-03-31", None, "2025-03-31", "2025-03-31"]
    measures = json.loads(unmade("show 1 --format json").out)["measures"]
    assert [one["due"] for one in measures] == ["2024-11-30", "2025-01-31", None]


def test_units_have_a_person_in_charge(loaded: Program) -> None:
    page = loaded("dept 县政府办").out.splitlines()
    assert [line for line in page if line.startswith(("联系人", "电话"))] == ["联系人    周敏", "电话      5550101"]
    assert "联系人" not in loaded("dept 县司法局").out


def test_several_issuers_and_the_number_are_of_the_plan(loaded: Program) -> None:
    (plan,) = json.loads(loaded("plans --format json").out)
    assert (plan["number"], plan["issuer"]) == ("墨府办发〔2024〕8号", "墨云县政府办、墨云县司法局")
    assert (plan["year"], plan["ends_on"]) == (2024, "2025-12-31")


def test_a_plan_without_units_has_tasks_and_no_units(unmade: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_TODAY", "2025-10-08")
    file = Path(__file__).parents[1] / "planfile" / "plans" / "qingyan.yaml"
    assert unmade("load", str(file)).code == 0
    assert numbers(unmade, "tasks") == [1, 2, 3]
    assert unmade("depts").out.splitlines()[-1] == "没有单位：计划文件里没有写 units（单位）。"
    assert unmade("owed --period 6月").code == unmade("status").code == 0
