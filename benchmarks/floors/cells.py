"""The floor of a paper: XlsxWriter alone writes the cells of a workbook, which stand ready in a JSON file."""

import json
import sys
from pathlib import Path

import xlsxwriter

source, file = sys.argv[1:]
sheets = json.loads(Path(source).read_text(encoding="utf-8"))
workbook = xlsxwriter.Workbook(file, {"constant_memory": True})
text = workbook.add_format({"font_name": "宋体", "font_size": 10, "text_wrap": True, "border": 1})
for name, rows in sheets.items():
    sheet = workbook.add_worksheet(name)
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if value is not None:
                sheet.write(number, place, value, text)
workbook.close()
