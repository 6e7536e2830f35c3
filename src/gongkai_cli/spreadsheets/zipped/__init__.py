"""Spreadsheets that are XML in a zip archive."""
