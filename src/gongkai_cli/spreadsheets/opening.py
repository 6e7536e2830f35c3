"""Open a file of any spreadsheet program: the one door of this room."""

from gongkai_cli.spreadsheets.cells import Spreadsheet, UnreadableError
from gongkai_cli.spreadsheets.delimited import read_delimited
from gongkai_cli.spreadsheets.kinds import Kind, kind_of
from gongkai_cli.spreadsheets.limits import LIMITS, Limits
from gongkai_cli.spreadsheets.old.xls import read_xls
from gongkai_cli.spreadsheets.refusals import REFUSALS, too_large_a_file
from gongkai_cli.spreadsheets.zipped.ods import read_ods
from gongkai_cli.spreadsheets.zipped.xlsx import read_xlsx


def open_spreadsheet(data: bytes, limits: Limits = LIMITS) -> Spreadsheet:
    """Read a spreadsheet; its bytes tell the format, never its name.

    Raises:
        TooLargeError: it goes beyond the limits.
        UnreadableError: it is another file, or a damaged one.
    """
    if len(data) > limits.file:
        raise too_large_a_file(len(data), limits.file)
    kind = kind_of(data)
    match kind:
        case Kind.XLSX:
            return read_xlsx(data, limits)
        case Kind.XLS:
            return read_xls(data, limits)
        case Kind.ODS:
            return read_ods(data, limits)
        case Kind.TEXT:
            return read_delimited(data, limits)
        case _:
            raise UnreadableError(REFUSALS[kind])
