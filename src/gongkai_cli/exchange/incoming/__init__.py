"""Sheets in: files → the rows that they hold, read by bytes, headings and keys."""
