"""Reading the settings file.

It is read when a value is needed, so a broken file stops no command that needs none.
"""

import os
from pathlib import Path
from typing import Any

from gongkai_cli import files
from gongkai_cli.cli.settings.keys import KEYS, suggestion
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.text import shown
from gongkai_cli.errors import InputFileError

_NAME = "config.toml"
_MOST = 1_000_000
"""The bytes that a settings file may have; ten lines are usual."""


def place() -> Path | None:
    """Return the path of the settings file; None for a person without a folder."""
    from platformdirs import user_config_path

    try:
        path = user_config_path("gongkai", appauthor=False) / _NAME
    except RuntimeError:
        return None
    return path if path.is_absolute() else None  # older releases return "~/…" as it is


def stored() -> dict[str, str]:
    """Return the settings in the file by name, without empty ones; a file that is not there has none.

    Raises:
        InputFileError: the file cannot be read, is no TOML, or has an unknown name or a value that is no text.
    """
    path = place()
    text = None if path is None else read_text(path)
    if path is None or text is None:
        return {}
    texts = _checked(_parsed(text, path), path)
    store = texts.get("db")
    if store and not store.startswith("~"):
        # A relative path typed by hand must not depend on the current folder.
        texts["db"] = os.path.join(path.parent, store)  # noqa: PTH118 - an absolute one stays as typed
    return {name: value for name, value in texts.items() if value.strip()}


def read_text(path: Path) -> str | None:
    """Return the text of the settings file; None where there is no file.

    Raises:
        InputFileError: it cannot be read, or is not UTF-8.
    """
    try:
        with files.opened(path) as stream:
            content = stream.read(_MOST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise InputFileError(
            f"设置文件“{path}”读不了（{files.reason(error)}）。请检查它的权限，或把它移走。"
        ) from error
    if len(content) > _MOST:
        raise InputFileError(f"设置文件“{path}”太大，不像设置文件。请把它移走，再用 gongkai config set 重新设置。")
    try:
        return content.decode("utf-8-sig")  # the Windows editor may put a BOM before the text
    except UnicodeDecodeError:
        raise InputFileError(f"设置文件“{path}”不是 UTF-8 文字。请用记事本另存为 UTF-8 编码。") from None


def no_toml(path: Path, line: int | None) -> InputFileError:
    """Return the error for a settings file that is no TOML; `line` is the faulty one, where known."""
    where = f"第 {line} 行" if line else ""
    return InputFileError(
        f"设置文件“{path}”{where}写法不对。请改成 by = '张三' 的样子（一行一项，英文单引号），或把它移走重新设置。"
    )


def _parsed(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        raise no_toml(path, _faulty_line(text)) from None


def _faulty_line(text: str) -> int | None:
    """Return the number of the first faulty line. The errors of tomllib have no attribute for it before Python 3.14."""
    import tomlkit
    from tomlkit.exceptions import ParseError, TOMLKitError

    try:
        tomlkit.parse(text)
    except ParseError as error:
        return error.line
    except (TOMLKitError, ValueError, RecursionError):
        return None
    return None


def _checked(values: dict[str, Any], path: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, value in values.items():
        if name not in KEYS:
            remedy = f"请改正，或用 gongkai config unset {shell_word(shown(name))} 去掉它"
            raise InputFileError(f"设置文件“{path}”里有无法识别的“{shown(name)}”。{suggestion(name)}{remedy}。")
        if not isinstance(value, str):
            raise InputFileError(f"设置文件“{path}”里 {name} 的值不是文字。请给它加上引号，如 {name} = '…'。")
        texts[name] = value
    return texts
