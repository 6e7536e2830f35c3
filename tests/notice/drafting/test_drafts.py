"""Drafts: every one passes `check`, has sources and doubts, and can follow last year's plan."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from gongkai_cli.notice.drafting.draft import Draft, Wishes, draft_of
from gongkai_cli.notice.drafting.header import HeaderWishes
from gongkai_cli.notice.drafting.register import are_twins, full_name
from gongkai_cli.notice.drafting.rows import draft_rows
from gongkai_cli.notice.drafting.text import draft_text
from gongkai_cli.notice.recognizing.whole import recognize
from gongkai_cli.notice.sources.reading import read_notice
from gongkai_cli.notice.sources.refusals import NoticeFileError
from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.planfile.reading import checked, read
from made_notices import TEXTS, TITLES, notice

BUNDLED = Path(__file__).parents[1] / "notice_2024.txt"
SEED = ROOT / "data" / "seed_2024.yaml"
TODAY = date(2025, 3, 20)


def drafted(text: str, name: str = "通知.txt", like: PlanDocument | None = None) -> Draft:
    """Return the draft of a notice."""
    return draft_of(recognize([read_notice(name, text.encode())]), Wishes(HeaderWishes(name, TODAY), like))


def doubts(draft: Draft) -> list[str]:
    """Return the doubts in words."""
    return [doubt.words for doubt in draft.doubts]


@pytest.mark.parametrize("name", TEXTS)
def test_every_shape_passes_check(name: str) -> None:
    draft = drafted(TEXTS[name], name)
    reading = checked(Path("计划.yaml"), draft_text(draft, [name]).encode())
    assert reading.document == draft.document
    assert [task.title for task in reading.document.tasks] == TITLES[name]


def test_the_notice_of_the_bundled_plan_drafts_to_it() -> None:
    draft = drafted(BUNDLED.read_text(encoding="utf-8"), "notice_2024.txt").document
    seed = read(SEED)
    assert [(task.no, task.printed, task.title) for task in draft.tasks] == [
        (task.no, task.printed, task.title) for task in seed.tasks
    ]
    assert [(task.lead, task.responsible, task.support) for task in draft.tasks] == [
        (task.lead, task.responsible, task.support) for task in seed.tasks
    ]
    assert {unit.name for unit in draft.units} == {unit.name for unit in seed.units}
    assert len(draft.units) == 40
    assert {one.name for one in draft.collectives} == {one.name for one in seed.collectives}
    assert [(row.no, row.month, row.theme, row.organizer) for row in draft.activities] == [
        (row.no, row.month, row.theme, row.organizer) for row in seed.activities
    ]
    assert len(draft.activities) == 28
    plan = draft.plan
    assert (plan.title, plan.year, plan.issuer, plan.issued_on, plan.number, plan.based_on[:2]) == (
        seed.plan.title,
        seed.plan.year,
        seed.plan.issuer,
        seed.plan.issued_on,
        seed.plan.number,
        seed.plan.based_on[:2],
    )


def test_a_draft_of_prose_has_everything() -> None:
    document = drafted(TEXTS["要点.txt"], "moyun.txt").document
    plan = document.plan
    assert (plan.key, plan.year, plan.number, plan.region) == ("moyun-2025", 2025, "墨府办发〔2025〕12号", "墨云县")
    first, second, third = document.tasks
    assert (first.printed, first.section, first.lead) == ("（一）", "一、深化政策公开", ("县政府办",))
    assert first.responsible == ("县司法局", "各乡镇人民政府")
    assert [(one.text, one.due, one.rhythm and one.rhythm.word) for one in first.measures] == [
        ("9月底前建成政策文件库", "9月底前", None),
        ("12月底前完成清理", "12月底前", None),
        ("每季度更新一次", None, "每季度"),
    ]
    assert (second.responsible, second.support) == (("县政府办", "县融媒体中心"), ("县直各部门",))
    assert second.measures[0].indicator == "100%"
    assert (third.lead, third.responsible) == (("县政府办",), ("县大数据中心", "县政府各部门"))
    assert {one.name: one.kind for one in document.collectives} == {
        "各乡镇人民政府": (),
        "县直各部门": (),
        "县政府各部门": ("县政府部门",),
    }


def test_deadlines_of_lines_and_columns_are_the_tasks() -> None:
    lines = drafted(TEXTS["方案.txt"]).document
    assert [task.due for task in lines.tasks] == ["2025年6月底前", "持续推进", None]
    table = drafted(TEXTS["清单.html"], "清单.html").document
    assert [task.due for task in table.tasks] == ["2025年10月底", "8月底前", "长期坚持"]
    assert [task.section for task in table.tasks] == ["一、公开内容"] * 3
    assert [(row.month, row.when, row.people) for row in table.activities] == [(6, None, 30), (None, "第三季度", 40)]


def test_units_for_every_task_stand_in_the_header() -> None:
    document = drafted(TEXTS["分工.txt"]).document
    assert document.plan.also == ("各县（市、区）政府",)
    assert [task.lead for task in document.tasks] == [
        ("市商务局", "市文旅局"),
        ("市商务局",),
        ("市人社局",),
        ("市人社局",),
    ]


def test_other_duties_are_kept_apart() -> None:
    document = drafted(TEXTS["考核.html"], "考核.html").document
    assert [task.others for task in document.tasks] == [
        {"负责考核": ("县河长办",)},
        {"负责考核": ("县水利局", "县督查室")},
    ]


def test_each_entry_has_its_source_and_each_doubt_its_mark() -> None:
    text = draft_text(drafted("一、甲项。（县司法局、县教育局等部门）\n二、乙项。（县财政局）"), ["通知.txt"])
    assert "  # 第 1 段：县司法局、县教育局等部门\n  # 请核对：“县教育局等部门”还有哪些单位\n  - no: 1\n" in text
    assert "  # 第 2 段：县财政局\n  - no: 2\n" in text


def test_what_the_notice_lacks_is_a_marked_placeholder() -> None:
    draft = drafted("一、甲项。（县司法局）")
    plan = draft.document.plan
    assert (plan.key, plan.title, plan.year, plan.issued_on) == ("plan-2025", "通知", 2025, date(2025, 1, 1))
    assert doubts(draft) == [
        "标识是自动拟定的；以后一直用它，载入前改好",
        "通知里没有找到标题，先写文件名",
        "通知里没有找到年度，先写今年",
        "通知里没有找到发文日期，先写年初",
        "通知里没有找到发文机关",
    ]


def test_spellings_of_one_unit_are_doubted() -> None:
    draft = drafted("一、甲项。（县人力社保局、县财政局）\n二、乙项。（县人社局、县财政局）")
    assert "与“县人力社保局”可能是一个单位" in doubts(draft)
    assert are_twins("县大数据中心", "县大数据管理中心")
    assert not are_twins("县住建局", "县房管局")
    assert not are_twins("县财政局", "县审计局")


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("县人社局", "县人力资源和社会保障局"),
        ("东镇", "东镇人民政府"),
        ("西湖街道", "西湖街道办事处"),
        ("县教科体局", ""),
        ("预算股", ""),
    ],
)
def test_a_full_form_becomes_an_alias(name: str, full: str) -> None:
    assert full_name(name) == full


def test_a_collective_of_printed_townships_has_their_kind() -> None:
    draft = drafted("一、甲项。（东镇、西镇）\n二、乙项。（各乡镇人民政府、有关部门）")
    first, second = draft.document.collectives
    assert (first.name, first.kind) == ("各乡镇人民政府", ("乡镇",))
    assert (second.name, second.is_open, second.indefinite) == ("有关部门", True, True)
    assert "按名称算“乡镇”，通知里印出的有 2 个；没有印出的要补登记" in doubts(draft)
    assert "还不知道指哪些单位，先不计" in doubts(draft)


def test_a_draft_follows_last_years_plan() -> None:
    text = (
        "石城县2025年要点\n一、甲项。（县文旅局牵头，县数据局、县政府各部门配合）\n石城县人民政府办公室\n2025年3月1日"
    )
    draft = drafted(text, like=read(SEED))
    document = draft.document
    assert document.plan.key == "shicheng-2025"
    assert document.tasks[0].lead == ("县文广旅局",)
    kinds = {unit.name: unit.kind for unit in document.units}
    assert kinds["县文广旅局"] == kinds["县财政局"] == "县政府部门"
    assert [one.kind for one in document.collectives] == [("县政府部门",)]
    assert draft.new_units == ("县数据局",)
    assert "琴江镇" in draft.gone_units
    assert "琴江镇" not in kinds
    checked(Path("计划.yaml"), draft_text(draft, ["通知.txt"]).encode())


def test_a_deadline_outside_the_period_is_left_out_and_doubted() -> None:
    draft = drafted(
        "墨云县2025年要点\n一、甲项。\n责任单位：县司法局\n完成时限：2027年底前\n墨云县司法局\n2025年3月1日"
    )
    assert draft.document.tasks[0].due is None
    assert "时限“2027年底前”不在要点的期间内，未写入" in doubts(draft)


def test_an_activity_without_an_organizer_or_a_time_has_marked_ones() -> None:
    rows = "<tr><th>时间</th><th>活动主题</th><th>主办单位</th></tr><tr><td>待定</td><td>走进水厂</td><td></td></tr>"
    page = f"<p>一、甲项。（县司法局）</p><p>开放日活动安排表</p><table>{rows}</table>"
    draft = drafted(page, "通知.html")
    (row,) = draft.document.activities
    assert (row.month, row.organizer) == (12, "主办单位待补")
    assert "时间印作“待定”，先写 12 月" in doubts(draft)
    assert "没有印主办单位" in doubts(draft)


def test_a_name_that_no_plan_file_can_have_is_written_without_its_sign() -> None:
    draft = drafted("一、甲项。（责任单位：县司法局、“一站、两厅”）")
    assert draft.document.tasks[0].responsible == ("县司法局", "“一站两厅”")
    assert "““一站、两厅””里面有标点" in doubts(draft)
    draft_text(draft, ["通知.txt"])


def test_two_files_make_one_draft() -> None:
    notices = [
        read_notice("通知.txt", TEXTS["要点.txt"].encode()),
        read_notice("附件.html", TEXTS["清单.html"].encode()),
    ]
    draft = draft_of(recognize(notices), Wishes(HeaderWishes("通知.txt", TODAY)))
    text = draft_text(draft, ["通知.txt", "附件.html"])
    assert "  # 通知.txt 第 7 段：县政府办牵头，" in text
    assert "  # 附件.html 表 1 第 3 行“牵头单位”列：区财政局\n" in text
    document = draft.document
    assert document.plan.title == "墨云县2025年政务公开工作要点"
    assert [task.title for task in document.tasks] == TITLES["要点.txt"] + TITLES["清单.html"]
    assert len(document.activities) == 2


def test_the_same_notice_gives_the_same_draft_in_every_format() -> None:
    lines = TEXTS["要点.txt"].splitlines()
    page = "".join(f"<p>{line}</p>" for line in lines)
    text = drafted(TEXTS["要点.txt"], "要点.txt")
    for other in (drafted(page, "要点.html"), drafted("\n\n".join(lines), "要点.md")):
        assert other.document == text.document
        assert other.doubts == text.doubts


def test_a_notice_without_tasks_is_refused() -> None:
    with pytest.raises(NoticeFileError) as refused:
        drafted("今天放假。")
    assert refused.value.message == (
        "通知.txt: 没有找到任务，未写草稿。请核对是不是工作要点或任务分解的通知；有附件的，一起写上。"
    )


def test_the_check_list_has_source_draft_and_doubt_beside_each_other() -> None:
    rows = draft_rows(drafted("一、甲项。（县司法局牵头，县教育局等部门配合）"))
    (task,) = [row for row in rows if row.part == "任务"]
    assert (task.no, task.printed, task.title, task.place) == (1, "一", "甲项", "第 1 段")
    assert task.source == "县司法局牵头，县教育局等部门配合"
    assert task.drafted == "牵头：县司法局；配合：县教育局"
    assert task.doubts == "“县教育局等部门”还有哪些单位"
    assert [row.part for row in rows][-2:] == ["单位", "单位"]


LINES = st.lists(
    st.sampled_from(
        [
            "一、甲项。做好工作。",
            "（一）乙项",
            "1.丙项。9月底前完成。",
            "（县司法局牵头，各乡镇配合）",
            "责任单位：县司法局、县司法局",
            "牵头单位：",
            "完成时限：2月30日",
            "附件1",
            "关于印发方案的通知",
            "2025年13月40日",
            "序号",
            "月份",
            "活动主题",
            "主办单位",
            "1",
            "2",
            "13月",
            "配合单位：a: b #c",
            "（责任单位：、、，；）",
            "责任领导：张三",
            "（县司法局）",
            "二、“丁”项：【x】",
            "2025—2024年",
            "\u200b",
            "墨云县2031年要点",
            "2024年1月1日",
        ]
    ),
    max_size=14,
)


@given(LINES)
@settings(deadline=None)
def test_whatever_is_drafted_passes_check(lines: list[str]) -> None:
    """A notice is refused in one sentence, or its draft passes."""
    try:
        draft = draft_of(recognize([notice("\n".join(lines))]), Wishes(HeaderWishes("通知.txt", TODAY)))
    except NoticeFileError:
        return
    assert draft_text(draft, ["通知.txt"])
