"""The listings: tables word for word, filters and figures."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest

from conftest import Program, run

KNOWN_STATUSES = "未启动（not_started）、推进中（in_progress）、受阻（blocked）、已完成（done）、已中止（stopped）"
KNOWN_PACES = "超进度（ahead）、达进度（on_track）、欠进度（behind）、逾期（overdue）、已完成（done）"

PLAN = "石城县2024年政务公开工作要点"
YEAR_END = "完成时限 12月31日前（文件未注明，按年底计）"
NOTHING = "□□□□□   0%"

DEADLINES = """\
plan:
  key: deadlines-2024
  title: 演示县2024年工作要点
  year: 2024
  issued_on: 2024-01-01
units:
  - {name: 县政府办, kind: 县政府部门}
tasks:
  - {no: 1, title: 没有印期限, lead: 县政府办}
  - {no: 2, title: 九月底完成, lead: 县政府办, due: 2024-09-30}
  - {no: 3, title: 常年工作, lead: 县政府办, due: 持续推进}
  - {no: 4, title: 八月底完成, lead: 县政府办, due: 2024-08-31}
"""
"""A plan whose tasks have a deadline each, none, or no end."""


def rows(gongkai: Program, command: str) -> list[dict[str, Any]]:
    """Return a listing's rows in JSON."""
    answer = gongkai(f"{command} --format json")
    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert isinstance(found, list)
    return found


def row(gongkai: Program, command: str) -> dict[str, Any]:
    """Return a page in JSON."""
    answer = gongkai(f"{command} --format json")
    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert isinstance(found, dict)
    return found


def numbers(gongkai: Program, command: str) -> list[int]:
    """Return the task numbers of a listing, in its order."""
    return [one["no"] for one in rows(gongkai, command)]


def cells(text: str) -> int:
    """Return the width of a text in terminal cells."""
    return sum(1 + (east_asian_width(mark) in "WF") for mark in text)


def pad(text: str, width: int) -> str:
    """Return `text` filled with blanks to a number of cells."""
    return text + " " * (width - cells(text))


def report(gongkai: Program, *marks: str) -> None:
    """Record some reports, each `3 --dept 县司法局 --percent 40`."""
    for mark in marks:
        answer = gongkai(f"mark {mark}")
        assert answer.code == 0, answer.err


# Tables, compared whole


def test_tasks_lists_twelve(gongkai: Program) -> None:
    drawn = [
        f"{no:4}  {pad(title, 36)}  {pad(lead, 46)}  未启动  {NOTHING}  {done}  欠进度  {done}"
        for no, title, lead, done in (
            (1, "聚焦高质量发展推进信息公开", "—", " 0/9"),
            (2, "围绕保障和改善民生深化信息公开", "—", "0/12"),
            (3, "加强重大政策宣传联动及落实结果评价", "县政府办、县行政审批局、县司法局、县融媒体中心", "0/35"),
            (4, "优化重大政策解读方式提升解读质量", "县政府办、县行政审批局", "0/14"),
            (5, "建立重大行政决策主动听取意见机制", "县政府办、县司法局、县行政审批局", "0/34"),
            (6, "健全政务舆情会商处置和回应机制", "县政府办、县网信办", "0/35"),
            (7, "规范政府网站与政务新媒体建设管理", "县政府办、县行政审批局", "0/34"),
            (8, "持续推进基层政务公开标准化规范化建设", "县政府办", "0/34"),
            (9, "落实保密审查和信息发布制度", "县政府办、县司法局", "0/34"),
            (10, "完善考核评估体系和培训机制", "县政府办", "0/34"),
            (11, "强化指导协调和督促检查", "县政府办", "0/34"),
            (12, "凝聚合力狠抓工作落实", "县政府办", "0/34"),
        )
    ]
    assert gongkai("tasks").out.splitlines() == [
        "石城县2024年政务公开工作要点　任务 12 项　完成时限 12月31日前（文件未注明，按年底计）　截至 2024年10月8日",
        f"序号  {pad('任务', 36)}  {pad('牵头单位', 46)}  状态    进度        完成  序时    已报",
        "━" * 130,
        *drawn,
        "单项任务：gongkai show 序号　单个单位：gongkai tasks --dept 单位",
    ]


