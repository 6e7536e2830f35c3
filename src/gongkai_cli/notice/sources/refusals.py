"""The ways in which the file of a notice cannot be read."""

from gongkai_cli.errors import GongkaiError

SAVE_AS_WORD = "请用 Word 或 WPS 打开它，另存为 .docx，再试一次"
SAVE_AS_SHEET = "请用 Excel 或 WPS 打开它，另存为 .xlsx，再试一次"
SAVE_AS_EITHER = "请用 Word、Excel 或 WPS 打开它，另存为 .docx 或 .xlsx，再试一次"
RECOGNIZE = "请用文字识别软件（如 WPS、扫描全能王）识别成文字，核对后存为 .docx，再试一次"
RIGHT_FILE = "请核对是不是选错了文件"


class NoticeFileError(GongkaiError):
    """The file of a notice cannot be read; its one line names the file, the reason and the remedy."""

    exit_code = 3


class NotReadError(Exception):
    """A reader cannot read its bytes.

    Args:
        fault: the reason, in Chinese without a full stop.
        remedy: the next step, in Chinese without a full stop.
    """

    def __init__(self, fault: str, remedy: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.remedy = remedy
