"""`db`: the store itself, where it is, copied, put back and checked."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai_cli.cli.confirmation import confirm
from gongkai_cli.cli.options import Yes
from gongkai_cli.cli.scope import ready_store, stamp, store_path
from gongkai_cli.errors import NotFoundError, RefusedError
from gongkai_cli.output.terminal import standard_error, standard_output
from gongkai_cli.store import backup, checking
from gongkai_cli.store.identity import backup_folder, is_someone_elses

Target = Annotated[str | None, typer.Argument(metavar="文件", help="备份存成的文件", show_default=False)]
Source = Annotated[str, typer.Argument(metavar="文件", help="备份文件", show_default=False)]


def path(context: typer.Context) -> None:
    """Print where the store is."""
    standard_output().write([str(store_path(context))])


def make_backup(context: typer.Context, target: Target = None, yes: Yes = False) -> None:
    """Copy the store, into its backup folder or to a file."""
    store = ready_store(context)
    if target is None:
        copy = backup.take(store, stamp())
    else:
        copy = Path(target).expanduser().absolute()
        if copy.exists():
            confirm(f"“{copy}”已经存在，将被覆盖", yes=yes)
        backup.copy_to(store, copy)
    standard_output().write([str(copy)])
    standard_error().say(f"已备份。要恢复：gongkai db restore {copy}")


def restore(context: typer.Context, source: Source, yes: Yes = False) -> None:
    """Put a backup in the place of the store, after checking the one and keeping the other."""
    store, copy = store_path(context), Path(source).expanduser().absolute()
    if not copy.exists():
        raise NotFoundError(f"没有备份文件“{copy}”。请核对路径；自动备份在 {backup_folder(store)}。")
    counts = checking.content(copy)
    told = f"将用备份“{copy}”（{counts}）替换台账“{store}”"
    if store.exists() and not is_someone_elses(store):
        told += f"（{checking.content_or_fault(store)}）"
    confirm(told, yes=yes)
    kept = backup.restore(copy, store, stamp())
    standard_error().say("已恢复。" + (f"原来的台账存为 {kept}。" if kept else ""))


_MOST_FAULTS = 50


def check(context: typer.Context) -> None:
    """Check the store and name each fault."""
    store = store_path(context)
    faults = checking.faults(store)
    if len(faults) > _MOST_FAULTS:
        faults[_MOST_FAULTS:] = [f"{store}：还有 {len(faults) - _MOST_FAULTS} 处没有列出。"]
    if faults:
        raise RefusedError("\n".join(faults))
    standard_output().say(f"{store}：完好。{checking.content(store)}")
    if added := checking.additions(store):
        standard_error().say(f"另有别的程序加的{'、'.join(added)}，不影响使用。")
