"""Spreadsheets in the OLE files of older programs: .xls of Excel and .et of WPS."""
