"""Guards of texts that a spreadsheet would run as formulas, in files without types such as CSV."""

import re
from collections.abc import Sequence

from gongkai_cli.domain.text import INVISIBLE

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
"""The first characters of texts that a spreadsheet runs as a formula."""

GUARD = "'"
"""The first character of a guarded text. A spreadsheet shows such a text and does not run it."""

# A spreadsheet may skip blanks and invisible characters before the sign of a formula.
_FORMULA = f"{GUARD}*[{INVISIBLE}]*[{re.escape(''.join(sorted(FORMULA_STARTS)))}]"
_SUSPECT = re.compile(_FORMULA)
_SUSPECTS = re.compile(f"\n{_FORMULA}")


def guarded(column: Sequence[str | None]) -> Sequence[str | None]:
    """Return texts with `GUARD` before each one that a spreadsheet would run.

    A text that looks guarded already gets one more guard, so that `unguarded` always returns the first text.
    """
    # One search over all texts is much faster, and it nearly always finds nothing.
    if not _SUSPECTS.search("\n" + "\n".join(filter(None, column))):
        return column
    return [GUARD + text if text and _SUSPECT.match(text) else text for text in column]


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if text.startswith(GUARD) and _SUSPECT.match(text) else text
