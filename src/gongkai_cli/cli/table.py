"""The table of commands, in the order of the help page."""

from typing import NamedTuple

from gongkai_cli.cli.framework.commands import Command
from gongkai_cli.cli.program import Dated, Drafted, Echoing, Listed, PlanFile, WholeTables


class CommandGroup(NamedTuple):
    """The first word of commands of two words; `default` is the second word where none is written."""

    help: str
    example: str
    default: str | None = None


class Entry(NamedTuple):
    """A command."""

    words: str
    place: str
    """Its module and function below `cli/commands`; the module loads when the command is called."""
    kind: type[Command]
    """Its class, which has the formats of its answer."""
    help: str
    examples: tuple[str, ...]


GROUPS = {
    "activity": CommandGroup(
        "一场活动从安排到公开：plan 定日期，held 记已办，publish 记公开链接，cancel 取消，show 查看。",
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

COMMANDS = (
    Entry(
        "tasks",
        "tasks:tasks",
        Listed,
        "列出任务；加 --dept 就列出这个单位在各项任务中的职责、状态和最近报告。",
        ("gongkai tasks --dept 县司法局", "gongkai tasks --pace 欠进度 --sort due"),
    ),
    Entry("show", "tasks:show", Listed, "看一项任务的全貌：举措、职责、谁报告了谁没有、台账。", ("gongkai show 7",)),
    Entry(
        "depts", "units:depts", Listed, "列出单位：各种职责的任务数、完成数、活动数。", ("gongkai depts --kind 乡镇",)
    ),
    Entry(
        "owed",
        "units:owed",
        Listed,
        "列出各单位在一个时段的应报、已报、最近报告，以及还缺哪些任务的报告。",
        ("gongkai owed --period 10月", "gongkai owed --period 第三季度 -o 催报.xlsx"),
    ),
    Entry("dept", "units:dept", Listed, "看一个单位的全貌：任务、活动、台账。", ("gongkai dept 县司法局",)),
    Entry(
        "schedule",
        "activities:schedule",
        Dated,
        "按月看活动安排表，以及每场活动办了没有、公开了没有。",
        ("gongkai schedule --month 10", "gongkai schedule --late"),
    ),
    Entry(
        "upcoming",
        "year:upcoming",
        Dated,
        "先看逾期的，再按日期看近期的活动、节点和任务时限。",
        ("gongkai upcoming --days 60", "gongkai upcoming --dept 县司法局"),
    ),
    Entry(
        "status",
        "year:status",
        Listed,
        "一屏看全年：时间过去多少、各项任务、各月活动、需要关注的。",
        ("gongkai status",),
    ),
    Entry(
        "mark",
        "reporting.mark:mark",
        Echoing,
        "报告进展：一个或几个单位在一项或几项任务上的状态、进度、进展、存在问题、下一步和佐证链接；没写的照旧。",
        (
            "gongkai mark 3 --dept 县司法局 --percent 60 --note 已征集意见 --next 补充走访",
            "gongkai mark 5-7 --dept 县司法局、县政府办 --status done --link http://x.cn/a",
            "gongkai mark 3 --dept 县司法局 --clear 问题",
        ),
    ),
    Entry(
        "sheets",
        "reporting.sheets:sheets",
        Echoing,
        "给每个要报的单位写一份报送表（Excel），连同分发清单放进一个文件夹；发出去，收回来用 gongkai collect。",
        ("gongkai sheets --period 10月 -o 报送表", "gongkai sheets --period 10月 --only-owed -o 催报表"),
    ),
    Entry(
        "collect",
        "reporting.collecting:collect",
        Listed,
        "收回报送表：逐格与台账对照，问清楚再并入，一个文件一号；也收单位自己做的汇总表。",
        ("gongkai collect 收回", "gongkai collect 收回 --dry-run -o 核对.xlsx", "gongkai collect 收回 --prefer 表"),
    ),
    Entry(
        "activity plan",
        "activities:plan",
        Echoing,
        "安排：定日期、主题、形式、地点。",
        ("gongkai activity plan 17 --date 10月15日 --form 政府开放日 --place 农技中心",),
    ),
    Entry(
        "activity held",
        "activities:held",
        Echoing,
        "记为已举办；已举办的可再写一次来更正。",
        ("gongkai activity held 17 --date 10月8日 --people 60",),
    ),
    Entry(
        "activity publish",
        "activities:publish",
        Echoing,
        "记下举办情况的公开链接。",
        ("gongkai activity publish 17 --link https://www.shicheng.gov.cn/",),
    ),
    Entry(
        "activity cancel",
        "activities:cancel",
        Echoing,
        "取消，要写理由。",
        ("gongkai activity cancel 18 --reason 与县里大会同日",),
    ),
    Entry("activity show", "activities:show", Listed, "看一场活动的全貌和台账。", ("gongkai activity show 17",)),
    Entry(
        "log",
        "history:log",
        Listed,
        "查台账：谁在什么时候记了什么，从什么变成什么，撤回了没有。加 --by 只看这个人记的。",
        (
            "gongkai log --dept 县司法局 --since 9月1日",
            "gongkai log --since 第三季度 --by-report-day",
            "gongkai log --search 大会 --limit 0",
        ),
    ),
    Entry(
        "undo",
        "undoing:undo",
        Echoing,
        "撤回最近一次记录，或指定编号的那次；一次写了几条就一起撤回，台账里都留着。撤回别人记的要先问。",
        ("gongkai undo", "gongkai undo 2 --with-later"),
    ),
    Entry("redo", "undoing:redo", Echoing, "恢复最近一次撤回的记录，或指定编号的那次。", ("gongkai redo",)),
    Entry(
        "load",
        "plans:load",
        Command,
        "载入计划文件：显示新增、变更、调出的内容，先备份再存为新的一版；以前的版次和报告一条不丢。",
        ("gongkai load plan.yaml --dry-run", "gongkai load plan.yaml --since 7月1日"),
    ),
    Entry("check", "plans:check", Command, "检查计划文件，一次列出全部问题，不写入。", ("gongkai check plan.yaml",)),
    Entry(
        "new",
        "plan_files:new",
        PlanFile,
        "写一个计划文件的样子：虚构的示例县，每个键都有例子；换成自己的内容就可以载入。",
        ("gongkai new -o 新计划.yaml",),
    ),
    Entry(
        "draft",
        "plan_files:draft",
        Drafted,
        "从印发的通知（docx、xlsx、html、txt、pdf）写出计划文件的草稿，拿不准的都标“请核对”；"
        "-o 的后缀是 .xlsx、.md 时写草稿核对表，原文和草稿并排。",
        (
            "gongkai draft 通知.docx -o 草稿.yaml --like shicheng-2024",
            "gongkai draft 通知.docx 附件.xlsx -o 草稿核对.xlsx",
        ),
    ),
    Entry("plans list", "plans:plans", Listed, "列出台账里的工作要点。", ("gongkai plans list",)),
    Entry(
        "plans copy",
        "plan_files:copy",
        PlanFile,
        "照一个工作要点写下一年的计划文件：单位、称谓、任务、活动照抄，日期都去掉，标识和标题换成新年度。",
        ("gongkai plans copy shicheng-2024 --year 2025 -o 2025年计划.yaml",),
    ),
    Entry(
        "plans remove",
        "plans:remove",
        Command,
        "移除一个工作要点：不再列出，报告都留在台账里；可以撤回，再载入一次也会回来。",
        ("gongkai plans remove shicheng-2024 --yes", "gongkai undo"),
    ),
    Entry(
        "editions",
        "editions:editions",
        Listed,
        "列出工作要点的各版：从哪一天起执行，谁载入的，变了多少；写上版次就逐条看变化。",
        ("gongkai editions", "gongkai editions 1"),
    ),
    Entry(
        "compare",
        "editions:compare",
        Listed,
        "两年的工作要点对照：哪些任务延续、新增、未再列入，各项任务和各单位两年各完成多少。",
        ("gongkai compare shicheng-2024 shicheng-2025", "gongkai compare"),
    ),
    Entry(
        "export",
        "export:export",
        WholeTables,
        "输出整张表：任务分解表、单位台账、活动安排表、单位汇总、进展记录；全部写成一个工作簿就写 -o 台账.xlsx。"
        "加 --what plan 把工作要点写成计划文件，改好可以再载入。",
        (
            "gongkai export -o 台账.xlsx",
            "gongkai export --what assignments -o 单位台账.csv",
            "gongkai export --what plan -o 计划.yaml",
        ),
    ),
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
        "设置一项，以后的命令都照它：台账文件、工作要点、记录人、分页程序、字宽、时段。",
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
"""Every command, in the order of the help page."""
