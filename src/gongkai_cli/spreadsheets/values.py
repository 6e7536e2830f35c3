"""Values of cells: what the libraries return → a cell with its value and its text."""

import re
from datetime import date, datetime, time, timedelta

from gongkai_cli.errors import FieldError
from gongkai_cli.spreadsheets.cells import Cell, Value

_QUOTED = re.compile(r'"[^"]*"|\\.')
_PICTURE_CALL = "=DISPIMG("  # in files without formulas WPS writes a picture within a cell so
_PERCENT_DIGITS = 10
_DIGITS = 15  # as many as a spreadsheet shows

PICTURE = FieldError("这一格贴了图片，图片不读", "请改成文字")
NO_RESULT = FieldError("这一格是公式，还没有结果", "请把公式换成它的值")


def error_value(value: object) -> FieldError:
    """Return the fault of a cell that shows an error such as #REF!."""
    return FieldError(f"这一格是错误值 {value}", "请改成内容")


def is_percent_format(number_format: str) -> bool:
    """Return whether a number format multiplies by 100; a percent sign in quotes is only a character."""
    return "%" in number_format and "%" in _QUOTED.sub("", number_format)


def faulty_cell(fault: FieldError, *, is_formula: bool = False) -> Cell:
    """Return a cell whose value cannot be read."""
    return Cell("", "", is_percent=False, fault=fault, is_formula=is_formula)


def filled_cell(value: object, *, is_percent: bool = False, is_formula: bool = False) -> Cell | None:
    """Return a cell with a value; None where there is nothing to see."""
    stored = _stored(value)
    text = _text(stored, is_percent=is_percent)
    if not text:
        return None
    if text.startswith(_PICTURE_CALL):
        return faulty_cell(PICTURE, is_formula=is_formula)
    return Cell(stored, text, is_percent, None, is_formula=is_formula)


def stripped(text: str) -> str:
    """Return a text with plain line ends and without blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _stored(value: object) -> Value:
    match value:
        case None:
            return ""
        case str():
            return stripped(value)
        case datetime() if value.time() == time():
            return value.date()
        case bool() | int() | float() | date() | time():
            return value
        case timedelta():
            return str(value)
        case _:
            return stripped(str(value))


def _text(value: Value, *, is_percent: bool) -> str:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float() if is_percent:
            return f"{value * 100:.{_PERCENT_DIGITS}g}%"
        case int():
            return str(value)
        case float():
            return f"{value:.{_DIGITS}g}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case time():
            return f"{value:%H:%M}"
        case date():
            return value.isoformat()
