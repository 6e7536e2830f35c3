"""Reading plan files: a file becomes a PlanDocument, or a list of all its problems.

A file is YAML or a workbook; its first bytes tell which, never its name.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from gongkai_cli.errors import PlanFileError
from gongkai_cli.planfile.crosscheck import SoundEntries, crosscheck
from gongkai_cli.planfile.document import ActivityEntry, CollectiveEntry, PlanDocument, PlanHeader, TaskEntry, UnitEntry
from gongkai_cli.planfile.problems import Problem, Source, is_consequence, listed, translated
from gongkai_cli.planfile.slips.oddities import oddities
from gongkai_cli.planfile.written import Written, entries, written
from gongkai_cli.planfile.yaml_source import parsed, read_bytes
from gongkai_cli.spreadsheets.kinds import OLE, ZIP

_Entry = TypeVar("_Entry", bound=BaseModel)


class Reading(NamedTuple):
    """A plan file that can be loaded: its document, and a line for each warning."""

    file: Path
    document: PlanDocument
    warnings: Sequence[str] = ()


def read(file: Path) -> PlanDocument:
    """Read and check one plan file, without its warnings; raises as `read_with_warnings`."""
    return read_with_warnings(file).document


def read_with_warnings(file: Path) -> Reading:
    """Read and check one plan file.

    Raises:
        NotFoundError: there is no such file.
        PlanFileError: it is not valid; the message has a line `file:line: place：fault，remedy。` for each problem.
    """
    return checked(file, read_bytes(file))


def checked(file: Path, data: bytes) -> Reading:
    """Check the bytes of a plan file; raises as `read_with_warnings`.

    Args:
        file: its name, for messages.
        data: its bytes.
    """
    source = _source(file, data)
    unread = {problem.location for problem in source.problems}
    problems = list(source.problems)
    try:
        document = PlanDocument.model_validate(source.tree)
        problems += crosscheck(_all_entries(document))
    except ValidationError as error:
        details = [
            detail
            for detail in error.errors(include_url=False)
            if tuple(detail["loc"]) not in unread and not is_consequence(detail, source.tree)
        ]
        problems += [translated(detail, source.tree) for detail in details]
        problems += crosscheck(_sound_entries(source.tree, problems))
    if problems:
        raise PlanFileError(*listed(file, source, [*problems, *source.warnings]))
    return Reading(file, document, listed(file, source, [*source.warnings, *oddities(document)]))


def _source(file: Path, data: bytes) -> Source:
    if not data.startswith((ZIP, OLE)):
        return parsed(file, data)
    from gongkai_cli.planfile.workbook.opening import NoWorkbookError
    from gongkai_cli.planfile.workbook.reading import read_workbook

    try:
        return read_workbook(data)
    except NoWorkbookError as error:
        raise PlanFileError(f"{file}: {error}。") from None


def _all_entries(document: PlanDocument) -> SoundEntries:
    return SoundEntries(
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


def _sound_entries(tree: dict[str, Any], problems: Sequence[Problem]) -> SoundEntries:
    """Return the entries without problems of their own, so that one run reports the faults between them as well."""
    broken = {problem.location[:2] for problem in problems}
    broken_sections = {location[:1] for location in broken}
    header = None
    if "plan" in tree and ("plan",) not in broken_sections:
        header = PlanHeader.model_validate(tree["plan"])

    def sound(section: str, model: type[_Entry]) -> list[tuple[int, _Entry]]:
        found: list[tuple[int, _Entry]] = []
        for place, entry in enumerate(entries(tree, section)):
            if (section, place) not in broken:
                found.append((place, model.model_validate(entry)))
        return found

    return SoundEntries(
        header,
        sound("units", UnitEntry),
        sound("collectives", CollectiveEntry),
        sound("tasks", TaskEntry),
        sound("activities", ActivityEntry),
        written(tree),
    )
