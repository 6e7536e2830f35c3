"""The pages lead somewhere: every link of the project's own, every anchor, and the list of all pages."""

from pathlib import Path

import pytest

from conftest import ROOT
from links import anchors_of, links_of

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
INDEX = ROOT / "docs" / "README.md"


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


@pytest.mark.parametrize("page", sorted(INDEX.parent.glob("*.zh.md")), ids=name_of)
def test_pages_in_two_languages_lead_to_each_other(page: Path) -> None:
    other = page.with_name(page.name.replace(".zh.md", ".md"))
    if not other.exists():
        pytest.skip("a page for clerks alone")
    assert other in {link.file for link in links_of(page)}
    assert page in {link.file for link in links_of(other)}
