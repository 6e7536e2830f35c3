"""Take the values of a workbook's cells into a JSON file, sheet by sheet; days become texts.

It is a program of its own: a benchmark that loaded the workbook itself would add its memory to that of what it starts.
"""

import json
import sys
from pathlib import Path

from openpyxl import load_workbook


def plain(value: object) -> str | float | None:
    """Return a value that JSON has."""
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


source, target = map(Path, sys.argv[1:])
with source.open("rb") as stream:
    book = load_workbook(stream, read_only=True)
    cells = {sheet.title: [list(map(plain, row)) for row in sheet.values] for sheet in book.worksheets}
target.write_text(json.dumps(cells, ensure_ascii=False), encoding="utf-8")
rows = sum(map(len, cells.values()))
sys.stdout.write(f"{rows}\n")
