"""The bundled plan of 2024, row by row, against the notice as it was printed."""

from collections import Counter

import pytest

from conftest import ROOT
from gongkai_cli.domain.vocabulary import Rhythm
from gongkai_cli.planfile import reading
from gongkai_cli.planfile.document import PlanDocument, TaskEntry
from years import TITLES

LEADS = {
    1: "",
    2: "",
    3: "县政府办、县行政审批局、县司法局、县融媒体中心",
    4: "县政府办、县行政审批局",
    5: "县政府办、县司法局、县行政审批局",
    6: "县政府办、县网信办",
    7: "县政府办、县行政审批局",
    8: "县政府办",
    9: "县政府办、县司法局",
    10: "县政府办",
    11: "县政府办",
    12: "县政府办",
}

EVERYBODY = "县政府各部门、县直有关单位、各乡镇人民政府、县城市社区管委会"

RESPONSIBLE = {
    1: "县工信局、县发改委、县商务局、县文广旅局、县市场监管局、县农业农村局、县教科体局、石城工业园区管委会、"
    "县生态环境局",
    2: "县教科体局、县人社局、县退役军人事务局、县民政局、县自然资源局、县住建局、县财政局、县发改委、县卫健委、"
    "县生态环境局、县交通运输局、县医疗保障局",
    3: EVERYBODY,
    4: "有关部门和单位、各乡镇人民政府、县城市社区管委会",
    **dict.fromkeys(range(5, 13), EVERYBODY),
}

ACTIVITIES = [
    (1, 5, "消防安全", "县消防救援大队"),
    (2, 5, "普惠金融改革试验区建设", "县金融服务中心"),
    (3, 5, "自主选定", "琴江镇"),
    (4, 5, "自主选定", "高田镇"),
    (5, 6, "安全生产", "县应急管理局"),
    (6, 6, "地质灾害防治", "县自然资源局"),
    (7, 6, "自主选定", "横江镇"),
    (8, 6, "自主选定", "木兰乡"),
    (9, 7, "生态环境保护治理", "县生态环境局"),
    (10, 7, "国企改革", "县国资服务中心"),
    (11, 7, "自主选定", "小松镇"),
    (12, 7, "自主选定", "龙岗乡"),
    (13, 8, "文旅产业发展", "县文广旅局"),
    (14, 8, "扩岗稳岗", "县人社局"),
    (15, 9, "促消费政策", "县商务局"),
    (16, 9, "自主选定", "大由乡"),
    (17, 10, "现代农业产业发展", "县乡村振兴局"),
    (18, 10, "重点产业链现代化建设“3212”行动计划", "县工信局"),
    (19, 10, "自主选定", "屏山镇"),
    (20, 10, "自主选定", "丰山乡"),
    (21, 11, "法治政府建设", "县司法局"),
    (22, 11, "城市能级提升", "县住建局"),
    (23, 11, "市场监督管理", "县市场监管局"),
    (24, 11, "自主选定", "珠坑乡"),
    (25, 12, "医疗卫生改革", "县卫健委"),
    (26, 12, "美丽乡村建设", "县农业农村局"),
    (27, 12, "自主选定", "县城市社区管委会"),
    (28, 12, "自主选定", "赣江源镇"),
]

UNITS = {
    "县政府部门": "县工信局、县发改委、县商务局、县文广旅局、县市场监管局、县农业农村局、县教科体局、县生态环境局、"
    "县人社局、县退役军人事务局、县民政局、县自然资源局、县住建局、县财政局、县卫健委、县交通运输局、县医疗保障局、"
    "县政府办、县行政审批局、县司法局、县应急管理局、县乡村振兴局",
    "县直单位": "县融媒体中心、县网信办、县金融服务中心、县国资服务中心",
    "驻县单位": "县消防救援大队",
    "乡镇": "琴江镇、高田镇、横江镇、木兰乡、小松镇、龙岗乡、大由乡、屏山镇、丰山乡、珠坑乡、赣江源镇",
    "管委会": "石城工业园区管委会、县城市社区管委会",
}

