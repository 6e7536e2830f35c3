"""`draft`: a published notice → the draft of a plan file, or its check list."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai_cli import files
from gongkai_cli.cli.request import clock, completion
from gongkai_cli.cli.request.numbers import year_number
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.text import shown
from gongkai_cli.errors import FieldError, UsageError
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import Destination, write, write_text

if TYPE_CHECKING:
    from gongkai_cli.notice.drafting.draft import Draft
    from gongkai_cli.planfile.document import PlanDocument

NoticeFiles = Annotated[
    list[str],
    typer.Argument(
        metavar="通知", help="印发的通知，连同附件可写几个：docx、xlsx、xls、html、txt、md、pdf", show_default=False
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

_SUFFIXES = {".yaml", ".yml", ".xlsx", ".xls"}
_MOST_NAMES = 20  # units in one sentence


def draft(context: typer.Context, notice: NoticeFiles, key: Key = None, year: Year = None, like: Like = None) -> None:
    """Write the draft of a plan file from a notice, or its check list."""
    from gongkai_cli.notice.drafting.rows import draft_rows
    from gongkai_cli.notice.drafting.text import draft_text
    from gongkai_cli.output.content.drafts import draft_listing

    made = _draft(context, notice, key, year, like)
    text = draft_text(made, notice)
    if context.obj.format_name == "yaml":
        write_text(text, context.obj)
    else:
        write(draft_listing(made.document.plan.title, draft_rows(made)), context.obj)
    for line in (*_findings(made), *_next(notice, context.obj)):
        standard_error().say(line)


def _draft(context: typer.Context, notice: list[str], key: str | None, year: str | None, like: str | None) -> "Draft":
    from gongkai_cli.cli.request.notice_files import notices
    from gongkai_cli.notice.drafting.draft import Wishes, draft_of
    from gongkai_cli.notice.drafting.header import HeaderWishes
    from gongkai_cli.notice.recognizing.whole import recognize

    wanted_year = None if year is None else year_number(year)
    wanted_key = None if key is None else _checked_key(key)
    last_year = None if like is None else _plan_like(context, like)
    found = recognize(notices(notice), _names_of(last_year))
    header = HeaderWishes(Path(notice[0]).name, _today(), wanted_key, wanted_year)
    return draft_of(found, Wishes(header, last_year))


def _today() -> date:
    return clock.as_set().date()


def _checked_key(text: str) -> str:
    from gongkai_cli.planfile.values import typed

    try:
        return typed.key(text.strip())
    except FieldError as error:
        raise UsageError(f"--key {error}。") from None


def _plan_like(context: typer.Context, text: str) -> "PlanDocument":
    """Return the plan of a file, or the one in the store with this key."""
    path = files.typed_path(text)
    if path.suffix.lower() in _SUFFIXES or path.is_file():
        from gongkai_cli.planfile.reading import read

        return read(path)
    from gongkai_cli.cli.request.scope import day_shown, ready_store
    from gongkai_cli.store.plans.stored import document_in_force
    from gongkai_cli.store.queries.plans import find_plan
    from gongkai_cli.store.queries.snapshot import Snapshot

    with ready_store(context).reading() as connection:
        day = day_shown(context, find_plan(connection, text))
        return document_in_force(Snapshot(connection, find_plan(connection, text, day), day))


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
    yield f"请核对 {len(made.doubts)} 处：{kinds}。" if kinds else "没有拿不准的。"
    if made.new_units:
        yield f"参照的计划里没有的单位 {len(made.new_units)} 个：{_named(made.new_units)}。"
    if made.gone_units:
        yield f"参照的计划里有、通知没有写到的单位 {len(made.gone_units)} 个：{_named(made.gone_units)}。"


def _named(names: Sequence[str]) -> str:
    more = " 等" if len(names) > _MOST_NAMES else ""
    return "、".join(shown(name) for name in names[:_MOST_NAMES]) + more


def _next(notice: Sequence[str], destination: Destination) -> Iterator[str]:
    """Yield the command to go on with."""
    words = " ".join(shell_word(one) for one in notice)
    if destination.format_name != "yaml":
        yield f"写成计划文件：gongkai draft {words} -o 计划.yaml"
        return
    if destination.path is not None:
        yield f"原文和草稿并排看：gongkai draft {words} -o 核对.xlsx"
        yield f"改好后先检查：gongkai check {shell_word(str(destination.path))}"
