"""The layout of GB/T 9704 in the XML of a Word file, and on the pages that a word processor makes of it."""

import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from conftest import Program
from word_templates import BODY, built_in, changed, paragraph, parts_of, texts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def parts(gongkai: Program) -> dict[str, bytes]:
    """The parts of a bulletin."""
    answer = gongkai("bulletin --period 9月 --number 石府办字〔2024〕12号 -o 通报.docx")
    assert answer.code == 0, answer.err
    return parts_of(Path("通报.docx").read_bytes())


def tree(content: bytes) -> Element:
    """Return the tree of a part that the program has written."""
    return fromstring(content)  # noqa: S314


def attributes(element: Element | None) -> dict[str, str]:
    """Return the attributes of an element by their local names."""
    assert element is not None
    return {name.removeprefix(W): value for name, value in element.attrib.items()}


def style(parts: dict[str, bytes], name: str) -> Element:
    """Return a style."""
    (found,) = [one for one in tree(parts["word/styles.xml"]).iter(f"{W}style") if one.get(f"{W}styleId") == name]
    return found


def facts(parts: dict[str, bytes], name: str) -> dict[str, Any]:
    """Return the Chinese font, the size in points, the spacing of characters and of lines of a style."""
    own = style(parts, name)
    line = own.find(f"{W}pPr/{W}spacing")
    return {
        "font": attributes(own.find(f"{W}rPr/{W}rFonts"))["eastAsia"],
        "points": int(attributes(own.find(f"{W}rPr/{W}sz"))["val"]) / 2,
        "closer": int(attributes(own.find(f"{W}rPr/{W}spacing"))["val"]),
        "line": (attributes(line)["line"], attributes(line)["lineRule"]) if line is not None else None,
    }


def test_the_page(parts: dict[str, bytes]) -> None:
    section = next(tree(parts[BODY]).iter(f"{W}sectPr"))
    millimetres = {name: round(int(value) / 56.7) for name, value in attributes(section.find(f"{W}pgMar")).items()}
    assert attributes(section.find(f"{W}pgSz")) == {"w": "11906", "h": "16838"}
    assert {side: millimetres[side] for side in ("top", "bottom", "left", "right")} == {
        "top": 37,
        "bottom": 35,
        "left": 28,
        "right": 26,
    }
    assert section.find(f"{W}docGrid") is None


def test_the_styles(parts: dict[str, bytes]) -> None:
    assert facts(parts, "Normal") == {"font": "仿宋", "points": 16, "closer": -5, "line": ("579", "exact")}
    assert facts(parts, "公文标题") == {"font": "方正小标宋简体", "points": 22, "closer": 0, "line": None}
    assert facts(parts, "一级标题") == {"font": "黑体", "points": 16, "closer": -5, "line": None}
    assert facts(parts, "附件标记") == {"font": "黑体", "points": 16, "closer": -5, "line": None}
    second = style(parts, "二级标题字").find(f"{W}rPr/{W}rFonts")
    assert attributes(second)["eastAsia"] == "楷体"
    for name in ("表头", "表格文字", "表格数字"):
        assert facts(parts, name)["line"] == ("240", "auto")
        assert facts(parts, name)["points"] == 10.5


def test_no_font_is_a_theme_s_and_quotation_marks_are_chinese(parts: dict[str, bytes]) -> None:
    everything = b"".join(parts.values())
    assert re.findall(b"(?i)theme|calibri|cambria", everything) == []
    assert not [name for name in parts if "theme" in name]
    runs = [run for run in tree(parts[BODY]).iter(f"{W}r") if "“" in "".join(run.itertext())]
    assert runs
    for run in runs:
        assert attributes(run.find(f"{W}rPr/{W}rFonts"))["hint"] == "eastAsia"


def test_the_page_number_stands_outside_between_dashes(parts: dict[str, bytes]) -> None:
    section = next(tree(parts[BODY]).iter(f"{W}sectPr"))
    kinds = [one.get(f"{W}type") for one in section.findall(f"{W}footerReference")]
    assert kinds == ["default", "even"]
    assert b"<w:evenAndOddHeaders/>" in parts["word/settings.xml"]
    for name, side, where in (("footer1", "单页码", "right"), ("footer2", "双页码", "left")):
        footer = tree(parts[f"word/{name}.xml"])
        assert "".join(text.text or "" for text in footer.iter(f"{W}t")) == "— 1 —"
        assert next(footer.iter(f"{W}instrText")).text == " PAGE "
        assert attributes(next(footer.iter(f"{W}pStyle")))["val"] == side
        assert attributes(style(parts, side).find(f"{W}pPr/{W}jc"))["val"] == where
        assert facts(parts, side)["font"] == "宋体"
        assert facts(parts, side)["points"] == 14


