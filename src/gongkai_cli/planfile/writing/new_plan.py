"""The example from which an office writes its first plan file."""

from pathlib import Path

_YEAR_OF_EXAMPLE = "2024"


def new_plan_file(year: int) -> str:
    """Return a plan file of a made-up county, with an example of every key."""
    text = Path(__file__).with_name("new_plan.yaml").read_text(encoding="utf-8")
    return text.replace(_YEAR_OF_EXAMPLE, str(year))
