"""Names of files that every system takes."""

import re
from collections.abc import Iterable

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_MOST = 60  # characters of a name; a path of Windows has 260 at most


def safe_names(stems: Iterable[str], suffix: str) -> list[str]:
    """Return a file name for each stem: without characters that Windows refuses, and no two alike.

    Args:
        stems: the wished names without a suffix.
        suffix: the suffix with its point.
    """
    taken: set[str] = set()
    names: list[str] = []
    for stem in stems:
        clean = _safe(stem)
        name, place = clean, 1
        # Windows does not tell capital letters from small ones.
        while name.casefold() in taken:
            place += 1
            name = f"{clean}-{place}"
        taken.add(name.casefold())
        names.append(name + suffix)
    return names


def _safe(stem: str) -> str:
    clean = _FORBIDDEN.sub("_", stem)[:_MOST].strip(". ") or "_"
    return f"_{clean}" if _RESERVED.fullmatch(clean) else clean
