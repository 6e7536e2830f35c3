"""A plan file as a workbook that a clerk fills in: its columns, writing and reading."""

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a zip archive, as new office files are, and of an OLE file, as the old ones are."""
