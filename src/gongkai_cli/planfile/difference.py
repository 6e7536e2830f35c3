"""The difference between two plan documents, in the words of a clerk."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

from gongkai_cli.domain.answers import Difference
from gongkai_cli.domain.vocabulary import Word
from gongkai_cli.planfile.document import (
    ActivityEntry,
    CollectiveEntry,
    MeasureEntry,
    PlanDocument,
    TaskEntry,
    UnitEntry,
)

_HEADER = {
    "title": "标题", "year": "年度", "region": "地区", "issuer": "发文机关", "issued_on": "发文日期",
    "ends_on": "最后一天", "source": "出处", "based_on": "依据",
}  # fmt: skip
_UNIT = {"name": "名称", "kind": "类别", "aliases": "别名"}
_COLLECTIVE = {"kind": "类别", "members": "成员", "indefinite": "泛指"}
_TASK = {"title": "标题", "lead": "牵头单位", "responsible": "责任单位", "due": "完成时限", "measures": "举措"}
_ACTIVITY = {"month": "月份", "date": "日期", "theme": "主题", "organizer": "主办单位", "form": "形式", "note": "备注"}

_Entry = TypeVar("_Entry")


def normalized(document: PlanDocument) -> PlanDocument:
    """Return a document with its defaults written out, so that equal plans are equal documents.

    The last day and each activity's month are filled in; tasks and activities are sorted by number.
    """
    rows = [row.model_copy(update={"month": row.printed_month}) for row in document.activities]
    return document.model_copy(
        update={
            "plan": document.plan.model_copy(update={"ends_on": document.plan.last_day}),
            "tasks": tuple(sorted(document.tasks, key=lambda task: task.no)),
            "activities": tuple(sorted(rows, key=lambda row: row.no)),
        }
    )


def renamed_units(old: Iterable[str], new: PlanDocument, former: AbstractSet[str]) -> dict[str, str]:
    """Return new name → old name of the units that the file renames.

    A unit is renamed where its old name is gone and has become an alias of a new name.

    Args:
        old: the names of the plan's units.
        new: the file.
        former: the names of withdrawn units. A unit with such a name comes back, so it is not a renamed one.
    """
    old_names = list(old)
    gone = set(old_names) - {unit.name for unit in new.units}
    known = {*old_names, *former}
    renamed: dict[str, str] = {}
    for unit in new.units:
        old_aliases = [alias for alias in unit.aliases if alias in gone]
        if old_aliases and unit.name not in known:
            renamed[unit.name] = old_aliases[0]
    return renamed


def compare(old: PlanDocument | None, new: PlanDocument, former: AbstractSet[str] = frozenset()) -> Difference:
    """Return the differences between two normalized documents.

    Args:
        old: the plan in the store; None where the store has no such plan.
        new: the plan in the file.
        former: the names of the store's withdrawn units.
    """
    counts = (len(new.units), len(new.tasks), len(new.activities))
    if old is None:
        return Difference(new.plan.key, new.plan.title, is_new=True, counts=counts)
    renamed = renamed_units([unit.name for unit in old.units], new, former)
    collected = _Collected()
    collected.fields("工作要点", old.plan, new.plan, _HEADER)
    collected.entries("单位", old.units, new.units, _unit_key, _UNIT, renamed)
    collected.entries("集体称谓", old.collectives, new.collectives, _collective_key, _COLLECTIVE, {})
    collected.entries("任务", old.tasks, new.tasks, _task_key, _TASK, {})
    collected.entries("活动", old.activities, new.activities, _activity_key, _ACTIVITY, {})
    return Difference(
        new.plan.key,
        new.plan.title,
        is_new=False,
        added=tuple(collected.added),
        changed=tuple(collected.changed),
        withdrawn=tuple(collected.withdrawn),
        counts=counts,
    )


def _unit_key(unit: UnitEntry) -> tuple[Any, str]:
    return unit.name, unit.name


def _collective_key(collective: CollectiveEntry) -> tuple[Any, str]:
    return collective.name, collective.name


def _task_key(task: TaskEntry) -> tuple[Any, str]:
    return task.no, f"{task.no}　{task.title}"


def _activity_key(row: ActivityEntry) -> tuple[Any, str]:
    return row.no, f"{row.no}　{row.theme}（{row.organizer}）"


class _Collected:
    """Collects the lines of a difference."""

    def __init__(self) -> None:
        self.added: list[str] = []
        self.changed: list[str] = []
        self.withdrawn: list[str] = []

    def fields(self, where: str, old: Any, new: Any, labels: Mapping[str, str]) -> None:
        """Add a line for each labelled field in which two entries differ."""
        for name, label in labels.items():
            before, after = getattr(old, name), getattr(new, name)
            if before != after:
                self.changed.append(f"{where}：{label} {_changed(before, after)}")

    def entries(
        self,
        section: str,
        old: Sequence[_Entry],
        new: Sequence[_Entry],
        key: Callable[[_Entry], tuple[Any, str]],
        labels: Mapping[str, str],
        renamed: Mapping[str, str],
    ) -> None:
        """Add the lines of one section. Entries are matched by key; `renamed` holds new key → old key."""
        former = {key(entry)[0]: entry for entry in old}
        kept: list[Any] = []
        for entry in new:
            name, label = key(entry)
            match = renamed.get(name, name)
            if match in former:
                kept.append(match)
                short = label.split("　")[0]
                self.fields(f"{section} {short}", former[match], entry, labels)
            else:
                self.added.append(f"{section} {label}")
        for entry in old:
            name, label = key(entry)
            if name not in kept:
                self.withdrawn.append(f"{section} {label}")
        in_old_order = [name for name in former if name in kept]
        if kept != in_old_order:
            self.changed.append(f"{section}：排列顺序")


def _changed(before: Any, after: Any) -> str:
    if isinstance(before, tuple) and isinstance(after, tuple):
        return _changed_list(before, after)
    return f"{_in_words(before)} → {_in_words(after)}"


def _changed_list(before: Sequence[Any], after: Sequence[Any]) -> str:
    less = [_in_words(one) for one in before if one not in after]
    more = [_in_words(one) for one in after if one not in before]
    changes: list[str] = []
    if more:
        changes.append(f"增加 {'、'.join(more)}")
    if less:
        changes.append(f"去掉 {'、'.join(less)}")
    return "，".join(changes) or "调整顺序"


def _in_words(value: Any) -> str:
    match value:
        case None:
            return "（无）"
        case bool():
            return "是" if value else "否"
        case Word():
            return value.word
        case MeasureEntry():
            extra = [_in_words(one) for one in (value.indicator, value.rhythm, value.due) if one]
            if not extra:
                return f"“{value.text}”"
            return f"“{value.text}　{'、'.join(extra)}”"
        case _:
            return str(value)
