"""The bytes of a text or a web page → its characters."""

import codecs
import re
from contextlib import suppress

from gongkai_cli.notice.sources.refusals import RIGHT_FILE, NotReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes
_DECLARABLE = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
_SAMPLE = 4096  # bytes in which a line end of UTF-16 without a mark is looked for
_MOST_BROKEN = 0.005  # share of the characters of a text that may be broken
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(data: bytes) -> str:
    """Return the characters of a text: UTF-8, UTF-16 or GB18030, or Big5 where a web page says so.

    Raises:
        NotReadError: the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _without_noise(data[len(mark) :].decode(encoding, errors="replace"))
    if wide := _utf_16(data[:_SAMPLE]):
        return _without_noise(data.decode(wide, errors="replace"))
    encodings = ["utf-8", "gb18030"]
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    if declared and (encoding := _DECLARABLE.get(declared[1].decode("ascii", "replace").lower(), "")):
        encodings.insert(1, encoding)
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return _without_noise(data.decode(encoding))
    # A page that was cut within a letter, or pasted together from two encodings, has a few broken letters.
    texts = [data.decode(encoding, errors="replace") for encoding in encodings]
    return _without_noise(min(texts, key=lambda text: text.count("�")))


def _utf_16(sample: bytes) -> str | None:
    """Return the encoding of UTF-16 without a mark, which shows at its line ends."""
    even = sample[: len(sample) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, errors="replace")
        if "\n" in text and not _CONTROL.search(text):
            return encoding
    return None


def _without_noise(text: str) -> str:
    broken = text.count("�") + len(_CONTROL.findall(text))
    if broken > len(text) * _MOST_BROKEN + 1:
        raise NotReadError("不是文字、网页、Word、Excel 或 PDF 文件，未读取", RIGHT_FILE)
    return text
