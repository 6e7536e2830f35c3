"""The sheet of each table on paper: an office's own columns, in its order. All others stand beside them, unprinted."""

from gongkai_cli.output.listing import Chart, Layout, Tone

_OFFICE = ("due", "note", "problem", "next", "status", "links")

ACCOUNTS = Layout(
    printed=("no", "title", "lead", "all_responsible", *_OFFICE),
    pages=("section",),
    counted="title",
    summed=("units_done", "units_total", "reported"),
    tallied=("status", "pace"),
)
"""任务分解表."""

TASKS = Layout(
    printed=("no", "title", "lead", "all_responsible", "due", "status", "percent", "pace"),
    counted="title",
    summed=("units_done", "units_total", "reported"),
    tallied=("status", "pace"),
)
"""Tasks, with their progress."""

TASKS_BY_SECTION = TASKS._replace(printed=("section", *TASKS.printed), merged=("section",), pages=("section",))
"""Tasks by the sections of the plan, each on pages of its own."""

MEASURES = Layout(
    printed=("task", "title", "lead", "all_responsible", "no", "text", "indicator", "rhythm", "due"),
    merged=("task", "title", "lead", "all_responsible"),
    pages=("section",),
    counted="text",
    measure="条",
)
"""责任清单."""

MEASURES_OF_TASK = Layout(printed=("no", "text", "indicator", "rhythm", "due"))
"""The measures of one task, which the page names."""

_PARTS = Layout(
    printed=("no", "title", "unit", *_OFFICE),
    counted="unit",
    tallied=("status", "pace"),
)

PARTS_BY_TASK = _PARTS._replace(merged=("no", "title"), pages=("no", "title"))
"""单位台账: the units of each task, on pages of its own."""

PARTS_OF_TASK = _PARTS._replace(printed=("unit", *_OFFICE), counted="")
"""The units of one task, which the page names."""

PARTS_OF_UNIT = _PARTS._replace(printed=("no", "title", "role", *_OFFICE), counted="title")
"""The tasks of one unit, which the page names."""

PARTS_BY_UNIT = _PARTS._replace(
    printed=("unit", "no", "title", "role", *_OFFICE), merged=("unit",), pages=("unit",), counted="title"
)
"""The tasks of some units, each unit on pages of its own."""

ACTIVITIES = Layout(
    printed=("no", "month", "date", "theme", "organizer", "form", "status", "place", "people", "link", "note"),
    counted="theme",
    measure="场",
    summed=("people",),
    tallied=("status",),
)
"""活动安排表."""

UNITS = Layout(
    printed=(
        *("name", "kind", "lead", "responsible", "member", "done", "counted", "percent", "pace"),
        *("activities", "held", "late", "contact", "phone"),
    ),
    counted="kind",
    measure="个",
    summed=("lead", "responsible", "support", "member", "possible", "done", "counted", "activities", "held", "late"),
    tallied=("pace",),
)
"""单位汇总."""

LEDGER = Layout(
    printed=("id", "at", "by", "subject", "unit", "on", "before", "after", "note", "problem", "next", "links"),
    counted="subject",
    measure="条",
)
"""进展记录."""

_OF_LEDGER = [key for key in LEDGER.printed if key != "by"]

LEDGER_OF_TASK = LEDGER._replace(printed=[key for key in _OF_LEDGER if key != "subject"], counted="at")
"""The ledger of a task or an activity, which the page names."""

LEDGER_OF_UNIT = LEDGER._replace(printed=[key for key in _OF_LEDGER if key != "unit"])
"""The ledger of a unit, which the page names."""

UPCOMING = Layout(counted="title", measure="件")
"""The agenda."""

MONTHS = Layout(
    printed=("year", "month", "total", "published", "held", "late", "planned", "cancelled"),
    counted="month",
    measure="个月",
    summed=("total", "published", "held", "late", "planned", "cancelled"),
)
"""A month's activities in counts."""

MONTHS_DRAWN = MONTHS._replace(
    printed=("name", *MONTHS.summed),
    counted="",
    chart=Chart(
        "各月活动（场）",
        "name",
        (
            ("published", Tone.GOOD),
            ("held", Tone.WARNING),
            ("late", Tone.BAD),
            ("planned", Tone.BUSY),
            ("cancelled", Tone.FAINT),
        ),
        is_upright=True,
    ),
)
"""A month's activities in counts, with their chart."""

REVIEW_LINES = Layout(
    printed=("key", "unit", "no", "title", "shown", "said", "now", "why", "file", "sheet", "cell"), counted="title"
)
"""What returned sheets say."""

OWED = Layout(counted="kind", measure="个", summed=("expected", "reported"))
"""What each unit owes."""

PLANS = Layout(counted="title", measure="个", summed=("tasks", "done", "units", "activities"))
"""Plans."""

_PACES_DRAWN = Chart(
    "序时进度（项）",
    "name",
    (
        ("done", Tone.GOOD),
        ("ahead", Tone.BUSY),
        ("on_track", Tone.PLAIN),
        ("behind", Tone.WARNING),
        ("overdue", Tone.BAD),
    ),
)

PACES = Layout(
    printed=("name", "parts", "done", "ahead", "on_track", "behind", "overdue", "percent"),
    summed=("parts", "done", "ahead", "on_track", "behind", "overdue"),
    chart=_PACES_DRAWN,
)
"""The paces of the parts of units or plans."""

PACES_WITH_LABELS = PACES._replace(chart=_PACES_DRAWN._replace(label="label"))
"""The same, with a short name for each bar in a column beside the print."""


def of_several_plans(layout: Layout) -> Layout:
    """Return the layout of a table of several plans: a column with the plan first, each plan on pages of its own."""
    return layout._replace(printed=("plan", *layout.printed), pages=("plan", *layout.pages))