ALIASES = {
    "县发展和改革委员会": "县发改委",
    "县发展改革委": "县发改委",
    "县工业和信息化局": "县工信局",
    "县文化广电旅游局": "县文广旅局",
    "县市场监督管理局": "县市场监管局",
    "县教育科技体育局": "县教科体局",
    "县人力资源和社会保障局": "县人社局",
    "县住房和城乡建设局": "县住建局",
    "县卫生健康委员会": "县卫健委",
    "县医保局": "县医疗保障局",
    "县交通局": "县交通运输局",
    "县退役军人局": "县退役军人事务局",
    "县应急局": "县应急管理局",
    "县政府办公室": "县政府办",
    "县人民政府办公室": "县政府办",
    "石城县人民政府办公室": "县政府办",
    "县委网信办": "县网信办",
    "县消防大队": "县消防救援大队",
    "石城工业园区管理委员会": "石城工业园区管委会",
    "县城市社区管理委员会": "县城市社区管委会",
}

PRINTED = {
    1: ["“1269”", "“7510”", "“3212”", "“一号发展工程”", "“上云用数赋智”", "“两地三区”", "“双随机、一公开”"],
    2: ["高校毕业生", "义务教育", "征地", "棚户区", "定期", "水电气", "医疗保障", "医疗卫生", "养老"],
    3: ["政策吹风会、在线访谈", "《江西·政能亮》", "专题性政策评价"],
    4: ["“谁起草、谁解读”", "“三同步”", "同步起草、同步审签、同步发布", "100%", "“政策+解读+办事”", "新闻发布会"],
    5: ["2024年", "领导信箱", "“政府开放日”"],
    6: ["“谁主管谁回应、谁处置谁回应”", "台账", "“各自为战”", "“监测内卷”", "第一时间"],
    7: ["每季度", "日常监测", "限期整改", "榜单", "数字形式主义"],
    8: ["第一批", "第二批", "标准目录", "专区"],
    9: ["“先审后发”", "“一事一审”", "定期", "县人大"],
    10: ["分值权重", "初任公务员", "年内至少一次"],
    11: ["每年至少一次", "通报和约谈", "秘书股", "“甩手掌柜”"],
    12: ["“大抓落实年”", "时间表、任务书、责任单"],
}


@pytest.fixture(scope="module")
def seed() -> PlanDocument:
    """The bundled plan, read and checked as any plan file is."""
    return reading.read(ROOT / "data" / "seed_2024.yaml")


@pytest.fixture(scope="module")
def tasks(seed: PlanDocument) -> dict[int, TaskEntry]:
    """The tasks of the bundled plan by their number."""
    return {task.no: task for task in seed.tasks}


def names(text: str) -> list[str]:
    """Return the names of a list as the notice prints it."""
    return text.split("、") if text else []


def test_the_header_is_the_notices(seed: PlanDocument) -> None:
    plan = seed.plan
    assert (plan.key, plan.year) == ("shicheng-2024", 2024)
    assert plan.title == "石城县2024年政务公开工作要点"
    assert plan.region == "江西省赣州市石城县"
    assert plan.issuer == "石城县人民政府办公室"
    assert plan.issued_on.isoformat() == "2024-05-26"
    assert plan.last_day.isoformat() == "2024-12-31"


def test_the_source_is_the_notices_address(seed: PlanDocument) -> None:
    assert seed.plan.source == (
        "http://www.shicheng.gov.cn/scxxxgk/sc91613/202405/858781b78e574766bfd6de656c884085.shtml"
    )


def test_the_documents_named_carry_their_numbers(seed: PlanDocument) -> None:
    assert seed.plan.based_on == (
        "《江西省人民政府办公厅关于印发2024年江西省政务公开工作要点的通知》(赣府厅字〔2024〕15号)",
        "《赣州市人民政府办公室关于印发贯彻落实省政府办公厅2024年政务公开工作要点任务分工的通知》(〔2024〕35号)",
        "《石城县人民政府办公室关于印发石城县“政府开放日”实施方案的通知》(〔2022〕48号)",
    )


def test_twelve_tasks_stand_in_order_with_their_titles(seed: PlanDocument) -> None:
    assert [(task.no, task.title) for task in seed.tasks] == list(TITLES.items())


def test_tasks_have_the_numbers_that_the_notice_prints(seed: PlanDocument) -> None:
    numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    assert [task.printed for task in seed.tasks] == numerals


def test_the_notice_prints_no_section_support_or_further_duty(seed: PlanDocument) -> None:
    assert {(task.section, task.support, tuple(task.others)) for task in seed.tasks} == {(None, (), ())}


@pytest.mark.parametrize("no", TITLES)
def test_a_task_is_led_by_those_the_notice_prints_in_its_order(tasks: dict[int, TaskEntry], no: int) -> None:
    assert list(tasks[no].lead) == names(LEADS[no])


