"""A sound plan file, small enough to know by line, and the same with pieces replaced."""

SOUND = """\
plan:
  key: demo-2024
  title: 演示县2024年工作要点
  year: 2024
  issued_on: 2024-06-01
units:
  - name: 县政府办
    kind: 县政府部门
    aliases: [县政府办公室]
  - name: 县司法局
    kind: 县政府部门
  - name: 琴江镇
    kind: 乡镇
collectives:
  - name: 县政府各部门
    kind: 县政府部门
  - name: 各乡镇
    kind: 乡镇
tasks:
  - no: 1
    title: 公开政策
    lead: [县政府办]
    responsible: [县政府各部门, 各乡镇]
  - no: 2
    title: 解读政策
    responsible: [县司法局]
activities:
  - no: 1
    month: 7
    theme: 普法宣传
    organizer: 县司法局
"""
"""A plan small enough to know by line: line 20 begins task 1, line 27 the activities."""

Change = tuple[str, str]
"""A piece of the sound plan that stands there once, and what is to stand there instead."""

TASK_1 = "  - no: 1\n    title"
ACTIVITY_1 = "  - no: 1\n    month"


def plan_text(*changes: Change) -> str:
    """Return the sound plan with some pieces replaced, each of which must stand there exactly once."""
    text = SOUND
    for piece, instead in changes:
        assert text.count(piece) == 1, piece
        text = text.replace(piece, instead)
    return text


def section(name: str) -> str:
    """Return a whole section of the sound plan, its heading line included."""
    lines = SOUND.splitlines(keepends=True)
    first = lines.index(f"{name}:\n")
    rest = [place for place, line in enumerate(lines) if place > first and not line.startswith(" ")]
    return "".join(lines[first : min(rest, default=len(lines))])
