"""Notices as workbooks; every file that is not read, in one sentence."""

import io
import sys
import zipfile

import openpyxl
import pytest
import xlsxwriter
from files_of_notices import PdfPage, archive, docx, lines, p, pdf, refusal, shown, tbl, tc
from hypothesis import given
from hypothesis import strategies as st

from gongkai_cli.notice.blocks import Table
from gongkai_cli.notice.sources import archives, assembling, reading
from gongkai_cli.notice.sources.reading import read_notice
from gongkai_cli.notice.sources.refusals import NoticeFileError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
WORD = "请用 Word 或 WPS 打开它，另存为 .docx，再试一次。"
SHEET = "请用 Excel 或 WPS 打开它，另存为 .xlsx，再试一次。"
EITHER = "请用 Word、Excel 或 WPS 打开它，另存为 .docx 或 .xlsx，再试一次。"
RIGHT = "请核对是不是选错了文件。"
COPY = "请在浏览器里打开原网页，把表格复制到 Excel 或 WPS 表格，另存为 .xlsx，再试一次。"
BY_EYE = "请用文字识别软件（如 WPS、扫描全能王）识别成文字，核对后存为 .docx，再试一次。"


def workbook() -> bytes:
    """Return a workbook with a title, merged cells, a second table, a hidden sheet."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("任务")
    sheet.merge_range(0, 0, 0, 3, "青岩县2025年政务公开任务表")
    sheet.write_row(1, 0, ["序号", "类别"])
    sheet.merge_range(1, 2, 1, 3, "分工")
    sheet.write_row(2, 0, [1, "", "县司法局", "6月底"])
    sheet.merge_range(2, 1, 4, 1, "决策\n执行")
    sheet.write_row(4, 0, [2, None, "县政府办", 0.5])
    sheet.write_row(6, 0, ["活动安排表"])
    sheet.write_row(7, 0, ["序号", "主题"])
    sheet.write_row(8, 0, [1, "开放日"])
    book.add_worksheet("暗").hide()
    second = book.add_worksheet("说明")
    second.write_column(0, 0, ["一、每月报送", "二、按时公开"])
    book.close()
    return stream.getvalue()


def test_a_workbook() -> None:
    notice = read_notice("任务.xls", workbook())
    assert notice.format == "xlsx"
    assert shown(notice) == [
        "青岩县2025年政务公开任务表",
        "序号 | 类别 | 分工 | ^分工",
        "1 | 决策/执行 | 县司法局 | 6月底",
        "2 | ^决策/执行 | 县政府办 | 0.5",
        "活动安排表",
        "序号 | 主题",
        "1 | 开放日",
        "一、每月报送",
        "二、按时公开",
    ]
    assert [block.place.words for block in notice.blocks] == [
        "表 1 第 1 行",
        "表 1",
        "表 1 第 7 行",
        "表 1",
        "表 3 第 1 行",
        "表 3 第 2 行",
    ]
    table = notice.blocks[1]
    assert isinstance(table, Table)
    assert [cell.place.words for cell in table.rows[2]][:2] == ["表 1 第 5 行“序号”列", "表 1 第 5 行“类别”列"]


def test_a_title_in_the_first_heading_is_a_paragraph() -> None:
    body = tbl([tc(p("青岩县任务表") + p("序号")), "任务"], ["1", "公开"])
    assert lines(docx(body)) == ["青岩县任务表", "序号 | 任务", "1 | 公开"]


def test_the_same_notice_gives_the_same_blocks_in_every_format() -> None:
    expected = [
        "一、加强公开",
        "序号 | 任务 | 单位",
        "1 | 公开文件 | 县司法局",
        "2 | 做好解读 | ^县司法局",
        "二、抓好落实",
    ]
    merge, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = tbl(["序号", "任务", "单位"], ["1", "公开文件", tc("县司法局", merge)], ["2", "做好解读", tc("", goes_on)])
    assert lines(docx(p("一、加强公开") + rows + p("二、抓好落实"))) == expected
    page = "<p>一、加强公开<table><tr><th>序号<th>任务<th>单位</tr><tr><td>1<td>公开文件<td rowspan=2>县司法局</tr>"
    assert lines(f"{page}<tr><td>2<td>做好解读</tr></table><p>二、抓好落实</p>".encode()) == expected
    text = "一、加强公开\n序号\t任务\t单位\n1\t公开文件\t县司法局\n2\t做好解读\t县司法局\n二、抓好落实\n"
    assert lines(text.encode()) == [line.replace("^", "") for line in expected]


def ole(stream: str) -> bytes:
    """Return the beginning of an OLE file that has a stream."""
    return OLE + f"{stream}\0".encode("utf-16-le")


def protected() -> bytes:
    """Return a zip archive whose part has a password."""
    data = bytearray(docx(p("一、公开")))
    data[6] |= 1
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def with_doctype(name: str) -> bytes:
    """Return an office file of which one part declares a document type."""
    return archive({name: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "xl/workbook.xml": "<a/>"})


GLUED = "<p>序号工作任务责任单位完成时限1推进决策公开县司法局6月底2推进执行公开县财政局9月底</p>"

REFUSED = {
    "empty": (b"", f"文件是空的，未读取。{RIGHT}"),
    "blank": (b" \r\n\t", f"文件是空的，未读取。{RIGHT}"),
    "no text": (b"<html><body><img src=a></body></html>", f"文件里没有文字，未读取。{RIGHT}"),
    "empty document": (docx(p("")), f"文件里没有文字，未读取。{RIGHT}"),
    "doc": (ole("WordDocument"), f"这是旧格式的文档（.doc 或 .wps），未读取。{WORD}"),
    "xls": (ole("Workbook"), f"不是完好的表格（.xls 或 .et），未读取。{SHEET}"),
    "other ole": (ole("Other"), f"这是旧格式的办公文件，未读取。{EITHER}"),
    "password": (ole("EncryptedPackage"), "文件有密码，未读取。请打开它，去掉密码后另存为 .docx 或 .xlsx，再试一次。"),
    "zip password": (protected(), "文件有密码，未读取。请打开它，去掉密码后另存为 .docx 或 .xlsx，再试一次。"),
    "broken zip": (docx(p("公开"))[:200], f"文件不完整或已损坏，未读取。{EITHER}"),
    "broken xml": (archive({"word/document.xml": "<a><b>"}), f"文件不完整或已损坏，未读取。{WORD}"),
    "no body": (archive({"word/document.xml": "<a/>"}), f"Word 文档里没有正文，未读取。{WORD}"),
    "ofd": (
        archive({"OFD.xml": "<a/>"}),
        "这是 OFD 版式文件，未读取。请用 OFD 阅读器或 WPS 把它转成 .docx，再试一次。",
    ),
    "pptx": (
        archive({"ppt/presentation.xml": "<a/>"}),
        "这是 PowerPoint 演示文稿，未读取。请把内容复制到 Word 或 WPS 文字，另存为 .docx，再试一次。",
    ),
    "odt": (archive({"content.xml": "<a/>"}), f"这是 OpenDocument 文件，未读取。{EITHER}"),
    "xlsb": (archive({"xl/workbook.bin": "a"}), f"这是二进制的 Excel 工作簿（.xlsb），未读取。{SHEET}"),
    "zip": (archive({"通知.docx": "a"}), "这是压缩包，不是通知，未读取。请先解压，再写其中的文件名。"),
    "rar": (b"Rar!\x1a\x07", "这是压缩包，未读取。请先解压，再写其中的文件名。"),
    "picture": (b"\x89PNG\r\n\x1a\n", f"这是图片，未读取。{BY_EYE}"),
    "rtf": (b"{\\rtf1 a}", f"这是 RTF 文档，未读取。{WORD}"),
    "mht": (b"MIME-Version: 1.0\n", f"这是单个文件网页（.mht），未读取。{WORD}"),
    "word 2003": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>',
        f"这是 Word 2003 XML 文档，未读取。{WORD}",
    ),
    "doctype": (with_doctype("word/document.xml"), f"文件里有不该有的 DOCTYPE 声明，未读取。{EITHER}"),
    "doctype in sheet": (with_doctype("xl/styles.xml"), f"文件里有不该有的 DOCTYPE 声明，未读取。{EITHER}"),
    "broken workbook": (archive({"xl/workbook.xml": "<a/>"}), f"不是完好的表格文件，未读取。{SHEET}"),
    "bytes": (bytes(range(256)) * 4, f"不是文字、网页、Word、Excel 或 PDF 文件，未读取。{RIGHT}"),
    "lines": ("一\n".encode() * (assembling.MOST_LINES + 1), f"超过 20000 行，不像通知，未读取。{RIGHT}"),
    "long text": (b"a" * (8 * 1024 * 1024 + 1), f"文件超过 8 MB，不像通知，未读取。{RIGHT}"),
    "broken pdf": (b"%PDF-1.4\nabc", f"PDF 不完整或已损坏，未读取。{WORD}"),
    "no text in pdf": (
        pdf(PdfPage()),
        f"PDF 里没有文字层，是扫描件或图片，未读取。{BY_EYE}",
    ),
    "deep": (
        docx("<w:p>" + "<w:ins>" * 200 + "</w:ins>" * 200 + "</w:p>"),
        f"Word 文档里的内容嵌套超过 150 层，未读取。{WORD}",
    ),
    "glued": (
        GLUED.encode(),
        f"第 1 段里的表格没有分格，各栏的文字连在一起，未读取。{COPY}",
    ),
    "glued in a cell": (
        f"<table><tr><td>附件<td>{GLUED}</tr><tr><td>2<td>二</table>".encode(),
        f"表 1 没有分格，各栏的文字连在一起，未读取。{COPY}",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_not_read_gets_one_sentence(case: str) -> None:
    data, message = REFUSED[case]
    assert refusal(data, "通知.docx") == f"通知.docx: {message}"


def test_a_file_that_unpacks_to_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 1024 * 1024)
    message = f"通知: 文件展开后超过 1 MB，不像通知，未读取。{RIGHT}"
    assert refusal(docx(p("公" * 400_000))) == message
    assert refusal(archive({"xl/workbook.xml": " " * 1_100_000})) == message


def test_a_large_file_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1024 * 1024)
    assert refusal(b"PK\x03\x04" + b"\0" * 1024 * 1024) == f"通知: 文件超过 1 MB，不像通知，未读取。{RIGHT}"


def test_too_many_cells_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembling, "MOST_CELLS", 5)
    assert refusal(b"<table><tr><td>a<td>b</tr><tr><td>c<td>d</tr><tr><td>e<td>f</table>") == (
        f"通知: 表格超过 5 格，不像通知，未读取。{RIGHT}"
    )


def test_without_the_extra_a_pdf_names_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    assert refusal(pdf(PdfPage().text(90, 80, "公开")), "要点.pdf") == (
        '要点.pdf: 读 PDF 要先装附加组件，未读取。请运行 pip install "gongkai-cli[pdf]"，再试一次。'
    )


BEGINNINGS = st.sampled_from(
    [b"", b"PK\x03\x04", OLE, b"%PDF-1.4\n", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"{\\rtf", "一、".encode()]
)


def message_of(name: str, data: bytes) -> str | None:
    """Return the message with which bytes are refused, or None where they are read."""
    try:
        read_notice(name, data)
    except NoticeFileError as error:
        return error.message
    return None


@given(BEGINNINGS, st.binary(max_size=300), st.sampled_from(["a.txt", "a.md"]))
def test_no_bytes_raise_anything_but_the_refusal(beginning: bytes, data: bytes, name: str) -> None:
    message = message_of(name, beginning + data)
    assert message is None or (message.startswith(f"{name}: ") and message.endswith("。"))


SOUND = {
    "docx": docx(p("一、公开") + tbl(["1", "2"], ["3", "4"])),
    "xlsx": workbook(),
    "pdf": pdf(PdfPage().text(90, 80, "一、公开")),
}


@given(st.sampled_from(sorted(SOUND)), st.data())
def test_damaged_files_raise_nothing_but_the_refusal(kind: str, data: st.DataObject) -> None:
    damaged = bytearray(SOUND[kind])
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=6)):
        damaged[place] = data.draw(st.integers(0, 255))
    assert (message_of("通知", bytes(damaged)) or "。").endswith("。")


@given(st.sampled_from(["word/document.xml", "word/numbering.xml", "word/styles.xml", "_rels/.rels"]), st.data())
def test_damaged_parts_raise_nothing_but_the_refusal(part: str, data: st.DataObject) -> None:
    tags = st.sampled_from(
        ["w:p", "w:tbl", "w:tr", "w:tc", "w:r", "w:t", "w:numPr", "w:num", "w:lvl", "w:style", "w:vMerge"]
    )
    tree = st.recursive(
        st.builds(
            lambda tag, value: f'<{tag} w:val="{value}" w:ilvl="{value}"/>',
            tags,
            st.sampled_from(["1", "-1", "x", "²", "9" * 20]),
        ),
        lambda inner: st.builds(
            lambda tag, children: f"<{tag}>{''.join(children)}字</{tag}>", tags, st.lists(inner, max_size=4)
        ),
        max_leaves=12,
    )
    content = data.draw(tree)
    with zipfile.ZipFile(io.BytesIO(docx(p("一、公开")))) as sound:
        parts: dict[str, str | bytes] = {name: sound.read(name) for name in sound.namelist()}
    parts[part] = f'<w:a xmlns:w="x"><w:body>{content}</w:body></w:a>'
    assert (message_of("通知", archive(parts)) or "。").endswith("。")


def test_a_workbook_of_openpyxl_is_read() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["序号", "任务"])
    book.worksheets[0].append([1, "公开"])
    stream = io.BytesIO()
    book.save(stream)
    assert lines(stream.getvalue()) == ["序号 | 任务", "1 | 公开"]
