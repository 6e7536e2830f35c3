"""The units that typed names stand for: a unit, or a collective with its members."""

from collections.abc import Iterable

from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_words.folding import seen as folded
from gongkai_cli.errors import NotFoundError, UsageError
from gongkai_cli.store.queries.filters import Condition
from gongkai_cli.store.queries.snapshot import Snapshot

_COLLECTIVES = """SELECT k.id, k.name, k.kinds FROM current_edition AS p
  JOIN collective AS k ON k.edition_id = p.edition_id WHERE p.plan_id = :plan ORDER BY k.position"""
_MEMBERS = """SELECT u.name FROM collective_member AS m JOIN unit_names AS u
  ON u.unit_id = m.unit_id AND u.plan_id = m.plan_id
  WHERE m.plan_id = :plan AND m.collective_id = :collective AND NOT u.withdrawn ORDER BY m.position"""
_OF_KINDS = """SELECT name, kind FROM unit_names WHERE plan_id = :plan AND NOT withdrawn ORDER BY position"""


def units_named(seen: Snapshot, texts: Iterable[str]) -> list[str]:
    """Return the full names of the units that typed names stand for, each once; a collective stands for its members.

    Raises:
        NotFoundError: no unit or several match, or nobody has listed the members of a collective.
    """
    names: list[str] = []
    for text in texts:
        names += _members(seen, text) or [seen.unit_name(text)]
    return list(dict.fromkeys(names))


def collective_names(seen: Snapshot) -> list[str]:
    """Return the names of the collectives that stand for units, in the plan's order."""
    still_open = seen.open_collectives()
    return [row["name"] for row in seen.ask(_COLLECTIVES) if row["name"] not in still_open]


def one_unit(seen: Snapshot, text: str) -> str:
    """Return the full name of the one unit that a typed name stands for.

    Raises:
        NotFoundError: no unit or several match.
        UsageError: the name is that of a collective with several members.
    """
    names = units_named(seen, [text])
    if len(names) > 1:
        raise UsageError(f"“{shown(text)}”是统称，指 {len(names)} 个单位：{'、'.join(names)}。这里一次只写一个。")
    return names[0]


def _members(seen: Snapshot, text: str) -> list[str]:
    """Return the members of the collective that a text names; none where it names no collective."""
    wanted = folded(text)
    for row in seen.ask(_COLLECTIVES):
        if folded(row["name"]) != wanted:
            continue
        kinds = row["kinds"].splitlines()
        members = [unit["name"] for unit in seen.ask(_MEMBERS, Condition("", {"collective": row["id"]}))]
        members += [unit["name"] for unit in seen.ask(_OF_KINDS) if unit["kind"] in kinds]
        if not members:
            raise NotFoundError(f"“{row['name']}”是统称，还没有列出成员。请写单位，用 gongkai depts 查看全部单位。")
        return members
    return []
