"""Answers at any size: the newest plan, the parts that speak for a task and what was taken back are found by index.

A store with a country's plans answered in seconds, because views gathered every plan's parts before they looked at
one plan's. The views are asked in another way now (they are installed anew with every upgrade), and these indexes
let them touch only the rows they need.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the indexes."""
    op.create_index("ix_plan_newest", "plan", ["year", "issued_on"], unique=False)
    op.create_index(
        "ix_assignment_principal", "assignment", ["task_id"], unique=False, sqlite_where=sa.text("principal")
    )
    op.create_index("ix_collective_member_unit_id", "collective_member", ["unit_id"], unique=False)
    for column in ("target_id", "undone_by"):
        taken_back = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_change_{column}", "change", [column], unique=False, sqlite_where=taken_back)
