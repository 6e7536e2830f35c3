"""Sheets out: a workbook for each unit."""
