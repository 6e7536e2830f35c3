"""Notices from spreadsheets of every program: formats, blanks for merged cells, and cells that cannot be read."""

import io
from pathlib import Path
from typing import Any

import pytest
from files_of_notices import archive, lines, refusal, shown

from gongkai_cli.notice.recognizing.whole import recognize
from gongkai_cli.notice.sources.reading import read_notice
from spreadsheet_files import NO_OFFICE, OFFICE, PICTURE, saved_again, workbook

ODS = "application/vnd.oasis.opendocument.spreadsheet"
TABLE = [
    "青岩县2025年政务公开任务表",
    "序号 | 类别 | 任务 | 单位",
    "1 | 决策 | 公开文件 | 县司法局",
    "2 | ^决策 | 公开会议 | 县政府办",
]


def tasks(made: Any) -> None:
    """Fill a workbook with a title, headings and a merged cell."""
    sheet = made.add_worksheet("任务")
    sheet.write(0, 0, "青岩县2025年政务公开任务表")
    for row, texts in enumerate((["序号", "类别", "任务", "单位"], [1, "", "公开文件", "县司法局"])):
        sheet.write_row(row + 1, 0, texts)
    sheet.write_row(3, 0, [2, "", "公开会议", "县政府办"])
    sheet.merge_range(2, 1, 3, 1, "决策")


def unread(made: Any) -> None:
    """Fill a workbook with a formula without a result, an error value and a picture."""
    sheet = made.add_worksheet("任务")
    sheet.write(0, 0, "青岩县2025年政务公开任务表")
    sheet.write_row(1, 0, ["序号", "工作任务", "责任单位", "完成时限"])
    sheet.write_row(2, 0, [1, "公开文件", "县司法局"])
    sheet.write_formula(2, 3, "=A3", None, "")
    sheet.write_row(3, 0, [2, "公开会议"])
    sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")
    sheet.insert_image("H9", "图.png", {"image_data": io.BytesIO(PICTURE)})


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason=NO_OFFICE)
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_old_and_open_spreadsheets_give_the_same_blocks(tmp_path: Path, suffix: str) -> None:
    notice = read_notice("任务表", saved_again(workbook(tasks), tmp_path, suffix))
    assert (notice.format, shown(notice)) == (suffix, TABLE)


def test_a_csv_file_has_blanks_for_merged_cells() -> None:
    text = "青岩县2025年政务公开任务表\n序号,类别,任务,单位,时限\n"
    text += "1,决策,公开文件,县司法局,6月底\n,,公开会议,县政府办,9月底\n"
    assert lines(text.encode("gb18030"), "任务.CSV") == [
        "青岩县2025年政务公开任务表",
        "序号 | 类别 | 任务 | 单位 | 时限",
        "1 | 决策 | 公开文件 | 县司法局 | 6月底",
        "^1 | ^决策 | 公开会议 | 县政府办 | 9月底",
    ]


def test_a_page_that_is_called_csv_is_a_page() -> None:
    assert lines("<p>一、推进公开。</p>".encode(), "通知.csv") == ["一、推进公开。"]


def test_only_the_name_tells_a_csv_file_from_a_text() -> None:
    assert lines("一,二\n三,四\n".encode(), "通知.txt") == ["一,二", "三,四"]


def test_cells_without_a_value_and_pictures_are_told() -> None:
    notice = read_notice("任务表", workbook(unread))
    found = recognize([notice])
    assert [[doubt.words for doubt in task.doubts] for task in found.tasks] == [
        ["表 1 第 3 行“完成时限”列：这一格是公式，还没有结果"],
        ["表 1 第 4 行“责任单位”列：这一格是错误值 #DIV/0!"],
    ]
    assert [doubt.words for doubt in found.unread] == ["表 1 上有 1 张图片，图片里的文字未读取"]


def test_a_text_document_with_the_same_parts_is_refused() -> None:
    part = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
    assert refusal(archive({**part})) == (
        "通知: 这是 OpenDocument 文件，未读取。请用 Word、Excel 或 WPS 打开它，另存为 .docx 或 .xlsx，再试一次。"
    )


def test_a_damaged_spreadsheet_is_refused() -> None:
    assert refusal(archive({"mimetype": ODS, "content.xml": "<a>"})) == (
        "通知: 不是完好的表格文件，未读取。请用 Excel 或 WPS 打开它，另存为 .xlsx，再试一次。"
    )
