"""Refusals that lead on: an option of another command, a word without its option, a file of the wrong kind."""

from pathlib import Path

import pytest

from conftest import Answer, Program


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("tasks --late", "没有选项 --late，它用于 gongkai schedule。"),
        ("tasks --month 10", "没有选项 --month，它用于 gongkai schedule。"),
        ("owed --month 10", "没有选项 --month，您是不是要写 --period。"),
        ("owed --dept 县司法局", "没有选项 --dept。"),
        ("activity held 13 --link http://a.cn", "没有选项 --link，它用于 gongkai activity publish。"),
        ("activity notice 13 --place 一楼", "没有选项 --place，它用于 gongkai activity plan、gongkai activity held。"),
        ("tasks -d 县司法局", "没有选项 -d，您是不是要写 --dept。"),
        ("mark 3 -percent 60", "“-percent”前面少一个“-”，要写 --percent。"),
        ("tasks -x", "没有选项 -x。"),
        ("mark 3 -d 司法局 -on 9月30日", "“-on”前面少一个“-”，要写 --on。"),
        ("tasks -help", "“-help”前面少一个“-”，要写 --help。"),
        ("tasks -status=推进中", "“-status=推进中”前面少一个“-”，要写 --status。"),
    ],
)
def test_an_unknown_option_is_found_elsewhere(gongkai: Program, typed: str, fault: str) -> None:
    words = typed.split()
    command = " ".join(words[: 2 if words[0] == "activity" else 1])
    assert gongkai(typed) == Answer(2, "", f"{fault}用 gongkai {command} --help 查看用法。\n")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("owed 10月", "若是时段，请写 --period 10月。"),
        ("sheets 三季度", "若是时段，请写 --period 三季度。"),
        ("bulletin 2024年上半年", "若是时段，请写 --period 2024年上半年。"),
        ("bulletin 上半年", "若是时段，请写 --period 上半年。"),
        ("schedule 10", "若是月份，请写 --month 10。"),
        ("schedule 十月", "若是月份，请写 --month 十月。"),
        ("upcoming 30", "若是天数，请写 --days 30。"),
        ("status 2025", "若是年度，请写 --plan 2025。"),
        ("board 看板.html", "若是要写的文件，请写 -o 看板.html。"),
        ("new 计划.yaml", "若是要写的文件，请写 -o 计划.yaml。"),
        ("log 县司法局", "若是单位，请写 --dept 县司法局。"),
        ("log 10月", ""),
        ("show 3 4", ""),
        ("compare 2024 2025 2026", ""),
    ],
)
def test_a_word_without_its_option_is_told(gongkai: Program, typed: str, hint: str) -> None:
    command, *_, surplus = typed.split()
    answer = f"多余的内容“{surplus}”。{hint}用 gongkai {command} --help 查看用法。\n"
    assert gongkai(typed) == Answer(2, "", answer)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("tasks 3", "“3”不是单位。看一项任务用 gongkai show 3。"),
        ("tasks ３", "“３”不是单位。看一项任务用 gongkai show 3。"),
        ("tasks 推进中", "“推进中”不是单位。按状态看用 gongkai tasks --status 推进中。"),
        ("tasks 逾期", "“逾期”不是单位。按状态看用 gongkai tasks --status 逾期。"),
        (
            "activity 13",
            "没有命令“13”，您是不是要写 gongkai activity show 13。用 gongkai activity --help 查看用法。",
        ),
        (
            "activity plan 17 --date 10月15日上午9点",
            "“10月15日上午9点”里有时刻。日期和时刻请分开写：--date 10月15日 --time 上午9点。",
        ),
        (
            "activity held 17 --date 10月7日9:00",
            "“10月7日9:00”里有时刻。日期和时刻请分开写：--date 10月7日 --time 9:00。",
        ),
        (
            "bulletin --period 三季度 -o 通报.xlsx",
            "这里写不出 .xlsx 文件。请写 -o 通报.docx，要 Excel 的表格，用 gongkai export -o 台账.xlsx。",
        ),
        (
            "export --what 台账",
            (
                "一个 CSV 放不下全部的表。全部请写 -o 台账.xlsx，一张请写 --what "
                "任务分解表、责任清单、单位台账、活动安排表、单位汇总、进展记录 中的一个。"
            ),
        ),
    ],
)
def test_a_refusal_names_the_next_step(gongkai: Program, typed: str, message: str) -> None:
    assert gongkai(typed) == Answer(2, "", f"{message}\n")


