"""What a file carries beside its sheets: custom document properties and names for texts."""

from xml.etree import ElementTree as ET

from gongkai_cli.spreadsheets.refusals import broken


def tree(part: bytes) -> ET.Element:
    """Return an XML part of an archive as a tree.

    Raises:
        UnreadableError: it is not well-formed.
    """
    try:
        return ET.fromstring(part)  # noqa: S314 - the archive lets no entities through
    except (ET.ParseError, ValueError, LookupError):
        raise broken() from None


def local_name(element: ET.Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def workbook_properties(part: bytes) -> dict[str, str]:
    """Return the custom properties of an .xlsx; its part is `docProps/custom.xml`."""
    return {one.get("name", ""): "".join(one.itertext()).strip() for one in tree(part)}


def text_names(workbook: ET.Element) -> dict[str, str]:
    """Return the defined names of an .xlsx that hold a text, and no formula or place."""
    found: dict[str, str] = {}
    for element in workbook.iter():
        content = element.text or ""
        if local_name(element) == "definedName" and is_quoted(content):
            found[element.get("name", "")] = quoted_text(content)
    return found


def is_quoted(content: str) -> bool:
    """Return whether a formula is nothing but a text in double quotes."""
    return len(content) > 1 and content[0] == content[-1] == '"' and '"' not in content[1:-1].replace('""', "")


def quoted_text(content: str) -> str:
    """Return the text that a formula writes in double quotes."""
    return content[1:-1].replace('""', '"')


def document_properties(part: bytes) -> dict[str, str]:
    """Return the custom properties of an OpenDocument file; its part is `meta.xml`."""
    found: dict[str, str] = {}
    for element in tree(part).iter():
        if local_name(element) == "user-defined":
            names = [value for key, value in element.attrib.items() if key.endswith("}name")]
            found[names[0] if names else ""] = (element.text or "").strip()
    return found
