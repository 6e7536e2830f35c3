"""Files: paths as people type them, and plain files put in their place whole or not at all."""

import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from gongkai_cli.errors import GongkaiError, NotFoundError, RefusedError, UsageError

OUTPUT, BACKUP = " -o ", "备份"
"""How a refusal names the thing to be written, with the blanks that stand around it."""

PRIVATE = 0o600
"""The mode of a new store, of its drafts and its copies: only their owner reads them."""

_DRAFT = re.compile(r"\.gongkai-(?:([0-9a-f]{8})-(\d{1,9})-)?[0-9a-f]{8,16}\.new(?:-journal)?")
_DAY, _UNKNOWN = 24 * 3600, "00000000"  # seconds; the mark of a machine that tells nothing of itself
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REASONS = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), "没有权限"),
    errno.EEXIST: "同名的文件已经在那里",
    errno.ENOENT: "没有这个文件夹",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.ENAMETOOLONG: "名字太长",
    errno.EROFS: "这个盘是只读的",
    errno.ELOOP: "链接绕成了圈",
    **dict.fromkeys(_FULL, "磁盘满了"),
}


class NotPlainError(OSError):
    """A device, a pipe or a socket stands where a plain file is wanted."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "设备或管道，不是文件", str(path))


def typed_path(text: str) -> Path:
    """Return the absolute path that a person typed.

    Raises:
        UsageError: the text is empty or no path, or `~` is no folder.
        NotFoundError: it is relative to a folder that is gone.
    """
    if not text.strip():
        raise UsageError("文件名是空的。请写出文件名。")
    if "\0" in text:
        raise UsageError("文件名里有不能用的字符（NUL）。请重新写文件名。")
    path = Path(text)
    try:
        path = path.expanduser()
    except RuntimeError as error:  # "~$台账.csv" names no account; it is a name like any other
        if path.parts[0] == "~":
            raise UsageError(f"不知道“{text}”里的 ~ 是哪个文件夹。请写完整的路径。") from error
    try:
        return path.absolute()
    except FileNotFoundError:
        raise NotFoundError(f"当前文件夹已经不在了，不知道“{text}”在哪里。请换到别的文件夹，或写完整路径。") from None


def reason(error: OSError) -> str:
    """Return in Chinese why the system refused a file."""
    return _REASONS.get(error.errno or 0, "") or error.strerror or str(error)


def found(path: Path) -> os.stat_result | None:
    """Return what the system knows of the file at `path`, behind links too; None where nothing is there."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_special(path: Path) -> bool:
    """Say whether a device, a pipe or a socket is there."""
    there = found(path)
    return there is not None and not stat.S_ISREG(there.st_mode) and not stat.S_ISDIR(there.st_mode)


def is_same(one: Path, other: Path) -> bool:
    """Say whether two names are of one file, there or yet to be made."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False


def opened(path: Path) -> BinaryIO:
    """Open a plain file for reading; anything else is a NotPlainError and not waited for.

    Raises:
        OSError: the file cannot be read.
    """
    if is_special(path):
        raise NotPlainError(path)
    # The name may stand for another file by now: opening must not wait, and the open file itself is looked at.
    stream = open(path, "rb", opener=_at_once)  # noqa: SIM115 - the caller closes it
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise NotPlainError(path)
    return stream


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def behind(path: Path) -> Path:
    """Return the file behind a name: a link stays as it is, and its target is read or written."""
    return Path(os.path.realpath(path))


def overwriting(path: Path) -> str | None:
    """Return the question that a writing to `path` asks first; None where it makes a new file there."""
    target = f"“{path}”（链接到“{behind(path)}”）" if path.is_symlink() else f"“{path}”"
    if found(path) is not None:
        return f"{target}已经存在，将被覆盖"
    if path.is_symlink():
        return f"“{path}”链接到还没有的“{behind(path)}”，将建在那里"
    return None


def check_place(path: Path, option: str = OUTPUT) -> None:
    """Refuse, before any work is done, a place where no file can be written.

    Raises:
        NotFoundError: its folder does not exist.
        RefusedError: it is a folder or a device, or a file or folder that may not be written.
    """
    with explained(path, option):
        folder = behind(path).parent if path.is_symlink() else path.parent
        there = found(path)
        if there is not None and stat.S_ISDIR(there.st_mode):
            raise RefusedError(f"“{path}”是文件夹。请在{option}后面写文件名，如 {path / '台账.xlsx'}。")
        if there is not None and not stat.S_ISREG(there.st_mode):
            pipes = "；接管道请用 --format" if option == OUTPUT else ""
            raise RefusedError(f"“{path}”是设备或管道，不是文件，没有写。请把{option}换一个文件名{pipes}。")
        if not folder.is_dir():
            raise NotFoundError(f"没有文件夹“{folder}”，没有写。请先建好文件夹，或把{option}改到别处。")
        if there is not None and not os.access(path, os.W_OK):
            raise RefusedError(f"“{path}”是只读的，没有写，原文件完好。请去掉只读，或把{option}换一个文件名。")
        if not os.access(folder, os.W_OK):
            raise RefusedError(f"文件夹“{folder}”不能写入，没有写。请检查权限，或把{option}改到别处。")


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a stream whose bytes take the place of the file at `path` when the block ends, and of nothing if it raises.

    Raises:
        RefusedError: the file is open in another program, the disk is full, or it cannot be written.
    """
    place = behind(path)
    with explained(path, OUTPUT):
        # A draft must not be easier to read than the file that it replaces.
        mode = 0o666 if found(place) is None else PRIVATE
        with draft_for(place, mode) as draft:
            with draft.open("r+b") as stream:
                yield stream
            put(draft, place, found(place))


