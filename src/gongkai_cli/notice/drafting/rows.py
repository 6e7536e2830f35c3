"""A draft → its check list: what the notice prints beside what the draft says."""

from collections.abc import Sequence
from typing import NamedTuple

from gongkai_cli.domain.answers import DraftRow
from gongkai_cli.domain.vocabulary import Role, Word
from gongkai_cli.notice.drafting.draft import Draft
from gongkai_cli.notice.drafting.notes import Note
from gongkai_cli.planfile.document import ActivityEntry, CollectiveEntry, TaskEntry, UnitEntry
from gongkai_cli.planfile.writing.yaml_text import as_tree

HEADER, TASK, UNIT, COLLECTIVE, ACTIVITY = "抬头", "任务", "单位", "集体称谓", "活动"
"""The parts of the check list."""


def draft_rows(draft: Draft) -> list[DraftRow]:
    """Return the check list of a draft: header, tasks, activities, units, collectives."""
    document = draft.document
    rows: list[DraftRow] = []
    for key, value in as_tree(document.plan).items():
        words = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        rows.append(_row(draft, ("plan", key), _Entry(HEADER, key, words)))
    for place, task in enumerate(document.tasks):
        rows.append(_row(draft, ("tasks", place), _Entry(TASK, task.title, _of_task(task), task.no, task.printed)))
    for place, one in enumerate(document.activities):
        rows.append(_row(draft, ("activities", place), _Entry(ACTIVITY, one.theme_words, _of_activity(one), one.no)))
    for place, unit in enumerate(document.units):
        rows.append(_row(draft, ("units", place), _Entry(UNIT, unit.name, _of_unit(unit))))
    for place, many in enumerate(document.collectives):
        rows.append(_row(draft, ("collectives", place), _Entry(COLLECTIVE, many.name, _of_collective(many))))
    return rows


class _Entry(NamedTuple):
    """An entry of the draft in words."""

    part: str
    title: str
    drafted: Sequence[str]
    no: int | None = None
    printed: str | None = None


def _row(draft: Draft, key: tuple[str, int | str], entry: _Entry) -> DraftRow:
    note = draft.notes.get(key, Note())
    places = [one.where(with_file=draft.has_several_files) for one in note.sources]
    texts = [one.text for one in note.sources if one.text]
    return DraftRow(
        entry.part,
        entry.no,
        entry.printed,
        entry.title,
        "；".join(dict.fromkeys(places)),
        "；".join(texts),
        "；".join(entry.drafted),
        "；".join(doubt.words for doubt in note.doubts) or None,
    )


def _of_task(task: TaskEntry) -> list[str]:
    duties = {Role.LEAD.word: task.lead, Role.RESPONSIBLE.word: task.responsible, Role.SUPPORT.word: task.support}
    lines = [f"{word}：{'、'.join(names)}" for word, names in {**duties, **task.others}.items() if names]
    if task.due:
        lines.append(f"时限：{task.due}")
    if task.measures:
        lines.append(f"举措：{len(task.measures)} 条")
    return lines or ["未分工"]


def _of_activity(one: ActivityEntry) -> list[str]:
    when = one.when or (str(one.date) if one.date else f"{one.month}月")
    form = one.form.word if isinstance(one.form, Word) else one.form
    return [when, f"主办：{one.organizer_words}", *filter(None, [form, one.place, one.note])]


def _of_unit(unit: UnitEntry) -> list[str]:
    lines = [f"类别：{unit.kind}"]
    if unit.aliases:
        lines.append(f"别名：{'、'.join(unit.aliases)}")
    return lines


def _of_collective(one: CollectiveEntry) -> list[str]:
    if one.is_open:
        return ["待明确"]
    return [f"类别：{'、'.join(one.kind)}"] if one.kind else [f"单位：{'、'.join(one.members)}"]