@pytest.mark.parametrize("no", TITLES)
def test_units_and_collectives_are_responsible_in_printed_order(tasks: dict[int, TaskEntry], no: int) -> None:
    assert list(tasks[no].responsible) == names(RESPONSIBLE[no])


def test_the_notice_prints_no_deadline(seed: PlanDocument) -> None:
    assert [task.due for task in seed.tasks] == [None] * 12
    assert {measure.due for task in seed.tasks for measure in task.measures} == {None}


def test_the_activity_table_is_the_notices(seed: PlanDocument) -> None:
    rows = [(row.no, row.printed_month, row.theme, row.organizer) for row in seed.activities]
    assert rows == ACTIVITIES


def test_the_activity_table_has_no_day_form_or_remark(seed: PlanDocument) -> None:
    """The tick marks of the form column did not survive, and the notice prints months and no remarks."""
    assert {(row.date, row.form, row.note) for row in seed.activities} == {(None, None, None)}


def test_forty_units_are_registered(seed: PlanDocument) -> None:
    kinds = Counter(unit.kind for unit in seed.units)
    assert kinds == {"县政府部门": 22, "县直单位": 4, "驻县单位": 1, "乡镇": 11, "管委会": 2}
    assert kinds.total() == 40


@pytest.mark.parametrize("kind", UNITS)
def test_each_kind_has_its_units_in_order(seed: PlanDocument, kind: str) -> None:
    assert [unit.name for unit in seed.units if unit.kind == kind] == names(UNITS[kind])


def test_every_unit_is_named_in_the_notice(seed: PlanDocument) -> None:
    """Nothing is registered that neither a task nor the activity table prints."""
    printed = {name for text in (*LEADS.values(), *RESPONSIBLE.values()) for name in names(text)}
    printed |= {organizer for *_, organizer in ACTIVITIES}
    assert {unit.name for unit in seed.units} == printed - {one.name for one in seed.collectives}


@pytest.mark.parametrize(("alias", "name"), ALIASES.items())
def test_an_alias_is_the_units(seed: PlanDocument, alias: str, name: str) -> None:
    assert [unit.name for unit in seed.units if alias in unit.aliases] == [name]


def test_every_township_has_its_government_as_an_alias(seed: PlanDocument) -> None:
    townships = [unit for unit in seed.units if unit.kind == "乡镇"]
    assert [unit.aliases for unit in townships] == [(f"{unit.name}人民政府",) for unit in townships]


def test_the_collectives_and_which_of_them_are_indefinite(seed: PlanDocument) -> None:
    assert [(one.name, one.kind, one.members, one.indefinite) for one in seed.collectives] == [
        ("县政府各部门", ("县政府部门",), (), False),
        ("各乡镇人民政府", ("乡镇",), (), False),
        ("县直有关单位", ("县直单位",), (), True),
        ("有关部门和单位", ("县政府部门", "县直单位", "驻县单位"), (), True),
    ]


def test_every_task_asks_for_something(seed: PlanDocument) -> None:
    assert [len(task.measures) for task in seed.tasks] == [9, 9, 7, 9, 7, 7, 9, 7, 7, 7, 6, 5]


def test_no_two_measures_say_the_same(seed: PlanDocument) -> None:
    texts = Counter(measure.text for task in seed.tasks for measure in task.measures)
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize(("no", "words"), [(no, words) for no, many in PRINTED.items() for words in many])
def test_what_the_notice_prints_is_in_some_measure(tasks: dict[int, TaskEntry], no: int, words: str) -> None:
    assert any(words in measure.text for measure in tasks[no].measures)


def test_rhythms_stand_where_the_notice_prints_them(seed: PlanDocument) -> None:
    """季度检查 in task 7, 年内至少参加一次 in task 10, 每年至少听取一次 in task 11."""
    rhythms = [(f"{task.no}.{no}", one.rhythm) for task in seed.tasks for no, one in enumerate(task.measures, 1)]
    assert [(no, rhythm) for no, rhythm in rhythms if rhythm] == [
        ("7.1", Rhythm.QUARTERLY),
        ("10.6", Rhythm.YEARLY),
        ("11.1", Rhythm.YEARLY),
    ]


def test_indicators_stand_where_the_notice_prints_figures(seed: PlanDocument) -> None:
    indicators = [(f"{task.no}.{no}", one.indicator) for task in seed.tasks for no, one in enumerate(task.measures, 1)]
    assert [(no, indicator) for no, indicator in indicators if indicator] == [
        ("4.3", "100%"),
        ("10.6", "至少1次"),
        ("11.1", "至少1次"),
    ]
