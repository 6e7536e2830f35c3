"""A country's worth of plans: made-up counties whose plan files vary like the real ones, and reports on a third of it.

Everything follows from one seed, so two runs measure the same data.
"""

import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from pathlib import Path

YEAR = 2024
ISSUED = date(YEAR, 3, 1)
SEED = 20240526

_BUREAUS = (
    "县政府办 县发改委 县教育局 县科技局 县工信局 县公安局 县民政局 县司法局 "
    "县财政局 县人社局 县自然资源局 县生态环境局 县住建局 县交通运输局 县水利局 "
    "县农业农村局 县商务局 县文广旅局 县卫健委 县退役军人局 县应急管理局 "
    "县审计局 县行政审批局 县市场监管局 县统计局 县医保局 县乡村振兴局 县信访局 "
    "县城管局 县林业局 县国资中心 县金融中心"
).split()
_OTHERS = "县融媒体中心 县税务局 县气象局 县委编办 县网信办 县档案馆 县总工会 县残联 县供销社 县消防大队".split()
_PLACES = "东 西 南 北 上 下 新 长 永 安 平 清 石 龙 白 大 小 高".split()
_ENDINGS = "山 河 溪 塘 田 坪 桥 村 口 岭 湾".split()
_VERBS = "推进 深化 规范 健全 落实 加强 优化 完善 强化 拓展 提升 细化".split()
_THINGS = (
    "重点领域信息公开 政策解读质量 决策公众参与 政务舆情回应 政府网站建设 政务新媒体管理 基层政务公开标准化 "
    "依申请公开办理 保密审查制度 考核评估机制 公开平台建设 公共企事业单位公开 财政资金公开 公开专区建设 督促检查"
).split()
_THEMES = (
    "文旅产业发展 惠企政策宣讲 义务教育招生 医保政策解读 乡村振兴项目 安全生产宣传 自主选定 食品安全 就业服务".split()
)
_RHYTHMS = (None, None, None, "每月", "每季度", "每半年", "每年")


