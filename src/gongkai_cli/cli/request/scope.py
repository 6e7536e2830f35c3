"""What every command works on: which store, which plan, which day, and who asks."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from gongkai_cli import files
from gongkai_cli.cli.request import clock
from gongkai_cli.cli.request.typed import check_account, check_variable, to_record
from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.text import clean_text
from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR
from gongkai_cli.errors import RefusedError, UsageError
from gongkai_cli.store.queries.plans import every_plan, find_plan, newest_plan
from gongkai_cli.store.queries.snapshot import Snapshot, at_once
from gongkai_cli.store.sqlite import identity, opening
from gongkai_cli.store.sqlite.faults import translated

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlmodel import Session

SEED = "seed_2024.yaml"

VARIABLES = {"db": "GONGKAI_DB", "plan": "GONGKAI_PLAN", "as_of": "GONGKAI_TODAY", "by": "GONGKAI_BY"}
"""The environment variable of each shared option."""


def _given(context: typer.Context, name: str) -> str | None:
    """Return the value of a shared option, or of its variable; None where it is blank.

    Raises:
        UsageError: the variable is no text. It is looked at here, so that one that is not needed stops nothing.
    """
    value = context.find_root().params.get(name)
    if not (isinstance(value, str) and value.strip()):
        return None
    if variable := _variable(context, name):
        check_variable(variable, value)
    return value


def _variable(context: typer.Context, name: str) -> str | None:
    """Return the environment variable that a shared option's value comes from; None where it was written."""
    source = context.find_root().get_parameter_source(name)
    return VARIABLES[name] if source is not None and source.name == "ENVIRONMENT" else None


def store_path(context: typer.Context) -> Path:
    """Return the store that the command line names, or the default one.

    Raises:
        UsageError, NotFoundError, RefusedError: the name is no path, or there is no default one.
    """
    given = _given(context, "db")
    return files.typed_path(given) if given else identity.default_path()


def plan_key(context: typer.Context) -> str | None:
    """Return the key of the plan asked for; None is the newest."""
    return _given(context, "plan")


def author(context: typer.Context) -> str:
    """Return who is to stand in the ledger: `--by`, or the account's name.

    Raises:
        UsageError: the name is no text that can be read later.
    """
    variable = _variable(context, "by")
    if name := to_record(_given(context, "by"), f"环境变量 {variable}" if variable else "--by"):
        return name
    try:
        account = getpass.getuser()
    except (ImportError, KeyError, OSError):  # an account without a name
        return "未署名"
    check_account(account)
    return clean_text(account) or "未署名"


def named_author(context: typer.Context) -> str | None:
    """Return the name after `--by` where it was written on the command line; to look for, rather than to sign with."""
    source = context.find_root().get_parameter_source("by")
    return author(context) if source is not None and source.name == "COMMANDLINE" else None


def day_shown(context: typer.Context, year: int) -> date:
    """Return the day that everything is shown as of; `year` is the plan's, for a date written without one.

    Raises:
        UsageError: `--as-of` is not a day.
        RefusedError: it is not written, and the computer's clock is plainly wrong.
    """
    given = _given(context, "as_of")
    if given is None:
        return clock.today()
    from gongkai_cli.domain.dates import parse_day

    day = parse_day(given, year=year, today=clock.as_set().date())
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(f"日期 {day} 太早或太晚。--as-of 要在 {FIRST_YEAR} 年到 {LAST_YEAR} 年之间。")
    return day


def latest_day(context: typer.Context, year: int) -> date:
    """Return the last day that a report may speak of: the day shown, and never later than today."""
    return min(day_shown(context, year), clock.today())


def report_day(context: typer.Context, given: str | None, year: int) -> date:
    """Return the day that a report speaks of: `--on`, else the day shown.

    Raises:
        UsageError: it is not a day, it is still to come, or it lies before the plan's year.
        RefusedError: the computer's clock is plainly wrong.
    """
    last = latest_day(context, year)
    if given is None:
        if last.year < year:
            raise UsageError(f"今天按 {last} 算，早于 {year} 年度，不能记录报告。请核对电脑的日期、--as-of 和 --plan。")
        return last
    from gongkai_cli.domain.dates import parse_day

    day = parse_day(given, year=year, today=last)
    if day > last:
        raise UsageError(f"报告日期 {day} 还没到（今天按 {last} 算）。请把 --on 改为不晚于今天的日期。")
    if day.year < year:
        raise UsageError(f"报告日期 {day} 早于 {year} 年度。请核对 --on 的年份。")
    return day


