-- The read contract: one query per listing, over the reports dated up to a day.
--
-- Each query is installed as a view for today, so that a spreadsheet or the sqlite3 shell sees what the program
-- lists; `reading.py` asks the same queries with another day. `:day` is that day, `{pace}` the fragment of that
-- name. Derived figures (status of a task, counted, pace, late) are reckoned here and nowhere else.
-- SQLite and PostgreSQL share this dialect but for julianday, group_concat and month arithmetic.

-- fragment: pace
CASE
  WHEN s.status = 'stopped' OR s.withdrawn THEN NULL
  WHEN s.status = 'done' THEN 'done'
  WHEN s.past_due THEN 'overdue'
  WHEN s.percent < s.elapsed - 10 THEN 'behind'
  WHEN s.percent > s.elapsed + 10 THEN 'ahead'
  ELSE 'on_track'
END

-- view: task_clock
-- Each task's deadline, and the share (0 to 100) of [issued_on, due] gone by.
SELECT
  t.id AS task_id, t.plan_id, p.key AS plan, t.no, t.title, t.ongoing, t.withdrawn,
  CASE WHEN t.ongoing THEN NULL ELSE coalesce(t.due, p.ends_on) END AS due,
  t.due IS NULL AND NOT t.ongoing AS due_derived,
  NOT t.ongoing AND coalesce(t.due, p.ends_on) < :day AS past_due,
  CASE
    WHEN :day >= coalesce(t.due, p.ends_on) THEN 100.0
    WHEN :day <= p.issued_on THEN 0.0
    ELSE 100.0 * (julianday(:day) - julianday(p.issued_on))
      / (julianday(coalesce(t.due, p.ends_on)) - julianday(p.issued_on))
  END AS elapsed
FROM task AS t
JOIN plan AS p ON p.id = t.plan_id

-- view: assignments
-- Every unit's part in every task, with its latest report; parts withdrawn from the plan stay, uncounted.
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
    NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped' AS counted,
    coalesce(r.status, 'not_started') AS status,
    coalesce(r.percent, 0) AS percent,
    r.note, r.problem, r.next_step AS next, r.link, r.reported_on AS "on"
  FROM task_clock AS c
  JOIN assignment AS a ON a.task_id = c.task_id
  JOIN unit AS u ON u.id = a.unit_id
  LEFT JOIN report AS r ON r.id = (
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.id AND latest.reported_on <= :day AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )
) AS s

-- view: tasks
-- Status and percent come from the principal parts that count: the leads, or the strongest role there is.
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
  s.status, s.percent, s.units_done, s.units_total, s.leads_done, s.leads_total, s.due, s.due_derived,
  {pace} AS pace, s.ongoing, s.withdrawn
FROM (
  SELECT
    c.task_id, c.plan_id, c.plan, c.no, c.title, c.due, c.due_derived, c.past_due, c.elapsed, c.ongoing, c.withdrawn,
    coalesce(g.units_done, 0) AS units_done,
    coalesce(g.units_total, 0) AS units_total,
    coalesce(g.done, 0) AS leads_done,
    coalesce(g.speaking, 0) AS leads_total,
    coalesce(g.percent, 0.0) AS percent,
    CASE
      WHEN coalesce(g.speaking, 0) = 0 THEN CASE WHEN g.stopped > 0 THEN 'stopped' ELSE 'not_started' END
      WHEN g.done = g.speaking THEN 'done'
      WHEN g.blocked > 0 THEN 'blocked'
      WHEN g.started > 0 THEN 'in_progress'
      ELSE 'not_started'
    END AS status
  FROM task_clock AS c
  LEFT JOIN (
    SELECT
      a.task_id, a.plan_id,
      sum(a.counted) AS units_total,
      sum(a.counted AND a.status = 'done') AS units_done,
      sum(a.principal AND a.status = 'stopped') AS stopped,
      sum(a.principal AND a.counted) AS speaking,
      sum(a.principal AND a.counted AND a.status = 'done') AS done,
      sum(a.principal AND a.counted AND a.status = 'blocked') AS blocked,
      sum(a.principal AND a.counted AND a.status IN ('in_progress', 'done')) AS started,
      round(avg(CASE WHEN a.principal AND a.counted THEN a.percent END), 1) AS percent
    FROM assignments AS a
    WHERE a.withdrawn = 0
    GROUP BY a.plan_id, a.task_id
  ) AS g ON g.task_id = c.task_id AND g.plan_id = c.plan_id
) AS s

