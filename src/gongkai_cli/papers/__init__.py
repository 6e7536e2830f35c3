"""Papers that are handed up: texts, tables and figures from the data."""
