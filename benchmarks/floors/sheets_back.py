"""The floor of returned sheets: openpyxl alone reads every cell of the workbooks in a folder."""

import sys
from pathlib import Path

from openpyxl import load_workbook

for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.value is None or cell.number_format
