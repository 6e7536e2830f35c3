"""The options that say how an answer is written and where: which each command takes."""

from functools import cache
from typing import Annotated, Any

import typer

from gongkai_cli.cli.framework.texts import as_text
from gongkai_cli.output.formats.options import ENCODINGS

ON_SCREEN = ("table", "json")
"""The formats of a command that tells what it did."""

SHEETS = ("table", "csv", "json", "md", "xlsx")
"""The formats of a listing."""

CALENDARS = (*SHEETS, "ics")
"""The formats of a listing whose rows have days."""

WHOLE = ("csv", "json", "md", "xlsx")
"""The formats of whole tables."""

_NAMES = {"table": "表格"}

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
    return list(map(as_text, typer.main.get_command(declaring).params))
