"""How the parts of an .xlsx point to one another."""

import posixpath
import re
from typing import NamedTuple

from gongkai_cli.spreadsheets.zipped.archive import Archive
from gongkai_cli.spreadsheets.zipped.carried import tree

_PICTURE = re.compile(rb"</(?:[\w.-]{1,40}:)?pic>")


class Relation(NamedTuple):
    """One part that another points to: the key within that part, the kind, and the name."""

    key: str
    kind: str
    part: str


def relations(archive: Archive, part: str) -> list[Relation]:
    """Return the parts of an archive that a part points to; links to other files are left out.

    Raises:
        UnreadableError: the list of relations is damaged.
    """
    folder, name = posixpath.split(part)
    listing = f"{folder}/_rels/{name}.rels"
    if listing not in archive.names:
        return []
    found = [
        Relation(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], _part(folder, one.get("Target", "")))
        for one in tree(archive.read(listing))
    ]
    return [one for one in found if one.part in archive.names]


def pictures(archive: Archive, sheet: str) -> int:
    """Return the number of pictures that lie over the cells of a sheet; raises as `relations`."""
    drawings = [one.part for one in relations(archive, sheet) if one.kind == "drawing"]
    return sum(len(_PICTURE.findall(archive.read(part))) for part in drawings)


def _part(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
