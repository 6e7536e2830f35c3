"""The Typer application: the root options, and the commands of the table."""

from typing import Annotated

import typer

from gongkai_cli import __version__
from gongkai_cli.cli.framework.commands import HELP, group_class
from gongkai_cli.cli.framework.context import VARIABLES
from gongkai_cli.cli.framework.loading import stand_in
from gongkai_cli.cli.program import Program
from gongkai_cli.cli.request import completion
from gongkai_cli.cli.table.commands import COMMANDS, GROUPS, HEADINGS


class Gongkai(Program):
    """The program with its commands under their headings."""

    headings = HEADINGS


app = typer.Typer(
    cls=Gongkai,
    context_settings={"help_option_names": list(HELP)},
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
        str | None,
        typer.Option("--db", metavar="文件", envvar=VARIABLES["db"], help="台账文件（环境变量 GONGKAI_DB）"),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan",
            metavar="标识",
            envvar=VARIABLES["plan"],
            help="看哪个工作要点，标识或年度，默认最新年度（GONGKAI_PLAN）",
            autocompletion=completion.plans,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="日期", envvar=VARIABLES["as_of"], help="按这一天看，默认今天（GONGKAI_TODAY）"
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="姓名", envvar=VARIABLES["by"], help="记录人，默认账户名（GONGKAI_BY）"),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="显示版本", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Take the shared options; `cli/request/scope` reads them when a command needs them."""


def _declare() -> None:
    groups = {"": app}
    for name, group in GROUPS.items():
        groups[name] = typer.Typer(
            cls=group_class(group.default),
            no_args_is_help=True,
            rich_markup_mode=None,
            help=group.help,
            epilog=group.example,
        )
        app.add_typer(groups[name], name=name)
    for entry in COMMANDS:
        group_name, _, name = entry.words.rpartition(" ")
        declare = groups[group_name].command(name, cls=entry.kind, help=entry.help, epilog="\n".join(entry.examples))
        declare(stand_in(entry.place))


_declare()
