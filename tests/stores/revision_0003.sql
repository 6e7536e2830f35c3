-- A store of schema 3 as release 7ba515b writes it: editions, several links, cleared texts, a removed plan, undo and redo.
PRAGMA application_id = 1196114249;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE activity (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
INSERT INTO "activity" VALUES(1,1);
INSERT INTO "activity" VALUES(2,1);
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
INSERT INTO "activity_entry" VALUES(1,1,1,1,6,NULL,'走进财政局',2,'open_day',NULL,0,'县财政局',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "activity_entry" VALUES(1,2,1,2,10,NULL,'自主选定',1,'在线访谈',NULL,0,'县政府办
县财政局','9-10月',9,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "activity_entry" VALUES(3,1,1,1,6,NULL,'走进财政局',2,'open_day',NULL,0,'县财政局',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "activity_entry" VALUES(3,2,1,2,10,NULL,'自主选定',1,'在线访谈',NULL,0,'县政府办
县财政局','9-10月',9,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "activity_event" VALUES(1,1,8,1,'2025-06-01','scheduled','2025-06-18',NULL,NULL,NULL,NULL,'财政大厅',NULL,NULL,NULL,NULL,'undated');
INSERT INTO "activity_event" VALUES(2,1,9,1,'2025-07-12','held','2025-06-18',NULL,NULL,NULL,NULL,'财政大厅',35,NULL,NULL,NULL,'scheduled');
INSERT INTO "activity_event" VALUES(3,1,10,1,'2025-07-13','published','2025-06-18',NULL,NULL,NULL,NULL,'财政大厅',35,'http://x.gov.cn/a1',NULL,NULL,'held');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
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
INSERT INTO "alias" VALUES(1,3,'青石镇人民政府',1,0);
INSERT INTO "alias" VALUES(2,5,'县卫生健康委',2,0);
INSERT INTO "alias" VALUES(3,3,'青石镇人民政府',1,0);
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
INSERT INTO "assignment" VALUES(1,1,1,2);
INSERT INTO "assignment" VALUES(2,1,1,1);
INSERT INTO "assignment" VALUES(3,1,1,3);
INSERT INTO "assignment" VALUES(4,1,2,1);
INSERT INTO "assignment" VALUES(5,1,2,2);
INSERT INTO "assignment" VALUES(6,1,2,3);
INSERT INTO "assignment" VALUES(7,1,3,3);
INSERT INTO "assignment" VALUES(8,2,4,4);
INSERT INTO "assignment" VALUES(9,2,4,5);
INSERT INTO "assignment" VALUES(10,2,4,6);
INSERT INTO "assignment" VALUES(11,2,4,7);
INSERT INTO "assignment" VALUES(12,2,4,8);
INSERT INTO "assignment" VALUES(13,2,5,6);
INSERT INTO "assignment" VALUES(14,2,5,7);
INSERT INTO "assignment" VALUES(15,2,6,4);
INSERT INTO "assignment" VALUES(16,2,6,5);
INSERT INTO "assignment" VALUES(17,2,6,8);
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
INSERT INTO "assignment_entry" VALUES(1,1,2,1,1,'lead',NULL,1,0);
INSERT INTO "assignment_entry" VALUES(1,1,1,2,1,'support',NULL,0,0);
INSERT INTO "assignment_entry" VALUES(1,1,3,3,1,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment_entry" VALUES(1,2,1,4,1,'lead',NULL,1,0);
INSERT INTO "assignment_entry" VALUES(1,2,2,5,1,'possible','有关部门',0,0);
INSERT INTO "assignment_entry" VALUES(1,2,3,6,1,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment_entry" VALUES(1,3,3,7,1,'member','各乡镇人民政府',1,0);
INSERT INTO "assignment_entry" VALUES(2,4,4,8,2,'lead','各主管部门',1,0);
INSERT INTO "assignment_entry" VALUES(2,4,5,9,2,'lead','各主管部门',1,0);
INSERT INTO "assignment_entry" VALUES(2,4,6,10,2,'possible','有关企业',0,0);
INSERT INTO "assignment_entry" VALUES(2,4,7,11,2,'possible','有关企业',0,0);
INSERT INTO "assignment_entry" VALUES(2,4,8,12,2,'possible','有关企业',0,0);
INSERT INTO "assignment_entry" VALUES(2,5,6,13,2,'lead','供水供电企业',1,0);
INSERT INTO "assignment_entry" VALUES(2,5,7,14,2,'lead','供水供电企业',1,0);
INSERT INTO "assignment_entry" VALUES(2,6,4,15,2,'responsible',NULL,1,0);
INSERT INTO "assignment_entry" VALUES(2,6,5,16,2,'responsible',NULL,1,0);
INSERT INTO "assignment_entry" VALUES(2,6,8,17,2,'support',NULL,0,0);
INSERT INTO "assignment_entry" VALUES(3,1,2,1,1,'lead',NULL,1,0);
INSERT INTO "assignment_entry" VALUES(3,1,1,2,1,'support',NULL,0,0);
INSERT INTO "assignment_entry" VALUES(3,1,3,3,1,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment_entry" VALUES(3,2,1,4,1,'lead',NULL,1,0);
INSERT INTO "assignment_entry" VALUES(3,2,2,5,1,'possible','有关部门',0,0);
INSERT INTO "assignment_entry" VALUES(3,2,3,6,1,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment_entry" VALUES(3,3,3,7,1,'member','各乡镇人民政府',1,1);
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
INSERT INTO "change" VALUES(1,1,'2026-11-27T04:47:06+08:00','李四','load','草庐县2025年政务公开工作要点：首次载入，单位 3 个、任务 3 项、活动 2 项',NULL,NULL);
INSERT INTO "change" VALUES(2,2,'2026-11-27T04:47:07+08:00','李四','load','栎湖县2025年公共企事业单位信息公开工作安排：首次载入，单位 5 个、任务 3 项、活动 0 项',NULL,NULL);
INSERT INTO "change" VALUES(3,1,'2026-11-27T04:47:07+08:00','李四','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(4,1,'2026-11-27T04:47:08+08:00','张三','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(5,1,'2026-11-27T04:47:08+08:00','李四','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(6,1,'2026-11-27T04:47:09+08:00','李四','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(7,1,'2026-11-27T04:47:09+08:00','李四','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(8,1,'2026-11-27T04:47:09+08:00','李四','activity',NULL,NULL,NULL);
INSERT INTO "change" VALUES(9,1,'2026-11-27T04:47:10+08:00','李四','activity',NULL,NULL,NULL);
INSERT INTO "change" VALUES(10,1,'2026-11-27T04:47:10+08:00','李四','activity',NULL,NULL,NULL);
INSERT INTO "change" VALUES(11,1,'2026-11-27T04:47:11+08:00','李四','load','草庐县2025年政务公开工作要点：新增 0、变更 2、调出 1',NULL,NULL);
INSERT INTO "change" VALUES(12,1,'2026-11-27T04:47:12+08:00','李四','mark',NULL,NULL,15);
INSERT INTO "change" VALUES(13,1,'2026-11-27T04:47:12+08:00','李四','undo',NULL,12,NULL);
INSERT INTO "change" VALUES(14,1,'2026-11-27T04:47:13+08:00','李四','redo',NULL,12,NULL);
INSERT INTO "change" VALUES(15,1,'2026-11-27T04:47:13+08:00','李四','undo',NULL,12,NULL);
INSERT INTO "change" VALUES(16,2,'2026-11-27T04:47:13+08:00','李四','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(17,2,'2026-11-27T04:47:14+08:00','李四','remove','栎湖县2025年公共企事业单位信息公开工作安排：移除，报告 1 条、活动记录 0 条留在台账里',NULL,NULL);
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
INSERT INTO "collective" VALUES(1,1,1,'各乡镇人民政府','乡镇',0,0);
INSERT INTO "collective" VALUES(2,1,1,'有关部门','部门',1,1);
INSERT INTO "collective" VALUES(3,2,2,'各主管部门','主管部门',0,0);
INSERT INTO "collective" VALUES(4,2,2,'有关企业','企业',1,1);
INSERT INTO "collective" VALUES(5,2,2,'供水供电企业','',0,2);
INSERT INTO "collective" VALUES(6,1,3,'各乡镇人民政府','乡镇',0,0);
INSERT INTO "collective" VALUES(7,1,3,'有关部门','部门',1,1);
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
INSERT INTO "collective_member" VALUES(5,6,2,0);
INSERT INTO "collective_member" VALUES(5,7,2,1);
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
INSERT INTO "difference" VALUES(11,0,1,'changed','任务 2','标题','办好网站','办好政府网站','标题 办好网站 → 办好政府网站',2,NULL,NULL);
INSERT INTO "difference" VALUES(11,1,1,'changed','任务 2','完成时限','2025-11-30','2025-10-31','完成时限 2025-11-30 → 2025-10-31',2,NULL,NULL);
INSERT INTO "difference" VALUES(11,2,1,'withdrawn','任务 3　解读政策',NULL,NULL,NULL,'调出',3,NULL,NULL);
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
INSERT INTO "edition" VALUES(1,1,1,'0001-01-01','草庐县2025年政务公开工作要点',2025,NULL,'草庐县人民政府办公室','2025-03-01','2025-12-31',NULL,'','p1.yaml','草府办〔2025〕6号','各乡镇人民政府');
INSERT INTO "edition" VALUES(2,2,2,'0001-01-01','栎湖县2025年公共企事业单位信息公开工作安排',2025,NULL,'栎湖县政务公开领导小组','2025-05-06','2025-12-31',NULL,'','lihu.yaml',NULL,'');
INSERT INTO "edition" VALUES(3,1,11,'2025-08-01','草庐县2025年政务公开工作要点',2025,NULL,'草庐县人民政府办公室','2025-03-01','2025-12-31',NULL,'','p2.yaml','草府办〔2025〕6号','各乡镇人民政府');
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
INSERT INTO "measure" VALUES(1,1,1,1,'公开全部预算','100%',NULL,'2025-06-30','6月底前');
INSERT INTO "measure" VALUES(1,1,2,1,'更新目录',NULL,'quarterly',NULL,NULL);
INSERT INTO "measure" VALUES(3,1,1,1,'公开全部预算','100%',NULL,'2025-06-30','6月底前');
INSERT INTO "measure" VALUES(3,1,2,1,'更新目录',NULL,'quarterly',NULL,NULL);
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
INSERT INTO "party" VALUES(1,1,'lead',0,1,2,NULL);
INSERT INTO "party" VALUES(1,1,'support',0,1,1,NULL);
INSERT INTO "party" VALUES(1,2,'lead',0,1,1,NULL);
INSERT INTO "party" VALUES(1,2,'responsible',0,1,NULL,2);
INSERT INTO "party" VALUES(2,4,'lead',0,2,NULL,3);
INSERT INTO "party" VALUES(2,4,'support',0,2,NULL,4);
INSERT INTO "party" VALUES(2,5,'lead',0,2,NULL,5);
INSERT INTO "party" VALUES(2,6,'responsible',0,2,4,NULL);
INSERT INTO "party" VALUES(2,6,'responsible',1,2,5,NULL);
INSERT INTO "party" VALUES(2,6,'support',0,2,8,NULL);
INSERT INTO "party" VALUES(3,1,'lead',0,1,2,NULL);
INSERT INTO "party" VALUES(3,1,'support',0,1,1,NULL);
INSERT INTO "party" VALUES(3,2,'lead',0,1,1,NULL);
INSERT INTO "party" VALUES(3,2,'responsible',0,1,NULL,7);
CREATE TABLE "plan" (
  id INTEGER NOT NULL,
  "key" VARCHAR NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT key_is_not_blank CHECK (length(trim(key)) > 0),
  UNIQUE ("key")
);
INSERT INTO "plan" VALUES(1,'caolu-2025');
INSERT INTO "plan" VALUES(2,'lihu-2025');
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
INSERT INTO "report" VALUES(1,1,3,1,'2025-05-10','in_progress',40,'已公开部门预算','人手不足','补报','http://x.gov.cn/1','not_started',0);
INSERT INTO "report" VALUES(2,1,4,1,'2025-06-10','in_progress',60,NULL,NULL,NULL,NULL,'in_progress',40);
INSERT INTO "report" VALUES(3,1,4,2,'2025-06-10','in_progress',60,NULL,NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(4,1,4,3,'2025-06-10','in_progress',60,NULL,NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(5,1,4,4,'2025-06-10','in_progress',60,NULL,NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(6,1,4,6,'2025-06-10','in_progress',60,NULL,NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(7,1,5,1,'2025-07-10','done',100,NULL,NULL,NULL,'http://x.gov.cn/2','in_progress',60);
INSERT INTO "report" VALUES(8,1,6,4,'2025-07-11','blocked',60,'',NULL,NULL,NULL,'in_progress',60);
INSERT INTO "report" VALUES(9,1,7,4,'2025-07-11','blocked',50,'已改版',NULL,NULL,NULL,'blocked',60);
INSERT INTO "report" VALUES(10,1,12,4,'2025-08-11','blocked',80,NULL,NULL,NULL,NULL,'blocked',50);
INSERT INTO "report" VALUES(11,2,16,8,'2025-06-01','in_progress',30,NULL,NULL,NULL,NULL,'not_started',0);
CREATE TABLE task (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
INSERT INTO "task" VALUES(1,1);
INSERT INTO "task" VALUES(2,1);
INSERT INTO "task" VALUES(3,1);
INSERT INTO "task" VALUES(4,2);
INSERT INTO "task" VALUES(5,2);
INSERT INTO "task" VALUES(6,2);
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
INSERT INTO "task_entry" VALUES(1,1,1,1,'公开预算','2025-07-31',0,0,'7月底前','（一）','一、公开','');
INSERT INTO "task_entry" VALUES(1,2,1,2,'办好网站','2025-11-30',0,0,NULL,NULL,NULL,'');
INSERT INTO "task_entry" VALUES(1,3,1,3,'解读政策',NULL,0,0,NULL,NULL,NULL,'');
INSERT INTO "task_entry" VALUES(2,4,2,1,'公布公开目录','2025-06-30',0,0,'6月30日前',NULL,NULL,'指导	县政府办
负责考核	县督查室	县政府办');
INSERT INTO "task_entry" VALUES(2,5,2,2,'公开停水停电信息',NULL,1,0,'长期',NULL,NULL,'指导	县教育局');
INSERT INTO "task_entry" VALUES(2,6,2,3,'公开招生和就医信息','2025-06-30',0,0,'上半年',NULL,NULL,'');
INSERT INTO "task_entry" VALUES(3,1,1,1,'公开预算','2025-07-31',0,0,'7月底前','（一）','一、公开','');
INSERT INTO "task_entry" VALUES(3,2,1,2,'办好政府网站','2025-10-31',0,0,NULL,NULL,NULL,'');
INSERT INTO "task_entry" VALUES(3,3,1,3,'解读政策',NULL,0,1,NULL,NULL,NULL,'');
CREATE TABLE unit (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
INSERT INTO "unit" VALUES(1,1);
INSERT INTO "unit" VALUES(2,1);
INSERT INTO "unit" VALUES(3,1);
INSERT INTO "unit" VALUES(4,2);
INSERT INTO "unit" VALUES(5,2);
INSERT INTO "unit" VALUES(6,2);
INSERT INTO "unit" VALUES(7,2);
INSERT INTO "unit" VALUES(8,2);
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
INSERT INTO "unit_entry" VALUES(1,1,1,'县政府办','部门',0,0,'陈某','0000-7654321');
INSERT INTO "unit_entry" VALUES(1,2,1,'县财政局','部门',1,0,NULL,NULL);
INSERT INTO "unit_entry" VALUES(1,3,1,'青石镇','乡镇',2,0,NULL,NULL);
INSERT INTO "unit_entry" VALUES(2,4,2,'县教育局','主管部门',0,0,NULL,NULL);
INSERT INTO "unit_entry" VALUES(2,5,2,'县卫健委','主管部门',1,0,NULL,NULL);
INSERT INTO "unit_entry" VALUES(2,6,2,'县水务公司','企业',2,0,NULL,NULL);
INSERT INTO "unit_entry" VALUES(2,7,2,'县供电公司','企业',3,0,NULL,NULL);
INSERT INTO "unit_entry" VALUES(2,8,2,'县公交公司','企业',4,0,NULL,NULL);
INSERT INTO "unit_entry" VALUES(3,1,1,'县政府办','部门',0,0,'陈某','0000-7654321');
INSERT INTO "unit_entry" VALUES(3,2,1,'县财政局','部门',1,0,NULL,NULL);
INSERT INTO "unit_entry" VALUES(3,3,1,'青石镇','乡镇',2,0,NULL,NULL);
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
CREATE VIEW current_edition AS
SELECT
  e.plan_id, p.key AS plan, e.id AS edition_id, e.since, e.title, e.year, e.region,
  replace(e.issuer, char(10), '、') AS issuer, e.issued_on, e.ends_on, e.source, e.based_on, e.number, e.also
FROM plan AS p
JOIN edition AS e ON e.plan_id = p.id AND e.id = (
  SELECT latest.id
  FROM edition AS latest
  JOIN change ON change.id = latest.change_id
  WHERE latest.plan_id = p.id AND latest.since <= date('now', '+8 hours') AND change.undone_by IS NULL
  ORDER BY latest.since DESC, latest.id DESC
  LIMIT 1
)
WHERE NOT EXISTS (
  SELECT 1 FROM change AS removal
  WHERE removal.plan_id = p.id AND removal.kind = 'remove' AND removal.undone_by IS NULL AND NOT EXISTS (
    SELECT 1 FROM change AS later
    WHERE later.plan_id = p.id AND later.id > removal.id AND later.kind = 'load' AND later.undone_by IS NULL));
CREATE VIEW unit_names AS
SELECT p.plan_id, p.plan, u.unit_id, u.name, u.kind, u.position, u.withdrawn
FROM current_edition AS p
JOIN unit_entry AS u ON u.edition_id = p.edition_id;
CREATE VIEW unit_aliases AS
SELECT p.plan_id, p.plan, u.unit_id, a.name AS alias, u.name, u.position, a.position AS place
FROM current_edition AS p
JOIN alias AS a ON a.edition_id = p.edition_id
JOIN unit_entry AS u ON u.edition_id = p.edition_id AND u.unit_id = a.unit_id;
CREATE VIEW task_clock AS
SELECT
  c.task_id, p.plan_id, p.plan, p.edition_id, c.no, c.title, c.ongoing, c.withdrawn,
  CASE WHEN c.ongoing THEN NULL ELSE coalesce(c.due, p.ends_on) END AS due,
  c.due IS NULL AND NOT c.ongoing AS due_derived,
  (NOT c.ongoing AND coalesce(c.due, p.ends_on) < date('now', '+8 hours')) AS past_due,
  CASE
    WHEN date('now', '+8 hours') >= coalesce(c.due, p.ends_on) THEN 100.0
    WHEN date('now', '+8 hours') <= p.issued_on THEN 0.0
    ELSE 100.0 * (julianday(date('now', '+8 hours')) - julianday(p.issued_on))
      / (julianday(coalesce(c.due, p.ends_on)) - julianday(p.issued_on))
  END AS elapsed,
  c.due_words, c.printed, c.section, c.others, p.also
FROM current_edition AS p
JOIN task_entry AS c ON c.edition_id = p.edition_id
WHERE NOT c.withdrawn OR EXISTS (
    SELECT 1 FROM assignment AS one
    JOIN report ON report.assignment_id = one.id
    JOIN change ON change.id = report.change_id
    WHERE one.task_id = c.task_id AND report.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL);
CREATE VIEW assignments AS
SELECT
  s.assignment_id, s.task_id, s.unit_id, s.plan_id, s.plan, s.no, s.title, s.unit, s.role, s.via, s.principal,
  s.counted, s.status, s.percent, s.note, s.problem, s.next, s.link, s."on", s.due, s.due_derived,
  CASE WHEN s.counted THEN CASE
  WHEN s.status = 'stopped' OR s.withdrawn THEN NULL
  WHEN s.status = 'done' THEN 'done'
  WHEN s.past_due THEN 'overdue'
  WHEN s.percent < s.elapsed - 10 THEN 'behind'
  WHEN s.percent > s.elapsed + 10 THEN 'ahead'
  ELSE 'on_track'
END END AS pace,
  s.past_due, s.elapsed, s.ongoing, s.withdrawn, s.edition_id, s.note_on, s.problem_on, s.next_on, s.links,
  s.due_words, s.printed
FROM (
  SELECT
    c.edition_id, a.assignment_id, a.task_id, a.unit_id, c.plan_id, c.plan, c.no, c.title, u.name AS unit, a.role, a.via,
    a.principal, c.due, c.due_derived, c.past_due, c.elapsed, c.ongoing, c.due_words, c.printed,
    a.withdrawn OR c.withdrawn AS withdrawn,
    (NOT (a.withdrawn OR c.withdrawn) AND ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped')) AS counted,
    coalesce(r.status, 'not_started') AS status,
    coalesce(r.percent, 0) AS percent,
    nullif(n.note, '') AS note,
    CASE WHEN q.id = r.id OR q.status <> 'done' THEN nullif(q.problem, '') END AS problem,
    CASE WHEN m.id = r.id OR m.status <> 'done' THEN nullif(m.next_step, '') END AS next,
    CASE WHEN e.link <> '' THEN substr(e.link, 1, instr(e.link || char(10), char(10)) - 1) END AS link,
    r.reported_on AS "on",
    CASE WHEN n.note <> '' AND n.reported_on < r.reported_on THEN n.reported_on END AS note_on,
    CASE WHEN CASE WHEN q.id = r.id OR q.status <> 'done' THEN nullif(q.problem, '') END IS NOT NULL AND q.reported_on < r.reported_on THEN q.reported_on END AS problem_on,
    CASE WHEN CASE WHEN m.id = r.id OR m.status <> 'done' THEN nullif(m.next_step, '') END IS NOT NULL AND m.reported_on < r.reported_on THEN m.reported_on END AS next_on,
    CASE WHEN e.link <> '' THEN (
      SELECT group_concat(x.link, char(10)) FROM (
        SELECT latest.link
        FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.assignment_id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL AND latest.link <> ''
          AND (z.id IS NULL OR (latest.reported_on, latest.id) > (z.reported_on, z.id))
        GROUP BY latest.link
        ORDER BY max(printf('%s%12d', latest.reported_on, latest.id)) DESC) AS x) END AS links
  FROM task_clock AS c
  JOIN assignment_entry AS a ON a.edition_id = c.edition_id AND a.task_id = c.task_id
  JOIN unit_entry AS u ON u.edition_id = c.edition_id AND u.unit_id = a.unit_id
  LEFT JOIN report AS r ON r.id = (
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.assignment_id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )
  LEFT JOIN report AS n ON n.id = CASE WHEN r.id IS NULL OR r.note IS NOT NULL THEN r.id ELSE (
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.assignment_id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL AND latest.note IS NOT NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1) END
  LEFT JOIN report AS q ON q.id = CASE WHEN r.id IS NULL OR r.problem IS NOT NULL OR r.status = 'done' THEN r.id ELSE (
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.assignment_id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL AND (latest.problem IS NOT NULL OR latest.status = 'done')
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1) END
  LEFT JOIN report AS m ON m.id = CASE WHEN r.id IS NULL OR r.next_step IS NOT NULL OR r.status = 'done' THEN r.id ELSE (
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.assignment_id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL AND (latest.next_step IS NOT NULL OR latest.status = 'done')
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1) END
  LEFT JOIN report AS e ON e.id = CASE WHEN r.id IS NULL OR r.link IS NOT NULL THEN r.id ELSE (
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.assignment_id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL AND latest.link IS NOT NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1) END
  LEFT JOIN report AS z ON z.id = CASE WHEN e.link <> '' THEN (
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.assignment_id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL AND latest.link = ''
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1) END
  WHERE NOT a.withdrawn OR r.id IS NOT NULL
) AS s;
CREATE VIEW task_standing AS
SELECT
  s.plan_id, s.task_id, s.withdrawn,
  CASE WHEN s.withdrawn THEN 0 ELSE s.done END AS leads_done,
  CASE WHEN s.withdrawn THEN 0 ELSE s.speaking END AS leads_total,
  coalesce(CASE
    WHEN s.percent > 99 AND s.percent < 100 THEN 99.0
    WHEN s.percent < 1 AND s.begun THEN 1.0
    ELSE round(s.percent, 1)
  END, 0.0) AS percent,
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
    coalesce(sum(((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped')), 0) AS speaking,
    coalesce(sum(((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped') AND r.status = 'done'), 0) AS done,
    sum(((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped') AND r.status = 'blocked') AS blocked,
    sum(((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped') AND r.status IN ('in_progress', 'done')) AS started,
    max(((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped') AND coalesce(r.status, 'not_started') <> 'not_started') AS begun,
    coalesce(avg(CASE WHEN ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped') THEN coalesce(r.percent, 0) END),
      avg(CASE WHEN r.status = 'stopped' THEN r.percent END)) AS percent
  FROM current_edition AS p
  JOIN task_entry AS c ON c.edition_id = p.edition_id
  LEFT JOIN assignment_entry AS a
    ON a.edition_id = p.edition_id AND a.task_id = c.task_id AND a.principal AND (c.withdrawn OR NOT a.withdrawn)
  LEFT JOIN report AS r ON r.id = (
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.assignment_id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )
  GROUP BY p.plan_id, c.task_id
) AS s;
CREATE VIEW task_counts AS
SELECT
  p.plan_id, c.task_id, coalesce(sum((NOT (a.withdrawn OR c.withdrawn) AND ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped'))), 0) AS units_total,
  coalesce(sum((NOT (a.withdrawn OR c.withdrawn) AND ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped')) AND r.status = 'done'), 0) AS units_done,
  coalesce(sum((NOT (a.withdrawn OR c.withdrawn) AND ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped')) AND r.id IS NOT NULL), 0) AS reported
FROM current_edition AS p
JOIN task_entry AS c ON c.edition_id = p.edition_id
LEFT JOIN assignment_entry AS a ON a.edition_id = p.edition_id AND a.task_id = c.task_id
LEFT JOIN report AS r ON r.id = (
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.assignment_id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )
GROUP BY p.plan_id, c.task_id;
CREATE VIEW tasks AS
SELECT
  s.task_id, s.plan_id, s.plan, s.no, s.title,
  (SELECT group_concat(x.name, '、') FROM (
     SELECT coalesce(u.name, k.name) AS name FROM party AS y
     LEFT JOIN unit_entry AS u ON u.edition_id = y.edition_id AND u.unit_id = y.unit_id
     LEFT JOIN collective AS k ON k.id = y.collective_id
     WHERE y.edition_id = s.edition_id AND y.task_id = s.task_id AND y.role = 'lead' ORDER BY y.position) AS x) AS lead,
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
  s.leads_done, s.leads_total, s.due, s.due_derived, CASE
  WHEN s.status = 'stopped' OR s.withdrawn THEN NULL
  WHEN s.status = 'done' THEN 'done'
  WHEN s.past_due THEN 'overdue'
  WHEN s.percent < s.elapsed - 10 THEN 'behind'
  WHEN s.percent > s.elapsed + 10 THEN 'ahead'
  ELSE 'on_track'
END AS pace, s.ongoing, s.withdrawn, s.edition_id, s.reported,
  (SELECT group_concat(x.name, '、') FROM (
     SELECT coalesce(u.name, k.name) AS name FROM party AS y
     LEFT JOIN unit_entry AS u ON u.edition_id = y.edition_id AND u.unit_id = y.unit_id
     LEFT JOIN collective AS k ON k.id = y.collective_id
     WHERE y.edition_id = s.edition_id AND y.task_id = s.task_id AND y.role = 'support' ORDER BY y.position) AS x) AS support,
  s.others, s.due_words, s.printed, s.section
FROM (
  SELECT
    c.task_id, c.plan_id, c.plan, c.edition_id, c.no, c.title, c.due, c.due_derived, c.past_due, c.elapsed, c.ongoing,
    c.due_words, c.printed, c.section, c.others, c.also, c.withdrawn,
    g.status, g.percent, g.leads_done, g.leads_total, x.units_done, x.units_total, x.reported
  FROM task_clock AS c
  JOIN task_standing AS g ON g.plan_id = c.plan_id AND g.task_id = c.task_id
  JOIN task_counts AS x ON x.plan_id = c.plan_id AND x.task_id = c.task_id
) AS s;
CREATE VIEW measures AS
SELECT p.plan_id, p.plan, t.no AS task, m.no, m.text, m.indicator, m.rhythm, m.due, m.due_words
FROM current_edition AS p
JOIN task_entry AS t ON t.edition_id = p.edition_id
JOIN measure AS m ON m.edition_id = p.edition_id AND m.task_id = t.task_id
WHERE NOT t.withdrawn OR NOT EXISTS (
  SELECT 1 FROM task_entry AS same WHERE same.edition_id = p.edition_id AND same.no = t.no AND NOT same.withdrawn);
CREATE VIEW schedule AS
SELECT
  s.activity_id, s.plan_id, s.plan, s.organizer_id, s.no, s.month, s.year, s.date, s.last_date, s.time, s.theme,
  s.organizer, s.form, s.status,
  s.place, s.people, s.link, s.note, s.reason, s.printed_theme, s."on",
  s.withdrawn = 0 AND s.status IN ('undated', 'scheduled')
    AND coalesce(s.last_date, s.date, date(printf('%04d-%02d-01', s.year, s.month), '+1 month', '-1 day')) < date('now', '+8 hours') AS late,
  s.withdrawn, s.first_month, s.printed_when AS "when", s.audience, s.content, s.organizers
FROM (
  SELECT
    a.activity_id, p.plan_id, p.plan, CASE
      WHEN printf('%04d-%02d', p.year, a.month) BETWEEN substr(p.issued_on, 1, 7) AND substr(p.ends_on, 1, 7) THEN p.year
      WHEN printf('%04d-%02d', p.year + 1, a.month) BETWEEN substr(p.issued_on, 1, 7) AND substr(p.ends_on, 1, 7)
        THEN p.year + 1
      WHEN printf('%04d-%02d', p.year - 1, a.month) BETWEEN substr(p.issued_on, 1, 7) AND substr(p.ends_on, 1, 7)
        THEN p.year - 1
      ELSE p.year
    END AS year, a.organizer_id, a.no, a.month,
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
  LEFT JOIN activity_event AS e ON e.id = (
    SELECT latest.id
    FROM activity_event AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.activity_id = a.activity_id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )
  WHERE NOT a.withdrawn OR e.id IS NOT NULL
) AS s;
CREATE VIEW units AS
SELECT
  s.unit_id, s.plan_id, s.plan, s.name, s.kind, s.position,
  (SELECT group_concat(x.name, '、') FROM (
     SELECT y.name FROM alias AS y WHERE y.edition_id = s.edition_id AND y.unit_id = s.unit_id ORDER BY y.position) AS x)
    AS aliases,
  s.lead, s.responsible, s.member, s.possible, s.done, s.counted, CASE
    WHEN s.percent > 99 AND s.percent < 100 THEN 99.0
    WHEN s.percent < 1 AND s.begun THEN 1.0
    ELSE round(s.percent, 1)
  END AS percent,
  CASE WHEN s.counted > 0 THEN CASE
  WHEN s.status = 'stopped' OR s.withdrawn THEN NULL
  WHEN s.status = 'done' THEN 'done'
  WHEN s.past_due THEN 'overdue'
  WHEN s.percent < s.elapsed - 10 THEN 'behind'
  WHEN s.percent > s.elapsed + 10 THEN 'ahead'
  ELSE 'on_track'
END END AS pace,
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
    coalesce(sum((NOT (a.withdrawn OR c.withdrawn) AND ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped')) AND r.status = 'done'), 0) AS done,
    coalesce(sum((NOT (a.withdrawn OR c.withdrawn) AND ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped'))), 0) AS counted,
    max((NOT (a.withdrawn OR c.withdrawn) AND ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped')) AND coalesce(r.status, 'not_started') <> 'not_started') AS begun,
    avg(CASE WHEN (NOT (a.withdrawn OR c.withdrawn) AND ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped')) THEN coalesce(r.percent, 0) END) AS percent,
    avg(CASE WHEN (NOT (a.withdrawn OR c.withdrawn) AND ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped')) THEN CASE
    WHEN date('now', '+8 hours') >= coalesce(c.due, p.ends_on) THEN 100.0
    WHEN date('now', '+8 hours') <= p.issued_on THEN 0.0
    ELSE 100.0 * (julianday(date('now', '+8 hours')) - julianday(p.issued_on))
      / (julianday(coalesce(c.due, p.ends_on)) - julianday(p.issued_on))
  END END) AS elapsed,
    max((NOT (a.withdrawn OR c.withdrawn) AND ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped')) AND (NOT c.ongoing AND coalesce(c.due, p.ends_on) < date('now', '+8 hours')) AND coalesce(r.status, 'not_started') <> 'done') AS past_due,
    CASE WHEN coalesce(sum((NOT (a.withdrawn OR c.withdrawn) AND ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped')) AND r.status = 'done'), 0) = sum((NOT (a.withdrawn OR c.withdrawn) AND ((a.role <> 'possible' OR r.id IS NOT NULL) AND coalesce(r.status, 'not_started') <> 'stopped'))) THEN 'done' ELSE 'in_progress' END
      AS status
  FROM current_edition AS p
  JOIN unit_entry AS u ON u.edition_id = p.edition_id
  LEFT JOIN assignment_entry AS a ON a.edition_id = p.edition_id AND a.unit_id = u.unit_id AND NOT a.withdrawn
  LEFT JOIN task_entry AS c ON c.edition_id = p.edition_id AND c.task_id = a.task_id
  LEFT JOIN report AS r ON r.id = (
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.assignment_id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )
  GROUP BY p.plan_id, u.unit_id
) AS s
WHERE NOT s.withdrawn
  OR EXISTS (SELECT 1 FROM assignments AS a WHERE a.plan_id = s.plan_id AND a.unit_id = s.unit_id)
  OR EXISTS (SELECT 1 FROM schedule AS o WHERE o.plan_id = s.plan_id AND instr(char(10) || o.organizers || char(10), char(10) || s.name || char(10)));
CREATE VIEW plans AS
SELECT
  p.plan_id, p.plan AS key, p.title, p.year, p.region, p.issuer, p.issued_on, p.ends_on,
  coalesce(s.tasks, 0) AS tasks, coalesce(s.done, 0) AS done, coalesce(CASE
    WHEN s.percent > 99 AND s.percent < 100 THEN 99.0
    WHEN s.percent < 1 AND s.begun THEN 1.0
    ELSE round(s.percent, 1)
  END, 0.0) AS percent,
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
) AS s ON s.plan_id = p.plan_id;
CREATE VIEW task_subjects AS
SELECT one.plan_id, one.id, one.task_id, t.no, t.title, u.name AS unit
FROM assignment AS one
JOIN task_entry AS t ON t.task_id = one.task_id AND t.edition_id = coalesce(
  (SELECT x.edition_id FROM current_edition AS p JOIN task_entry AS x ON x.edition_id = p.edition_id
   WHERE p.plan_id = one.plan_id AND x.task_id = one.task_id),
  (SELECT max(x.edition_id) FROM task_entry AS x WHERE x.task_id = one.task_id))
JOIN unit_entry AS u ON u.unit_id = one.unit_id AND u.edition_id = coalesce(
  (SELECT x.edition_id FROM current_edition AS p JOIN unit_entry AS x ON x.edition_id = p.edition_id
   WHERE p.plan_id = one.plan_id AND x.unit_id = one.unit_id),
  (SELECT max(x.edition_id) FROM unit_entry AS x WHERE x.unit_id = one.unit_id));
CREATE VIEW activity_subjects AS
SELECT one.plan_id, one.id, a.no, a.theme AS title, replace(a.organizers, char(10), '、') AS unit
FROM activity AS one
JOIN activity_entry AS a ON a.activity_id = one.id AND a.edition_id = coalesce(
  (SELECT x.edition_id FROM current_edition AS p JOIN activity_entry AS x ON x.edition_id = p.edition_id
   WHERE p.plan_id = one.plan_id AND x.activity_id = one.id),
  (SELECT max(x.edition_id) FROM activity_entry AS x WHERE x.activity_id = one.id));
CREATE VIEW differences AS
SELECT
  d.plan_id, k.key AS plan, d.change_id, d.position, d.kind, d.subject, d.field, d.before, d.after, d.words,
  d.task_id, d.activity_id,
  (SELECT u.name FROM edition AS e JOIN unit_entry AS u ON u.edition_id = e.id
   WHERE e.change_id = d.change_id AND u.unit_id = d.unit_id) AS unit
FROM difference AS d
JOIN plan AS k ON k.id = d.plan_id;
CREATE VIEW ledger AS
SELECT
  c.id, c.plan_id, k.key AS plan, c.at, c.who AS "by", c.kind, r.reported_on AS "on",
  'task' AS subject_kind, w.no AS subject_no, w.title AS subject_title, w.unit,
  r.before_status, r.before_percent, r.status AS after_status, r.percent AS after_percent,
  nullif(r.note, '') AS note, nullif(r.problem, '') AS problem, nullif(r.next_step, '') AS next,
  nullif(r.link, '') AS link, c.undone_by IS NOT NULL AS undone,
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
    '') AS changes, w.task_id, r.assignment_id, NULL AS activity_id
FROM change AS c
JOIN plan AS k ON k.id = c.plan_id
JOIN report AS r ON r.change_id = c.id
JOIN task_subjects AS w ON w.id = r.assignment_id
LEFT JOIN report AS n ON n.id = CASE WHEN r.note IS NOT NULL THEN (
  SELECT earlier.id FROM report AS earlier
    JOIN change ON change.id = earlier.change_id
    WHERE earlier.assignment_id = r.assignment_id AND earlier.reported_on <= r.reported_on AND earlier.id < r.id
      AND (change.undone_by IS NULL OR change.undone_by > r.change_id) AND earlier.note IS NOT NULL ORDER BY earlier.reported_on DESC, earlier.id DESC
    LIMIT 1) END
LEFT JOIN report AS q ON q.id = CASE WHEN r.problem IS NOT NULL OR r.status = 'done' THEN (
  SELECT earlier.id FROM report AS earlier
    JOIN change ON change.id = earlier.change_id
    WHERE earlier.assignment_id = r.assignment_id AND earlier.reported_on <= r.reported_on AND earlier.id < r.id
      AND (change.undone_by IS NULL OR change.undone_by > r.change_id) AND (earlier.problem IS NOT NULL OR earlier.status = 'done') ORDER BY earlier.reported_on DESC, earlier.id DESC
    LIMIT 1) END
LEFT JOIN report AS m ON m.id = CASE WHEN r.next_step IS NOT NULL OR r.status = 'done' THEN (
  SELECT earlier.id FROM report AS earlier
    JOIN change ON change.id = earlier.change_id
    WHERE earlier.assignment_id = r.assignment_id AND earlier.reported_on <= r.reported_on AND earlier.id < r.id
      AND (change.undone_by IS NULL OR change.undone_by > r.change_id) AND (earlier.next_step IS NOT NULL OR earlier.status = 'done') ORDER BY earlier.reported_on DESC, earlier.id DESC
    LIMIT 1) END
LEFT JOIN report AS e ON e.id = CASE WHEN r.link IS NOT NULL THEN (
  SELECT earlier.id FROM report AS earlier
    JOIN change ON change.id = earlier.change_id
    WHERE earlier.assignment_id = r.assignment_id AND earlier.reported_on <= r.reported_on AND earlier.id < r.id
      AND (change.undone_by IS NULL OR change.undone_by > r.change_id) AND earlier.link IS NOT NULL ORDER BY earlier.reported_on DESC, earlier.id DESC
    LIMIT 1) END
UNION ALL
SELECT
  c.id, c.plan_id, k.key, c.at, c.who, c.kind, e.reported_on,
  'activity', w.no, coalesce(e.theme, w.title), coalesce(replace(o.organizers, char(10), '、'), w.unit),
  e.before_status, NULL, e.status, NULL,
  e.note, NULL, NULL, e.link, c.undone_by IS NOT NULL,
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
    ''), NULL, NULL, e.activity_id
FROM change AS c
JOIN plan AS k ON k.id = c.plan_id
JOIN activity_event AS e ON e.change_id = c.id
JOIN activity_subjects AS w ON w.id = e.activity_id
LEFT JOIN activity_entry AS o ON o.activity_id = e.activity_id AND o.edition_id = (
  SELECT x.id
  FROM edition AS x
  JOIN change AS y ON y.id = x.change_id
  WHERE x.plan_id = e.plan_id AND x.change_id < e.change_id AND x.since <= e.reported_on
    AND (y.undone_by IS NULL OR y.undone_by > e.change_id)
  ORDER BY x.since DESC, x.id DESC
  LIMIT 1
)
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
WHERE c.kind = 'load';
COMMIT;
