"""A paper to its destination, in the format that was asked for."""

from collections.abc import Callable

from gongkai_cli.errors import UsageError
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import Destination, lines_to, write_content, write_text
from gongkai_cli.papers import plain
from gongkai_cli.papers.content import MOST_CHARACTERS, Paper


def check_word(destination: Destination, example: str) -> None:
    """Refuse a Word file that cannot be made, before any other work.

    Args:
        destination: the place of the paper.
        example: the name of such a file, without its suffix.

    Raises:
        UsageError: it would go to a screen.
        RefusedError: the libraries for Word files are not installed.
    """
    if destination.format_name != "docx":
        return
    from gongkai_cli.papers.word.opening import check_extra

    if destination.options.is_for_screen:
        raise UsageError(f"Word 文件不能显示在屏幕上。请写进文件，如 -o {example}.docx。")
    check_extra(f"{example}.html")


def write_paper(paper: Paper, destination: Destination, in_word: Callable[[Paper], bytes]) -> None:
    """Write a paper to its destination, and say how long it is.

    Args:
        paper: the paper.
        destination: its place and format.
        in_word: returns the paper as a Word file.

    Raises:
        RefusedError: the file cannot be written.
        InputFileError: the template of a Word file has faults.
    """
    match destination.format_name:
        case "docx":
            write_content(in_word(paper), destination)
        case "html":
            write_text(plain.html_text(paper), destination)
        case "md":
            with lines_to(destination) as terminal:
                terminal.write(plain.markdown_lines(paper))
        case _:
            with lines_to(destination) as terminal:
                plain.print_text(paper, terminal)
    over = "，超过上限，请删减" if paper.characters > MOST_CHARACTERS else ""
    standard_error().say(f"约 {paper.characters:,} 字（上限 {MOST_CHARACTERS}）{over}。")
