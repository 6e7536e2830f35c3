"""Words as they come from a keyboard, a web page or a chat: they are understood, or the right ones are named."""

import json
import sys
from pathlib import Path
from unicodedata import category

import pytest

from commands import COMMANDS
from conftest import ROOT, Answer, Program
from gongkai_cli.cli.framework.mistakes import synonyms
from gongkai_cli.domain.typed_words.folding import seen
from gongkai_cli.domain.vocabulary import ActivityStatus, Pace, Role, Said, Sort, Status, WholeTable

ZERO_WIDTH, NBSP = "\u200b", "\u00a0"


def test_a_report_in_full_width_is_understood(gongkai: Program) -> None:
    assert gongkai("mark ３ --dept 县司法局 --percent ６０％ --on ２０２４年９月３０日").code == 0
    (part,) = [part for part in json.loads(gongkai("tasks --dept 县司法局 -f json").out) if part["no"] == 3]
    assert (part["percent"], part["on"]) == (60, "2024-09-30")


@pytest.mark.parametrize(
    "span", ["5-7", "5~7", "5～7", "5－7", "5—7", "5–7", "5至7", "５-７", f"5{ZERO_WIDTH}-7", "5、6、7", "5，６；7"]
)
def test_a_span_of_tasks_has_any_dash(gongkai: Program, span: str) -> None:
    answer = gongkai("mark", span, "--dept", "县司法局", "--percent", "10", "-f", "json")
    assert answer.code == 0, answer.err
    assert [one["no"] for one in json.loads(answer.out)] == [5, 6, 7]


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("show 1０", "show 10"),
        (f"show 1{ZERO_WIDTH}0", "show 10"),
        ("log --limit １", "log --limit 1"),
        ("upcoming --days ６０", "upcoming --days 60"),
        ("schedule --month １０月", "schedule --month 10"),
        (f"schedule --month 10{ZERO_WIDTH}月", "schedule --month 10"),
        ("activity show １７", "activity show 17"),
        ("tasks --status ｄｏｎｅ", "tasks --status done"),
        ("tasks --as-of ９⽉１⽇", "tasks --as-of 9月1日"),
        (f"depts --kind 乡{ZERO_WIDTH}镇", "depts --kind 乡镇"),
        ("tasks --search 政⺠", "tasks --search 政民"),
        (f"tasks --search 政策{ZERO_WIDTH}宣传", "tasks --search 政策宣传"),
    ],
)
def test_typed_words_are_folded(gongkai: Program, typed: str, usual: str) -> None:
    answer = gongkai(typed)
    assert (answer.code, answer.err) == (0, "")
    assert answer == gongkai(usual)


def test_a_search_finds_a_text_as_it_was_typed(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60 --note 已印１００份")
    assert [task["no"] for task in json.loads(gongkai("tasks --search 印１００份 -f json").out)] == [3]


@pytest.mark.parametrize(
    "name",
    [
        "县司法局",
        f"县{ZERO_WIDTH}司法局",
        f"县司法局{NBSP}",
        "县司法局。",
        "“县司法局”",
        "司法局、"[:-1],
        "石城县司法局",
        "石城司法局",
        "石城县司法",
        "县 司法局",
    ],
)
def test_a_unit_is_found_under_what_looks_like_its_name(gongkai: Program, name: str) -> None:
    answer = gongkai("dept", name)
    assert (answer.code, answer.err) == (0, "")
    assert answer == gongkai("dept 县司法局")


def test_a_unit_is_found_by_radicals_that_look_like_letters(gongkai: Program) -> None:
    assert gongkai("dept 县⾏政审批局") == gongkai("dept 县行政审批局")


@pytest.mark.parametrize(
    ("radical", "letter"),
    [(0x2E81, "厂"), (0x2E9B, "旡"), (0x2EA0, "民"), (0x2EBC, "肉"), (0x2ED3, "长"), (0x2EF0, "龙"), (0x2EF3, "龟")],
)
def test_a_radical_is_the_letter_that_it_looks_like(radical: int, letter: str) -> None:
    assert seen(f"县{chr(radical)}局") == f"县{letter}局"


def test_every_radical_has_its_letter() -> None:
    named = [code for code in range(0x2E80, 0x2FD6) if category(chr(code)) != "Cn"]
    left = [code for code in named if seen(chr(code)) == chr(code)]
    assert left == [0x2E80]  # the sign of repetition stands for no letter


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("县公安局", "没有单位“县公安局”。用 gongkai depts 查看全部单位。"),
        ("县教育局", "没有单位“县教育局”。您是不是要找：县教科体局？用 gongkai depts 查看全部单位。"),
        ("。", "没有单位“。”。用 gongkai depts 查看全部单位。"),
    ],
)
def test_only_a_unit_with_a_letter_of_its_own_in_common_is_near(gongkai: Program, name: str, message: str) -> None:
    assert gongkai("dept", name) == Answer(4, "", f"{message}\n")


