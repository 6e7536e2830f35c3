"""Files that are no sheets, or mean harm: one sentence and an exit code each, nothing written, memory bounded."""

import io
import random
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from filling import BROUGHT, UNIT, brought, fill, give_out, ledger_of, on_store, opened, refused, sheet_of

from conftest import TODAY, without
from posix_only import posix_os
from processes import start

pytestmark = pytest.mark.slow  # many files

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOT_WRITTEN = "未写入。请改好后再来，或加上 --skip 文件名 不收它。\n"
SAVE_AS = "请用 Excel 或 WPS 打开它，另存为 .xlsx"
FILL_IN = "请把内容填进表格（.xlsx）"
BROKEN = f"不是完好的表格文件，未读取。{SAVE_AS}，再试一次。"
DECLARED = f"表格里有不该有的声明（DOCTYPE），未读取。若文件可靠，{SAVE_AS}，再试一次。"


@pytest.fixture(scope="module")
def given(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ledger that has given out its sheets, and of these."""
    return give_out(filled_store, tmp_path_factory.mktemp("given"))


@pytest.fixture
def ledger(given: Path, tmp_path: Path) -> Path:
    """A ledger of its own that has given out the sheets."""
    return Path(shutil.copy(given / "gongkai.db", tmp_path / "gongkai.db"))


@pytest.fixture
def sheet(given: Path, ledger: Path) -> Path:
    """A sheet that a unit has filled in, beside its ledger."""
    path = Path(shutil.copy(sheet_of(UNIT, given), ledger.with_name("收回.xlsx")))
    with opened(path) as book:
        fill(book)
    return path


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """Return a zip archive with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_parts(path: Path, parts: Mapping[str, Callable[[bytes], bytes]]) -> None:
    """Change parts of a workbook; a part that is not there is made of nothing."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name, change in parts.items():
        members[name] = change(members.get(name, b""))
    path.write_bytes(zipped(members))


def old_office_file(*streams: str) -> bytes:
    """Return the beginning of an OLE file whose directory names streams."""
    names = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in streams)
    return OLE + bytes(504) + names + bytes(512)


def encrypted(data: bytes) -> bytes:
    """Return a zip archive whose members say that they have a password."""
    changed = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(mark)
        while place >= 0:
            changed[place + flags] |= 1
            place = changed.find(mark, place + 4)
    return bytes(changed)


# --- Files of other kinds

WEB_PAGE = "<html><head><title>统计</title></head><body><table><tr><td>序号</td></tr></table></body></html>"
XML_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="报送表"/></Workbook>'
)
NO_TABLE = (
    "前三十行里找不到表头，未读取。表头要有“序号”或“任务”，还要有“进展情况”或“完成比例”。"
    "请核对是不是收错了文件，或补上表头。"
)
OTHERS: Mapping[str, tuple[bytes, str]] = {
    "有密码.xlsx": (
        old_office_file("Root Entry", "EncryptionInfo", "EncryptedPackage"),
        "文件有密码，未读取。请打开它，去掉密码后另存为 .xlsx。",
    ),
    "文档.xls": (
        old_office_file("Root Entry", "WordDocument"),
        f"这是旧格式的办公文件（如 .doc、.wps、.ppt），不是表格，未读取。{FILL_IN}。",
    ),
    "网页.xls": (WEB_PAGE.encode(), f"这是网页，不是表格文件，未读取。{SAVE_AS}。"),
    "网页二.xls": (WEB_PAGE.encode("gb18030"), f"这是网页，不是表格文件，未读取。{SAVE_AS}。"),
    "旧表.xml": (XML_2003.encode(), f"这是 XML 文件，不是表格文件，未读取。{SAVE_AS}。"),
    "扫描.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", f"这是 PDF，不是表格，未读取。{FILL_IN}。"),
    "总结.docx": (
        zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}),
        f"这是 Word 文档，不是表格，未读取。{FILL_IN}。",
    ),
    "照片.jpg": (b"\xff\xd8\xff\xe0" + bytes(100), f"这是图片，不是表格，未读取。{FILL_IN}。"),
    "空.xlsx": (b"", "文件是空的，未读取。请核对是不是选错了文件，或请对方重发。"),
    "坏.xlsx": (zipped({"xl/workbook.xml": "<workbook/>"})[:-10], BROKEN),
    "半个.xlsx": (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}), BROKEN),
    "乱码.xlsx": (
        random.Random(15).randbytes(5000),  # noqa: S311 - the same bytes in every run
        f"不是表格文件，也不是 UTF-8 或 GB18030 编码的文本，未读取。若是表格，{SAVE_AS}。",
    ),
    "引号.csv": ('序号,进展情况\n1,"没有结束'.encode(), f"CSV 里的引号没有成对，未读取。{SAVE_AS}，再试一次。"),
    "短信.txt": ("本月无进展\n".encode(), NO_TABLE),
}
"""Name → bytes, and the sentence about them."""


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_of_another_kind(ledger: Path, name: str) -> None:
    data, sentence = OTHERS[name]
    path = ledger.with_name(name)
    path.write_bytes(data)
    assert refused(path, code=3) == f"{name}：{sentence}\n{NOT_WRITTEN}"


def test_a_bad_file_stops_the_good_ones_until_it_is_skipped(sheet: Path) -> None:
    ledger = ledger_of(sheet)
    folder = sheet.with_name("收回")
    folder.mkdir()
    sheet.rename(folder / "好.xlsx")
    (folder / "网页.xls").write_text(WEB_PAGE, encoding="utf-8")
    before = ledger.read_bytes()
    assert on_store(ledger, "collect", str(folder)).code == 3
    assert ledger.read_bytes() == before
    answer = on_store(ledger, "collect", str(folder), "--skip", "网页.xls")
    assert answer.code == 0, answer.err
    assert brought(ledger) == BROUGHT


# --- XML that means harm

XXE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BOMB = (
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
)
PARTS = (
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml",
    "docProps/custom.xml",
    "[Content_Types].xml",
)


@pytest.mark.parametrize("declaration", [XXE, BOMB])
@pytest.mark.parametrize("part", PARTS)
def test_declarations_in_a_part_are_refused(sheet: Path, part: str, declaration: bytes) -> None:
    def declared(content: bytes) -> bytes:
        head, _, rest = content.rpartition(b"?>")
        return (head + b"?>" if head else b"") + declaration + rest

    with_parts(sheet, {part: declared})
    assert refused(sheet, code=3) == f"收回.xlsx：{DECLARED}\n{NOT_WRITTEN}"


def test_links_to_other_files_are_never_followed(sheet: Path) -> None:
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"'
        b' Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    with_parts(
        sheet,
        {
            "xl/externalLinks/externalLink1.xml": lambda _: b"<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": lambda _: link,
            "xl/worksheets/_rels/sheet1.xml.rels": lambda _: link.replace(b"externalLinkPath", b"drawing"),
        },
    )
    assert on_store(ledger_of(sheet), "collect", str(sheet)).code == 0
    assert brought(ledger_of(sheet)) == BROUGHT


# --- Archives


def test_an_archive_of_archives(ledger: Path) -> None:
    path = ledger.with_name("收回.zip")
    path.write_bytes(zipped({"里面.zip": zipped({"甲.csv": "序号,进展情况\n"})}))
    assert refused(path, code=3) == (f"收回.zip/里面.zip：压缩包里还有压缩包，未读取。请先解压，再收。\n{NOT_WRITTEN}")


def test_an_archive_with_a_password(ledger: Path) -> None:
    path = ledger.with_name("收回.zip")
    path.write_bytes(encrypted(zipped({"甲.csv": "序号,进展情况\n"})))
    assert refused(path, code=3) == f"收回.zip/甲.csv：压缩包有密码，未读取。请先解压，再收。\n{NOT_WRITTEN}"


@pytest.mark.parametrize("name", ["../../外面.xlsx", "/tmp/外面.xlsx", "C:\\外面.xlsx", "..\\..\\外面.xlsx"])  # noqa: S108
def test_paths_out_of_an_archive_are_only_names(sheet: Path, name: str) -> None:
    ledger = ledger_of(sheet)
    data = sheet.read_bytes()
    sheet.unlink()
    path = ledger.with_name("收回.zip")
    path.write_bytes(zipped({name: data}))
    before = set(ledger.parent.rglob("*"))
    assert on_store(ledger, "collect", str(path)).code == 0
    assert brought(ledger) == BROUGHT
    assert {found for found in ledger.parent.rglob("*") if found.suffix == ".xlsx"} - before == set()


def test_a_broken_member(ledger: Path) -> None:
    path = ledger.with_name("收回.zip")
    data = bytearray(zipped({"甲.csv": "序号,进展情况\n" + "1,进展\n" * 500}))
    data[50:60] = bytes(10)
    path.write_bytes(data)
    assert refused(path, code=3) == f"收回.zip/甲.csv：压缩包坏了，未读取。请让对方重新发来。\n{NOT_WRITTEN}"


def test_an_archive_of_too_many_files(ledger: Path) -> None:
    path = ledger.with_name("收回.zip")
    path.write_bytes(zipped({f"{place}.csv": "" for place in range(2001)}))
    assert refused(path, code=3) == (
        f"收回.zip：展开后太大，不像收回来的表，未读取。请核对是不是选错了文件。\n{NOT_WRITTEN}"
    )


# --- Folders and what lies in them


def test_a_folder_of_thousands_of_files(ledger: Path) -> None:
    folder = ledger.with_name("收回")
    folder.mkdir()
    for place in range(2001):
        (folder / f"{place}.csv").touch()
    assert refused(folder) == "文件超过 2000 个，未读取。请只放收回来的表。\n"


def test_a_loop_of_links_is_not_followed(sheet: Path) -> None:
    folder = sheet.with_name("收回")
    folder.mkdir()
    (folder / "自己").symlink_to(folder, target_is_directory=True)
    (folder / "上面").symlink_to(folder.parent, target_is_directory=True)
    (folder / "悬空.xlsx").symlink_to(folder / "没有.xlsx")
    (folder / "绕圈.xlsx").symlink_to(folder / "绕圈.xlsx")
    shutil.copy(sheet, folder)
    answer = on_store(ledger_of(sheet), "collect", str(folder))
    assert answer.code == 0, answer.err
    assert brought(ledger_of(sheet)) == BROUGHT


def test_a_pipe_in_a_folder_is_no_file(sheet: Path) -> None:
    folder = sheet.with_name("收回")
    folder.mkdir()
    posix_os.mkfifo(folder / "管道.xlsx")
    shutil.copy(sheet, folder)
    assert on_store(ledger_of(sheet), "collect", str(folder)).code == 0
    assert brought(ledger_of(sheet)) == BROUGHT


def test_a_pipe_without_a_writer_is_not_waited_for(ledger: Path) -> None:
    posix_os.mkfifo(ledger.with_name("管道.xlsx"))
    answer = start("--db", str(ledger), "collect", str(ledger.with_name("管道.xlsx")), GONGKAI_TODAY=TODAY)
    assert answer.returncode == 3
    assert answer.stderr.startswith("管道.xlsx：")


def test_a_folder_named_like_a_workbook(sheet: Path) -> None:
    folder = sheet.with_name("收回来的.xlsx")
    folder.mkdir()
    sheet.rename(folder / "甲.xlsx")
    assert on_store(sheet.with_name("gongkai.db"), "collect", str(folder)).code == 0
    assert brought(sheet.with_name("gongkai.db")) == BROUGHT


def test_no_such_file(ledger: Path) -> None:
    path = ledger.with_name("没有.xlsx")
    assert refused(path, code=4) == f"没有文件“{path}”。请核对文件名，再运行一次。\n"


def test_an_empty_folder(ledger: Path) -> None:
    ledger.with_name("收回").mkdir()
    assert refused(ledger.with_name("收回"), code=4) == ("这里没有文件可收。请写收回来的文件，或放它们的文件夹。\n")


def test_a_file_that_cannot_be_read(sheet: Path) -> None:
    sheet.chmod(0)
    before = ledger_of(sheet).read_bytes()
    answer = start(
        *("--db", str(ledger_of(sheet)), "collect", str(sheet)), under=without("fowner"), GONGKAI_TODAY=TODAY
    )
    assert (answer.returncode, answer.stderr) == (
        3,
        f"收回.xlsx：读不出来（没有权限）。请关掉打开它的程序，或检查权限。\n{NOT_WRITTEN}",
    )
    assert ledger_of(sheet).read_bytes() == before


@pytest.mark.parametrize("name", ["两\n行.xlsx", "红\x1b[31m.xlsx", "反\u202exslx.xlsx", "回\r车.xlsx"])
def test_names_reach_the_screen_as_one_clean_line(ledger: Path, name: str) -> None:
    path = ledger.with_name(name)
    path.write_text(WEB_PAGE, encoding="utf-8")
    answer = on_store(ledger, "collect", str(path))
    assert answer.code == 3
    first, second = answer.err.splitlines()
    assert first.endswith(f"：这是网页，不是表格文件，未读取。{SAVE_AS}。")
    assert second + "\n" == NOT_WRITTEN
    assert not {"\x1b", "\r", "\u202e"} & set(answer.out + answer.err)
