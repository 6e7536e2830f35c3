"""Files: paths as people type them, and writing a file completely or not at all."""

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

OUTPUT, BACKUP, ARGUMENT = " -o ", "备份", "文件"
"""The name of the output in a refusal, with the blanks around it; ARGUMENT is a file that has no option."""

PRIVATE = 0o600
"""The mode of a new store, its drafts and its copies: only the owner may read them."""

_DRAFT = re.compile(r"\.gongkai-(?:([0-9a-f]{8})-(\d{1,9})-)?[0-9a-f]{8,16}\.new(?:-journal)?")
_DAY, _UNKNOWN = 24 * 3600, "00000000"  # seconds; the mark of an unknown machine
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REASONS = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), "没有权限"),
    errno.EISDIR: "是文件夹，不是文件",
    errno.EEXIST: "同名的文件已经在那里",
    errno.ENOENT: "没有这个文件夹",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.ENAMETOOLONG: "名字太长",
    errno.EROFS: "这个盘是只读的",
    errno.ELOOP: "链接绕成了圈",
    **dict.fromkeys(_FULL, "磁盘满了"),
}


class NotPlainError(OSError):
    """The path is a device, a pipe or a socket, not a plain file."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "设备或管道，不是文件", str(path))


def typed_path(text: str) -> Path:
    """Return the absolute path of a typed one.

    Raises:
        UsageError: the text is empty or no path, or `~` is no known folder.
        NotFoundError: the path is relative and the current folder is gone.
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
    """Return the system's reason for refusing a file, in Chinese."""
    return _REASONS.get(error.errno or 0, "") or error.strerror or str(error)


def found(path: Path) -> os.stat_result | None:
    """Return the status of the file at `path`, through links; None where there is no file."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_special(path: Path) -> bool:
    """Return whether the path is a device, a pipe or a socket."""
    there = found(path)
    return there is not None and not stat.S_ISREG(there.st_mode) and not stat.S_ISDIR(there.st_mode)


def is_same(one: Path, other: Path) -> bool:
    """Return whether two paths name the same file, existing or not."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False


def opened(path: Path) -> BinaryIO:
    """Open a plain file for reading, without ever waiting.

    Raises:
        OSError: it cannot be read; NotPlainError for a device, a pipe or a socket.
    """
    if is_special(path):
        raise NotPlainError(path)
    # Another program may replace the file at any moment, so the open file is checked again.
    stream = open(path, "rb", opener=_at_once)  # noqa: SIM115 - the caller closes it
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise NotPlainError(path)
    return stream


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def behind(path: Path) -> Path:
    """Return the target of a path's links, which is read or written in place of the link."""
    return Path(os.path.realpath(path))


def overwriting(path: Path) -> str | None:
    """Return the question to ask before writing to `path`; None where the file would be new."""
    target = f"“{path}”（链接到“{behind(path)}”）" if path.is_symlink() else f"“{path}”"
    if found(path) is not None:
        return f"{target}已经存在，将被覆盖"
    if path.is_symlink():
        return f"“{path}”链接到还没有的“{behind(path)}”，将建在那里"
    return None


def check_place(path: Path, option: str = OUTPUT, example: str = "台账.xlsx") -> None:
    """Refuse a path that cannot be written, before any work is done. For a folder, a file named `example` is suggested.

    Raises:
        NotFoundError: its folder does not exist.
        RefusedError: it is a folder or a device, or the file or its folder is read-only.
    """
    with explained(path, option):
        folder = behind(path).parent if path.is_symlink() else path.parent
        there = found(path)
        if there is not None and stat.S_ISDIR(there.st_mode):
            advice = f"在 -o 后面写文件名，如 {path / example}" if option == OUTPUT else "写到文件名为止"
            raise RefusedError(f"“{path}”是文件夹。请{advice}。")
        if there is not None and not stat.S_ISREG(there.st_mode):
            pipes = "；接管道请用 --format" if option == OUTPUT else ""
            raise RefusedError(f"“{path}”是设备或管道，不是文件，未写入。请把{option}换一个文件名{pipes}。")
        if not folder.is_dir():
            raise NotFoundError(f"没有文件夹“{folder}”，未写入。请先建好文件夹，或把{option}改到别处。")
        if there is not None and not os.access(path, os.W_OK):
            raise RefusedError(f"“{path}”是只读的，未写入，原文件完好。请去掉只读，或把{option}换一个文件名。")
        if not os.access(folder, os.W_OK):
            raise RefusedError(f"文件夹“{folder}”不能写入，未写入。请检查权限，或把{option}改到别处。")


