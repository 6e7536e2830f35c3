"""The wider keys of a plan file: wrong values are told with their line and what to do, and the schema agrees."""

from pathlib import Path

import pytest

from conftest import Program
from editors_schema import LISTED, complaints_of
from gongkai_cli.planfile import document, reading
from gongkai_cli.planfile.document import PlanDocument
from plan_texts import Change, plan_text, section

DUE_ADVICE = (
    "请写 2024-09-30 这样的日期，或 9月底前、9月30日前、第三季度、上半年、年底前、2028年底，"
    "或 持续推进、长期坚持、常态化"
)
WITHOUT_UNITS = (
    "任务 1 lead 第 1 项：“县政府办”没有登记：文件里没有 units（单位），任务和活动却写了 2 个单位。"
    "请在 units 里逐个登记；没有分工的任务不写单位"
)


def of_plan(lines: str) -> Change:
    """Put lines into the plan section, after its year."""
    return ("  year: 2024\n", f"  year: 2024\n  {lines}\n")


def of_unit(lines: str) -> Change:
    """Put lines under a unit."""
    return ("name: 琴江镇", f"name: 琴江镇\n    {lines}")


def of_task(lines: str) -> Change:
    """Put lines under task 2."""
    return ("title: 解读政策", f"title: 解读政策\n    {lines}")


