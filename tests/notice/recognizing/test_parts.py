"""The parts of a notice: numbers, lines that run together, tasks and their demands, units, header, tables."""

from datetime import date

import pytest

from gongkai_cli.domain.vocabulary import Rhythm
from gongkai_cli.notice.blocks import Notice, Paragraph, Place
from gongkai_cli.notice.recognizing.header import header_of
from gongkai_cli.notice.recognizing.parts.lines import Line, lines
from gongkai_cli.notice.recognizing.parts.measures import measures_of
from gongkai_cli.notice.recognizing.parts.numbering import number_at_start
from gongkai_cli.notice.recognizing.units.collectives import is_collective, is_indefinite
from gongkai_cli.notice.recognizing.units.names import fault_of, kind_of
from gongkai_cli.notice.recognizing.units.registry import find_usual
from gongkai_cli.notice.recognizing.whole import Recognized, recognize
from gongkai_cli.notice.sources.reading import read_notice
from made_notices import TEXTS, TITLES, notice


def recognized(text: str) -> Recognized:
    """Recognize a notice of plain text."""
    return recognize([notice(text)])


def titles(found: Recognized) -> list[tuple[str, str]]:
    """Return number and title of each task."""
    return [(task.found.printed, task.found.title) for task in found.tasks]


def doubts(found: Recognized) -> list[str]:
    """Return all doubts of the tasks."""
    return [doubt.words for task in found.tasks for doubt in task.doubts]


@pytest.mark.parametrize(
    ("line", "style", "value", "printed"),
    [
        ("一、加强公开", "han", 1, "一"),
        ("（十二）加强公开", "han_bracket", 12, "（十二）"),
        ("3．加强公开", "number", 3, "3"),
        ("3、加强公开", "number", 3, "3"),
        ("第五条 加强公开", "article", 5, "第五条"),
        ("第二章 任务", "chapter", 2, "第二章"),
        ("（1）加强公开", "number_bracket", 1, "（1）"),
    ],
)
def test_a_printed_number_is_known_by_its_style(line: str, style: str, value: int, printed: str) -> None:
    number = number_at_start(line)
    assert number is not None
    assert (number.style, number.value, number.printed) == (style, value, printed)


@pytest.mark.parametrize("line", ["2.5亿元", "2025年底前", "各乡镇", "第一时间公开"])
def test_other_beginnings_are_no_number(line: str) -> None:
    assert number_at_start(line) is None


def test_a_paragraph_is_cut_where_its_numbers_run_on() -> None:
    text = "一、加强公开。公开政策。二、加强解读。解读政策。"
    found = lines([Paragraph(Place("通知.txt", paragraph=1), text)])
    assert [line.text for line in found if isinstance(line, Line)] == [
        "一、加强公开。公开政策。",
        "二、加强解读。解读政策。",
    ]


def test_a_list_of_prizes_is_not_cut() -> None:
    text = "获得一、二、三等奖的，分别奖励。"
    assert len(lines([Paragraph(Place("通知.txt", paragraph=1), text)])) == 1


@pytest.mark.parametrize("name", TEXTS)
def test_the_tasks_of_every_shape_are_found(name: str) -> None:
    found = recognize([read_notice(name, TEXTS[name].encode())])
    assert [task.found.title for task in found.tasks] == TITLES[name]


@pytest.mark.parametrize("name", TEXTS)
def test_the_units_of_every_shape_give_their_clauses_back(name: str) -> None:
    found = recognize([read_notice(name, TEXTS[name].encode())])
    assert [words for words in doubts(found) if "没有用上的文字" in words] == []


def test_a_task_without_a_clause_beside_others_is_doubted() -> None:
    found = recognized("一、甲项。（县司法局）\n二、乙项。做好工作。\n三、丙项。（县财政局）\n四、保障措施。加强领导。")
    assert titles(found) == [("一", "甲项"), ("二", "乙项"), ("三", "丙项")]
    assert doubts(found) == ["同级的任务有分工，这项没有"]


def test_a_clause_behind_the_last_point_belongs_to_the_part_above() -> None:
    text = "一、甲项\n1.做一。\n2.做二。\n（县司法局牵头）\n二、乙项\n1.做三。\n2.做四。\n（县财政局牵头）\n"
    assert titles(recognized(text)) == [("一", "甲项"), ("二", "乙项")]


def test_several_clauses_of_one_task_are_joined() -> None:
    found = recognized("1.甲项。先做。（责任单位：县司法局）再做。（责任单位：县财政局、县司法局）")
    (task,) = found.tasks
    assert [one.name for clause in task.clauses for one in clause.mentions] == ["县司法局", "县财政局", "县司法局"]


def test_numbers_that_skip_or_repeat_are_doubted() -> None:
    found = recognized("1.甲项。（县司法局）\n3.乙项。（县财政局）\n3.丙项。（县财政局）")
    assert doubts(found) == ["序号从 1 跳到 3", "序号 3 印了两次"]


def test_tasks_without_numbers_are_paragraphs_with_a_clause() -> None:
    found = recognized("推进财政公开。（责任科室：预算科）\n推进政策解读。\n责任科室：法规科")
    assert titles(found) == [("", "推进财政公开"), ("", "推进政策解读")]
    assert doubts(found) == ["没有印序号，按一段一项分的"] * 2


def test_a_plan_without_any_clause_has_tasks_all_the_same() -> None:
    text = (
        "一、总体要求\n（一）指导思想。坚持公开。\n二、重点任务\n（一）公开政策。及时公开。\n（二）解读政策。做好解读。"
    )
    found = recognized(text)
    assert titles(found) == [("（一）", "公开政策"), ("（二）", "解读政策")]
    assert set(doubts(found)) == {"没有找到这项任务的分工"}


