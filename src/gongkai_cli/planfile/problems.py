"""The problems of a plan file: what pydantic says put into Chinese, and all of them listed with their lines."""

from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.units import did_you_mean
from gongkai_cli.planfile.document import PlanDocument

Path = tuple[str | int, ...]
"""Where in the file: keys and places from the top, such as ("tasks", 2, "lead", 0)."""

MAX_PROBLEMS = 100
"""How many problems of one file are listed; what follows is counted."""

MAX_WORK = 6_000_000
"""How many pairs of letters are compared at most for the suggestions of one file: some 60,000 pairs of short names."""

_LEAST_LETTERS = 10  # a shorter name takes as long, since most of the time goes into starting

_SAID = {
    "string_too_short": "不能为空，请改正",  # what pydantic before 2.14 says before our own check does
    "too_short": "一项也没有，请至少写一项",
    "tuple_type": "要写成列表，每项一行、以“- ”开头",
    "model_type": "要写成“键: 值”的几行",
    "model_attributes_type": "要写成“键: 值”的几行",
    "dict_type": "要写成“键: 值”的几行",
    "string_type": "要写成一行文字",
    "string_unicode": "有残缺的字符，请重新输入",
}
_NOT_UNDERSTOOD = "写法不对，请用 gongkai schema 查看这里可以写什么"
_SECTIONS = {"plan": "工作要点", "units": "单位", "collectives": "集体称谓", "tasks": "任务", "activities": "活动"}


class Unknown(NamedTuple):
    """A name that is not known, and those that are: what may be written, and what to suggest for it."""

    name: str
    spellings: Sequence[tuple[str, str]]


class Problem(NamedTuple):
    """One thing wrong with a plan file, and what to do about it.

    The message of a problem with an `unknown` name goes on with the nearest names, and then with `advice`. They are
    looked for when the problem is shown, since a file can have more unknown names than anybody reads.
    """

    path: Path
    message: str
    unknown: Unknown | None = None
    advice: str = ""


class _Suggestions:
    """The nearest names of each unknown one, each looked for once, as long as there is work left to spend on them."""

    def __init__(self) -> None:
        self._work = MAX_WORK
        self._found: dict[tuple[str, int], str] = {}

    def __call__(self, unknown: Unknown) -> str:
        """Return `您是不是要找：…？`, or nothing where no name is near or the search would take too long."""
        place = (unknown.name, id(unknown.spellings))  # the problems keep the spellings alive
        if place not in self._found:
            work = len(unknown.spellings) * max(len(unknown.name), _LEAST_LETTERS) ** 2
            self._found[place] = ""
            if work <= self._work:
                self._work -= work
                self._found[place] = did_you_mean(unknown.name, unknown.spellings)
        return self._found[place]


def translated(detail: ErrorDetails, tree: Any) -> Problem:
    """Return what pydantic found wrong with a field, in words that say what to do."""
    path = tuple(detail["loc"])
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return Problem(path[:-1], f"缺少 {path[-1]}，请补上")
        case "extra_forbidden":
            known = _known_keys(tuple(step for step in path[:-1] if isinstance(step, str)))
            message = f"不认识的键“{shown(clean_text(str(path[-1])))}”。"
            return Problem(path, message, Unknown(str(path[-1]), known.spellings), known.advice)
        case "value_error":
            return Problem(
                path, f"{context['error']}，请改正" if "请" not in str(context["error"]) else str(context["error"])
            )
        case "greater_than_equal":
            return Problem(path, f"“{shown(str(_at(tree, path)))}”太小，最小是 {context['ge']}")
        case "less_than_equal":
            return Problem(path, f"“{shown(str(_at(tree, path)))}”太大，最大是 {context['le']}")
        case other:
            return Problem(path, _SAID.get(other, _NOT_UNDERSTOOD))


def is_hearsay(detail: ErrorDetails, tree: Any) -> bool:
    """Say whether a problem is but the echo of another: a list is "too short" when all its entries are broken."""
    return detail["type"] == "too_short" and bool(_at(tree, tuple(detail["loc"])))


class _Keys(NamedTuple):
    spellings: list[tuple[str, str]]
    advice: str


@cache
def _known_keys(sections: tuple[str, ...]) -> _Keys:
    """Return the keys that may stand in one kind of entry, such as ("tasks", "measures")."""
    model: Any = PlanDocument
    for section in sections:
        annotation = model.model_fields[section].annotation
        model = next((one for one in getattr(annotation, "__args__", ()) if one is not Ellipsis), annotation)
    keys = list(model.model_fields)
    return _Keys([(key, key) for key in keys], f"这里可用：{'、'.join(keys)}")


def _at(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def listed(file: FilePath, tree: Any, lines: dict[Path, int], problems: Sequence[Problem]) -> list[str]:
    """Return a line `file:line: where: what, and what to do` for each problem, in the order of the file."""

    def line_of(path: Path) -> int:
        while path not in lines:
            path = path[:-1]
        return lines[path]

    numbered = sorted((line_of(problem.path), place, problem) for place, problem in enumerate(problems))
    suggestions = _Suggestions()
    told: list[str] = []
    for line, _, problem in islice(numbered, MAX_PROBLEMS):
        near = suggestions(problem.unknown) if problem.unknown else ""
        told.append(f"{file}:{line}: {_where(tree, problem.path)}：{problem.message}{near}{problem.advice}。")
    if len(numbered) > MAX_PROBLEMS:
        told.append(f"{file}: 还有 {len(numbered) - MAX_PROBLEMS} 个问题没有列出，请先改正以上各处。")
    return told


def _where(tree: Any, path: Path) -> str:
    if not path:
        return "文件"
    section, *rest = path
    word = _SECTIONS.get(str(section), shown(clean_text(str(section))))
    if section == "plan" or not rest:
        return " ".join([word, *(shown(clean_text(str(step))) for step in rest)])
    entry = _at(tree, path[:2])
    label = entry.get("no") or entry.get("name") if isinstance(entry, dict) else None
    name = f"{word} {shown(clean_text(label))}" if isinstance(label, str) else f"第 {int(rest[0]) + 1} 个{word}"
    inner = [f"第 {step + 1} 项" if isinstance(step, int) else shown(clean_text(step)) for step in rest[1:]]
    return " ".join([name, *inner])
