"""The parts of a zip archive, read within limits, since neither its directory nor its XML can be trusted."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from gongkai_cli.spreadsheets.cells import UnreadableError
from gongkai_cli.spreadsheets.limits import Limits
from gongkai_cli.spreadsheets.refusals import SAVE_AS, broken, unpacks_too_far

_BLOCK = 256 * 1024  # bytes
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii"}
_TAGS_OF_A_CELL = 10  # a cell with a formula and its result has six, its shared text four
_PICTURES = ("xl/media/", "Pictures/", "media/")


class Archive:
    """An archive whose parts are unpacked a block at a time.

    Raises:
        TooLargeError: the directory names more bytes than the limits allow.
        UnreadableError: this is no sound archive.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.streamed
        self._room = limits.unpacked
        self._tags = limits.cells * _TAGS_OF_A_CELL
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OverflowError, OSError):
            raise broken() from None
        parts = [part for part in self._archive.infolist() if not part.filename.startswith(_PICTURES)]
        if sum(part.file_size for part in parts) > limits.streamed:
            raise unpacks_too_far(limits)
        self.names = frozenset(part.filename for part in parts)
        """The names of all parts but the pictures."""

    def blocks(self, name: str) -> Iterator[bytes]:
        """Return an XML part in blocks. A declaration of entities ends it.

        Raises:
            TooLargeError: the archive unpacks to more bytes than its directory says.
            UnreadableError: the part is damaged, or it is no XML of a spreadsheet.
        """
        prologue = _Prologue()
        try:
            part = self._archive.getinfo(name)
            if part.compress_type not in _METHODS:
                raise broken()
            with self._archive.open(part) as stream:
                while block := stream.read(_BLOCK):
                    self._left -= len(block)
                    if self._left < 0:
                        raise unpacks_too_far(self._limits)
                    prologue.check(block)
                    yield block
        except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, ValueError, EOFError, OSError):
            raise broken() from None

    def read(self, name: str) -> bytes:
        """Return an XML part; raises as `blocks` and `keep`."""
        kept: list[bytes] = []
        for block in self.blocks(name):
            self.keep(block)
            kept.append(block)
        return b"".join(kept)

    def keep(self, block: bytes) -> None:
        """Note that a block stays in memory, and that its elements become objects.

        Raises:
            TooLargeError: these are more than the limits allow.
        """
        self._room -= len(block)
        self._tags -= block.count(b"<")
        if self._room < 0 or self._tags < 0:
            raise unpacks_too_far(self._limits)


class _Prologue:
    """Looks at the beginning of an XML part, up to its first element.

    Entities can be declared only there. They may stand for other files, or grow without bounds.
    """

    def __init__(self) -> None:
        self._is_over = False
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.XmlDeclHandler = self._check_encoding
        self._parser.StartElementHandler = self._end

    def check(self, block: bytes) -> None:
        """Look at the next block; raise UnreadableError where a spreadsheet would never have it."""
        if b"\0" in block:  # another encoding, whose sizes are not counted
            raise broken()
        if self._is_over:
            return
        try:
            self._parser.Parse(block)
        except expat.ExpatError:
            raise broken() from None

    def _refuse(self, *_: object) -> None:
        raise UnreadableError(f"表格里有不该有的声明（DOCTYPE），未读取。若文件可靠，{SAVE_AS}，再试一次")

    def _check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise broken()

    def _end(self, *_: object) -> None:
        self._is_over = True
        # The rest of the block is parsed too; nothing listens any more.
        self._parser.StartElementHandler = None