WRONG = "“{word}”里的“{dash}”是{name}，选项要用半角的“-”：{right}。用 gongkai tasks --help 查看用法。\n"


@pytest.mark.parametrize(
    ("word", "dash", "name", "right"),
    [
        ("—dept", "—", "破折号", "--dept"),
        ("——dept", "—", "破折号", "--dept"),
        ("―dept", "―", "破折号", "--dept"),
        ("–dept", "–", "短破折号", "--dept"),
        ("-–dept", "–", "短破折号", "--dept"),
        ("－－dept", "－", "全角的", "--dept"),
        ("－－ｄｅｐｔ", "－", "全角的", "--dept"),
        ("−−dept", "−", "数学的减号", "--dept"),
        ("—dept=县司法局", "—", "破折号", "--dept"),
        ("—f", "—", "破折号", "-f"),
        ("—db", "—", "破折号", "--db"),
    ],
)
def test_a_wrong_dash_before_an_option_is_named(gongkai: Program, word: str, dash: str, name: str, right: str) -> None:
    for words in (["tasks", word, "县司法局"], ["tasks", "--status", "done", word, "县司法局"]):
        told = WRONG.format(word=word, dash=dash, name=name, right=right)
        assert gongkai(*words) == Answer(2, "", told)


@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("—plan x tasks", "gongkai"),
        ("plans —plan x", "gongkai plans"),
        ("activity —plan x show 17", "gongkai activity"),
    ],
)
def test_a_wrong_dash_is_named_before_a_command_too(gongkai: Program, command: str, path: str) -> None:
    told = f"“—plan”里的“—”是破折号，选项要用半角的“-”：--plan。用 {path} --help 查看用法。\n"
    assert gongkai(command) == Answer(2, "", told)


def test_a_value_may_begin_with_any_dash(gongkai: Program) -> None:
    answer = gongkai("mark 3 --dept 县司法局 --percent 60 --note —dept --problem=—dept")
    assert answer.code == 0, answer.err
    (part,) = [part for part in json.loads(gongkai("tasks --dept 县司法局 -f json").out) if part["no"] == 3]
    assert (part["note"], part["problem"]) == ("—dept", "—dept")


