"""Notices as PDF files with a text layer; the extra `[pdf]` brings their reader."""
