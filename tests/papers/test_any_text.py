"""Whatever a text of a plan is, it stands in each paper as it is, and is no markup there."""

import html
import io
import re

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gongkai_cli.domain.text import clean_text
from gongkai_cli.papers import plain
from gongkai_cli.papers.content import Paper, Paragraph, Section
from gongkai_cli.papers.word.rendering import render_letter

TEXTS = st.one_of(
    st.text(st.sampled_from("政务公开<>&\"'“”{}%#*_`|\\[]()-+.1 \n\t\a\f"), min_size=1, max_size=30),
    st.text(min_size=1, max_size=30),
).map(clean_text)


def paper(text: str) -> Paper:
    """Return a paper with a text in all places."""
    return Paper((f"题{text}",), (f"依{text}",), (Section("", f"节{text}", (Paragraph(f"段{text}", f"首{text}"),)),))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_in_a_word_file(text: str) -> None:
    written = [one.text for one in Document(io.BytesIO(render_letter(paper(text)))).paragraphs]
    lines = [line for line in written if line.strip("　年月日")]
    expected = [f"题{text}", f"依{text}", f"一、节{text}", f"首{text}段{text}"]
    assert lines == [line.replace("\ufffe", "").replace("\uffff", "").strip("　") for line in expected]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_on_a_page(text: str) -> None:
    page = plain.html_text(paper(text))
    body = page.partition("<body>\n")[2]
    lines = [html.unescape(re.sub("<[^>]+>", "", line)) for line in body.splitlines()]
    assert lines[:4] == [f"题{text}", f"依{text}", f"一、节{text}", f"首{text}段{text}"]
    assert re.findall(r"<(\w+)", body) == ["h1", "p", "h2", "p", "b", "p"]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_in_markdown(text: str) -> None:
    marked = MarkdownIt().render("\n".join(plain.markdown_lines(paper(text))))
    assert set(re.findall(r"<(\w+)", marked)) <= {"h1", "h2", "p", "br"}
    shown = html.unescape(re.sub("<[^>]+>", "", marked))
    assert "".join(shown.split()) == "".join(f"题{text}依{text}一、节{text}首{text}段{text}".split())
