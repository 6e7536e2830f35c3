"""责任清单: the measures of each task, with its units."""

from dataclasses import replace
from operator import attrgetter

from gongkai_cli.output.content import fields
from gongkai_cli.output.listing import Field

_OF_TASK = {field.key: field for field in fields.ACCOUNT}
_OF_MEASURE = {field.key: field for field in fields.MEASURE}

TASK_MEASURE: tuple[Field, ...] = (
    replace(_OF_TASK["no"], key="task", read=attrgetter("task")),
    *(_OF_TASK[key] for key in ("title", "lead", "all_responsible")),
    *(_OF_MEASURE[key] for key in ("no", "text", "indicator", "rhythm")),
    _OF_TASK["due"],
    _OF_MEASURE["due_words"],
    *(_OF_TASK[key] for key in ("section", "printed")),
)
"""A measure with its task: rows are TaskMeasure."""
