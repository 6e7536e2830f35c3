"""Plan files: a file becomes a PlanDocument, or the list of all its problems."""

from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from gongkai_cli.errors import PlanFileError
from gongkai_cli.planfile.crosscheck import Draft, Written, crosscheck, entries, written
from gongkai_cli.planfile.document import ActivityEntry, CollectiveEntry, PlanDocument, PlanHeader, TaskEntry, UnitEntry
from gongkai_cli.planfile.problems import Problem, is_hearsay, listed, translated
from gongkai_cli.planfile.yaml_source import tree_of

_Entry = TypeVar("_Entry", bound=BaseModel)


def read(file: FilePath) -> PlanDocument:
    """Read and check one plan file.

    Raises:
        NotFoundError: there is no such file.
        PlanFileError: it cannot be taken; the message has a line `file:line: where: what, and what to do` for
            each of its problems.
    """
    tree, lines = tree_of(file)
    try:
        document = PlanDocument.model_validate(tree)
        problems = list(crosscheck(_draft(document)))
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems = [translated(detail, tree) for detail in details if not is_hearsay(detail, tree)]
        problems += crosscheck(_sound_entries(tree, problems))
    if problems:
        raise PlanFileError(*listed(file, tree, lines, problems))
    return document


def _draft(document: PlanDocument) -> Draft:
    return Draft(
        document.plan,
        list(enumerate(document.units)),
        list(enumerate(document.collectives)),
        list(enumerate(document.tasks)),
        list(enumerate(document.activities)),
        Written(
            units=frozenset(unit.name for unit in document.units),
            aliases={alias: unit.name for unit in document.units for alias in unit.aliases},
            kinds=frozenset(unit.kind for unit in document.units),
            collectives=frozenset(collective.name for collective in document.collectives),
            named_kinds={kind: collective.name for collective in document.collectives for kind in collective.kind},
        ),
    )


def _sound_entries(tree: dict[str, Any], problems: Sequence[Problem]) -> Draft:
    broken = {problem.path[:2] for problem in problems}
    header = None
    if "plan" in tree and not any(path[:1] == ("plan",) for path in broken):
        header = PlanHeader.model_validate(tree["plan"])

    def sound(section: str, model: type[_Entry]) -> list[tuple[int, _Entry]]:
        numbered = enumerate(entries(tree, section))
        return [(i, model.model_validate(entry)) for i, entry in numbered if (section, i) not in broken]

    return Draft(
        header,
        sound("units", UnitEntry),
        sound("collectives", CollectiveEntry),
        sound("tasks", TaskEntry),
        sound("activities", ActivityEntry),
        written(tree),
    )
