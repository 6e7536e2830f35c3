"""`check`, `load`, `plans` and `schema`: plan files."""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai_cli.cli.request import outcome
from gongkai_cli.cli.request.confirmation import confirm
from gongkai_cli.cli.request.options import PlanFiles, PlanKey, Yes
from gongkai_cli.cli.request.scope import (
    SEED,
    bundled_plan,
    check_clock,
    day_shown,
    is_ready,
    ready_store,
    signature,
    stamp,
    store_file,
    usual_plan,
)
from gongkai_cli.domain.dates import chinese_day, long_span
from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.text import escaped_for_screen, shown
from gongkai_cli.domain.typed_days.days import parse_day
from gongkai_cli.domain.typed_days.frames import report_frame
from gongkai_cli.domain.vocabulary import PREVIEW
from gongkai_cli.errors import OutputError, RefusedError, UsageError
from gongkai_cli.output.content.plans import difference_lines, plan_listing
from gongkai_cli.output.terminal import progress
from gongkai_cli.output.terminal.screen import standard_error, standard_output
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries.plans import newest_plan, plan_summaries

if TYPE_CHECKING:
    from gongkai_cli.domain.editions import Difference
    from gongkai_cli.planfile.batch import Batch, Warnings
    from gongkai_cli.planfile.document import PlanDocument, PlanHeader
    from gongkai_cli.planfile.reading import Reading

