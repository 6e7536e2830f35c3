"""What was recognized → a plan document, with the source and the doubts of each entry."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from gongkai_cli.notice.drafting.activities import activity_trees
from gongkai_cli.notice.drafting.header import HeaderWishes, header_tree
from gongkai_cli.notice.drafting.notes import Note, Notes, source
from gongkai_cli.notice.drafting.register import Register, Registered, main_level
from gongkai_cli.notice.drafting.tasks import task_tree
from gongkai_cli.notice.recognizing.doubts import Doubt, DoubtKind
from gongkai_cli.notice.recognizing.units.mentions import Mention
from gongkai_cli.notice.recognizing.whole import Recognized
from gongkai_cli.notice.sources.refusals import NoticeFileError

if TYPE_CHECKING:
    from gongkai_cli.planfile.document import PlanDocument

Tree = dict[str, Any]
MOST_TASKS = 999
"""The largest number of a task in a plan file."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted plan.

    Attributes:
        document: the plan, which passes `check`.
        notes: (section, place or key) → the source and the doubts of an entry.
        has_several_files: whether its sources stand in several files.
        new_units: units that last year's plan does not have.
        gone_units: units of last year's plan that the notice does not name.
    """

    document: "PlanDocument"
    notes: Notes
    has_several_files: bool = False
    new_units: Sequence[str] = field(default=())
    gone_units: Sequence[str] = field(default=())

    @property
    def doubts(self) -> list[Doubt]:
        """All doubts, in the order of the file."""
        return [doubt for note in self.notes.values() for doubt in note.doubts]

    @property
    def doubts_by_kind(self) -> Mapping[DoubtKind, int]:
        """The number of doubts of each kind, the most frequent first."""
        return dict(Counter(doubt.kind for doubt in self.doubts).most_common())


class Wishes(NamedTuple):
    """What the person wants of a draft: key and year, and the plan that it shall be like."""

    header: HeaderWishes
    like: "PlanDocument | None" = None


def draft_of(recognized: Recognized, wishes: Wishes) -> Draft:
    """Return the draft of a notice.

    Raises:
        NoticeFileError: no task was found, or more than a plan file can have.
    """
    from gongkai_cli.planfile.document import PlanDocument

    name = wishes.header.file
    if not recognized.tasks:
        raise NoticeFileError(
            f"{name}: 没有找到任务，未写草稿。请核对是不是工作要点或任务分解的通知；有附件的，一起写上。"
        )
    if len(recognized.tasks) > MOST_TASKS:
        count = len(recognized.tasks)
        raise NoticeFileError(
            f"{name}: 找到 {count} 项任务，计划文件最多 {MOST_TASKS} 项，未写草稿。请核对是不是选错了文件。"
        )
    register = Register(main_level(_names(recognized)), wishes.like)
    notes: Notes = {}
    header = header_tree(recognized.header, wishes.header, wishes.like, notes)
    _note_unread(recognized.unread, notes)
    tree: Tree = {"plan": header.tree}
    collectives = _also(recognized, register, header.tree)
    tasks = [
        task_tree(number, task, register, header.period, notes, collectives)
        for number, task in enumerate(recognized.tasks, 1)
    ]
    activities = activity_trees(recognized.activities, register, header.period, notes)
    register.finish()
    units = register.in_order()
    tree["units"] = [_unit(unit) for unit in units]
    tree["collectives"] = [_collective(one) for one in register.collectives.values()]
    tree |= {"tasks": tasks, "activities": activities}
    _note(notes, "units", units)
    _note(notes, "collectives", register.collectives.values())
    document = PlanDocument.model_validate(tree)
    several = len({one.place.file for note in notes.values() for one in note.sources}) > 1
    return Draft(document, _sorted(notes), several, tuple(register.new()), tuple(register.gone()))


def _note_unread(doubts: Sequence[Doubt], notes: Notes) -> None:
    """Add what was not read of the files to the title's note."""
    if doubts:
        before = notes.get(("plan", "title"), Note())
        notes["plan", "title"] = Note(before.sources, (*before.doubts, *doubts))


def _names(recognized: Recognized) -> list[str]:
    return [one.name for task in recognized.tasks for clause in task.clauses for one in clause.mentions]


def _also(recognized: Recognized, register: Register, header: Tree) -> list[Mention]:
    """Write the collectives that are added to every task into the header; return the units among them."""
    place = recognized.tasks[0].found.place
    names = [register.name_of(one, place) for one in recognized.also if register.is_collective(one)]
    if names:
        header["also"] = list(dict.fromkeys(names))
    return [one for one in recognized.also if not register.is_collective(one)]


def _unit(unit: Registered) -> Tree:
    tree: Tree = {"name": unit.name, "kind": unit.kind[0]}
    if unit.aliases:
        tree["aliases"] = list(unit.aliases)
    return tree


def _collective(one: Registered) -> Tree:
    tree: Tree = {"name": one.name}
    if one.kind:
        tree["kind"] = list(one.kind)
    elif one.members:
        tree["members"] = list(one.members)
    if one.indefinite:
        tree["indefinite"] = "true"
    return tree


def _note(notes: Notes, section: str, entries: Iterable[Registered]) -> None:
    for place, entry in enumerate(entries):
        sources = (source(entry.place, ""),) if entry.place else ()
        notes[section, place] = Note(sources, tuple(entry.doubts))


_SECTIONS = ("plan", "units", "collectives", "tasks", "activities")


def _sorted(notes: Notes) -> Notes:
    return dict(sorted(notes.items(), key=_order))


def _order(item: tuple[tuple[str, int | str], Note]) -> tuple[int, int]:
    (section, place), _ = item
    return _SECTIONS.index(section), place if isinstance(place, int) else 0
