"""`check`, `load`, `plans` and `schema`: plan files."""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai_cli.cli.request import outcome
from gongkai_cli.cli.request.confirmation import confirm
from gongkai_cli.cli.request.options import PlanFiles, Yes
from gongkai_cli.cli.request.scope import check_clock, day_shown, is_ready, ready_store, signature, stamp
from gongkai_cli.domain.text import escaped_for_screen, shown
from gongkai_cli.errors import OutputError, RefusedError, UsageError
from gongkai_cli.output.content.plans import difference_lines, plan_listing
from gongkai_cli.output.terminal import progress
from gongkai_cli.output.terminal.screen import standard_error, standard_output
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries.plans import newest_plan, plan_summaries

if TYPE_CHECKING:
    from gongkai_cli.domain.answers import Difference
    from gongkai_cli.planfile.batch import Batch
    from gongkai_cli.planfile.document import PlanDocument

Which = Annotated[
    str, typer.Argument(metavar="哪一个", help="plan 计划文件的，或 answers 各命令 JSON 输出的", show_default=False)
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只显示会变什么，不写入")]


def check(files: PlanFiles) -> None:
    """Check plan files and list all their problems."""
    told = []
    with _reading(files) as documents:
        for file, document in documents:
            counts = f"单位 {len(document.units)} 个、任务 {len(document.tasks)} 项、活动 {len(document.activities)} 项"
            told.append(f"{file}：没有问题。{document.plan.title}，{counts}")
    for line in told:
        standard_output().say(line)


def load(context: typer.Context, files: PlanFiles, dry_run: DryRun = False, yes: Yes = False) -> None:
    """Load plan files, all or none, and show the changes."""
    from gongkai_cli.planfile.batch import Batch

    with Batch() as batch:
        differences = _gathered(context, files, batch)
        if dry_run:
            _show(differences)
            standard_error().say("这是试算，没有写入。去掉 --dry-run 就载入。")
            return
        withdrawn = sum(len(difference.withdrawn) for difference in differences)
        is_asked = withdrawn > 0 and not yes
        if is_asked:
            _show_for_a_question(differences)
            confirm(f"将撤下以上 {withdrawn} 项，有报告的保留为“已撤下”", yes=yes)
        if any(not difference.is_empty for difference in differences):
            sentences = _write(context, batch, differences)
        else:
            sentences = []
    outcome.note(context, sentences[0].rstrip("。") if sentences else "与台账一致，不用载入")
    if not is_asked:
        _show(differences)
    for sentence in sentences:
        standard_error().say(sentence)


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
            f"变化没有显示出来（{error.reason}），没有载入。请先用 --dry-run 查看变化，再加上 --yes 载入。"
        ) from error


def _gathered(context: typer.Context, files: list[str], batch: "Batch") -> list["Difference"]:
    """Put all documents aside, and return the difference of each."""
    from gongkai_cli.store.plans import batch_loading

    with _reading(files) as found:
        documents = batch.keeping(document for _, document in found)
        if is_ready(context):
            return batch_loading.compare(ready_store(context), documents)
        deque(documents, maxlen=0)  # every file is read before a store is made or upgraded for them
    return batch_loading.compare(ready_store(context), batch)


@contextmanager
def _reading(files: list[str]) -> Iterator[Iterator[tuple[Path, "PlanDocument"]]]:
    from gongkai_cli.planfile.batch import read_all

    if not all(file.strip() for file in files):
        raise UsageError("文件名是空的。请写出计划文件名。")
    with progress.bar(len(files), "检查计划文件") as counted:
        yield counted(read_all(map(Path, files)))


def _write(context: typer.Context, batch: "Batch", differences: Sequence["Difference"]) -> list[str]:
    """Write all documents in one transaction, and return sentences about it."""
    from gongkai_cli.store.plans import batch_loading

    store = ready_store(context)
    with store.writing() as writer, progress.bar(len(batch), "载入") as counted:
        check_clock(writer.connection, context)
        loaded = batch_loading.write(
            store, writer, batch, differences, signature=signature(context), stamp=stamp(), counted=counted
        )
    sentences = ["已载入。"]
    if loaded.backup:
        sentences[0] += f"载入前的备份在 {loaded.backup}。"
    if newest := loaded.new_newest:
        sentences.append(f"不写 --plan 时，现在看的是“{newest.title}”（{newest.key}）。")
    return sentences


def plans(context: typer.Context) -> None:
    """List the plans in the store with their completion."""
    with ready_store(context).reading() as connection:
        newest = newest_plan(connection)
        listing = plan_listing(plan_summaries(connection, day_shown(context, newest.year)))
    write(listing, context.obj)


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
