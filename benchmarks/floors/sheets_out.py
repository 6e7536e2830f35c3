"""The floor of sheets: XlsxWriter alone writes the cells of other workbooks into workbooks of its own.

The cells come from a JSON file, file → sheet → rows, and go into a folder.
"""

import json
import sys
from pathlib import Path

import xlsxwriter

cells, folder = map(Path, sys.argv[1:])
folder.mkdir(exist_ok=True)
for name, sheets in json.loads(cells.read_text(encoding="utf-8")).items():
    workbook = xlsxwriter.Workbook(folder / name, {"constant_memory": True})
    look = workbook.add_format({"border": 1, "text_wrap": True, "num_format": "@"})
    for title, rows in sheets.items():
        sheet = workbook.add_worksheet(title)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write(number, place, value, look)
    workbook.close()
