"""The difference between two plan documents, in the words of a clerk."""

from collections.abc import Container, Mapping, Sequence
from typing import Any, TypeVar

from gongkai_cli.domain.editions import Difference, DifferenceLine, EntryPlace
from gongkai_cli.domain.vocabulary import DifferenceKind, Word
from gongkai_cli.planfile.continuity import Withdrawn, continuity
from gongkai_cli.planfile.document import (
    ActivityEntry,
    CollectiveEntry,
    MeasureEntry,
    PlanDocument,
    TaskEntry,
    UnitEntry,
)

_HEADER = {
    "title": "标题", "number": "文号", "year": "年度", "region": "地区", "all_issuers": "发文机关",
    "issued_on": "发文日期", "ends_on": "最后一天", "source": "出处", "based_on": "依据", "also": "每项任务都加上",
}  # fmt: skip
_UNIT = {"name": "名称", "kind": "类别", "aliases": "别名", "contact": "联系人", "phone": "电话"}
_COLLECTIVE = {"kind": "类别", "members": "成员", "indefinite": "泛指"}
_TASK = {
    "no": "序号",
    "printed": "印发的序号",
    "section": "所在部分",
    "title": "标题",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "support": "配合单位",
    "others": "其他分工",
    "due": "完成时限",
    "measures": "举措",
}
_ACTIVITY = {
    "no": "序号", "month": "月份", "date": "日期", "when": "印发的时间", "time": "时刻", "theme_words": "主题",
    "organizer_words": "主办单位", "form": "形式", "audience": "参加对象", "content": "内容", "place": "地点",
    "people": "人数", "note": "备注",
}  # fmt: skip

_SECTIONS = {"单位": "units", "集体称谓": "collectives", "任务": "tasks", "活动": "activities"}
_NOTHING = Withdrawn()

_Named = TypeVar("_Named", UnitEntry, CollectiveEntry)
_Numbered = TypeVar("_Numbered", TaskEntry, ActivityEntry)


def normalized(document: PlanDocument) -> PlanDocument:
    """Return a document with its defaults written out, so that equal plans are equal documents.

    The last day and each activity's month are filled in; tasks and activities are sorted by number.
    """
    rows = [row.model_copy(update=_written_out(row)) for row in document.activities]
    header = document.plan
    issuers = header.all_issuers
    written_out = {
        "ends_on": header.last_day,
        "years": None,
        "issuer": issuers[0] if len(issuers) == 1 else None,
        "issuers": issuers if len(issuers) > 1 else (),
    }
    return document.model_copy(
        update={
            "plan": header.model_copy(update=written_out),
            "tasks": tuple(sorted(document.tasks, key=lambda task: task.no)),
            "activities": tuple(sorted(rows, key=lambda row: row.no)),
        }
    )


def _written_out(row: ActivityEntry) -> dict[str, Any]:
    several = row.all_organizers if len(row.all_organizers) > 1 else ()
    single = row.all_organizers[0] if len(row.all_organizers) == 1 else None
    return {"month": None if row.when else row.printed_month, "organizer": single, "organizers": several}


def compare(old: PlanDocument | None, new: PlanDocument, withdrawn: Withdrawn = _NOTHING) -> Difference:
    """Return the differences between two normalized documents.

    Args:
        old: the plan in the store; None where the store has no such plan.
        new: the plan in the file.
        withdrawn: the entries of the plan in the store that may come back.
    """
    counts = (len(new.units), len(new.tasks), len(new.activities))
    if old is None:
        return Difference(new.plan.key, new.plan.title, is_new=True, counts=counts)
    same = continuity(old, new, withdrawn)
    collected = _Collected()
    collected.fields("工作要点", old.plan, new.plan, _HEADER)
    collected.named_entries("单位", old.units, new.units, same.units, _UNIT, same.restored_units)
    collectives = {
        one.name: one.name for one in new.collectives if one.name in {other.name for other in old.collectives}
    }
    collected.named_entries("集体称谓", old.collectives, new.collectives, collectives, _COLLECTIVE)
    collected.numbered_entries("任务", old.tasks, new.tasks, same.tasks, _TASK, same.restored_tasks)
    collected.numbered_entries(
        "活动", old.activities, new.activities, same.activities, _ACTIVITY, same.restored_activities
    )
    return Difference(new.plan.key, new.plan.title, is_new=False, lines=tuple(collected.in_order()), counts=counts)


