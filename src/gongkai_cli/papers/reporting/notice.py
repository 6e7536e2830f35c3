"""The notice beside the sheets: to whom, which period, until which day, how to fill in, whom to call."""

import io
from collections.abc import Sequence

from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.reporting.sheets import UnitSheet
from gongkai_cli.exchange.columns import HELP_SHEET, NOTICE_TITLE
from gongkai_cli.output.terminal.screen import Terminal
from gongkai_cli.papers import plain
from gongkai_cli.papers.content import Paper, Paragraph, Section
from gongkai_cli.papers.phrases import book_title, period_in_text

_DAY = "　　月　　日"
_CONTACT = "　　　　　　，电话：　　　　　　"
_HOW = (
    "请在所附的本单位报送表（Excel）里填写：只填白格；没有新进展的行可以空着；完成比例只填0到100的整数；佐证填写网址。"
    f"填法见表内“{HELP_SHEET}”。请直接在电子表格中填写，不要改表号，不要打印后拍照或贴图。"
)


def reporting_notice(plan: Plan, sheets: Sequence[UnitSheet], until: str, contact: str) -> Paper:
    """Return the notice of a period's sheets.

    Args:
        plan: the plan.
        sheets: the sheets; there is at least one.
        until: the day by which they are to come back; an empty text leaves room for it.
        contact: whom to call; an empty text leaves room for it.
    """
    first, last = sheets[0].first, sheets[0].last
    words = period_in_text(first, last, plan.year)
    rows = sum(len(sheet.parts) for sheet in sheets)
    activities = sum(len(sheet.activities) for sheet in sheets)
    counted = ((f"共{rows}项次", rows), (f"活动{activities}场", activities))
    counts = "，".join(text for text, count in counted if count)
    units = "、".join(sheet.identity.unit for sheet in sheets)
    facts = (
        ("报送单位", f"{units}，共{len(sheets)}个单位。"),
        ("报送内容", f"各单位承担任务{words}的进展情况、存在问题、下步措施、完成比例和佐证链接，{counts}。"),
        ("填报要求", _HOW),
        ("报送时间", f"请于{until or _DAY}前将填好的电子表格发回。"),
        ("联系方式", f"联系人：{contact or _CONTACT}。"),
    )
    return Paper(
        title=("关于报送", book_title(plan.title), f"{words}{NOTICE_TITLE}"),
        opening=(f"为掌握{book_title(plan.title)}落实情况，现将{words}进展情况报送事项通知如下。",),
        sections=tuple(Section("", heading, (Paragraph(text),)) for heading, text in facts),
        addressee="各有关单位",
        signature=plan.issuer or "",
    )


def notice_file(paper: Paper) -> tuple[str, bytes]:
    """Return the suffix and the bytes of a notice: a Word file, or a text where its libraries are not installed."""
    from gongkai_cli.papers.word.opening import has_extra

    if has_extra():
        from gongkai_cli.papers.word.rendering import render_letter

        return ".docx", render_letter(paper)
    text = io.StringIO()
    plain.print_text(paper, Terminal(text))
    return ".txt", text.getvalue().encode("utf-8-sig")
