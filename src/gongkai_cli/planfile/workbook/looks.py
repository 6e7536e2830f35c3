"""How a plan workbook looks: the formats of its cells."""

from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format


class Looks(NamedTuple):
    """The cell formats of the workbook."""

    title: Format
    how: Format
    heading: Format
    text: Format
    number: Format
    below: Format
    """Of cells below the last row: what is typed there stays a text."""

    @classmethod
    def of(cls, workbook: Workbook) -> "Looks":
        """Make the formats of a workbook."""

        def made(**look: Any) -> Format:
            return workbook.add_format(
                {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, **look}
            )

        return cls(
            title=made(font_name="黑体", font_size=16, text_wrap=False),
            how=made(font_color="#7F6000", text_wrap=False),
            heading=made(bold=True, align="center", border=1, bg_color="#D9E1F2", num_format="@"),
            text=made(border=1, num_format="@"),
            number=made(border=1, align="center", num_format="0"),
            below=made(num_format="@"),
        )
