"""The summary after an activity: when, where, how many came, where the report is public."""

from gongkai_cli.domain.activity_steps import is_over
from gongkai_cli.domain.model import Activity, Plan
from gongkai_cli.errors import RefusedError
from gongkai_cli.papers.activities.recorded import days, gaps, hour, name, requests, theme
from gongkai_cli.papers.content import Paper, Paragraph, Section
from gongkai_cli.papers.phrases import book_title, sentence


def check_held(row: Activity) -> None:
    """Refuse the summary of an activity that was not held.

    Raises:
        RefusedError: it was not, or nobody has recorded it.
    """
    if not is_over(row):
        raise RefusedError(
            f"活动 {row.no} {row.status.word}，还没有记为已举办，未写小结。"
            f"办过之后先登记：gongkai activity held {row.no} --date 日期 --people 人数"
        )


def activity_summary(plan: Plan, row: Activity) -> Paper:
    """Return the summary of an activity; nothing that is not recorded is in it."""
    place = f"在{row.place}" if row.place else ""
    people = f"，{row.people}人参加" if row.people else ""
    held = f"{days(row)}{hour(row)}，{'、'.join(row.organizers)}{place}举办{name(row)}{people}。"
    sections = [Section("", "基本情况", (Paragraph(held),))]
    more = [(row.audience, "参加对象"), (row.content, "活动内容"), (row.note, "有关说明")]
    sections += [Section("", heading, (Paragraph(sentence(text)),)) for text, heading in more if text]
    if row.link:
        sections.append(Section("", "公开情况", (Paragraph(f"举办情况已向社会公开，网址：{row.link}"),)))
    return Paper(
        title=(f"{name(row)}小结",),
        opening=(
            f"根据{book_title(plan.title)}安排，{'、'.join(row.organizers)}举办了{name(row)}，现将举办情况小结如下。",
        ),
        sections=tuple(sections),
        signature="、".join(row.organizers),
    )


def summary_advice(row: Activity) -> list[str]:
    """Return the lines that ask for what a summary should say and nobody has recorded."""
    wanted = (
        ("主题", "--theme 主题", theme(row)),
        ("地点", "--place 地点", row.place),
        ("形式", "--form 形式", row.form),
        ("人数", "--people 人数", row.people),
    )
    link = (("公开链接", "--link 网址", row.link),)
    return [*requests(row, "held", gaps(wanted)), *requests(row, "publish", gaps(link))]
