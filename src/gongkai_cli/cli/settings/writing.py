"""Changing the settings file; comments and the order of its lines stay."""

from pathlib import Path
from typing import TYPE_CHECKING

from gongkai_cli import files
from gongkai_cli.cli.settings.stored import no_toml, place, read_text
from gongkai_cli.errors import RefusedError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


def keep(name: str, value: str) -> Path:
    """Write a setting into the file, and return the file's path.

    Raises:
        InputFileError: the file that is there cannot be read, or is no TOML.
        RefusedError: it cannot be written, or the person has no folder for it.
    """
    path = _place()
    document = _document(path)
    document[name] = value
    with files.explained(path, files.ARGUMENT):
        files.make_folder(path.parent)
    _write(document, path)
    return path


def drop(name: str) -> bool:
    """Take a setting out of the file, and return whether it was there; raises as `keep`."""
    path = _place()
    document = _document(path)
    if name not in document:
        return False
    del document[name]
    _write(document, path)
    return True


def _place() -> Path:
    path = place()
    if path is None:
        raise RefusedError(
            "找不到用户文件夹（没有 HOME，也没有账户），没有地方放设置。请改用选项或环境变量，如 --by、GONGKAI_BY。"
        )
    return path


def _document(path: Path) -> "TOMLDocument":
    import tomlkit
    from tomlkit.exceptions import ParseError, TOMLKitError

    try:
        return tomlkit.parse(read_text(path) or "")
    except ParseError as error:
        raise no_toml(path, error.line) from None
    except (TOMLKitError, ValueError, RecursionError):
        raise no_toml(path, None) from None


def _write(document: "TOMLDocument", path: Path) -> None:
    with files.replacing(path, files.ARGUMENT) as stream:
        stream.write(document.as_string().encode())
