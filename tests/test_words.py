"""The words of the screen: no old one is left in the program, its help, the READMEs or the documents."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from commands import COMMANDS
from conftest import ROOT, Program

SOURCE = ROOT / "src" / "gongkai_cli"
SHIPPED = [SOURCE / "planfile/writing/new_plan.yaml", SOURCE / "papers/board/templates/board.html.jinja"]
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md")), *SHIPPED]

OLD_WORDS = {
    r"报告(前|以前)不计|^有关$|、有关[，、]|有关 [0-9{]": "相关（待认领）…，认领前不计",
    r"^参与$|、参与[，、（]|参与 [0-9{]": "责任（统称）",
    r"印发时写作|印发写法": "文件原文",
    r"（推定）|推定时限|“推定”|^推定$": "文件未注明",
    r"^还有$|^还有天数$|^过 $": "剩余，超期",
    r"撤下": "调出",
    r"承担　|^承担$": "承办单位，承办任务",
    r"尚无报告|从未报告|未报告|没有报告|没交|还没报": "未报送",
    r"下一步(?!措施|打算|工作|计划)": "下步措施",
    r"应计的?单位": "计入统计的单位",
    r"(?<![如若])[要需](撤回|恢复)：": "如需撤回：，如需恢复：",
    r"看得更远|看一(项|个单位|场)：|看那时的内容|看其中一年": "更长时段：，单项任务：，单个单位：",
    r"换一个工作要点：": "切换工作要点：",
    r"试算|这是预览": "仅为预览",
    r"不能询问": "当前不能交互确认",
    r"没有写入|，没有写(?=[。，）”]|$)": "未写入",
    r"，没有(读|载入|记录|备份|恢复|安装|移除|撤回|执行|新建|动它|并入)(?=[。，）”]|$)": "未读取，未载入，未记录，…",
    r"多写了|不知道是什么": "多余的内容",
    r"看不懂|不认识": "无法识别",
    r"写不出去": "输出失败",
    r"结构 [0-9{]|（结构 |到结构 |结构是旧版": "数据版本",
    r"时间过去": "时间进度",
    r"周期": "频次",
    r"发表|收表(?!格)": "下发报送表，收回报送表",
    r"三条路|第[一二三]条是": "三种导出方式",
    r"备查": "选项与环境变量",
    r"写 `--raw`": "加 `--raw`",
    r"确指": "统称",
}
"""An old word, as a pattern → the new one."""


class Kept(NamedTuple):
    """A literal that keeps an old word."""

    file: str
    literal: str
    reason: str


INPUT = "typed, or in the headings of sheets and plan workbooks of earlier versions"
KEPT = (
    Kept("domain/vocabulary.py", "从未报告的单位", "the value in JSON that programs compare"),
    Kept("domain/vocabulary.py", "下一步 下步 措施", INPUT),
    Kept("exchange/columns.py", "下步措施 下一步措施 下步打算 下一步打算", INPUT),
    Kept("cli/framework/mistakes/synonyms.py", "todo step 下一步 下步措施 下步 措施", INPUT),
    Kept("cli/framework/mistakes/synonyms.py", "preview test trial 预览 试算", INPUT),
    Kept("planfile/values/typed.py", "参与", "a duty that is refused with advice"),
    Kept("planfile/values/typed.py", "有关", "a duty that is refused with advice"),
    Kept("planfile/workbook/columns.py", "周期", INPUT),
    Kept("cli/framework/mistakes/synonyms.py", "报送表 发表 下发", INPUT),
    Kept("cli/framework/mistakes/synonyms.py", "收表 收回", INPUT),
    Kept("domain/typed_days/numerals.py", "周期拜", "a pattern of typed days"),
)
READ_FROM_NOTICES = "notice/recognizing/"
"""Patterns of published notices, which have words of their own."""


def old_words(text: str) -> list[str]:
    """Return the patterns of the old words in a text."""
    return [pattern for pattern in OLD_WORDS if re.search(pattern, text, re.MULTILINE)]


def literals(file: Path) -> Iterator[str]:
    """Yield the texts in a module, those between the values of an f-string too, but no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described:
            yield node.value


