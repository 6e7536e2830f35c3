"""The example from which an office writes its first plan file."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai_cli.planfile.document import PlanDocument

_EXAMPLE = Path(__file__).with_name("new_plan.yaml")
_YEAR_OF_EXAMPLE = "2024"


def new_plan_file(year: int) -> str:
    """Return a plan file of a made-up county, with an example of every key."""
    return _EXAMPLE.read_text(encoding="utf-8").replace(_YEAR_OF_EXAMPLE, str(year))


def new_plan(text: str) -> "PlanDocument":
    """Return the plan of such a file."""
    from gongkai_cli.planfile.document import PlanDocument
    from gongkai_cli.planfile.yaml_source import parsed

    return PlanDocument.model_validate(parsed(_EXAMPLE, text.encode()).tree)
