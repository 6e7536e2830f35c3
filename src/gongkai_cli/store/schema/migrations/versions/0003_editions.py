"""Editions: a plan keeps its history, and every row carries its plan.

Tasks, units, assignments and activities get an identity, to which reports and events refer, and an entry in each
edition. The rows of a plan become its edition. Withdrawn rows show that a later load took something out: they become
part of an earlier edition, which is in force until the day of the last load. All tables are made anew, since SQLite
cannot add foreign keys or change checks.
"""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OLD_TABLES = (  # those that others refer to come last, so that they can be dropped in this order
    "report", "activity_event", "assignment", "party", "measure", "activity", "task", "collective_member", "collective",
    "alias", "unit", "change", "plan",
)  # fmt: skip

_STATEMENTS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n")
_TABLES = [statement for statement in _STATEMENTS if "CREATE TABLE" in statement]
_INDEXES = [statement for statement in _STATEMENTS if "INDEX" in statement]

# A plan has one edition, made by its first load. A plan with withdrawn rows and several loads has two: in the earlier
# one these rows are still there, and the later one is in force from the day of the last load.
_EDITIONS = (
    """CREATE TABLE old_edition (
      id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL, is_newest INTEGER NOT NULL, change_id INTEGER,
      since TEXT NOT NULL)""",
    """INSERT INTO old_edition (plan_id, is_newest, change_id, since)
      SELECT p.id, place.is_newest,
        CASE WHEN place.is_newest AND p.is_reduced THEN p.last_load ELSE p.first_load END,
        CASE WHEN place.is_newest AND p.is_reduced THEN p.last_day ELSE '0001-01-01' END
      FROM (
        SELECT plan.id, l.first_load, l.last_load,
          (SELECT substr(c.at, 1, 10) FROM old_change AS c WHERE c.id = l.last_load) AS last_day,
          l.first_load < l.last_load AND (
            EXISTS (SELECT 1 FROM old_unit AS u WHERE u.plan_id = plan.id AND u.withdrawn)
            OR EXISTS (SELECT 1 FROM old_activity AS v WHERE v.plan_id = plan.id AND v.withdrawn)
            OR EXISTS (SELECT 1 FROM old_task AS t LEFT JOIN old_assignment AS a ON a.task_id = t.id
                       WHERE t.plan_id = plan.id AND (t.withdrawn OR a.withdrawn))) AS is_reduced
        FROM old_plan AS plan
        LEFT JOIN (
          SELECT plan_id, min(id) AS first_load, max(id) AS last_load
          FROM old_change WHERE kind = 'load' GROUP BY plan_id
        ) AS l ON l.plan_id = plan.id
      ) AS p
      JOIN (SELECT 0 AS is_newest UNION ALL SELECT 1) AS place ON place.is_newest OR p.is_reduced
      ORDER BY p.id, place.is_newest""",
)

