"""A plan as a file: YAML, or a workbook that a clerk fills in."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

import typer

from gongkai_cli.output.writing import write_content, write_text

if TYPE_CHECKING:
    from gongkai_cli.planfile.document import PlanDocument


def write_plan(context: typer.Context, document: "Callable[[], PlanDocument]", as_text: Callable[[], str]) -> None:
    """Write a plan in the format that is asked for.

    Args:
        context: the command's.
        document: returns the plan; it is called for a workbook alone.
        as_text: returns the plan's YAML.
    """
    if context.obj.format_name != "xlsx":
        write_text(as_text(), context.obj)
        return
    from gongkai_cli.planfile.workbook.writing import write_workbook

    content = BytesIO()
    write_workbook(document(), content)
    write_content(content.getvalue(), context.obj)
