"""Commands that show the plan: its tasks, units and activities."""

from gongkai_cli.cli.program import Dated, Listed
from gongkai_cli.cli.table.entry import Entry

LOOKING = (
    Entry(
        "tasks",
        "tasks:tasks",
        Listed,
        "列出任务；加 --dept 就列出这个单位在各项任务中的职责、状态和最近报告。",
        ("gongkai tasks --dept 县司法局", "gongkai tasks --pace 欠进度 --sort 时限"),
    ),
    Entry(
        "show",
        "tasks:show",
        Listed,
        "看一项任务的全貌：举措、职责、各单位报送了没有、台账。",
        ("gongkai show 7",),
    ),
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
        "一屏看全年：时间进度、各项任务、各月活动、需要关注的。",
        ("gongkai status",),
    ),
)
