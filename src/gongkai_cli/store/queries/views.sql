-- The read contract: one query a listing, over the edition in force on a day and the reports dated up to it.
--
-- Each query is installed as a view for today, so a spreadsheet or the sqlite3 shell shows the listings of the program;
-- `views.py` runs the same queries for another day. `:day` is that day, `{pace}` the fragment of that name. Derived
-- figures (status of a task, counted, pace, late) are computed here and nowhere else.
-- The dialect is SQLite's. Joins, CASE, grouping and CTEs are also PostgreSQL's; arithmetic on truths and days is not.

-- fragment: pace
-- Needs s, with status, withdrawn, past_due, percent and elapsed.
CASE
  WHEN s.status = 'stopped' OR s.withdrawn THEN NULL
  WHEN s.status = 'done' THEN 'done'
  WHEN s.past_due THEN 'overdue'
  WHEN s.percent < s.elapsed - 10 THEN 'behind'
  WHEN s.percent > s.elapsed + 10 THEN 'ahead'
  ELSE 'on_track'
END

-- fragment: active_report
-- Needs a, an entry of an assignment.
FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.assignment_id AND latest.reported_on <= :day AND change.undone_by IS NULL

-- fragment: newest_report
ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1

-- fragment: latest_report
-- Needs a, an entry of an assignment.
(
    SELECT latest.id
    {active_report}
    {newest_report}
  )

-- fragment: note_report
-- The report with the note that holds. Needs a, an entry of an assignment, and r, its latest report.
CASE WHEN r.id IS NULL OR r.note IS NOT NULL THEN r.id ELSE (
    SELECT latest.id
    {active_report} AND latest.note IS NOT NULL
    {newest_report}) END

-- fragment: problem_report
-- The report with the problem that holds: a part that is done ends it. Needs a and r, as above.
CASE WHEN r.id IS NULL OR r.problem IS NOT NULL OR r.status = 'done' THEN r.id ELSE (
    SELECT latest.id
    {active_report} AND (latest.problem IS NOT NULL OR latest.status = 'done')
    {newest_report}) END

-- fragment: open_problem
-- What a report of 100% itself says is shown until the next report. Needs q and r.
CASE WHEN q.id = r.id OR q.status <> 'done' THEN nullif(q.problem, '') END

-- fragment: next_report
-- The report with the next step that holds: a part that is done ends it. Needs a and r, as above.
CASE WHEN r.id IS NULL OR r.next_step IS NOT NULL OR r.status = 'done' THEN r.id ELSE (
    SELECT latest.id
    {active_report} AND (latest.next_step IS NOT NULL OR latest.status = 'done')
    {newest_report}) END

-- fragment: open_next
-- As `open_problem`. Needs m and r.
CASE WHEN m.id = r.id OR m.status <> 'done' THEN nullif(m.next_step, '') END

-- fragment: link_report
-- The report with the newest links. Needs a and r, as above.
CASE WHEN r.id IS NULL OR r.link IS NOT NULL THEN r.id ELSE (
    SELECT latest.id
    {active_report} AND latest.link IS NOT NULL
    {newest_report}) END

-- fragment: clearing_report
-- The report that last cleared the links. Needs a, and e, the report with the newest links.
CASE WHEN e.link <> '' THEN (
    SELECT latest.id
    {active_report} AND latest.link = ''
    {newest_report}) END

-- fragment: links
-- All links since they were last cleared, one a line, the newest first. Needs a, e, and z, the report that cleared them.
CASE WHEN e.link <> '' THEN (
      SELECT group_concat(x.link, char(10)) FROM (
        SELECT latest.link
        {active_report} AND latest.link <> ''
          AND (z.id IS NULL OR (latest.reported_on, latest.id) > (z.reported_on, z.id))
        GROUP BY latest.link
        ORDER BY max(printf('%s%12d', latest.reported_on, latest.id)) DESC) AS x) END

-- fragment: mean_percent
-- A mean as it is shown: 100 is for what is done, and 0 for what has not begun. Needs s, with percent and begun.
CASE
    WHEN s.percent > 99 AND s.percent < 100 THEN 99.0
    WHEN s.percent < 1 AND s.begun THEN 1.0
    ELSE round(s.percent, 1)
  END

-- fragment: latest_event
-- Needs a, an entry of an activity.
(
    SELECT latest.id
    FROM activity_event AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.activity_id = a.activity_id AND latest.reported_on <= :day AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )

-- fragment: speaking
-- Whether a principal part speaks for its task. Needs a, an entry of an assignment, and r, its latest report.
((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped')

-- fragment: counted
-- Needs a, an entry of an assignment, c, the entry of its task, and r, its latest report.
(NOT (a.withdrawn OR c.withdrawn) AND {speaking})

-- fragment: has_report
-- Needs c, the entry of a task.
EXISTS (
    SELECT 1 FROM assignment AS one
    JOIN report ON report.assignment_id = one.id
    JOIN change ON change.id = report.change_id
    WHERE one.task_id = c.task_id AND report.reported_on <= :day AND change.undone_by IS NULL)

-- fragment: past_due
-- Needs c, the entry of a task, and p, the edition.
(NOT c.ongoing AND coalesce(c.due, p.ends_on) < :day)

-- fragment: elapsed
-- Needs c, the entry of a task, and p, the edition.
CASE
    WHEN :day >= coalesce(c.due, p.ends_on) THEN 100.0
    WHEN :day <= p.issued_on THEN 0.0
    ELSE 100.0 * (julianday(:day) - julianday(p.issued_on))
      / (julianday(coalesce(c.due, p.ends_on)) - julianday(p.issued_on))
  END

-- fragment: parties_of_task
-- The units and collectives that a task names. Needs s, with its edition and task.
SELECT coalesce(u.name, k.name) AS name FROM party AS y
     LEFT JOIN unit_entry AS u ON u.edition_id = y.edition_id AND u.unit_id = y.unit_id
     LEFT JOIN collective AS k ON k.id = y.collective_id
     WHERE y.edition_id = s.edition_id AND y.task_id = s.task_id

-- fragment: has_units
-- Whether any unit has a part in a task: nobody can report on one that is 未分工. Needs s, with its edition and task.
EXISTS (
    SELECT 1 FROM assignment_entry AS any
    WHERE any.edition_id = s.edition_id AND any.task_id = s.task_id AND NOT any.withdrawn)

-- fragment: month_year
-- The year of an activity's printed month: the one in which the month lies in the plan's period, else the plan's.
-- Needs a, the entry of an activity, and p, the edition.
CASE
      WHEN printf('%04d-%02d', p.year, a.month) BETWEEN substr(p.issued_on, 1, 7) AND substr(p.ends_on, 1, 7) THEN p.year
      WHEN printf('%04d-%02d', p.year + 1, a.month) BETWEEN substr(p.issued_on, 1, 7) AND substr(p.ends_on, 1, 7)
        THEN p.year + 1
      WHEN printf('%04d-%02d', p.year - 1, a.month) BETWEEN substr(p.issued_on, 1, 7) AND substr(p.ends_on, 1, 7)
        THEN p.year - 1
      ELSE p.year
    END

-- fragment: earlier_report
-- The reports on the same part that held when report r was written. Needs r, a report.
FROM report AS earlier
    JOIN change ON change.id = earlier.change_id
    WHERE earlier.assignment_id = r.assignment_id AND earlier.reported_on <= r.reported_on AND earlier.id < r.id
      AND (change.undone_by IS NULL OR change.undone_by > r.change_id)

-- fragment: newest_earlier
ORDER BY earlier.reported_on DESC, earlier.id DESC
    LIMIT 1

-- fragment: report_changes
-- Needs r, a report, and n, q, m and e, the reports with the words before it.
nullif(
    CASE WHEN r.status <> r.before_status
      THEN 'status' || char(9) || r.before_status || char(9) || r.status || char(10) ELSE '' END
    || CASE WHEN r.percent <> r.before_percent
      THEN 'percent' || char(9) || r.before_percent || char(9) || r.percent || char(10) ELSE '' END
    || CASE WHEN r.note IS NOT NULL AND r.note <> coalesce(n.note, '')
      THEN 'note' || char(9) || coalesce(n.note, '') || char(9) || r.note || char(10) ELSE '' END
    || CASE WHEN (r.problem IS NOT NULL OR r.status = 'done') AND coalesce(r.problem, '') <> coalesce(q.problem, '')
      THEN 'problem' || char(9) || coalesce(q.problem, '') || char(9) || coalesce(r.problem, '') || char(10)
      ELSE '' END
    || CASE WHEN (r.next_step IS NOT NULL OR r.status = 'done')
        AND coalesce(r.next_step, '') <> coalesce(m.next_step, '')
      THEN 'next' || char(9) || coalesce(m.next_step, '') || char(9) || coalesce(r.next_step, '') || char(10)
      ELSE '' END
    || CASE WHEN r.link IS NOT NULL AND r.link <> coalesce(e.link, '')
      THEN 'link' || char(9) || replace(coalesce(e.link, ''), char(10), ' ') || char(9)
        || replace(r.link, char(10), ' ') || char(10) ELSE '' END,
    '')

-- fragment: edition_then
-- The edition in which event e was written: the one in force on its day, among those loaded before it.
(
  SELECT x.id
  FROM edition AS x
  JOIN change AS y ON y.id = x.change_id
  WHERE x.plan_id = e.plan_id AND x.change_id < e.change_id AND x.since <= e.reported_on
    AND (y.undone_by IS NULL OR y.undone_by > e.change_id)
  ORDER BY x.since DESC, x.id DESC
  LIMIT 1
)

-- fragment: event_changes
-- Needs e, an event, b, the one before it, and o, the entry of the activity in the edition of that time.
nullif(
    CASE WHEN e.status <> e.before_status
      THEN 'status' || char(9) || e.before_status || char(9) || e.status || char(10) ELSE '' END
    || CASE WHEN coalesce(e.date, o.date, '') <> coalesce(b.date, o.date, '')
      THEN 'date' || char(9) || coalesce(b.date, o.date, '') || char(9) || coalesce(e.date, o.date, '') || char(10)
      ELSE '' END
    || CASE WHEN coalesce(e.last_date, CASE WHEN e.date IS NULL THEN o.last_date END, '') <> coalesce(b.last_date, CASE WHEN b.date IS NULL THEN o.last_date END, '')
      THEN 'last_date' || char(9) || coalesce(b.last_date, CASE WHEN b.date IS NULL THEN o.last_date END, '') || char(9) || coalesce(e.last_date, CASE WHEN e.date IS NULL THEN o.last_date END, '') || char(10)
      ELSE '' END
    || CASE WHEN coalesce(e.time, CASE WHEN e.date IS NULL THEN o.time END, '') <> coalesce(b.time, CASE WHEN b.date IS NULL THEN o.time END, '')
      THEN 'time' || char(9) || coalesce(b.time, CASE WHEN b.date IS NULL THEN o.time END, '') || char(9) || coalesce(e.time, CASE WHEN e.date IS NULL THEN o.time END, '') || char(10) ELSE '' END
    || CASE WHEN coalesce(e.theme, o.theme, '') <> coalesce(b.theme, o.theme, '')
      THEN 'theme' || char(9) || coalesce(b.theme, o.theme, '') || char(9) || coalesce(e.theme, o.theme, '') || char(10)
      ELSE '' END
    || CASE WHEN coalesce(e.form, o.form, '') <> coalesce(b.form, o.form, '')
      THEN 'form' || char(9) || coalesce(b.form, o.form, '') || char(9) || coalesce(e.form, o.form, '') || char(10)
      ELSE '' END
    || CASE WHEN coalesce(e.place, o.place, '') <> coalesce(b.place, o.place, '')
      THEN 'place' || char(9) || coalesce(b.place, o.place, '') || char(9) || coalesce(e.place, o.place, '') || char(10) ELSE '' END
    || CASE WHEN coalesce(e.people, o.people, '') <> coalesce(b.people, o.people, '')
      THEN 'people' || char(9) || coalesce(b.people, o.people, '') || char(9) || coalesce(e.people, o.people, '') || char(10) ELSE '' END
    || CASE WHEN coalesce(e.note, o.note, '') <> coalesce(b.note, o.note, '')
      THEN 'note' || char(9) || coalesce(b.note, o.note, '') || char(9) || coalesce(e.note, o.note, '') || char(10)
      ELSE '' END
    || CASE WHEN coalesce(e.reason, '') <> coalesce(b.reason, '')
      THEN 'reason' || char(9) || coalesce(b.reason, '') || char(9) || coalesce(e.reason, '') || char(10) ELSE '' END
    || CASE WHEN coalesce(e.link, '') <> coalesce(b.link, '')
      THEN 'link' || char(9) || coalesce(b.link, '') || char(9) || coalesce(e.link, '') || char(10) ELSE '' END,
    '')

-- view: current_edition
-- The edition of each plan in force; a removed plan has none until it is loaded again.
SELECT
  e.plan_id, p.key AS plan, e.id AS edition_id, e.since, e.title, e.year, e.region,
  replace(e.issuer, char(10), '、') AS issuer, e.issued_on, e.ends_on, e.source, e.based_on, e.number, e.also
FROM plan AS p
JOIN edition AS e ON e.plan_id = p.id AND e.id = (
  SELECT latest.id
  FROM edition AS latest
  JOIN change ON change.id = latest.change_id
  WHERE latest.plan_id = p.id AND latest.since <= :edition_day AND change.undone_by IS NULL
  ORDER BY latest.since DESC, latest.id DESC
  LIMIT 1
)
WHERE NOT EXISTS (
  SELECT 1 FROM change AS removal
  WHERE removal.plan_id = p.id AND removal.kind = 'remove' AND removal.undone_by IS NULL AND NOT EXISTS (
    SELECT 1 FROM change AS later
    WHERE later.plan_id = p.id AND later.id > removal.id AND later.kind = 'load' AND later.undone_by IS NULL))

-- view: unit_names
SELECT p.plan_id, p.plan, u.unit_id, u.name, u.kind, u.position, u.withdrawn
FROM current_edition AS p
JOIN unit_entry AS u ON u.edition_id = p.edition_id

-- view: unit_aliases
SELECT p.plan_id, p.plan, u.unit_id, a.name AS alias, u.name, u.position, a.position AS place
FROM current_edition AS p
JOIN alias AS a ON a.edition_id = p.edition_id
JOIN unit_entry AS u ON u.edition_id = p.edition_id AND u.unit_id = a.unit_id

-- view: task_clock
-- Each task's deadline, and the share (0 to 100) of [issued_on, due] gone by. A withdrawn task stays if it has reports.
SELECT
  c.task_id, p.plan_id, p.plan, p.edition_id, c.no, c.title, c.ongoing, c.withdrawn,
  CASE WHEN c.ongoing THEN NULL ELSE coalesce(c.due, p.ends_on) END AS due,
  c.due IS NULL AND NOT c.ongoing AS due_derived,
  {past_due} AS past_due,
  {elapsed} AS elapsed,
  c.due_words, c.printed, c.section, c.others, p.also
FROM current_edition AS p
JOIN task_entry AS c ON c.edition_id = p.edition_id
WHERE NOT c.withdrawn OR {has_report}

-- view: assignments
-- Every unit's part in every task, with its latest report. A withdrawn part stays, uncounted, if it has reports.
-- Note, problem, next step and links are the latest that were said; `note_on` and so on are their days where those are
-- older than the report's.
SELECT
  s.assignment_id, s.task_id, s.unit_id, s.plan_id, s.plan, s.no, s.title, s.unit, s.role, s.via, s.principal,
  s.counted, s.status, s.percent, s.note, s.problem, s.next, s.link, s."on", s.due, s.due_derived,
  CASE WHEN s.counted THEN {pace} END AS pace,
  s.past_due, s.elapsed, s.ongoing, s.withdrawn, s.edition_id, s.note_on, s.problem_on, s.next_on, s.links,
  s.due_words, s.printed
FROM (
  SELECT
    c.edition_id, a.assignment_id, a.task_id, a.unit_id, c.plan_id, c.plan, c.no, c.title, u.name AS unit, a.role, a.via,
    a.principal, c.due, c.due_derived, c.past_due, c.elapsed, c.ongoing, c.due_words, c.printed,
    a.withdrawn OR c.withdrawn AS withdrawn,
    {counted} AS counted,
    coalesce(r.status, 'not_started') AS status,
    coalesce(r.percent, 0) AS percent,
    nullif(n.note, '') AS note,
    {open_problem} AS problem,
    {open_next} AS next,
    CASE WHEN e.link <> '' THEN substr(e.link, 1, instr(e.link || char(10), char(10)) - 1) END AS link,
    r.reported_on AS "on",
    CASE WHEN n.note <> '' AND n.reported_on < r.reported_on THEN n.reported_on END AS note_on,
    CASE WHEN {open_problem} IS NOT NULL AND q.reported_on < r.reported_on THEN q.reported_on END AS problem_on,
    CASE WHEN {open_next} IS NOT NULL AND m.reported_on < r.reported_on THEN m.reported_on END AS next_on,
    {links} AS links
  FROM task_clock AS c
  JOIN assignment_entry AS a ON a.edition_id = c.edition_id AND a.task_id = c.task_id
  JOIN unit_entry AS u ON u.edition_id = c.edition_id AND u.unit_id = a.unit_id
  LEFT JOIN report AS r ON r.id = {latest_report}
  LEFT JOIN report AS n ON n.id = {note_report}
  LEFT JOIN report AS q ON q.id = {problem_report}
  LEFT JOIN report AS m ON m.id = {next_report}
  LEFT JOIN report AS e ON e.id = {link_report}
  LEFT JOIN report AS z ON z.id = {clearing_report}
  WHERE NOT a.withdrawn OR r.id IS NOT NULL
) AS s

-- view: task_standing
-- A task's status and percent, from the principal parts that count: the leads, or the strongest role there is. Where all
-- of them have stopped, the percent is the mean at which they stopped. A withdrawn task keeps its last standing.
SELECT
  s.plan_id, s.task_id, s.withdrawn,
  CASE WHEN s.withdrawn THEN 0 ELSE s.done END AS leads_done,
  CASE WHEN s.withdrawn THEN 0 ELSE s.speaking END AS leads_total,
  coalesce({mean_percent}, 0.0) AS percent,
  CASE
    WHEN s.speaking = 0 THEN CASE WHEN s.stopped > 0 THEN 'stopped' ELSE 'not_started' END
    WHEN s.done = s.speaking THEN 'done'
    WHEN s.blocked > 0 THEN 'blocked'
    WHEN s.started > 0 THEN 'in_progress'
    ELSE 'not_started'
  END AS status
FROM (
  SELECT
    p.plan_id, c.task_id, c.withdrawn,
    sum(r.status = 'stopped') AS stopped,
    coalesce(sum({speaking}), 0) AS speaking,
    coalesce(sum({speaking} AND r.status = 'done'), 0) AS done,
    sum({speaking} AND r.status = 'blocked') AS blocked,
    sum({speaking} AND r.status IN ('in_progress', 'done')) AS started,
    max({speaking} AND coalesce(r.status, 'not_started') <> 'not_started') AS begun,
    coalesce(avg(CASE WHEN {speaking} THEN coalesce(r.percent, 0) END),
      avg(CASE WHEN r.status = 'stopped' THEN r.percent END)) AS percent
  FROM current_edition AS p
  JOIN task_entry AS c ON c.edition_id = p.edition_id
  LEFT JOIN assignment_entry AS a
    ON a.edition_id = p.edition_id AND a.task_id = c.task_id AND a.principal AND (c.withdrawn OR NOT a.withdrawn)
  LEFT JOIN report AS r ON r.id = {latest_report}
  GROUP BY p.plan_id, c.task_id
) AS s

-- view: task_counts
-- The parts of each task that count, those that are done, and those that have a report.
SELECT
  p.plan_id, c.task_id, coalesce(sum({counted}), 0) AS units_total,
  coalesce(sum({counted} AND r.status = 'done'), 0) AS units_done,
  coalesce(sum({counted} AND r.id IS NOT NULL), 0) AS reported
FROM current_edition AS p
JOIN task_entry AS c ON c.edition_id = p.edition_id
LEFT JOIN assignment_entry AS a ON a.edition_id = p.edition_id AND a.task_id = c.task_id
LEFT JOIN report AS r ON r.id = {latest_report}
GROUP BY p.plan_id, c.task_id

-- view: tasks
SELECT
  s.task_id, s.plan_id, s.plan, s.no, s.title,
  (SELECT group_concat(x.name, '、') FROM (
     {parties_of_task} AND y.role = 'lead' ORDER BY y.position) AS x) AS lead,
  (SELECT group_concat(x.name, '、') FROM (
     SELECT u.name FROM party AS y JOIN unit_entry AS u ON u.edition_id = y.edition_id AND u.unit_id = y.unit_id
     WHERE y.edition_id = s.edition_id AND y.task_id = s.task_id AND y.role = 'responsible' ORDER BY y.position) AS x)
    AS responsible,
  (SELECT group_concat(x.name, '、') FROM (
     SELECT k.name, y.position FROM party AS y JOIN collective AS k ON k.id = y.collective_id
     WHERE y.edition_id = s.edition_id AND y.task_id = s.task_id AND y.role = 'responsible'
     UNION ALL
     SELECT replace(s.also, char(10), '、'), 1000 WHERE s.also <> '' AND NOT s.withdrawn
     ORDER BY 2) AS x) AS collectives,
  s.status, s.percent,
  s.units_done, s.units_total,
  s.leads_done, s.leads_total, s.due, s.due_derived, CASE WHEN {has_units} THEN {pace} END AS pace, s.ongoing, s.withdrawn, s.edition_id, s.reported,
  (SELECT group_concat(x.name, '、') FROM (
     {parties_of_task} AND y.role = 'support' ORDER BY y.position) AS x) AS support,
  s.others, s.due_words, s.printed, s.section
FROM (
  SELECT
    c.task_id, c.plan_id, c.plan, c.edition_id, c.no, c.title, c.due, c.due_derived, c.past_due, c.elapsed, c.ongoing,
    c.due_words, c.printed, c.section, c.others, c.also, c.withdrawn,
    g.status, g.percent, g.leads_done, g.leads_total, x.units_done, x.units_total, x.reported
  FROM task_clock AS c
  JOIN task_standing AS g ON g.plan_id = c.plan_id AND g.task_id = c.task_id
  JOIN task_counts AS x ON x.plan_id = c.plan_id AND x.task_id = c.task_id
) AS s

-- view: measures
SELECT p.plan_id, p.plan, t.no AS task, m.no, m.text, m.indicator, m.rhythm, m.due, m.due_words
FROM current_edition AS p
JOIN task_entry AS t ON t.edition_id = p.edition_id
JOIN measure AS m ON m.edition_id = p.edition_id AND m.task_id = t.task_id
WHERE NOT t.withdrawn OR NOT EXISTS (
  SELECT 1 FROM task_entry AS same WHERE same.edition_id = p.edition_id AND same.no = t.no AND NOT same.withdrawn)

-- view: schedule
-- The activity table with the state of each row. Late: the date, or the printed month, is over without the activity.
-- A withdrawn activity stays if it has events.
SELECT
  s.activity_id, s.plan_id, s.plan, s.organizer_id, s.no, s.month, s.year, s.date, s.last_date, s.time, s.theme,
  s.organizer, s.form, s.status,
  s.place, s.people, s.link, s.note, s.reason, s.printed_theme, s."on",
  s.withdrawn = 0 AND s.status IN ('undated', 'scheduled')
    AND coalesce(s.last_date, s.date, date(printf('%04d-%02d-01', s.year, s.month), '+1 month', '-1 day')) < :day AS late,
  s.withdrawn, s.first_month, s.printed_when AS "when", s.audience, s.content, s.organizers
FROM (
  SELECT
    a.activity_id, p.plan_id, p.plan, {month_year} AS year, a.organizer_id, a.no, a.month,
    replace(a.organizers, char(10), '、') AS organizer, a.withdrawn,
    coalesce(e.date, a.date) AS date,
    CASE WHEN e.date IS NULL THEN a.last_date ELSE e.last_date END AS last_date,
    CASE WHEN e.date IS NULL THEN coalesce(e.time, a.time) ELSE e.time END AS time,
    coalesce(e.theme, a.theme) AS theme,
    coalesce(e.form, a.form) AS form,
    CASE
      WHEN e.status NOT IN ('undated', 'scheduled') THEN e.status
      WHEN coalesce(e.date, a.date) IS NULL THEN 'undated'
      ELSE 'scheduled'
    END AS status,
    coalesce(e.place, a.place) AS place, coalesce(e.people, a.people) AS people, e.link,
    coalesce(e.note, a.note) AS note, e.reason, a.theme AS printed_theme, e.reported_on AS "on",
    a.first_month, a.printed_when, a.audience, a.content, a.organizers
  FROM current_edition AS p
  JOIN activity_entry AS a ON a.edition_id = p.edition_id
  LEFT JOIN activity_event AS e ON e.id = {latest_event}
  WHERE NOT a.withdrawn OR e.id IS NOT NULL
) AS s

-- view: units
-- A unit is overdue if one of its counted parts is; otherwise its mean percent is compared with their mean elapsed
-- share. A withdrawn unit stays if a part or an activity of it does.
SELECT
  s.unit_id, s.plan_id, s.plan, s.name, s.kind, s.position,
  (SELECT group_concat(x.name, '、') FROM (
     SELECT y.name FROM alias AS y WHERE y.edition_id = s.edition_id AND y.unit_id = s.unit_id ORDER BY y.position) AS x)
    AS aliases,
  s.lead, s.responsible, s.member, s.possible, s.done, s.counted, {mean_percent} AS percent,
  CASE WHEN s.counted > 0 THEN {pace} END AS pace,
  (SELECT count(*) FROM schedule AS o
   WHERE o.plan_id = s.plan_id AND instr(char(10) || o.organizers || char(10), char(10) || s.name || char(10)) AND o.withdrawn = 0 AND o.status <> 'cancelled')
    AS activities,
  (SELECT count(*) FROM schedule AS o
   WHERE o.plan_id = s.plan_id AND instr(char(10) || o.organizers || char(10), char(10) || s.name || char(10)) AND o.withdrawn = 0
     AND o.status IN ('held', 'published')) AS held,
  (SELECT count(*) FROM schedule AS o
   WHERE o.plan_id = s.plan_id AND instr(char(10) || o.organizers || char(10), char(10) || s.name || char(10)) AND o.withdrawn = 0 AND o.late) AS late,
  s.withdrawn, s.support, s.contact, s.phone
FROM (
  SELECT
    p.plan_id, p.edition_id, u.unit_id, p.plan, u.name, u.kind, u.position, u.withdrawn, u.contact, u.phone,
    coalesce(sum(a.role = 'support' AND NOT c.withdrawn), 0) AS support,
    coalesce(sum(a.role = 'lead' AND NOT c.withdrawn), 0) AS lead,
    coalesce(sum(a.role = 'responsible' AND NOT c.withdrawn), 0) AS responsible,
    coalesce(sum(a.role = 'member' AND NOT c.withdrawn), 0) AS member,
    coalesce(sum(a.role = 'possible' AND NOT c.withdrawn), 0) AS possible,
    coalesce(sum({counted} AND r.status = 'done'), 0) AS done,
    coalesce(sum({counted}), 0) AS counted,
    max({counted} AND coalesce(r.status, 'not_started') <> 'not_started') AS begun,
    avg(CASE WHEN {counted} THEN coalesce(r.percent, 0) END) AS percent,
    avg(CASE WHEN {counted} THEN {elapsed} END) AS elapsed,
    max({counted} AND {past_due} AND coalesce(r.status, 'not_started') <> 'done') AS past_due,
    CASE WHEN coalesce(sum({counted} AND r.status = 'done'), 0) = sum({counted}) THEN 'done' ELSE 'in_progress' END
      AS status
  FROM current_edition AS p
  JOIN unit_entry AS u ON u.edition_id = p.edition_id
  LEFT JOIN assignment_entry AS a ON a.edition_id = p.edition_id AND a.unit_id = u.unit_id AND NOT a.withdrawn
  LEFT JOIN task_entry AS c ON c.edition_id = p.edition_id AND c.task_id = a.task_id
  LEFT JOIN report AS r ON r.id = {latest_report}
  GROUP BY p.plan_id, u.unit_id
) AS s
WHERE NOT s.withdrawn
  OR EXISTS (SELECT 1 FROM assignments AS a WHERE a.plan_id = s.plan_id AND a.unit_id = s.unit_id)
  OR EXISTS (SELECT 1 FROM schedule AS o WHERE o.plan_id = s.plan_id AND instr(char(10) || o.organizers || char(10), char(10) || s.name || char(10)))

-- view: plans
SELECT
  p.plan_id, p.plan AS key, p.title, p.year, p.region, p.issuer, p.issued_on, p.ends_on,
  coalesce(s.tasks, 0) AS tasks, coalesce(s.done, 0) AS done, coalesce({mean_percent}, 0.0) AS percent,
  (SELECT count(*) FROM unit_entry AS u WHERE u.edition_id = p.edition_id AND u.withdrawn = 0) AS units,
  (SELECT count(*) FROM activity_entry AS a WHERE a.edition_id = p.edition_id AND a.withdrawn = 0) AS activities,
  p.number
FROM current_edition AS p
LEFT JOIN (
  SELECT
    t.plan_id, count(*) AS tasks, sum(t.status = 'done') AS done, max(t.status <> 'not_started') AS begun,
    avg(t.percent) AS percent
  FROM task_standing AS t
  WHERE t.withdrawn = 0 AND t.status <> 'stopped'
  GROUP BY t.plan_id
) AS s ON s.plan_id = p.plan_id

-- view: task_subjects
-- Each assignment in the words of the edition in force, or of its newest edition where it has none there.
SELECT one.plan_id, one.id, one.task_id, t.no, t.title, u.name AS unit
FROM assignment AS one
JOIN task_entry AS t ON t.task_id = one.task_id AND t.edition_id = coalesce(
  (SELECT x.edition_id FROM current_edition AS p JOIN task_entry AS x ON x.edition_id = p.edition_id
   WHERE p.plan_id = one.plan_id AND x.task_id = one.task_id),
  (SELECT max(x.edition_id) FROM task_entry AS x WHERE x.task_id = one.task_id))
JOIN unit_entry AS u ON u.unit_id = one.unit_id AND u.edition_id = coalesce(
  (SELECT x.edition_id FROM current_edition AS p JOIN unit_entry AS x ON x.edition_id = p.edition_id
   WHERE p.plan_id = one.plan_id AND x.unit_id = one.unit_id),
  (SELECT max(x.edition_id) FROM unit_entry AS x WHERE x.unit_id = one.unit_id))

-- view: activity_subjects
-- Each activity in the words of the edition in force, or of its newest edition where it has none there.
SELECT one.plan_id, one.id, a.no, a.theme AS title, replace(a.organizers, char(10), '、') AS unit
FROM activity AS one
JOIN activity_entry AS a ON a.activity_id = one.id AND a.edition_id = coalesce(
  (SELECT x.edition_id FROM current_edition AS p JOIN activity_entry AS x ON x.edition_id = p.edition_id
   WHERE p.plan_id = one.plan_id AND x.activity_id = one.id),
  (SELECT max(x.edition_id) FROM activity_entry AS x WHERE x.activity_id = one.id))

-- view: differences
-- The differences that each load made, line by line, and each in words.
SELECT
  d.plan_id, k.key AS plan, d.change_id, d.position, d.kind, d.subject, d.field, d.before, d.after, d.words,
  d.task_id, d.activity_id,
  (SELECT u.name FROM edition AS e JOIN unit_entry AS u ON u.edition_id = e.id
   WHERE e.change_id = d.change_id AND u.unit_id = d.unit_id) AS unit
FROM difference AS d
JOIN plan AS k ON k.id = d.plan_id

-- view: ledger
-- Every change in order, undone ones too: a line for each report and event, one line for a change without them, and
-- under a load one for each difference.
-- `changes` has the fields that changed, one a line: the field, its value before and its value after, with tabs between.
SELECT
  c.id, c.plan_id, k.key AS plan, c.at, c.who AS "by", c.kind, r.reported_on AS "on",
  'task' AS subject_kind, w.no AS subject_no, w.title AS subject_title, w.unit,
  r.before_status, r.before_percent, r.status AS after_status, r.percent AS after_percent,
  nullif(r.note, '') AS note, nullif(r.problem, '') AS problem, nullif(r.next_step, '') AS next,
  nullif(r.link, '') AS link, c.undone_by IS NOT NULL AS undone,
  {report_changes} AS changes, w.task_id, r.assignment_id, NULL AS activity_id
FROM change AS c
JOIN plan AS k ON k.id = c.plan_id
JOIN report AS r ON r.change_id = c.id
JOIN task_subjects AS w ON w.id = r.assignment_id
LEFT JOIN report AS n ON n.id = CASE WHEN r.note IS NOT NULL THEN (
  SELECT earlier.id {earlier_report} AND earlier.note IS NOT NULL {newest_earlier}) END
LEFT JOIN report AS q ON q.id = CASE WHEN r.problem IS NOT NULL OR r.status = 'done' THEN (
  SELECT earlier.id {earlier_report} AND (earlier.problem IS NOT NULL OR earlier.status = 'done') {newest_earlier}) END
LEFT JOIN report AS m ON m.id = CASE WHEN r.next_step IS NOT NULL OR r.status = 'done' THEN (
  SELECT earlier.id {earlier_report} AND (earlier.next_step IS NOT NULL OR earlier.status = 'done') {newest_earlier}) END
LEFT JOIN report AS e ON e.id = CASE WHEN r.link IS NOT NULL THEN (
  SELECT earlier.id {earlier_report} AND earlier.link IS NOT NULL {newest_earlier}) END
UNION ALL
SELECT
  c.id, c.plan_id, k.key, c.at, c.who, c.kind, e.reported_on,
  'activity', w.no, coalesce(e.theme, w.title), coalesce(replace(o.organizers, char(10), '、'), w.unit),
  e.before_status, NULL, e.status, NULL,
  e.note, NULL, NULL, e.link, c.undone_by IS NOT NULL,
  {event_changes}, NULL, NULL, e.activity_id
FROM change AS c
JOIN plan AS k ON k.id = c.plan_id
JOIN activity_event AS e ON e.change_id = c.id
JOIN activity_subjects AS w ON w.id = e.activity_id
LEFT JOIN activity_entry AS o ON o.activity_id = e.activity_id AND o.edition_id = {edition_then}
LEFT JOIN activity_event AS b ON b.id = (
  SELECT earlier.id
  FROM activity_event AS earlier
  JOIN change ON change.id = earlier.change_id
  WHERE earlier.activity_id = e.activity_id AND earlier.id < e.id
    AND (change.undone_by IS NULL OR change.undone_by > e.change_id)
  ORDER BY earlier.id DESC
  LIMIT 1)
UNION ALL
SELECT
  c.id, c.plan_id, k.key, c.at, c.who, c.kind, NULL,
  CASE WHEN c.target_id IS NULL THEN 'plan' ELSE 'change' END, c.target_id,
  coalesce((SELECT p.title FROM current_edition AS p WHERE p.plan_id = c.plan_id), k.key), NULL,
  NULL, NULL, NULL, NULL,
  c.note, NULL, NULL, NULL, c.undone_by IS NOT NULL, NULL, NULL, NULL, NULL
FROM change AS c
JOIN plan AS k ON k.id = c.plan_id
WHERE c.kind NOT IN ('mark', 'activity')
UNION ALL
SELECT
  c.id, c.plan_id, k.key, c.at, c.who, c.kind, NULL,
  'difference', NULL, d.subject, d.unit,
  NULL, NULL, NULL, NULL,
  d.words, NULL, NULL, NULL, c.undone_by IS NOT NULL,
  CASE WHEN d.field IS NOT NULL THEN
    d.field || char(9) || coalesce(d.before, '') || char(9) || coalesce(d.after, '') || char(10) END,
  d.task_id, NULL, d.activity_id
FROM change AS c
JOIN plan AS k ON k.id = c.plan_id
JOIN differences AS d ON d.change_id = c.id
WHERE c.kind = 'load'