def check_clock(connection: "Connection", context: typer.Context) -> None:
    """Refuse to date a change by a clock that lies before the newest change in the ledger, unless `--as-of` is written.

    A day less is let pass. Whoever writes `--as-of` has looked at the date, so a change that was dated too late
    by a wrong clock locks nobody out.

    Raises:
        RefusedError: the computer's clock is behind the ledger, or plainly wrong.
    """
    from gongkai_cli.store.ledger.reports import newest_day

    today, newest = clock.today(), newest_day(connection)
    if newest and (newest - today).days > 1 and _given(context, "as_of") is None:
        raise RefusedError(
            f"电脑的日期是 {today}，比台账里最近一次记录（{newest}）还早，没有记录。"
            f"请先校准电脑的日期；日期没有错的，请加 --as-of {today}。"
        )


def chosen_plan(connection: "Connection", context: typer.Context) -> Plan:
    """Return the plan that the command line names, or the newest; raises as `find_plan`."""
    key = plan_key(context)
    return newest_plan(connection) if key is None else find_plan(connection, key)


@contextmanager
def snapshot(context: typer.Context) -> Iterator[Snapshot]:
    """Open the store for reading, on the plan and the day that the command line names."""
    with opening.reading(ready_store(context)) as connection, at_once(connection):
        plan = chosen_plan(connection, context)
        yield Snapshot(connection, plan, day_shown(context, plan.year))


@contextmanager
def snapshots(context: typer.Context, *, every: bool) -> Iterator[list[Snapshot]]:
    """Open the store for reading, on the plan that the command line names, or on every plan, the newest first.

    Raises:
        UsageError: a plan is named on the command line and every plan is asked for.
    """
    if not every:
        with snapshot(context) as seen:
            yield [seen]
        return
    source = context.find_root().get_parameter_source("plan")
    if source is not None and source.name == "COMMANDLINE":
        raise UsageError("--plan 和 --all-plans 只能写一个：一个工作要点，或全部。")
    with opening.reading(ready_store(context)) as connection:
        newest = newest_plan(connection)
        day = day_shown(context, newest.year)
        yield [Snapshot(connection, plan, day) for plan in every_plan(connection)]


def is_ready(context: typer.Context) -> bool:
    """Say whether a store of this version is there already."""
    path = store_path(context)
    with translated(path):
        return files.found(path) is not None and not identity.is_outdated(path)


def ready_store(context: typer.Context) -> Path:
    """Return the store's path with a store of this version there: made on a first run, upgraded where it is older."""
    path = store_path(context)
    with translated(path):
        # A link to a file that is not there waits for its drive, and not for a new store.
        is_there = files.found(path) is not None or path.is_symlink()
    if not is_there:
        _first_run(context, path)
    elif identity.is_outdated(path):
        kept = opening.upgrade(path, stamp())
        _say(f"台账已升级到结构 {identity.SCHEMA_VERSION}，升级前的备份在 {kept}。")
    return path


def stamp() -> str:
    """Return this moment as a backup's name carries it, fine enough that two backups differ."""
    return clock.now().strftime("%Y%m%d-%H%M%S-%f")


def moment() -> str:
    """Return this moment as the ledger keeps it, ISO 8601 to the second with +08:00."""
    return clock.now().isoformat(timespec="seconds")


def _first_run(context: typer.Context, path: Path) -> None:
    from gongkai_cli.planfile import reading
    from gongkai_cli.store.plans import loading

    document = reading.read(bundled_plan())

    def fill(session: "Session") -> None:
        loading.load(session, document, by=author(context), at=moment())

    if opening.create(path, fill):
        _say(f"首次使用：已建立台账 {path}，并载入《{document.plan.title}》。")


def _say(message: str) -> None:
    from gongkai_cli.output.terminal.screen import standard_error

    standard_error().say(message)


def bundled_plan() -> Path:
    """Return the plan file that comes along: beside the code in a wheel, at the top of a source tree."""
    package = Path(__file__).parents[2]
    shipped = package / "data" / SEED
    return shipped if shipped.exists() else package.parents[1] / "data" / SEED
