"""Commands about the store file and the program itself."""

from gongkai_cli.cli.framework.commands import Command
from gongkai_cli.cli.program import Listed
from gongkai_cli.cli.table.entry import Entry

PROGRAM = (
    Entry("db path", "stores:path", Command, "显示台账文件在哪里。", ("gongkai db path",)),
    Entry(
        "db backup",
        "stores:make_backup",
        Command,
        "备份台账；不写文件名就存进台账旁的 backups 文件夹，一直留着；自动备份只留最近十个。",
        ("gongkai db backup 台账备份.db",),
    ),
    Entry(
        "db restore",
        "stores:restore",
        Command,
        "用备份恢复台账：先检查备份，再备份现在的台账，然后替换。",
        ("gongkai db restore 台账备份.db --yes",),
    ),
    Entry(
        "db check",
        "stores:check",
        Command,
        "检查台账：文件是否完好、结构是否齐全、台账前后是否一致。",
        ("gongkai db check",),
    ),
    Entry(
        "db datasette",
        "stores:datasette",
        Command,
        "输出 Datasette 的 metadata.yaml：各视图的中文说明和查询，内部的表和视图不显示；写文件名就存成文件。",
        ("gongkai db datasette metadata.yaml",),
    ),
    Entry(
        "help",
        "program.help_pages:show_help",
        Command,
        "显示说明：不写命令是全部命令，写上命令是它的参数、选项和示例。",
        ("gongkai help mark", "gongkai help activity plan"),
    ),
    Entry(
        "config list",
        "settings:list_all",
        Listed,
        "列出各项设置现在的值，以及来自命令行、环境变量、设置文件还是默认。",
        ("gongkai config list",),
    ),
    Entry("config get", "settings:get", Command, "显示一项设置现在的值。", ("gongkai config get by",)),
    Entry(
        "config set",
        "settings:keep",
        Command,
        "设置一项，以后的命令都照它：台账文件、工作要点、记录人、翻页程序、字宽、时段。",
        ("gongkai config set by 张三", "gongkai config set period 上月"),
    ),
    Entry("config unset", "settings:drop", Command, "去掉一项设置，回到默认。", ("gongkai config unset period",)),
    Entry(
        "schema",
        "plans:schema",
        Command,
        "输出 JSON Schema：计划文件的，供编辑器补全和检查；或各命令 JSON 输出的，供程序核对。",
        ("gongkai schema > plan.schema.json", "gongkai schema answers > answers.schema.json"),
    ),
)