class _Collected:
    """Collects the lines of a difference."""

    def __init__(self) -> None:
        self._lines: list[DifferenceLine] = []

    def in_order(self) -> list[DifferenceLine]:
        """Return the lines: added entries, then restored, changed and withdrawn ones."""
        order = list(DifferenceKind)
        return sorted(self._lines, key=lambda line: order.index(line.kind))

    def fields(
        self, subject: str, old: Any, new: Any, labels: Mapping[str, str], entry: EntryPlace | None = None
    ) -> None:
        """Add a line for each labelled field in which two entries differ."""
        for name, label in labels.items():
            before, after = getattr(old, name), getattr(new, name)
            if before != after:
                self._lines.append(_changed(subject, label, before, after)._replace(entry=entry))

    def named_entries(
        self,
        section: str,
        old: Sequence[_Named],
        new: Sequence[_Named],
        same: Mapping[str, str],
        labels: Mapping[str, str],
        restored: Container[str] = (),
    ) -> None:
        """Add the lines of units or collectives; `same` holds new name → old name, `restored` new names."""
        former = {entry.name: entry for entry in old}
        for place, entry in enumerate(new):
            where = EntryPlace(_SECTIONS[section], place)
            if entry.name in same:
                self.fields(f"{section} {entry.name}", former[same[entry.name]], entry, labels, where)
            else:
                self._came(f"{section} {entry.name}", where, is_restored=entry.name in restored)
        kept = [same[entry.name] for entry in new if entry.name in same]
        for place, entry in enumerate(old):
            if entry.name not in kept:
                self._went(f"{section} {entry.name}", EntryPlace(_SECTIONS[section], place))
        in_old_order = [name for name in former if name in kept]
        if kept != in_old_order:
            self._lines.append(DifferenceLine(DifferenceKind.CHANGED, section, "排列顺序", None, None, "排列顺序"))

    def numbered_entries(
        self,
        section: str,
        old: Sequence[_Numbered],
        new: Sequence[_Numbered],
        same: Mapping[int, int],
        labels: Mapping[str, str],
        restored: Container[int],
    ) -> None:
        """Add the lines of tasks or activities.

        `same` holds place in `new` → place in `old`, `restored` the places in `new` of entries that come back.
        """
        for place, entry in enumerate(new):
            where = EntryPlace(_SECTIONS[section], place)
            if place in same:
                self.fields(f"{section} {entry.no}", old[same[place]], entry, labels, where)
            else:
                self._came(f"{section} {_label(entry)}", where, is_restored=place in restored)
        kept = set(same.values())
        for place, entry in enumerate(old):
            if place not in kept:
                self._went(f"{section} {_label(entry)}", EntryPlace(_SECTIONS[section], place))

    def _came(self, subject: str, entry: EntryPlace, *, is_restored: bool) -> None:
        kind = DifferenceKind.RESTORED if is_restored else DifferenceKind.ADDED
        self._lines.append(DifferenceLine(kind, subject, None, None, None, "", entry))

    def _went(self, subject: str, entry: EntryPlace) -> None:
        self._lines.append(DifferenceLine(DifferenceKind.WITHDRAWN, subject, None, None, None, "", entry))


def _label(entry: TaskEntry | ActivityEntry) -> str:
    if isinstance(entry, TaskEntry):
        return f"{entry.no}　{entry.title}"
    return f"{entry.no}　{entry.theme_words}（{entry.organizer_words}）"


def _changed(subject: str, label: str, before: Any, after: Any) -> DifferenceLine:
    if not (isinstance(before, tuple) and isinstance(after, tuple)):
        old, new = _in_words(before), _in_words(after)
        return DifferenceLine(DifferenceKind.CHANGED, subject, label, old, new, f"{label} {old} → {new}")
    less = "、".join(_in_words(one) for one in before if one not in after)
    more = "、".join(_in_words(one) for one in after if one not in before)
    changes: list[str] = []
    if more:
        changes.append(f"增加 {more}")
    if less:
        changes.append(f"去掉 {less}")
    words = "，".join(changes) or "调整顺序"
    return DifferenceLine(DifferenceKind.CHANGED, subject, label, less or None, more or None, f"{label} {words}")


def _in_words(value: Any) -> str:
    match value:
        case None:
            return "（无）"
        case bool():
            return "是" if value else "否"
        case Word():
            return value.word
        case dict():
            return "；".join(f"{word}：{'、'.join(names)}" for word, names in value.items()) or _in_words(None)
        case MeasureEntry():
            extra = [_in_words(one) for one in (value.indicator, value.rhythm, value.due) if one]
            if not extra:
                return f"“{value.text}”"
            return f"“{value.text}　{'、'.join(extra)}”"
        case _:
            return str(value)
