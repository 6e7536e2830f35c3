"""A plan document → its plan file, with remarks for a clerk who changes it."""

from collections.abc import Sequence

from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.planfile.writing.yaml_text import Tree, as_tree, yaml_text

_HEAD = (
    "这是台账里的工作要点，由 gongkai export --what plan 写出。",
    "改好后先检查，再看会变什么，最后载入：gongkai check、gongkai load --dry-run、gongkai load。",
    "以“#”开头的是说明，可以改，也可以删。内容里有“: ”或“ #”的，要加引号。",
)

_REMARKS = {
    "plan": (
        "工作要点。标题、发文机关、日期都可以改；key 是标识，改了就成了另一个工作要点。",
        "year 不能改；要编下一年的，用 gongkai plans copy。",
    ),
    "units": ("单位。全文统一用 name 里的名称；改名时把旧名称写进 aliases，原来的报告就跟着走。",),
    "collectives": (
        "集体称谓。kind 指这一类的全部单位，members 逐个列出单位，两样写一样；还不知道指谁的，两样都不写。",
        "indefinite: true 表示只说“有关”，没有点明是哪些单位。",
    ),
    "tasks": (
        "任务。序号、标题、单位、举措都可以改，可以增减；删去的任务，报告还留在台账里。",
        "due 写日期，或印发的说法，如 7月底前、第三季度、持续推进；不写的，按要点的最后一天算。",
    ),
    "activities": (
        "活动安排表。month 是印发的月份；定了日子的加写 date，如 date: 2024-10-15；印成 3-6月 这样的写 when。",
        "用 gongkai activity 记下的日期、举办和公开在台账里，不写在这里，载入时也不会动。",
    ),
}
"""Section → what a clerk may change in it."""


def plan_file(document: PlanDocument) -> str:
    """Return the plan file of a stored plan. To load it changes nothing."""
    return plan_text(as_tree(document), _HEAD)


def plan_text(tree: Tree, head: Sequence[str]) -> str:
    """Return the text of a plan file with this comment at its top, and remarks on every section."""
    return yaml_text(tree, head, _REMARKS)
