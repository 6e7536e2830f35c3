-- A store of schema 2 as release 9a344c5 writes it: loads that took out entries with reports, undo and redo, two plans.
PRAGMA application_id = 1196114249;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE activity (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	no INTEGER NOT NULL, 
	month INTEGER NOT NULL, 
	date DATE, 
	theme VARCHAR NOT NULL, 
	organizer_id INTEGER NOT NULL, 
	form VARCHAR, 
	note VARCHAR, 
	withdrawn BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT form_is_known CHECK (form IN ('lecture', 'open_day', 'both')), 
	CONSTRAINT theme_is_not_blank CHECK (length(trim(theme)) > 0), 
	CONSTRAINT month_is_sane CHECK (month BETWEEN 1 AND 12), 
	CONSTRAINT no_is_sane CHECK (no BETWEEN 1 AND 999), 
	FOREIGN KEY(organizer_id) REFERENCES unit (id), 
	FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	UNIQUE (plan_id, no)
);
INSERT INTO "activity" VALUES(1,1,1,5,NULL,'消防安全',27,NULL,NULL,0);
INSERT INTO "activity" VALUES(2,1,2,5,NULL,'普惠金融改革试验区建设',25,NULL,NULL,0);
INSERT INTO "activity" VALUES(3,1,3,5,NULL,'自主选定',28,NULL,NULL,0);
INSERT INTO "activity" VALUES(4,1,4,5,NULL,'自主选定',29,NULL,NULL,0);
INSERT INTO "activity" VALUES(5,1,5,6,NULL,'安全生产',21,NULL,NULL,0);
INSERT INTO "activity" VALUES(6,1,6,6,NULL,'地质灾害防治',12,NULL,NULL,0);
INSERT INTO "activity" VALUES(7,1,7,6,NULL,'自主选定',30,NULL,NULL,0);
INSERT INTO "activity" VALUES(8,1,8,6,NULL,'自主选定',31,NULL,NULL,0);
INSERT INTO "activity" VALUES(9,1,9,7,NULL,'生态环境保护治理',8,NULL,NULL,0);
INSERT INTO "activity" VALUES(10,1,10,7,NULL,'国企改革',26,NULL,NULL,0);
INSERT INTO "activity" VALUES(11,1,11,7,NULL,'自主选定',32,NULL,NULL,0);
INSERT INTO "activity" VALUES(12,1,12,7,NULL,'自主选定',33,NULL,NULL,0);
INSERT INTO "activity" VALUES(13,1,13,8,NULL,'文旅产业发展',4,NULL,NULL,1);
INSERT INTO "activity" VALUES(14,1,14,8,NULL,'扩岗稳岗',9,NULL,NULL,0);
INSERT INTO "activity" VALUES(15,1,15,9,NULL,'促消费政策',3,NULL,NULL,0);
INSERT INTO "activity" VALUES(16,1,16,9,NULL,'自主选定',34,NULL,NULL,0);
INSERT INTO "activity" VALUES(17,1,17,10,NULL,'现代农业产业发展',22,NULL,NULL,0);
INSERT INTO "activity" VALUES(18,1,18,10,NULL,'重点产业链现代化建设“3212”行动计划',1,NULL,NULL,0);
INSERT INTO "activity" VALUES(19,1,19,10,NULL,'自主选定',35,NULL,NULL,0);
INSERT INTO "activity" VALUES(20,1,20,10,NULL,'自主选定',36,NULL,NULL,0);
INSERT INTO "activity" VALUES(21,1,21,11,NULL,'法治政府建设',20,NULL,NULL,0);
INSERT INTO "activity" VALUES(22,1,22,11,NULL,'城市能级提升',13,NULL,NULL,0);
INSERT INTO "activity" VALUES(23,1,23,11,NULL,'市场监督管理',5,NULL,NULL,0);
INSERT INTO "activity" VALUES(24,1,24,11,NULL,'自主选定',37,NULL,NULL,0);
INSERT INTO "activity" VALUES(25,1,25,12,NULL,'医疗卫生改革',15,NULL,NULL,0);
INSERT INTO "activity" VALUES(26,1,26,12,NULL,'美丽乡村建设',6,NULL,NULL,0);
INSERT INTO "activity" VALUES(27,1,27,12,NULL,'自主选定',39,NULL,NULL,0);
INSERT INTO "activity" VALUES(28,1,28,12,NULL,'自主选定',38,NULL,NULL,0);
INSERT INTO "activity" VALUES(29,2,1,8,NULL,'普法宣传',42,NULL,NULL,0);
CREATE TABLE activity_event (
	id INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	activity_id INTEGER NOT NULL, 
	reported_on DATE NOT NULL, 
	status VARCHAR NOT NULL, 
	date DATE, 
	theme VARCHAR, 
	form VARCHAR, 
	place VARCHAR, 
	people INTEGER, 
	link VARCHAR, 
	note VARCHAR, 
	reason VARCHAR, 
	before_status VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT before_status_is_known CHECK (before_status IN ('undated', 'scheduled', 'held', 'published', 'cancelled')), 
	CONSTRAINT status_has_its_date CHECK (date IS NOT NULL OR status IN ('undated', 'cancelled')), 
	CONSTRAINT form_is_known CHECK (form IN ('lecture', 'open_day', 'both')), 
	CONSTRAINT published_has_its_link CHECK (link IS NOT NULL OR status <> 'published'), 
	CONSTRAINT link_is_address CHECK (link LIKE 'http://%' OR link LIKE 'https://%'), 
	CONSTRAINT status_is_known CHECK (status IN ('undated', 'scheduled', 'held', 'published', 'cancelled')), 
	CONSTRAINT people_is_a_number CHECK (people >= 0), 
	FOREIGN KEY(activity_id) REFERENCES activity (id), 
	FOREIGN KEY(change_id) REFERENCES change (id)
);
INSERT INTO "activity_event" VALUES(1,8,13,'2024-08-21','held','2024-08-20',NULL,NULL,NULL,60,NULL,'露天',NULL,'undated');
INSERT INTO "activity_event" VALUES(2,9,17,'2024-08-22','scheduled','2024-10-15',NULL,'open_day','农技中心',NULL,NULL,NULL,NULL,'undated');
INSERT INTO "activity_event" VALUES(3,13,18,'2024-10-08','cancelled',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'与大会同日','undated');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE alias (
	unit_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (unit_id, name), 
	CONSTRAINT name_is_not_blank CHECK (length(trim(name)) > 0), 
	FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "alias" VALUES(1,'县工业和信息化局',0);
INSERT INTO "alias" VALUES(2,'县发展和改革委员会',0);
INSERT INTO "alias" VALUES(2,'县发展改革委',1);
INSERT INTO "alias" VALUES(4,'县文化广电旅游局',0);
INSERT INTO "alias" VALUES(4,'县文化广电新闻出版旅游局',1);
INSERT INTO "alias" VALUES(4,'县文旅局',2);
INSERT INTO "alias" VALUES(5,'县市场监督管理局',0);
INSERT INTO "alias" VALUES(5,'县市监局',1);
INSERT INTO "alias" VALUES(7,'县教育科技体育局',0);
INSERT INTO "alias" VALUES(9,'县人力资源和社会保障局',0);
INSERT INTO "alias" VALUES(10,'县退役军人局',0);
INSERT INTO "alias" VALUES(13,'县住房和城乡建设局',0);
INSERT INTO "alias" VALUES(15,'县卫生健康委员会',0);
INSERT INTO "alias" VALUES(15,'县卫生健康委',1);
INSERT INTO "alias" VALUES(16,'县交通局',0);
INSERT INTO "alias" VALUES(17,'县医保局',0);
INSERT INTO "alias" VALUES(18,'县政府办公室',0);
INSERT INTO "alias" VALUES(18,'县人民政府办公室',1);
INSERT INTO "alias" VALUES(18,'石城县人民政府办公室',2);
INSERT INTO "alias" VALUES(21,'县应急局',0);
INSERT INTO "alias" VALUES(24,'县委网信办',0);
INSERT INTO "alias" VALUES(24,'县委网络安全和信息化委员会办公室',1);
INSERT INTO "alias" VALUES(27,'县消防大队',0);
INSERT INTO "alias" VALUES(28,'琴江镇人民政府',0);
INSERT INTO "alias" VALUES(29,'高田镇人民政府',0);
INSERT INTO "alias" VALUES(30,'横江镇人民政府',0);
INSERT INTO "alias" VALUES(31,'木兰乡人民政府',0);
INSERT INTO "alias" VALUES(32,'小松镇人民政府',0);
INSERT INTO "alias" VALUES(33,'龙岗乡人民政府',0);
INSERT INTO "alias" VALUES(34,'大由乡人民政府',0);
INSERT INTO "alias" VALUES(35,'屏山镇人民政府',0);
INSERT INTO "alias" VALUES(36,'丰山乡人民政府',0);
INSERT INTO "alias" VALUES(37,'珠坑乡人民政府',0);
INSERT INTO "alias" VALUES(38,'赣江源镇人民政府',0);
INSERT INTO "alias" VALUES(39,'石城工业园区管理委员会',0);
INSERT INTO "alias" VALUES(39,'工业园区管委会',1);
INSERT INTO "alias" VALUES(41,'县政府办公室',0);
CREATE TABLE assignment (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	via VARCHAR, 
	principal BOOLEAN NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT role_is_known CHECK (role IN ('lead', 'responsible', 'member', 'possible')), 
	FOREIGN KEY(task_id) REFERENCES task (id), 
	FOREIGN KEY(unit_id) REFERENCES unit (id), 
	UNIQUE (task_id, unit_id)
);
INSERT INTO "assignment" VALUES(1,1,1,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(2,1,2,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(3,1,3,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(4,1,4,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(5,1,5,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(6,1,6,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(7,1,7,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(8,1,39,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(9,1,8,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(10,2,7,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(11,2,9,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(12,2,10,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(13,2,11,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(14,2,12,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(15,2,13,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(16,2,14,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(17,2,2,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(18,2,15,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(19,2,8,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(20,2,16,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(21,2,17,'responsible',NULL,1,0);
INSERT INTO "assignment" VALUES(22,3,18,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(23,3,19,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(24,3,20,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(25,3,23,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(26,3,1,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(27,3,2,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(28,3,3,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(29,3,4,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(30,3,5,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(31,3,6,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(32,3,7,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(33,3,8,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(34,3,9,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(35,3,10,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(36,3,11,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(37,3,12,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(38,3,13,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(39,3,14,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(40,3,15,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(41,3,16,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(42,3,17,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(43,3,21,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(44,3,22,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(45,3,24,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(46,3,25,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(47,3,26,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(48,3,28,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(49,3,29,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(50,3,30,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(51,3,31,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(52,3,32,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(53,3,33,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(54,3,34,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(55,3,35,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(56,3,36,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(57,3,37,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(58,3,38,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(60,4,18,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(61,4,19,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(62,4,1,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(63,4,2,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(64,4,3,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(65,4,4,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(66,4,5,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(67,4,6,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(68,4,7,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(69,4,8,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(70,4,9,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(71,4,10,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(72,4,11,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(73,4,12,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(74,4,13,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(75,4,14,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(76,4,15,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(77,4,16,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(78,4,17,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(79,4,20,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(80,4,21,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(81,4,22,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(82,4,23,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(83,4,24,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(84,4,25,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(85,4,26,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(86,4,27,'possible','有关部门和单位',0,0);
INSERT INTO "assignment" VALUES(87,4,28,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(88,4,29,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(89,4,30,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(90,4,31,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(91,4,32,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(92,4,33,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(93,4,34,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(94,4,35,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(95,4,36,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(96,4,37,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(97,4,38,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(99,5,18,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(100,5,20,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(101,5,19,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(102,5,1,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(103,5,2,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(104,5,3,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(105,5,4,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(106,5,5,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(107,5,6,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(108,5,7,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(109,5,8,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(110,5,9,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(111,5,10,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(112,5,11,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(113,5,12,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(114,5,13,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(115,5,14,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(116,5,15,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(117,5,16,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(118,5,17,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(119,5,21,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(120,5,22,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(121,5,23,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(122,5,24,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(123,5,25,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(124,5,26,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(125,5,28,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(126,5,29,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(127,5,30,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(128,5,31,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(129,5,32,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(130,5,33,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(131,5,34,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(132,5,35,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(133,5,36,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(134,5,37,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(135,5,38,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(137,6,18,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(138,6,24,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(139,6,1,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(140,6,2,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(141,6,3,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(142,6,4,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(143,6,5,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(144,6,6,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(145,6,7,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(146,6,8,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(147,6,9,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(148,6,10,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(149,6,11,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(150,6,12,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(151,6,13,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(152,6,14,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(153,6,15,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(154,6,16,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(155,6,17,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(156,6,19,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(157,6,20,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(158,6,21,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(159,6,22,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(160,6,23,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(161,6,25,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(162,6,26,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(163,6,28,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(164,6,29,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(165,6,30,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(166,6,31,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(167,6,32,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(168,6,33,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(169,6,34,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(170,6,35,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(171,6,36,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(172,6,37,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(173,6,38,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(175,7,18,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(176,7,19,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(177,7,1,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(178,7,2,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(179,7,3,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(180,7,4,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(181,7,5,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(182,7,6,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(183,7,7,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(184,7,8,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(185,7,9,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(186,7,10,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(187,7,11,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(188,7,12,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(189,7,13,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(190,7,14,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(191,7,15,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(192,7,16,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(193,7,17,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(194,7,20,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(195,7,21,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(196,7,22,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(197,7,23,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(198,7,24,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(199,7,25,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(200,7,26,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(201,7,28,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(202,7,29,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(203,7,30,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(204,7,31,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(205,7,32,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(206,7,33,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(207,7,34,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(208,7,35,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(209,7,36,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(210,7,37,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(211,7,38,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(213,8,18,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(214,8,1,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(215,8,2,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(216,8,3,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(217,8,4,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(218,8,5,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(219,8,6,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(220,8,7,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(221,8,8,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(222,8,9,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(223,8,10,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(224,8,11,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(225,8,12,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(226,8,13,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(227,8,14,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(228,8,15,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(229,8,16,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(230,8,17,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(231,8,19,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(232,8,20,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(233,8,21,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(234,8,22,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(235,8,23,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(236,8,24,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(237,8,25,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(238,8,26,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(239,8,28,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(240,8,29,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(241,8,30,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(242,8,31,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(243,8,32,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(244,8,33,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(245,8,34,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(246,8,35,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(247,8,36,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(248,8,37,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(249,8,38,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(251,9,18,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(252,9,20,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(253,9,1,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(254,9,2,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(255,9,3,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(256,9,4,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(257,9,5,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(258,9,6,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(259,9,7,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(260,9,8,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(261,9,9,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(262,9,10,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(263,9,11,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(264,9,12,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(265,9,13,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(266,9,14,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(267,9,15,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(268,9,16,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(269,9,17,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(270,9,19,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(271,9,21,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(272,9,22,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(273,9,23,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(274,9,24,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(275,9,25,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(276,9,26,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(277,9,28,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(278,9,29,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(279,9,30,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(280,9,31,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(281,9,32,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(282,9,33,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(283,9,34,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(284,9,35,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(285,9,36,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(286,9,37,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(287,9,38,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(289,10,18,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(290,10,1,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(291,10,2,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(292,10,3,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(293,10,4,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(294,10,5,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(295,10,6,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(296,10,7,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(297,10,8,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(298,10,9,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(299,10,10,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(300,10,11,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(301,10,12,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(302,10,13,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(303,10,14,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(304,10,15,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(305,10,16,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(306,10,17,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(307,10,19,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(308,10,20,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(309,10,21,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(310,10,22,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(311,10,23,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(312,10,24,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(313,10,25,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(314,10,26,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(315,10,28,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(316,10,29,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(317,10,30,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(318,10,31,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(319,10,32,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(320,10,33,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(321,10,34,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(322,10,35,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(323,10,36,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(324,10,37,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(325,10,38,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(327,11,18,'lead',NULL,1,1);
INSERT INTO "assignment" VALUES(365,12,18,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(366,12,1,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(367,12,2,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(368,12,3,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(369,12,4,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(370,12,5,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(371,12,6,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(372,12,7,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(373,12,8,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(374,12,9,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(375,12,10,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(376,12,11,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(377,12,12,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(378,12,13,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(379,12,14,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(380,12,15,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(381,12,16,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(382,12,17,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(383,12,19,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(384,12,20,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(385,12,21,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(386,12,22,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(387,12,23,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(388,12,24,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(389,12,25,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(390,12,26,'possible','县直有关单位',0,0);
INSERT INTO "assignment" VALUES(391,12,28,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(392,12,29,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(393,12,30,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(394,12,31,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(395,12,32,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(396,12,33,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(397,12,34,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(398,12,35,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(399,12,36,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(400,12,37,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(401,12,38,'member','各乡镇人民政府',0,0);
INSERT INTO "assignment" VALUES(402,12,40,'responsible',NULL,0,1);
INSERT INTO "assignment" VALUES(403,13,41,'lead',NULL,1,0);
INSERT INTO "assignment" VALUES(404,13,42,'member','县政府各部门',0,0);
INSERT INTO "assignment" VALUES(405,13,43,'member','各乡镇',0,0);
INSERT INTO "assignment" VALUES(406,14,42,'responsible',NULL,1,0);
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
	CONSTRAINT kind_is_known CHECK (kind IN ('load', 'mark', 'activity', 'undo', 'redo')), 
	CONSTRAINT who_is_not_blank CHECK (length(trim(who)) > 0), 
	FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	FOREIGN KEY(target_id) REFERENCES change (id), 
	FOREIGN KEY(undone_by) REFERENCES change (id)
);
INSERT INTO "change" VALUES(1,1,'2024-05-27T09:01:00+08:00','经办人','load','石城县2024年政务公开工作要点：首次载入，单位 40 个、任务 12 项、活动 28 项',NULL,NULL);
INSERT INTO "change" VALUES(2,1,'2024-06-20T09:02:00+08:00','经办人','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(3,1,'2024-07-02T09:03:00+08:00','经办人','mark',NULL,NULL,4);
INSERT INTO "change" VALUES(4,1,'2024-07-02T09:04:00+08:00','经办人','undo',NULL,3,NULL);
INSERT INTO "change" VALUES(5,1,'2024-07-10T09:05:00+08:00','经办人','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(6,1,'2024-07-11T09:06:00+08:00','经办人','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(7,1,'2024-07-11T09:07:00+08:00','经办人','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(8,1,'2024-08-21T09:08:00+08:00','经办人','activity',NULL,NULL,NULL);
INSERT INTO "change" VALUES(9,1,'2024-08-22T09:09:00+08:00','经办人','activity',NULL,NULL,NULL);
INSERT INTO "change" VALUES(10,1,'2024-09-02T09:10:00+08:00','经办人','load','石城县2024年政务公开工作要点：新增 0、变更 10、撤下 3',NULL,NULL);
INSERT INTO "change" VALUES(11,1,'2024-10-08T09:11:00+08:00','经办人','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(12,1,'2024-10-08T09:12:00+08:00','经办人','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(13,1,'2024-10-08T09:13:00+08:00','经办人','activity',NULL,NULL,NULL);
INSERT INTO "change" VALUES(14,2,'2024-10-08T09:14:00+08:00','经办人','load','演示县2024年工作要点：首次载入，单位 3 个、任务 2 项、活动 1 项',NULL,NULL);
INSERT INTO "change" VALUES(15,2,'2024-10-08T09:15:00+08:00','经办人','mark',NULL,NULL,NULL);
INSERT INTO "change" VALUES(16,2,'2024-10-08T09:16:00+08:00','经办人','load','演示县2024年工作要点：新增 0、变更 2、撤下 0',NULL,NULL);
INSERT INTO "change" VALUES(17,1,'2024-10-08T09:17:00+08:00','经办人','undo',NULL,12,NULL);
INSERT INTO "change" VALUES(18,1,'2024-10-08T09:18:00+08:00','经办人','redo',NULL,12,NULL);
CREATE TABLE collective (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	kinds VARCHAR NOT NULL, 
	indefinite BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT name_is_not_blank CHECK (length(trim(name)) > 0), 
	FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	UNIQUE (plan_id, name)
);
INSERT INTO "collective" VALUES(1,1,'县政府各部门','县政府部门',0,0);
INSERT INTO "collective" VALUES(2,1,'各乡镇人民政府','乡镇',0,1);
INSERT INTO "collective" VALUES(3,1,'县直有关单位','县直单位',1,2);
INSERT INTO "collective" VALUES(4,1,'有关部门和单位','县政府部门
县直单位
驻县单位',1,3);
INSERT INTO "collective" VALUES(5,2,'县政府各部门','县政府部门',0,0);
INSERT INTO "collective" VALUES(6,2,'各乡镇','乡镇',0,1);
CREATE TABLE collective_member (
	collective_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (collective_id, unit_id), 
	FOREIGN KEY(collective_id) REFERENCES collective (id), 
	FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE measure (
	task_id INTEGER NOT NULL, 
	no INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	indicator VARCHAR, 
	rhythm VARCHAR, 
	due DATE, 
	PRIMARY KEY (task_id, no), 
	CONSTRAINT rhythm_is_known CHECK (rhythm IN ('monthly', 'quarterly', 'half_yearly', 'yearly')), 
	CONSTRAINT text_is_not_blank CHECK (length(trim(text)) > 0), 
	FOREIGN KEY(task_id) REFERENCES task (id)
);
INSERT INTO "measure" VALUES(11,1,'乡镇、部门和单位主要负责同志听取政务公开工作汇报，每年至少一次','至少1次','yearly',NULL);
INSERT INTO "measure" VALUES(11,2,'及时研究解决政务公开的突出问题',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(11,3,'落实不到位、问题突出、影响不良的乡镇、部门和单位，予以通报和约谈',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(11,4,'办公室（秘书股）认真履职、完善制度，有力有序有效推进工作',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(11,5,'由第三方协助运营平台的单位，明确分管负责同志和具体责任人',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(11,6,'购买服务的单位切实管理、全流程参与运营，不当“甩手掌柜”',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(1,1,'制造业重点产业链现代化建设“1269”“7510”“3212”行动计划的举措与进展及时公布',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(1,2,'数字经济做优做强“一号发展工程”的举措与成效及时公布',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(1,3,'“上云用数赋智”工程的举措与成效及时公布',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(1,4,'“两地三区”发展战略的举措与成效及时公布',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(1,5,'电子商务、智能家居、文娱旅游、体育赛事等消费政策实时对外发布',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(1,6,'公开支持民营经济发展壮大的系列政策',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(1,7,'公开面向中小企业的政府采购支持政策',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(1,8,'把“双随机、一公开”的工作力度提上去',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(1,9,'依法公开公示企业的信用信息',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,1,'公开高校毕业生、农民工特别是脱贫劳动力、城市困难人员、退役军人等的就业政策',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,2,'公布义务教育招生政策、公办学校划片范围和民办学校招生计划',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,3,'试点征地信息公开的标准化、规范化',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,4,'多公开棚户区改造、保障性租赁住房等住房信息',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,5,'重大民生实事项目执行到哪一步，定期向社会公布',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,6,'加快公开教育、卫生健康、水电气供应、环境保护、公共交通等行业的信息',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,7,'公开医疗保障领域的民生事项',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,8,'医疗卫生监督检查的信息及时公布',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(2,9,'公开养老服务机构的信息和监督检查情况',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(3,1,'及时收集县政府重大政策、重点工作、重要会议的宣传素材',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(3,2,'宣传选题先策划、多会商',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(3,3,'用政策吹风会、在线访谈、新闻发布会等形式，及时引导媒体加大报道',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(3,4,'主动向《江西·政能亮》报送选题',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(3,5,'选取部分领域做专题性政策评价',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(3,6,'探索建立评价重大政策落实情况的机制',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(3,7,'从执行标准、适用范围、使用情况、成效、问题等方面评价效果，摸清政策落地情况',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(4,1,'“谁起草、谁解读”，解读与制定政策同等看重',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(4,2,'解读材料与文件“三同步”：同步起草、同步审签、同步发布',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(4,3,'重大政策都有解读，解读率100%','100%',NULL,NULL);
INSERT INTO "measure" VALUES(4,4,'解读不照抄原文，写清背景、目标、内容、关键词、范围、标准、惠民利企举措和新旧差异',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(4,5,'提供“政策+解读+办事”综合服务，讲准政策内涵和信号，引导市场预期',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(4,6,'请政策参与制定者和懂业务的专家学者解读，更权威、更有针对性',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(4,7,'用图片、视频、互动直播、简明问答、现场宣讲等多种形式解读',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(4,8,'借各类网络平台做好政策二次传播，让更多人知晓',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(4,9,'重大政策出台后，部门、单位和乡镇主要负责同志到新闻发布会上解读',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(5,1,'定涉及公众切身利益或涉企的政策，及时听取公众代表、企业和行业协会意见',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(5,2,'用调研座谈、问卷调查、领导信箱、网上咨询、大数据分析等扩大基层重大决策的公众参与',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(5,3,'就拟出台的政策征集社会意见',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(5,4,'从2024年开始，重大建设项目、公共资源配置、社会公益事业等的决策和执行必经公众参与',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(5,5,'充分听取群众意见，直接利害关系人的意见尤其要听',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(5,6,'持续办好“政府开放日”等线下开放活动',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(5,7,'请市民、企业代表和人大代表、政协委员等进机关体验政府工作，收集意见建议',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(6,1,'按“谁主管谁回应、谁处置谁回应”压实舆情回应处置的主体责任',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(6,2,'健全涉县舆情的监测预警、风险研判、快速反应和信息共享机制',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(6,3,'舆情回应处置要更及时、更有针对性、更有效',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(6,4,'涉及重要改革举措和群众切身利益的，第一时间由权威渠道准确发布并回应关切',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(6,5,'建立舆情回应处置台账',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(6,6,'促成具体举措出台，把舆情背后的实际问题解决好',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(6,7,'探索部门间共享舆情信息，减少“各自为战”和“监测内卷”',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(7,1,'政府网站与政务新媒体每季度检查一次',NULL,'quarterly',NULL);
INSERT INTO "measure" VALUES(7,2,'政府网站与政务新媒体做好日常监测',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(7,3,'监测和检查中的问题及时发现、限期整改',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(7,4,'规范政府信息公开专栏，集中展示公开制度、法定主动公开内容、公开年报等',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(7,5,'健全政务新媒体的开设备案和动态管理制度',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(7,6,'更新不及时、无互动功能、有严重表述错误的政务新媒体，动态关停',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(7,7,'培育社会关注度高、群众欢迎的优质账号',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(7,8,'争取进入全省优秀政务新媒体榜单',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(7,9,'专项整治数字形式主义，解决网站与新媒体运营管理的突出问题',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(8,1,'用好第一批基层政务公开标准化规范化建设的成果',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(8,2,'第二批基层政务公开标准化规范化建设启动实施',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(8,3,'优化调整政务公开的标准目录',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(8,4,'让标准目录直接用进业务系统和网站主动公开目录',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(8,5,'多打造可复制、可推广的政务公开样板',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(8,6,'进一步拓展政务公开专区的功能',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(8,7,'在信息查询、公共服务、政策辅导、数据开放、办事流程演示等方面创新公开模式和场景',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(9,1,'“先审后发”“一事一审”，拟公开的信息依法过保密审查',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(9,2,'管好已公开的信息，过时、失效的定期清理',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(9,3,'防止泄密，防止信息汇聚带来的风险',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(9,4,'与县人大加强对接，巩固行政规范性文件集中公布的成果',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(9,5,'高质量发布现行有效的行政规范性文件',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(9,6,'监管用户多、公共属性强、具有系统重要性的公共企事业单位的信息公开',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(9,7,'建立和完善各行业的信息公开平台',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(10,1,'综合考核继续把政务公开作为重要内容',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(10,2,'政务公开的考核分值权重逐步提高',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(10,3,'领导干部培训、初任公务员培训列入政务公开内容',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(10,4,'不断提高全县行政机关工作人员的公开素养',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(10,5,'政务公开业务培训分级分类开展',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(10,6,'各单位分管领导和工作人员都参加县级业务培训，年内至少一次','至少1次','yearly',NULL);
INSERT INTO "measure" VALUES(10,7,'借专题会议、实地观摩等总结交流经验，提高工作水平',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(12,1,'借“大抓落实年”活动，建立目标明确、路线清晰、全程闭环的推进机制',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(12,2,'定好时间表、任务书、责任单',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(12,3,'形成层层抓落实的局面，一级抓一级',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(12,4,'打造、总结、推广政策解读、舆情回应、网站与新媒体管理等的创新亮点和典型经验',NULL,NULL,NULL);
INSERT INTO "measure" VALUES(12,5,'推动政务公开走深走实，探索石城特色的路径',NULL,NULL,NULL);
CREATE TABLE party (
	task_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	unit_id INTEGER, 
	collective_id INTEGER, 
	PRIMARY KEY (task_id, role, position), 
	CONSTRAINT role_is_printed CHECK (role IN ('lead', 'responsible')), 
	CONSTRAINT unit_or_collective CHECK ((unit_id IS NULL) <> (collective_id IS NULL)), 
	FOREIGN KEY(collective_id) REFERENCES collective (id), 
	FOREIGN KEY(task_id) REFERENCES task (id), 
	FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "party" VALUES(1,'responsible',0,1,NULL);
INSERT INTO "party" VALUES(1,'responsible',1,2,NULL);
INSERT INTO "party" VALUES(1,'responsible',2,3,NULL);
INSERT INTO "party" VALUES(1,'responsible',3,4,NULL);
INSERT INTO "party" VALUES(1,'responsible',4,5,NULL);
INSERT INTO "party" VALUES(1,'responsible',5,6,NULL);
INSERT INTO "party" VALUES(1,'responsible',6,7,NULL);
INSERT INTO "party" VALUES(1,'responsible',7,39,NULL);
INSERT INTO "party" VALUES(1,'responsible',8,8,NULL);
INSERT INTO "party" VALUES(2,'responsible',0,7,NULL);
INSERT INTO "party" VALUES(2,'responsible',1,9,NULL);
INSERT INTO "party" VALUES(2,'responsible',2,10,NULL);
INSERT INTO "party" VALUES(2,'responsible',3,11,NULL);
INSERT INTO "party" VALUES(2,'responsible',4,12,NULL);
INSERT INTO "party" VALUES(2,'responsible',5,13,NULL);
INSERT INTO "party" VALUES(2,'responsible',6,14,NULL);
INSERT INTO "party" VALUES(2,'responsible',7,2,NULL);
INSERT INTO "party" VALUES(2,'responsible',8,15,NULL);
INSERT INTO "party" VALUES(2,'responsible',9,8,NULL);
INSERT INTO "party" VALUES(2,'responsible',10,16,NULL);
INSERT INTO "party" VALUES(2,'responsible',11,17,NULL);
INSERT INTO "party" VALUES(3,'lead',0,18,NULL);
INSERT INTO "party" VALUES(3,'lead',1,19,NULL);
INSERT INTO "party" VALUES(3,'lead',2,20,NULL);
INSERT INTO "party" VALUES(3,'lead',3,23,NULL);
INSERT INTO "party" VALUES(3,'responsible',0,NULL,1);
INSERT INTO "party" VALUES(3,'responsible',1,NULL,3);
INSERT INTO "party" VALUES(3,'responsible',2,NULL,2);
INSERT INTO "party" VALUES(4,'lead',0,18,NULL);
INSERT INTO "party" VALUES(4,'lead',1,19,NULL);
INSERT INTO "party" VALUES(4,'responsible',0,NULL,4);
INSERT INTO "party" VALUES(4,'responsible',1,NULL,2);
INSERT INTO "party" VALUES(5,'lead',0,18,NULL);
INSERT INTO "party" VALUES(5,'lead',1,20,NULL);
INSERT INTO "party" VALUES(5,'lead',2,19,NULL);
INSERT INTO "party" VALUES(5,'responsible',0,NULL,1);
INSERT INTO "party" VALUES(5,'responsible',1,NULL,3);
INSERT INTO "party" VALUES(5,'responsible',2,NULL,2);
INSERT INTO "party" VALUES(6,'lead',0,18,NULL);
INSERT INTO "party" VALUES(6,'lead',1,24,NULL);
INSERT INTO "party" VALUES(6,'responsible',0,NULL,1);
INSERT INTO "party" VALUES(6,'responsible',1,NULL,3);
INSERT INTO "party" VALUES(6,'responsible',2,NULL,2);
INSERT INTO "party" VALUES(7,'lead',0,18,NULL);
INSERT INTO "party" VALUES(7,'lead',1,19,NULL);
INSERT INTO "party" VALUES(7,'responsible',0,NULL,1);
INSERT INTO "party" VALUES(7,'responsible',1,NULL,3);
INSERT INTO "party" VALUES(7,'responsible',2,NULL,2);
INSERT INTO "party" VALUES(8,'lead',0,18,NULL);
INSERT INTO "party" VALUES(8,'responsible',0,NULL,1);
INSERT INTO "party" VALUES(8,'responsible',1,NULL,3);
INSERT INTO "party" VALUES(8,'responsible',2,NULL,2);
INSERT INTO "party" VALUES(9,'lead',0,18,NULL);
INSERT INTO "party" VALUES(9,'lead',1,20,NULL);
INSERT INTO "party" VALUES(9,'responsible',0,NULL,1);
INSERT INTO "party" VALUES(9,'responsible',1,NULL,3);
INSERT INTO "party" VALUES(9,'responsible',2,NULL,2);
INSERT INTO "party" VALUES(10,'lead',0,18,NULL);
INSERT INTO "party" VALUES(10,'responsible',0,NULL,1);
INSERT INTO "party" VALUES(10,'responsible',1,NULL,3);
INSERT INTO "party" VALUES(10,'responsible',2,NULL,2);
INSERT INTO "party" VALUES(12,'lead',0,18,NULL);
INSERT INTO "party" VALUES(12,'responsible',0,NULL,1);
INSERT INTO "party" VALUES(12,'responsible',1,NULL,3);
INSERT INTO "party" VALUES(12,'responsible',2,NULL,2);
INSERT INTO "party" VALUES(13,'lead',0,41,NULL);
INSERT INTO "party" VALUES(13,'responsible',0,NULL,5);
INSERT INTO "party" VALUES(13,'responsible',1,NULL,6);
INSERT INTO "party" VALUES(14,'responsible',0,42,NULL);
CREATE TABLE "plan" (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	region VARCHAR, 
	issuer VARCHAR, 
	issued_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	source VARCHAR, 
	based_on VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT source_is_address CHECK (source LIKE 'http://%' OR source LIKE 'https://%'), 
	CONSTRAINT ends_after_it_begins CHECK (ends_on >= issued_on), 
	CONSTRAINT key_is_not_blank CHECK (length(trim(key)) > 0), 
	CONSTRAINT title_is_not_blank CHECK (length(trim(title)) > 0), 
	CONSTRAINT year_is_sane CHECK (year BETWEEN 1949 AND 2999), 
	UNIQUE ("key")
);
INSERT INTO "plan" VALUES(1,'shicheng-2024','石城县2024年政务公开工作要点',2024,'江西省赣州市石城县','石城县人民政府办公室','2024-05-26','2024-12-31','http://www.shicheng.gov.cn/scxxxgk/sc91613/202405/858781b78e574766bfd6de656c884085.shtml','《江西省人民政府办公厅关于印发2024年江西省政务公开工作要点的通知》(赣府厅字〔2024〕15号)
《赣州市人民政府办公室关于印发贯彻落实省政府办公厅2024年政务公开工作要点任务分工的通知》(〔2024〕35号)
《石城县人民政府办公室关于印发石城县“政府开放日”实施方案的通知》(〔2022〕48号)');
INSERT INTO "plan" VALUES(2,'demo-2024','演示县2024年工作要点',2024,NULL,NULL,'2024-06-01','2024-12-31',NULL,'');
CREATE TABLE report (
	id INTEGER NOT NULL, 
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
	CONSTRAINT done_is_100 CHECK ((status = 'done') = (percent = 100)), 
	CONSTRAINT before_status_is_known CHECK (before_status IN ('not_started', 'in_progress', 'blocked', 'done', 'stopped')), 
	CONSTRAINT link_is_address CHECK (link LIKE 'http://%' OR link LIKE 'https://%'), 
	CONSTRAINT not_started_is_0 CHECK (status <> 'not_started' OR percent = 0), 
	CONSTRAINT status_is_known CHECK (status IN ('not_started', 'in_progress', 'blocked', 'done', 'stopped')), 
	CONSTRAINT before_percent_is_sane CHECK (before_percent BETWEEN 0 AND 100), 
	CONSTRAINT percent_is_sane CHECK (percent BETWEEN 0 AND 100), 
	FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	FOREIGN KEY(change_id) REFERENCES change (id)
);
INSERT INTO "report" VALUES(1,2,24,'2024-06-20','in_progress',40,'已开会',NULL,'补走访',NULL,'not_started',0);
INSERT INTO "report" VALUES(2,2,100,'2024-06-20','in_progress',40,'已开会',NULL,'补走访',NULL,'not_started',0);
INSERT INTO "report" VALUES(3,3,24,'2024-07-02','in_progress',60,'又开会','缺人',NULL,NULL,'in_progress',40);
INSERT INTO "report" VALUES(4,5,327,'2024-07-10','in_progress',70,'已公开预算',NULL,NULL,'https://x.gov.cn/a','not_started',0);
INSERT INTO "report" VALUES(5,6,402,'2024-07-11','in_progress',30,'已部署',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(6,7,365,'2024-07-11','in_progress',50,'已通报',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(7,11,60,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(8,11,61,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(9,11,87,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(10,11,88,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(11,11,89,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(12,11,90,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(13,11,91,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(14,11,92,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(15,11,93,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(16,11,94,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(17,11,95,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(18,11,96,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(19,11,97,'2024-09-20','in_progress',20,'九月已布置',NULL,NULL,NULL,'not_started',0);
INSERT INTO "report" VALUES(20,12,365,'2024-09-30','done',100,'已办完',NULL,NULL,NULL,'in_progress',50);
INSERT INTO "report" VALUES(21,15,406,'2024-09-01','in_progress',40,'已起草',NULL,NULL,NULL,'not_started',0);
CREATE TABLE task (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	no INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	due DATE, 
	ongoing BOOLEAN NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ongoing_has_no_due CHECK (due IS NULL OR NOT ongoing), 
	CONSTRAINT title_is_not_blank CHECK (length(trim(title)) > 0), 
	CONSTRAINT no_is_sane CHECK (no BETWEEN 1 AND 999), 
	FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	UNIQUE (plan_id, no)
);
INSERT INTO "task" VALUES(1,1,1,'聚焦高质量发展推进信息公开',NULL,0,0);
INSERT INTO "task" VALUES(2,1,2,'围绕保障和改善民生深化信息公开',NULL,0,0);
INSERT INTO "task" VALUES(3,1,3,'加强重大政策宣传联动及落实结果评价',NULL,0,0);
INSERT INTO "task" VALUES(4,1,4,'优化重大政策解读方式提升解读质量',NULL,0,0);
INSERT INTO "task" VALUES(5,1,5,'建立重大行政决策主动听取意见机制',NULL,0,0);
INSERT INTO "task" VALUES(6,1,6,'健全政务舆情会商处置和回应机制',NULL,0,0);
INSERT INTO "task" VALUES(7,1,7,'规范政府网站与政务新媒体建设管理',NULL,0,0);
INSERT INTO "task" VALUES(8,1,8,'持续推进基层政务公开标准化规范化建设',NULL,0,0);
INSERT INTO "task" VALUES(9,1,9,'落实保密审查和信息发布制度',NULL,0,0);
INSERT INTO "task" VALUES(10,1,10,'完善考核评估体系和培训机制',NULL,0,0);
INSERT INTO "task" VALUES(11,1,11,'强化指导协调和督促检查',NULL,0,1);
INSERT INTO "task" VALUES(12,1,12,'凝聚合力狠抓工作落实',NULL,0,0);
INSERT INTO "task" VALUES(13,2,1,'公开政策',NULL,0,0);
INSERT INTO "task" VALUES(14,2,2,'解读政策文件',NULL,0,0);
CREATE TABLE unit (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT kind_is_not_blank CHECK (length(trim(kind)) > 0), 
	CONSTRAINT name_is_not_blank CHECK (length(trim(name)) > 0), 
	FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	UNIQUE (plan_id, name)
);
INSERT INTO "unit" VALUES(1,1,'县工信局','县政府部门',0,0);
INSERT INTO "unit" VALUES(2,1,'县发改委','县政府部门',1,0);
INSERT INTO "unit" VALUES(3,1,'县商务局','县政府部门',2,0);
INSERT INTO "unit" VALUES(4,1,'县文广旅局','县政府部门',3,0);
INSERT INTO "unit" VALUES(5,1,'县市场监管局','县政府部门',4,0);
INSERT INTO "unit" VALUES(6,1,'县农业农村局','县政府部门',5,0);
INSERT INTO "unit" VALUES(7,1,'县教科体局','县政府部门',6,0);
INSERT INTO "unit" VALUES(8,1,'县生态环境局','县政府部门',7,0);
INSERT INTO "unit" VALUES(9,1,'县人社局','县政府部门',8,0);
INSERT INTO "unit" VALUES(10,1,'县退役军人事务局','县政府部门',9,0);
INSERT INTO "unit" VALUES(11,1,'县民政局','县政府部门',10,0);
INSERT INTO "unit" VALUES(12,1,'县自然资源局','县政府部门',11,0);
INSERT INTO "unit" VALUES(13,1,'县住建局','县政府部门',12,0);
INSERT INTO "unit" VALUES(14,1,'县财政局','县政府部门',13,0);
INSERT INTO "unit" VALUES(15,1,'县卫健委','县政府部门',14,0);
INSERT INTO "unit" VALUES(16,1,'县交通运输局','县政府部门',15,0);
INSERT INTO "unit" VALUES(17,1,'县医疗保障局','县政府部门',16,0);
INSERT INTO "unit" VALUES(18,1,'县政府办','县政府部门',17,0);
INSERT INTO "unit" VALUES(19,1,'县行政审批局','县政府部门',18,0);
INSERT INTO "unit" VALUES(20,1,'县司法局','县政府部门',19,0);
INSERT INTO "unit" VALUES(21,1,'县应急管理局','县政府部门',20,0);
INSERT INTO "unit" VALUES(22,1,'县乡村振兴局','县政府部门',21,0);
INSERT INTO "unit" VALUES(23,1,'县融媒体中心','县直单位',22,0);
INSERT INTO "unit" VALUES(24,1,'县网信办','县直单位',23,0);
INSERT INTO "unit" VALUES(25,1,'县金融服务中心','县直单位',24,0);
INSERT INTO "unit" VALUES(26,1,'县国资服务中心','县直单位',25,0);
INSERT INTO "unit" VALUES(27,1,'县消防救援大队','驻县单位',26,0);
INSERT INTO "unit" VALUES(28,1,'琴江镇','乡镇',27,0);
INSERT INTO "unit" VALUES(29,1,'高田镇','乡镇',28,0);
INSERT INTO "unit" VALUES(30,1,'横江镇','乡镇',29,0);
INSERT INTO "unit" VALUES(31,1,'木兰乡','乡镇',30,0);
INSERT INTO "unit" VALUES(32,1,'小松镇','乡镇',31,0);
INSERT INTO "unit" VALUES(33,1,'龙岗乡','乡镇',32,0);
INSERT INTO "unit" VALUES(34,1,'大由乡','乡镇',33,0);
INSERT INTO "unit" VALUES(35,1,'屏山镇','乡镇',34,0);
INSERT INTO "unit" VALUES(36,1,'丰山乡','乡镇',35,0);
INSERT INTO "unit" VALUES(37,1,'珠坑乡','乡镇',36,0);
INSERT INTO "unit" VALUES(38,1,'赣江源镇','乡镇',37,0);
INSERT INTO "unit" VALUES(39,1,'石城工业园区管委会','管委会',38,0);
INSERT INTO "unit" VALUES(40,1,'县城市社区管委会','管委会',39,1);
INSERT INTO "unit" VALUES(41,2,'县政府办','县政府部门',0,0);
INSERT INTO "unit" VALUES(42,2,'县司法局','县政府部门',1,0);
INSERT INTO "unit" VALUES(43,2,'琴江镇','乡镇',2,0);
CREATE INDEX ix_change_plan_id ON change (plan_id);
CREATE INDEX ix_activity_organizer_id ON activity (organizer_id);
CREATE INDEX ix_assignment_unit_id ON assignment (unit_id);
CREATE INDEX ix_party_collective_id ON party (collective_id);
CREATE INDEX ix_party_unit_id ON party (unit_id);
CREATE INDEX ix_activity_event_change_id ON activity_event (change_id);
CREATE INDEX ix_activity_event_latest ON activity_event (activity_id, reported_on, id);
CREATE INDEX ix_report_change_id ON report (change_id);
CREATE INDEX ix_report_latest ON report (assignment_id, reported_on, id);
CREATE INDEX ix_plan_newest ON "plan" (year, issued_on);
CREATE INDEX ix_assignment_principal ON assignment (task_id) WHERE principal;
CREATE INDEX ix_collective_member_unit_id ON collective_member (unit_id);
CREATE INDEX ix_change_target_id ON change (target_id) WHERE target_id IS NOT NULL;
CREATE INDEX ix_change_undone_by ON change (undone_by) WHERE undone_by IS NOT NULL;
CREATE VIEW task_clock AS
SELECT
  c.id AS task_id, c.plan_id, p.key AS plan, c.no, c.title, c.ongoing, c.withdrawn,
  CASE WHEN c.ongoing THEN NULL ELSE coalesce(c.due, p.ends_on) END AS due,
  c.due IS NULL AND NOT c.ongoing AS due_derived,
  (NOT c.ongoing AND coalesce(c.due, p.ends_on) < date('now', '+8 hours')) AS past_due,
  CASE
    WHEN date('now', '+8 hours') >= coalesce(c.due, p.ends_on) THEN 100.0
    WHEN date('now', '+8 hours') <= p.issued_on THEN 0.0
    ELSE 100.0 * (julianday(date('now', '+8 hours')) - julianday(p.issued_on))
      / (julianday(coalesce(c.due, p.ends_on)) - julianday(p.issued_on))
  END AS elapsed
FROM task AS c
JOIN plan AS p ON p.id = c.plan_id;
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
  s.past_due, s.elapsed, s.ongoing, s.withdrawn
FROM (
  SELECT
    a.id AS assignment_id, a.task_id, a.unit_id, c.plan_id, c.plan, c.no, c.title, u.name AS unit, a.role, a.via,
    a.principal, c.due, c.due_derived, c.past_due, c.elapsed, c.ongoing,
    a.withdrawn OR c.withdrawn AS withdrawn,
    (NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped') AS counted,
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
    WHERE latest.assignment_id = a.id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )
) AS s;
CREATE VIEW task_standing AS
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
    coalesce(sum((NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped')), 0) AS speaking,
    coalesce(sum((NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped') AND r.status = 'done'), 0) AS done,
    sum((NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped') AND r.status = 'blocked') AS blocked,
    sum((NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped') AND r.status IN ('in_progress', 'done')) AS started,
    round(avg(CASE WHEN (NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped') THEN coalesce(r.percent, 0) END), 1) AS percent
  FROM task AS c
  LEFT JOIN assignment AS a ON a.task_id = c.id AND a.principal AND NOT a.withdrawn AND NOT c.withdrawn
  LEFT JOIN report AS r ON r.id = (
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )
  GROUP BY c.plan_id, c.id
) AS s;
CREATE VIEW tasks AS
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
  s.leads_done, s.leads_total, s.due, s.due_derived, CASE
  WHEN s.status = 'stopped' OR s.withdrawn THEN NULL
  WHEN s.status = 'done' THEN 'done'
  WHEN s.past_due THEN 'overdue'
  WHEN s.percent < s.elapsed - 10 THEN 'behind'
  WHEN s.percent > s.elapsed + 10 THEN 'ahead'
  ELSE 'on_track'
END AS pace, s.ongoing, s.withdrawn
FROM (
  SELECT
    c.task_id, c.plan_id, c.plan, c.no, c.title, c.due, c.due_derived, c.past_due, c.elapsed, c.ongoing, c.withdrawn,
    g.status, g.percent, g.leads_done, g.leads_total
  FROM task_clock AS c
  JOIN task_standing AS g ON g.plan_id = c.plan_id AND g.task_id = c.task_id
) AS s;
CREATE VIEW measures AS
SELECT t.plan_id, p.key AS plan, t.no AS task, m.no, m.text, m.indicator, m.rhythm, m.due
FROM measure AS m
JOIN task AS t ON t.id = m.task_id
JOIN plan AS p ON p.id = t.plan_id;
CREATE VIEW schedule AS
SELECT
  s.activity_id, s.plan_id, s.plan, s.organizer_id, s.no, s.month, s.date, s.theme, s.organizer, s.form, s.status,
  s.place, s.people, s.link, s.note, s.reason, s.printed_theme, s."on",
  s.withdrawn = 0 AND s.status IN ('undated', 'scheduled')
    AND coalesce(s.date, date(printf('%04d-%02d-01', s.year, s.month), '+1 month', '-1 day')) < date('now', '+8 hours') AS late,
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
    WHERE latest.activity_id = a.id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )
) AS s;
CREATE VIEW units AS
SELECT
  s.unit_id, s.plan_id, s.plan, s.name, s.kind, s.position,
  (SELECT group_concat(x.name, '、') FROM (
     SELECT y.name FROM alias AS y WHERE y.unit_id = s.unit_id ORDER BY y.position) AS x) AS aliases,
  s.lead, s.responsible, s.member, s.possible, s.done, s.counted, s.percent,
  CASE WHEN s.counted > 0 THEN CASE
  WHEN s.status = 'stopped' OR s.withdrawn THEN NULL
  WHEN s.status = 'done' THEN 'done'
  WHEN s.past_due THEN 'overdue'
  WHEN s.percent < s.elapsed - 10 THEN 'behind'
  WHEN s.percent > s.elapsed + 10 THEN 'ahead'
  ELSE 'on_track'
END END AS pace,
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
    coalesce(sum((NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped') AND r.status = 'done'), 0) AS done,
    coalesce(sum((NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped')), 0) AS counted,
    round(avg(CASE WHEN (NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped') THEN coalesce(r.percent, 0) END), 1) AS percent,
    avg(CASE WHEN (NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped') THEN CASE
    WHEN date('now', '+8 hours') >= coalesce(c.due, p.ends_on) THEN 100.0
    WHEN date('now', '+8 hours') <= p.issued_on THEN 0.0
    ELSE 100.0 * (julianday(date('now', '+8 hours')) - julianday(p.issued_on))
      / (julianday(coalesce(c.due, p.ends_on)) - julianday(p.issued_on))
  END END) AS elapsed,
    max((NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped') AND (NOT c.ongoing AND coalesce(c.due, p.ends_on) < date('now', '+8 hours')) AND coalesce(r.status, 'not_started') <> 'done') AS past_due,
    CASE WHEN coalesce(sum((NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped') AND r.status = 'done'), 0) = sum((NOT (a.withdrawn OR c.withdrawn) AND (a.role <> 'possible' OR r.id IS NOT NULL)
      AND coalesce(r.status, 'not_started') <> 'stopped')) THEN 'done' ELSE 'in_progress' END
      AS status
  FROM unit AS u
  JOIN plan AS p ON p.id = u.plan_id
  LEFT JOIN assignment AS a ON a.unit_id = u.id AND NOT a.withdrawn
  LEFT JOIN task AS c ON c.id = a.task_id
  LEFT JOIN report AS r ON r.id = (
    SELECT latest.id
    FROM report AS latest
    JOIN change ON change.id = latest.change_id
    WHERE latest.assignment_id = a.id AND latest.reported_on <= date('now', '+8 hours') AND change.undone_by IS NULL
    ORDER BY latest.reported_on DESC, latest.id DESC
    LIMIT 1
  )
  GROUP BY u.plan_id, u.id
) AS s;
CREATE VIEW plans AS
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
) AS g ON g.plan_id = p.id;
CREATE VIEW ledger AS
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
WHERE c.kind NOT IN ('mark', 'activity');
COMMIT;