def test_tasks_of_a_unit_say_its_part_in_each(gongkai: Program) -> None:
    report(gongkai, "3 --dept 县司法局 --percent 40 --note 已开会 --on 9月30日")
    assert gongkai("tasks --dept 县司法局").out.splitlines() == [
        f"{PLAN}　县司法局　任务 10 项，其中相关（待认领）1 项，认领前不计　{YEAR_END}　截至 2024年10月8日",
        "序号  任务                                  职责          状态    进度        序时    最近报告",
        "━" * 100,
        "   3  加强重大政策宣传联动及落实结果评价    牵头          推进中  ■■□□□  40%  欠进度  9月30日 已开会",
        f"   4  优化重大政策解读方式提升解读质量      相关          未启动  {NOTHING}  —       未报送",
        f"   5  建立重大行政决策主动听取意见机制      牵头          未启动  {NOTHING}  欠进度  未报送",
        f"   6  健全政务舆情会商处置和回应机制        责任（统称）  未启动  {NOTHING}  欠进度  未报送",
        f"   7  规范政府网站与政务新媒体建设管理      责任（统称）  未启动  {NOTHING}  欠进度  未报送",
        f"   8  持续推进基层政务公开标准化规范化建设  责任（统称）  未启动  {NOTHING}  欠进度  未报送",
        f"   9  落实保密审查和信息发布制度            牵头          未启动  {NOTHING}  欠进度  未报送",
        f"  10  完善考核评估体系和培训机制            责任（统称）  未启动  {NOTHING}  欠进度  未报送",
        f"  11  强化指导协调和督促检查                责任（统称）  未启动  {NOTHING}  欠进度  未报送",
        f"  12  凝聚合力狠抓工作落实                  责任（统称）  未启动  {NOTHING}  欠进度  未报送",
        "相关：任务 4　文件原文：“有关部门和单位”",
        "责任（统称）：任务 6、7、8、10、11、12　文件原文：“县政府各部门”",
        "报告进展：gongkai mark 序号 --dept 县司法局 --percent 60 --note 进展",
    ]


def test_a_task_without_leads_is_shown_whole(gongkai: Program) -> None:
    units = (
        "县工信局、县发改委、县商务局、县文广旅局、县市场监管局、县农业农村局、县教科体局、石城工业园区管委会、"
        "县生态环境局"
    )
    assert gongkai("show 1").out.splitlines() == [
        "石城县2024年政务公开工作要点　任务 1　聚焦高质量发展推进信息公开　截至 2024年10月8日",
        "牵头单位  —",
        f"责任单位  {units}",
        "集体称谓  —",
        "状态      未启动",
        f"进度      {NOTHING}",
        "序时进度  欠进度",
        "完成时限  12月31日前（文件未注明，按年底计）",
        "完成单位  0/9",
        "已报单位  0/9",
        f"未报送    {units}",
        "",
        "举措　9 条",
        "编号  内容                                                                      指标  频次",
        "━" * 90,
        "1.1   制造业重点产业链现代化建设“1269”“7510”“3212”行动计划的举措与进展及时公布",
        "1.2   数字经济做优做强“一号发展工程”的举措与成效及时公布",
        "1.3   “上云用数赋智”工程的举措与成效及时公布",
        "1.4   “两地三区”发展战略的举措与成效及时公布",
        "1.5   电子商务、智能家居、文娱旅游、体育赛事等消费政策实时对外发布",
        "1.6   公开支持民营经济发展壮大的系列政策",
        "1.7   公开面向中小企业的政府采购支持政策",
        "1.8   把“双随机、一公开”的工作力度提上去",
        "1.9   依法公开公示企业的信用信息",
        "",
        "承办单位　9 个：已报送 0、未报送 9、不计 0",
        "单位                职责  状态    进度        序时    最近报告",
        "━" * 62,
        f"县工信局            负责  未启动  {NOTHING}  欠进度  未报送",
        f"县发改委            负责  未启动  {NOTHING}  欠进度  未报送",
        f"县商务局            负责  未启动  {NOTHING}  欠进度  未报送",
        f"县文广旅局          负责  未启动  {NOTHING}  欠进度  未报送",
        f"县市场监管局        负责  未启动  {NOTHING}  欠进度  未报送",
        f"县农业农村局        负责  未启动  {NOTHING}  欠进度  未报送",
        f"县教科体局          负责  未启动  {NOTHING}  欠进度  未报送",
        f"石城工业园区管委会  负责  未启动  {NOTHING}  欠进度  未报送",
        f"县生态环境局        负责  未启动  {NOTHING}  欠进度  未报送",
        "",
        "台账　0 条",
        "还没有记录。",
        "",
        "报告进展：gongkai mark 1 --dept 单位 --percent 60 --note 进展",
    ]


