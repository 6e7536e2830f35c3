"""Notices as plain text: encodings, page furniture, long lines, Markdown."""
