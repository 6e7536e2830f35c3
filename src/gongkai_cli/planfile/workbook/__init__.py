"""A plan file as a workbook that a clerk fills in: its columns, writing and reading."""
