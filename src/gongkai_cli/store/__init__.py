"""The store: one SQLite file, the only home of SQL. Rows never leave it; plain dataclasses do."""
