"""The problems of a plan file: their places, their words, and the list of all with line numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from functools import cache
from pathlib import Path
from string import ascii_uppercase
from typing import Any, NamedTuple, TypeAlias

from pydantic_core import ErrorDetails

from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.typed_words.units import did_you_mean
from gongkai_cli.errors import FieldError
from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.planfile.slips.names import JointNamesError

Location = tuple[str | int, ...]
"""A place in a plan file: keys and positions from the top, such as ("tasks", 2, "lead", 0)."""


class CellPlace(NamedTuple):
    """A cell of a workbook: the number and the name of its sheet, its row and column from 1."""

    sheet_number: int
    row: int
    column: int
    sheet: str

    @property
    def cell(self) -> str:
        """The cell's own name, such as `D7`."""
        letters = ""
        left = self.column
        while left:
            left, place = divmod(left - 1, len(ascii_uppercase))
            letters = ascii_uppercase[place] + letters
        return f"{letters}{self.row}"

    def __str__(self) -> str:
        """Return the place in words, such as `任务表!D7`."""
        return f"{shown(clean_text(self.sheet))}!{self.cell}"


Places: TypeAlias = Mapping[Location, int] | Mapping[Location, CellPlace]
"""Location → its line (from 1) in a text, or its cell in a workbook."""

MAX_PROBLEMS = 100
"""The number of problems of one file that are listed; the others are counted."""

MAX_WORK = 6_000_000
"""The pairs of letters compared at most for the suggestions of one file: some 60,000 pairs of short names."""

_LEAST_LETTERS = 10  # A comparison of shorter names takes as long as one of this length.

_CORRECT = "请改正"
_SHAPES = {
    "string_too_short": ("不能为空", _CORRECT),  # pydantic before 2.14 checks the length before our validator does
    "too_short": ("一项也没有", "请至少写一项"),
    "tuple_type": ("要写成列表", "每项一行、以“- ”开头"),
    "model_type": ("要写成“键: 值”的几行", ""),
    "model_attributes_type": ("要写成“键: 值”的几行", ""),
    "dict_type": ("要写成“键: 值”的几行", ""),
    "string_type": ("要写成一行文字", ""),
    "string_unicode": ("有残缺的字符", "请重新输入"),
}
"""Type of pydantic's error → the fault and the remedy."""

_OTHER_SHAPE = ("写法不对", "请用 gongkai schema 查看这里可以写什么")
_SECTIONS = {"plan": "工作要点", "units": "单位", "collectives": "集体称谓", "tasks": "任务", "activities": "活动"}


class Unknown(NamedTuple):
    """An unknown name, and the known spellings with the name to suggest for each."""

    name: str
    spellings: Sequence[tuple[str, str]]


class Severity(Enum):
    """What a problem means for its file: it cannot be loaded, or it can and somebody should look."""

    ERROR = auto()
    WARNING = auto()


class Problem(NamedTuple):
    """One fault of a plan file and its remedy, both without a full stop.

    The nearest names to `unknown` are shown between the two. They are looked for only when the problem is listed,
    since a file may have more unknown names than anybody reads. `is_long` makes `what` a sentence of its own.
    `other` is a second place that the fault lies in; its line is named.
    """

    location: Location
    what: str
    advice: str = ""
    unknown: Unknown | None = None
    is_long: bool = False
    severity: Severity = Severity.ERROR
    other: Location | None = None


class _Suggestions:
    """The nearest names to each unknown name, within a bounded amount of work for one file."""

    def __init__(self) -> None:
        self._work = MAX_WORK
        self._found: dict[tuple[str, int], str] = {}

    def for_name(self, unknown: Unknown) -> str:
        """Return `您是不是要找：…？`, or an empty text where no name is near or no work is left."""
        # The problems keep the spellings alive, so their id names them.
        key = (unknown.name, id(unknown.spellings))
        if key not in self._found:
            self._found[key] = self._search(unknown)
        return self._found[key]

    def _search(self, unknown: Unknown) -> str:
        work = len(unknown.spellings) * max(len(unknown.name), _LEAST_LETTERS) ** 2
        if work > self._work:
            return ""
        self._work -= work
        return did_you_mean(unknown.name, unknown.spellings)


def translated(detail: ErrorDetails, tree: Any) -> Problem:
    """Return pydantic's error in a field as a problem in Chinese."""
    location = tuple(detail["loc"])
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return Problem(location[:-1], f"缺少 {location[-1]}", "请补上")
        case "extra_forbidden":
            key = str(location[-1])
            known = _known_keys(tuple(step for step in location[:-1] if isinstance(step, str)))
            what = f"无法识别的键“{shown(clean_text(key))}”"
            return Problem(location, what, known.advice, Unknown(key, known.spellings))
        case "value_error":
            return field_problem(location, context["error"])
        case "greater_than_equal":
            return Problem(location, f"“{shown(str(_value_at(tree, location)))}”太小", f"最小是 {context['ge']}")
        case "less_than_equal":
            return Problem(location, f"“{shown(str(_value_at(tree, location)))}”太大", f"最大是 {context['le']}")
        case other:
            what, advice = _SHAPES.get(other, _OTHER_SHAPE)
            return Problem(location, what, advice)


