"""`undo` and `redo`: a change taken back or restored."""

from typing import TYPE_CHECKING, Annotated

import typer

from gongkai_cli.cli.request import outcome
from gongkai_cli.cli.request.confirmation import confirm
from gongkai_cli.cli.request.numbers import change_number
from gongkai_cli.cli.request.options import Yes
from gongkai_cli.cli.request.scope import author, check_clock, day_shown, named_plan, ready_store, signature
from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.vocabulary import ChangeKind
from gongkai_cli.errors import RefusedError
from gongkai_cli.output.content.history import turned_listing
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries.plans import is_listed_without, is_removed, known_plan, newest_plan, plan_of_change
from gongkai_cli.store.queries.snapshot import Snapshot, at_once

if TYPE_CHECKING:
    from sqlite3 import Connection

    from gongkai_cli.store.ledger.undoing import Step

ChangeNumber = Annotated[
    str | None, typer.Argument(metavar="编号", help="台账编号，不写就是最近一次", show_default=False)
]
WithLater = Annotated[bool, typer.Option("--with-later", help="连同以它为前提的各号，一步撤回")]

_MOST_NAMED = 5


class _Turn:
    """One call of `undo` or `redo`: which change, and in which direction."""

    def __init__(self, context: typer.Context, number: str | None, *, is_undo: bool, with_later: bool = False) -> None:
        self._context = context
        self._number = None if number is None else _change_number(number)
        self._with_later = with_later
        self.is_undo = is_undo

    def step(self, connection: "Connection") -> "Step":
        """Return the step that it turns; raises as `undoing`."""
        from gongkai_cli.store.ledger import undoing

        plan = named_plan(connection, self._context, known_plan)
        plan_id = plan.id if plan else None
        if self.is_undo:
            return undoing.step_to_undo(connection, plan_id, self._number, with_later=self._with_later)
        return undoing.step_to_redo(connection, plan_id, self._number)

    def question(self, connection: "Connection", step: "Step") -> str | None:
        """Return the question before a step that is hard to see coming; None where there is none."""
        from gongkai_cli.store.ledger.undoing import described

        by = author(self._context)
        if not self.is_undo:
            if step.undo is None or step.undo.who == by:
                return None
            return f"第 {step.change.id} 号是{step.undo.who}撤回的，不是您撤回的，将恢复它"
        foreign = [described(connection, change) for change in step.changes if change.who != by]
        reasons: list[str] = []
        if foreign:
            more = f"等 {len(foreign)} 号" if len(foreign) > _MOST_NAMED else ""
            reasons.append(f"将撤回别人记的：{'；'.join(foreign[:_MOST_NAMED])}{more}")
        if not is_listed_without(connection, step.change.plan_id, [change.id for change in step.changes]):
            reasons.append(f"撤回第 {step.change.id} 号以后，这个工作要点不再列出")
        return "。".join(reasons) or None


def undo(context: typer.Context, number: ChangeNumber = None, with_later: WithLater = False, yes: Yes = False) -> None:
    """Take one change back, and show the state after it."""
    _turn(context, _Turn(context, number, is_undo=True, with_later=with_later), yes=yes)


def redo(context: typer.Context, number: ChangeNumber = None, yes: Yes = False) -> None:
    """Restore one change, and show the state after it."""
    _turn(context, _Turn(context, number, is_undo=False), yes=yes)


def _turn(context: typer.Context, turn: _Turn, *, yes: bool) -> None:
    from gongkai_cli.store.ledger import undoing

    store = ready_store(context)
    with store.reading() as connection, at_once(connection):
        check_clock(connection, context)
        asked = turn.step(connection)
        question = turn.question(connection, asked)
    if question:  # nobody waits for the answer with a locked store
        confirm(question, yes=yes)
    with store.writing() as writer:
        connection = writer.connection
        step = turn.step(connection)
        if step != asked and (question or turn.question(connection, step)):
            raise RefusedError("刚才又有人改了台账，未写入。请再运行一次。")
        told = undoing.described(connection, step.change)
        (undoing.undo if turn.is_undo else undoing.redo)(writer, step, signature(context))
        plan = plan_of_change(connection, step.change.id)
        seen = Snapshot(connection, plan, day_shown(context, plan))
        numbers = [change.id for change in step.changes]
        is_listed = not is_removed(connection, plan.id)
        hint = _next_step(connection, plan, step.change.kind, is_listed=is_listed)
        listing = turned_listing(plan, numbers, undoing.turned(seen, step), is_undo=turn.is_undo, next_step=hint)
    outcome.note(context, f"已{'撤回' if turn.is_undo else '恢复'}第 {step.change.id} 号")
    write(listing, context.obj)
    standard_error().say(f"{told}。")
    if not is_listed:
        standard_error().say(f"工作要点“{plan.title}”（{plan.key}）现在不再列出。")
    back = "如需恢复：gongkai redo" if turn.is_undo else "如需撤回：gongkai undo"
    later = " --with-later" if step.later and not turn.is_undo else ""
    standard_error().say(f"{back} {step.change.id}{later}")


def _next_step(connection: "Connection", plan: Plan, kind: ChangeKind, *, is_listed: bool) -> str:
    """Return where to look at a plan; it is named where commands show another one."""
    if not is_listed:
        return f"台账还在：gongkai log --plan {plan.key}"
    option = "" if newest_plan(connection).key == plan.key else f" --plan {plan.key}"
    if kind is ChangeKind.SHEETS:
        return f"各单位的应报：gongkai owed{option}　台账：gongkai log{option}"
    return f"现在的内容：gongkai tasks{option}　各版的变化：gongkai editions{option}"


def _change_number(text: str) -> int:
    return change_number(text, f"“{shown(text)}”不是台账编号。请写数字，如 37。用 gongkai log 查看。")