@pytest.mark.parametrize("command", ["tasks --format json", "schedule --format json", "log --format json"])
def test_several_units_stand_in_one_word(gongkai: Program, command: str) -> None:
    gongkai("mark 3 --dept 县司法局、县政府办 --percent 60")
    together = gongkai(f"{command} --dept 县司法局、县政府办")
    assert (together.code, together.err) == (0, "")
    assert len(together.out) > len(gongkai(f"{command} --dept 县司法局").out) - 1


def test_tasks_of_several_units_in_one_word_are_those_of_each(gongkai: Program) -> None:
    assert gongkai("tasks --dept 县司法局、县政府办") == gongkai("tasks --dept 县司法局 --dept 县政府办")
    assert gongkai("tasks 县司法局，县政府办") == gongkai("tasks 县司法局 县政府办")


@pytest.mark.parametrize(
    ("form", "word"),
    [("公开讲", "政务公开讲"), ("开放日", "政府开放日"), ("二者都办", "政务公开讲、政府开放日")],
)
def test_a_short_word_for_the_form_is_understood(gongkai: Program, form: str, word: str) -> None:
    answer = gongkai(f"activity plan 17 --date 10月15日 --form {form}")
    assert f"活动形式  未注明 → {word}\n" in answer.out


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("show 第3项", "show 3"),
        ("show 3。", "show 3"),
        ("activity show 第17场", "activity show 17"),
        ("undo 第99号", "undo 99"),
        ("mark 第5项至第7项 --dept 县公安局 --percent 1", "mark 5-7 --dept 县公安局 --percent 1"),
    ],
)
def test_a_number_may_have_the_words_of_a_sentence(gongkai: Program, typed: str, usual: str) -> None:
    assert gongkai(typed) == gongkai(usual)


def test_an_unknown_format_is_named_as_it_was_typed(gongkai: Program) -> None:
    told = "这里没有格式“word”。--format 可以用：table、csv、json、md、xlsx。\n"
    assert gongkai("tasks -f word") == Answer(2, "", told)


def test_an_exported_ledger_is_no_plan_workbook(gongkai: Program, tmp_path: Path) -> None:
    ledger = str(tmp_path / "台账.xlsx")
    assert gongkai("export", "-o", ledger).code == 0
    told = "这是 gongkai export 写的台账，不是计划工作簿，未读取。要改计划，先写出计划工作簿"
    answer = Answer(3, "", f"{ledger}: {told}：gongkai export --what plan -o 计划.xlsx。\n")
    assert gongkai("check", ledger) == answer
    assert gongkai("load", ledger) == answer


def test_a_plan_file_is_no_notice(gongkai: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("计划.yaml").write_text("plan:\n  key: a-2024\n", encoding="utf-8")
    told = "计划.yaml: 这是计划文件，不是通知，未读取。检查它用 gongkai check 计划.yaml。\n"
    assert gongkai("draft 计划.yaml -o 草稿.yaml") == Answer(3, "", told)


def test_sheets_are_not_written_into_a_file(gongkai: Program, tmp_path: Path) -> None:
    answer = gongkai("sheets", "--period", "10月", "-o", str(tmp_path / "报送表.xlsx"))
    told = "“报送表.xlsx”是文件名，报送表一个单位一份，要写进文件夹。请写 -o 报送表。\n"
    assert answer == Answer(2, "", told)
    assert not (tmp_path / "报送表.xlsx").exists()


def test_a_file_that_is_no_sheet_tells_nothing_about_silent_units(gongkai: Program, tmp_path: Path) -> None:
    picture = tmp_path / "图.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    answer = gongkai("collect", str(picture))
    assert answer.code == 3
    assert "未报送  没有读到哪个时段的报送表，还不知道\n" in answer.out
