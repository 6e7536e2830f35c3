"""A plan document → the file of another year: the same entries, its days taken out."""

import re
from datetime import date
from typing import Any

from gongkai_cli.planfile.document import ActivityEntry, PlanDocument, PlanHeader
from gongkai_cli.planfile.writing.plan_file import plan_text
from gongkai_cli.planfile.writing.yaml_text import Aside, Blank, Tree, as_tree

_OF_ONE_YEAR = ("number", "source", "based_on")
"""Keys of the plan that hold for one year, and have to be written anew."""


def next_key(key: str, old: int, new: int) -> str:
    """Return the key of the same plan in another year; a key without the old year has the new one at its end."""
    of_year = rf"(?<!\d){old}(?!\d)"
    if re.search(of_year, key):
        return re.sub(of_year, str(new), key)
    return f"{key}-{new}"


def next_plan_file(document: PlanDocument, year: int) -> str:
    """Return the plan file of another year.

    The days of the old year stand in comments. The day of issue has to be written, so `check` asks for it.
    """
    old = document.plan
    tree = {section: _without_days(value) for section, value in as_tree(document).items()}
    tree["plan"] = _header(old, tree["plan"], year)
    if document.activities:
        rows = zip(document.activities, tree["activities"], strict=True)
        tree["activities"] = [_of_month(row, entry, old) for row, entry in rows]
    head = (
        f"{year} 年工作要点的草稿，由 gongkai plans copy 从 {old.key} 抄来。",
        f"以“# ”开头的键是 {old.year} 年的，要用就改成 {year} 年的，再去掉“# ”；不用就删去。",
        "写上 issued_on（发文日期），再检查、载入：gongkai check、gongkai load。",
    )
    return plan_text(tree, head)


def _header(old: PlanHeader, tree: Tree, year: int) -> Tree:
    renewed = {
        "key": next_key(old.key, old.year, year),
        "title": old.title.replace(f"{old.year}年", f"{year}年"),
        "year": year,
    }
    of_one_year = {key: Aside(tree[key]) for key in _OF_ONE_YEAR if key in tree}
    issued_on = Blank(f"请填写发文日期，如 {year}-03-01")
    return {**tree, **renewed, **of_one_year, "issued_on": issued_on}


def _without_days(value: Any) -> Any:
    """Return a part of the tree with every day as a comment."""
    if isinstance(value, dict):
        return {key: _without_year(inner) if key == "due" else _without_days(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_days(item) for item in value if not isinstance(item, date)]
    if isinstance(value, date):
        return Aside(value)
    return value


def _without_year(due: Any) -> Any:
    """Return a deadline in words as it is, and as a comment where it names a year: 7月底前 holds every year."""
    if isinstance(due, str) and not re.search(r"\d{4}", due):
        return due
    return Aside(due)


def _of_month(row: ActivityEntry, tree: Tree, old: PlanHeader) -> Tree:
    """Return an activity whose printed days are a comment beside their month."""
    window = row.window(old.period)
    if row.when is None or (window.date is None and not re.search(r"\d{4}", row.when)):
        return tree
    return {"no": tree["no"], "month": window.month, **tree, "when": Aside(row.when)}


def lines_of_year(text: str, year: int) -> list[int]:
    """Return the numbers of the lines, beside comments, whose text still names a year."""
    named = re.compile(rf"(?<!\d){year}(?!\d)")
    return [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if named.search(line) and not line.lstrip().startswith("#")
    ]
