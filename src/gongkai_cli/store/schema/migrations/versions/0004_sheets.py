"""Sheets: the ledger records which sheet was given to which unit, and which files came back.

Two kinds of change are new, so the check of the table `change` is another one. SQLite changes no check: the table is
made anew. Other tables refer to it, so their foreign keys are checked at the end of the transaction; each row that
is written again settles the references to it.
"""

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_STATEMENTS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").strip().removesuffix(";").split(";\n")
_COLUMNS = "id, plan_id, at, who, kind, note, target_id, undone_by"


def upgrade() -> None:
    """Make the table of changes anew with all its rows, and add the tables of sheets."""
    connection = op.get_bind()
    for (view,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        connection.exec_driver_sql(f'DROP VIEW "{view}"')
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    connection.exec_driver_sql(f"CREATE TABLE old_change AS SELECT {_COLUMNS} FROM change")  # noqa: S608 - our own words
    connection.exec_driver_sql("DROP TABLE change")
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"INSERT INTO change SELECT {_COLUMNS} FROM old_change ORDER BY id")  # noqa: S608 - as above
    connection.exec_driver_sql("DROP TABLE old_change")
