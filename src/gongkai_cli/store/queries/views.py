"""The queries of `views.sql`, as views to install and as queries for a given day."""

import re
from functools import cache
from pathlib import Path

_TODAY = "date('now', '+8 hours')"
_NAMED = re.compile(r"(?:FROM|JOIN) (\w+)")
_COMMENT = re.compile(r"^ *--.*\n", re.MULTILINE)
_PIECE = re.compile(r"^-- (view|fragment): (\w+)\n", re.MULTILINE)


@cache
def queries() -> dict[str, str]:
    """Return name → query with the parameter `:day`. Each uses only those before it."""
    views, _ = _read()
    return views


@cache
def _read() -> tuple[dict[str, str], dict[str, str]]:
    """Return the views and the fragments, by name. Each uses only those before it."""
    text = Path(__file__).with_name("views.sql").read_text(encoding="utf-8")
    _, *pieces = _PIECE.split(text)
    fragments: dict[str, str] = {}
    views: dict[str, str] = {}
    for kind, name, text_of_piece in zip(pieces[0::3], pieces[1::3], pieces[2::3], strict=True):
        # Installed views have no comments, so a store stays the same when a comment changes.
        body = _filled(_COMMENT.sub("", text_of_piece).strip(), fragments)
        if kind == "fragment":
            fragments[name] = body
        else:
            views[name] = body
    return views, fragments


def _filled(text: str, fragments: dict[str, str]) -> str:
    for name, sql in fragments.items():
        text = text.replace(f"{{{name}}}", sql)
    return text


def on_a_day(select: str) -> str:
    """Return a query over views as a query with the parameter `:day`, for reports and edition alike."""
    return on_two_days(select).replace(":edition_day", ":day")


@cache
def on_two_days(select: str) -> str:
    """Return a query over views as a query with two parameters.

    `:day` bounds the reports; `:edition_day` selects the edition. Only the views that `select` needs are included. They
    are not materialized, so a condition on the plan reaches the tables under them.

    Args:
        select: a query that names views as if they were tables, with fragments of `views.sql` in braces.
    """
    _, fragments = _read()
    select = _filled(select, fragments)
    needed: dict[str, str] = {}
    words = set(_NAMED.findall(select))
    for name, body in reversed(queries().items()):
        if name in words:
            needed[name] = body
            words.update(_NAMED.findall(body))
    parts = ",\n".join(f"{name} AS NOT MATERIALIZED (\n{body}\n)" for name, body in reversed(needed.items()))
    return f"WITH {parts}\n{select}" if parts else select


def definitions() -> dict[str, str]:
    """Return name → statement that creates the view for today."""
    return {
        name: f"CREATE VIEW {name} AS\n{body.replace(':edition_day', _TODAY).replace(':day', _TODAY)}"
        for name, body in queries().items()
    }


def installation() -> list[str]:
    """Return the statements that install the views for today and replace older ones."""
    drops = [f"DROP VIEW IF EXISTS {name}" for name in reversed(queries())]
    return [*drops, *definitions().values()]
