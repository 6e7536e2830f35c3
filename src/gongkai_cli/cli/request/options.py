"""The options that several commands share, each declared once."""

from typing import Annotated

import typer

from gongkai_cli.cli.request import completion

Depts = Annotated[
    list[str] | None,
    typer.Option(
        "--dept", metavar="单位", help="只看这个单位承担的任务，可写几次；名称、别名、名称的一部分都行",
        autocompletion=completion.units,
    ),
]  # fmt: skip
RoleWord = Annotated[
    str | None,
    typer.Option("--role", metavar="职责", help="牵头、负责、参与、有关", autocompletion=completion.roles),
]
StatusWord = Annotated[
    str | None,
    typer.Option(
        "--status", metavar="状态", help="未启动、推进中、受阻、已完成、已中止", autocompletion=completion.statuses
    ),
]
PaceWord = Annotated[
    str | None,
    typer.Option(
        "--pace", metavar="序时", help="超进度、达进度、欠进度、逾期、已完成", autocompletion=completion.paces
    ),
]
Search = Annotated[str | None, typer.Option("--search", metavar="文字", help="在标题、举措、单位和报告里找这些字")]
Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="列",
        help="no 序号、status 状态、percent 进度、due 时限、pace 序时",
        autocompletion=completion.sorts,
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="不再询问")]
TaskNumber = Annotated[
    str, typer.Argument(metavar="序号", help="任务的序号", autocompletion=completion.tasks, show_default=False)
]
UnitName = Annotated[
    str,
    typer.Argument(
        metavar="单位",
        help="单位的名称、别名，或名称中只有它才有的部分",
        autocompletion=completion.units,
        show_default=False,
    ),
]
PlanFiles = Annotated[list[str], typer.Argument(metavar="文件", help="计划文件（YAML），可写几个", show_default=False)]
