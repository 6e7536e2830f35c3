"""The built-in templates, made by code: a paper with numbered sections, and with tables attached or without.

Word's own base file carries fonts of a theme that an office does not have, and styles for a book.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from gongkai_cli.papers.content import TableColumn
from gongkai_cli.papers.word.styles import NAMESPACE, SECOND_LEVEL, styles_xml

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the date of every part, so that the same paper has the same bytes
_MILLIMETRE = 56.7  # twentieths of a point
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>'
    f'<Override PartName="/word/footer2.xml" ContentType="{_WORD}.footer+xml"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{_PROPERTIES}"/>'
    f"</Types>"
)
_ROOT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f"</Relationships>"
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELATIONS}/footer" Target="footer1.xml"/>'
    f'<Relationship Id="rId4" Type="{_RELATIONS}/footer" Target="footer2.xml"/>'
    f"</Relationships>"
)
_SETTINGS = (
    f'<w:settings xmlns:w="{NAMESPACE}"><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    f'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{{{ 标题 }}}}</dc:title>'
    f"<dc:creator>{{{{ 落款 }}}}</dc:creator></cp:coreProperties>"
)
# A4 with 37 mm above, 35 below, 28 left and 26 right; the page number stands 7 mm under the text.
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" '
    'w:header="851" w:footer="1304" w:gutter="0"/></w:sectPr>'
)


def bulletin_template(tables: Mapping[str, Sequence[TableColumn]]) -> bytes:
    """Return the template of a paper with attached tables.

    Args:
        tables: the variable of each table → its columns.
    """
    return _archive("".join((*_text(), *(_attachment(name, columns) for name, columns in tables.items()))))


def letter_template() -> bytes:
    """Return the template of a paper without attached tables."""
    return _archive("".join(_text()))


def _text() -> Iterable[str]:
    yield from (_tag("if 发文字号"), _line("发文字号", "{{ 发文字号 }}"), _line(), _tag("endif"))
    yield from (_tag("for 行 in 标题各行"), _line("公文标题", "{{ 行 }}"), _tag("endfor"), _line())
    yield from (_tag("if 主送"), _line("主送机关", "{{ 主送 }}："), _tag("endif"))
    yield from (_tag("for 段 in 开头"), _line("", "{{ 段 }}"), _tag("endfor"))
    yield from (_tag("for 节 in 各节"), _line("一级标题", "{{ 节.标题 }}"), _tag("for 段 in 节.各段"))
    yield _paragraph("", _run("{{ 段.小标题 }}", SECOND_LEVEL) + _run("{{ 段.文字 }}"))
    yield from (_tag("endfor"), _tag("endfor"))
    yield from (_tag("if 附件说明"), _line(), _tag("for 行 in 附件说明"), _line("附件说明", "{{ 行 }}"), _tag("endfor"))
    yield _tag("endif")
    # No page has the signature alone: these lines and the list of attachments go along with it.
    yield from (
        _line("署名前空行"),
        _line("署名前空行"),
        _tag("if 落款"),
        _line("发文机关署名", "{{ 落款 }}"),
        _tag("endif"),
    )
    yield _line("成文日期", "{{ 成文日期 }}")


def _attachment(name: str, columns: Sequence[TableColumn]) -> str:
    return "".join(
        (
            _tag(f"if {name}"),
            _line("附件标记", f"{{{{ {name}序号 }}}}"),
            _line(),
            _line("附件标题", f"{{{{ {name}标题 }}}}"),
            _line(),
            _table(name, columns),
            _line("表注", f"{{{{ {name}注 }}}}"),
            _tag("endif"),
        )
    )


def _table(name: str, columns: Sequence[TableColumn]) -> str:
    widths = [round(column.width * _MILLIMETRE) for column in columns]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    heads = [_cell(width, "表头", column.heading) for width, column in zip(widths, columns, strict=True)]
    cells = [
        _cell(width, "表格文字" if column.is_text else "表格数字", f"{{{{ 行.{column.name} }}}}")
        for width, column in zip(widths, columns, strict=True)
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_row(heads, '<w:tblHeader/>')}"
        f"{_tag_row(widths, f'for 行 in {name}')}{_row(cells)}{_tag_row(widths, 'endfor')}</w:tbl>"
    )


def _row(cells: Sequence[str], more: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(cells)}</w:tr>"


def _tag_row(widths: Sequence[int], tag: str) -> str:
    return _row(
        [_cell(width, "表格文字", f"{{%tr {tag} %}}" if place == 0 else "") for place, width in enumerate(widths)]
    )


def _cell(width: int, style: str, text: str) -> str:
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
    return f"<w:tc>{properties}{_line(style, text)}</w:tc>"


def _tag(tag: str) -> str:
    return _line("", f"{{%p {tag} %}}")


def _line(style: str = "", text: str = "") -> str:
    return _paragraph(style, _run(text) if text else "")


def _paragraph(style: str, runs: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def _run(text: str, style: str = "") -> str:
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    hint = '<w:rFonts w:hint="eastAsia"/>'
    return f'<w:r><w:rPr>{named}{hint}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _footer(style: str) -> str:
    """Return a footer with the page number between dashes: — 1 —."""
    field = "".join(
        f"<w:r>{piece}</w:r>"
        for piece in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    line = _paragraph(style, f"{_run('— ')}{field}{_run(' —')}")
    return f'<w:ftr xmlns:w="{NAMESPACE}">{line}</w:ftr>'


def _archive(body: str) -> bytes:
    document = f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_RELATIONS}"><w:body>{body}{_PAGE}</w:body></w:document>'
    return archive(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _ROOT_RELATIONS,
            "docProps/core.xml": _CORE,
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
            "word/styles.xml": styles_xml(),
            "word/settings.xml": _SETTINGS,
            "word/footer1.xml": _footer("单页码"),
            "word/footer2.xml": _footer("双页码"),
        }
    )


def archive(parts: Mapping[str, str]) -> bytes:
    """Return a zip archive of XML parts, always of the same bytes."""
    return packed({name: (_HEAD + text).encode() for name, text in parts.items()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of parts, always of the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