def test_a_dash_behind_two_hyphens_is_no_option(gongkai: Program) -> None:
    assert gongkai("dept -- —dept").err == "没有单位“—dept”。用 gongkai depts 查看全部单位。\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # synonyms
        *(
            ("list", "tasks"),
            ("任务", "tasks"),
            ("report", "mark"),
            ("done", "mark"),
            ("update", "mark"),
            ("报告", "mark"),
        ),
        *(("import", "load"), ("载入", "load"), ("init", "new"), ("delete", "undo"), ("活动", "schedule")),
        *(("单位", "depts"), ("台账", "log"), ("version", "--version"), ("帮助", "help"), ("导出", "export")),
        *(("publish", "activity publish"), ("备份", "db backup"), ("copy", "plans copy")),
        # beginnings
        *(("task", "tasks"), ("sched", "schedule"), ("st", "status"), ("TASKS", "tasks"), ("act", "activity")),
        # likeness
        *(("taks", "tasks"), ("tasksk", "tasks"), ("upcomming", "upcoming"), ("shwo", "show"), ("exprot", "export")),
    ],
)
def test_one_command_is_meant(gongkai: Program, typed: str, meant: str) -> None:
    told = f"没有命令“{typed}”，您是不是要写 gongkai {meant}。用 gongkai --help 查看用法。\n"
    assert gongkai(typed) == Answer(2, "", told)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("dep", "没有命令“dep”，您是不是要写 gongkai depts 或 gongkai dept。用 gongkai --help 查看用法。"),
        ("xyzzy", "没有命令“xyzzy”。用 gongkai --help 查看用法。"),
        (
            "activity 举办 17",
            "没有命令“举办”，您是不是要写 gongkai activity held。用 gongkai activity --help 查看用法。",
        ),
        ("plans rm x", "没有命令“rm”，您是不是要写 gongkai plans remove。用 gongkai plans --help 查看用法。"),
        ("help 任务", "没有命令“任务”，您是不是要写 gongkai tasks。用 gongkai --help 查看用法。"),
        (
            "ｔａｓｋｓ",
            "没有命令“ｔａｓｋｓ”（里面有全角字符），您是不是要写 gongkai tasks。用 gongkai --help 查看用法。",
        ),
        (
            "t\u0430sks",
            (
                "没有命令“t\u0430sks”（里面的“\u0430”不是英文字母），您是不是要写 gongkai tasks。"
                "用 gongkai --help 查看用法。"
            ),
        ),
        (
            f"tasks{ZERO_WIDTH}",
            (
                f"没有命令“tasks{ZERO_WIDTH}”（里面有看不见的字符），您是不是要写 gongkai tasks。"
                "用 gongkai --help 查看用法。"
            ),
        ),
    ],
)
def test_an_unknown_command_is_told_with_what_is_near_and_odd(gongkai: Program, command: str, message: str) -> None:
    assert gongkai(command) == Answer(2, "", f"{message}\n")


@pytest.mark.parametrize(
    ("command", "option", "meant"),
    [
        *(
            ("tasks", "--unit", "--dept"),
            ("tasks", "--单位", "--dept"),
            ("tasks", "--dep", "--dept"),
            ("tasks", "--DEPT", "--dept"),
        ),
        *(
            ("mark", "--progress", "--percent"),
            ("mark", "--date", "--on"),
            ("mark", "--进展", "--note"),
            ("mark", "--url", "--link"),
        ),
        *(("schedule", "--overdue", "--late"), ("tasks", "--stauts", "--status"), ("log", "--from", "--since")),
        *(("tasks", "--file", "--db"), ("tasks", "--save", "--output"), ("activity plan", "--when", "--date")),
    ],
)
def test_one_option_is_meant(gongkai: Program, command: str, option: str, meant: str) -> None:
    told = f"没有选项 {option}，您是不是要写 {meant}。用 gongkai {command} --help 查看用法。\n"
    assert gongkai(f"{command} {option} x") == Answer(2, "", told)


@pytest.mark.parametrize(
    ("option", "fault"),
    [
        ("--ｄｅｐｔ", "没有选项 --ｄｅｐｔ（里面有全角字符），您是不是要写 --dept。"),
        ("--dept＝县司法局", "没有选项 --dept＝县司法局（里面有全角字符），您是不是要写 --dept。"),
        ("--zzz", "没有选项 --zzz。"),
        ("—unit", "“—unit”里的“—”是破折号，选项要用半角的“-”：--dept。"),
    ],
)
def test_an_unknown_option_is_told_with_what_is_odd(gongkai: Program, option: str, fault: str) -> None:
    assert gongkai("tasks", option, "x") == Answer(2, "", f"{fault}用 gongkai tasks --help 查看用法。\n")


