"""The options for the format and the place of an answer."""

from functools import cache
from typing import Annotated, Any

import typer

from gongkai_cli.cli.framework.parameters import as_text
from gongkai_cli.output.formats.options import ENCODINGS

ON_SCREEN = ("table", "json")
"""The formats of a command that echoes a change."""

SHEETS = ("table", "csv", "json", "md", "xlsx")
"""The formats of a listing."""

CALENDARS = (*SHEETS, "ics")
"""The formats of a listing with days."""

WHOLE_TABLES = ("csv", "json", "md", "xlsx")
"""The formats of whole tables."""

PLAN_FILES = ("yaml", "xlsx")
"""The format of a plan file."""

WEB_PAGES = ("html",)
"""The format of a page to look at."""

DRAFTS = ("yaml", "table", "csv", "json", "md", "xlsx")
"""The formats of a draft: the plan file, or its check list."""

PAPERS = ("txt", "md", "html", "docx")
"""The formats of a paper that is handed up."""

_MEANINGS = {"table": "table 表格", "yaml": "yaml 计划文件", "html": "html 网页"}
"""Format → its name with a meaning, if the name alone is not enough."""


def _encodings() -> list[str]:
    return list(ENCODINGS)


Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="文件", help="写进文件，由后缀决定格式，如 台账.xlsx、台账.csv")
]
PlanOutput = Annotated[
    str | None, typer.Option("--output", "-o", metavar="文件", help="写进文件，如 计划.yaml、计划.xlsx；不写就显示出来")
]
PageOutput = Annotated[
    str | None, typer.Option("--output", "-o", metavar="文件", help="写进文件，如 看板.html，用浏览器打开")
]
PaperOutput = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="文件", help="写进文件，由后缀决定格式：.docx、.html、.md、.txt；不写就显示出来"
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="编码",
        help="CSV 的编码：utf-8-sig（默认）、utf-8、gb18030、gbk",
        autocompletion=_encodings,
    ),
]
Raw = Annotated[bool, typer.Option("--raw", help="CSV 给程序读：不加防公式的单引号，不加 BOM")]
Plain = Annotated[bool, typer.Option("--plain", help="屏幕上也写成管道里那样的文字：不折行，不着色，不用翻页程序")]
NoPager = Annotated[bool, typer.Option("--no-pager", help="比屏幕长也直接显示，不用翻页程序")]
Overwrite = Annotated[bool, typer.Option("--yes", "-y", help="已有的文件直接覆盖，不再询问")]


@cache
def answer_options(formats: tuple[str, ...]) -> list[Any]:
    """Return the options of a command that offers these formats.

    An answer on the screen alone has no options for a file, and a plan file none for CSV.
    """

    def offered() -> list[str]:
        return list(formats)

    meanings = "、".join(_MEANINGS.get(name, name) for name in formats)
    format_option = typer.Option(None, "--format", "-f", metavar="格式", help=meanings, autocompletion=offered)

    def to_screen(format_name: str | None = format_option, plain: Plain = False, no_pager: NoPager = False) -> None:
        """Declare the option of an answer on the screen."""

    def to_files(
        format_name: str | None = format_option,
        output: Output = None,
        encoding: Encoding = None,
        raw: Raw = False,
        plain: Plain = False,
        no_pager: NoPager = False,
        yes: Overwrite = False,
    ) -> None:
        """Declare the options of an answer that may go to a file."""

    def to_plan_file(
        format_name: str | None = format_option,
        output: PlanOutput = None,
        no_pager: NoPager = False,
        yes: Overwrite = False,
    ) -> None:
        """Declare the options of a plan file."""

    def to_page(format_name: str | None = format_option, output: PageOutput = None, yes: Overwrite = False) -> None:
        """Declare the options of a page to look at."""

    def to_paper(
        format_name: str | None = format_option,
        output: PaperOutput = None,
        plain: Plain = False,
        no_pager: NoPager = False,
        yes: Overwrite = False,
    ) -> None:
        """Declare the options of a paper."""

    declared: dict[tuple[str, ...], Any] = {
        ON_SCREEN: to_screen,
        PLAN_FILES: to_plan_file,
        WEB_PAGES: to_page,
        PAPERS: to_paper,
    }
    declaring = typer.Typer(add_completion=False)
    declaring.command()(declared.get(formats, to_files))
    command = typer.main.get_command(declaring)
    return [as_text(param) for param in command.params]
