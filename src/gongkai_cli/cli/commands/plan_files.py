"""`new`, `plans copy` and `draft`: plan files to begin with."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from gongkai_cli.cli.request import clock, completion
from gongkai_cli.cli.request.numbers import year_number
from gongkai_cli.cli.request.options import PlanKey
from gongkai_cli.cli.request.scope import day_shown, ready_store
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.text import shown
from gongkai_cli.errors import RefusedError, UsageError
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import Destination, write, write_text
from gongkai_cli.store.queries.plans import find_plan, is_listed
from gongkai_cli.store.queries.snapshot import Snapshot

if TYPE_CHECKING:
    from gongkai_cli.notice.drafting.draft import Draft
    from gongkai_cli.planfile.document import PlanDocument

NewYear = Annotated[str | None, typer.Option("--year", metavar="年度", help="新的年度，如 2025；不写就是下一年")]

NoticeFiles = Annotated[
    list[str],
    typer.Argument(
        metavar="通知",
        help="印发的通知，连同附件可写几个：docx、xlsx、xls、et、ods、csv、html、txt、md、pdf",
        show_default=False,
    ),
]
Key = Annotated[str | None, typer.Option("--key", metavar="标识", help="新工作要点的标识，如 shicheng-2025")]
Year = Annotated[str | None, typer.Option("--year", metavar="年度", help="年度；不写就照通知的标题和日期")]
Like = Annotated[
    str | None,
    typer.Option(
        "--like",
        metavar="标识或文件",
        help="照一个已有的工作要点取单位、类别、别名和集体称谓，并说出哪些单位是新的、哪些没有了",
        autocompletion=completion.plans,
    ),
]

_MOST_NAMES = 20  # units in one sentence
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
    asked = None if year is None else year_number(year)
    with ready_store(context).reading() as connection:
        day = day_shown(context, find_plan(connection, key))
        plan = find_plan(connection, key, day)
        wanted = asked or plan.year + 1
        new_key = next_year.next_key(plan.key, plan.year, wanted)
        if wanted == plan.year:
            raise RefusedError(f"“{plan.key}”就是 {wanted} 年度的，未写入。请在 --year 后面写别的年度。")
        if is_listed(connection, new_key):
            raise RefusedError(
                f"台账里已有“{new_key}”，未写入。要改它，先用 gongkai export --what plan --plan {new_key} 写成文件。"
            )
        document = document_in_force(Snapshot(connection, plan, day))
    text = next_year.next_plan_file(document, wanted)
    write_text(text, context.obj)
    _say_year(next_year.lines_of_year(text, plan.year), plan.year)
    _say_next(context.obj, "写上发文日期 issued_on 后先检查")


def draft(context: typer.Context, notice: NoticeFiles, key: Key = None, year: Year = None, like: Like = None) -> None:
    """Write the draft of a plan file from a notice, or its check list."""
    from gongkai_cli.notice.drafting.rows import draft_rows
    from gongkai_cli.notice.drafting.text import draft_text
    from gongkai_cli.output.content.plans import draft_listing

    made = _draft(context, notice, key, year, like)
    text = draft_text(made, notice)
    if context.obj.format_name == "yaml":
        write_text(text, context.obj)
    else:
        write(draft_listing(made.document.plan.title, draft_rows(made)), context.obj)
    for line in (*_findings(made), *_next_commands(notice, context.obj)):
        standard_error().say(line)


def _draft(context: typer.Context, notice: list[str], key: str | None, year: str | None, like: str | None) -> "Draft":
    from gongkai_cli.cli.request.notice_files import checked_key, notices, plan_like
    from gongkai_cli.notice.drafting.draft import Wishes, draft_of
    from gongkai_cli.notice.drafting.header import HeaderWishes
    from gongkai_cli.notice.recognizing.whole import recognize

    wanted_year = None if year is None else year_number(year)
    wanted_key = None if key is None else checked_key(key)
    last_year = None if like is None else plan_like(context, like)
    found = recognize(notices(notice), _names_of(last_year))
    header = HeaderWishes(Path(notice[0]).name, clock.as_set().date(), wanted_key, wanted_year)
    return draft_of(found, Wishes(header, last_year))


def _names_of(document: "PlanDocument | None") -> list[str]:
    if document is None:
        return []
    return [name for unit in document.units for name in (unit.name, *unit.aliases)]


def _findings(made: "Draft") -> Iterator[str]:
    """Yield what was found, and what has to be checked, by kind."""
    document = made.document
    yield (
        f"找到任务 {len(document.tasks)} 项、单位 {len(document.units)} 个、集体称谓 {len(document.collectives)} 个、"
        f"活动 {len(document.activities)} 场。"
    )
    kinds = "、".join(f"{kind} {count}" for kind, count in made.doubts_by_kind.items())
    if kinds:
        yield f"请核对 {len(made.doubts)} 处：{kinds}。"
    if document.units:
        yield "单位的类别是按名称判断的，也请核对。"
    if made.new_units:
        yield f"参照的计划里没有的单位 {len(made.new_units)} 个：{_named(made.new_units)}。"
    if made.gone_units:
        yield f"参照的计划里有、通知没有写到的单位 {len(made.gone_units)} 个：{_named(made.gone_units)}。"


def _named(names: Sequence[str]) -> str:
    more = " 等" if len(names) > _MOST_NAMES else ""
    return "、".join(shown(name) for name in names[:_MOST_NAMES]) + more


def _next_commands(notice: Sequence[str], destination: Destination) -> Iterator[str]:
    """Yield the command to go on with."""
    words = " ".join(shell_word(one) for one in notice)
    if destination.format_name != "yaml":
        yield f"写成计划文件：gongkai draft {words} -o 计划.yaml"
        return
    if destination.path is not None:
        yield f"原文和草稿并排看：gongkai draft {words} -o 核对.xlsx"
        yield f"改好后先检查：gongkai check {shell_word(str(destination.path))}"
    else:
        yield f"存成文件：gongkai draft {words} -o 草稿.yaml"


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
