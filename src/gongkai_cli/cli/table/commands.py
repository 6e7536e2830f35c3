"""Every command, and the headings of the help page."""

from gongkai_cli.cli.table.entry import CommandGroup
from gongkai_cli.cli.table.looking import LOOKING
from gongkai_cli.cli.table.papers import PAPERS
from gongkai_cli.cli.table.planning import PLANNING
from gongkai_cli.cli.table.program_itself import PROGRAM
from gongkai_cli.cli.table.recording import RECORDING

HEADINGS = {
    "查看": ("status", "tasks", "show", "depts", "dept", "schedule", "upcoming", "log", "compare", "help"),
    "登记": ("mark", "undo", "redo"),
    "活动": ("activity",),
    "表格": ("sheets", "collect", "owed", "export", "bulletin", "board"),
    "计划": ("draft", "load", "check", "new", "plans", "editions", "schema"),
    "督办": ("supervise",),
    "台账文件": ("db", "config"),
}
"""The headings of the help page, in order → the commands under each. One without a command is left out."""

GROUPS = {
    "activity": CommandGroup(
        "一场活动从安排到公开：plan 定日期，notice 写预告，held 记已办，publish 记公开链接，summary 写小结，"
        "cancel 取消，show 查看。",
        "gongkai activity plan 17 --date 10月15日 --form 政府开放日",
    ),
    "plans": CommandGroup("列出台账里的工作要点；copy 编下一年的，remove 移除一个。", "gongkai plans", default="list"),
    "db": CommandGroup(
        "台账文件本身：path 在哪里，backup 备份，restore 恢复，check 检查，datasette 在浏览器里看。",
        "gongkai db backup",
    ),
    "config": CommandGroup(
        "本机的设置：list 列出，get 查看一项，set 设置，unset 回到默认。选项优先于环境变量，环境变量优先于设置。",
        "gongkai config set by 张三",
        default="list",
    ),
}
"""The first word of commands of two words → its help."""

COMMANDS = (*LOOKING, *RECORDING, *PLANNING, *PAPERS, *PROGRAM)
"""Every command, in the order of the help page."""
