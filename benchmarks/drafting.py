"""Drafting: a notice of some twenty printed pages becomes a plan file, over its reader alone."""

from collections.abc import Iterator
from pathlib import Path

from workshop import Figure, Workshop

SECTION = "drafting"
_SECONDS = 1.0
_MEMORY = 150.0  # MB
_TASKS = 60  # some twenty pages of 22 lines with 28 letters
_UNITS = ("县政府办", "县司法局", "县财政局", "县教育局", "县民政局", "县水利局", "县融媒体中心", "县文化和旅游局")
_SENTENCE = "及时公开各项政策措施和办理结果，每季度更新一次，9月底前完成清理，确保公众查得到、看得懂、用得上。"


def measure(shop: Workshop) -> Iterator[Figure]:
    """Time the draft of one notice in several formats."""
    for file in (_text(shop.scratch), _page(shop.scratch), _sheet(shop.scratch)):
        draft = shop.case(file.name, "draft", str(file), store=shop.seed_store)
        ours, floor = shop.compared([draft, shop.floor(f"{file.name} floor", "read_notice.py", str(file))])
        yield Figure(
            *(SECTION, f"draft {file.suffix}, {_TASKS} tasks", ours.median - floor.median, _SECONDS, "s"),
            ours=ours.median,
            floor=floor.median,
            against="its reader alone",
            spread=max(ours.spread, floor.spread),
            memory=ours.memory,
            memory_target=_MEMORY,
        )


def _clause(number: int) -> str:
    lead, *others = (_UNITS[(number + step) % len(_UNITS)] for step in range(5))
    return f"{lead}牵头，{'、'.join(others)}、各乡镇人民政府按职责分工负责"


def _text(folder: Path) -> Path:
    file = folder / "notice.txt"
    lines = ["墨云县2024年政务公开工作要点"]
    lines += [f"{n}.第{n}项工作。{_SENTENCE * 4}（{_clause(n)}）" for n in range(1, _TASKS + 1)]
    file.write_text("\n".join([*lines, "墨云县人民政府办公室", "2024年3月18日"]), encoding="utf-8")
    return file


def _page(folder: Path) -> Path:
    file = folder / "notice.html"
    rows = [
        f"<tr><td>{n}</td><td>第{n}项工作</td><td>{_SENTENCE * 4}</td><td>{_clause(n)}</td></tr>"
        for n in range(1, _TASKS + 1)
    ]
    head = "<tr><th>序号</th><th>工作任务</th><th>工作措施</th><th>责任单位</th></tr>"
    title = "<h1>墨云县2024年政务公开任务清单</h1>"
    file.write_text(f"{title}<table>{head}{''.join(rows)}</table>", encoding="utf-8")
    return file


def _sheet(folder: Path) -> Path:
    import xlsxwriter  # here, so that sections before this one stay small (measuring)

    file = folder / "notice.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["序号", "工作任务", "工作措施", "责任单位"])
        for n in range(1, _TASKS + 1):
            sheet.write_row(n, 0, [n, f"第{n}项工作", _SENTENCE * 4, _clause(n)])
    return file