@contextmanager
def replacing(path: Path, option: str = OUTPUT) -> Iterator[BinaryIO]:
    """Open a stream for the new content of the file at `path`, which takes its place if the block does not raise.

    Raises:
        RefusedError: the file is open in another program, the disk is full, or it cannot be written.
    """
    place = behind(path)
    with explained(path, option):
        # A draft must not be readable by more people than the file that it replaces.
        mode = 0o666 if found(place) is None else PRIVATE
        with draft_for(place, mode) as draft:
            with draft.open("r+b") as stream:
                yield stream
            put(draft, place, found(place))


@contextmanager
def draft_for(place: Path, mode: int = PRIVATE) -> Iterator[Path]:
    """Create an empty file beside `place` with a random name; remove it afterwards if it is still there."""
    _sweep(place.parent)
    draft = place.parent / f".gongkai-{_machine()}-{os.getpid()}-{os.urandom(8).hex()}.new"
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode))
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def put(draft: Path, place: Path, like: os.stat_result | None) -> None:
    """Move a finished draft to `place`, flush both to the disk, and give it the mode and owner of `like`, if given."""
    if is_special(place) or place.is_symlink():
        raise NotPlainError(place)
    mine = draft.stat()
    has_same_owner = like is None or (mine.st_uid, mine.st_gid) == (like.st_uid, like.st_gid)
    if like is not None and has_same_owner:
        _set_mode(draft, like.st_mode)
    with draft.open("r+b") as stream:
        os.fsync(stream.fileno())
    draft.replace(place)
    if like is not None and not has_same_owner:
        # Only after the move: in some folders nobody may move a file of another owner.
        _set_mode(place, _given_away(place, like))
    sync_folder(place.parent)


def put_new(draft: Path, place: Path) -> bool:
    """Move a finished draft to a new path; return False where another file came first."""
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
    """Make a folder and those above it, for their owner only; an existing folder stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk, where the system can do that."""
    if hasattr(os, "O_DIRECTORY"):
        with suppress(OSError):  # some network drives cannot
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _set_mode(file: Path, mode: int) -> None:
    with suppress(PermissionError):  # the drive has no permissions, or the file has another owner now
        file.chmod(mode & 0o777)


def _given_away(file: Path, like: os.stat_result) -> int:
    """Give a file the owner and group of `like` where the system allows it; return the mode that it may have."""
    for owner in (like.st_uid, -1):
        with suppress(OSError):
            os.chown(file, owner, like.st_gid)
            return like.st_mode
    return like.st_mode & ~0o070  # the group is another one, which must not read the file


def _sweep(folder: Path) -> None:
    """Remove the drafts of dead processes from a folder."""
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
    """Return a mark of the running machine or container, within which process numbers are unique."""
    try:
        started = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")
        numbers = str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return _UNKNOWN
    return f"{crc32((started + numbers).encode()):08x}"


@contextmanager
def explained(path: Path, option: str) -> Iterator[None]:
    """Turn an OSError of the block into a RefusedError with one line about the file at `path`."""
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
        return f"磁盘满了，“{path}”未写入{kept}。请腾出空间再试，或把{option}改到别的盘。"
    if error.errno == errno.ENAMETOOLONG:
        return f"文件名太长，未写入。请把{option}换一个短些的文件名：{path.name[:20]}…"
    return f"“{path}”未写入（{reason(error)}）{kept}。请检查磁盘和文件夹，再试一次。"