def test_every_synonym_is_of_a_command_and_means_one() -> None:
    """Words of a group's own commands may repeat under another group."""
    known = {*COMMANDS, "--version", "config", "supervise", "draft", "bulletin", "board", "score"}
    assert [command for command in synonyms.COMMANDS if command not in known] == []
    words = [word for command, words in synonyms.COMMANDS.items() if " " not in command for word in words.split()]
    assert [word for word in words if words.count(word) > 1] == []
    assert [word for word in words if word in COMMANDS] == []


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("tasks --sort 时限", "tasks --sort due"),
        ("tasks --sort 序时进度", "tasks --sort pace"),
        ("tasks --role 主办", "tasks --role lead"),
        ("tasks --role 协办", "tasks --role support"),
        ("tasks --status 办结", "tasks --status done"),
        ("tasks --status 进行中", "tasks --status in_progress"),
        ("tasks --pace 滞后", "tasks --pace behind"),
        ("tasks --status 滞后", "tasks --pace behind"),
        ("tasks --pace 超期", "tasks --pace overdue"),
        ("schedule --status 已办", "schedule --status held"),
        ("export --what 单位汇总", "export --what units"),
        ("export --what 任务", "export --what tasks"),
        ("export --what 计划文件", "export --what plan"),
        ("tasks --format Markdown", "tasks --format md"),
        ("tasks -f 表格", "tasks -f table"),
        ("tasks 县司法局", "tasks --dept 县司法局"),
        ("tasks 县司法局 县民政局 --pace 滞后", "tasks --dept 县司法局 --dept 县民政局 --pace behind"),
        ("tasks --plan 2024", "tasks --plan shicheng-2024"),
        ("tasks --plan ２０２４年度", "tasks --plan shicheng-2024"),
    ],
)
def test_the_words_of_the_office_are_understood(gongkai: Program, typed: str, usual: str) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60")
    answer = gongkai(typed)
    assert answer.code == 0, answer.err
    assert answer == gongkai(usual)


def test_a_word_means_one_of_a_vocabulary() -> None:
    for vocabulary in (Role, Status, Pace, ActivityStatus, Said, Sort, WholeTable):
        words = [word for one in vocabulary for word in (one.value, one.word, *one.synonyms.split())]
        assert [word for word in words if words.count(word) > 1] == [], vocabulary
        assert {vocabulary.lookup(word) for word in words} == set(vocabulary)


def test_the_format_excel_is_a_workbook(gongkai: Program, tmp_path: Path) -> None:
    answer = gongkai("tasks", "--format", "Excel", "-o", str(tmp_path / "任务.xlsx"))
    assert answer.code == 0, answer.err


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("tasks -o 表.pdf", "这里写不出 .pdf 文件。请写 -o 表.xlsx，打开后可以另存为 PDF。"),
        ("tasks -o 表.DOCX", "这里写不出 .docx 文件。请写 -o 表.xlsx，表格可以复制进 Word。"),
        ("tasks -o 表.xls", "这里写不出 .xls 文件。请写 -o 表.xlsx，Excel 和 WPS 都能打开。"),
        ("tasks -o 表.et", "这里写不出 .et 文件。请写 -o 表.xlsx，Excel 和 WPS 都能打开。"),
        (
            "tasks -o 表.html",
            "这里写不出 .html 文件。请写 -o 表.md，可以转成网页；全年的网页用 gongkai board -o 看板.html。",
        ),
        ("schedule --status 逾期", "“逾期”不是活动状态。逾期未办和已办未公开的，请写 --late。"),
        ("schedule --status 已办未公开", "“已办未公开”不是活动状态。逾期未办和已办未公开的，请写 --late。"),
        (
            "mark 3 --dept 县司法局 --status 滞后",
            "“滞后”是序时进度，由完成比例和时限算出，不用报。请写 --percent 或 --status 推进中。",
        ),
        (
            "schedule 县司法局",
            "多余的内容“县司法局”。若是单位，请写 --dept 县司法局。用 gongkai schedule --help 查看用法。",
        ),
        (
            "mark 3 县司法局 --percent 60",
            "“县司法局”不是任务序号。请写数字，如 7；单位写在 --dept 后面，带空格的文字要加引号。",
        ),
        (
            "mark 3 --dept 县司法局 --note 已完成 意见征集",
            (
                '“已完成 意见征集”里有空格，要用半角的引号括起来：--note "已完成 意见征集"。'
                "用 gongkai mark --help 查看用法。"
            ),
        ),
        (
            "mark --note=已完成 意见征集 3 --dept 县司法局",
            (
                '“已完成 意见征集”里有空格，要用半角的引号括起来：--note "已完成 意见征集"。'
                "用 gongkai mark --help 查看用法。"
            ),
        ),
        (
            "mark 3 --dept 县司法局 --note “已完成 意见征集” --percent 60",
            '全角的引号括不住空格，要用半角的：--note "已完成 意见征集"。用 gongkai mark --help 查看用法。',
        ),
        (
            "tasks --search 政务 公开",
            '“政务 公开”里有空格，要用半角的引号括起来：--search "政务 公开"。用 gongkai tasks --help 查看用法。',
        ),
        ("activity publish 17 --link http://a.cn；http://b.cn", "举办情况只记一个公开的网址。请只写一个。"),
    ],
)
def test_a_word_in_the_wrong_place_leads_on(gongkai: Program, command: str, message: str) -> None:
    assert gongkai(command) == Answer(2, "", f"{message}\n")


