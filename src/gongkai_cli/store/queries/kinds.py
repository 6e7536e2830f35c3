"""The kinds of change: the rows that each writes, what rests on them, and their faults."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from gongkai_cli.domain.model import Standing
from gongkai_cli.domain.vocabulary import ActivityStatus, ChangeKind
from gongkai_cli.store.queries.snapshot import Snapshot

Line = Mapping[str, Any]
"""A row of the view `ledger`."""

State = Standing | ActivityStatus
"""The state of a part or of an activity."""


class LedgerRule(NamedTuple):
    """A query for faults of the ledger, and the message for the first column of each row."""

    query: str
    message: str


@dataclass(frozen=True, slots=True)
class KindOfChange:
    """The facts about one kind of change.

    Attributes:
        tables: the tables of the rows that it writes into the ledger.
        misplaced: the message for a row of its first table under a change of a kind that does not write there.
        has_target: whether it refers to an earlier change.
        dependents: a query for the active changes that rest on change `:change`, by number; None is never one.
        hidden: a query for the active changes after change `:change` that its redo would hide; None is none.
        refusal: why it cannot be undone, with {change} in it; None where it can.
        rules: the faults to look for.
        states_now: returns the state of the subject of each of its ledger lines on a snapshot's day; None where the
            plan does not have it.
    """

    tables: tuple[str, ...] = ()
    misplaced: str = ""
    has_target: bool = False
    dependents: str | None = None
    hidden: str | None = None
    refusal: str | None = None
    rules: tuple[LedgerRule, ...] = ()
    states_now: Callable[[Snapshot, Sequence[Line]], list[State | None]] | None = None


def _states_of_parts(seen: Snapshot, lines: Sequence[Line]) -> list[State | None]:
    states = seen.standings({line["assignment_id"] for line in lines})
    return [states.get(line["assignment_id"]) for line in lines]


def _states_of_activities(seen: Snapshot, lines: Sequence[Line]) -> list[State | None]:
    states = seen.activity_statuses({line["activity_id"] for line in lines})
    return [states.get(line["activity_id"]) for line in lines]


def _states_of_both(seen: Snapshot, lines: Sequence[Line]) -> list[State | None]:
    parts = [line for line in lines if line["assignment_id"] is not None]
    activities = [line for line in lines if line["assignment_id"] is None]
    states: list[State | None] = []
    if parts:
        states += _states_of_parts(seen, parts)
    if activities:
        states += _states_of_activities(seen, activities)
    by_line = {id(line): state for line, state in zip([*parts, *activities], states, strict=True)}
    return [by_line[id(line)] for line in lines]


_REFUSED_TURN = (
    "第 {change.id} 号本身是撤回或恢复。要改回请用 gongkai undo 或 gongkai redo 加第 {change.target_id} 号。"
)
_NO_TARGET = "第 {} 号撤回没有写明撤回了哪一号"

_NEWEST_EDITION = """(SELECT max(e.id) FROM edition AS e JOIN change AS c ON c.id = e.change_id
              WHERE e.plan_id = own.plan_id AND e.id <> own.id AND c.undone_by IS NULL)"""
"""The newest active edition of a plan beside `own`."""

_BROUGHT = f"""NOT EXISTS (SELECT 1 FROM {{0}}_entry AS other
            WHERE other.{{0}}_id = a.{{0}}_id AND NOT other.withdrawn AND other.edition_id = {_NEWEST_EDITION})"""  # noqa: S608 - our own words
"""The condition that only edition `own` has entry `a` in force, and not the one that is in force without it."""

_NOT_CARRIED_ON = """SELECT earlier.change_id FROM edition AS own
          JOIN edition AS earlier ON earlier.plan_id = own.plan_id AND earlier.id < own.id
          JOIN {0}_entry AS a ON a.edition_id = earlier.id
          WHERE own.change_id = :change AND NOT EXISTS (
            SELECT 1 FROM {0}_entry AS same WHERE same.edition_id = own.id AND {1})"""
"""The loads of earlier editions with an entry that edition `own` lacks, since they were taken back when it was made."""

_LOST = " UNION ALL ".join(
    _NOT_CARRIED_ON.format(name, " AND ".join(f"same.{key} = a.{key}" for key in keys))
    for name, keys in (
        ("unit", ("unit_id",)),
        ("task", ("task_id",)),
        ("assignment", ("task_id", "unit_id")),
        ("activity", ("activity_id",)),
    )
)

# Later reports on the same part. One that is dated earlier was settled on an older state.
_LATER_REPORTS = """SELECT later.change_id AS number FROM report AS own
          JOIN report AS later ON later.assignment_id = own.assignment_id
            AND later.id > own.id AND later.reported_on >= own.reported_on
          WHERE own.change_id = :change"""

# Each step rests on those before it, whatever their dates.
_LATER_STEPS = """SELECT later.change_id AS number FROM activity_event AS own
          JOIN activity_event AS later ON later.activity_id = own.activity_id AND later.id > own.id
          WHERE own.change_id = :change"""

_WITHOUT = "SELECT id FROM change WHERE kind = '{}' AND id NOT IN (SELECT change_id FROM {})"
"""The changes of a kind without a row in a table."""

_NOR_A_STEP = " AND id NOT IN (SELECT change_id FROM activity_event)"

_ACTIVE_AMONG = """SELECT DISTINCT s.number AS id FROM ({}) AS s JOIN change ON change.id = s.number
          WHERE change.undone_by IS NULL AND s.number <> :change"""

KINDS: Mapping[ChangeKind, KindOfChange] = {
    ChangeKind.MARK: KindOfChange(
        tables=("report",),
        misplaced="那一号不是报告",
        dependents=_ACTIVE_AMONG.format(_LATER_REPORTS),
        rules=(
            LedgerRule(_WITHOUT.format("mark", "report"), "第 {} 号报告没有内容"),
            LedgerRule(
                """SELECT c.id FROM change AS c JOIN report AS r ON r.change_id = c.id
                JOIN assignment AS a ON a.id = r.assignment_id WHERE a.plan_id <> c.plan_id""",
                "第 {} 号报告记在了另一个工作要点的任务上",
            ),
        ),
        states_now=_states_of_parts,
    ),
    ChangeKind.ACTIVITY: KindOfChange(
        tables=("activity_event",),
        misplaced="那一号不是活动记录",
        dependents=_ACTIVE_AMONG.format(_LATER_STEPS),
        rules=(
            LedgerRule(_WITHOUT.format("activity", "activity_event"), "第 {} 号活动记录没有内容"),
            LedgerRule(
                """SELECT c.id FROM change AS c JOIN activity_event AS e ON e.change_id = c.id
                JOIN activity AS a ON a.id = e.activity_id WHERE a.plan_id <> c.plan_id""",
                "第 {} 号活动记录记在了另一个工作要点的活动上",
            ),
        ),
        states_now=_states_of_activities,
    ),
    ChangeKind.LOAD: KindOfChange(
        tables=("edition",),
        misplaced="那一号不是载入",
        dependents=f"""SELECT DISTINCT number AS id FROM (
          SELECT later.change_id AS number FROM edition AS own
          JOIN edition AS later ON later.plan_id = own.plan_id AND later.id > own.id
          WHERE own.change_id = :change
          UNION ALL
          SELECT later.id FROM change AS own
          JOIN change AS later ON later.plan_id = own.plan_id AND later.id > own.id AND later.kind = 'remove'
          WHERE own.id = :change
          UNION ALL
          SELECT report.change_id FROM edition AS own
          JOIN assignment_entry AS a ON a.edition_id = own.id AND NOT a.withdrawn
          JOIN report ON report.assignment_id = a.assignment_id
          WHERE own.change_id = :change AND report.change_id > own.change_id AND {_BROUGHT.format("assignment")}
          UNION ALL
          SELECT activity_event.change_id FROM edition AS own
          JOIN activity_entry AS a ON a.edition_id = own.id AND NOT a.withdrawn
          JOIN activity_event ON activity_event.activity_id = a.activity_id
          WHERE own.change_id = :change AND activity_event.change_id > own.change_id
            AND {_BROUGHT.format("activity")}
          UNION ALL {_LOST}
        ) AS s JOIN change ON change.id = s.number WHERE change.undone_by IS NULL""",  # noqa: S608 - our own words
        hidden=f"""SELECT DISTINCT number AS id FROM (
          SELECT report.change_id AS number FROM edition AS own
          JOIN assignment_entry AS a ON a.edition_id = {_NEWEST_EDITION} AND NOT a.withdrawn
          JOIN report ON report.assignment_id = a.assignment_id
          WHERE own.change_id = :change AND report.change_id > own.change_id AND NOT EXISTS (
            SELECT 1 FROM assignment_entry AS same
            WHERE same.edition_id = own.id AND same.assignment_id = a.assignment_id AND NOT same.withdrawn)
          UNION ALL
          SELECT activity_event.change_id FROM edition AS own
          JOIN activity_entry AS a ON a.edition_id = {_NEWEST_EDITION} AND NOT a.withdrawn
          JOIN activity_event ON activity_event.activity_id = a.activity_id
          WHERE own.change_id = :change AND activity_event.change_id > own.change_id AND NOT EXISTS (
            SELECT 1 FROM activity_entry AS same
            WHERE same.edition_id = own.id AND same.activity_id = a.activity_id AND NOT same.withdrawn)
        ) AS s JOIN change ON change.id = s.number WHERE change.undone_by IS NULL""",  # noqa: S608 - our own words
        rules=(
            LedgerRule(
                "SELECT 1 FROM plan WHERE id NOT IN (SELECT plan_id FROM change WHERE kind = 'load')",
                "有工作要点没有载入的记录",
            ),
            LedgerRule(
                "SELECT id FROM plan WHERE id NOT IN (SELECT plan_id FROM edition)",
                "表 plan 第 {} 行的工作要点没有版次",
            ),
            LedgerRule(
                """SELECT later.id FROM edition AS earlier
                JOIN edition AS later ON later.plan_id = earlier.plan_id AND later.id > earlier.id
                JOIN change AS c ON c.id = earlier.change_id JOIN change AS d ON d.id = later.change_id
                WHERE later.since < earlier.since AND c.undone_by IS NULL AND d.undone_by IS NULL""",
                "表 edition 第 {} 行的版次早于它前面的版次",
            ),
            LedgerRule(
                """SELECT min(e.id) FROM edition AS e JOIN change AS c ON c.id = e.change_id
                WHERE c.undone_by IS NULL GROUP BY e.plan_id HAVING min(e.since) <> '0001-01-01'""",
                "表 edition 第 {} 行是工作要点的第一版，却不是从头执行的",
            ),
            LedgerRule(
                "SELECT id FROM edition WHERE id NOT IN (SELECT edition_id FROM task_entry WHERE NOT withdrawn)",
                "表 edition 第 {} 行的版次没有任务",
            ),
            LedgerRule(
                # An upgrade gave older loads no edition of their own, and its editions name no file.
                """SELECT c.id FROM change AS c WHERE c.kind = 'load' AND c.id NOT IN (SELECT change_id FROM edition)
                AND c.id > (SELECT min(e.change_id) FROM edition AS e
                  WHERE e.plan_id = c.plan_id AND e.file IS NOT NULL)""",
                "第 {} 号载入没有它的版次",
            ),
            LedgerRule(
                """SELECT e.change_id FROM edition AS e WHERE e.file IS NOT NULL AND e.since <> '0001-01-01'
                AND e.change_id NOT IN (SELECT change_id FROM difference)""",
                "第 {} 号载入没有记下变化",
            ),
            *(
                LedgerRule(
                    f"SELECT id FROM {table} WHERE id NOT IN (SELECT {table}_id FROM {table}_entry)",  # noqa: S608
                    f"表 {table} 第 {{}} 行不在任何版次里",
                )
                for table in ("unit", "task", "assignment", "activity")
            ),
        ),
    ),
    ChangeKind.REMOVE: KindOfChange(
        dependents="""SELECT later.id FROM change AS own
          JOIN change AS later ON later.plan_id = own.plan_id AND later.id > own.id AND later.kind = 'load'
          WHERE own.id = :change AND later.undone_by IS NULL""",
    ),
    ChangeKind.SHEETS: KindOfChange(
        tables=("sheet",),
        misplaced="那一号不是下发报送表",
        dependents="""SELECT DISTINCT change.id FROM sheet AS own
          JOIN returned ON returned.sheet_id = own.id
          JOIN change ON change.id = returned.change_id
          WHERE own.change_id = :change AND change.undone_by IS NULL""",
        rules=(LedgerRule(_WITHOUT.format("sheets", "sheet"), "第 {} 号下发没有报送表"),),
    ),
    ChangeKind.COLLECT: KindOfChange(
        tables=("returned", "report", "activity_event"),
        misplaced="那一号不是收回报送表",
        dependents=_ACTIVE_AMONG.format(f"{_LATER_REPORTS} UNION {_LATER_STEPS}"),
        rules=(
            LedgerRule(_WITHOUT.format("collect", "returned"), "第 {} 号收回没有记下文件"),
            LedgerRule(_WITHOUT.format("collect", "report") + _NOR_A_STEP, "第 {} 号收回没有内容"),
        ),
        states_now=_states_of_both,
    ),
    ChangeKind.UNDO: KindOfChange(
        has_target=True,
        refusal=_REFUSED_TURN,
        rules=(
            LedgerRule("SELECT id FROM change WHERE kind = 'undo' AND target_id IS NULL", _NO_TARGET),
            LedgerRule(
                """SELECT c.id FROM change AS c WHERE c.undone_by IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM change AS u JOIN change AS target ON target.id = u.target_id
                WHERE u.id = c.undone_by AND u.kind = 'undo' AND target.id <= c.id AND target.plan_id = c.plan_id
                  AND target.undone_by = u.id)""",
                "第 {} 号标为已撤回，却没有对应的撤回记录",
            ),
            LedgerRule(
                """SELECT c.id FROM change AS c WHERE c.undone_by IS NULL AND (
                SELECT u.kind FROM change AS u WHERE u.target_id = c.id ORDER BY u.id DESC LIMIT 1) = 'undo'""",
                "第 {} 号已被撤回，却还当作有效",
            ),
        ),
    ),
    ChangeKind.REDO: KindOfChange(
        has_target=True,
        refusal=_REFUSED_TURN,
        rules=(LedgerRule("SELECT id FROM change WHERE kind = 'redo' AND target_id IS NULL", _NO_TARGET),),
    ),
}
"""Each kind of change."""

UNDOABLE = tuple(kind for kind, facts in KINDS.items() if facts.refusal is None)
"""The kinds that `undo` takes back."""


def kinds_writing(table: str) -> tuple[ChangeKind, ...]:
    """Return the kinds of change that write rows into a table of the ledger."""
    return tuple(code for code, kind in KINDS.items() if table in kind.tables)
