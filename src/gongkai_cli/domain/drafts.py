"""The check list of a drafted plan: what the notice prints, what the draft says, what is doubtful."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An entry of a drafted plan beside its source.

    Attributes:
        part: 抬头, 任务, 单位, 集体称谓 or 活动.
        no: the running number of a task or an activity.
        printed: the number as printed.
        title: the title of a task, the name of a unit, the theme of an activity, the key of a header's value.
        place: where the notice prints it, several with ； between.
        source: the words of the notice, several with ； between.
        drafted: what the draft says.
        doubts: what has to be checked, several with ； between; None where nothing has.
    """

    part: str
    no: int | None
    printed: str | None
    title: str
    place: str
    source: str
    drafted: str
    doubts: str | None