def test_each_attachment_begins_a_page_and_repeats_its_head(parts: dict[str, bytes]) -> None:
    body = tree(parts[BODY])
    styles = [one.get(f"{W}val") for one in body.iter(f"{W}pStyle")]
    assert styles.count("附件标记") == 2
    assert style(parts, "附件标记").find(f"{W}pPr/{W}pageBreakBefore") is not None
    tables = list(body.iter(f"{W}tbl"))
    assert [len(table.findall(f"{W}tr")) for table in tables] == [13, 38]
    for table in tables:
        first, *others = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
        widths = [int(attributes(one)["w"]) for one in table.iter(f"{W}gridCol")]
        assert round(sum(widths) / 56.7) == 156


def test_the_paper_opens_in_the_library_for_word_files(parts: dict[str, bytes]) -> None:
    from docx import Document

    assert parts
    document = Document(io.BytesIO(Path("通报.docx").read_bytes()))
    assert document.core_properties.title == (
        "石城县人民政府办公室关于《石城县2024年政务公开工作要点》9月份落实情况的通报"
    )
    assert document.core_properties.author == "石城县人民政府办公室"
    assert [one.text for one in document.paragraphs][:5] == [
        "石府办字〔2024〕12号",
        "",
        "石城县人民政府办公室关于",
        "《石城县2024年政务公开工作要点》",
        "9月份落实情况的通报",
    ]


# On pages


def converted(file: Path, suffix: str, folder: Path) -> Path:
    """Return a file as LibreOffice writes it in another format, or in the same one."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    target = folder / "converted"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", suffix, "--outdir", str(target), str(file)],
        capture_output=True,
        check=True,
        timeout=180,
    )
    return target / f"{file.stem}.{suffix}"


def pages(file: Path, folder: Path) -> list[list[list[str]]]:
    """Return the words of a file as LibreOffice prints it: page → line → words."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed")
    printed = subprocess.run(
        [reader, "-bbox", str(converted(file, "pdf", folder)), "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    found = []
    for page in re.findall(r"(?s)<page .*?</page>", printed):
        lines: dict[int, list[str]] = {}
        for place, word in re.findall(r'<word xMin="[\d.]+" yMin="([\d.]+)"[^>]*>([^<]*)</word>', page):
            lines.setdefault(round(float(place)), []).append(word)
        found.append([lines[place] for place in sorted(lines)])
    return found


@pytest.mark.slow
def test_a_page_has_22_lines_of_28_characters(gongkai: Program, tmp_path: Path) -> None:
    filler = paragraph("政" * 28 * 60)
    template = changed(built_in(gongkai), BODY, "<w:body>", f"<w:body>{filler}")
    Path("模板.docx").write_bytes(template)
    assert gongkai("bulletin --period 9月 --template 模板.docx -o 通报.docx").code == 0
    first, second, *_ = pages(Path("通报.docx"), tmp_path)
    for page in (first, second):
        body = [line for line in page if set("".join(line)) == {"政"}]
        assert len(body) == 22
        assert Counter(len("".join(line)) for line in body[1:]) == {28: 21}
    assert len("".join(first[0])) == 26  # two characters are indented
    assert ["".join(page[-1]) for page in (first, second)] == ["—1—", "—2—"]


@pytest.mark.slow
def test_the_bulletin_on_pages(gongkai: Program, tmp_path: Path) -> None:
    assert gongkai("bulletin --period 9月 -o 通报.docx").code == 0
    printed = ["".join("".join(line) for line in page) for page in pages(Path("通报.docx"), tmp_path)]
    (tasks,) = [page for page in printed if page.startswith("附件1任务进展情况表")]
    assert "序号任务牵头（责任）单位完成时限状态进度序时" in tasks
    assert [page[-3:] for page in printed[:2]] == ["—1—", "—2—"]
    units = [page for page in printed if "序号单位承办任务已完成平均进度序时应报已报最近报送" in page]
    assert len(units) == 2  # the head is repeated on the second page


@pytest.mark.slow
def test_a_template_that_another_program_has_saved_still_works(gongkai: Program, tmp_path: Path) -> None:
    assert gongkai("bulletin --template-out 模板.docx").code == 0
    saved = converted(Path("模板.docx"), "docx", tmp_path)
    answer = gongkai("bulletin", "--check", str(saved))
    assert answer.code == 0, answer.err
    assert gongkai("bulletin", "--period", "9月", "--template", str(saved), "-o", "通报.docx").code == 0
    assert gongkai("bulletin --period 9月 -o 内置.docx").code == 0
    assert texts_of(Path("通报.docx").read_bytes()) == texts_of(Path("内置.docx").read_bytes())