Which = Annotated[
    str, typer.Argument(metavar="哪一个", help="plan 计划文件的，或 answers 各命令 JSON 输出的", show_default=False)
]
LoadFiles = Annotated[
    list[str] | None, typer.Argument(metavar="文件", help="计划文件（YAML 或 Excel），可写几个", show_default=False)
]
Sample = Annotated[bool, typer.Option("--sample", help="载入自带的石城县 2024 年工作要点")]
Since = Annotated[
    str | None, typer.Option("--since", metavar="日期", help="新版从哪一天起执行，默认今天；第一版从印发日起")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只显示会变什么，不写入")]


def check(files: PlanFiles) -> None:
    """Check plan files and list all their problems."""
    with _reading(files) as readings:
        told = [(one.warnings, [_verdict(one), *_left_open(one.document)]) for one in readings]
    for warnings, lines in told:
        for line in warnings:
            standard_error().say(line)
        for line in lines:
            standard_output().say(line)


def _left_open(document: "PlanDocument") -> Iterator[str]:
    """Yield a line for what a plan leaves open: collectives that stand for nobody yet, tasks without units."""
    if open_ones := [one.name for one in document.collectives if one.is_open]:
        yield f"  待明确：{'、'.join(open_ones)} 还没有写 kind 或 members，先不计任何单位"
    if unassigned := document.unassigned:
        yield f"  未分工：任务 {'、'.join(map(str, unassigned))} 没有单位"


def _verdict(one: "Reading") -> str:
    """Return a sentence about a file that can be loaded."""
    document = one.document
    verdict = f"可以载入，提醒 {len(one.warnings)} 条" if one.warnings else "没有问题"
    counts = f"单位 {len(document.units)} 个、任务 {len(document.tasks)} 项、活动 {len(document.activities)} 项"
    return f"{one.file}：{verdict}。{document.plan.title}，{counts}"


def load(
    context: typer.Context,
    files: LoadFiles = None,
    sample: Sample = False,
    since: Since = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Load plan files, all or none, and show the changes."""
    from gongkai_cli.planfile.batch import Batch, Warnings

    names, paths = _chosen_files(files or [], sample=sample)
    with Batch() as batch:
        warnings = Warnings()
        differences = _gathered(context, paths, batch, warnings)
        for line in warnings.lines():
            standard_error().say(line)
        first_day = _first_day(context, since, batch.newest)
        _check_since(context, differences, first_day)
        told = _in_force(first_day, day_shown(context, batch.newest), differences)
        if dry_run:
            _show(differences)
            if told:
                standard_error().say(told)
            standard_error().say(f"{PREVIEW}去掉 --dry-run 就载入。")
            return
        question = _question(differences)
        is_asked = question is not None and not yes
        if question and not yes:
            _show_for_a_question(differences)
            confirm(question, yes=yes)
        sentences = _write(context, batch, names, differences, first_day)
    outcome.note(context, sentences[0].partition("。")[0])
    if not is_asked:
        _show(differences)
    for sentence in sentences[1:] if _are_empty(differences) else sentences:
        standard_error().say(sentence)
    if told:
        standard_error().say(told)


def _in_force(since: date, today: date, differences: Sequence["Difference"]) -> str | None:
    """Return from which day new editions hold; None where that is today, or there is none after another one."""
    if since == today or not any(map(_is_new_edition, differences)):
        return None
    if since > today:
        return f"新版自 {chinese_day(since)} 起执行；在那之前，各表仍列上一版。"
    return f"新版自 {chinese_day(since)} 起执行；那天以后的各表，都改按新版列。"


def _is_new_edition(difference: "Difference") -> bool:
    """Return whether a load of this difference has brought an edition after another one."""
    return not difference.is_new and not difference.is_empty


def _chosen_files(files: list[str], *, sample: bool) -> tuple[list[str], list[str]]:
    """Return the names of the files for the ledger, and their paths."""
    if sample:
        return [*files, SEED], [*files, str(bundled_plan())]
    if not files:
        advice = "请写出文件名，如 gongkai load 计划.yaml；要载入自带的示例，写 gongkai load --sample"
        raise UsageError(f"没有写计划文件。{advice}。")
    return files, files


def _question(differences: Sequence["Difference"]) -> str | None:
    """Return the question before a load that takes something out or hands a record on; None where it does neither."""
    withdrawn = sum(len(difference.withdrawn) for difference in differences)
    lost = sum(len(difference.lost) for difference in differences)
    moved = sum(len(difference.moved) for difference in differences)
    reasons: list[str] = []
    if lost and withdrawn:
        reasons.append(f"将调出以上 {withdrawn} 项，涉及已有的报告 {lost} 处，报告都留着、不再计数")
    elif lost:
        reasons.append(f"以上 {lost} 处已有报告，将调出，报告都留着、不再计数")
    elif withdrawn:
        reasons.append(f"将调出以上 {withdrawn} 项")
    if moved:
        reasons.append(f"以上 {moved} 场活动已有记录，记录将随活动改到新的主办单位或月份")
    return "。".join(reasons) or None


def _are_empty(differences: Iterable["Difference"]) -> bool:
    return all(difference.is_empty for difference in differences)


def _show(differences: Iterable["Difference"]) -> None:
    for difference in differences:
        standard_output().write(difference_lines(difference))
    standard_output().flush()


def _show_for_a_question(differences: Iterable["Difference"]) -> None:
    """Show the changes before the question about them."""
    try:
        _show(differences)
    except OutputError as error:
        raise RefusedError(
            f"变化没有显示出来（{error.reason}），未载入。请先用 --dry-run 查看变化，再加上 --yes 载入。"
        ) from error


def _gathered(context: typer.Context, files: list[str], batch: "Batch", warnings: "Warnings") -> list["Difference"]:
    """Put all documents aside, note the warnings, and return the difference of each."""
    from gongkai_cli.store.plans import batch_loading, loading

    with _reading(files) as readings:
        documents = batch.keeping(one.document for one in warnings.noting(readings))
        if is_ready(context):
            return batch_loading.compare(ready_store(context), documents)
        deque(documents, maxlen=0)  # every file is read before a store is made or upgraded for them
    if store_file(context).is_missing():
        return [loading.new_plan_difference(document) for document in batch]
    return batch_loading.compare(ready_store(context), batch)


@contextmanager
def _reading(files: list[str]) -> Iterator[Iterator["Reading"]]:
    from gongkai_cli.planfile.batch import read_all

    if not all(file.strip() for file in files):
        raise UsageError("文件名是空的。请写出计划文件名。")
    with progress.bar(len(files), "检查计划文件") as counted:
        yield counted(read_all(map(Path, files)))


def _check_since(context: typer.Context, differences: Sequence["Difference"], since: date) -> None:
    from gongkai_cli.store.plans import batch_loading

    if not all(difference.is_new for difference in differences):
        batch_loading.check_since(ready_store(context), differences, since)


def _write(
    context: typer.Context, batch: "Batch", names: list[str], differences: list["Difference"], since: date
) -> list[str]:
    """Write all documents in one transaction, and return sentences about it."""
    from gongkai_cli.store.plans import batch_loading, loading

    store = store_file(context)
    if _are_empty(differences):
        with store.reading() as connection:
            return ["与台账一致，不用载入。", _plan_shown(context, newest_plan(connection))]
    with progress.bar(len(batch), "载入") as counted:
        asked = batch_loading.BatchLoad(batch, names, differences, since, counted)
        if store.is_missing():
            loaded = batch_loading.create(store, asked, loading.LoadFacts(signature(context)))
        else:
            with store.writing() as writer:
                check_clock(writer.connection, context)
                facts = loading.LoadFacts(signature(context))
                loaded = batch_loading.write(store, writer, asked, facts, stamp())
    kept = loaded.backup
    done = f"已载入。载入前的备份在 {kept}。" if kept else f"已建立台账 {store.path}，并载入。"
    return [done, _plan_shown(context, loaded.newest)]


def _plan_shown(context: typer.Context, newest: Plan) -> str:
    """Return a sentence about the plan that commands show without `--plan`."""
    if chosen := usual_plan(context):
        return f"不写 --plan 时，看的是{chosen.place} 指定的“{shown(chosen.value)}”。"
    return f"不写 --plan 时，看的是“{newest.title}”（{newest.key}）。"


def _first_day(context: typer.Context, given: str | None, newest: "PlanHeader") -> date:
    """Return the first day of the new editions: `--since`, else today, or the day that is given as today."""
    today = day_shown(context, newest)
    if given is None:
        return today
    since = parse_day(given, report_frame(newest, today))
    last = max(newest.last_day, today)
    if not newest.issued_on <= since <= last:
        period = long_span(newest.issued_on, last)
        raise UsageError(f"--since {chinese_day(since)} 不在要点的期间内（{period}）。请核对年份。")
    return since


def plans(context: typer.Context) -> None:
    """List the plans in the store with their completion."""
    with ready_store(context).reading() as connection:
        newest = newest_plan(connection)
        listing = plan_listing(plan_summaries(connection, day_shown(context, newest)))
    write(listing, context.obj)


def remove(context: typer.Context, key: PlanKey, yes: Yes = False) -> None:
    """Take a plan out of every listing."""
    from gongkai_cli.store.plans import removing

    store = ready_store(context)
    with store.reading() as connection:
        check_clock(connection, context)
        held = removing.holding(connection, key)
    plan = held.plan
    counts = f"它有报告 {held.reports} 条、活动记录 {held.events} 条，都留在台账里"
    confirm(f"将移除工作要点“{plan.title}”（{plan.key}），不再列出；{counts}", yes=yes)
    with store.writing() as writer:
        number = removing.remove(writer, held, signature(context))
    outcome.note(context, f"已移除，台账第 {number} 号")
    standard_output().say(f"已移除工作要点“{plan.title}”（{plan.key}），台账第 {number} 号。{counts}。")
    standard_output().flush()
    standard_error().say(f"如需恢复：gongkai undo {number}，或再载入它的计划文件")


def schema(which: Which = "plan") -> None:
    """Print the JSON Schema of plan files or of answers."""
    if which == "plan":
        from gongkai_cli.planfile.document import json_schema as made
    elif which == "answers":
        from gongkai_cli.output.formats.answer_schema import answer_schema as made
    else:
        raise UsageError(f"没有“{shown(which)}”的 JSON Schema。可以写：plan、answers。")
    text = json.dumps(made(), ensure_ascii=not standard_output().is_unicode, indent=2)
    standard_output().write(text.split("\n"), escaped_for_screen)
