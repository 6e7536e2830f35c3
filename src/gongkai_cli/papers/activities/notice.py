"""The notice before an activity: what, when, where, for whom."""

from gongkai_cli.domain.activity_steps import is_over
from gongkai_cli.domain.model import Activity, Plan
from gongkai_cli.domain.vocabulary import ActivityStatus, Form
from gongkai_cli.errors import RefusedError
from gongkai_cli.papers.activities.recorded import days, gaps, hour, name, requests, theme
from gongkai_cli.papers.content import Paper, Paragraph, Section
from gongkai_cli.papers.phrases import book_title, sentence


def check_to_come(row: Activity) -> None:
    """Refuse the notice of an activity that is over or will not be.

    Raises:
        RefusedError: it was held, cancelled or withdrawn.
    """
    if row.withdrawn:
        raise RefusedError(f"活动 {row.no} 已调出要点，未写预告。用 gongkai schedule 查看在册的活动。")
    if row.status is ActivityStatus.CANCELLED:
        raise RefusedError(
            f"活动 {row.no} 已取消，未写预告。若重新安排，先用 gongkai activity plan {row.no} --date 日期。"
        )
    if is_over(row):
        raise RefusedError(f"活动 {row.no} {row.status.word}，不用预告。写小结用 gongkai activity summary {row.no}。")


def activity_notice(plan: Plan, row: Activity) -> Paper:
    """Return the notice of an activity; nothing that is not recorded is in it, and no contact."""
    facts = (
        ("活动主题", theme(row)),
        ("活动时间", days(row) + (hour(row) if row.date else "")),
        ("活动地点", row.place or ""),
        ("主办单位", "、".join(row.organizers)),
        ("活动形式", row.form.word if isinstance(row.form, Form) else row.form or ""),
        ("参加对象", row.audience or ""),
        ("参加人数", f"{row.people}人" if row.people else ""),
        ("活动内容", row.content or ""),
    )
    sections = tuple(Section("", word, (Paragraph(sentence(text)),)) for word, text in facts if text)
    return Paper(
        title=(f"关于举办{name(row)}的预告",),
        opening=(
            f"根据{book_title(plan.title)}安排，{'、'.join(row.organizers)}将举办{name(row)}，现将有关事项预告如下。",
        ),
        sections=sections,
        signature="、".join(row.organizers),
    )


def notice_advice(row: Activity) -> list[str]:
    """Return the lines beside a notice: its day is over, and the facts that nobody has recorded."""
    wanted = (
        ("主题", "--theme 主题", theme(row)),
        ("日期", "--date 日期", row.date),
        ("时刻", "--time 时刻", row.time),
        ("地点", "--place 地点", row.place),
        ("形式", "--form 形式", row.form),
        ("参加对象", "", row.audience),
        ("内容", "", row.content),
    )
    lines = list(requests(row, "plan", gaps(wanted)))
    if row.late:
        plan = f"gongkai activity plan {row.no} --date 日期"
        lines.insert(0, f"活动 {row.no} 原定的时间已过，预告里的时间要改。先定日期：{plan}")
    return lines
