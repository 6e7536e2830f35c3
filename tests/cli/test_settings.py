"""Settings: `gongkai config`, the file behind it, and what wins over what."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Answer, Program, without
from gongkai_cli.cli.settings import stored, writing
from gongkai_cli.cli.settings.given import setting
from gongkai_cli.cli.settings.stored import place
from gongkai_cli.errors import UsageError
from posix_only import need_posix
from years import of_year

KEYS = ["db", "plan", "by", "pager", "ambiguous", "period"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The settings file of this test, which is not there yet; its folder is."""
    path = tmp_path / "home" / ".config" / "gongkai" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def plain(gongkai: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    """The program on a filled store, in a folder of its own, where no variable gives a name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGKAI_BY")
    return gongkai


@pytest.fixture
def two_years(plain: Program, tmp_path: Path) -> Program:
    """The program on a store with the plans of 2023 and 2024."""
    plan = tmp_path / "last_year.yaml"
    plan.write_text(of_year(2023), encoding="utf-8")
    assert plain("load", str(plan)).code == 0
    return plain


def rows(answer: Answer) -> dict[str, tuple[str | None, str]]:
    """Return setting → (value, source) of a list in JSON."""
    assert (answer.code, answer.err) == (0, "")
    return {row["name"]: (row["value"], row["source"]) for row in json.loads(answer.out)}


# Listing and changing.


def test_the_list_says_where_each_value_comes_from(
    plain: Program, file: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("by = '张三'\npager = 'more'\n", encoding="utf-8")
    monkeypatch.setenv("GONGKAI_PAGER", "less -FRX")
    answer = plain("--plan shicheng-2024 config list")
    assert (answer.code, answer.err) == (0, "")
    heading, columns, rule, *lines, advice = answer.out.splitlines()
    assert heading == f"设置 6 项　设置文件 {file}"
    assert columns.split() == ["设置", "值", "来自", "含义"]
    assert set(rule) == {"━"}
    assert [line.split() for line in lines] == [
        ["db", str(store), "环境变量", "台账文件（GONGKAI_DB）"],
        ["plan", "shicheng-2024", "命令行", "看哪个工作要点（GONGKAI_PLAN）"],
        ["by", "张三", "设置文件", "记录人（GONGKAI_BY）"],
        ["pager", "less", "-FRX", "环境变量", "分页程序，off", "不分页（GONGKAI_PAGER）"],
        ["ambiguous", "（看终端）", "默认", "线条和方块的宽度：wide", "宽，narrow", "窄（GONGKAI_AMBIGUOUS）"],
        ["period", "本月", "默认", "报送的时段，如", "本月、上月（GONGKAI_PERIOD）"],
    ]
    assert advice == "设置：gongkai config set 名称 值　回到默认：gongkai config unset 名称"


def test_the_list_in_json_has_name_value_and_source(plain: Program, file: Path, store: Path) -> None:
    file.write_text("by = '张三'\n", encoding="utf-8")
    assert rows(plain("--plan 甲 config list --format json")) == {
        "db": (str(store), "variable"),
        "plan": ("甲", "option"),
        "by": ("张三", "file"),
        "pager": (None, "default"),
        "ambiguous": (None, "default"),
        "period": ("本月", "default"),
    }


def test_the_group_alone_is_its_list(plain: Program) -> None:
    assert plain("config").out == plain("config list").out
    assert plain("config --format json").out == plain("config list --format json").out


def test_the_list_names_the_default_store_and_the_account(
    fresh: Program, default_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGKAI_BY")
    monkeypatch.setenv("LOGNAME", "wang")
    found = rows(fresh("config list --format json"))
    assert (found["db"], found["by"]) == ((str(default_store), "default"), ("wang", "default"))
    assert not default_store.exists()


def test_a_setting_is_written_shown_and_taken_out(plain: Program, file: Path) -> None:
    assert plain("config set by 张三") == Answer(0, "", f"已设置 by：张三（写在“{file}”）。\n")
    assert file.read_text(encoding="utf-8") == 'by = "张三"\n'
    assert plain("config get by") == Answer(0, "张三\n", "")
    assert plain("config unset by") == Answer(0, "", "已去掉设置 by。\n")
    assert file.read_text(encoding="utf-8") == ""
    assert plain("config unset by") == Answer(0, "", "设置文件里没有 by，不用去掉。\n")


def test_the_folder_of_the_settings_is_made(plain: Program, tmp_path: Path) -> None:
    assert plain("config unset by") == Answer(0, "", "设置文件里没有 by，不用去掉。\n")
    assert not (tmp_path / "home").exists()
    assert plain("config set BY 张三").code == 0
    assert (tmp_path / "home" / ".config" / "gongkai" / "config.toml").exists()


@pytest.mark.parametrize(
    ("name", "words"), [("plan", "最新年度的工作要点"), ("pager", "系统的分页程序"), ("ambiguous", "看终端")]
)
def test_a_default_without_a_text_is_told_beside_the_output(plain: Program, name: str, words: str) -> None:
    assert plain("config", "get", name) == Answer(0, "", f"没有设置 {name}，按默认：{words}。\n")


def test_comments_order_and_other_lines_stay(plain: Program, file: Path) -> None:
    file.write_text("# 我的设置\nplan = 'shicheng-2024' # 今年\n\n# 谁\nby = '张三'\n", encoding="utf-8")
    assert plain("config set plan shicheng-2024").code == 0
    assert plain("config set period 上月").code == 0
    assert plain("config unset by").code == 0
    kept = '# 我的设置\nplan = "shicheng-2024" # 今年\n\n# 谁\nperiod = "上月"\n'
    assert file.read_text(encoding="utf-8") == kept


def test_a_relative_store_is_kept_with_its_full_path(plain: Program, tmp_path: Path, file: Path) -> None:
    path = tmp_path / "台账" / "今年.db"
    answer = plain("config set db 台账/今年.db")
    advice = f"要新建台账，用 gongkai --db {path} load 计划文件"
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.splitlines() == [
        f"已设置 db：{path}（写在“{file}”）。",
        f"提醒：没有台账文件“{path}”。请核对 --db、GONGKAI_DB 和设置 db（gongkai config list）；{advice}。",
        "环境变量 GONGKAI_DB 优先于设置，现在用的是它的值。",
    ]


def test_a_plan_that_the_store_has_not_is_kept_with_a_warning(plain: Program, file: Path) -> None:
    assert plain("config set plan shicheng-2024").err == f"已设置 plan：shicheng-2024（写在“{file}”）。\n"
    assert plain("config set plan demo") == Answer(
        0, "", f"已设置 plan：demo（写在“{file}”）。\n提醒：没有工作要点“demo”。用 gongkai plans 查看全部。\n"
    )


def test_without_a_store_no_plan_is_looked_for(unmade: Program, tmp_path: Path) -> None:
    answer = unmade("config set plan demo")
    assert (answer.code, answer.err.count("\n")) == (0, 1)
    assert not (tmp_path / "gongkai.db").exists()


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("set dp x", "没有设置“dp”。您是不是要找：db？可以写：db、plan、by、pager、ambiguous、period。"),
        ("get 记录人", "没有设置“记录人”。您是不是要找：by？可以写：db、plan、by、pager、ambiguous、period。"),
        ("unset 颜色", "没有设置“颜色”。可以写：db、plan、by、pager、ambiguous、period。"),
        ("set by ' '", "值是空的。请写出值；要回到默认，用 gongkai config unset。"),
        ("set by \u200b", "值是空的。请写出值；要回到默认，用 gongkai config unset。"),
        ("set by 张\ufffd", "by 的“张\ufffd”里有“\ufffd”，是转换编码时丢掉的字。请重新输入，再运行一次。"),
        ("set db ''", "文件名是空的。请写出文件名。"),
        ("set ambiguous 大", "无法识别字宽“大”。请写 wide（宽）或 narrow（窄）。"),
        (
            'set pager "less \'"',
            "分页命令“less '”的引号没有成对。请补上另一半引号，或写 off 不分页。",
        ),
        (
            "set period 那个月",
            "无法识别时段“那个月”。请写成 10月8日、本周、10月、第三季度、上半年或 9月1日-9月30日。",
        ),
    ],
)
def test_a_wrong_name_or_value_is_refused(plain: Program, file: Path, command: str, message: str) -> None:
    assert plain(f"config {command}") == Answer(2, "", f"{message}\n")
    assert not file.exists()


def test_a_folder_is_no_store(plain: Program, tmp_path: Path, file: Path) -> None:
    advice = f"请写到文件名为止，如 {file.parent / 'gongkai.db'}"
    message = f"“{file.parent}”是文件夹，不是台账文件。{advice}。\n"
    assert plain("config", "set", "db", str(file.parent)) == Answer(1, "", message)
    assert not file.exists()
    assert tmp_path.exists()


@pytest.mark.parametrize(
    ("typed", "kept"), [("wide", "wide"), (" Narrow ", "narrow"), ("宽", "wide"), ("窄", "narrow")]
)
def test_a_width_is_kept_as_its_code(plain: Program, typed: str, kept: str) -> None:
    assert plain("config", "set", "ambiguous", typed).code == 0
    assert plain("config get ambiguous").out == f"{kept}\n"


# What wins.


def author(program: Program, command: str = "mark 3 --dept 县司法局 --percent 5") -> str:
    """Return who stands in the ledger after a mark."""
    answer = program(command)
    assert answer.code == 0, answer.err
    return str(json.loads(program("log --limit 1 --format json").out)[0]["by"])


def test_an_option_wins_over_a_variable_and_a_variable_over_the_file(
    plain: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "wang")
    assert author(plain) == "wang"
    assert plain("config set by 张三").code == 0
    assert author(plain) == "张三"
    monkeypatch.setenv("GONGKAI_BY", "李四")
    assert author(plain) == "李四"
    assert author(plain, "mark 3 --dept 县司法局 --percent 6 --by 王五") == "王五"


def test_a_set_that_a_variable_hides_says_so(plain: Program, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_BY", "李四")
    hidden = "环境变量 GONGKAI_BY 优先于设置，现在用的是它的值。\n"
    assert plain("config set by 张三") == Answer(0, "", f"已设置 by：张三（写在“{file}”）。\n{hidden}")
    assert plain("config unset by") == Answer(0, "", f"已去掉设置 by。\n{hidden}")


def test_the_store_of_the_settings_is_used(
    plain: Program, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGKAI_DB")
    kept = store.rename(tmp_path / "另一个.db")
    assert plain("config set db 另一个.db").code == 0
    assert plain("db path") == Answer(0, f"{kept}\n", "")
    assert plain("tasks").code == 0
    kept.unlink()
    answer = plain("tasks")
    assert (answer.code, answer.out) == (4, "")
    assert answer.err.startswith(f"没有台账文件“{kept}”。请核对 --db、GONGKAI_DB 和设置 db（gongkai config list）；")
    assert not kept.exists()


@pytest.mark.parametrize("typed", ["../台账.db", "~/.config/台账.db"])
def test_a_store_typed_into_the_file_does_not_depend_on_the_current_folder(
    fresh: Program, tmp_path: Path, file: Path, typed: str
) -> None:
    file.write_text(f"db = '{typed}'\n", encoding="utf-8")
    path = fresh("db path").out.rstrip("\n")
    assert os.path.normpath(path) == str(tmp_path / "home" / ".config" / "台账.db")


def test_the_plan_of_the_settings_is_shown(two_years: Program) -> None:
    newest = two_years("tasks").out
    assert two_years("config set plan shicheng-2023").code == 0
    assert two_years("tasks").out.startswith("石城县2023年政务公开工作要点　")
    assert two_years("tasks --plan shicheng-2024").out == newest
    assert two_years("tasks", "--plan", "").out == newest


def test_an_undo_keeps_to_the_plan_of_the_settings(two_years: Program) -> None:
    assert two_years("mark 3 --dept 县司法局 --percent 5 --plan shicheng-2024").code == 0
    assert two_years("config set plan shicheng-2023").code == 0
    answer = two_years("undo --yes")
    assert answer.code == 0
    assert answer.out.startswith("石城县2023年政务公开工作要点　已撤回第 2 号\n")


def test_a_plan_that_is_not_there_is_blamed_on_the_setting_or_the_variable(
    plain: Program, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("plan = 'demo'\n", encoding="utf-8")
    missing = "没有工作要点“demo”。用 gongkai plans 查看全部。\n"
    advice = "要去掉这个设置，用 gongkai config unset plan。\n"
    assert plain("tasks") == Answer(4, "", f"设置 plan：{missing.strip()}{advice}")
    assert plain("undo") == Answer(4, "", f"设置 plan：{missing.strip()}{advice}")
    monkeypatch.setenv("GONGKAI_PLAN", "demo")
    assert plain("tasks") == Answer(4, "", f"环境变量 GONGKAI_PLAN：{missing}")
    assert plain("tasks --plan demo") == Answer(4, "", missing)


def test_a_load_says_which_plan_is_shown(plain: Program, tmp_path: Path) -> None:
    assert plain("config set plan shicheng-2024").code == 0
    plan = tmp_path / "last_year.yaml"
    plan.write_text(of_year(2023), encoding="utf-8")
    said = plain("load", str(plan)).err.splitlines()[-1]
    assert said == "不写 --plan 时，看的是设置 plan 指定的“shicheng-2024”。"


def test_an_author_that_cannot_be_seen_is_blamed_on_the_setting(plain: Program, file: Path) -> None:
    file.write_text("by = '\u200b'\n", encoding="utf-8")
    message = "设置 by 的文字里没有能显示的字。请重新输入，再运行一次。\n"
    assert plain("mark 3 --dept 县司法局 --percent 5") == Answer(2, "", message)


def test_a_period_of_the_settings_is_that_of_owed_and_sheets(plain: Program) -> None:
    assert plain("config set period 第三季度").code == 0
    assert "7月1日—9月30日" in plain("owed").out
    assert "10月1日—8日" in plain("owed --period 本月").out
    assert "第三季度报送表 1 份" in plain("sheets --dept 县司法局 -o 报送表").out


def test_a_variable_gives_the_period_too(plain: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_PERIOD", "9月")
    assert "9月1日—30日" in plain("owed").out
    monkeypatch.setenv("GONGKAI_PERIOD", " ")
    assert "10月1日—8日" in plain("owed").out


@pytest.mark.parametrize(
    ("period", "message"),
    [
        ("那个月", "无法识别时段“那个月”。请写成 10月8日、本周、10月、第三季度、上半年或 9月1日-9月30日。"),
        ("12月", "2024年12月1日 还没到（今天按 2024年10月8日 算），还没有应报的。请改 --period。"),
        ("2024年2月", "2024年2月1日—29日 在要点印发之前：要点从 2024年5月26日 起。请改 --period。"),
    ],
)
def test_a_wrong_period_is_blamed_on_the_setting(plain: Program, file: Path, period: str, message: str) -> None:
    file.write_text(f"period = '{period}'\n", encoding="utf-8")
    assert plain("owed") == Answer(2, "", f"设置 period：{message}要去掉这个设置，用 gongkai config unset period。\n")
    assert plain("owed", "--period", period) == Answer(2, "", f"{message}\n")


def test_a_table_that_names_no_period_takes_that_of_the_settings(plain: Program, tmp_path: Path) -> None:
    table = tmp_path / "汇总.csv"
    table.write_text("单位,序号,完成比例,进展情况\n县司法局,7,55%,已征集意见\n", encoding="utf-8")
    doubt = plain("collect 汇总.csv")
    assert doubt.code == 1
    assert "看不出报的是哪个时段。请加上 --period，如 --period 10月" in doubt.err
    assert plain("config set period 9月").code == 0
    assert plain("collect 汇总.csv").code == 0
    parts = json.loads(plain("tasks --dept 县司法局 --format json").out)
    assert {part["no"]: part["on"] for part in parts}[7] == "2024-09-30"


def test_a_sheet_keeps_its_own_period_whatever_the_setting(plain: Program) -> None:
    assert plain("sheets --dept 县司法局 --period 10月 -o 报送表").code == 0
    assert plain("config set period 9月").code == 0
    assert plain("collect 报送表 --dry-run").code == 0
    refused = plain("collect 报送表 --period 9月")
    assert refused.code == 1
    assert "不是 --period 的时段" in refused.err


def test_a_setting_without_an_option_comes_from_its_variable_or_the_file(
    plain: Program, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert plain("tasks").code == 0
    assert setting("pager") is None
    file.write_text("pager = 'more'\nambiguous = '宽'\n", encoding="utf-8")
    assert (setting("pager"), setting("ambiguous")) == ("more", "wide")
    monkeypatch.setenv("GONGKAI_PAGER", "OFF")
    assert setting("pager") == "off"
    monkeypatch.setenv("GONGKAI_AMBIGUOUS", "big")
    with pytest.raises(UsageError) as refused:
        setting("ambiguous")
    assert refused.value.message == "环境变量 GONGKAI_AMBIGUOUS：无法识别字宽“big”。请写 wide（宽）或 narrow（窄）。"


# The file.

BROKEN = {
    'db = "C:\\Users\\gongkai.db"\n': "第 1 行写法不对",
    "by = '张三'\nplan = \n": "第 2 行写法不对",
    "by = '张三'\nby = '李四'\n": "第 2 行写法不对",
    "by＝'张三'\n": "第 1 行写法不对",
    "by = 张三\n": "第 1 行写法不对",
    "a = " + "[" * 5000: "第 1 行写法不对",
}
REMEDY = "请改成 by = '张三' 的样子（一行一项，英文单引号），或把它移走重新设置。"


@pytest.mark.parametrize("text", BROKEN)
def test_a_file_that_is_no_toml_is_refused_with_its_line(plain: Program, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    refusal = Answer(3, "", f"设置文件“{file}”{BROKEN[text]}。{REMEDY}\n")
    for command in ("tasks", "config list", "config get by", "config set by 李四", "config unset by"):
        assert plain(command) == refusal, command
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"dp = 'x'\n", "里有无法识别的“dp”。您是不是要找：db？请改正，或用 gongkai config unset dp 去掉它。"),
        (b"[by]\nname = 'x'\n", "里 by 的值不是文字。请给它加上引号，如 by = '…'。"),
        (b"plan = 2024\n", "里 plan 的值不是文字。请给它加上引号，如 plan = '…'。"),
        ("by = '张三'\n".encode("gbk"), "不是 UTF-8 文字。请用记事本另存为 UTF-8 编码。"),
        (b"#" * 1_000_001, "太大，不像设置文件。请把它移走，再用 gongkai config set 重新设置。"),
    ],
)
def test_a_file_with_a_fault_is_refused(plain: Program, file: Path, content: bytes, fault: str) -> None:
    file.write_bytes(content)
    assert plain("tasks") == Answer(3, "", f"设置文件“{file}”{fault}\n")
    assert plain("config") == Answer(3, "", f"设置文件“{file}”{fault}\n")


def test_an_unknown_name_and_a_wrong_type_can_be_mended_by_command(plain: Program, file: Path) -> None:
    file.write_text("dp = 'x'\nby = 5\n", encoding="utf-8")
    assert plain("config set by 张三").code == 0
    assert plain("config unset dp") == Answer(0, "", "已去掉设置 dp。\n")
    assert plain("tasks").code == 0


def test_an_empty_value_sets_nothing(plain: Program, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("\ufeffby = ''\nplan = ' '\n", encoding="utf-8")  # the BOM of the Windows editor
    monkeypatch.setenv("LOGNAME", "wang")
    found = rows(plain("config --format json"))
    assert (found["by"], found["plan"]) == (("wang", "default"), (None, "default"))


@pytest.mark.parametrize(
    "command", ["--help", "--version", "tasks --help", "config --help", "check plan.yaml", "new", "schema"]
)
def test_a_broken_file_stops_no_command_that_needs_no_setting(
    plain: Program, file: Path, tmp_path: Path, command: str
) -> None:
    (tmp_path / "plan.yaml").write_text(of_year(2023), encoding="utf-8")
    file.write_text("???", encoding="utf-8")
    assert plain(command).code == 0


def test_a_broken_file_does_not_matter_where_options_give_all(plain: Program, file: Path, store: Path) -> None:
    file.write_text("???", encoding="utf-8")
    assert plain(f"--db {store} --plan shicheng-2024 tasks").code == 0
    assert plain(f"--db {store} --plan shicheng-2024 --by 张三 mark 3 --dept 县司法局 --percent 5").code == 0


def test_a_folder_in_the_place_of_the_file_is_told(plain: Program, file: Path) -> None:
    file.mkdir()
    refusal = f"设置文件“{file}”读不了（是文件夹，不是文件）。请检查它的权限，或把它移走。\n"
    assert plain("tasks") == Answer(3, "", refusal)
    assert plain("config set by 张三") == Answer(3, "", refusal)


def test_a_file_in_the_place_of_the_folder_is_told(plain: Program, file: Path) -> None:
    file.parent.rmdir()
    file.parent.write_text("", encoding="utf-8")
    assert plain("tasks").code == 0
    answer = plain("config set by 张三")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == f"“{file}”未写入（同名的文件已经在那里）。请检查磁盘和文件夹，再试一次。\n"


@pytest.fixture
def without_rights(store: Path) -> Callable[..., Answer]:
    """The program as a process for which file permissions hold, also where the tests run as root."""
    assert store.exists()

    def start(*command: str) -> Answer:
        done = subprocess.run(
            [*without(), sys.executable, "-m", "gongkai_cli", *command],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
            timeout=60,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return start


def test_a_file_that_may_not_be_read_is_told(without_rights: Callable[..., Answer], file: Path) -> None:
    file.write_text("by = '张三'\n", encoding="utf-8")
    file.chmod(0)
    refusal = f"设置文件“{file}”读不了（没有权限）。请检查它的权限，或把它移走。\n"
    assert without_rights("tasks") == Answer(3, "", refusal)
    assert without_rights("check", "x.yaml").code == 4


def test_a_folder_that_may_not_be_written_is_told(without_rights: Callable[..., Answer], file: Path) -> None:
    file.parent.chmod(0o500)
    answer = without_rights("config", "set", "by", "张三")
    file.parent.chmod(0o700)
    advice = "可能正被别的程序打开，或没有权限。请关掉它再试，或把文件换一个文件名"
    assert answer == Answer(1, "", f"“{file}”写不了：{advice}。\n")


def test_a_person_without_a_home_has_no_settings(plain: Program, monkeypatch: pytest.MonkeyPatch) -> None:

    def nobody(number: int) -> None:
        raise KeyError(number)

    need_posix("an account without a home")
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", nobody)
    assert place() is None
    assert plain("tasks").code == 0
    assert plain("config").out.startswith("设置 6 项　设置文件 没有地方放（找不到用户文件夹）\n")
    refusal = "找不到用户文件夹（没有 HOME，也没有账户），没有地方放设置。请改用选项或环境变量，如 --by、GONGKAI_BY。\n"
    assert plain("config set by 张三") == Answer(1, "", refusal)


@given(values=st.dictionaries(st.sampled_from(KEYS[1:]), st.text(min_size=1).filter(str.strip)))
@settings(max_examples=60, deadline=None)
def test_every_text_comes_back_from_the_file(values: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("kept")))
        for name, value in values.items():
            path = writing.keep(name, value)
            assert tomlkit.parse(path.read_text(encoding="utf-8"))[name] == value
        assert stored.stored() == values
