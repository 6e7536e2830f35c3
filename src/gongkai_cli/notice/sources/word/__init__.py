"""Notices as Word documents (.docx)."""
