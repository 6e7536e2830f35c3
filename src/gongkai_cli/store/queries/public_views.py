"""The public views of a store, with Chinese notes on their columns, and the metadata that shows them in Datasette.

Datasette's format: https://docs.datasette.io/en/stable/metadata.html
"""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gongkai_cli.store.queries import views


class PublicView(NamedTuple):
    """A view for readers of the file: its title, and a note on each column that is no number of a row."""

    title: str
    columns: Mapping[str, str]


_PLAN = {"plan": "工作要点的标识"}
_DEADLINE = {
    "due": "完成时限；持续推进的没有",
    "due_derived": "时限文件未注明：1 是，按要点的最后一天算",
    "pace": "序时进度：ahead 超进度、on_track 达进度、behind 欠进度、overdue 逾期、done 已完成",
    "ongoing": "持续推进：1 是",
    "withdrawn": "已调出：1 是，只因有报告而保留",
}
_PRINTED = {"due_words": "印发的时限，如 7月底前；写成日期的没有", "printed": "印发的序号"}
_STATUS = "状态：not_started 未启动、in_progress 推进中、blocked 受阻、done 已完成、stopped 已中止"
_ROLE = "职责：lead 牵头、responsible 负责、support 配合、member 责任（统称）、possible 相关"
_FORM = "活动形式：lecture 政务公开讲、open_day 政府开放日、both 两样都是"
_ACTIVITY_STATUS = "状态：undated 待定、scheduled 已安排、held 已举办、published 已公开、cancelled 已取消"
_REPORT = {"note": "进展情况", "problem": "存在问题", "next": "下步措施", "link": "佐证链接"}

PUBLIC_VIEWS = {
    "plans": PublicView(
        "工作要点",
        {
            "key": "标识",
            "title": "标题",
            "year": "年度",
            "region": "地区",
            "issuer": "发文机关",
            "issued_on": "发文日期",
            "ends_on": "最后一天",
            "tasks": "任务数（不含已中止）",
            "done": "已完成的任务数",
            "percent": "平均进度，0 到 100",
            "units": "单位数",
            "activities": "活动数",
            "number": "文号",
        },
    ),
    "tasks": PublicView(
        "任务",
        {
            **_PLAN,
            "no": "序号",
            "title": "任务",
            "lead": "牵头单位",
            "responsible": "责任单位",
            "collectives": "集体称谓",
            "status": _STATUS,
            "percent": "进度，0 到 100",
            "units_done": "已完成的单位数",
            "units_total": "计入的单位数",
            "leads_done": "已完成的牵头单位数；没有牵头的，是职责最重的单位",
            "leads_total": "牵头单位数；没有牵头的，是职责最重的单位",
            **_DEADLINE,
            "reported": "已报的单位数",
            "support": "配合单位",
            "others": "其他分工：一行一样，分工、各个单位以制表符分开",
            **_PRINTED,
            "section": "所在的部分",
        },
    ),
    "assignments": PublicView(
        "各单位在各任务中的承担",
        {
            **_PLAN,
            "no": "任务序号",
            "title": "任务",
            "unit": "单位",
            "role": _ROLE,
            "via": "统称：经由哪个集体称谓承担",
            "principal": "决定任务状态：1 是，职责在这项任务里最重",
            "counted": "计入统计：1 是",
            "status": _STATUS,
            "percent": "进度，0 到 100",
            **_REPORT,
            "on": "最近报告的日期",
            "due": _DEADLINE["due"],
            "due_derived": _DEADLINE["due_derived"],
            "pace": _DEADLINE["pace"],
            "past_due": "已过时限：1 是",
            "elapsed": "时间进度，0 到 100",
            "ongoing": _DEADLINE["ongoing"],
            "withdrawn": _DEADLINE["withdrawn"],
            "note_on": "进展情况的日期",
            "problem_on": "存在问题的日期",
            "next_on": "下步措施的日期",
            "links": "全部佐证链接，一行一个，新的在前",
            **_PRINTED,
        },
    ),
    "measures": PublicView(
        "举措",
        {
            **_PLAN,
            "task": "任务序号",
            "no": "举措序号",
            "text": "内容",
            "indicator": "指标",
            "rhythm": "频次：monthly 每月、quarterly 每季度、half_yearly 每半年、yearly 每年",
            "due": "时限",
            "due_words": _PRINTED["due_words"],
        },
    ),
    "units": PublicView(
        "单位",
        {
            **_PLAN,
            "name": "单位",
            "kind": "类别",
            "position": "在计划文件里的次序，从 0 起",
            "aliases": "别名",
            "lead": "牵头的任务数",
            "responsible": "负责的任务数",
            "member": "责任（统称）的任务数",
            "possible": "相关（待认领）的任务数",
            "done": "已完成数",
            "counted": "计入数",
            "percent": "平均进度，0 到 100",
            "pace": _DEADLINE["pace"],
            "activities": "活动数（不含已取消）",
            "held": "已办的活动数",
            "late": "逾期未办的活动数",
            "withdrawn": _DEADLINE["withdrawn"],
            "support": "配合的任务数",
            "contact": "联系人；对外的版本里没有",
            "phone": "联系人的电话；对外的版本里没有",
        },
    ),
    "schedule": PublicView(
        "活动安排表",
        {
            **_PLAN,
            "no": "序号",
            "month": "印发的月份",
            "year": "印发月份的年份",
            "date": "日期",
            "last_date": "几天的活动的最后一天",
            "time": "时刻，如 09:00",
            "theme": "活动主题",
            "organizer": "主办单位",
            "form": _FORM,
            "status": _ACTIVITY_STATUS,
            "place": "地点",
            "people": "人数",
            "link": "公开链接",
            "note": "备注",
            "reason": "取消理由",
            "printed_theme": "印发的主题",
            "on": "最近一步的日期",
            "late": "逾期未办：1 是",
            "withdrawn": _DEADLINE["withdrawn"],
            "first_month": "印发的几个月中的第一个",
            "when": "印发的时间，如 6月上旬",
            "audience": "参加对象",
            "content": "活动内容",
            "organizers": "各个主办单位，一行一个",
        },
    ),
    "ledger": PublicView(
        "台账",
        {
            "id": "编号；一次命令记的几行编号相同",
            **_PLAN,
            "at": "记录时间，北京时间",
            "by": "记录人",
            "kind": "事项：load 载入、mark 报告、activity 活动、undo 撤回、redo 恢复、remove 移除",
            "on": "报告日期",
            "subject_kind": "对象：task 任务、activity 活动、plan 工作要点、change 另一号、difference 载入的一处变化",
            "subject_no": "对象的序号或编号",
            "subject_title": "对象的标题",
            "unit": "单位",
            "before_status": "原来的状态",
            "before_percent": "原来的进度",
            "after_status": "现在的状态",
            "after_percent": "现在的进度",
            **_REPORT,
            "undone": "已撤回：1 是",
            "changes": "变化的内容：一行一项，项目、原来、现在以制表符分开",
        },
    ),
}
"""The views that readers of the file may rely on, by name; their ids and the other views may change."""

