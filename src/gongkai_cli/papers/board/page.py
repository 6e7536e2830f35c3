"""The page itself: a template of jinja2, with its style and script inside."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from gongkai_cli.domain.dates import chinese_day
from gongkai_cli.domain.text import without_steering
from gongkai_cli.papers.board.figures import Gathered, figures
from gongkai_cli.papers.board.folds import folds
from gongkai_cli.papers.board.lists import MONTH_ROWS, activity_lines, late_items, month_columns, silent_units
from gongkai_cli.papers.board.map import progress_map

_TEMPLATES = Path(__file__).with_name("templates")
_LATE_IN_PRINT = 40
"""How many late items are printed; the screen has all."""


def web_page(found: Gathered) -> str:
    """Return the page as one text of HTML. It asks for nothing else, and no text of the plan is markup in it."""
    style, script = _part("board.css"), _part("board.js")
    return (
        _environment()
        .get_template("board.html.jinja")
        .render(
            found=found,
            day=chinese_day(found.day),
            style=Markup(style),  # noqa: S704 - a file of ours
            script=Markup(script),  # noqa: S704 - a file of ours
            style_hash=_source_hash(style),
            script_hash=_source_hash(script),
            figures=list(figures(found)),
            map=progress_map(found),
            months=month_columns(found),
            month_rows=MONTH_ROWS,
            activities=list(activity_lines(found)),
            late=list(late_items(found)),
            late_in_print=_LATE_IN_PRINT,
            silent=silent_units(found),
            folds=folds(found),
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _clean(value: Any) -> Any:
    """Return a text without control characters and bidi overrides, which no escaping makes harmless."""
    return without_steering(value) if type(value) is str else value


def _part(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _source_hash(text: str) -> str:
    """Return the source expression by which the page's policy allows one text inside it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
