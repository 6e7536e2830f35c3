-- The tables of revision 4 that are new or changed.

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
  CONSTRAINT kind_is_known CHECK (kind IN ('load', 'mark', 'activity', 'undo', 'redo', 'remove', 'sheets', 'collect')),
  CONSTRAINT who_is_not_blank CHECK (length(trim(who)) > 0),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(target_id) REFERENCES change (id),
  FOREIGN KEY(undone_by) REFERENCES change (id)
);

CREATE INDEX ix_change_plan_id ON change (plan_id);
CREATE INDEX ix_change_removal ON change (plan_id) WHERE kind = 'remove';
CREATE INDEX ix_change_target_id ON change (target_id) WHERE target_id IS NOT NULL;
CREATE INDEX ix_change_undone_by ON change (undone_by) WHERE undone_by IS NOT NULL;

CREATE TABLE returned (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  change_id INTEGER NOT NULL,
  sheet_id INTEGER,
  file VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  format VARCHAR NOT NULL,
  rows_read INTEGER NOT NULL,
  rows_taken INTEGER NOT NULL,
  rows_left INTEGER NOT NULL,
  answers VARCHAR NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT file_is_not_blank CHECK (length(trim(file)) > 0),
  CONSTRAINT sha256_is_sane CHECK (length(sha256) = 64),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  UNIQUE (change_id),
  FOREIGN KEY(change_id) REFERENCES change (id),
  FOREIGN KEY(sheet_id) REFERENCES sheet (id)
);

CREATE INDEX ix_returned_sha256 ON returned (sha256);
CREATE INDEX ix_returned_sheet_id ON returned (sheet_id);

CREATE TABLE sheet (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  change_id INTEGER NOT NULL,
  number VARCHAR NOT NULL,
  unit_id INTEGER NOT NULL,
  first DATE NOT NULL,
  last DATE NOT NULL,
  day DATE NOT NULL,
  file VARCHAR NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT number_is_not_blank CHECK (length(trim(number)) > 0),
  CONSTRAINT period_is_in_order CHECK (last >= first),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(change_id) REFERENCES change (id),
  UNIQUE (number),
  FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_sheet_change_id ON sheet (change_id);
CREATE INDEX ix_sheet_plan_id ON sheet (plan_id);

CREATE TABLE sheet_activity (
  sheet_id INTEGER NOT NULL,
  activity_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  row_key VARCHAR NOT NULL,
  event_id INTEGER,
  PRIMARY KEY (sheet_id, activity_id),
  CONSTRAINT row_key_is_not_blank CHECK (length(trim(row_key)) > 0),
  FOREIGN KEY(sheet_id) REFERENCES sheet (id),
  FOREIGN KEY(activity_id) REFERENCES activity (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(event_id) REFERENCES activity_event (id)
);

CREATE TABLE sheet_part (
  sheet_id INTEGER NOT NULL,
  assignment_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  row_key VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  percent INTEGER NOT NULL,
  note VARCHAR,
  report_id INTEGER,
  PRIMARY KEY (sheet_id, assignment_id),
  CONSTRAINT row_key_is_not_blank CHECK (length(trim(row_key)) > 0),
  CONSTRAINT status_is_known CHECK (status IN ('not_started', 'in_progress', 'blocked', 'done', 'stopped')),
  CONSTRAINT percent_is_sane CHECK (percent BETWEEN 0 AND 100),
  FOREIGN KEY(sheet_id) REFERENCES sheet (id),
  FOREIGN KEY(assignment_id) REFERENCES assignment (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id),
  FOREIGN KEY(report_id) REFERENCES report (id)
);