def test_a_task_with_leads_and_collectives_is_shown_whole(gongkai: Program) -> None:
    report(gongkai, "3 --dept 县政府办 --percent 40 --note 已开会 --on 9月30日")
    out = gongkai("show 3").out
    recorded = re.search(r"20\d\d年\d+月\d+日 \d\d:\d\d", out)
    assert recorded
    moment = recorded.group()
    departments = (
        "县工信局、县发改委、县商务局、县文广旅局、县市场监管局、县农业农村局、县教科体局、县生态环境局、县人社局、"
        "县退役军人事务局、县民政局、县自然资源局、县住建局、县财政局、县卫健委、县交通运输局、县医疗保障局、"
        "县应急管理局、县乡村振兴局"
    )
    townships = "琴江镇、高田镇、横江镇、木兰乡、小松镇、龙岗乡、大由乡、屏山镇、丰山乡、珠坑乡、赣江源镇"
    members = f"{departments}、{townships}".split("、")

    def silent(unit: str, role: str, pace: str = "欠进度") -> str:
        return f"{pad(unit, 16)}  {pad(role, 12)}  未启动  {NOTHING}  {pace}  未报送"

    assert out.splitlines() == [
        "石城县2024年政务公开工作要点　任务 3　加强重大政策宣传联动及落实结果评价　截至 2024年10月8日",
        "牵头单位  县政府办、县行政审批局、县司法局、县融媒体中心",
        "责任单位  县城市社区管委会",
        "集体称谓  县政府各部门、县直有关单位、各乡镇人民政府",
        "状态      推进中",
        "进度      ■□□□□  10%",
        "序时进度  欠进度",
        "完成时限  12月31日前（文件未注明，按年底计）",
        "完成单位  0/35",
        "已报单位  1/35",
        f"未报送    县行政审批局、县司法局、县融媒体中心、县城市社区管委会、{departments}、{townships}",
        "",
        "举措　7 条",
        "编号  内容                                                                        指标  频次",
        "━" * 92,
        "3.1   及时收集县政府重大政策、重点工作、重要会议的宣传素材",
        "3.2   宣传选题先策划、多会商",
        "3.3   用政策吹风会、在线访谈、新闻发布会等形式，及时引导媒体加大报道",
        "3.4   主动向《江西·政能亮》报送选题",
        "3.5   选取部分领域做专题性政策评价",
        "3.6   探索建立评价重大政策落实情况的机制",
        "3.7   从执行标准、适用范围、使用情况、成效、问题等方面评价效果，摸清政策落地情况",
        "",
        "承办单位　38 个：已报送 1、未报送 34、不计 3",
        "单位              职责          状态    进度        序时    最近报告",
        "━" * 74,
        "县政府办          牵头          推进中  ■■□□□  40%  欠进度  9月30日 已开会",
        *(silent(unit, "牵头") for unit in ("县行政审批局", "县司法局", "县融媒体中心")),
        silent("县城市社区管委会", "负责"),
        *(silent(unit, "责任（统称）") for unit in members),
        *(silent(unit, "相关", "—     ") for unit in ("县网信办", "县金融服务中心", "县国资服务中心")),
        "责任（统称）：文件原文“县政府各部门”，19 个单位",
        "责任（统称）：文件原文“各乡镇人民政府”，11 个单位",
        "相关：文件原文“县直有关单位”，3 个单位",
        "",
        "台账　1 条",
        f"编号  {pad('记录时间', cells(moment))}  记录人  单位      报告日期  变化                    内容",
        "━" * (72 + cells(moment)),
        f"   2  {moment}  测试员  县政府办  9月30日   未启动 0% → 推进中 40%  进展：已开会",
        "",
        "报告进展：gongkai mark 3 --dept 单位 --percent 60 --note 进展",
    ]


def test_units_of_one_kind_are_listed_with_their_counts(gongkai: Program) -> None:
    assert gongkai("depts --kind 驻县单位").out.splitlines() == [
        "石城县2024年政务公开工作要点　单位 1 个　截至 2024年10月8日",
        "单位            类别      牵头  负责  统称  相关  完成  进度  序时  活动已办",
        "━" * 77,
        "县消防救援大队  驻县单位     ·     ·     ·     1   0/0     —  —     0/1 逾期1",
        "单个单位：gongkai dept 单位　按类别：gongkai depts --kind 乡镇",
    ]


