"""A draft → the text of its plan file, with sources and doubts as comments."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gongkai_cli.notice.drafting.draft import Draft
from gongkai_cli.notice.drafting.notes import DOUBT
from gongkai_cli.planfile.reading import checked
from gongkai_cli.planfile.writing.yaml_text import Noted, Tree, as_tree, yaml_text

_REMARKS = {
    "plan": ("工作要点。",),
    "units": ("单位。kind 是按名称判断的，请核对；全文统一用 name 里的名称，别的叫法写在 aliases 里。",),
    "collectives": ("集体称谓。知道指谁的，写 kind（类别）或 members（逐个列出）；不知道的先不写，不计任何单位。",),
    "tasks": ("任务。每项上面是出处和印发的分工。",),
    "activities": ("活动安排表。",),
}


def draft_text(draft: Draft, files: Sequence[str]) -> str:
    """Return the plan file of a draft. `check` passes on it.

    Args:
        draft: the draft.
        files: the names of the notice's files.
    """
    tree = as_tree(draft.document)
    noted: Tree = {}
    for section, value in tree.items():
        if section == "plan":
            noted[section] = {key: _noted(draft, section, key, one) for key, one in value.items()}
        else:
            noted[section] = [_noted(draft, section, place, one) for place, one in enumerate(value)]
    text = yaml_text(noted, _head(draft, files), _REMARKS)
    checked(Path(files[0]), text.encode())
    return text


def _noted(draft: Draft, section: str, place: int | str, value: Any) -> Any:
    note = draft.notes.get((section, place))
    lines = list(note.lines(with_file=draft.has_several_files)) if note else []
    return Noted(value, lines) if lines else value


def _head(draft: Draft, files: Sequence[str]) -> list[str]:
    names = "、".join(files)
    lines = [
        f"《{draft.document.plan.title}》的草稿，由 gongkai draft 从 {names} 写出。",
        f"各条上面是出处；“{DOUBT}”后面是拿不准的，共 {len(draft.doubts)} 处。",
        "改好后先检查，再载入：gongkai check、gongkai load。",
    ]
    if draft.new_units:
        lines.append(f"参照的计划里没有的单位：{'、'.join(draft.new_units)}。")
    if draft.gone_units:
        lines.append(f"参照的计划里有、通知没有写到的单位：{'、'.join(draft.gone_units)}。")
    return lines
