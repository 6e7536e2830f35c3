"""`board`: the year on a page for a browser."""

import typer

from gongkai_cli.cli.request.options import Public
from gongkai_cli.cli.request.scope import snapshot
from gongkai_cli.output.writing import write_text
from gongkai_cli.papers.board.figures import gathered


def board(context: typer.Context, public: Public = False) -> None:
    """Write the page to look at."""
    from gongkai_cli.papers.board.page import web_page

    with snapshot(context) as seen:
        found = gathered(seen, is_public=public)
    write_text(web_page(found), context.obj)