def test_a_unit_stands_on_one_page(gongkai: Program) -> None:
    assert gongkai("dept 县消防救援大队").out.splitlines() == [
        "石城县2024年政务公开工作要点　县消防救援大队　截至 2024年10月8日",
        "类别      驻县单位",
        "别名      县消防大队",
        "任务      相关（待认领）1 项，认领前不计",
        "完成      0/0",
        "进度      —",
        "序时进度  —",
        "活动      1 场，已办 0 场，逾期未办 1 场",
        "",
        "任务　1 项　完成时限 12月31日前（文件未注明，按年底计）",
        "序号  任务                              职责  状态    进度        序时  最近报告",
        "━" * 80,
        f"   4  优化重大政策解读方式提升解读质量  相关  未启动  {NOTHING}  —     未报送",
        "相关：任务 4　文件原文：“有关部门和单位”",
        "",
        "活动　1 场",
        "序号  时间  活动主题  活动形式  状态",
        "━" * 46,
        "   1  5月   消防安全  未注明    待定，逾期未办",
        "",
        "台账　0 条",
        "还没有记录。",
        "",
        "报告进展：gongkai mark 序号 --dept 县消防救援大队 --percent 60 --note 进展",
    ]


def test_the_plans_are_listed(gongkai: Program) -> None:
    assert gongkai("plans").out.splitlines() == [
        "工作要点 1 个",
        "标识           标题                          年度  期间                    任务  单位  活动  进度",
        "━" * 103,
        "shicheng-2024  石城县2024年政务公开工作要点  2024  2024年5月26日—12月31日    12    40    28  □□□□□   0%",
        "切换工作要点：gongkai --plan 标识 tasks　载入：gongkai load 文件",
    ]


def test_parts_of_several_units_name_the_unit_first(gongkai: Program) -> None:
    assert gongkai("tasks --dept 网信办 --dept 县融媒体中心 --role 牵头").out.splitlines() == [
        f"{PLAN}　县网信办、县融媒体中心　任务 2 项　{YEAR_END}　截至 2024年10月8日",
        "单位          序号  任务                                职责  状态    进度        序时    最近报告",
        "━" * 98,
        f"县网信办         6  健全政务舆情会商处置和回应机制      牵头  未启动  {NOTHING}  欠进度  未报送",
        f"县融媒体中心     3  加强重大政策宣传联动及落实结果评价  牵头  未启动  {NOTHING}  欠进度  未报送",
        "报告进展：gongkai mark 序号 --dept 县网信办 --percent 60 --note 进展",
    ]


def test_a_listing_without_rows_says_what_to_do(gongkai: Program) -> None:
    assert gongkai("tasks --status 受阻").out.splitlines() == [
        "石城县2024年政务公开工作要点　任务 0 项　截至 2024年10月8日",
        "没有符合条件的任务。去掉一些条件再试，或用 gongkai tasks 查看全部任务。",
    ]
    assert gongkai("tasks --dept 县司法局 --role 负责").out.splitlines() == [
        "石城县2024年政务公开工作要点　县司法局　任务 0 项　截至 2024年10月8日",
        "县司法局没有符合条件的任务。去掉一些条件再试，或用 gongkai dept 县司法局 查看这个单位。",
    ]


# Roles


def test_the_bureau_of_justice_has_ten_tasks_in_three_roles(gongkai: Program) -> None:
    parts = rows(gongkai, "tasks --dept 县司法局")
    assert [(part["no"], part["role"], part["via"]) for part in parts] == [
        (3, "lead", None),
        (4, "possible", "有关部门和单位"),
        (5, "lead", None),
        *((no, "member", "县政府各部门") for no in (6, 7, 8)),
        (9, "lead", None),
        *((no, "member", "县政府各部门") for no in (10, 11, 12)),
    ]
    assert [part["no"] for part in parts if not part["counted"]] == [4]


def test_the_counted_units_of_each_task(gongkai: Program) -> None:
    """Named units and definite collectives count; indefinite ones count after a report."""
    totals = [one["units_total"] for one in rows(gongkai, "tasks")]
    assert totals == [9, 12, 35, 14, 34, 35, 34, 34, 34, 34, 34, 34]


def test_parts_of_all_units_by_role(gongkai: Program) -> None:
    units = rows(gongkai, "depts")
    counts = {role: sum(unit[role] for unit in units) for role in ("lead", "responsible", "member", "possible")}
    assert counts == {"lead": 19, "responsible": 31, "member": 293, "possible": 59}
    assert sum(unit["counted"] for unit in units) == 19 + 31 + 293


@pytest.mark.parametrize(
    ("role", "chosen"),
    [("lead", range(3, 13)), ("负责", range(1, 13)), ("member", range(3, 13)), ("有关", range(3, 13))],
)
def test_role_without_a_unit_leaves_tasks_where_somebody_has_it(
    gongkai: Program, role: str, chosen: Sequence[int]
) -> None:
    assert numbers(gongkai, f"tasks --role {role}") == list(chosen)


