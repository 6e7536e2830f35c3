"""`db`: the store's path, its backup, its restoring, its check, and its description for Datasette."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai_cli import files
from gongkai_cli.cli.request import outcome
from gongkai_cli.cli.request.confirmation import confirm
from gongkai_cli.cli.request.options import Yes
from gongkai_cli.cli.request.scope import ready_store, stamp, store_file
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.errors import DamagedError, NotFoundError, RefusedError
from gongkai_cli.output.terminal.screen import standard_error, standard_output
from gongkai_cli.store.queries.public_views import datasette_metadata
from gongkai_cli.store.sqlite import backup, integrity, restoring
from gongkai_cli.store.sqlite.identity import is_foreign
from gongkai_cli.store.sqlite.store_file import StoreFile

Target = Annotated[str | None, typer.Argument(metavar="文件", help="备份存成的文件", show_default=False)]
MetadataFile = Annotated[
    str | None, typer.Argument(metavar="文件", help="存成的文件，如 metadata.yaml", show_default=False)
]
Source = Annotated[str, typer.Argument(metavar="文件", help="备份文件", show_default=False)]


def path(context: typer.Context) -> None:
    """Print the store's path."""
    standard_output().write([str(store_file(context).path)])


def make_backup(context: typer.Context, target: Target = None, yes: Yes = False) -> None:
    """Copy the store into its backup folder or to a file."""
    place = None if target is None else files.typed_path(target)
    store = ready_store(context)
    if place is None or _is_folder(place):
        copy = backup.keep(store, stamp(), place)
    else:
        copy = place
        _check_target(copy, store)
        if question := files.overwriting(copy):
            confirm(question + _store_there(copy), yes=yes)
        backup.copy_to(store, copy)
    outcome.note(context, f"已备份到 {copy}")
    standard_output().write([str(copy)])
    standard_output().flush()
    standard_error().say(f"已备份。如需恢复：gongkai db restore {shell_word(str(copy))}")


def _refuse_a_store(place: Path, store: StoreFile) -> None:
    with files.explained(place, files.ARGUMENT):
        there = files.found(place)
        is_store = there is not None and there.st_size > 0 and not is_foreign(place)
    if is_store or any(files.is_same(place, one) for one in store.own_files):
        raise RefusedError(f"“{place}”是台账文件，未写入。请换一个文件名。")


def _is_folder(place: Path) -> bool:
    with files.explained(place, files.BACKUP):
        return place.is_dir()


def _check_target(copy: Path, store: StoreFile) -> None:
    if any(files.is_same(copy, one) for one in store.own_files):
        raise RefusedError(f"“{copy}”就是台账自己的文件，未备份。请换一个文件名，或不写文件名。")
    files.check_place(copy, files.BACKUP)


def _store_there(copy: Path) -> str:
    """Return a clause about the store that a copy overwrites."""
    with files.explained(copy, files.BACKUP):
        there = files.found(copy)
        if there is None or not there.st_size or is_foreign(copy):
            return ""
    return f"；它也是一份台账（{integrity.content_or_fault(StoreFile(copy))}）"


def restore(context: typer.Context, source: Source, yes: Yes = False) -> None:
    """Replace the store by a checked backup, and keep the old store."""
    store, copy = store_file(context), StoreFile(files.typed_path(source))
    question = f"将用备份“{copy.path}”（{_checked(copy, store)}）替换台账“{store.path}”"
    if target := store.link_target():
        question += f"（链接到“{target}”）"
    if store.is_plain_file() and not store.is_foreign():
        question += f"（{integrity.content_or_fault(store)}）"
    confirm(question, yes=yes)
    kept = restoring.restore(copy, store, stamp())
    sentence = "已恢复。"
    if kept:
        sentence += f"原来的台账存为 {kept}。"
    standard_error().say(sentence)


def _checked(copy: StoreFile, store: StoreFile) -> str:
    """Return the contents of a backup, after checking that it is one."""
    path = copy.path
    with files.explained(path, files.BACKUP):
        there = files.found(path)
        if there is None:
            raise NotFoundError(f"没有备份文件“{path}”。请核对路径；自动备份在 {store.backup_folder}。")
        if not path.is_file():
            raise RefusedError(f"“{path}”是文件夹、设备或管道，不是备份文件，未恢复。请写出备份文件的名字。")
        if files.is_same(path, store.path):
            raise RefusedError(f"“{path}”就是台账本身，未恢复。请写备份文件；自动备份在 {store.backup_folder}。")
        if is_foreign(path):
            raise RefusedError(f"“{path}”不是 gongkai 的备份，未恢复。请核对是不是选错了文件。")
    try:
        return integrity.content(copy, store.backup_folder)
    except DamagedError as error:
        raise RefusedError(f"未恢复。{error.message}") from error


_MOST_FAULTS = 50


def check(context: typer.Context) -> None:
    """Check the store and name each fault."""
    store = store_file(context)
    faults = integrity.faults(store)
    if len(faults) > _MOST_FAULTS:
        faults[_MOST_FAULTS:] = [f"{store.path}：还有 {len(faults) - _MOST_FAULTS} 处没有列出。"]
    if faults:
        raise RefusedError(*faults)
    standard_output().say(f"{store.path}：完好。{integrity.content(store)}")
    if added := integrity.additions(store):
        standard_error().say(f"另有别的程序加的{'、'.join(added)}，不影响使用。")


def datasette(context: typer.Context, target: MetadataFile = None, yes: Yes = False) -> None:
    """Print the metadata of the store's views for Datasette, or write it to a file."""
    store = ready_store(context)
    with store.reading():  # Datasette would find nothing in a file that is no store
        lines = datasette_metadata(store.path.stem)
    if target is None:
        standard_output().write(lines)
        return
    place = files.typed_path(target)
    files.check_place(place, files.ARGUMENT)
    _refuse_a_store(place, store)
    if question := files.overwriting(place):
        confirm(question, yes=yes)
    with files.replacing(place, files.ARGUMENT) as stream:
        stream.write("".join(f"{line}\n" for line in lines).encode())
    standard_error().say(
        f"已写入“{place}”。在浏览器里看：datasette {shell_word(str(store.path))} -m {shell_word(str(place))} --open"
    )
