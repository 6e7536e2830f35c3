"""The picture of the README is a screen of the program as it is now."""

import re
from xml.dom import minidom

import pytest

from conftest import ROOT, Program, coloured_screen
from picture import draw

PICTURE = ROOT / "docs" / "tasks.svg"
COMMAND = "gongkai tasks --dept 县司法局"
WIDTH = 88


def test_the_picture_is_what_the_program_draws(
    gongkai: Program, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    gongkai("mark 3 --dept 司法局 --percent 60 --note 已完成意见征集 --next 10月补充走访 --on 9月30日")
    gongkai("mark 5 --dept 司法局 --percent 80 --note 听证办法已印发 --on 9月25日")
    gongkai(
        "mark 9 --dept 司法局 --percent 100 --note 保密审查制度已落实 --link http://www.shicheng.gov.cn/a --on 9月20日"
    )
    gongkai("mark 6 --dept 司法局 --status 受阻 --percent 40 --problem 数据接口未开通 --on 10月8日")
    monkeypatch.delenv("NO_COLOR")
    screen = coloured_screen(COMMAND.split()[1:], WIDTH, {"TERM": "xterm-256color", "COLORTERM": ""})
    drawn = draw(screen, width=WIDTH, title=COMMAND)
    if request.config.getoption("--rewrite-pages", default=False):
        PICTURE.write_text(drawn, encoding="utf-8", newline="\n")
    assert PICTURE.read_text(encoding="utf-8") == drawn


def test_the_picture_is_sound_and_fetches_nothing() -> None:
    text = PICTURE.read_text(encoding="utf-8")
    assert minidom.parseString(text).getElementsByTagName("text")  # noqa: S318 - our own file
    assert re.findall(r"""["'(](\w+://[^"')]*)""", text) == ["http://www.w3.org/2000/svg"]
