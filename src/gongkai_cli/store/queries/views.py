"""The queries of `views.sql`: as views to install, and as one query over a given day."""

import re
from functools import cache
from pathlib import Path

_TODAY = "date('now', '+8 hours')"
_NAMED = re.compile(r"(?:FROM|JOIN) (\w+)")
_COMMENT = re.compile(r"^ *--.*\n", re.MULTILINE)
_PIECE = re.compile(r"^-- (view|fragment): (\w+)\n", re.MULTILINE)


@cache
def queries() -> dict[str, str]:
    """Return name → query, in an order in which each needs only those before it; `:day` is open."""
    text = Path(__file__).with_name("views.sql").read_text(encoding="utf-8")
    _, *pieces = _PIECE.split(text)
    # Comments are for who reads the file; a store without them stays the same when they change.
    bodies = [_COMMENT.sub("", piece) for piece in pieces[2::3]]
    found = dict(zip(zip(pieces[0::3], pieces[1::3], strict=True), bodies, strict=True))
    fragments = {name: body.strip() for (kind, name), body in found.items() if kind == "fragment"}
    views = {name: body.strip() for (kind, name), body in found.items() if kind == "view"}
    for name, fragment in fragments.items():
        views = {view: body.replace(f"{{{name}}}", fragment) for view, body in views.items()}
    return views


@cache
def on_a_day(select: str) -> str:
    """Return `select`, which names views as if they were tables, as a query with the parameter `:day`.

    Only the views that `select` needs are carried along. They are not materialized, so that a condition on the
    plan reaches the tables under them.
    """
    needed: dict[str, str] = {}
    words = set(_NAMED.findall(select))
    for name, body in reversed(queries().items()):
        if name in words:
            needed[name] = body
            words.update(_NAMED.findall(body))
    parts = ",\n".join(f"{name} AS NOT MATERIALIZED (\n{body}\n)" for name, body in reversed(needed.items()))
    return f"WITH {parts}\n{select}" if parts else select


def definitions() -> dict[str, str]:
    """Return name → the statement that makes the view, for today."""
    return {name: f"CREATE VIEW {name} AS\n{body.replace(':day', _TODAY)}" for name, body in queries().items()}


def installation() -> list[str]:
    """Return the statements that install the views for today, in place of any of the same names."""
    drops = [f"DROP VIEW IF EXISTS {name}" for name in reversed(queries())]
    return [*drops, *definitions().values()]
