"""The floor of a workbook: XlsxWriter's own loop over rows of sqlite3, in its mode of constant memory."""

import sqlite3
import sys

import xlsxwriter

store, query, file = sys.argv[1:]
workbook = xlsxwriter.Workbook(file, {"constant_memory": True})
sheet = workbook.add_worksheet()
cursor = sqlite3.connect(store).execute(query)
for place, column in enumerate(cursor.description):
    sheet.write(0, place, column[0])
for number, row in enumerate(cursor, start=1):
    for place, value in enumerate(row):
        sheet.write(number, place, value)
workbook.close()