-- view: measures
SELECT t.plan_id, p.key AS plan, t.no AS task, m.no, m.text, m.indicator, m.rhythm, m.due
FROM measure AS m
JOIN task AS t ON t.id = m.task_id
JOIN plan AS p ON p.id = t.plan_id

-- view: schedule
-- The activity table with what became of each row. Late: the date, or the whole month, is over and it was not held.
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
-- A unit is overdue where one of its counted parts is; else its mean percent is held against their mean elapsed share.
SELECT
  s.unit_id, s.plan_id, s.plan, s.name, s.kind, s.position, s.aliases, s.lead, s.responsible, s.member, s.possible,
  s.done, s.counted, s.percent, CASE WHEN s.counted > 0 THEN {pace} END AS pace, s.activities, s.held, s.late,
  s.withdrawn
FROM (
  SELECT
    u.id AS unit_id, u.plan_id, p.key AS plan, u.name, u.kind, u.position,
    (SELECT group_concat(x.name, '、') FROM (
       SELECT y.name FROM alias AS y WHERE y.unit_id = u.id ORDER BY y.position) AS x) AS aliases,
    coalesce(g.lead, 0) AS lead, coalesce(g.responsible, 0) AS responsible, coalesce(g.member, 0) AS member,
    coalesce(g.possible, 0) AS possible, coalesce(g.done, 0) AS done, coalesce(g.counted, 0) AS counted, g.percent,
    CASE WHEN g.done = g.counted THEN 'done' ELSE 'in_progress' END AS status, g.past_due, g.elapsed,
    coalesce(h.activities, 0) AS activities, coalesce(h.held, 0) AS held, coalesce(h.late, 0) AS late,
    u.withdrawn
  FROM unit AS u
  JOIN plan AS p ON p.id = u.plan_id
  LEFT JOIN (
    SELECT
      a.unit_id, a.plan_id,
      sum(a.role = 'lead') AS lead, sum(a.role = 'responsible') AS responsible,
      sum(a.role = 'member') AS member, sum(a.role = 'possible') AS possible,
      sum(a.counted AND a.status = 'done') AS done, sum(a.counted) AS counted,
      round(avg(CASE WHEN a.counted THEN a.percent END), 1) AS percent,
      avg(CASE WHEN a.counted THEN a.elapsed END) AS elapsed,
      max(a.counted AND a.past_due AND a.status <> 'done') AS past_due
    FROM assignments AS a
    WHERE a.withdrawn = 0
    GROUP BY a.plan_id, a.unit_id
  ) AS g ON g.unit_id = u.id AND g.plan_id = u.plan_id
  LEFT JOIN (
    SELECT
      s.organizer_id, s.plan_id,
      sum(s.status <> 'cancelled') AS activities, sum(s.status IN ('held', 'published')) AS held, sum(s.late) AS late
    FROM schedule AS s
    WHERE s.withdrawn = 0
    GROUP BY s.plan_id, s.organizer_id
  ) AS h ON h.organizer_id = u.id AND h.plan_id = u.plan_id
) AS s

-- view: plans
SELECT
  p.id AS plan_id, p.key, p.title, p.year, p.region, p.issuer, p.issued_on, p.ends_on,
  coalesce(g.tasks, 0) AS tasks, coalesce(g.done, 0) AS done, coalesce(g.percent, 0.0) AS percent,
  (SELECT count(*) FROM unit AS u WHERE u.plan_id = p.id AND u.withdrawn = 0) AS units,
  (SELECT count(*) FROM activity AS a WHERE a.plan_id = p.id AND a.withdrawn = 0) AS activities
FROM plan AS p
LEFT JOIN (
  SELECT t.plan_id, count(*) AS tasks, sum(t.status = 'done') AS done, round(avg(t.percent), 1) AS percent
  FROM tasks AS t
  WHERE t.withdrawn = 0 AND t.status <> 'stopped'
  GROUP BY t.plan_id
) AS g ON g.plan_id = p.id

-- view: ledger
-- Every change in order, undone ones too: a line for each report and event it wrote, one line where it wrote none.
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
