"""What the tables have in common: the checks of their columns."""

from typing import Any

from sqlalchemy import CheckConstraint

from gongkai_cli.domain.vocabulary import Word


def one_of(column: str, vocabulary: type[Word]) -> CheckConstraint:
    """Return the check that a column holds a code of `vocabulary`, or nothing where it may be null."""
    codes = ", ".join(f"'{member.value}'" for member in vocabulary)
    return CheckConstraint(f"{column} IN ({codes})", name=f"{column}_is_known")


def not_blank(column: str) -> CheckConstraint:
    """Return the check that a text column says something."""
    return CheckConstraint(f"length(trim({column})) > 0", name=f"{column}_is_not_blank")


def is_address(column: str) -> CheckConstraint:
    """Return the check that a column holds an http(s) address."""
    return CheckConstraint(f"{column} LIKE 'http://%' OR {column} LIKE 'https://%'", name=f"{column}_is_address")


def row_id(row: Any) -> int:
    """Return the primary key of a row that has been flushed."""
    assert row.id is not None  # noqa: S101 - flushing gives it one
    return int(row.id)
