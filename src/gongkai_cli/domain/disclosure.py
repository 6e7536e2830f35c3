"""The public version of an answer: which fields are for the office alone.

存在问题 and 下步措施 tell of trouble that is not over; 备注 and 取消理由 are written for colleagues; 联系人 and 电话
are a person's. 进展情况 and 佐证链接 are for the public. The ledger names its 记录人 and keeps reports that were taken
back, so no line of it is public.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from gongkai_cli.domain.answers import Account
from gongkai_cli.domain.model import Activity, Part, Unit

INNER: Mapping[type, frozenset[str]] = {
    Account: frozenset({"problem", "next"}),
    Part: frozenset({"problem", "problem_on", "next", "next_on"}),
    Activity: frozenset({"note", "reason"}),
    Unit: frozenset({"contact", "phone"}),
}
"""A class of rows → its fields, by their JSON keys, that a public version leaves out."""

PUBLIC_TABLES: Mapping[str, type] = {"tasks": Account, "assignments": Part, "activities": Activity, "units": Unit}
"""The whole tables that have a public version → the class of their rows."""

Row = TypeVar("Row", Part, Activity, Unit)


def public_row(row: Row) -> Row:
    """Return a row without the texts that are for the office alone."""
    nothing: dict[str, Any] = dict.fromkeys(INNER[type(row)])
    return replace(row, **nothing)
