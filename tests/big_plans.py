"""A plan in which every unit has a part in every task."""


def big_plan(units: int, tasks: int) -> str:
    """Return a plan file with so many units and tasks, and 60 activities."""
    lines = [
        "plan: {key: big-2024, title: 墨云县2024年政务公开工作要点, year: 2024, issued_on: 2024-03-01}",
        "units:",
        *(f"  - {{name: 第{no}镇人民政府, kind: 乡镇}}" for no in range(1, units + 1)),
        "collectives:",
        "  - {name: 各乡镇人民政府, kind: 乡镇}",
        "tasks:",
    ]
    for no in range(1, tasks + 1):
        lines += [
            f"  - no: {no}",
            f"    title: 第{no}项，持续推进基层政务公开标准化规范化建设",
            f"    lead: [第{no % units + 1}镇人民政府]",
            "    responsible: [各乡镇人民政府]",
            "    measures: [公开医疗保障领域的民生事项和监督检查情况, 及时公布重点领域信息]",
        ]
    lines.append("activities:")
    for no in range(1, 61):
        organizer = f"第{no % units + 1}镇人民政府"
        lines.append(f"  - {{no: {no}, month: {no % 10 + 3}, theme: 第{no}场开放日, organizer: {organizer}}}")
    return "\n".join(lines) + "\n"
