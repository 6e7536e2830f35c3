"""Commands of the ledger: reports, sheets, activities, history."""

from gongkai_cli.cli.program import Echoing, Listed
from gongkai_cli.cli.table.entry import Entry

RECORDING = (
    Entry(
        "mark",
        "reporting.mark:mark",
        Echoing,
        "报告进展：一个或几个单位在一项或几项任务上的状态、进度、进展、存在问题、下步措施和佐证链接；没写的照旧。",
        (
            "gongkai mark 3 --dept 县司法局 --percent 60 --note 已征集意见 --next 补充走访",
            "gongkai mark 5-7 --dept 县司法局、县政府办 --status 已完成",
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
)