def test_numbers_may_stand_behind_a_text(gongkai: Program) -> None:
    assert gongkai("mark --note 已完成 3 5-7 --dept 县司法局").code == 0


def test_a_year_with_two_plans_lists_their_keys(gongkai: Program, tmp_path: Path) -> None:
    file = tmp_path / "pilot.yaml"
    seed = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    file.write_text(seed.replace("shicheng-2024", "pilot-2024"), encoding="utf-8")
    assert gongkai("load", str(file)).code == 0
    told = "2024年有 2 个工作要点：pilot-2024、shicheng-2024。请写其中一个的标识。\n"
    assert gongkai("tasks --plan 2024") == Answer(4, "", told)
    assert gongkai("tasks --plan 2025") == Answer(4, "", "没有工作要点“2025”。用 gongkai plans 查看全部。\n")


def links_of(gongkai: Program) -> list[str]:
    """Return the links of the first part of 县司法局 in task 3."""
    (part,) = [one for one in json.loads(gongkai("tasks --dept 县司法局 -f json").out) if one["no"] == 3]
    return list(part["links"])


@pytest.mark.parametrize(
    ("typed", "links", "remark"),
    [
        ("http://a.cn/1", ["http://a.cn/1"], ""),
        ("http://a.cn/1；http://b.cn/2", ["http://a.cn/1", "http://b.cn/2"], "--link 里有 2 个网址，已分开。\n"),
        ("http://a.cn/1、 http://b.cn/2", ["http://a.cn/1", "http://b.cn/2"], "--link 里有 2 个网址，已分开。\n"),
        ("http://a.cn/1 http://b.cn/2", ["http://a.cn/1", "http://b.cn/2"], "--link 里有 2 个网址，已分开。\n"),
        ("http://a.cn/1。", ["http://a.cn/1"], "网址后面的“。”已去掉：http://a.cn/1\n"),
        ("http://a.cn/?q=1;2,3", ["http://a.cn/?q=1;2,3"], ""),
    ],
)
def test_links_are_split_and_lose_their_full_stop(gongkai: Program, typed: str, links: list[str], remark: str) -> None:
    answer = gongkai("mark", "3", "--dept", "县司法局", "--link", typed)
    assert (answer.code, answer.err) == (0, f"{remark}如需撤回：gongkai undo 2\n")
    assert links_of(gongkai) == links


def test_a_link_with_punctuation_within_is_refused(gongkai: Program) -> None:
    told = "链接“http://a.cn/1。2”里有“。”，未记录。请核对网址，几个网址之间用空格。\n"
    assert gongkai("mark 3 --dept 县司法局 --link http://a.cn/1。2") == Answer(1, "", told)


def test_the_link_of_an_activity_loses_its_full_stop(gongkai: Program) -> None:
    gongkai("activity held 13 --date 8月20日")
    answer = gongkai("activity publish 13 --link http://a.cn/1。")
    assert answer.code == 0, answer.err
    assert answer.err.endswith("网址后面的“。”已去掉：http://a.cn/1\n")


@pytest.mark.parametrize(
    ("option", "text", "key"),
    [
        ("--note", "已征集意见", "note"),
        ("--problem", "缺样本", "problem"),
        ("--next", "补充走访", "next"),
        ("--link", "http://a.cn", "link"),
    ],
)
def test_an_empty_text_clears_the_one_before(gongkai: Program, option: str, text: str, key: str) -> None:
    gongkai("mark", "3", "--dept", "县司法局", "--percent", "60", option, text)
    assert gongkai("mark", "3", "--dept", "县司法局", option, "").code == 0
    (part,) = [one for one in json.loads(gongkai("tasks --dept 县司法局 -f json").out) if one["no"] == 3]
    assert (part["percent"], part[key]) == (60, None)
    word = {"note": "进展", "problem": "问题", "next": "下步措施", "link": "佐证"}[key]
    told = f"“县司法局”的任务 3没有可清除的{word}，未记录。用 gongkai show 3 查看说过什么。\n"
    assert gongkai("mark", "3", "--dept", "县司法局", option, "") == Answer(1, "", told)