@pytest.mark.parametrize(
    ("role", "chosen"),
    [
        ("lead", [3, 5, 9]),
        ("牵头", [3, 5, 9]),
        ("responsible", []),
        ("负责", []),
        ("member", [6, 7, 8, 10, 11, 12]),
        ("参与", [6, 7, 8, 10, 11, 12]),
        ("POSSIBLE", [4]),
        ("有关", [4]),
    ],
)
def test_role_with_a_unit_leaves_its_parts_in_that_role(gongkai: Program, role: str, chosen: list[int]) -> None:
    assert numbers(gongkai, f"tasks --dept 县司法局 --role {role}") == chosen


# Units: names, aliases, parts of names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("县发改委", "县发改委"),
        ("县发展和改革委员会", "县发改委"),
        ("发展和改革", "县发改委"),
        ("司法", "县司法局"),
        ("消防", "县消防救援大队"),
        ("高田", "高田镇"),
        ("' 县司法局 '", "县司法局"),
    ],
)
def test_a_unit_is_meant_by_name_alias_or_unique_part(gongkai: Program, typed: str, name: str) -> None:
    assert {part["unit"] for part in rows(gongkai, f"tasks --dept {typed}")} == {name}
    assert row(gongkai, f"dept {typed}")["name"] == name


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("管委会", "“管委会”可指 2 个单位：石城工业园区管委会、县城市社区管委会。请写得更完整。"),
        ("县司法厅", "没有单位“县司法厅”。您是不是要找：县司法局？用 gongkai depts 查看全部单位。"),
        ("火星", "没有单位“火星”。用 gongkai depts 查看全部单位。"),
    ],
)
@pytest.mark.parametrize("command", ["tasks --dept", "dept"])
def test_a_unit_not_meant_alone_is_refused_with_the_candidates(
    gongkai: Program, command: str, typed: str, message: str
) -> None:
    answer = gongkai(f"{command} {typed}")
    assert (answer.code, answer.out, answer.err) == (4, "", f"{message}\n")


def test_several_units_come_in_the_order_typed_and_each_once(gongkai: Program) -> None:
    parts = rows(gongkai, "tasks --dept 琴江镇 --dept 司法 --dept 县司法局")
    assert [part["unit"] for part in parts] == ["琴江镇"] * 10 + ["县司法局"] * 10
    assert [part["no"] for part in parts] == [*range(3, 13), *range(3, 13)]


@pytest.mark.parametrize(
    ("kind", "count"), [("县政府部门", 22), ("县直单位", 4), ("驻县单位", 1), ("乡镇", 11), ("管委会", 2)]
)
def test_units_of_a_kind(gongkai: Program, kind: str, count: int) -> None:
    assert [unit["kind"] for unit in rows(gongkai, f"depts --kind {kind}")] == [kind] * count


def test_an_unknown_kind_is_refused_with_the_known_ones(gongkai: Program) -> None:
    answer = gongkai("depts --kind 街道")
    assert (answer.code, answer.out) == (4, "")
    assert answer.err == "没有类别“街道”。可以用：县政府部门、县直单位、驻县单位、乡镇、管委会。\n"


# Filters and sorting

SPREAD = (
    "8 --dept 县政府办 --percent 60",
    "10 --dept 县政府办 --percent 80",
    "11 --dept 县政府办 --percent 100",
    "12 --dept 县政府办 --status 受阻 --percent 20",
    "7 --dept 县政府办 --status 已中止",
    "7 --dept 县行政审批局 --status 已中止",
)
"""Reports that give the tasks 7, 8, 10, 11 and 12 a status and a pace each; 61.6 % of the period is gone."""


