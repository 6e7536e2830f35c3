"""The public version of a plan document, and its plan file."""

from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.planfile.writing.yaml_text import as_tree, yaml_text

_HEAD = (
    "这是工作要点的公开版，由 gongkai export --what plan --public 写出，没有联系人、电话和备注。",
    "不要拿它载入：载入后，台账里的联系人、电话和备注就没有了。",
)


def public_plan(document: PlanDocument) -> PlanDocument:
    """Return a document without contacts, phones and notes."""
    units = [unit.model_copy(update={"contact": None, "phone": None}) for unit in document.units]
    activities = [row.model_copy(update={"note": None}) for row in document.activities]
    return document.model_copy(update={"units": tuple(units), "activities": tuple(activities)})


def public_plan_file(document: PlanDocument) -> str:
    """Return the plan file of a public version, without advice about changing it."""
    return yaml_text(as_tree(document), _HEAD, {})