def units_of(gongkai: Program, kind: str) -> list[str]:
    """Return the names of the units of a kind."""
    return [unit["name"] for unit in json.loads(gongkai(f"depts --kind {kind} -f json").out)]


def test_a_collective_means_its_members(gongkai: Program) -> None:
    towns = units_of(gongkai, "乡镇")
    parts = json.loads(gongkai("tasks --dept 各乡镇人民政府 -f json").out)
    assert list(dict.fromkeys(part["unit"] for part in parts)) == towns
    assert gongkai("tasks 各乡镇⼈民政府") == gongkai("tasks --dept 各乡镇人民政府")
    marked = json.loads(gongkai("mark 7 --dept 各乡镇人民政府 --percent 30 -f json").out)
    assert [one["unit"] for one in marked] == towns
    lines = json.loads(gongkai("log --dept 各乡镇人民政府 -f json").out)
    assert [line["unit"] for line in lines] == towns
    rows = json.loads(gongkai("schedule --dept 各乡镇人民政府 -f json").out)
    assert rows != []
    assert {organizer for row in rows for organizer in row["organizers"]} <= set(towns)


def test_sheets_go_to_the_members_of_a_collective(gongkai: Program, tmp_path: Path) -> None:
    answer = gongkai("sheets", "--period", "10月", "--dept", "各乡镇人民政府", "-o", str(tmp_path / "表"))
    assert answer.code == 0, answer.err
    written = {file.name.partition(" ")[0] for file in (tmp_path / "表").glob("* 10月报送表.xlsx")}
    assert written == set(units_of(gongkai, "乡镇"))


def test_a_listing_of_one_unit_takes_no_collective(gongkai: Program) -> None:
    towns = units_of(gongkai, "乡镇")
    told = f"“各乡镇人民政府”是统称，指 {len(towns)} 个单位：{'、'.join(towns)}。这里一次只写一个。\n"
    assert gongkai("upcoming --dept 各乡镇人民政府") == Answer(2, "", told)


def test_a_collective_without_members_is_told(gongkai: Program, tmp_path: Path) -> None:
    seed = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    file = tmp_path / "plan.yaml"
    file.write_text(seed.replace("collectives:\n", "collectives:\n  - name: 各园区\n", 1), encoding="utf-8")
    assert gongkai("load", str(file), "--yes").code == 0
    told = "“各园区”是统称，还没有列出成员。请写单位，用 gongkai depts 查看全部单位。\n"
    assert gongkai("tasks --dept 各园区") == Answer(4, "", told)


@pytest.mark.parametrize("typed", ["sfj", "xsfj", "SFJ", "ｓｆｊ", "sifaju", "xiansifaju"])
def test_a_unit_is_found_by_its_pinyin(gongkai: Program, typed: str) -> None:
    assert gongkai("dept", typed) == gongkai("dept 县司法局")


def test_initials_of_several_units_list_them(gongkai: Program, tmp_path: Path) -> None:
    seed = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    file = tmp_path / "plan.yaml"
    file.write_text(seed.replace("units:\n", "units:\n  - name: 县水发局\n    kind: 县直单位\n", 1), encoding="utf-8")
    assert gongkai("load", str(file), "--yes").code == 0
    told = "“sfj”可指 2 个单位：县水发局、县司法局。请写得更完整。\n"
    assert gongkai("dept sfj") == Answer(4, "", told)


def test_without_the_library_letters_are_no_pinyin(gongkai: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    advice = '要用拼音找单位，先装附加组件：pip install "gongkai-cli[pinyin]"；用 gongkai depts 查看全部单位。'
    assert gongkai("dept sfj") == Answer(4, "", f"没有单位“sfj”。{advice}\n")
