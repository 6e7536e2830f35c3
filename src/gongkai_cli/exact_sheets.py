"""Sheets of XlsxWriter that keep every text as it is."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from gongkai_cli.cell_texts import escaped


class ExactSheet(Worksheet):  # type: ignore[misc]  # the library has annotations, and no marker for them
    """A sheet that keeps every text as it is.

    The library would take a text between `<r>` and `</r>` for markup. Of two escapes with a common underscore it
    would see only one.
    """

    def _xml_rich_inline_string(self, string: str, attributes: list[Any]) -> None:
        self._xml_inline_string(string, True, attributes)

    @staticmethod
    def _escape_control_characters(data: str | float) -> str:
        return escaped(str(data))  # the bounds of a validation are numbers