_COPYING = (
    "INSERT INTO plan SELECT id, key FROM old_plan",
    "INSERT INTO change SELECT id, plan_id, at, who, kind, note, target_id, undone_by FROM old_change ORDER BY id",
    """INSERT INTO edition
      SELECT e.id, e.plan_id, e.change_id, e.since, p.title, p.year, p.region, p.issuer, p.issued_on, p.ends_on,
        p.source, p.based_on, NULL, NULL, ''
      FROM old_edition AS e JOIN old_plan AS p ON p.id = e.plan_id""",
    "INSERT INTO unit SELECT id, plan_id FROM old_unit",
    """INSERT INTO unit_entry
      SELECT e.id, u.id, e.plan_id, u.name, u.kind, u.position, e.is_newest AND u.withdrawn, NULL, NULL
      FROM old_edition AS e JOIN old_unit AS u ON u.plan_id = e.plan_id""",
    """INSERT INTO alias
      SELECT e.id, a.unit_id, a.name, e.plan_id, a.position
      FROM old_edition AS e JOIN old_unit AS u ON u.plan_id = e.plan_id JOIN old_alias AS a ON a.unit_id = u.id""",
    """INSERT INTO collective
      SELECT {collective}, e.plan_id, e.id, c.name, c.kinds, c.indefinite, c.position
      FROM old_edition AS e JOIN old_collective AS c ON c.plan_id = e.plan_id""",
    """INSERT INTO collective_member
      SELECT {collective}, m.unit_id, e.plan_id, m.position
      FROM old_edition AS e JOIN old_collective AS c ON c.plan_id = e.plan_id
      JOIN old_collective_member AS m ON m.collective_id = c.id""",
    "INSERT INTO task SELECT id, plan_id FROM old_task",
    """INSERT INTO task_entry
      SELECT e.id, t.id, e.plan_id, t.no, t.title, t.due, t.ongoing, e.is_newest AND t.withdrawn, NULL, NULL, NULL, ''
      FROM old_edition AS e JOIN old_task AS t ON t.plan_id = e.plan_id""",
    """INSERT INTO measure
      SELECT e.id, m.task_id, m.no, e.plan_id, m.text, m.indicator, m.rhythm, m.due, NULL
      FROM old_edition AS e JOIN old_task AS t ON t.plan_id = e.plan_id JOIN old_measure AS m ON m.task_id = t.id""",
    """INSERT INTO party
      SELECT e.id, y.task_id, y.role, y.position, e.plan_id, y.unit_id, {collective}
      FROM old_edition AS e JOIN old_task AS t ON t.plan_id = e.plan_id JOIN old_party AS y ON y.task_id = t.id
      LEFT JOIN old_collective AS c ON c.id = y.collective_id""",
    """INSERT INTO assignment
      SELECT a.id, t.plan_id, a.task_id, a.unit_id
      FROM old_assignment AS a JOIN old_task AS t ON t.id = a.task_id ORDER BY a.id""",
    """INSERT INTO assignment_entry
      SELECT e.id, a.task_id, a.unit_id, a.id, e.plan_id, a.role, a.via, a.principal, e.is_newest AND a.withdrawn
      FROM old_edition AS e JOIN old_task AS t ON t.plan_id = e.plan_id JOIN old_assignment AS a ON a.task_id = t.id""",
    "INSERT INTO activity SELECT id, plan_id FROM old_activity",
    """INSERT INTO activity_entry
      SELECT e.id, v.id, e.plan_id, v.no, v.month, v.date, v.theme, v.organizer_id, v.form, v.note,
        e.is_newest AND v.withdrawn, (SELECT u.name FROM old_unit AS u WHERE u.id = v.organizer_id),
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM old_edition AS e JOIN old_activity AS v ON v.plan_id = e.plan_id""",
    """INSERT INTO report
      SELECT r.id, t.plan_id, r.change_id, r.assignment_id, r.reported_on, r.status, r.percent, r.note, r.problem,
        r.next_step, r.link, r.before_status, r.before_percent
      FROM old_report AS r JOIN old_assignment AS a ON a.id = r.assignment_id JOIN old_task AS t ON t.id = a.task_id
      ORDER BY r.id""",
    """INSERT INTO activity_event
      SELECT x.id, v.plan_id, x.change_id, x.activity_id, x.reported_on, x.status, x.date, NULL, NULL, x.theme, x.form,
        x.place, x.people, x.link, x.note, x.reason, x.before_status
      FROM old_activity_event AS x JOIN old_activity AS v ON v.id = x.activity_id ORDER BY x.id""",
)
"""The statements that fill the new tables; {collective} is the number of an edition's copy of collective `c`."""

_COLLECTIVE = "c.id + CASE WHEN e.is_newest THEN 0 ELSE (SELECT max(id) FROM old_collective) END"


def upgrade() -> None:
    """Make the tables anew and move all rows into them."""
    connection = op.get_bind()
    for (view,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        connection.exec_driver_sql(f'DROP VIEW "{view}"')
    for table in _OLD_TABLES:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO old_{table}")
    for statement in (*_TABLES, *_EDITIONS):
        connection.exec_driver_sql(statement)
    for statement in _COPYING:
        connection.exec_driver_sql(statement.replace("{collective}", _COLLECTIVE))
    connection.exec_driver_sql("DROP TABLE old_edition")
    for table in _OLD_TABLES:
        connection.exec_driver_sql(f"DROP TABLE old_{table}")
    for statement in _INDEXES:
        connection.exec_driver_sql(statement)
