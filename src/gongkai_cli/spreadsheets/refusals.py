"""The sentences about files that are not read. Each is a clause with its remedy."""

from gongkai_cli.spreadsheets.cells import TooLargeError, UnreadableError
from gongkai_cli.spreadsheets.kinds import Kind
from gongkai_cli.spreadsheets.limits import MEGABYTE, Limits

SAVE_AS = "请用 Excel 或 WPS 打开它，另存为 .xlsx"
_FILL_IN = "请把内容填进表格（.xlsx）"
REFUSALS = {
    Kind.EMPTY: "文件是空的，未读取。请核对是不是选错了文件，或请对方重发",
    Kind.BROKEN: f"不是完好的表格文件，未读取。{SAVE_AS}，再试一次",
    Kind.PASSWORD: "文件有密码，未读取。请打开它，去掉密码后另存为 .xlsx",
    Kind.XLSB: f"这是二进制工作簿（.xlsb），未读取。{SAVE_AS}",
    Kind.OLD_OFFICE: f"这是旧格式的办公文件（如 .doc、.wps、.ppt），不是表格，未读取。{_FILL_IN}",
    Kind.WORD: f"这是 Word 文档，不是表格，未读取。{_FILL_IN}",
    Kind.SLIDES: f"这是 PowerPoint 演示文稿，不是表格，未读取。{_FILL_IN}",
    Kind.OFD: f"这是 OFD 版式文件，不是表格，未读取。{_FILL_IN}",
    Kind.ARCHIVE: "这是压缩包，不是表格，未读取。请先解压，再选其中的表格",
    Kind.PDF: f"这是 PDF，不是表格，未读取。{_FILL_IN}",
    Kind.IMAGE: f"这是图片，不是表格，未读取。{_FILL_IN}",
    Kind.WEB_PAGE: f"这是网页，不是表格文件，未读取。{SAVE_AS}",
    Kind.XML: f"这是 XML 文件，不是表格文件，未读取。{SAVE_AS}",
}
"""The kinds that are not read, and why."""


def broken() -> UnreadableError:
    """Return the refusal of a damaged spreadsheet."""
    return UnreadableError(REFUSALS[Kind.BROKEN])


def unpacks_too_far(limits: Limits) -> TooLargeError:
    """Return the refusal of a spreadsheet whose parts are too large."""
    megabytes = limits.unpacked // MEGABYTE
    return TooLargeError(f"表格展开后超过 {megabytes} MB，未读取。请核对是不是选错了文件；若没错，删去多余的内容再另存")


def too_many_cells(limits: Limits) -> TooLargeError:
    """Return the refusal of a spreadsheet with too many filled cells."""
    return TooLargeError(f"填了内容的格子超过 {limits.cells} 个，未读取。请核对是不是选错了文件")


def too_many_rows(limits: Limits) -> TooLargeError:
    """Return the refusal of a spreadsheet with too many filled rows."""
    return TooLargeError(f"填了内容的行超过 {limits.rows} 行，未读取。请核对是不是选错了文件")


def too_large_a_file(size: int, most: int) -> TooLargeError:
    """Return the refusal of a file with more bytes than are read."""
    megabytes = -(-size // MEGABYTE)
    limit = most // MEGABYTE
    return TooLargeError(
        f"文件有 {megabytes} MB，超过 {limit} MB，未读取。请核对是不是选错了文件；若没错，删去图片和空行再另存"
    )
