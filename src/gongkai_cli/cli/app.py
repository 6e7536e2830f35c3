"""The program: its root options and the table of its commands."""

from typing import Annotated

import typer

from gongkai_cli import __version__
from gongkai_cli.cli.framework.program import Command, Dated, Group, Listed, Program, Telling, Whole, later
from gongkai_cli.cli.request import completion

app = typer.Typer(
    cls=Program,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="政务公开工作要点的台账：谁该做什么、做到哪一步、什么时候到期。",
    epilog="gongkai tasks --dept 县司法局\n"
    "gongkai show 7\n"
    "gongkai mark 3 --dept 县司法局 --percent 60 --note 已完成意见征集",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gongkai {__version__}")
        raise typer.Exit


@app.callback()
def root(
    db: Annotated[
        str | None, typer.Option("--db", metavar="文件", envvar="GONGKAI_DB", help="台账文件（环境变量 GONGKAI_DB）")
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan",
            metavar="标识",
            envvar="GONGKAI_PLAN",
            help="看哪个工作要点，默认最新年度（GONGKAI_PLAN）",
            autocompletion=completion.plans,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="日期", envvar="GONGKAI_TODAY", help="按这一天看，默认今天（GONGKAI_TODAY）"),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="姓名", envvar="GONGKAI_BY", help="记录人，默认账户名（GONGKAI_BY）"),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="显示版本", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Take the options that hold for every command; `scope` reads them where they are needed."""


app.command(
    "tasks",
    cls=Listed,
    help="列出任务；加 --dept 就列出这个单位在各项任务中的职责、状态和最近报告。",
    epilog="gongkai tasks --dept 县司法局\ngongkai tasks --pace 欠进度 --sort due",
)(later("tasks.tasks"))
app.command(
    "show",
    cls=Listed,
    help="看一项任务的全貌：举措、职责、谁报告了谁没有、台账。",
    epilog="gongkai show 7",
)(later("tasks.show"))
app.command(
    "depts",
    cls=Listed,
    help="列出单位：各种职责的任务数、完成数、活动数。",
    epilog="gongkai depts --kind 乡镇",
)(later("units.depts"))
app.command(
    "dept",
    cls=Listed,
    help="看一个单位的全貌：任务、活动、台账。",
    epilog="gongkai dept 县司法局",
)(later("units.dept"))
app.command(
    "schedule",
    cls=Dated,
    help="按月看活动安排表，以及每场活动办了没有、公开了没有。",
    epilog="gongkai schedule --month 10\ngongkai schedule --late",
)(later("activities.schedule"))
app.command(
    "upcoming",
    cls=Dated,
    help="先看逾期的，再按日期看近期的活动、节点和任务时限。",
    epilog="gongkai upcoming --days 60\ngongkai upcoming --dept 县司法局",
)(later("year.upcoming"))
app.command(
    "status",
    cls=Listed,
    help="一屏看全年：时间过去多少、各项任务、各月活动、需要关注的。",
    epilog="gongkai status",
)(later("year.status"))
app.command(
    "mark",
    cls=Telling,
    help="报告进展：一个单位在一项或几项任务上的状态、进度、进展、存在问题、下一步和佐证链接。",
    epilog="gongkai mark 3 --dept 县司法局 --percent 60 --note 已征集意见 --next 补充走访\n"
    "gongkai mark 5-7 --dept 县司法局 --status done --link http://x.gov.cn/a",
)(later("mark.mark"))
activity = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="一场活动从安排到公开：plan 定日期，held 记已办，publish 记公开链接，cancel 取消，show 查看。",
    epilog="gongkai activity plan 17 --date 10月15日 --form 政府开放日",
)
app.add_typer(activity, name="activity")
activity.command(
    "plan",
    cls=Telling,
    help="安排：定日期、主题、形式、地点。",
    epilog="gongkai activity plan 17 --date 10月15日 --form 政府开放日 --place 农技中心",
)(later("activities.plan"))
activity.command(
    "held",
    cls=Telling,
    help="记为已举办；已举办的可再写一次来更正。",
    epilog="gongkai activity held 17 --date 10月8日 --people 60",
)(later("activities.held"))
activity.command(
    "publish",
    cls=Telling,
    help="记下举办情况的公开链接。",
    epilog="gongkai activity publish 17 --link https://www.shicheng.gov.cn/",
)(later("activities.publish"))
activity.command(
    "cancel",
    cls=Telling,
    help="取消，要写理由。",
    epilog="gongkai activity cancel 18 --reason 与县里大会同日",
)(later("activities.cancel"))
activity.command(
    "show",
    cls=Listed,
    help="看一场活动的全貌和台账。",
    epilog="gongkai activity show 17",
)(later("activities.show"))
app.command(
    "log",
    cls=Listed,
    help="查台账：谁在什么时候记了什么，从什么变成什么，撤回了没有。加 --by 只看这个人记的。",
    epilog="gongkai log --dept 县司法局 --since 9月1日\ngongkai log --task 3 --limit 0",
)(later("history.log"))
app.command(
    "undo",
    cls=Telling,
    help="撤回最近一次记录，或指定编号的那次；一次写了几条就一起撤回，台账里都留着。",
    epilog="gongkai undo\ngongkai undo 3",
)(later("history.undo"))
app.command(
    "redo",
    cls=Telling,
    help="恢复最近一次撤回的记录，或指定编号的那次。",
    epilog="gongkai redo",
)(later("history.redo"))
app.command(
    "load",
    cls=Command,
    help="载入计划文件：显示新增、变更、撤下的内容，先备份再一次写入；已有的报告一条不丢。",
    epilog="gongkai load plan.yaml --dry-run",
)(later("plans.load"))
app.command(
    "check",
    cls=Command,
    help="检查计划文件，一次列出全部问题，不写入。",
    epilog="gongkai check plan.yaml",
)(later("plans.check"))
app.command(
    "plans",
    cls=Listed,
    help="列出台账里的工作要点。",
    epilog="gongkai plans",
)(later("plans.plans"))
app.command(
    "export",
    cls=Whole,
    help="输出整张表：任务分解表、单位台账、活动安排表、单位汇总、进展记录；全部写成一个工作簿就写 -o 台账.xlsx。",
    epilog="gongkai export -o 台账.xlsx\ngongkai export --what assignments -o 单位台账.csv",
)(later("export.export"))
database = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="台账文件本身：path 在哪里，backup 备份，restore 恢复，check 检查。",
    epilog="gongkai db backup",
)
app.add_typer(database, name="db")
database.command("path", cls=Command, help="显示台账文件在哪里。", epilog="gongkai db path")(later("stores.path"))
database.command(
    "backup",
    cls=Command,
    help="备份台账；不写文件名就存进台账旁的 backups 文件夹，一直留着；自动备份只留最近十个。",
    epilog="gongkai db backup 台账备份.db",
)(later("stores.make_backup"))
database.command(
    "restore",
    cls=Command,
    help="用备份恢复台账：先检查备份，再备份现在的台账，然后替换。",
    epilog="gongkai db restore 台账备份.db --yes",
)(later("stores.restore"))
database.command(
    "check",
    cls=Command,
    help="检查台账：文件是否完好、结构是否齐全、台账前后是否一致。",
    epilog="gongkai db check",
)(later("stores.check"))
app.command(
    "schema",
    cls=Command,
    help="输出 JSON Schema：计划文件的，供编辑器补全和检查；或各命令 JSON 输出的，供程序核对。",
    epilog="gongkai schema > plan.schema.json\ngongkai schema answers > answers.schema.json",
)(later("plans.schema"))
