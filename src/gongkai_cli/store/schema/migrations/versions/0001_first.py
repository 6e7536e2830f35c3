"""The first schema: plans with their units, tasks and activities, and the ledger of what was reported on them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("based_on", sa.String(), nullable=False),
        sa.CheckConstraint("source LIKE 'http://%' OR source LIKE 'https://%'", name="source_is_address"),
        sa.CheckConstraint("ends_on >= issued_on", name="ends_after_it_begins"),
        sa.CheckConstraint("length(trim(key)) > 0", name="key_is_not_blank"),
        sa.CheckConstraint("length(trim(title)) > 0", name="title_is_not_blank"),
        sa.CheckConstraint("year BETWEEN 1949 AND 2999", name="year_is_sane"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('load', 'mark', 'activity', 'undo', 'redo')", name="kind_is_known"),
        sa.CheckConstraint("length(trim(who)) > 0", name="who_is_not_blank"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"]),
        sa.ForeignKeyConstraint(["target_id"], ["change.id"]),
        sa.ForeignKeyConstraint(["undone_by"], ["change.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_change_plan_id", "change", ["plan_id"], unique=False)
    op.create_table(
        "collective",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kinds", sa.String(), nullable=False),
        sa.Column("indefinite", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name="name_is_not_blank"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("plan_id", "name"),
    )
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("ongoing", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint("due IS NULL OR NOT ongoing", name="ongoing_has_no_due"),
        sa.CheckConstraint("length(trim(title)) > 0", name="title_is_not_blank"),
        sa.CheckConstraint("no BETWEEN 1 AND 999", name="no_is_sane"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("plan_id", "no"),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(trim(kind)) > 0", name="kind_is_not_blank"),
        sa.CheckConstraint("length(trim(name)) > 0", name="name_is_not_blank"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("plan_id", "name"),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint("form IN ('lecture', 'open_day', 'both')", name="form_is_known"),
        sa.CheckConstraint("length(trim(theme)) > 0", name="theme_is_not_blank"),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name="month_is_sane"),
        sa.CheckConstraint("no BETWEEN 1 AND 999", name="no_is_sane"),
        sa.ForeignKeyConstraint(["organizer_id"], ["unit.id"]),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("plan_id", "no"),
    )
    op.create_index("ix_activity_organizer_id", "activity", ["organizer_id"], unique=False)
    op.create_table(
        "alias",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name="name_is_not_blank"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("unit_id", "name"),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("via", sa.String(), nullable=True),
        sa.Column("principal", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint("role IN ('lead', 'responsible', 'member', 'possible')", name="role_is_known"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("task_id", "unit_id"),
    )
    op.create_index("ix_assignment_unit_id", "assignment", ["unit_id"], unique=False)
    op.create_table(
        "collective_member",
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("collective_id", "unit_id"),
    )
    op.create_table(
        "measure",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=True),
        sa.Column("rhythm", sa.String(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.CheckConstraint("rhythm IN ('monthly', 'quarterly', 'half_yearly', 'yearly')", name="rhythm_is_known"),
        sa.CheckConstraint("length(trim(text)) > 0", name="text_is_not_blank"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"]),
        sa.PrimaryKeyConstraint("task_id", "no"),
    )
    op.create_table(
        "party",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("collective_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("role IN ('lead', 'responsible')", name="role_is_printed"),
        sa.CheckConstraint("(unit_id IS NULL) <> (collective_id IS NULL)", name="unit_or_collective"),
        sa.ForeignKeyConstraint(["collective_id"], ["collective.id"]),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("task_id", "role", "position"),
    )
    op.create_index("ix_party_collective_id", "party", ["collective_id"], unique=False)
    op.create_index("ix_party_unit_id", "party", ["unit_id"], unique=False)
    op.create_table(
        "activity_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("before_status", sa.String(), nullable=False),
        sa.CheckConstraint(
            "before_status IN ('undated', 'scheduled', 'held', 'published', 'cancelled')", name="before_status_is_known"
        ),
        sa.CheckConstraint("date IS NOT NULL OR status IN ('undated', 'cancelled')", name="status_has_its_date"),
        sa.CheckConstraint("form IN ('lecture', 'open_day', 'both')", name="form_is_known"),
        sa.CheckConstraint("link IS NOT NULL OR status <> 'published'", name="published_has_its_link"),
        sa.CheckConstraint("link LIKE 'http://%' OR link LIKE 'https://%'", name="link_is_address"),
        sa.CheckConstraint(
            "status IN ('undated', 'scheduled', 'held', 'published', 'cancelled')", name="status_is_known"
        ),
        sa.CheckConstraint("people >= 0", name="people_is_a_number"),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"]),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_activity_event_change_id", "activity_event", ["change_id"], unique=False)
    op.create_index("ix_activity_event_latest", "activity_event", ["activity_id", "reported_on", "id"], unique=False)
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("next_step", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("before_status", sa.String(), nullable=False),
        sa.Column("before_percent", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'done') = (percent = 100)", name="done_is_100"),
        sa.CheckConstraint(
            "before_status IN ('not_started', 'in_progress', 'blocked', 'done', 'stopped')",
            name="before_status_is_known",
        ),
        sa.CheckConstraint("link LIKE 'http://%' OR link LIKE 'https://%'", name="link_is_address"),
        sa.CheckConstraint("status <> 'not_started' OR percent = 0", name="not_started_is_0"),
        sa.CheckConstraint(
            "status IN ('not_started', 'in_progress', 'blocked', 'done', 'stopped')", name="status_is_known"
        ),
        sa.CheckConstraint("before_percent BETWEEN 0 AND 100", name="before_percent_is_sane"),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name="percent_is_sane"),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_report_change_id", "report", ["change_id"], unique=False)
    op.create_index("ix_report_latest", "report", ["assignment_id", "reported_on", "id"], unique=False)
