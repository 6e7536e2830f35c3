"""Notices as PDF files: lines to paragraphs, page numbers, tables over pages."""

import shutil
import subprocess
from pathlib import Path

import pytest
from files_of_notices import PdfPage, docx, lines, p, pdf, refusal, shown, tbl

from gongkai_cli.notice.blocks import Table
from gongkai_cli.notice.sources.reading import read_notice

OFFICE = shutil.which("soffice")
FULL = "各乡镇人民政府和县政府各部门要按照分工抓好落实并且及时报送进展情况和数"
"""The letters of a full line."""
COLUMNS = [90, 140, 290, 390]


def row(sheet: PdfPage, top: float, *cells: str) -> PdfPage:
    """Write the texts of a row."""
    for left, text in zip(COLUMNS, cells, strict=False):
        if text:
            sheet.text(left + 4, top + 4, text)
    return sheet


def test_full_lines_go_on_and_indents_begin_paragraphs() -> None:
    assert len(FULL) == 35
    first = PdfPage().text(200, 80, "青岩县工作要点", 18)
    first.text(114, 120, FULL[:33]).lines(90, 140, [FULL, "三个方面。"]).text(114, 180, "二、做好解读。").text(
        114, 200, FULL[:33]
    )
    second = PdfPage().lines(90, 80, ["落实到人。"]).text(114, 100, "三、抓好⼯作。")
    notice = read_notice("要点", pdf(first, second))
    assert notice.format == "pdf"
    assert shown(notice) == [
        "青岩县工作要点",
        f"{FULL[:33]}{FULL}三个方面。",
        "二、做好解读。",
        f"{FULL[:33]}落实到人。",
        "三、抓好工作。",
    ]
    assert [block.place.words for block in notice.blocks] == [
        "第 1 页第 1 段",
        "第 1 页第 2 段",
        "第 1 页第 3 段",
        "第 1 页第 4 段",
        "第 2 页第 1 段",
    ]


def test_numbers_and_labels_begin_paragraphs_after_a_stop() -> None:
    texts = [f"{FULL[:34]}。", "1.公开文件。", f"责任单位：{FULL[:29]}。", "2.公开会议。"]
    assert lines(pdf(PdfPage().lines(90, 80, texts))) == texts


def test_page_numbers_and_running_heads_are_left_out() -> None:
    sheets = [
        PdfPage()
        .text(90, 40, "青岩县人民政府公报")
        .text(90, 200, f"{number}、公开文件。")
        .text(280, 800, f"— {number} —")
        for number in (1, 2, 3)
    ]
    assert lines(pdf(*sheets)) == ["1、公开文件。", "2、公开文件。", "3、公开文件。"]


def test_a_letter_printed_twice_is_read_once() -> None:
    assert lines(pdf(PdfPage().text(90, 80, "一、公开").text(90.4, 80, "一、公开"))) == ["一、公开"]


def test_a_table_is_joined_over_pages() -> None:
    first = PdfPage().text(90, 80, "附件：任务表").grid(COLUMNS, [700, 724, 748, 796])
    row(first, 700, "序号", "任务", "单位")
    row(first, 724, "1", "公开文件。", "县司法局")
    row(first, 748, "2", "建好政策文件库并且每月更", "县政府办")
    second = PdfPage().grid(COLUMNS, [60, 84, 108, 132])
    row(second, 60, "序号", "任务", "单位")
    row(second, 84, "", "新一次。")
    row(second, 108, "3", "公开数据。", "县财政局")
    notice = read_notice("表", pdf(first, second.text(90, 200, "（公开）")))
    assert shown(notice) == [
        "附件：任务表",
        "序号 | 任务 | 单位",
        "1 | 公开文件。 | 县司法局",
        "2 | 建好政策文件库并且每月更新一次。 | 县政府办",
        "3 | 公开数据。 | 县财政局",
        "（公开）",
    ]
    table = notice.blocks[1]
    assert isinstance(table, Table)
    assert table.rows[2][1].place.words == "第 1 页表 1 第 3 行“任务”列"
    assert table.rows[3][1].place.words == "第 2 页表 1 第 4 行“任务”列"


def test_merged_cells_of_a_table_are_spread() -> None:
    sheet = PdfPage().rule(90, 100, 390, 100).rule(90, 124, 390, 124).rule(140, 148, 390, 148).rule(90, 172, 390, 172)
    sheet.rule(90, 100, 90, 172).rule(140, 100, 140, 172).rule(290, 100, 290, 172).rule(390, 100, 390, 172)
    row(sheet, 100, "类别", "任务", "单位")
    row(sheet, 124, "决策", "公开文件", "县司法局")
    row(sheet, 148, "", "公开会议", "县政府办")
    assert lines(pdf(sheet)) == ["类别 | 任务 | 单位", "决策 | 公开文件 | 县司法局", "^决策 | 公开会议 | 县政府办"]


def test_a_page_that_is_a_picture_is_a_scan() -> None:
    sheet = PdfPage().text(90, 80, "一、公开")
    assert refusal(pdf(sheet, PdfPage().picture()), "要点.pdf") == (
        "要点.pdf: PDF 第 2 页没有文字层，是扫描件或图片，未读取。"
        "请用文字识别软件（如 WPS、扫描全能王）识别成文字，核对后存为 .docx，再试一次。"
    )
    assert lines(pdf(sheet, PdfPage())) == ["一、公开"]


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="soffice of LibreOffice is not on PATH")
def test_a_document_and_its_pdf_give_the_same_blocks(tmp_path: Path) -> None:
    assert OFFICE is not None
    long = "推进决策公开，建好政策文件库，按季度更新，做好政策解读，及时回应关切，加强平台建设，" * 4
    body = p("青岩县2025年工作要点") + "".join(p(f"{number}．{long}（县司法局负责）") for number in range(1, 30))
    body += tbl(["序号", "任务", "单位"], *([str(number), long, "县司法局"] for number in range(1, 30)))
    data = docx(body)
    file = tmp_path / "要点.docx"
    file.write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = lines((tmp_path / "要点.pdf").read_bytes())
    assert found[:30] == lines(data)[:30]