_TABLES = (
    "plan", "edition", "unit", "unit_entry", "alias", "collective", "collective_member", "task", "task_entry",
    "measure", "party", "assignment", "assignment_entry", "activity", "activity_entry",
    "change", "report", "activity_event", "difference", "sheet", "sheet_part", "sheet_activity", "returned",
    "alembic_version",
)  # fmt: skip


def datasette_metadata(database: str) -> list[str]:
    """Return the lines of a metadata.yaml for Datasette.

    Tables and inner views are hidden. Each public view has a query without ids, under Chinese headings.

    Args:
        database: the name of the store's file without its suffix, as Datasette has it.
    """
    tables: dict[str, object] = {name: {"hidden": True} for name in _TABLES}
    # Datasette lists a hidden view all the same, but not one that nobody may open.
    inner = {name: {"allow": False} for name in views.queries() if name not in PUBLIC_VIEWS}
    shown = {name: {"title": view.title, "columns": dict(view.columns)} for name, view in PUBLIC_VIEWS.items()}
    queries = {view.title: {"sql": _query(name, view)} for name, view in PUBLIC_VIEWS.items()}
    metadata = {
        "title": "政务公开台账",
        "databases": {database: {"tables": {**shown, **tables, **inner}, "queries": queries}},
    }
    return list(_yaml(metadata))


def _query(name: str, view: PublicView) -> str:
    columns = ", ".join(f'"{column}" AS "{_heading(note)}"' for column, note in view.columns.items())
    return f'SELECT {columns} FROM "{name}"'  # noqa: S608 - our own words


def _heading(note: str) -> str:
    """Return the first words of a note as a heading."""
    for stop in "：；，（":
        note = note.partition(stop)[0] or note
    return note


def _yaml(mapping: Mapping[str, object], depth: int = 0) -> Iterator[str]:
    """Yield a mapping as lines of YAML; every text is a quoted one, which JSON and YAML write alike."""
    indentation = "  " * depth
    for key, value in mapping.items():
        name = json.dumps(key, ensure_ascii=False)
        if isinstance(value, Mapping):
            yield f"{indentation}{name}:"
            yield from _yaml(value, depth + 1)
        else:
            yield f"{indentation}{name}: {json.dumps(value, ensure_ascii=False)}"