@pytest.fixture(scope="module")
def spread_store(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with those reports, made once."""
    path = tmp_path_factory.mktemp("spread") / "gongkai.db"
    shutil.copy(filled_store, path)
    for mark in SPREAD:
        answer = run((f"--db {path} --as-of 2024-10-08 --by 测试员 mark {mark}",))
        assert answer.code == 0, answer.err
    return path


@pytest.fixture
def spread(spread_store: Path, store: Path, gongkai: Program) -> Program:
    """The program on a store with those reports."""
    shutil.copy(spread_store, store)
    return gongkai


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        ("--status not_started", [1, 2, 3, 4, 5, 6, 9]),
        ("--status 推进中", [8, 10]),
        ("--status blocked", [12]),
        ("--status 已完成", [11]),
        ("--status stopped", [7]),
        ("--pace behind", [1, 2, 3, 4, 5, 6, 9, 12]),
        ("--pace 达进度", [8]),
        ("--pace ahead", [10]),
        ("--pace 已完成", [11]),
        ("--pace overdue", []),
        ("--pace 欠进度 --status 受阻", [12]),
        ("--as-of 2024-12-31 --pace 逾期", []),
        ("--as-of 2025-01-01 --pace 逾期", [1, 2, 3, 4, 5, 6, 8, 9, 10, 12]),
    ],
)
def test_status_and_pace_choose_tasks(spread: Program, options: str, chosen: list[int]) -> None:
    assert numbers(spread, f"tasks {options}") == chosen


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        ("--status not-started", [3, 4, 5, 6, 9]),
        ("--status in_progress", [8, 10]),
        ("--status 受阻", [12]),
        ("--pace on_track", [8]),
        ("--pace 欠进度", [3, 4, 5, 6, 9, 12]),
        ("--status 已中止", [7]),
        ("--role lead --status 推进中 --pace 超进度", [10]),
    ],
)
def test_status_and_pace_choose_a_units_parts(spread: Program, options: str, chosen: list[int]) -> None:
    assert numbers(spread, f"tasks --dept 县政府办 {options}") == chosen


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("no", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        ("status", [1, 2, 3, 4, 5, 6, 9, 8, 10, 12, 11, 7]),
        ("percent", [1, 2, 3, 4, 5, 6, 7, 9, 12, 8, 10, 11]),
        ("due", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        ("pace", [1, 2, 3, 4, 5, 6, 9, 12, 8, 10, 11, 7]),
    ],
)
def test_tasks_are_sorted_by_a_column_then_by_number(spread: Program, sort: str, order: list[int]) -> None:
    assert numbers(spread, f"tasks --sort {sort}") == order
    assert numbers(spread, f"tasks --dept 县政府办 --sort {sort}") == [no for no in order if no > 2]


def test_due_sorts_by_day_with_endless_tasks_last(gongkai: Program, tmp_path: Path) -> None:
    file = tmp_path / "deadlines.yaml"
    file.write_text(DEADLINES, encoding="utf-8")
    assert gongkai("load", str(file)).code == 0
    command = "--plan deadlines-2024 tasks --sort due"
    for found in (rows(gongkai, command), rows(gongkai, f"{command} --dept 县政府办")):
        assert [(one["no"], one["due"], one["due_derived"], one["pace"]) for one in found] == [
            (4, "2024-08-31", False, "overdue"),
            (2, "2024-09-30", False, "overdue"),
            (1, "2024-12-31", True, "behind"),
            (3, None, False, "behind"),
        ]


def test_an_endless_task_is_never_overdue(gongkai: Program, tmp_path: Path) -> None:
    file = tmp_path / "deadlines.yaml"
    file.write_text(DEADLINES, encoding="utf-8")
    assert gongkai("load", str(file)).code == 0
    assert numbers(gongkai, "--plan deadlines-2024 tasks --pace overdue --as-of 2026-01-01") == [1, 2, 4]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            "--role 组长",
            "无法识别的职责“组长”。可以用：牵头（lead）、负责（responsible）、配合（support）、责任（统称）（member）、相关（possible）。",
        ),
        ("--status 快了", f"无法识别的状态“快了”。可以用：{KNOWN_STATUSES}。"),
        ("--pace 慢", f"无法识别的序时进度“慢”。可以用：{KNOWN_PACES}。"),
        (
            "--sort 颜色",
            "无法识别的排序“颜色”。可以用：序号（no）、状态（status）、进度（percent）、时限（due）、序时（pace）。",
        ),
    ],
)
def test_an_unknown_word_is_refused_with_the_known_ones(gongkai: Program, options: str, message: str) -> None:
    answer = gongkai(f"tasks {options}")
    assert (answer.code, answer.out, answer.err) == (2, "", f"{message}\n")


# Search


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("解读质量", [4]),
        ("甩手掌柜", [11]),
        ("政能亮", [3]),
        ("至少1次", [10, 11]),
        ("融媒体", [3]),
        ("医疗保障局", [2]),
        ("有关部门和单位", [4]),
        ("县直有关单位", [3, 5, 6, 7, 8, 9, 10, 11, 12]),
        ("%", [4]),
        ("100%", [4]),
        ("_", []),
        ("解读率_00%", []),
        ("三%步", []),
        ("\\", []),
        ("火星", []),
    ],
)
def test_search_looks_in_title_measures_and_units_and_takes_signs_literally(
    gongkai: Program, text: str, chosen: list[int]
) -> None:
    answer = gongkai("tasks", "--search", text, "--format", "json")
    assert [one["no"] for one in json.loads(answer.out)] == chosen


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("解读质量", [4]),
        ("甩手掌柜", [11]),
        ("县政府各部门", [6, 7, 8, 10, 11, 12]),
        ("50%_初稿", [3]),
        ("%_", [3]),
        ("0%初", []),
        ("缺样本", [3]),
        ("补走访", [3]),
        ("example.cn", [3]),
        ("EXAMPLE", [3]),
        ("旧话", [3]),
    ],
)
def test_search_in_a_units_parts_looks_in_its_reports_too(gongkai: Program, text: str, chosen: list[int]) -> None:
    report(
        gongkai,
        "3 --dept 县司法局 --percent 10 --note 旧话 --on 9月1日",
        "3 --dept 县司法局 --percent 40 --note 50%_初稿 --problem 缺样本 --next 补走访 --link https://example.cn/a",
    )
    answer = gongkai("tasks", "--dept", "县司法局", "--search", text, "--format", "json")
    assert [one["no"] for one in json.loads(answer.out)] == chosen


@pytest.mark.parametrize("text", ["已开会", "缺样本", "补走访", "example.cn"])
def test_search_in_tasks_looks_in_reports_too(gongkai: Program, text: str) -> None:
    """The help says 在标题、举措、单位和报告里找这些字, with a unit or without."""
    report(gongkai, "3 --dept 县司法局 --note 已开会 --problem 缺样本 --next 补走访 --link https://example.cn/a")
    assert numbers(gongkai, f"tasks --search {text}") == [3]


def test_search_in_parts_looks_in_the_units_name_too(gongkai: Program) -> None:
    parts = rows(gongkai, "tasks --dept 县司法局 --dept 琴江镇 --search 琴江")
    assert {part["unit"] for part in parts} == {"琴江镇"}


# Figures

ALL_OF_TASK_1 = [
    f"1 --dept {unit} --status done"
    for unit in (
        *("县工信局", "县发改委", "县商务局", "县文广旅局", "县市场监管局", "县农业农村局", "县教科体局"),
        *("石城工业园区管委会", "县生态环境局"),
    )
]


@pytest.mark.parametrize(
    ("marks", "status", "percent", "pace"),
    [
        ([], "not_started", 0.0, "behind"),
        (["县政府办 --percent 100", "县司法局 --percent 100"], "done", 100.0, "done"),
        (["县政府办 --percent 100"], "in_progress", 50.0, "behind"),
        (["县政府办 --percent 75", "县司法局 --percent 50"], "in_progress", 62.5, "on_track"),
        (["县政府办 --percent 90", "县司法局 --percent 80"], "in_progress", 85.0, "ahead"),
        (["县政府办 --percent 100", "县司法局 --status 受阻 --percent 30"], "blocked", 65.0, "on_track"),
        (["县司法局 --status 受阻"], "blocked", 1.0, "behind"),
        (["县司法局 --note 已部署"], "in_progress", 1.0, "behind"),
        (["县司法局 --status 未启动"], "not_started", 0.0, "behind"),
        (["县司法局 --percent 40", "县司法局 --status 未启动"], "not_started", 0.0, "behind"),
        (["琴江镇 --percent 100", "县发改委 --percent 50"], "not_started", 0.0, "behind"),
        (["琴江镇 --status 受阻"], "not_started", 0.0, "behind"),
        (["县政府办 --percent 100", "县司法局 --status 已中止"], "done", 100.0, "done"),
        (["县政府办 --percent 40", "县司法局 --percent 90", "县司法局 --status 已中止"], "in_progress", 40.0, "behind"),
        (["县政府办 --status 已中止"], "not_started", 0.0, "behind"),
        (["县政府办 --status 已中止", "县司法局 --status 已中止"], "stopped", 0.0, None),
    ],
)
def test_a_tasks_figures_come_from_its_leads(
    gongkai: Program, marks: list[str], status: str, percent: float, pace: str | None
) -> None:
    """Two units lead task 9. 61.6 % of its period is gone."""
    report(gongkai, *(f"9 --dept {mark}" for mark in marks))
    task = row(gongkai, "show 9")
    assert (task["status"], task["percent"], task["pace"]) == (status, percent, pace)


@pytest.mark.parametrize(
    ("marks", "status", "percent"),
    [
        (["1 --dept 县工信局 --percent 90"], "in_progress", 10.0),
        (["1 --dept 县工信局 --percent 100"], "in_progress", 11.1),
        (["1 --dept 县工信局 --percent 90", "1 --dept 县商务局 --status 受阻"], "blocked", 10.0),
        (ALL_OF_TASK_1, "done", 100.0),
        ([*ALL_OF_TASK_1, "1 --dept 县商务局 --percent 10"], "in_progress", 90.0),
    ],
)
def test_a_task_without_leads_takes_its_responsible_units(
    gongkai: Program, marks: list[str], status: str, percent: float
) -> None:
    report(gongkai, *marks)
    task = row(gongkai, "show 1")
    assert (task["status"], task["percent"]) == (status, percent)


def test_a_tasks_percent_is_the_mean_with_one_decimal(gongkai: Program) -> None:
    report(gongkai, "5 --dept 县司法局 --percent 100")
    assert row(gongkai, "show 5")["percent"] == 33.3
    report(gongkai, "5 --dept 县政府办 --percent 100")
    assert row(gongkai, "show 5")["percent"] == 66.7


@pytest.mark.parametrize(
    ("marks", "done", "total"),
    [
        ([], 0, 35),
        (["县司法局 --percent 100", "琴江镇 --percent 100", "县商务局 --percent 99"], 2, 35),
        (["县网信办 --percent 10"], 0, 36),
        (["县网信办 --percent 100"], 1, 36),
        (["县网信办 --status 未启动"], 0, 36),
        (["县网信办 --status 已中止"], 0, 35),
        (["琴江镇 --status 已中止"], 0, 34),
        (["琴江镇 --percent 100", "琴江镇 --status 已中止 --percent 50"], 0, 34),
        (["琴江镇 --status 已中止", "琴江镇 --percent 100"], 1, 35),
        (["县政府办 --status 已中止"], 0, 34),
    ],
)
def test_units_done_of_all_leave_out_silent_possible_and_stopped_ones(
    gongkai: Program, marks: list[str], done: int, total: int
) -> None:
    report(gongkai, *(f"3 --dept {mark}" for mark in marks))
    task = row(gongkai, "show 3")
    assert (task["units_done"], task["units_total"]) == (done, total)


def test_a_possible_unit_counts_from_its_reports_own_day(gongkai: Program) -> None:
    report(gongkai, "3 --dept 县网信办 --percent 100 --on 9月1日")
    assert row(gongkai, "--as-of 2024-08-31 show 3")["units_total"] == 35
    assert row(gongkai, "--as-of 2024-09-01 show 3")["units_total"] == 36


def test_a_units_counts_and_percent(gongkai: Program) -> None:
    def counts() -> tuple[int, int, float]:
        unit = row(gongkai, "dept 县司法局")
        return unit["done"], unit["counted"], unit["percent"]

    assert counts() == (0, 9, 0.0)
    report(gongkai, "3 --dept 县司法局 --percent 100", "5 --dept 县司法局 --percent 50")
    assert counts() == (1, 9, 16.7)
    report(gongkai, "4 --dept 县司法局 --percent 100")
    assert counts() == (2, 10, 25.0)
    report(gongkai, "5 --dept 县司法局 --status 已中止")
    assert counts() == (2, 9, 22.2)


def test_a_unit_is_not_late_with_what_it_has_stopped(gongkai: Program, tmp_path: Path) -> None:
    file = tmp_path / "deadlines.yaml"
    file.write_text(DEADLINES, encoding="utf-8")
    assert gongkai("load", str(file)).code == 0
    assert row(gongkai, "--plan deadlines-2024 dept 县政府办")["pace"] == "overdue"
    report(gongkai, "2 4 --dept 县政府办 --status 已中止 --plan deadlines-2024")
    assert row(gongkai, "--plan deadlines-2024 dept 县政府办")["pace"] == "behind"


def test_a_units_published_activities_are_among_those_it_has_held(gongkai: Program) -> None:
    def counts() -> tuple[int, int, int]:
        unit = row(gongkai, "dept 县文广旅局")
        return unit["activities"], unit["held"], unit["late"]

    assert counts() == (1, 0, 1)
    assert gongkai("activity held 13 --date 8月20日").code == 0
    assert counts() == (1, 1, 0)
    assert gongkai("activity publish 13 --link https://www.shicheng.gov.cn/a.html").code == 0
    assert counts() == (1, 1, 0)


def test_a_units_cancelled_activities_are_not_counted(gongkai: Program) -> None:
    assert gongkai("activity cancel 13 --reason 并入下月").code == 0
    unit = row(gongkai, "dept 县文广旅局")
    assert (unit["activities"], unit["held"], unit["late"]) == (0, 0, 0)


def test_a_units_activities_are_late_when_their_month_is_over(gongkai: Program) -> None:
    """The fire brigade's activity is due in May."""
    assert rows(gongkai, "depts --kind 驻县单位 --as-of 2024-05-31")[0]["late"] == 0
    assert rows(gongkai, "depts --kind 驻县单位 --as-of 2024-06-01")[0]["late"] == 1


def test_a_plans_percent_is_the_mean_of_its_tasks(gongkai: Program) -> None:
    report(gongkai, "8 --dept 县政府办 --percent 100", "10 --dept 县政府办 --percent 20")
    (plan,) = rows(gongkai, "plans")
    assert (plan["done"], plan["percent"]) == (1, 10.0)