@contextmanager
def draft_for(place: Path, mode: int = PRIVATE) -> Iterator[Path]:
    """Create an empty file beside `place`, under a name that nobody can guess; remove it if it is still there."""
    _sweep(place.parent)
    draft = place.parent / f".gongkai-{_machine()}-{os.getpid()}-{os.urandom(8).hex()}.new"
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode))
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def put(draft: Path, place: Path, like: os.stat_result | None) -> None:
    """Put a finished draft in the place of a plain file or of nothing, on the disk too.

    It gets the mode and owner of `like`; None leaves it as it was made.
    """
    if is_special(place) or place.is_symlink():
        raise NotPlainError(place)
    mine = draft.stat()
    is_mine = like is None or (mine.st_uid, mine.st_gid) == (like.st_uid, like.st_gid)
    if like is not None and is_mine:
        _set_mode(draft, like.st_mode)
    with draft.open("r+b") as stream:
        os.fsync(stream.fileno())
    draft.replace(place)
    if like is not None and not is_mine:  # not before: some folders let nobody move or remove another's file
        _set_mode(place, _given_away(place, like))
    sync_folder(place.parent)


def put_new(draft: Path, place: Path) -> bool:
    """Put a finished draft where nothing is yet, and say whether it was the first there."""
    with draft.open("r+b") as stream:
        os.fsync(stream.fileno())
    try:
        os.link(draft, place)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links, such as FAT
        if os.path.lexists(place):
            return False
        draft.replace(place)
    sync_folder(place.parent)
    return True


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner looks into, and those above it; one that is there stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Have a folder's names written to the disk, where the system can do that."""
    if hasattr(os, "O_DIRECTORY"):
        with suppress(OSError):  # a network drive that does not know how
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _set_mode(file: Path, mode: int) -> None:
    with suppress(PermissionError):  # a drive that keeps no permissions, or a file that is another's now
        file.chmod(mode & 0o777)


def _given_away(file: Path, like: os.stat_result) -> int:
    """Give a file the owner and group of another where the system allows it, and return the mode that it may have."""
    for owner in (like.st_uid, -1):
        with suppress(OSError):
            os.chown(file, owner, like.st_gid)
            return like.st_mode
    return like.st_mode & ~0o070  # its new group must not read what its old one could


def _sweep(folder: Path) -> None:
    """Remove the drafts that dead processes left in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            name = _DRAFT.fullmatch(entry.name)
            with suppress(OSError):
                if name and entry.is_file(follow_symlinks=False) and _is_left_over(name, entry):
                    Path(entry.path).unlink()


def _is_left_over(name: re.Match[str], entry: "os.DirEntry[str]") -> bool:
    machine, pid = name.groups()
    if machine is None or machine == _UNKNOWN or machine != _machine():
        return time.time() - entry.stat(follow_symlinks=False).st_mtime > _DAY
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    return False


def _machine() -> str:
    """Return one mark for all processes that know each other by number: those of a started machine or container."""
    try:
        started = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")
        numbers = str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return _UNKNOWN
    return f"{crc32((started + numbers).encode()):08x}"


@contextmanager
def explained(path: Path, option: str) -> Iterator[None]:
    """Turn a refusal of the system into a RefusedError with one line about the file at `path`."""
    try:
        yield
    except GongkaiError:
        raise
    except OSError as error:
        raise RefusedError(_line(path, error, option)) from error


def _line(path: Path, error: OSError, option: str) -> str:
    kept = "，原文件完好" if os.path.exists(path) else ""  # noqa: PTH110 - it never raises
    if isinstance(error, PermissionError):
        holder = "在 Excel 或 WPS 里" if option == OUTPUT else "被别的程序"
        return f"“{path}”写不了{kept}：可能正{holder}打开，或没有权限。请关掉它再试，或把{option}换一个文件名。"
    if error.errno in _FULL:
        return f"磁盘满了，“{path}”没有写{kept}。请腾出空间再试，或把{option}改到别的盘。"
    if error.errno == errno.ENAMETOOLONG:
        return f"文件名太长，没有写。请把{option}换一个短些的文件名：{path.name[:20]}…"
    return f"“{path}”没有写成（{reason(error)}）{kept}。请检查磁盘和文件夹，再试一次。"
