"""The shared request of all commands: the store, the plan, the day and the author."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from gongkai_cli import files
from gongkai_cli.cli.framework.context import VARIABLES, is_written, shared_value
from gongkai_cli.cli.framework.words import account_name, check_variable
from gongkai_cli.cli.request import clock
from gongkai_cli.cli.request.typed import to_record
from gongkai_cli.domain.dates import chinese_day
from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR, SettingSource
from gongkai_cli.errors import RefusedError, UsageError
from gongkai_cli.store.queries.plans import every_plan, find_plan, known_plan, newest_plan
from gongkai_cli.store.queries.snapshot import Snapshot, at_once
from gongkai_cli.store.sqlite.identity import SCHEMA_VERSION, default_path
from gongkai_cli.store.sqlite.store_file import StoreFile
from gongkai_cli.store.sqlite.writer import Signature

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

    from gongkai_cli.cli.settings.given import Given
    from gongkai_cli.domain.typed_days.frames import Dated
    from gongkai_cli.store.sqlite.writer import Writer

    FindPlan = Callable[[Connection, str], Plan]

SEED = "seed_2024.yaml"
"""The name of the bundled plan file."""


def _given(context: typer.Context, name: str) -> "Given | None":
    """Return the value of a shared option, of its variable, or of the settings; None if it is blank.

    Raises:
        UsageError: the variable is no text. A variable that the command does not need is never checked.
        InputFileError: the settings file is needed and cannot be used.
    """
    found = shared_value(context, name)
    if found is None or not found.value.strip():
        return None
    if found.source is SettingSource.VARIABLE:
        check_variable(VARIABLES[name], found.value)
    return found


def store_file(context: typer.Context) -> StoreFile:
    """Return the store named on the command line, or the default one; it may not exist yet.

    Raises:
        UsageError, NotFoundError, RefusedError: the name is no path, or there is no default one.
    """
    given = _given(context, "db")
    if given is None:
        return StoreFile(default_path())
    with given.blamed():
        return StoreFile(files.typed_path(given.value))


def usual_plan(context: typer.Context) -> "Given | None":
    """Return the key of the plan that a variable or the settings name; None where neither does."""
    given = _given(context, "plan")
    if given is None or given.source is SettingSource.OPTION:
        return None
    return given


def author(context: typer.Context) -> str:
    """Return the author for the ledger: `--by`, or the account's name.

    Raises:
        UsageError: the name is no readable text.
    """
    given = _given(context, "by")
    name = to_record(given.value, given.place) if given else None
    return name or account_name()


def named_author(context: typer.Context) -> str | None:
    """Return the name after `--by` on the command line, to filter by; None where only a variable has one."""
    if not is_written(context, "by"):
        return None
    return author(context)


def day_shown(context: typer.Context, plan: "Dated") -> date:
    """Return the day of the answer: `--as-of`, else today.

    Args:
        context: the command's.
        plan: the plan in whose years a day without a year lies.

    Raises:
        UsageError: `--as-of` is not a day.
        RefusedError: there is no `--as-of`, and the computer's clock is plainly wrong.
    """
    given = _given(context, "as_of")
    if given is None:
        return clock.today()
    from gongkai_cli.domain.typed_days.days import parse_day
    from gongkai_cli.domain.typed_days.frames import report_frame

    day = parse_day(given.value, report_frame(plan, clock.as_set().date()))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(f"日期 {chinese_day(day)} 太早或太晚。--as-of 要在 {FIRST_YEAR} 年到 {LAST_YEAR} 年之间。")
    return day


def latest_day(context: typer.Context, plan: Plan) -> date:
    """Return the last possible day of a report: the day shown, but never later than today."""
    return min(day_shown(context, plan), clock.today())


def report_day(context: typer.Context, given: str | None, plan: Plan) -> date:
    """Return the day of a report: `--on`, else the day shown.

    Raises:
        UsageError: it is not a day, is still to come, or lies before the plan's year.
        RefusedError: the computer's clock is plainly wrong.
    """
    last = latest_day(context, plan)
    first_year = min(plan.year, plan.issued_on.year)
    if given is None:
        if last.year < first_year:
            raise UsageError(
                f"今天按 {chinese_day(last)} 算，早于 {plan.year} 年度，不能记录报告。"
                "请核对电脑的日期、--as-of 和 --plan。"
            )
        return last
    from gongkai_cli.domain.typed_days.days import parse_day
    from gongkai_cli.domain.typed_days.frames import report_frame

    day = parse_day(given, report_frame(plan, last))
    if day > last:
        raise UsageError(
            f"报告日期 {chinese_day(day)} 还没到（今天按 {chinese_day(last)} 算）。请把 --on 改为不晚于今天的日期。"
        )
    if day.year < first_year:
        raise UsageError(f"报告日期 {chinese_day(day)} 早于 {plan.year} 年度。请核对 --on 的年份。")
    return day


def check_clock(connection: "Connection", context: typer.Context) -> None:
    """Refuse to date a change by a clock that is behind the newest change in the ledger.

    One day of difference is allowed. `--as-of` skips the check, because its author has looked at the date: a change
    that a wrong clock dated too late locks nobody out.

    Raises:
        RefusedError: the computer's clock is behind the ledger, or plainly wrong.
    """
    from gongkai_cli.store.queries.changes import newest_day

    today, newest = clock.today(), newest_day(connection)
    if newest and (newest - today).days > 1 and _given(context, "as_of") is None:
        raise RefusedError(
            f"电脑的日期是 {chinese_day(today)}，比台账里最近一次记录（{chinese_day(newest)}）还早，未记录。"
            f"请先校准电脑的日期；日期没有错的，请加 --as-of {today}。"
        )


def chosen_plan(connection: "Connection", context: typer.Context) -> Plan:
    """Return the plan named on the command line, or the newest; raises as `find_plan`."""
    return named_plan(connection, context, find_plan) or newest_plan(connection)


def named_plan(connection: "Connection", context: typer.Context, find: "FindPlan") -> Plan | None:
    """Return the plan that an option, a variable or the settings name; None where none does. It raises as `find`."""
    key = _given(context, "plan")
    if key is None:
        return None
    with key.blamed():
        return find(connection, key.value)


@contextmanager
def snapshot(context: typer.Context, *, even_unlisted: bool = False) -> Iterator[Snapshot]:
    """Open the store for reading, on the plan and the day of the command line.

    Args:
        context: the command's.
        even_unlisted: whether a plan that is not listed any more may be named.
    """
    find = known_plan if even_unlisted else find_plan
    with ready_store(context).reading() as connection, at_once(connection):
        plan = named_plan(connection, context, find) or newest_plan(connection)
        day = day_shown(context, plan)
        yield Snapshot(connection, find(connection, plan.key, day), day)


@contextmanager
def snapshot_before_change(context: typer.Context) -> Iterator[Snapshot]:
    """Open the store for reading before a change: the plan of the command line on the day shown.

    Raises:
        RefusedError: as `check_clock`.
    """
    with ready_store(context).reading() as connection:
        check_clock(connection, context)
        plan = chosen_plan(connection, context)
        yield Snapshot(connection, plan, day_shown(context, plan))


@contextmanager
def snapshots(context: typer.Context, *, every: bool) -> Iterator[list[Snapshot]]:
    """Open the store for reading, on the plan of the command line, or on every plan, the newest first.

    Raises:
        UsageError: a plan is named on the command line and every plan is asked for.
    """
    if not every:
        with snapshot(context) as seen:
            yield [seen]
        return
    if is_written(context, "plan"):
        raise UsageError("--plan 和 --all-plans 只能写一个：一个工作要点，或全部。")
    with ready_store(context).reading() as connection:
        newest = newest_plan(connection)
        day = day_shown(context, newest)
        yield [Snapshot(connection, plan, day) for plan in every_plan(connection, day)]


def is_ready(context: typer.Context) -> bool:
    """Say whether a store of this version exists already."""
    store = store_file(context)
    return store.found() is not None and not store.is_outdated()


def ready_store(context: typer.Context) -> StoreFile:
    """Return the store at this version: upgraded where it is older, and made on a first run at the default place.

    Raises:
        NotFoundError: a store that is named on the command line or in the environment is not there.
    """
    store = store_file(context)
    if store.is_missing():
        if _given(context, "db"):  # a mistyped name must not make a store
            store.check_there()
        _first_run(context, store)
    elif store.is_outdated():
        from gongkai_cli.store.sqlite.upgrading import upgrade

        kept = upgrade(store, stamp())
        _say(f"台账已升级到数据版本 {SCHEMA_VERSION}，升级前的备份在 {kept}。")
    return store


def stamp() -> str:
    """Return this moment for a backup's name, down to microseconds so that two names differ."""
    return clock.now().strftime("%Y%m%d-%H%M%S-%f")


def signature(context: typer.Context) -> Signature:
    """Return the author and this moment, to the second, for a change in the ledger.

    It belongs inside the transaction: a command may wait for another one before it writes.
    """
    return Signature(author(context), clock.now().isoformat(timespec="seconds"))


def _first_run(context: typer.Context, store: StoreFile) -> None:
    if sys.stderr.isatty():  # it takes seconds on an office computer
        _say("正在建立台账…")
    from gongkai_cli.planfile import reading
    from gongkai_cli.store.plans import loading

    document = reading.read(bundled_plan())

    def fill(writer: "Writer") -> None:
        loading.load(writer, document, loading.LoadFacts(signature(context), file=SEED))

    if store.create(fill):
        _say(f"首次使用：已建立台账 {store.path}，并载入《{document.plan.title}》。")


def _say(message: str) -> None:
    from gongkai_cli.output.terminal.screen import standard_error

    standard_error().say(message)


def bundled_plan() -> Path:
    """Return the bundled plan file: beside the code in a wheel, at the top of a source tree."""
    package = Path(__file__).parents[2]
    shipped = package / "data" / SEED
    return shipped if shipped.exists() else package.parents[1] / "data" / SEED
