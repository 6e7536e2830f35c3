"""The schema, defined once: SQLModel tables with the checks that SQLite itself must hold.

A plan owns its units, collectives, tasks and activities (`plans`); `party` is what a task prints, in order, and
`assignment` what follows from it: one part for each unit. `change` is one command that wrote; under it stand the
progress reports and activity events it wrote (`ledger`), none of which is ever edited or deleted. A row that has
ledger entries and disappears from its plan file is marked `withdrawn` instead of deleted.

Table models validate nothing by themselves (the checks here and `rules` do). SQLModel reads annotations at run time,
so these modules do without `from __future__ import annotations`. Each class costs a person some milliseconds, which
is why a report loads those of the ledger alone.
"""
