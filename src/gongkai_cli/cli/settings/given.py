"""A value with its source: an option, a variable, or the settings file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from gongkai_cli.cli.settings.keys import KEYS, VARIABLES
from gongkai_cli.cli.settings.stored import stored
from gongkai_cli.domain.vocabulary import SettingSource
from gongkai_cli.errors import NotFoundError, RefusedError, UsageError


class Given(NamedTuple):
    """A value and its source."""

    name: str
    value: str
    source: SettingSource

    @property
    def place(self) -> str:
        """The place of the value for messages: `--by`, 环境变量 GONGKAI_BY, or 设置 by."""
        match self.source:
            case SettingSource.VARIABLE:
                return f"环境变量 {VARIABLES[self.name]}"
            case SettingSource.FILE:
                return f"设置 {self.name}"
            case _:
                return f"--{self.name.replace('_', '-')}"

    @contextmanager
    def blamed(self) -> Iterator[None]:
        """Name the place in an error of the block, unless the value is on the command line or the default."""
        try:
            yield
        except (UsageError, NotFoundError, RefusedError) as error:
            if self.source not in {SettingSource.VARIABLE, SettingSource.FILE}:
                raise
            advice = (
                f"要去掉这个设置，用 gongkai config unset {self.name}。" if self.source is SettingSource.FILE else ""
            )
            raise type(error)(f"{self.place}：{error.message}{advice}") from error


def from_file(name: str) -> Given | None:
    """Return the value of a setting in the file; raises as `stored`."""
    value = stored().get(name)
    return None if value is None else Given(name, value, SettingSource.FILE)


def from_variable(name: str) -> Given | None:
    """Return the value of a setting's variable; None where it is not there or blank."""
    value = os.environ.get(VARIABLES[name], "")
    return Given(name, value, SettingSource.VARIABLE) if value.strip() else None


def given(name: str) -> Given | None:
    """Return the value of a setting: of its variable, else of the file; raises as `stored`."""
    return from_variable(name) or from_file(name)


def settle_screen() -> None:
    """Put the settings of the screen in the place of their variables, where these are not set.

    The screen knows the environment alone, as other programs of a terminal do.

    Raises:
        UsageError, InputFileError: as `setting`.
    """
    for name in ("pager", "ambiguous"):
        if VARIABLES[name] not in os.environ and from_file(name):
            os.environ[VARIABLES[name]] = setting(name) or ""


def setting(name: str) -> str | None:
    """Return the checked value of a setting that has no option; None is the default.

    Raises:
        UsageError: the value is none that the setting may have.
        InputFileError: as `stored`.
    """
    found = given(name)
    if found is None:
        return None
    with found.blamed():
        return KEYS[name].check(found.value)
