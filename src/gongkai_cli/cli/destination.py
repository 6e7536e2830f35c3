"""The options that say how an answer is written and where: which each command takes, and what they come to."""

import sys
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from gongkai_cli.cli import clock
from gongkai_cli.cli.confirmation import confirm
from gongkai_cli.cli.scope import store_path
from gongkai_cli.errors import RefusedError, UsageError
from gongkai_cli.output.options import ENCODINGS, Options
from gongkai_cli.output.writing import Destination, choose_format

ON_SCREEN = ("table", "json")
"""The formats of a command that tells what it did."""

SHEETS = ("table", "csv", "json", "md", "xlsx")
"""The formats of a listing."""

CALENDARS = (*SHEETS, "ics")
"""The formats of a listing whose rows have days."""

WHOLE = ("csv", "json", "md", "xlsx")
"""The formats of whole tables."""

_NAMES = {"table": "表格"}
_CSV_ALONE = "--encoding 和 --raw 只用于 CSV。请去掉它们，或写 --format csv。"

Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="文件", help="写进文件，由后缀决定格式，如 台账.xlsx、台账.csv")
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="编码",
        help="CSV 的编码：utf-8-sig（默认）、utf-8、gb18030、gbk",
        autocompletion=lambda: list(ENCODINGS),
    ),
]
Raw = Annotated[bool, typer.Option("--raw", help="CSV 给程序读：不加防公式的单引号，不加 BOM")]

Overwrite = Annotated[bool, typer.Option("--yes", "-y", help="已有的文件直接覆盖，不再询问")]


@cache
def parameters(formats: tuple[str, ...]) -> list[Any]:
    """Return the options of a command that offers these formats: on the screen alone, or to files too."""
    known = "、".join(f"{name} {_NAMES[name]}" if name in _NAMES else name for name in formats)
    names = typer.Option(None, "--format", "-f", metavar="格式", help=known, autocompletion=lambda: list(formats))
    declaring = typer.Typer(add_completion=False)

    def to_screen(format_name: str | None = names) -> None:
        """Declare the option of a command that tells what it did."""

    def to_files(
        format_name: str | None = names,
        output: Output = None,
        encoding: Encoding = None,
        raw: Raw = False,
        yes: Overwrite = False,
    ) -> None:
        """Declare the options of a command that hands out sheets."""

    declaring.command()(to_screen if formats == ON_SCREEN else to_files)
    return list(typer.main.get_command(declaring).params)


def chosen(context: typer.Context, formats: tuple[str, ...], given: dict[str, Any]) -> Destination:
    """Return where the answer of a command goes, once it is clear that it can go there.

    Args:
        context: the command's.
        formats: what the command offers, first what it writes where nothing is asked for.
        given: the values of `parameters`.

    Raises:
        UsageError: the words contradict each other, or ask for what is not offered.
        NotFoundError, RefusedError: the file cannot be written there, or is not to be overwritten.
    """
    output = given.get("output")
    path = Path(output).expanduser().absolute() if output else None
    name = choose_format(given["format_name"], path, formats)
    encoding, is_raw = _encoding(given.get("encoding")), bool(given.get("raw"))
    if name != "csv" and (encoding or is_raw):
        raise UsageError(_CSV_ALONE)
    if path is not None:
        _check_file(context, path, yes=given["yes"])
    is_for_screen = path is None and sys.stdout.isatty()
    return Destination(name, Options(clock.now(), encoding, is_raw, is_for_screen), path)


def _encoding(text: str | None) -> str | None:
    if text is None:
        return None
    name = text.strip().lower().replace("_", "-")
    name = {"utf8": "utf-8", "utf-8-bom": "utf-8-sig", "utf8-sig": "utf-8-sig", "cp936": "gbk"}.get(name, name)
    if name not in ENCODINGS:
        raise UsageError(f"不认识的编码“{text}”。--encoding 可以用：{'、'.join(ENCODINGS)}。")
    return name


def _check_file(context: typer.Context, path: Path, *, yes: bool) -> None:
    from gongkai_cli.output.files import check_place

    check_place(path)
    if not path.exists():
        return
    store = store_path(context)
    if store.exists() and path.samefile(store):
        raise RefusedError(f"“{path}”是台账文件本身，没有写。请把 -o 换一个文件名。")
    confirm(f"“{path}”已经存在，将被覆盖", yes=yes)
