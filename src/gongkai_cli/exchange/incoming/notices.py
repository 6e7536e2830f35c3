"""Our own notice beside the sheets, known by its title: it lies in the folder that comes back as well."""

import io
import re
import zipfile
import zlib

from gongkai_cli.exchange.columns import NOTICE_TITLE

_TITLE_PART = "docProps/core.xml"
_MOST_TITLE = 64 * 1024  # bytes of the part with the title; the size in the directory bounds the reading
_TITLE = re.compile(f"关于报送《[^》]*》[^<《》]{{0,40}}{NOTICE_TITLE}")
_HEAD = 2_048  # bytes of a text


def is_notice(data: bytes) -> bool:
    """Return whether a file is the notice that was written beside the sheets: the Word file, or the text."""
    text = _title_of_word(data) if data.startswith(b"PK") else data[:_HEAD].decode("utf-8-sig", "ignore")
    return bool(_TITLE.search("".join(text.split())))


def _title_of_word(data: bytes) -> str:
    """Return the part of a Word file with its title; an empty text for other archives."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = archive.getinfo(_TITLE_PART)
            is_word = "word/document.xml" in archive.namelist()
            if not is_word or part.file_size > _MOST_TITLE:
                return ""
            return archive.read(part).decode("utf-8", "ignore")
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        return ""
