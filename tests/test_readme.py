"""The pages: every command in a README or in `docs/` runs, and prints what the page shows."""

import re
import shutil
from pathlib import Path

import pytest

from commands import COMMANDS
from conftest import ROOT
from gongkai_cli import __version__
from transcripts import play, steps, written_anew

PAGES = {
    str(page.relative_to(ROOT)): page
    for page in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
    if any(True for _ in steps(page.read_text(encoding="utf-8")))
}
"""Each page that shows a command."""

OF_EMPTY_STORES = {"docs/manual.zh.md", "docs/plan-file.zh.md"}
"""Pages that begin before the first plan is loaded; all others begin with the bundled one."""

MANUAL = "docs/manual.zh.md"

RENAMED = re.compile(r"^\| \[[^]]*\]\((example/[^)]*)\) \| (\S+) \|", re.MULTILINE)
"""A row of the manual that says which example has which name in it."""

RETURNED = {"县住建局": "住建局.xlsx", "县教科体局": "10月.xlsx"}
"""Unit → the name under which it sends its sheet back."""

RETURNED_IN_MANUAL = {"县司法局": "司法局.xlsx", "县政府办": "政府办.xlsx"}

OPTIONS = {name for command in COMMANDS.values() for parameter in command.params for name in parameter.opts}

CHINESE = [ROOT / "README.zh-CN.md", *ROOT.glob("docs/*.zh.md")]
ENGLISH = [page for page in PAGES.values() if page not in CHINESE]


def files_of(page: str) -> dict[str, bytes]:
    """Return the files that a page takes for granted in the reader's folder."""
    if page == MANUAL:
        examples = RENAMED.findall(PAGES[page].read_text(encoding="utf-8"))
        return {name: (ROOT / "docs" / file).read_bytes() for file, name in examples}
    if page == "docs/plan-file.zh.md":
        first = re.search(r"^```yaml\n(.*?)^```$", PAGES[page].read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        assert first
        return {"2025年要点.yaml": first[1].encode()}
    return {
        "plan.yaml": (ROOT / "data" / "seed_2024.yaml").read_bytes(),
        "通知.txt": (ROOT / "tests" / "notice" / "notice_2024.txt").read_bytes(),
    }


@pytest.mark.parametrize("name", PAGES)
def test_every_command_runs_and_prints_what_the_page_shows(
    name: str, filled_store: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if name not in OF_EMPTY_STORES:
        shutil.copy(filled_store, tmp_path / "gongkai.db")
    for file, content in files_of(name).items():
        (tmp_path / file).write_bytes(content)
    text = PAGES[name].read_text(encoding="utf-8")
    answers = play(text, tmp_path, RETURNED_IN_MANUAL if name == MANUAL else RETURNED)
    for step, answer in answers:
        assert answer.code == 0, (step.command, answer.err)
    if request.config.getoption("--rewrite-pages", default=False):
        PAGES[name].write_text(written_anew(text, answers), encoding="utf-8", newline="\n")
        return
    for step, answer in answers:
        if step.end:
            assert answer.out == text[step.start : step.end], step.command


def test_the_first_screen_carries_the_two_commands() -> None:
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:30]
    block = first_screen[first_screen.index("```sh") + 1 :]
    assert block[: block.index("```")] == [
        "pip install . && gongkai tasks --dept 县司法局",
        "pip install -e '.[test]' && pytest",
    ]


def test_the_chinese_readme_begins_with_commands_for_windows() -> None:
    """PowerShell knows no `&&`, and cmd takes single quotes for a part of the word."""
    text = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    installing = text.partition("## 安装")[2].partition("### 提示 externally")[0]
    blocks = re.findall(r"^```sh\n(.*?)^```$", installing, re.MULTILINE | re.DOTALL)
    assert headings[1] == "安装"
    assert blocks[0] == "py -m pip install .\ngongkai tasks --dept 县司法局\n"
    assert [block for block in blocks if re.search(r"&&|['~$|]", block)] == []
    assert set(re.findall(r"gongkai_cli-(\S+)-py3", text)) == {__version__}


def test_the_version_has_its_day_in_the_changelog() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## \[(.*?)\](?: - \d{4}-\d\d-\d\d)?$", text, re.MULTILINE)[:2] == ["Unreleased", __version__]


@pytest.mark.parametrize("pages", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_every_command_stands_in_the_pages_of_both_languages(pages: list[Path], command_names: list[str]) -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert [command for command in command_names if f"gongkai {command}" not in text] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_command_in_a_sentence_is_there_with_its_options(name: str, command_names: list[str]) -> None:
    prose = re.sub(r"^```.*?^```$", "", PAGES[name].read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    named = re.findall(r"`gongkai ([^`]*)`", prose)
    options = {word for command in named for word in command.split() if word.startswith("-")}
    assert {command.split()[0] for command in named} <= {*command_names, *OPTIONS}
    assert options <= OPTIONS
