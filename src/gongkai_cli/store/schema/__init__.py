"""The schema, defined once: SQLModel tables with checks that SQLite enforces.

A plan owns its units, collectives, tasks and activities (`plan_tables`). `party` holds the names that a task prints,
in order; `assignment` holds the resulting parts, one for each unit. `change` is one command that wrote. Its progress
reports and activity events (`ledger_tables`) are never edited or deleted. A row with ledger entries is marked
`withdrawn` instead of deleted when it disappears from its plan file.

Table models validate nothing by themselves; the checks do. SQLModel reads annotations at run time, so these modules
do without `from __future__ import annotations`. Each class takes some milliseconds to make, so a report loads only
the classes of the ledger.
"""