@cache
def found_in_source() -> tuple[tuple[str, str], ...]:
    """Return (file, literal) of each literal with an old word."""
    found = []
    for file in sorted(SOURCE.rglob("*.py")):
        name = file.relative_to(SOURCE).as_posix()
        if not name.startswith(READ_FROM_NOTICES):
            found += [(name, text) for text in literals(file) if old_words(text)]
    return tuple(found)


def is_kept(file: str, text: str) -> bool:
    """Say whether a literal is named among those that keep an old word."""
    return any(file == kept.file and kept.literal in text for kept in KEPT)


def test_no_literal_of_the_program_has_an_old_word() -> None:
    assert [(file, text) for file, text in found_in_source() if not is_kept(file, text)] == []


@pytest.mark.parametrize("kept", KEPT)
def test_each_exception_is_still_needed(kept: Kept) -> None:
    assert kept.reason
    assert any(file == kept.file and kept.literal in text for file, text in found_in_source())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_has_an_old_word(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if old_words(line)] == []


@pytest.mark.parametrize("path", COMMANDS)
def test_no_help_page_has_an_old_word(gongkai: Program, path: str) -> None:
    answer = gongkai(*path.split(), "--help")
    assert answer.code == 0
    assert old_words(answer.out) == []


SCREENS = (
    "tasks",
    "tasks --dept 县司法局",
    "show 3",
    "show 3 --all",
    "depts",
    "depts --silent-since 9月1日",
    "dept 县司法局",
    "dept 县文广旅局",
    "owed --period 9月",
    "schedule",
    "activity show 13",
    "upcoming",
    "status",
    "log",
    "plans",
    "editions",
    "editions 1",
    "undo --with-later 2 --yes",
)


@pytest.fixture
def busy(gongkai: Program) -> Program:
    """The program on a store with reports and an activity that was held."""
    for command in (
        "mark 3 --dept 县司法局 --percent 60 --note 已征集意见 --problem 样本偏少 --next 补充走访 --on 9月20日",
        "mark 3 --dept 县司法局 --percent 70 --on 9月30日",
        "activity plan 17 --date 10月15日-16日 --time 9:00",
        "activity held 13 --date 8月20日 --people 60",
    ):
        assert gongkai(command).code == 0
    return gongkai


@pytest.mark.parametrize("command", SCREENS)
@pytest.mark.parametrize("day", ["2024-10-08", "2025-01-20"])
def test_no_day_on_a_screen_is_written_for_programs(busy: Program, command: str, day: str) -> None:
    answer = busy(f"--as-of {day} {command}")
    assert answer.code == 0, answer.err
    assert re.findall(r".*\d{4}-\d\d-\d\d.*", answer.out + answer.err) == []
    assert re.findall(r"(?<![\d-])\d\d-\d\d(?![\d-])", answer.out) == []


@pytest.mark.parametrize("day", ["2024-10-08", "2025-01-20"])
@pytest.mark.parametrize("command", ["schedule", "upcoming", "log", "plans", "tasks --dept 县司法局"])
def test_no_day_is_broken_over_lines(busy: Program, terminal: Callable[..., str], command: str, day: str) -> None:
    assert busy("plans").code == 0
    for line in terminal(command, width=60, GONGKAI_TODAY=day).splitlines():
        for cell in line.split("│"):
            assert not re.search(r"\d年\d+$|\d月\d+$|^月\d|^月$|^日[前—]?$", cell.strip()), line


@pytest.mark.parametrize(("old", "new"), [("参与", "责任（统称）"), ("统称", "责任（统称）"), ("有关", "相关")])
def test_old_words_of_roles_are_understood(gongkai: Program, old: str, new: str) -> None:
    answer = gongkai(f"tasks --dept 县司法局 --role {old} --format json")
    assert answer.code == 0
    assert answer.out == gongkai(f"tasks --dept 县司法局 --role {new} --format json").out


def test_the_kind_of_attention_keeps_its_value_in_json(gongkai: Program) -> None:
    assert '"从未报告的单位"' in gongkai("status --format json").out
    assert "未报送的单位" in gongkai("status").out
