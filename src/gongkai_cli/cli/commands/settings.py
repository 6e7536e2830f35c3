"""`config`: the settings of this person on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai_cli.cli.framework.context import VARIABLES as SHARED
from gongkai_cli.cli.framework.context import shared_value
from gongkai_cli.cli.framework.words import account_name
from gongkai_cli.cli.request import clock, completion
from gongkai_cli.cli.request.scope import is_ready, store_file
from gongkai_cli.cli.request.typed import THIS_MONTH, to_record
from gongkai_cli.cli.settings.given import from_variable, given
from gongkai_cli.cli.settings.keys import KEYS, VARIABLES, find_key
from gongkai_cli.cli.settings.stored import place
from gongkai_cli.domain.answers import Setting
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.frames import year_frame
from gongkai_cli.domain.typed_days.spans import parse_span
from gongkai_cli.domain.vocabulary import SettingSource
from gongkai_cli.errors import GongkaiError
from gongkai_cli.output.content.settings.listing import DEFAULT_WORDS, settings_listing
from gongkai_cli.output.terminal.screen import standard_error, standard_output
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries.plans import find_plan
from gongkai_cli.store.sqlite.identity import default_path
from gongkai_cli.store.sqlite.store_file import StoreFile

Name = Annotated[
    str,
    typer.Argument(
        metavar="名称",
        help="db 台账、plan 工作要点、by 记录人、pager 分页、ambiguous 字宽、period 时段",
        autocompletion=completion.settings,
        show_default=False,
    ),
]
Value = Annotated[str, typer.Argument(metavar="值", help='有空格的要加引号，如 "less -FRX"', show_default=False)]


def list_all(context: typer.Context) -> None:
    """List the settings with their sources."""
    rows = [_present(context, name) for name in KEYS]
    meanings = {name: f"{key.meaning}（{VARIABLES[name]}）" for name, key in KEYS.items()}
    write(settings_listing(rows, meanings, place()), context.obj)


def get(context: typer.Context, name: Name) -> None:
    """Print the value of a setting that holds."""
    setting = _present(context, find_key(name))
    if setting.value is None:
        standard_error().say(f"没有设置 {setting.name}，按默认：{DEFAULT_WORDS[setting.name]}。")
    else:
        standard_output().write([setting.value])


def keep(context: typer.Context, name: Name, value: Value) -> None:
    """Write a setting into the settings file."""
    from gongkai_cli.cli.settings import writing

    key = find_key(name)
    checked = _checked(key, value)
    doubt = _doubt(context, key, checked)
    path = writing.keep(key, checked)
    standard_error().say(f"已设置 {key}：{checked}（写在“{path}”）。")
    if doubt:
        standard_error().say(f"提醒：{doubt}")
    _say_what_wins(key)


def drop(name: Name) -> None:
    """Take a setting out of the settings file."""
    from gongkai_cli.cli.settings import writing

    key = name.strip()
    if key.lower() in KEYS:
        key = key.lower()
    if writing.drop(key):  # also an unknown one, which another program or a person wrote
        standard_error().say(f"已去掉设置 {shown(key)}。")
    else:
        standard_error().say(f"设置文件里没有 {find_key(name)}，不用去掉。")
    if key in KEYS:
        _say_what_wins(key)


def _present(context: typer.Context, name: str) -> Setting:
    """Return a setting with the value that holds."""
    found = shared_value(context, name) if name in SHARED else given(name)
    if found is not None and found.value.strip():
        return Setting(name, found.value, found.source)
    return Setting(name, _default(name), SettingSource.DEFAULT)


def _default(name: str) -> str | None:
    try:
        match name:
            case "db":
                return str(default_path())
            case "by":
                return account_name()
            case "period":
                return THIS_MONTH
            case _:
                return None
    except GongkaiError:  # the person has no folder, or a name that is no text
        return None


def _checked(key: str, value: str) -> str:
    """Return a typed value in the form to keep.

    Raises:
        UsageError, RefusedError: the setting cannot have it.
    """
    checked = KEYS[key].check(value)
    if key == "by":
        to_record(checked, "by")
    if key == "period":
        parse_span(checked, year_frame(clock.as_set().date()))
    return checked


def _doubt(context: typer.Context, key: str, value: str) -> str | None:
    """Return a doubt about a store that is not there, or a plan that the store does not list."""
    try:
        if key == "db":
            StoreFile(Path(value)).check_there()
        if key == "plan" and is_ready(context):
            with store_file(context).reading() as connection:
                find_plan(connection, value)
    except GongkaiError as error:
        return error.message
    return None


def _say_what_wins(key: str) -> None:
    if found := from_variable(key):
        standard_error().say(f"{found.place} 优先于设置，现在用的是它的值。")
