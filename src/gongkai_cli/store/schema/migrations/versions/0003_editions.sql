-- The tables of revision 3.

CREATE TABLE "plan" (
  id INTEGER NOT NULL,
  "key" VARCHAR NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT key_is_not_blank CHECK (length(trim(key)) > 0),
  UNIQUE ("key")
);

CREATE TABLE activity (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE change (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  at VARCHAR NOT NULL,
  who VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  note VARCHAR,
  target_id INTEGER,
  undone_by INTEGER,
  PRIMARY KEY (id),
  CONSTRAINT kind_is_known CHECK (kind IN ('load', 'mark', 'activity', 'undo', 'redo', 'remove')),
  CONSTRAINT who_is_not_blank CHECK (length(trim(who)) > 0),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(target_id) REFERENCES change (id),
  FOREIGN KEY(undone_by) REFERENCES change (id)
);

CREATE TABLE task (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE unit (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE activity_event (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  change_id INTEGER NOT NULL,
  activity_id INTEGER NOT NULL,
  reported_on DATE NOT NULL,
  status VARCHAR NOT NULL,
  date DATE,
  last_date DATE,
  time VARCHAR,
  theme VARCHAR,
  form VARCHAR,
  place VARCHAR,
  people INTEGER,
  link VARCHAR,
  note VARCHAR,
  reason VARCHAR,
  before_status VARCHAR NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT status_is_known CHECK (status IN ('undated', 'scheduled', 'held', 'published', 'cancelled')),
  CONSTRAINT form_is_known CHECK (form IN ('lecture', 'open_day', 'both')),
  CONSTRAINT before_status_is_known CHECK (before_status IN ('undated', 'scheduled', 'held', 'published', 'cancelled')),
  CONSTRAINT people_is_a_number CHECK (people >= 0),
  CONSTRAINT status_has_its_date CHECK (date IS NOT NULL OR status NOT IN ('held', 'published')),
  CONSTRAINT published_has_its_link CHECK (link IS NOT NULL OR status <> 'published'),
  CONSTRAINT last_date_is_later CHECK (last_date > date),
  CONSTRAINT time_is_sane CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]'),
  CONSTRAINT link_is_address CHECK (link LIKE 'http://%' OR link LIKE 'https://%'),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(change_id) REFERENCES change (id),
  FOREIGN KEY(activity_id) REFERENCES activity (id)
);

CREATE TABLE assignment (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (task_id, unit_id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(task_id) REFERENCES task (id),
  FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE TABLE difference (
  change_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  field VARCHAR,
  "before" VARCHAR,
  "after" VARCHAR,
  words VARCHAR NOT NULL,
  task_id INTEGER,
  unit_id INTEGER,
  activity_id INTEGER,
  PRIMARY KEY (change_id, position),
  CONSTRAINT subject_is_not_blank CHECK (length(trim(subject)) > 0),
  CONSTRAINT kind_is_known CHECK (kind IN ('added', 'restored', 'changed', 'withdrawn')),
  FOREIGN KEY(change_id) REFERENCES change (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(task_id) REFERENCES task (id),
  FOREIGN KEY(unit_id) REFERENCES unit (id),
  FOREIGN KEY(activity_id) REFERENCES activity (id)
);

CREATE TABLE edition (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  change_id INTEGER NOT NULL,
  since DATE NOT NULL,
  title VARCHAR NOT NULL,
  year INTEGER NOT NULL,
  region VARCHAR,
  issuer VARCHAR,
  issued_on DATE NOT NULL,
  ends_on DATE NOT NULL,
  source VARCHAR,
  based_on VARCHAR NOT NULL,
  file VARCHAR,
  number VARCHAR,
  also VARCHAR NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT title_is_not_blank CHECK (length(trim(title)) > 0),
  CONSTRAINT year_is_sane CHECK (year BETWEEN 1949 AND 2999),
  CONSTRAINT ends_after_it_begins CHECK (ends_on >= issued_on),
  CONSTRAINT source_is_address CHECK (source LIKE 'http://%' OR source LIKE 'https://%'),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  UNIQUE (change_id),
  FOREIGN KEY(change_id) REFERENCES change (id)
);

CREATE TABLE activity_entry (
  edition_id INTEGER NOT NULL,
  activity_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  no INTEGER NOT NULL,
  month INTEGER NOT NULL,
  date DATE,
  theme VARCHAR NOT NULL,
  organizer_id INTEGER,
  form VARCHAR,
  note VARCHAR,
  withdrawn BOOLEAN NOT NULL,
  organizers VARCHAR NOT NULL,
  printed_when VARCHAR,
  first_month INTEGER,
  last_date DATE,
  time VARCHAR,
  audience VARCHAR,
  content VARCHAR,
  place VARCHAR,
  people INTEGER,
  PRIMARY KEY (edition_id, activity_id),
  CONSTRAINT no_is_sane CHECK (no BETWEEN 1 AND 999),
  CONSTRAINT month_is_sane CHECK (month BETWEEN 1 AND 12),
  CONSTRAINT theme_is_not_blank CHECK (length(trim(theme)) > 0),
  CONSTRAINT organizers_is_not_blank CHECK (length(trim(organizers)) > 0),
  CONSTRAINT first_month_is_sane CHECK (first_month BETWEEN 1 AND 12),
  FOREIGN KEY(edition_id) REFERENCES edition (id),
  FOREIGN KEY(activity_id) REFERENCES activity (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(organizer_id) REFERENCES unit (id)
);

CREATE TABLE alias (
  edition_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  plan_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (edition_id, unit_id, name),
  CONSTRAINT name_is_not_blank CHECK (length(trim(name)) > 0),
  FOREIGN KEY(edition_id) REFERENCES edition (id),
  FOREIGN KEY(unit_id) REFERENCES unit (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE assignment_entry (
  edition_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  assignment_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  role VARCHAR NOT NULL,
  via VARCHAR,
  principal BOOLEAN NOT NULL,
  withdrawn BOOLEAN NOT NULL,
  PRIMARY KEY (edition_id, task_id, unit_id),
  CONSTRAINT role_is_known CHECK (role IN ('lead', 'responsible', 'support', 'member', 'possible')),
  FOREIGN KEY(edition_id) REFERENCES edition (id),
  FOREIGN KEY(task_id) REFERENCES task (id),
  FOREIGN KEY(unit_id) REFERENCES unit (id),
  FOREIGN KEY(assignment_id) REFERENCES assignment (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE collective (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  edition_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  kinds VARCHAR NOT NULL,
  indefinite BOOLEAN NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (edition_id, name),
  CONSTRAINT name_is_not_blank CHECK (length(trim(name)) > 0),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(edition_id) REFERENCES edition (id)
);

CREATE TABLE measure (
  edition_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL,
  no INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  indicator VARCHAR,
  rhythm VARCHAR,
  due DATE,
  due_words VARCHAR,
  PRIMARY KEY (edition_id, task_id, no),
  CONSTRAINT text_is_not_blank CHECK (length(trim(text)) > 0),
  CONSTRAINT rhythm_is_known CHECK (rhythm IN ('monthly', 'quarterly', 'half_yearly', 'yearly')),
  FOREIGN KEY(edition_id) REFERENCES edition (id),
  FOREIGN KEY(task_id) REFERENCES task (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE report (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  change_id INTEGER NOT NULL,
  assignment_id INTEGER NOT NULL,
  reported_on DATE NOT NULL,
  status VARCHAR NOT NULL,
  percent INTEGER NOT NULL,
  note VARCHAR,
  problem VARCHAR,
  next_step VARCHAR,
  link VARCHAR,
  before_status VARCHAR NOT NULL,
  before_percent INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT status_is_known CHECK (status IN ('not_started', 'in_progress', 'blocked', 'done', 'stopped')),
  CONSTRAINT percent_is_sane CHECK (percent BETWEEN 0 AND 100),
  CONSTRAINT done_is_100 CHECK ((status = 'done') = (percent = 100)),
  CONSTRAINT not_started_is_0 CHECK (status <> 'not_started' OR percent = 0),
  CONSTRAINT before_status_is_known CHECK (
    before_status IN ('not_started', 'in_progress', 'blocked', 'done', 'stopped')),
  CONSTRAINT before_percent_is_sane CHECK (before_percent BETWEEN 0 AND 100),
  CONSTRAINT link_is_address CHECK (link = '' OR link LIKE 'http://%' OR link LIKE 'https://%'),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(change_id) REFERENCES change (id),
  FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);

CREATE TABLE task_entry (
  edition_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  no INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  due DATE,
  ongoing BOOLEAN NOT NULL,
  withdrawn BOOLEAN NOT NULL,
  due_words VARCHAR,
  printed VARCHAR,
  section VARCHAR,
  others VARCHAR NOT NULL,
  PRIMARY KEY (edition_id, task_id),
  CONSTRAINT no_is_sane CHECK (no BETWEEN 1 AND 999),
  CONSTRAINT title_is_not_blank CHECK (length(trim(title)) > 0),
  CONSTRAINT ongoing_has_no_due CHECK (due IS NULL OR NOT ongoing),
  FOREIGN KEY(edition_id) REFERENCES edition (id),
  FOREIGN KEY(task_id) REFERENCES task (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE unit_entry (
  edition_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  withdrawn BOOLEAN NOT NULL,
  contact VARCHAR,
  phone VARCHAR,
  PRIMARY KEY (edition_id, unit_id),
  CONSTRAINT name_is_not_blank CHECK (length(trim(name)) > 0),
  CONSTRAINT kind_is_not_blank CHECK (length(trim(kind)) > 0),
  UNIQUE (edition_id, name),
  FOREIGN KEY(edition_id) REFERENCES edition (id),
  FOREIGN KEY(unit_id) REFERENCES unit (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE collective_member (
  collective_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (collective_id, unit_id),
  FOREIGN KEY(collective_id) REFERENCES collective (id),
  FOREIGN KEY(unit_id) REFERENCES unit (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE party (
  edition_id INTEGER NOT NULL,
  task_id INTEGER NOT NULL,
  role VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  unit_id INTEGER,
  collective_id INTEGER,
  PRIMARY KEY (edition_id, task_id, role, position),
  CONSTRAINT role_is_printed CHECK (role IN ('lead', 'responsible', 'support')),
  CONSTRAINT unit_or_collective CHECK ((unit_id IS NULL) <> (collective_id IS NULL)),
  FOREIGN KEY(edition_id) REFERENCES edition (id),
  FOREIGN KEY(task_id) REFERENCES task (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(unit_id) REFERENCES unit (id),
  FOREIGN KEY(collective_id) REFERENCES collective (id)
);

-- Their indexes, made after the rows are copied.

CREATE INDEX ix_activity_plan_id ON activity (plan_id);
CREATE INDEX ix_change_plan_id ON change (plan_id);
CREATE INDEX ix_change_removal ON change (plan_id) WHERE kind = 'remove';
CREATE INDEX ix_change_target_id ON change (target_id) WHERE target_id IS NOT NULL;
CREATE INDEX ix_change_undone_by ON change (undone_by) WHERE undone_by IS NOT NULL;
CREATE INDEX ix_task_plan_id ON task (plan_id);
CREATE INDEX ix_unit_plan_id ON unit (plan_id);
CREATE INDEX ix_activity_event_change_id ON activity_event (change_id);
CREATE INDEX ix_activity_event_latest ON activity_event (activity_id, reported_on, id);
CREATE INDEX ix_assignment_plan_id ON assignment (plan_id);
CREATE INDEX ix_edition_in_force ON edition (plan_id, since, id);
CREATE INDEX ix_edition_newest ON edition (year, issued_on);
CREATE INDEX ix_activity_entry_activity_id ON activity_entry (activity_id);
CREATE UNIQUE INDEX ix_activity_entry_no ON activity_entry (edition_id, no) WHERE NOT withdrawn;
CREATE INDEX ix_assignment_entry_principal ON assignment_entry (edition_id, task_id) WHERE principal;
CREATE INDEX ix_assignment_entry_unit ON assignment_entry (edition_id, unit_id);
CREATE INDEX ix_report_change_id ON report (change_id);
CREATE INDEX ix_report_latest ON report (assignment_id, reported_on, id);
CREATE UNIQUE INDEX ix_task_entry_no ON task_entry (edition_id, no) WHERE NOT withdrawn;
CREATE INDEX ix_task_entry_task_id ON task_entry (task_id);
CREATE INDEX ix_unit_entry_unit_id ON unit_entry (unit_id);
