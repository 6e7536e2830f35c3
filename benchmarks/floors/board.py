"""The floor of the page to look at: Typer, sqlite3 and jinja2 alone put the same cells and lines on a page."""

import sqlite3
from pathlib import Path
from typing import Annotated, Any

import typer
from jinja2 import Environment

TEMPLATE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1>
{% for task in tasks %}<details><summary>{{ task.no }} {{ task.title }} {{ task.status }} {{ task.percent }}</summary>
<p>{{ task.lead or "" }}</p><p>{{ task.responsible or "" }}</p><p>{{ task.due }}</p>
<ul>{% for one in measures[task.no] %}<li>{{ task.no }}.{{ one.no }} {{ one.text }}</li>{% endfor %}</ul>
<p>{% for unit in silent_of[task.no] %}{{ unit }}、{% endfor %}</p></details>{% endfor %}
<table><tr><th>单位</th>{% for task in tasks %}<th title="{{ task.title }}">{{ task.no }}</th>{% endfor %}</tr>
{% for unit in units %}<tr><th><a href="#{{ unit.name }}">{{ unit.name }}</a></th>
{% for task in tasks %}{% set one = parts[unit.name].get(task.no) %}{% if one %}
<td class="{{ one.pace }}" title="任务{{ one.no }} {{ one.role }} {{ one.status }} {{ one.pace }} {{ one.on }}">
▲{{ one.percent }}</td>
{% else %}<td></td>{% endif %}{% endfor %}<td>{{ unit.percent }}</td></tr>{% endfor %}</table>
<ul>{% for one in activities %}<li>{{ one.no }} {{ one.theme }} {{ one.date }} {{ one.organizer }} {{ one.form }}
{{ one.status }} {{ one.place }} {{ one.link }}</li>{% endfor %}</ul>
{% for unit in units %}<details id="{{ unit.name }}"><summary>{{ unit.name }} {{ unit.percent }}</summary>
<p>{{ unit.kind }} {{ unit.done }}/{{ unit.counted }}</p><ul>{% for one in parts[unit.name].values() if one.on %}
<li>{{ one.no }} {{ one.title }} {{ one.role }} {{ one.status }} {{ one.percent }} {{ one.on }}<p>{{ one.note }}</p>
<p>{{ one.problem }}</p><p>{{ one.next }}</p><p><a href="{{ one.link }}">{{ one.link }}</a></p></li>{% endfor %}</ul>
</details>{% endfor %}</body></html>
"""

app = typer.Typer(add_completion=False)


def rows(connection: sqlite3.Connection, view: str) -> list[dict[str, Any]]:
    """Return the rows of a view."""
    cursor = connection.execute(f"SELECT * FROM {view}")  # noqa: S608 - names from below
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


@app.command()
def board(file: str, db: Annotated[str, typer.Option(envvar="FLOOR_DB")]) -> None:
    """Write the page."""
    connection = sqlite3.connect(db)
    tasks, units = rows(connection, "tasks"), rows(connection, "units")
    parts: dict[str, dict[int, Any]] = {unit["name"]: {} for unit in units}
    measures: dict[int, list[Any]] = {task["no"]: [] for task in tasks}
    silent_of: dict[int, list[str]] = {task["no"]: [] for task in tasks}
    for part in rows(connection, "assignments"):
        parts[part["unit"]][part["no"]] = part
        if part["on"] is None:
            silent_of[part["no"]].append(part["unit"])
    for measure in rows(connection, "measures"):
        measures[measure["task"]].append(measure)
    page = Environment(autoescape=True).from_string(TEMPLATE)
    (plan,) = rows(connection, "plans")
    text = page.render(
        title=plan["title"],
        tasks=tasks,
        units=units,
        parts=parts,
        measures=measures,
        silent_of=silent_of,
        activities=rows(connection, "schedule"),
    )
    Path(file).write_text(text, encoding="utf-8")


app()