_ONE_NAME: dict[Location, str] = {
    ("units", "name"): "请分成几个单位，各写一项",
    ("units", "kind"): "一个单位只写一个类别",
    ("collectives", "name"): "一个称谓写一项",
    ("activities", "organizer"): "几个单位合办的，请改写成 organizers: [县政府办, 县司法局] 这样",
}
"""Field that takes one name → the advice for several in it. The other fields with names are lists."""


def field_problem(location: Location, error: FieldError) -> Problem:
    """Return the problem of a value that its field cannot have."""
    advice = _CORRECT if error.advice is None else error.advice
    if isinstance(error, JointNamesError):
        field = tuple(step for step in location if isinstance(step, str))
        advice = _ONE_NAME.get(field, advice)
    return Problem(location, error.what, advice)


def is_consequence(detail: ErrorDetails, tree: Any) -> bool:
    """Return whether an error only follows from others: a list is "too short" when all its entries are broken."""
    return detail["type"] == "too_short" and bool(_value_at(tree, tuple(detail["loc"])))


class _Keys(NamedTuple):
    spellings: list[tuple[str, str]]
    advice: str


@cache
def _known_keys(sections: tuple[str, ...]) -> _Keys:
    """Return the keys of one kind of entry, such as ("tasks", "measures")."""
    model: Any = PlanDocument
    for section in sections:
        annotation = model.model_fields[section].annotation
        # The entry of `tuple[TaskEntry, ...]` is its first argument; `PlanHeader` has none.
        arguments = [one for one in getattr(annotation, "__args__", ()) if one is not Ellipsis]
        model = arguments[0] if arguments else annotation
    keys = list(model.model_fields)
    return _Keys([(key, key) for key in keys], f"这里可用：{'、'.join(keys)}")


def _value_at(tree: Any, location: Location) -> Any:
    for step in location:
        tree = tree[step]
    return tree


class Source(NamedTuple):
    """The content of a plan file: its tree, the place of every location in it, and what is wrong or odd in its text.

    `problems` could not be read; `warnings` are about what YAML drops of the text.
    """

    tree: Any
    places: Places
    problems: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()


def listed(file: Path, source: Source, problems: Iterable[Problem]) -> list[str]:
    """Return a line `file:line: place：fault，remedy。` for each problem, in the order of the file.

    A problem in a workbook has its cell in place of the line: `file: 任务表!D7: place：fault，remedy。`. Warnings begin
    with 提醒. Where there are too many problems, the warnings give way.
    """

    def place_of(location: Location) -> Any:
        while location not in source.places:
            location = location[:-1]
        return source.places[location]

    by_severity = sorted(problems, key=lambda problem: problem.severity is Severity.WARNING)
    in_order = sorted(by_severity[:MAX_PROBLEMS], key=lambda problem: place_of(problem.location))
    suggestions = _Suggestions()
    messages: list[str] = []
    for problem in in_order:
        mark = "提醒：" if problem.severity is Severity.WARNING else ""
        place = place_of(problem.location)
        beginning = f"{file}: {place}" if isinstance(place, CellPlace) else f"{file}:{place}"
        elsewhere = _elsewhere(place_of(problem.other)) if problem.other else ""
        words = _place(source.tree, problem.location)
        messages.append(f"{beginning}: {mark}{words}：{_sentences(problem, elsewhere, suggestions)}")
    left = Counter(problem.severity for problem in by_severity[MAX_PROBLEMS:])
    if left[Severity.ERROR]:
        messages.append(f"{file}: 还有 {left[Severity.ERROR]} 个问题没有列出，请先改正以上各处。")
    elif left[Severity.WARNING]:
        messages.append(f"{file}: 还有 {left[Severity.WARNING]} 条提醒没有列出。")
    return messages


def _elsewhere(place: Any) -> str:
    return f"（另一处在 {place}）" if isinstance(place, CellPlace) else f"（另一处在第 {place} 行）"


def _sentences(problem: Problem, elsewhere: str, suggestions: _Suggestions) -> str:
    what = problem.what + elsewhere
    if problem.unknown:
        return f"{what}。{suggestions.for_name(problem.unknown)}{problem.advice}。"
    if not problem.advice:
        return f"{what}。"
    stop = "。" if problem.is_long else "，"
    return f"{what}{stop}{problem.advice}。"


def _place(tree: Any, location: Location) -> str:
    """Return a location in the words of an office, such as `任务 3 lead 第 1 项`."""
    if not location:
        return "文件"
    section, *rest = location
    word = _SECTIONS.get(str(section), shown(clean_text(str(section))))
    if section == "plan" or not rest or isinstance(rest[0], str):
        return " ".join([word, *map(_step, rest)])
    position, *inner = rest
    entry = _value_at(tree, location[:2])
    label = None
    if isinstance(entry, dict):
        label = entry.get("no") or entry.get("name")
    words = [f"第 {int(position) + 1} 个{word}"]
    if isinstance(label, str):
        words = [f"{word} {shown(clean_text(label))}"]
    return " ".join([*words, *map(_step, inner)])


def _step(step: str | int) -> str:
    return f"第 {step + 1} 项" if isinstance(step, int) else shown(clean_text(step))
