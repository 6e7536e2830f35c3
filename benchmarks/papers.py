"""Papers: the page to look at; a bulletin and a notice as Word files, over docxtpl alone with the same paragraphs."""

import json
from collections.abc import Iterator
from pathlib import Path

import page
from workshop import Figure, Workshop

SECTION = "papers"
_MOST = 1.5
_MEMORY = 150.0


def measure(shop: Workshop) -> Iterator[Figure]:
    """Time the page, the bulletin of a quarter and the notice of an activity."""
    yield from page.measure(shop)
    store = shop.copy(shop.seed_store, "papers.db")
    for no, percent in ((3, 40), (4, 60), (5, 20), (8, 100)):
        shop.run("mark", str(no), "--dept", "县政府办", "--percent", str(percent), "--on", "2024-09-12", store=store)
    yield _figure(shop, store, "bulletin, 12 tasks × 37 units", "bulletin", "--period", "第三季度")
    yield _figure(shop, store, "notice of an activity", "activity", "notice", "17")


def _figure(shop: Workshop, store: Path, name: str, *words: str) -> Figure:
    paper = shop.scratch / f"{words[0]}.docx"
    command = [*words, "-o", str(paper), "--yes"]
    shop.run(*command, store=store)
    template, content = _plain_template(shop, paper)
    ours = shop.case(name, *command, store=store)
    floor = shop.floor(f"{name} floor", "paper.py", str(template), str(content), "-o", str(shop.scratch / "plain.docx"))
    first, least = shop.compared([ours, floor])
    best, best_floor = min(first.seconds), min(least.seconds)
    return Figure(
        *(SECTION, name, best / best_floor, _MOST, "×", best, best_floor),
        against="docxtpl",
        spread=max(first.spread, least.spread),
        memory=first.memory,
        memory_target=_MEMORY,
    )


def _plain_template(shop: Workshop, paper: Path) -> tuple[Path, Path]:
    """Return a template of the library's own base file, and the paragraphs and rows of a paper for it."""
    from docx import Document  # here, so that sections before this one stay small (measuring)

    written = Document(str(paper))
    content: dict[str, object] = {"lines": [paragraph.text for paragraph in written.paragraphs]}
    template = Document()
    for line in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        template.add_paragraph(line)
    for place, table in enumerate(written.tables):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        content[f"rows{place}"] = rows
        grid = template.add_table(3, len(rows[0]))
        grid.cell(0, 0).text = f"{{%tr for row in rows{place} %}}"
        for column in range(len(rows[0])):
            grid.cell(1, column).text = f"{{{{ row[{column}] }}}}"
        grid.cell(2, 0).text = "{%tr endfor %}"
    file, words = shop.scratch / f"{paper.stem}-template.docx", shop.scratch / f"{paper.stem}.json"
    template.save(str(file))
    words.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file, words
