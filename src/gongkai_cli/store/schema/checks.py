"""Shared parts of the tables: checks of columns, and the way from a class to its table."""

from sqlalchemy import CheckConstraint, Table
from sqlmodel import SQLModel

from gongkai_cli.domain.vocabulary import Word

RowClass = type[SQLModel]
"""A class of rows, which defines a table."""


def one_of(column: str, vocabulary: type[Word]) -> CheckConstraint:
    """Return the check that a column holds a code of a vocabulary, or NULL."""
    codes = ", ".join(f"'{member.value}'" for member in vocabulary)
    return CheckConstraint(f"{column} IN ({codes})", name=f"{column}_is_known")


def not_blank(column: str) -> CheckConstraint:
    """Return the check that a text column is not blank."""
    return CheckConstraint(f"length(trim({column})) > 0", name=f"{column}_is_not_blank")


def is_address(column: str) -> CheckConstraint:
    """Return the check that a column holds an http(s) address."""
    return CheckConstraint(f"{column} LIKE 'http://%' OR {column} LIKE 'https://%'", name=f"{column}_is_address")


def table_of(row: RowClass) -> Table:
    """Return the table of a class of rows, for statements of SQLAlchemy Core.

    Core needs no mapper. A mapper follows the foreign keys, and so loads the classes of all other tables.
    """
    return SQLModel.metadata.tables[str(row.__tablename__)]