def test_each_sentence_is_a_demand_with_its_marks() -> None:
    body = [
        "7月底前提出方案，10月底前完成建设。解读率达到100%。每季度检查一次；至少开展2次培训。本方案所称公开是指主动公开。"
    ]
    assert [(one.text, one.indicator, one.rhythm, one.due) for one in measures_of(body)] == [
        ("7月底前提出方案", "", None, "7月底前"),
        ("10月底前完成建设", "", None, "10月底前"),
        ("解读率达到100%", "100%", None, ""),
        ("每季度检查一次", "", Rhythm.QUARTERLY, ""),
        ("至少开展2次培训", "至少2次", None, ""),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("县委宣传部", "县委部门"),
        ("县司法局", "县政府部门"),
        ("团县委", "人民团体"),
        ("县融媒体中心", "县直单位"),
        ("县税务局", "驻县单位"),
        ("东镇", "乡镇"),
        ("西湖街道办事处", "乡镇"),
        ("县城投集团", "国有企业"),
        ("墨云工业园区管委会", "管委会"),
        ("预算股", "内设机构"),
        ("市教育体育局", "市政府部门"),
        ("墨云资本", "单位"),
    ],
)
def test_a_kind_is_guessed_by_the_name(name: str, kind: str) -> None:
    assert kind_of(name, "县") == kind


def test_usual_names_have_their_full_forms() -> None:
    usual = find_usual("墨云县人社局")
    assert usual is not None
    assert (usual[0], usual[1], usual[2].full) == ("墨云县", "人社局", "人力资源和社会保障局")


@pytest.mark.parametrize(
    "name",
    [
        "各乡镇（街道）",
        "县直有关单位",
        "县政府各部门",
        "有关部门和单位",
        "各县（市、区）人民政府",
        "领导小组成员单位",
        "乡镇人民政府",
    ],
)
def test_words_for_many_units_are_collectives(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize(
    "name", ["县司法局", "东镇人民政府", "县委组织部（人才办）", "县机关事务服务中心", "县直机关工委"]
)
def test_a_unit_is_no_collective(name: str) -> None:
    assert not is_collective(name)
    assert fault_of(name) == ""


def test_words_that_leave_open_whom_they_mean_are_indefinite() -> None:
    assert is_indefinite("有关部门")
    assert not is_indefinite("各乡镇")


def header_lines(text: str) -> list[Line]:
    """Return the lines of a text."""
    return [one for one in lines(notice(text).blocks) if isinstance(one, Line)]


def test_the_header_is_read_from_letter_and_signature() -> None:
    header = header_of(header_lines(TEXTS["要点.txt"]))
    assert header.title == "墨云县2025年政务公开工作要点"
    assert header.issuers == ("墨云县人民政府办公室",)
    assert header.number == "墨府办发〔2025〕12号"
    assert header.issued_on == date(2025, 3, 18)
    assert (header.year, header.region) == (2025, "墨云县")
    assert header.based_on == ("《2025年政务公开工作要点》（墨市府办〔2025〕3号）",)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("各科室：\n现将《墨云县公开方案》印发给你们，请落实。", "墨云县公开方案"),
        ("关于印发《墨云县公开方案》的通知\n各科室：", "墨云县公开方案"),
        ("墨云县人民政府办公室\n关于做好公开工作的通知", "墨云县人民政府办公室关于做好公开工作的通知"),
        ("墨云县公开工作任务分解表（2025年）", "墨云县公开工作任务分解表（2025年）"),
    ],
)
def test_the_title_is_that_of_the_paper_itself(text: str, title: str) -> None:
    assert header_of(header_lines(text)).title == title


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("墨云县司法局\n二〇二五年四月二日", date(2025, 4, 2)),
        ("墨云县司法局2025年4月2日印发", date(2025, 4, 2)),
        ("成文日期：2025-04-02", date(2025, 4, 2)),
        ("到2025年4月2日完成。", None),
    ],
)
def test_the_day_is_that_of_the_signature(text: str, day: date | None) -> None:
    assert header_of(header_lines(text)).issued_on == day


def test_several_years_and_several_issuers_are_kept() -> None:
    header = header_of(header_lines("墨云县行动方案（2025—2027年）\n墨云县司法局\n墨云县财政局\n2025年3月1日"))
    assert (header.year, header.years) == (2025, "2025-2027")
    assert header.issuers == ("墨云县司法局", "墨云县财政局")


def test_the_table_of_activities_is_read_from_anywhere() -> None:
    found = recognize([read_notice("清单.html", TEXTS["清单.html"].encode())])
    rows = [(one.when, one.theme, [unit.name for unit in one.organizers], one.location) for one in found.activities]
    assert rows == [
        ("6月", "走进水厂", ["区水务局"], "城北水厂"),
        ("第三季度", "走进消防", ["区消防救援大队", "区应急局"], "消防站"),
    ]


def test_a_table_whose_cells_became_lines_is_read() -> None:
    rows = "附件\n在线访谈计划表\n序号\n时间\n访谈主题\n责任单位\n1\n3月\n春耕\n县农业农村局\n2\n医保\n县医保局"
    found = recognized(f"一、甲项。（县司法局）\n{rows}")
    assert [(one.when, one.theme) for one in found.activities] == [("3月", "春耕"), ("3月", "医保")]


def test_no_blocks_have_no_tasks() -> None:
    assert recognize([Notice("空.txt", "txt", ())]).tasks == ()
