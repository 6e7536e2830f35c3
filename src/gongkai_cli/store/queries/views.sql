-- The read contract: one query per listing, over the reports dated up to a day.
--
-- Each query is installed as a view for today, so a spreadsheet or the sqlite3 shell shows the program's own figures.
-- `snapshot.py` runs the same queries for another day. `:day` is that day; `{pace}` inserts the fragment of that name.
-- Derived figures (status of a task, counted, pace, late) are computed only here.
-- The dialect is SQLite's. PostgreSQL shares its joins, CASE, grouping and CTEs, but no arithmetic on truths and days.

-- fragment: pace
-- Needs s with status, percent, withdrawn, past_due, elapsed.
CASE
  WHEN s.status = 'stopped' OR s.withdrawn THEN NULL
  WHEN s.status = 'done' THEN 'done'
  WHEN s.past_due THEN 'overdue'
  WHEN s.percent < s.elapsed - 10 THEN 'behind'
  WHEN s.percent > s.elapsed + 10 THEN 'ahead'
  ELSE 'on_track'
END

-- fragment: latest_report
-- The report in force on the day. Needs a: assignment.
(
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.id AND latest.reported_on <= :day AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )

-- fragment: counted
-- Needs a: assignment, c: its task (or task_clock), r: its latest report, which may be absent.
(NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped')

-- fragment: past_due
-- Needs c: task, p: its plan.
(NOT c.ongoing AND coalesce(c.due, p.ends_on) < :day)

-- fragment: elapsed
-- The share (0 to 100) of the time up to the deadline that is over. Needs c: task, p: its plan.
CASE
    WHEN :day >= coalesce(c.due, p.ends_on) THEN 100.0
    WHEN :day <= p.issued_on THEN 0.0
    ELSE 100.0 * (julianday(:day) - julianday(p.issued_on))
      / (julianday(coalesce(c.due, p.ends_on)) - julianday(p.issued_on))
  END

-- view: task_clock
-- Each task's deadline, and the share (0 to 100) of [issued_on, due] that is over.
SELECT
  c.id AS task_id, c.plan_id, p.key AS plan, c.no, c.title, c.ongoing, c.withdrawn,
  CASE WHEN c.ongoing THEN NULL ELSE coalesce(c.due, p.ends_on) END AS due,
  c.due IS NULL AND NOT c.ongoing AS due_derived,
  {past_due} AS past_due,
  {elapsed} AS elapsed
FROM task AS c
JOIN plan AS p ON p.id = c.plan_id

-- view: assignments
-- Every unit's part in every task, with its latest report. Withdrawn parts are not counted.
SELECT
  s.assignment_id, s.task_id, s.unit_id, s.plan_id, s.plan, s.no, s.title, s.unit, s.role, s.via, s.principal,
  s.counted, s.status, s.percent, s.note, s.problem, s.next, s.link, s."on", s.due, s.due_derived,
  CASE WHEN s.counted THEN {pace} END AS pace,
  s.past_due, s.elapsed, s.ongoing, s.withdrawn
FROM (
  SELECT
    a.id AS assignment_id, a.task_id, a.unit_id, c.plan_id, c.plan, c.no, c.title, u.name AS unit, a.role, a.via,
    a.principal, c.due, c.due_derived, c.past_due, c.elapsed, c.ongoing,
    a.withdrawn OR c.withdrawn AS withdrawn,
    {counted} AS counted,
    coalesce(r.status, 'not_started') AS status,
    coalesce(r.percent, 0) AS percent,
    r.note, r.problem, r.next_step AS next, r.link, r.reported_on AS "on"
  FROM task_clock AS c
  JOIN assignment AS a ON a.task_id = c.task_id
  JOIN unit AS u ON u.id = a.unit_id
  LEFT JOIN report AS r ON r.id = {latest_report}
) AS s

-- view: task_standing
-- A task's status and percent, from the principal parts that count: the leads, or the strongest role there is.
SELECT
  s.plan_id, s.task_id, s.withdrawn, s.done AS leads_done, s.speaking AS leads_total,
  coalesce(s.percent, 0.0) AS percent,
  CASE
    WHEN s.speaking = 0 THEN CASE WHEN s.stopped > 0 THEN 'stopped' ELSE 'not_started' END
    WHEN s.done = s.speaking THEN 'done'
    WHEN s.blocked > 0 THEN 'blocked'
    WHEN s.started > 0 THEN 'in_progress'
    ELSE 'not_started'
  END AS status
FROM (
  SELECT
    c.plan_id, c.id AS task_id, c.withdrawn,
    sum(r.status = 'stopped') AS stopped,
    coalesce(sum({counted}), 0) AS speaking,
    coalesce(sum({counted} AND r.status = 'done'), 0) AS done,
    sum({counted} AND r.status = 'blocked') AS blocked,
    sum({counted} AND r.status IN ('in_progress', 'done')) AS started,
    round(avg(CASE WHEN {counted} THEN coalesce(r.percent, 0) END), 1) AS percent
  FROM task AS c
  LEFT JOIN assignment AS a ON a.task_id = c.id AND a.principal AND NOT a.withdrawn AND NOT c.withdrawn
  LEFT JOIN report AS r ON r.id = {latest_report}
  GROUP BY c.plan_id, c.id
) AS s

-- view: tasks
-- Every task with its units by role, its status and its pace.
SELECT
  s.task_id, s.plan_id, s.plan, s.no, s.title,
  (SELECT group_concat(x.name, '、') FROM (
     SELECT u.name FROM party AS y JOIN unit AS u ON u.id = y.unit_id
     WHERE y.task_id = s.task_id AND y.role = 'lead' ORDER BY y.position) AS x) AS lead,
  (SELECT group_concat(x.name, '、') FROM (
     SELECT u.name FROM party AS y JOIN unit AS u ON u.id = y.unit_id
     WHERE y.task_id = s.task_id AND y.role = 'responsible' ORDER BY y.position) AS x) AS responsible,
  (SELECT group_concat(x.name, '、') FROM (
     SELECT k.name FROM party AS y JOIN collective AS k ON k.id = y.collective_id
     WHERE y.task_id = s.task_id ORDER BY y.position) AS x) AS collectives,
  s.status, s.percent,
  (SELECT count(*) FROM assignments AS a WHERE a.task_id = s.task_id AND a.counted AND a.status = 'done') AS units_done,
  (SELECT count(*) FROM assignments AS a WHERE a.task_id = s.task_id AND a.counted) AS units_total,
  s.leads_done, s.leads_total, s.due, s.due_derived, {pace} AS pace, s.ongoing, s.withdrawn
FROM (
  SELECT
    c.task_id, c.plan_id, c.plan, c.no, c.title, c.due, c.due_derived, c.past_due, c.elapsed, c.ongoing, c.withdrawn,
    g.status, g.percent, g.leads_done, g.leads_total
  FROM task_clock AS c
  JOIN task_standing AS g ON g.plan_id = c.plan_id AND g.task_id = c.task_id
) AS s

-- view: measures
-- Every measure, under the number of its task.
SELECT t.plan_id, p.key AS plan, t.no AS task, m.no, m.text, m.indicator, m.rhythm, m.due
FROM measure AS m
JOIN task AS t ON t.id = m.task_id
JOIN plan AS p ON p.id = t.plan_id

-- view: schedule
-- The activity table with the latest step of each row. Late: the date, or the month, is over and it was not held.
SELECT
  s.activity_id, s.plan_id, s.plan, s.organizer_id, s.no, s.month, s.date, s.theme, s.organizer, s.form, s.status,
  s.place, s.people, s.link, s.note, s.reason, s.printed_theme, s."on",
  s.withdrawn = 0 AND s.status IN ('undated', 'scheduled')
    AND coalesce(s.date, date(printf('%04d-%02d-01', s.year, s.month), '+1 month', '-1 day')) < :day AS late,
  s.withdrawn
FROM (
  SELECT
    a.id AS activity_id, a.plan_id, p.key AS plan, p.year, a.organizer_id, a.no, a.month, u.name AS organizer,
    a.withdrawn,
    CASE WHEN e.id IS NULL THEN a.date ELSE e.date END AS date,
    coalesce(e.theme, a.theme) AS theme,
    coalesce(e.form, a.form) AS form,
    coalesce(e.status, CASE WHEN a.date IS NULL THEN 'undated' ELSE 'scheduled' END) AS status,
    e.place, e.people, e.link, coalesce(e.note, a.note) AS note, e.reason, a.theme AS printed_theme,
    e.reported_on AS "on"
  FROM activity AS a
  JOIN plan AS p ON p.id = a.plan_id
  JOIN unit AS u ON u.id = a.organizer_id
  LEFT JOIN activity_event AS e ON e.id = (
    SELECT latest.id
    FROM activity_event AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.activity_id = a.id AND latest.reported_on <= :day AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )
) AS s

-- view: units
-- Every unit with its counts. It is overdue if one of its counted parts is; otherwise its mean percent is compared
-- with the mean elapsed share of those parts.
SELECT
  s.unit_id, s.plan_id, s.plan, s.name, s.kind, s.position,
  (SELECT group_concat(x.name, '、') FROM (
     SELECT y.name FROM alias AS y WHERE y.unit_id = s.unit_id ORDER BY y.position) AS x) AS aliases,
  s.lead, s.responsible, s.member, s.possible, s.done, s.counted, s.percent,
  CASE WHEN s.counted > 0 THEN {pace} END AS pace,
  (SELECT count(*) FROM schedule AS o
   WHERE o.organizer_id = s.unit_id AND o.withdrawn = 0 AND o.status <> 'cancelled') AS activities,
  (SELECT count(*) FROM schedule AS o
   WHERE o.organizer_id = s.unit_id AND o.withdrawn = 0 AND o.status IN ('held', 'published')) AS held,
  (SELECT count(*) FROM schedule AS o WHERE o.organizer_id = s.unit_id AND o.withdrawn = 0 AND o.late) AS late,
  s.withdrawn
FROM (
  SELECT
    u.plan_id, u.id AS unit_id, p.key AS plan, u.name, u.kind, u.position, u.withdrawn,
    coalesce(sum(a.role = 'lead' AND NOT c.withdrawn), 0) AS lead,
    coalesce(sum(a.role = 'responsible' AND NOT c.withdrawn), 0) AS responsible,
    coalesce(sum(a.role = 'member' AND NOT c.withdrawn), 0) AS member,
    coalesce(sum(a.role = 'possible' AND NOT c.withdrawn), 0) AS possible,
    coalesce(sum({counted} AND r.status = 'done'), 0) AS done,
    coalesce(sum({counted}), 0) AS counted,
    round(avg(CASE WHEN {counted} THEN coalesce(r.percent, 0) END), 1) AS percent,
    avg(CASE WHEN {counted} THEN {elapsed} END) AS elapsed,
    max({counted} AND {past_due} AND coalesce(r.status, 'not_started') <> 'done') AS past_due,
    CASE WHEN coalesce(sum({counted} AND r.status = 'done'), 0) = sum({counted}) THEN 'done' ELSE 'in_progress' END
      AS status
  FROM unit AS u
  JOIN plan AS p ON p.id = u.plan_id
  LEFT JOIN assignment AS a ON a.unit_id = u.id AND NOT a.withdrawn
  LEFT JOIN task AS c ON c.id = a.task_id
  LEFT JOIN report AS r ON r.id = {latest_report}
  GROUP BY u.plan_id, u.id
) AS s

-- view: plans
-- Every plan with the counts of its tasks, units and activities.
SELECT
  p.id AS plan_id, p.key, p.title, p.year, p.region, p.issuer, p.issued_on, p.ends_on,
  coalesce(g.tasks, 0) AS tasks, coalesce(g.done, 0) AS done, coalesce(g.percent, 0.0) AS percent,
  (SELECT count(*) FROM unit AS u WHERE u.plan_id = p.id AND u.withdrawn = 0) AS units,
  (SELECT count(*) FROM activity AS a WHERE a.plan_id = p.id AND a.withdrawn = 0) AS activities
FROM plan AS p
LEFT JOIN (
  SELECT t.plan_id, count(*) AS tasks, sum(t.status = 'done') AS done, round(avg(t.percent), 1) AS percent
  FROM task_standing AS t
  WHERE t.withdrawn = 0 AND t.status <> 'stopped'
  GROUP BY t.plan_id
) AS g ON g.plan_id = p.id

-- view: ledger
-- Every change, undone ones too: a line for each of its reports and events, or one line if it has none.
SELECT
  c.id, c.plan_id, p.key AS plan, c.at, c.who AS "by", c.kind, r.reported_on AS "on",
  'task' AS subject_kind, t.no AS subject_no, t.title AS subject_title, u.name AS unit,
  r.before_status, r.before_percent, r.status AS after_status, r.percent AS after_percent,
  r.note, r.problem, r.next_step AS next, r.link, c.undone_by IS NOT NULL AS undone
FROM change AS c
JOIN plan AS p ON p.id = c.plan_id
JOIN report AS r ON r.change_id = c.id
JOIN assignment AS a ON a.id = r.assignment_id
JOIN task AS t ON t.id = a.task_id
JOIN unit AS u ON u.id = a.unit_id
UNION ALL
SELECT
  c.id, c.plan_id, p.key, c.at, c.who, c.kind, e.reported_on,
  'activity', v.no, coalesce(e.theme, v.theme), u.name,
  e.before_status, NULL, e.status, NULL,
  e.note, NULL, NULL, e.link, c.undone_by IS NOT NULL
FROM change AS c
JOIN plan AS p ON p.id = c.plan_id
JOIN activity_event AS e ON e.change_id = c.id
JOIN activity AS v ON v.id = e.activity_id
JOIN unit AS u ON u.id = v.organizer_id
UNION ALL
SELECT
  c.id, c.plan_id, p.key, c.at, c.who, c.kind, NULL,
  CASE WHEN c.target_id IS NULL THEN 'plan' ELSE 'change' END, c.target_id, p.title, NULL,
  NULL, NULL, NULL, NULL,
  c.note, NULL, NULL, NULL, c.undone_by IS NOT NULL
FROM change AS c
JOIN plan AS p ON p.id = c.plan_id
WHERE c.kind NOT IN ('mark', 'activity')