def read(text: str) -> PlanDocument:
    """Return the document of a text."""
    Path("plan.yaml").write_text(text, encoding="utf-8")
    return reading.read(Path("plan.yaml"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder to write plan files into."""
    monkeypatch.chdir(tmp_path)


WRONG: list[tuple[Change, int, str]] = [
    (of_plan("years: 2026"), 5, "工作要点 years：“2026”不是几年的年度，请写成 2026-2028 这样"),
    (of_plan("years: 2024-2023"), 5, "工作要点 years：“2024-2023”前后颠倒，请从早到晚写，如 2026-2028"),
    (of_plan("years: 2024-2024"), 5, "工作要点 years：“2024-2024”前后颠倒，请从早到晚写，如 2026-2028"),
    (of_plan("years: 2024-3000"), 5, "工作要点 years：“2024-3000”太晚，最晚到 2999"),
    (of_plan("years: [2024, 2026]"), 5, "工作要点 years：这里不是几年的年度，请写成 2026-2028 这样"),
    (of_plan("years: 2025-2026"), 1, "工作要点：year 写 2024，years 却从 2025 年起，请只写 years"),
    (("  year: 2024\n", "  years: 三年\n"), 4, "工作要点 years：“三年”不是几年的年度，请写成 2026-2028 这样"),
    (("  year: 2024\n", "  years: 1900-1901\n"), 4, "工作要点 years：“1900-1901”太早，最早从 1949 起"),
    (of_plan("number: ''"), 5, "工作要点 number：不能为空，请改正"),
    (of_plan("number: [号]"), 5, "工作要点 number：要写成一行文字"),
    (
        of_plan("issuer: 甲办\n  issuers: [乙办, 丙办]"),
        1,
        "工作要点：issuer 和 issuers 都写了，几个机关联合发文的，只写 issuers",
    ),
    (of_plan("issuers: {甲办: 乙办}"), 5, "工作要点 issuers：要写成列表，每项一行、以“- ”开头"),
    (of_plan("issuers: [甲办, 甲办]"), 5, "工作要点 issuers 第 2 项：“甲办”写了 2 次，请只留一次"),
    (of_plan("also: {各乡镇: 是}"), 5, "工作要点 also：要写成列表，每项一行、以“- ”开头"),
    (of_plan("also: [各乡镇, 各乡镇]"), 5, "工作要点 also 第 2 项：“各乡镇”写了 2 次，请只留一次"),
    (
        of_plan("also: [各乡]"),
        5,
        "工作要点 also 第 1 项：“各乡”没有登记。您是不是要找：各乡镇？请改正，或在 collectives 里登记",
    ),
    (
        of_plan("also: 县司法局"),
        5,
        "工作要点 also 第 1 项：“县司法局”是单位，also 里写的是集体称谓，请给各项任务分别写上它",
    ),
    (of_unit("contact: ''"), 13, "单位 琴江镇 contact：不能为空，请改正"),
    (of_unit("phone: [1]"), 13, "单位 琴江镇 phone：要写成一行文字"),
    (of_task("printed: ''"), 26, "任务 2 printed：不能为空，请改正"),
    (of_task("printed: [三]"), 26, "任务 2 printed：要写成一行文字"),
    (of_task("section: {一: 二}"), 26, "任务 2 section：要写成一行文字"),
    (
        of_task("support: [县司法]"),
        26,
        "任务 2 support 第 1 项：“县司法”没有登记。您是不是要找：县司法局？请改正，或在 units 里登记",
    ),
    (
        of_task("support: 县政府办、县司法局"),
        26,
        "任务 2 support 第 1 项：“县政府办、县司法局”里有顿号，请拆成列表里的几项",
    ),
    (
        of_task("support: [县政府办, 县政府办]"),
        26,
        "任务 2 support 第 2 项：“县政府办”写了 2 次，请只留一次",
    ),
    (
        of_task("support: [县政府办公室]"),
        26,
        "任务 2 support 第 1 项：“县政府办公室”是“县政府办”的别名，全文请统一写作“县政府办”",
    ),
    (
        of_task("others: [县政府办]"),
        26,
        "任务 2 others：要写成“分工: 单位”的几行，如 others: {指导: [县政府办]}",
    ),
    (of_task("others: 县政府办"), 26, "任务 2 others：要写成“分工: 单位”的几行，如 others: {指导: [县政府办]}"),
    (of_task("others: {'': [县政府办]}"), 26, "任务 2 others：有一样分工没有名称，请写成 {指导: [县政府办]} 这样"),
    (of_task("others: {指导: []}"), 26, "任务 2 others：“指导”没有写单位，请写上，或删去这一行"),
    (of_task("others: {配合: [县政府办]}"), 26, "任务 2 others：“配合”不写在 others 里，请写在 support 里"),
    (of_task("others: {指导: {甲: 乙}}"), 26, "任务 2 others 指导：要写成列表，每项一行、以“- ”开头"),
    (
        of_task("others: {指导: [县政府办, 县政府办]}"),
        26,
        "任务 2 others 指导 第 2 项：“县政府办”写了 2 次，请只留一次",
    ),
    (
        of_task("others: {指导: [县政府办公室]}"),
        26,
        "任务 2 others 指导 第 1 项：“县政府办公室”是“县政府办”的别名，全文请统一写作“县政府办”",
    ),
    (of_task("due: 13月底前"), 26, f"任务 2 due：“13月底前”不是日期，也不是认得的时限，{DUE_ADVICE}"),
    (of_task("due: [9月底]"), 26, f"任务 2 due：这里不是时限，{DUE_ADVICE}"),
    (
        of_task("due: 2025年底"),
        26,
        "任务 2 due：2025-12-31 不在本要点的期间内（2024-01-01 至 2024-12-31），请核对年份",
    ),
    (
        of_task("measures: [{text: 培训, due: 马上}]"),
        26,
        f"任务 2 measures 第 1 项 due：“马上”不是日期，也不是认得的时限，{DUE_ADVICE}",
    ),
    (
        of_task("measures: [{text: 培训, due: 2023年底}]"),
        26,
        "任务 2 measures 第 1 项 due：2023-12-31 不在本要点的期间内（2024-01-01 至 2024-12-31），请核对年份",
    ),
    ((section("units"), ""), 14, WITHOUT_UNITS),
    ((section("units"), "units: []\n"), 15, WITHOUT_UNITS),
]


@pytest.mark.parametrize(("change", "line", "message"), WRONG)
def test_a_wrong_value_is_told_once_with_its_place(gongkai: Program, change: Change, line: int, message: str) -> None:
    Path("plan.yaml").write_text(plan_text(change), encoding="utf-8")
    answer = gongkai("check plan.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.splitlines() == [f"plan.yaml:{line}: {message}。"]


def test_a_broken_unit_beside_others_is_no_lack_of_units(gongkai: Program) -> None:
    Path("plan.yaml").write_text(plan_text((section("units"), "units: [县政府办]\n")), encoding="utf-8")
    assert gongkai("check plan.yaml").err.splitlines() == ["plan.yaml:6: 第 1 个单位：要写成“键: 值”的几行。"]


def test_without_units_a_collective_of_a_kind_has_no_members(gongkai: Program) -> None:
    tasks = "tasks:\n  - {no: 1, title: 公开政策, responsible: [各乡镇]}\n"
    text = plan_text((section("units"), ""), (section("tasks"), tasks), (section("activities"), ""))
    Path("plan.yaml").write_text(text, encoding="utf-8")
    lines = gongkai("check plan.yaml").err.splitlines()
    assert [line.partition("：")[0] for line in lines] == [
        "plan.yaml:8: 集体称谓 县政府各部门 kind 第 1 项",
        "plan.yaml:10: 集体称谓 各乡镇 kind 第 1 项",
    ]


def test_brackets_keep_a_name_together() -> None:
    names = "[各县（市、区）人民政府, 各区〔县、市〕政府, 各乡(镇、街道)]"
    collectives = "  - name: 各县（市、区）人民政府\n  - name: 各区〔县、市〕政府\n  - name: 各乡(镇、街道)\ntasks:\n"
    text = plan_text(("responsible: [县司法局]", f"lead: {names}"), ("tasks:\n", collectives))
    found = read(text)
    assert found.tasks[1].lead == ("各县（市、区）人民政府", "各区〔县、市〕政府", "各乡(镇、街道)")
    assert [one.name for one in found.collectives if one.is_open] == list(found.tasks[1].lead)


def test_years_give_the_first_year_and_the_last_day() -> None:
    for years in ("2024-2026", "2024—2026", "2024至2026年", "2024年-2026年", "2024～2026"):
        header = read(plan_text(("  year: 2024\n", f"  years: {years}\n"))).plan
        assert (header.years, header.year, str(header.last_day)) == ("2024-2026", 2024, "2026-12-31")


def test_check_names_what_is_open_and_what_is_unassigned(gongkai: Program) -> None:
    change = ("    responsible: [县司法局]\n", "")
    Path("plan.yaml").write_text(plan_text(change, ("collectives:\n", "collectives:\n  - name: 有关单位\n")), "utf-8")
    assert gongkai("check plan.yaml").out.splitlines() == [
        "plan.yaml：没有问题。演示县2024年工作要点，单位 3 个、任务 2 项、活动 1 项",
        "  待明确：有关单位 还没有写 kind 或 members，先不计任何单位",
        "  未分工：任务 2 没有单位",
    ]


def test_a_collective_of_every_task_leaves_none_unassigned(gongkai: Program) -> None:
    text = plan_text(("    responsible: [县司法局]\n", ""), of_plan("also: [各乡镇]"))
    Path("plan.yaml").write_text(text, encoding="utf-8")
    assert "未分工" not in gongkai("check plan.yaml").out


# The JSON Schema


SCHEMA = document.json_schema()


@pytest.mark.parametrize(
    "change",
    [
        ("  year: 2024\n", "  years: 2024-2026\n"),
        of_plan("years: 2024至2026年"),
        of_plan("number: 演府办发〔2024〕3号"),
        of_plan("issuers: [甲办, 乙办]"),
        of_plan("issuers: 甲办"),
        of_plan("also: 各乡镇"),
        of_unit("contact: 周敏"),
        of_unit("phone: 13900000000"),
        of_task("printed: 3"),
        of_task("printed: 3."),
        of_task("printed: （三）"),
        of_task("section: 一、政策"),
        of_task("support: 县政府办"),
        of_task("others: {指导: 县政府办, 考核: [县司法局, 省政府办]}"),
        of_task("due: 7月底前"),
        of_task("due: 2024-07-31"),
        of_task("measures: [{text: 培训, due: 第三季度}]"),
        ("    responsible: [县司法局]\n", ""),
        ("  - name: 县政府各部门\n    kind: [县政府部门]", "  - name: 县政府各部门"),
    ],
)
def test_check_and_schema_accept_the_same(change: Change) -> None:
    text = plan_text(*LISTED, change) if change[0] in plan_text() else plan_text(*LISTED).replace(*change)
    read(text)
    assert complaints_of(SCHEMA, text) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (of_plan("years: 三年"), "plan/years: anyOf"),
        (of_plan("years: 2026"), "plan/years: anyOf"),
        (("  year: 2024\n", ""), "plan: anyOf"),
        (of_plan("issuer: 甲办\n  issuers: [乙办]"), "plan: not"),
        (of_plan("number: ''"), "plan/number: anyOf"),
        (of_plan("also: {各乡镇: 是}"), "plan/also: anyOf"),
        (of_unit("phone: [1]"), "units/2/phone: anyOf"),
        (of_unit("contact: ''"), "units/2/contact: anyOf"),
        (of_task("printed: ''"), "tasks/1/printed: anyOf"),
        (of_task("section: [一]"), "tasks/1/section: anyOf"),
        (of_task("support: {县政府办: 是}"), "tasks/1/support: anyOf"),
        (of_task("others: [县政府办]"), "tasks/1/others: type"),
        (of_task("others: {指导: {甲: 乙}}"), "tasks/1/others/指导: anyOf"),
        (of_task("due: ''"), "tasks/1/due: anyOf"),
        (of_task("due: [9月底]"), "tasks/1/due: anyOf"),
    ],
)
def test_check_and_schema_refuse_the_same(gongkai: Program, change: Change, complaint: str) -> None:
    text = plan_text(*LISTED, change)
    Path("plan.yaml").write_text(text, encoding="utf-8")
    assert gongkai("check plan.yaml").code == 3
    assert complaints_of(SCHEMA, text) == [complaint]
