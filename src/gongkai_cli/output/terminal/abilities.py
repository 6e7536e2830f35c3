"""The wishes of a person and the abilities of a console, from the environment."""

import os

CJK_CODE_PAGES = (932, 936, 949, 950)
"""The code pages of Windows whose console draws ambiguous characters two cells wide."""

_OFF = ("", "0")


def is_ambiguous_wide() -> bool:
    """Say whether characters of ambiguous width, such as “ and ─, take two cells.

    `GONGKAI_AMBIGUOUS` says so (wide or narrow). Without it, only an old Windows console with a CJK code page does.
    """
    wish = os.environ.get("GONGKAI_AMBIGUOUS", "").strip().lower()
    if wish in {"wide", "narrow"}:
        return wish == "wide"
    return _is_old_cjk_console()


def is_colour_forced() -> bool:
    """Say whether `FORCE_COLOR` or `CLICOLOR_FORCE` asks for colours also off a terminal. `NO_COLOR` wins."""
    if os.environ.get("NO_COLOR"):
        return False
    return any(os.environ.get(name, "") not in _OFF for name in ("FORCE_COLOR", "CLICOLOR_FORCE"))


def _is_old_cjk_console() -> bool:
    # Windows Terminal and the terminal of an editor set these variables and draw such characters in one cell.
    if os.name != "nt" or os.environ.get("WT_SESSION") or os.environ.get("TERM_PROGRAM"):
        return False
    import ctypes

    code_page = ctypes.windll.kernel32.GetConsoleOutputCP()  # type: ignore[attr-defined, unused-ignore]
    return code_page in CJK_CODE_PAGES
