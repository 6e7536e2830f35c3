"""The store: one SQLite file, and the only home of SQL. It hands out plain dataclasses, never rows."""
