"""Commands about plans: their files, editions and whole tables."""

from gongkai_cli.cli.framework.commands import Command
from gongkai_cli.cli.program import Drafted, Listed, PlanFile, WholeTables
from gongkai_cli.cli.table.entry import Entry

PLANNING = (
    Entry(
        "load",
        "plans:load",
        Command,
        "载入计划文件：显示新增、变更、调出的内容，先备份再存为新的一版；以前的版次和报告一条不丢。",
        ("gongkai load 工作要点.yaml --dry-run", "gongkai load 工作要点.yaml --since 7月1日"),
    ),
    Entry("check", "plans:check", Command, "检查计划文件，一次列出全部问题，不写入。", ("gongkai check 工作要点.yaml",)),
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
        "从印发的通知（docx、xlsx、xls、et、ods、csv、html、txt、pdf）写出计划文件的草稿，拿不准的都标“请核对”；"
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
        "输出整张表：任务分解表、责任清单、单位台账、活动安排表、单位汇总、进展记录；"
        "全部写成一个工作簿就写 -o 台账.xlsx。加 --what plan 把工作要点写成计划文件，改好可以再载入。",
        (
            "gongkai export -o 台账.xlsx",
            "gongkai export --what 单位台账 -o 单位台账.csv",
            "gongkai export --what plan -o 计划.yaml",
        ),
    ),
)
