"""The options and arguments of two or more commands.

Typer reads them from each command's signature, so they are shared one by one.
"""

from typing import Annotated

import typer

from gongkai_cli.cli.request import completion

Yes = Annotated[bool, typer.Option("--yes", "-y", help="不再询问")]
PlanFiles = Annotated[
    list[str], typer.Argument(metavar="文件", help="计划文件（YAML 或 Excel），可写几个", show_default=False)
]
PlanKey = Annotated[
    str, typer.Argument(metavar="标识", help="工作要点的标识", autocompletion=completion.plans, show_default=False)
]
StatusWord = Annotated[
    str | None,
    typer.Option(
        "--status",
        "-s",
        metavar="状态",
        help="未启动、推进中、受阻、已完成、已中止",
        autocompletion=completion.statuses,
    ),
]
Public = Annotated[
    bool,
    typer.Option("--public", help="公开版：没有存在问题、下步措施、备注、取消理由、联系人、电话、记录人"),
]

# The steps of an activity.
ActivityNumber = Annotated[
    str, typer.Argument(metavar="序号", help="活动的序号", autocompletion=completion.activities, show_default=False)
]
ActivityDay = Annotated[
    str | None,
    typer.Option("--date", metavar="日期", help="哪一天，如 10月15日、10/15、2024-10-15；几天的写 10月15日-16日"),
]
ActivityTime = Annotated[str | None, typer.Option("--time", metavar="时刻", help="几点，如 9:00、上午9点、下午2点半")]
ActivityTheme = Annotated[
    str | None, typer.Option("--theme", metavar="主题", help="活动主题，用于文件原文为“自主选定”的活动")
]
ActivityForm = Annotated[
    str | None,
    typer.Option("--form", metavar="形式", help="政务公开讲、政府开放日，或二者都写", autocompletion=completion.forms),
]
ActivityPlace = Annotated[str | None, typer.Option("--place", metavar="地点", help="在哪里")]
ActivityPeople = Annotated[str | None, typer.Option("--people", metavar="数", help="多少人参加")]
ActivityNote = Annotated[str | None, typer.Option("--note", metavar="文字", help="备注")]
