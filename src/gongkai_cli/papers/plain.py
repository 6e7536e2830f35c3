"""A paper as text, Markdown and HTML: the same words as in its Word file."""

from collections.abc import Iterator
from html import escape
from operator import itemgetter

from gongkai_cli.domain.text import without_steering
from gongkai_cli.output.formats import table as table_format
from gongkai_cli.output.formats.markdown import escaped
from gongkai_cli.output.formats.markdown import heading as as_heading
from gongkai_cli.output.formats.markdown import paragraph as as_paragraph
from gongkai_cli.output.listing import Column, Listing
from gongkai_cli.output.terminal.screen import Terminal
from gongkai_cli.papers.content import Paper, Table

_INDENT = "　　"
_NO_DAY = "　　年　　月　　日"
_LEAST = 8  # cells of a column on a narrow screen
_STYLE = (
    "body{max-width:42em;margin:2em auto;padding:0 1em;font:16pt/1.8 FangSong,STFangsong,serif}"
    "h1{text-align:center;font:22pt/1.5 FZXiaoBiaoSong-B05S,STZhongsong,serif}h2{font:16pt/1.8 SimHei,sans-serif}"
    "p{text-indent:2em;margin:0}h2{text-indent:2em;margin:0}b{font-family:KaiTi,STKaiti,serif;font-weight:normal}"
    ".flat{text-indent:0}.middle{text-align:center;text-indent:0}.right{text-align:right}"
    "table{border-collapse:collapse;width:100%;font-size:12pt;line-height:1.4}td,th{border:1px solid;padding:.2em .4em}"
    "@page{size:A4;margin:37mm 26mm 35mm 28mm}@media print{body{margin:0;padding:0;max-width:none}"
    "section{break-before:page}thead{display:table-header-group}tr{break-inside:avoid}}"
)


def print_text(paper: Paper, terminal: Terminal) -> None:
    """Print a paper as text; on a screen its paragraphs are wrapped and its tables are drawn."""
    for line in (paper.number, *paper.title):
        if line:
            terminal.say(line, "bold")
    terminal.write([""])
    for line in _body(paper):
        terminal.say(line)
    for label, one in paper.attached.items():
        terminal.write([""])
        table_format.print_listing(_listing(one, f"{label}　{one.title}"), terminal)


def _body(paper: Paper) -> Iterator[str]:
    if paper.addressee:
        yield f"{paper.addressee}："
    yield from (_INDENT + text for text in paper.opening)
    for heading, section in paper.headed_sections:
        yield _INDENT + heading
        yield from (_INDENT + paragraph.whole for paragraph in section.paragraphs)
    if paper.attached:
        yield ""
        yield from (_INDENT + line for line in paper.attachment_lines)
    yield ""
    if paper.signature:
        yield _INDENT + paper.signature
    yield _INDENT + (paper.signed_on or _NO_DAY.strip("　"))


def _listing(one: Table, title: str) -> Listing:
    columns = [
        Column(column.heading, itemgetter(place), _LEAST if column.is_text else None)
        for place, column in enumerate(one.columns)
    ]
    return Listing(title=title, columns=columns, rows=one.rows, empty="", notes=[one.note] if one.note else [])


def markdown_lines(paper: Paper) -> Iterator[str]:
    """Yield the lines of a paper in Markdown. No text in them acts as markup."""
    addressee = f"{paper.addressee}：" if paper.addressee else ""
    title = as_heading("#", "".join(paper.title))
    for line in filter(
        None, (escaped(paper.number), title, as_paragraph(addressee), *map(as_paragraph, paper.opening))
    ):
        yield from (line, "")
    for words, section in paper.headed_sections:
        yield from (as_heading("##", words), "")
        for paragraph in section.paragraphs:
            # Bold would not end here: its sign stands between a full stop and a letter.
            yield from (as_paragraph(paragraph.whole), "")
    for line in (*paper.attachment_lines, paper.signature, paper.signed_on):
        if line:
            yield from (as_paragraph(line.strip("　")), "")
    for label, one in paper.attached.items():
        yield from (as_heading("##", f"{label}　{one.title}"), "")
        yield _row(tuple(column.heading for column in one.columns))
        yield _row(("---",) * len(one.columns))
        yield from (_row(tuple(map(escaped, row))) for row in one.rows)
        yield from ("", as_paragraph(one.note), "")


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def html_text(paper: Paper) -> str:
    """Return a paper as a page of its own, which fetches nothing."""
    title = _safe("".join(paper.title))
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="zh-CN">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{title}</title><style>{_STYLE}</style></head>",
            "<body>",
            *_elements(paper),
            "</body>",
            "</html>",
            "",
        )
    )


def _elements(paper: Paper) -> Iterator[str]:
    if paper.number:
        yield f'<p class="middle">{_safe(paper.number)}</p>'
    yield f"<h1>{'<br>'.join(map(_safe, paper.title))}</h1>"
    if paper.addressee:
        yield f'<p class="flat">{_safe(paper.addressee)}：</p>'
    yield from (f"<p>{_safe(text)}</p>" for text in paper.opening)
    for heading, section in paper.headed_sections:
        yield f"<h2>{_safe(heading)}</h2>"
        for paragraph in section.paragraphs:
            lead = f"<b>{_safe(paragraph.lead)}</b>" if paragraph.lead else ""
            yield f"<p>{lead}{_safe(paragraph.text)}</p>"
    yield from (f"<p>{_safe(line)}</p>" for line in paper.attachment_lines)
    if paper.signature:
        yield f'<p class="right">{_safe(paper.signature)}</p>'
    yield f'<p class="right">{_safe(paper.signed_on or _NO_DAY)}</p>'
    for label, one in paper.attached.items():
        yield from _table_elements(one, label)


def _table_elements(one: Table, label: str) -> Iterator[str]:
    yield f'<section><p class="flat">{label}</p><h1>{_safe(one.title)}</h1>'
    heads = "".join(f"<th>{_safe(column.heading)}</th>" for column in one.columns)
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for row in one.rows:
        yield f"<tr>{''.join(f'<td>{_safe(cell)}</td>' for cell in row)}</tr>"
    note = f'<p class="flat">{_safe(one.note)}</p>' if one.note else ""
    yield f"</tbody></table>{note}</section>"


def _safe(text: str) -> str:
    return escape(without_steering(text))
