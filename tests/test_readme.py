"""The pages: every command in a README or in `docs/` runs, and prints what the page shows."""

import re
import shutil
from pathlib import Path

import pytest

from conftest import ROOT
from transcripts import play, steps, written_anew

PAGES = {
    str(page.relative_to(ROOT)): page
    for page in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
    if any(True for _ in steps(page.read_text(encoding="utf-8")))
}
"""Each page that shows a command."""

OF_EMPTY_STORES = {"docs/manual.zh.md", "docs/plan-file.zh.md"}
"""Pages that begin before the first plan is loaded; all others begin with the bundled one."""

RETURNED = {"县住建局": "住建局.xlsx", "县教科体局": "10月.xlsx"}
"""Unit → the name under which it sends its sheet back."""

ENGLISH = [ROOT / "README.md", *ROOT.glob("docs/*[!h].md")]
CHINESE = [ROOT / "README.zh-CN.md", *ROOT.glob("docs/*.zh.md")]


def files_of(page: str) -> dict[str, bytes]:
    """Return the files that a page takes for granted in the reader's folder."""
    if page == "docs/manual.zh.md":
        return {"通知.txt": (ROOT / "docs" / "notice.zh.txt").read_bytes()}
    if page == "docs/plan-file.zh.md":
        [first, *_] = re.findall(r"^```yaml\n(.*?)^```$", PAGES[page].read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        return {"2025年要点.yaml": first.encode()}
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
    answers = play(text, tmp_path, RETURNED)
    for step, answer in answers:
        assert answer.code == 0, (step.command, answer.err)
    if request.config.getoption("--rewrite-pages"):
        PAGES[name].write_text(written_anew(text, answers), encoding="utf-8", newline="\n")
        return
    for step, answer in answers:
        if step.end:
            assert answer.out == text[step.start : step.end], step.command
