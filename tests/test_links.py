"""The pages lead somewhere: every link of the project's own, every anchor, and the list of all pages."""

from pathlib import Path

import pytest

from conftest import ROOT
from links import anchors_of, links_of
from transcripts import steps

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
INDEX = ROOT / "docs" / "README.md"
PAIRS = [
    (page, page.with_name(page.name.replace(".zh.md", ".md")))
    for page in sorted(INDEX.parent.glob("*.zh.md"))
    if page.with_name(page.name.replace(".zh.md", ".md")).exists()
]
"""(Chinese, English) of each page that is there in both languages."""


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_to_a_file_and_to_a_heading(page: Path) -> None:
    lost = [
        f"{link.file.name}#{link.anchor}"
        for link in links_of(page)
        if not link.file.exists() or (link.anchor and link.anchor not in anchors_of(link.file))
    ]
    assert lost == []


def test_the_index_has_every_file_of_docs() -> None:
    listed = {link.file for link in links_of(INDEX)}
    files = {file for file in INDEX.parent.rglob("*") if file.is_file()}
    assert files - listed == {INDEX}


def test_the_index_is_linked_from_both_readmes() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        assert INDEX in {link.file for link in links_of(ROOT / name)}


@pytest.mark.parametrize(("chinese", "english"), PAIRS, ids=[english.name for _, english in PAIRS])
def test_pages_in_two_languages_lead_to_each_other(chinese: Path, english: Path) -> None:
    assert english in {link.file for link in links_of(chinese)}
    assert chinese in {link.file for link in links_of(english)}
    assert len(list(steps(chinese.read_text("utf-8")))) == len(list(steps(english.read_text("utf-8"))))
