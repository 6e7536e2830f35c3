"""`new` and `plans copy`: plan files to begin with."""

from datetime import date
from typing import Annotated, NamedTuple

import typer

from gongkai_cli.cli.request import clock
from gongkai_cli.cli.request.numbers import whole_number
from gongkai_cli.cli.request.options import PlanKey
from gongkai_cli.cli.request.scope import day_shown, ready_store
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_words.folding import plain
from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR
from gongkai_cli.errors import RefusedError, UsageError
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import Destination, write_text
from gongkai_cli.store.queries.plans import find_plan, is_listed
from gongkai_cli.store.queries.snapshot import Snapshot

NewYear = Annotated[str | None, typer.Option("--year", metavar="年度", help="新的年度，如 2025；不写就是下一年")]

_MOST_LINES = 10  # line numbers in one sentence


class _Year(NamedTuple):
    """A year in place of a plan, within which a day without a year lies."""

    year: int
    issued_on: date


def new(context: typer.Context) -> None:
    """Write a plan file of a made-up county, with an example of every key."""
    from gongkai_cli.cli.request.plan_output import write_plan
    from gongkai_cli.planfile.writing.new_plan import new_plan, new_plan_file

    today = clock.as_set().date()
    day = day_shown(context, _Year(today.year, date(today.year, 1, 1)))
    text = new_plan_file(day.year)
    write_plan(context, lambda: new_plan(text), lambda: text)
    _say_next(context.obj, "换成自己的内容后先检查")


def copy(context: typer.Context, key: PlanKey, year: NewYear = None) -> None:
    """Write the plan file of another year from a plan in the store."""
    from gongkai_cli.planfile.writing import next_year
    from gongkai_cli.store.plans.stored import document_in_force

    if context.obj.format_name == "xlsx":
        raise UsageError("下一年的草稿里有说明，只写成 YAML。请把后缀改为 .yaml，如 -o 2025年计划.yaml。")
    asked = None if year is None else _year(year)
    with ready_store(context).reading() as connection:
        day = day_shown(context, find_plan(connection, key))
        plan = find_plan(connection, key, day)
        wanted = asked or plan.year + 1
        new_key = next_year.next_key(plan.key, plan.year, wanted)
        if wanted == plan.year:
            raise RefusedError(f"“{plan.key}”就是 {wanted} 年度的，没有写。请在 --year 后面写别的年度。")
        if is_listed(connection, new_key):
            raise RefusedError(
                f"台账里已有“{new_key}”，没有写。要改它，先用 gongkai export --what plan --plan {new_key} 写成文件。"
            )
        document = document_in_force(Snapshot(connection, plan, day))
    text = next_year.next_plan_file(document, wanted)
    write_text(text, context.obj)
    _say_year(next_year.lines_of_year(text, plan.year), plan.year)
    _say_next(context.obj, "写上发文日期 issued_on 后先检查")


def _year(text: str) -> int:
    refusal = f"“{shown(text)}”不是年度。--year 后面请写 {FIRST_YEAR} 到 {LAST_YEAR} 的数字，如 2025。"
    digits = plain(text).strip().removesuffix("度").removesuffix("年")
    year = whole_number(digits, refusal, most=LAST_YEAR)
    if year < FIRST_YEAR:
        raise UsageError(refusal)
    return year


def _say_year(lines: list[int], year: int) -> None:
    """Name the lines that still have the old year in their text."""
    if not lines:
        return
    numbers = "、".join(map(str, lines[:_MOST_LINES]))
    more = " 等" if len(lines) > _MOST_LINES else " "
    standard_error().say(f"第 {numbers}{more}行的文字里还有 {year}，请核对。")


def _say_next(destination: Destination, advice: str) -> None:
    if destination.path is not None:
        standard_error().say(f"{advice}：gongkai check {shell_word(str(destination.path))}")
