"""The template of a bulletin that is used where no other is given, and the variables that it may use."""

from gongkai_cli.papers.bulletin.paper import TASK_COLUMNS, TASK_TABLE, UNIT_COLUMNS, UNIT_TABLE
from gongkai_cli.papers.word.base import bulletin_template
from gongkai_cli.papers.word.names import Variable, variables

_TABLES = {TASK_TABLE: TASK_COLUMNS, UNIT_TABLE: UNIT_COLUMNS}


def built_in() -> bytes:
    """Return the bytes of the template."""
    return bulletin_template(_TABLES)


def known_variables() -> dict[str, Variable]:
    """Return the variables, in the order in which they are listed."""
    return variables(_TABLES)
