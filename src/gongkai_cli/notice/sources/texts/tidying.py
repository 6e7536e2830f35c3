"""The paragraphs of a file without page furniture, very long ones cut."""

from gongkai_cli.notice.sources.grids import WrittenTable
from gongkai_cli.notice.sources.texts.cutting import cut_lines
from gongkai_cli.notice.sources.texts.furniture import without_furniture


def tidied(contents: list[str | WrittenTable]) -> list[str | WrittenTable]:
    """Return the contents of a file with the paragraphs of a pasted page apart and without its furniture."""
    found: list[str | WrittenTable] = []
    paragraphs: list[str] = []
    for one in contents:
        if isinstance(one, str):
            paragraphs.append(one)
            continue
        found.extend(without_furniture(cut_lines(paragraphs)))
        paragraphs = []
        found.append(one)
    found.extend(without_furniture(cut_lines(paragraphs)))
    return found