def write_plans(folder: Path, count: int) -> list[Path]:
    """Write `count` plan files into a folder and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(count):
        file = folder / f"county-{number:04}.yaml"
        file.write_text(plan_text(number), encoding="utf-8")
        files.append(file)
    return files


def plan_text(number: int) -> str:
    """Return the plan file of one county: 8 to 60 tasks, 20 to 80 units, 10 to 60 activities."""
    dice = random.Random(f"{SEED}-{number}")
    units = _units(dice, round(dice.triangular(20, 80, 36)))
    names = [name for name, _, _ in units]
    lines = [
        "plan:",
        f"  key: county-{number:04}-{YEAR}",
        f"  title: 示范{number:04}县{YEAR}年政务公开工作要点",
        f"  year: {YEAR}",
        f"  region: 示范{number:04}县",
        f"  issuer: 示范{number:04}县人民政府办公室",
        f"  issued_on: {ISSUED + timedelta(days=dice.randrange(90))}",
        f"  source: http://www.example.gov.cn/{number:04}.html",
        "",
        "units:",
    ]
    lines += [
        f"  - {{name: {name}, kind: {kind}{f', aliases: [{alias}]' * bool(alias)}}}" for name, kind, alias in units
    ]
    lines += [
        "",
        "collectives:",
        "  - {name: 县政府各部门, kind: 县政府部门}",
        "  - {name: 各乡镇人民政府, kind: 乡镇}",
        "  - {name: 有关部门和单位, kind: [县政府部门, 县直单位], indefinite: true}",
        "",
        "tasks:",
    ]
    for task in range(1, round(dice.triangular(8, 60, 9)) + 1):
        lines += _task(dice, task, names)
    lines += ["", "activities:"]
    for activity in range(1, round(dice.triangular(10, 60, 26)) + 1):
        month = dice.randrange(4, 13)
        day = f", date: {date(YEAR, month, dice.randrange(1, 29))}" if dice.random() < 0.2 else ""
        theme, organizer = dice.choice(_THEMES), dice.choice(names)
        lines.append(f"  - {{no: {activity}, month: {month}{day}, theme: {theme}, organizer: {organizer}}}")
    return "\n".join(lines) + "\n"


def _units(dice: random.Random, count: int) -> list[tuple[str, str, str]]:
    bureaus = count * 3 // 5
    named = [(name, "县政府部门", name.removeprefix("县")) for name in _BUREAUS[: min(bureaus, len(_BUREAUS))]]
    named += [(name, "县直单位", "") for name in _OTHERS[: count // 8]]
    towns: dict[str, None] = {}
    while len(named) + len(towns) < count:
        towns[dice.choice(_PLACES) + dice.choice(_ENDINGS) + dice.choice("镇乡")] = None
    return named + [(name, "乡镇", "") for name in towns]


def _task(dice: random.Random, number: int, names: list[str]) -> list[str]:
    lead = dice.sample(names[:12], dice.choice((0, 1, 1, 2, 3)))
    responsible = dice.sample([name for name in names if name not in lead], dice.randrange(1, 8))
    kind = dice.random()
    if kind < 0.34:
        responsible = ["县政府各部门"]
    elif kind < 0.46:
        responsible = ["县政府各部门", "各乡镇人民政府"]
    elif kind < 0.54:
        responsible.append("有关部门和单位")
    lines = [
        f"  - no: {number}",
        f"    title: {dice.choice(_VERBS)}{dice.choice(_THINGS)}",
        f"    responsible: [{', '.join(responsible)}]",
    ]
    if lead:
        lines.append(f"    lead: [{', '.join(lead)}]")
    if dice.random() < 0.2:
        lines.append(f"    due: {date(YEAR, dice.randrange(9, 13), 25)}")
    lines.append("    measures:")
    for _ in range(dice.randrange(2, 10)):
        text = f"{dice.choice(_VERBS)}{dice.choice(_THINGS)}，{dice.choice(_VERBS)}{dice.choice(_THINGS)}"
        rhythm = dice.choice(_RHYTHMS)
        lines.append(f"      - {{text: {text}, rhythm: {rhythm}}}" if rhythm else f"      - {text}")
    return lines


def report(store: Path) -> int:
    """Put reports on a third of the assignments of a store, several to a change, and return how many there are."""
    dice = random.Random(SEED)
    with closing(sqlite3.connect(store)) as connection, connection:
        (first,) = connection.execute("SELECT max(id) + 1 FROM change").fetchone()
        parts = connection.execute("SELECT plan_id, id FROM assignment ORDER BY id").fetchall()
        reported = [part for part in parts if dice.randrange(3) == 0]
        # A change is of one plan, and has some four reports.
        groups = [
            (plan, place // 4) for plan, of_plan in groupby(reported, itemgetter(0)) for place, _ in enumerate(of_plan)
        ]
        order = {group: number for number, group in enumerate(dict.fromkeys(groups), start=first)}
        numbers = [order[group] for group in groups]
        changes = {number: plan for (plan, _), number in order.items()}
        connection.executemany(
            """INSERT INTO change (id, plan_id, at, who, kind)
               VALUES (?, ?, '2024-09-12T09:30:00+08:00', '经办人', 'mark')""",
            changes.items(),
        )
        rows = zip(numbers, reported, _said(dice), strict=False)
        connection.executemany(
            """INSERT INTO report (plan_id, change_id, assignment_id, reported_on, status, percent, note, problem, link,
               before_status, before_percent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'not_started', 0)""",
            ((plan, number, part, *said) for number, (plan, part), said in rows),
        )
    return len(reported)


_ENTRIES = (
    "unit_entry", "alias", "collective", "collective_member", "task_entry", "measure", "party", "assignment_entry",
    "activity_entry",
)  # fmt: skip


def revise(store: Path, editions: int) -> None:
    """Give every plan of a store of first editions some more, with the same entries, each two weeks after the last."""
    with closing(sqlite3.connect(store)) as connection, connection:
        (count,) = connection.execute("SELECT max(id) FROM edition").fetchone()
        (collectives,) = connection.execute("SELECT coalesce(max(id), 0) FROM collective").fetchone()
        for number in range(1, editions):
            (changes,) = connection.execute("SELECT max(id) FROM change").fetchone()
            day = (ISSUED + timedelta(days=90 + 14 * number)).isoformat()
            values = {
                "first": count,
                "edition": number * count,
                "collective": number * collectives,
                "collectives": collectives,
                "change": changes,
                "day": day,
                "at": f"{day}T09:00:00+08:00",
            }
            connection.execute(
                """INSERT INTO change (id, plan_id, at, who, kind)
                   SELECT id + :change, plan_id, :at, '经办人', 'load' FROM edition WHERE id <= :first""",
                values,
            )
            connection.execute(
                """INSERT INTO edition SELECT id + :edition, plan_id, id + :change, :day, title, year, region, issuer,
                   issued_on, ends_on, source, based_on, file, number, also FROM edition WHERE id <= :first""",
                values,
            )
            for table in _ENTRIES:
                connection.execute(_copying(connection, table), values)


def _copying(connection: sqlite3.Connection, table: str) -> str:
    """Return the statement that copies a table's rows of first editions into another edition."""
    columns = [column for _, column, *_ in connection.execute(f"PRAGMA table_info({table})")]
    shifted = {"edition_id": "edition_id + :edition", "collective_id": "collective_id + :collective"}
    if table == "collective":
        shifted["id"] = "id + :collective"
    copied = ", ".join(shifted.get(column, column) for column in columns)
    of_the_first = "edition_id <= :first" if "edition_id" in columns else "collective_id <= :collectives"
    return f"INSERT INTO {table} SELECT {copied} FROM {table} WHERE {of_the_first}"  # noqa: S608 - its own names


def _said(dice: random.Random) -> Iterator[tuple[object, ...]]:
    while True:
        percent = dice.choice((10, 20, 40, 40, 60, 80, 90, 100, 100))
        on = (date(YEAR, 6, 1) + timedelta(days=dice.randrange(100))).isoformat()
        link = f"http://www.example.gov.cn/{dice.randrange(10**6)}.html" if dice.random() < 0.3 else None
        problem = "部分单位报送不及时" if dice.random() < 0.2 else None
        yield on, "done" if percent == 100 else "in_progress", percent, "已印发方案，正在组织实施", problem, link


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["plans", folder, count]:
            write_plans(Path(folder), int(count))
        case ["report", store]:
            report(Path(store))
        case ["revise", store, editions]:
            revise(Path(store), int(editions))
        case _:
            sys.exit("usage: country.py plans FOLDER COUNT | report STORE | revise STORE EDITIONS")
