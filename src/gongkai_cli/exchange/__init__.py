"""Sheets out to units, returned sheets in, and the changes that they ask for."""
