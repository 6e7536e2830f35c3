"""Hand a Listing or a Page to the format that was asked for."""

from importlib import import_module

from gongkai_cli.errors import UsageError
from gongkai_cli.output.listing import Listing, Page
from gongkai_cli.output.terminal import standard_output

FORMATS = {"table": "gongkai_cli.output.table", "json": "gongkai_cli.output.as_json"}
"""The formats and the module that writes each, loaded when it is asked for."""


def check_format(name: str) -> None:
    """Refuse an unknown format before any work is done.

    Raises:
        UsageError: it is not one of FORMATS.
    """
    if name not in FORMATS:
        raise UsageError(f"没有格式“{name}”。--format 可以用：{'、'.join(FORMATS)}。")


def write(what: Listing | Page, format_name: str) -> None:
    """Write to standard output.

    Raises:
        UsageError: the format is not one of FORMATS.
    """
    check_format(format_name)
    module = import_module(FORMATS[format_name])
    terminal = standard_output()
    if isinstance(what, Page):
        module.print_page(what, terminal)
    else:
        module.print_listing(what, terminal)
