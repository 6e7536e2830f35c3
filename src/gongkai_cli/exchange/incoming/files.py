"""Returned files: paths as typed → names and bytes, out of folders and zip archives too."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from gongkai_cli import files
from gongkai_cli.errors import NotFoundError, RefusedError

MOST_BYTES = 32 * 1024 * 1024
"""The most bytes of a file. A sheet has some ten thousand; a pasted photo has a million."""

_MOST_FILES = 2000
_MOST_UNPACKED = 512 * 1024 * 1024  # bytes of all members of an archive
_TOO_LARGE = f"超过 {MOST_BYTES // (1024 * 1024)} MB，未读取。请删去里面的图片，另存后再收"
_BITS_UTF_8 = 0x800  # the flag of a member whose name is UTF-8
_ENCRYPTED = 0x1
_WORKBOOK_PARTS = ("[Content_Types].xml", "mimetype", "xl/workbook.xml")


class Incoming(NamedTuple):
    """A file that came back: its name, its bytes, and the reason why it has none."""

    name: str
    data: bytes
    fault: str | None = None


def incoming(paths: Iterable[Path], skipped: Iterable[str] = ()) -> Iterator[Incoming]:
    """Yield the files at paths, one after another, so that only one is in memory.

    A folder gives its files and those below it, an archive its members. Names have their folders with `/` between.

    Args:
        paths: files, folders and archives.
        skipped: names, or patterns such as *.docx, of files to leave out.

    Raises:
        NotFoundError: there is no such file.
        RefusedError: there are more files than a county has.
    """
    wanted_out = tuple(skipped)
    for count, one in enumerate(_all(paths), 1):
        if count > _MOST_FILES:
            raise RefusedError(f"文件超过 {_MOST_FILES} 个，未读取。请只放收回来的表。")
        if not is_skipped(one.name, wanted_out):
            yield one


def is_skipped(name: str, patterns: Iterable[str]) -> bool:
    """Return whether a name is one of some names or patterns, with or without its folders."""
    last = name.rpartition("/")[2]
    texts = (name, last)  # a name may have brackets, which a pattern reads as a set of letters
    return any(pattern in texts or any(fnmatchcase(text, pattern) for text in texts) for pattern in patterns)


def _all(paths: Iterable[Path]) -> Iterator[Incoming]:
    for path in paths:
        with files.explained(path, files.ARGUMENT):
            if path.is_dir():
                for inner in sorted(path.rglob("*")):
                    if inner.is_file() and not _is_litter(inner.name):
                        yield from _file(inner, inner.relative_to(path).as_posix())
            elif files.found(path) is None:
                raise NotFoundError(f"没有文件“{path}”。请核对文件名，再运行一次。")
            else:
                yield from _file(path, path.name)


def _is_litter(name: str) -> bool:
    """Return whether a file is a trace of another program: of an open workbook, of a folder's look."""
    return name.startswith(("~$", ".~", ".")) or name.casefold() in {"thumbs.db", "desktop.ini"}


def _file(path: Path, name: str) -> Iterator[Incoming]:
    try:
        with files.opened(path) as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        yield Incoming(name, b"", f"读不出来（{files.reason(error)}）。请关掉打开它的程序，或检查权限")
        return
    if len(data) > MOST_BYTES:
        yield Incoming(name, b"", _TOO_LARGE)
    elif _is_archive(data):
        yield from _members(name, data)
    else:
        yield Incoming(name, data)


def _is_archive(data: bytes) -> bool:
    """Return whether bytes are a zip archive that is no office file."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return False
    is_office = any(part in names for part in _WORKBOOK_PARTS) or "OFD.xml" in names
    return not is_office


def _members(name: str, data: bytes) -> Iterator[Incoming]:
    """Yield the members of an archive. Archives within are not opened."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > _MOST_FILES or sum(member.file_size for member in members) > _MOST_UNPACKED:
            yield Incoming(name, b"", "展开后太大，不像收回来的表，未读取。请核对是不是选错了文件")
            return
        for member in members:
            inner = _member_name(member)
            if not _is_litter(inner.rpartition("/")[2]) and not inner.startswith("__MACOSX/"):
                yield _member(archive, member, f"{name}/{inner}")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Incoming:
    if member.flag_bits & _ENCRYPTED:
        return Incoming(name, b"", "压缩包有密码，未读取。请先解压，再收")
    if member.file_size > MOST_BYTES:
        return Incoming(name, b"", _TOO_LARGE)
    try:
        with archive.open(member) as stream:
            data = stream.read(MOST_BYTES + 1)  # the size in the directory may be a lie
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError, ValueError, zlib.error):
        return Incoming(name, b"", "压缩包坏了，未读取。请让对方重新发来")
    if len(data) > MOST_BYTES:
        return Incoming(name, b"", _TOO_LARGE)
    if _is_archive(data):
        return Incoming(name, b"", "压缩包里还有压缩包，未读取。请先解压，再收")
    return Incoming(name, data)


def _member_name(member: zipfile.ZipInfo) -> str:
    """Return the name of a member with `/` between its folders.

    Chinese Windows writes names in GBK without saying so, and some of its programs write a backslash.
    """
    name = member.filename
    if not member.flag_bits & _BITS_UTF_8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gbk")
    return name.replace("\\", "/")
