"""Files of other kinds, known by their first bytes."""

from gongkai_cli.notice.sources.refusals import RECOGNIZE, SAVE_AS_EITHER, SAVE_AS_SHEET, SAVE_AS_WORD, NotReadError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKED_AT = 2_048  # bytes

_BEGINNINGS = (
    (b"\x89PNG", "图片", RECOGNIZE),
    (b"\xff\xd8\xff", "图片", RECOGNIZE),
    (b"GIF8", "图片", RECOGNIZE),
    (b"BM", "图片", RECOGNIZE),
    (b"II*\0", "图片", RECOGNIZE),
    (b"MM\0*", "图片", RECOGNIZE),
    (b"RIFF", "图片", RECOGNIZE),
    (b"{\\rtf", " RTF 文档", SAVE_AS_WORD),
    (b"Rar!", "压缩包", "请先解压，再写其中的文件名"),
    (b"7z\xbc\xaf", "压缩包", "请先解压，再写其中的文件名"),
    (b"\x1f\x8b", "压缩包", "请先解压，再写其中的文件名"),
    (b"MIME-Version:", "单个文件网页（.mht）", SAVE_AS_WORD),
)
"""First bytes → the kind of file and the remedy."""

_IN_OLE = (
    ("EncryptedPackage", "文件有密码，未读取", "请打开它，去掉密码后另存为 .docx 或 .xlsx，再试一次"),
    ("WordDocument", "这是旧格式的文档（.doc 或 .wps），未读取", SAVE_AS_WORD),
    ("Workbook", "不是完好的表格（.xls 或 .et），未读取", SAVE_AS_SHEET),
    ("Book", "不是完好的表格（.xls 或 .et），未读取", SAVE_AS_SHEET),
)
"""Stream of an OLE file → the fault and the remedy."""

_IN_XML = (
    (b'progid="Word.Document"', " Word 2003 XML 文档", SAVE_AS_WORD),
    (b"schemas.microsoft.com/office/word/2003/wordml", " Word 2003 XML 文档", SAVE_AS_WORD),
    (b'progid="Excel.Sheet"', " XML 电子表格", SAVE_AS_SHEET),
    (b"urn:schemas-microsoft-com:office:spreadsheet", " XML 电子表格", SAVE_AS_SHEET),
)
"""Words near the beginning of an XML file → the kind of file and the remedy."""


def is_workbook(data: bytes) -> bool:
    """Return whether an OLE file is a workbook, not another document that holds one."""
    from gongkai_cli.spreadsheets.cells import UnreadableError
    from gongkai_cli.spreadsheets.kinds import Kind, kind_of
    from gongkai_cli.spreadsheets.old.ole import workbook_stream

    if kind_of(data) is not Kind.XLS:
        return False
    try:
        workbook_stream(data)
    except UnreadableError:
        return False
    return True


def check_beginning(data: bytes) -> None:
    """Refuse files that are no text.

    Raises:
        NotReadError: its message names the kind of file.
    """
    if data.startswith(OLE):
        for stream, fault, remedy in _IN_OLE:
            if f"{stream}\0".encode("utf-16-le") in data:
                raise NotReadError(fault, remedy)
        raise NotReadError("这是旧格式的办公文件，未读取", SAVE_AS_EITHER)
    for beginning, kind, remedy in _BEGINNINGS:
        if data.startswith(beginning):
            raise NotReadError(f"这是{kind}，未读取", remedy)
    start = data[:_LOOKED_AT]
    if b"<?xml" in start[:10]:
        for words, kind, remedy in _IN_XML:
            if words in start:
                raise NotReadError(f"这是{kind}，未读取", remedy)
