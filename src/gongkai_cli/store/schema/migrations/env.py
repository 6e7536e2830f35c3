"""Run the migrations on the caller's connection, inside its transaction."""

from alembic import context
from sqlmodel import SQLModel

from gongkai_cli.store.schema import ledger_tables, plan_tables  # noqa: F401 - they fill SQLModel.metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    transactional_ddl=False,  # the caller holds the transaction
)
context.run_migrations()
