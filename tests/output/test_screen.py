"""What stands on the screen and what goes through a pipe: at every width, in every encoding, nothing is lost."""

import fcntl
import io
import json
import os
import pty
import re
import shlex
import sqlite3
import struct
import subprocess
import sys
import termios
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from shutil import copy

import pytest
from rich.cells import cell_len

from conftest import TODAY, Program, run
from gongkai_cli.output.content.cells import progress_cell
from gongkai_cli.output.formats import table
from gongkai_cli.output.listing import Cell, Column, Listing, Page, Tone
from gongkai_cli.output.terminal.screen import Terminal
from gongkai_cli.output.terminal.wrapping import NOT_AT_END, NOT_AT_START

Process = Callable[..., subprocess.CompletedProcess[bytes]]

BLANKS = " \u3000"
RULES = "━─"
HALF = "\0"
"""Stands for the second cell of a wide character."""
EVERY_WIDTH = range(60, 201)
SOME_WIDTHS = range(60, 201, 10)
WIDTHS: dict[str, Sequence[int]] = {
    "tasks": EVERY_WIDTH,
    "tasks --dept 县司法局": EVERY_WIDTH,
    "tasks --dept 县司法局 --dept 县政府办": SOME_WIDTHS,
    "show 3": EVERY_WIDTH,
    "depts": EVERY_WIDTH,
    "dept 县司法局": EVERY_WIDTH,
    "plans": EVERY_WIDTH,
    "schedule": SOME_WIDTHS,
    "upcoming --days 90": SOME_WIDTHS,
    "status": SOME_WIDTHS,
}
"""The commands that are looked at, and the widths of the screens that they are looked at on."""

REPORT = (
    "mark 3 --dept 县司法局 --percent 60 --on 9月30日 "
    "--note 已完成《石城县重大行政决策程序规定》意见征集（共收到意见建议128条），采纳率达到85%，"
    "并在县政府门户网站“意见征集”栏目公开反馈情况。 "
    "--problem 乡镇样本偏少，个别单位反馈不及时；评价指标还没有统一。 "
    "--next 10月底前补充走访琴江镇、高田镇、横江镇等3个乡镇，形成《评价报告》后按程序报县政府办。 "
    "--link https://www.shicheng.gov.cn/scxxxgk/sc91613/202409/t20240930_858781b78e574766bfd6de656c884085.html"
)
OTHER_REPORTS = [
    "mark 5 --dept 县司法局 --percent 100 --on 9月12日 --note 全部办结。",
    "mark 9 --dept 县司法局 --status 受阻 --note 等待上级明确口径 --on 8月1日",
    "mark 8 --dept 县政府办 --percent 80 --on 9月1日",
    "mark 10 --dept 县司法局 --status 已中止 --note 并入任务11 --on 9月2日",
]


class Screen(io.StringIO):
    """A stream that says it is a terminal; COLUMNS says how wide."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@dataclass(frozen=True)
class Content:
    """What a command shows: its full text through a pipe, and the listing or page behind it."""

    piped: str
    what: Listing | Page

    def listings(self) -> list[Listing]:
        """Return the listings that have rows."""
        listings = [self.what] if isinstance(self.what, Listing) else list(self.what.sections.values())
        return [one for one in listings if one.rows]


@pytest.fixture(scope="module")
def contents(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Content]:
    """What each command shows of a store with long reports, by command."""
    path = tmp_path_factory.mktemp("screen") / "gongkai.db"
    copy(filled_store, path)
    shared = ("--db", str(path), "--as-of", TODAY, "--by", "测试员")
    for report in (REPORT, *OTHER_REPORTS):
        answer = run((*shared, *shlex.split(report)))
        assert answer.code == 0, answer.err
    found: dict[str, Content] = {}
    for command in WIDTHS:
        answer = run((*shared, *shlex.split(command)))
        assert (answer.code, answer.err) == (0, "")
        found[command] = Content(answer.out, _behind((*shared, *shlex.split(command))))
    return found


def _behind(command: tuple[str, ...]) -> Listing | Page:
    caught: list[Listing | Page] = []

    def catch(what: Listing | Page, terminal: Terminal) -> None:
        assert not terminal.is_terminal
        caught.append(what)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "print_listing", catch)
        patch.setattr(table, "print_page", catch)
        assert run(command).code == 0
    (what,) = caught
    return what


def draw(what: Listing | Page, width: int, **environment: str) -> str:
    """Draw a listing or a page on a screen of a width, colour codes and all."""
    stream = Screen()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NO_COLOR", raising=False)
        for name, value in {"TERM": "xterm-256color", "COLUMNS": str(width), **environment}.items():
            patch.setenv(name, value)
        terminal = Terminal(stream)
        assert terminal.width == width
        if isinstance(what, Page):
            table.print_page(what, terminal)
        else:
            table.print_listing(what, terminal)
    return stream.getvalue()


Screens = dict[str, dict[int, list[str]]]


@pytest.fixture(scope="module")
def screens(contents: dict[str, Content]) -> Screens:
    """The lines on the screen, by command and width."""
    return {
        command: {width: plain(draw(contents[command].what, width)).splitlines() for width in widths}
        for command, widths in WIDTHS.items()
    }


def plain(text: str) -> str:
    """Return the text without colour codes."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def marks(text: str) -> Counter[str]:
    """Count the characters that a reader would miss: all but blanks, line ends and rules."""
    return Counter(mark for mark in text if mark not in f"{BLANKS}{RULES}\n")


@pytest.mark.slow
@pytest.mark.parametrize("command", WIDTHS)
def test_at_every_width_no_character_is_lost(contents: dict[str, Content], screens: Screens, command: str) -> None:
    wanted = marks(contents[command].piped)
    assert [width for width, lines in screens[command].items() if marks("".join(lines)) != wanted] == []


@pytest.mark.slow
@pytest.mark.parametrize("command", WIDTHS)
def test_at_every_width_no_line_is_too_wide(screens: Screens, command: str) -> None:
    found = [(width, line) for width, lines in screens[command].items() for line in lines if cell_len(line) > width]
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("command", WIDTHS)
def test_at_every_width_no_line_starts_with_a_closing_mark(screens: Screens, command: str) -> None:
    """A lone — or · in a cell is a word of ours and no punctuation."""
    closing = tuple(NOT_AT_START - set("—·"))
    found = [
        (width, line)
        for width, lines in screens[command].items()
        for line in lines
        if line.lstrip(BLANKS).startswith(closing)
    ]
    assert found == []


def test_a_wide_screen_shows_what_a_pipe_gets(contents: dict[str, Content]) -> None:
    for content in contents.values():
        lines = plain(draw(content.what, 1000)).splitlines()
        assert [line.rstrip(" ") for line in lines] == content.piped.splitlines()


@dataclass(frozen=True)
class Grid:
    """A table read back from the screen by where its headings stand."""

    headings: list[tuple[int, int]]
    rows: list[list[list[str]]]
    """For each row its columns' lines, as they stand, padding and all."""


@cache
def width_of(mark: str) -> int:
    """Return the cells of one character."""
    return cell_len(mark)


def cells_of(line: str) -> list[str]:
    """Return a line cell by cell: a wide character is followed by an empty cell."""
    cells: list[str] = []
    for mark in line:
        cells += [mark, *[""] * (width_of(mark) - 1)]
    return cells


def spans(filled: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the runs of what is filled as (start, end)."""
    found: list[tuple[int, int]] = []
    place = 0
    for is_filled, run_of in groupby(filled):
        length = len(list(run_of))
        if is_filled:
            found.append((place, place + length))
        place += length
    return found


def text_of(column: Column, row: object) -> str:
    """Return what a cell says."""
    cell = column.cell(row)
    return cell.text if isinstance(cell, Cell) else cell


Drawn = tuple[Sequence[Column], list[object], list[str], list[str]]
"""The columns and rows of a table, and the lines of its heading and of its body."""


def tables_on(lines: list[str], listings: list[Listing]) -> list[Drawn]:
    """Find the tables on a screen: what stands around a heavy rule, up to all headings and down to all cells.

    A group of rows is a table of its own.
    """
    rules = [place for place, line in enumerate(lines) if line and not line.strip("━")]
    groups = [
        (listing.columns, list(rows))
        for listing in listings
        for _, rows in groupby(listing.rows, key=listing.group or (lambda _: ""))
    ]
    found: list[Drawn] = []
    for (columns, rows), rule in zip(groups, rules, strict=True):
        above = taken(lines[:rule][::-1], "".join(column.heading for column in columns))
        below = taken(lines[rule + 1 :], "".join(text_of(column, row) for row in rows for column in columns))
        found.append((columns, rows, above[::-1], below))
    return found


def taken(lines: list[str], text: str) -> list[str]:
    """Return as many lines as hold the characters of a text."""
    wanted, seen = marks(text), Counter[str]()
    for count, line in enumerate(lines, start=1):
        seen.update(marks(line))
        if seen == wanted:
            return lines[:count]
    raise AssertionError(f"lost: {wanted - seen}")


def read_back(heading: list[str], body: list[str], rows: int) -> Grid:
    """Read a table as a person does: a column is what stands under its heading.

    A gutter is a cell that is blank in all lines; what lies between two gutters with no heading above belongs to
    the column at its left. Columns that do not line up leave no gutter between them.
    """
    width = max(map(cell_len, [*heading, *body]))
    said = [[*cells_of(line), *" " * (width - cell_len(line))] for line in body if line.strip("─")]
    drawn = [*([*cells_of(line), *" " * (width - cell_len(line))] for line in heading), *said]
    filled = [[mark not in BLANKS or not mark for mark in cells] for cells in drawn]
    headings = spans(filled[0])
    starts: list[int] = []
    for start, end in spans([any(column) for column in zip(*filled, strict=True)]):
        above = [one for one in headings if start <= one[0] < end]
        assert len(above) <= 1, "two columns run together"
        starts += [start] * len(above)
    edges = [*starts, width]
    grid = Grid([(start - edge, end - edge) for (start, end), edge in zip(headings, starts, strict=True)], [])
    lines = iter(said)
    for count in lines_a_row(body, rows):
        of_row = [next(lines) for _ in range(count)]
        grid.rows.append(
            [["".join(mark or HALF for mark in cells[a:b]) for cells in of_row] for a, b in pairwise(edges)]
        )
    return grid


def lines_a_row(body: list[str], rows: int) -> list[int]:
    """Return how many lines each row takes: one, or as many as stand between two light rules."""
    counts = [0]
    for line in body:
        if line.strip("─"):
            counts[-1] += 1
        else:
            counts.append(0)
    return [1] * len(body) if rows > 1 and len(counts) == 1 else counts


def bare(text: str) -> str:
    """Return a text without blanks and the second halves of wide characters."""
    return "".join(mark for mark in text if mark not in f"{BLANKS}{HALF}")


Grids = Callable[[str], list[tuple[int, Sequence[Column], list[object], Grid]]]


@pytest.fixture(scope="module")
def grids(contents: dict[str, Content], screens: Screens) -> Grids:
    """The tables of a command as read back: width, columns, rows and what stands on the screen."""

    @cache
    def read(command: str) -> list[tuple[int, Sequence[Column], list[object], Grid]]:
        listings = contents[command].listings()
        return [
            (width, columns, rows, read_back(heading, body, len(rows)))
            for width, lines in screens[command].items()
            for columns, rows, heading, body in tables_on(lines, listings)
        ]

    return read


@pytest.mark.slow
@pytest.mark.parametrize("command", WIDTHS)
def test_at_every_width_columns_line_up_and_every_cell_reads_back(grids: Grids, command: str) -> None:
    """What stands under a heading is the cell; it starts where the heading does, or a number ends there."""
    assert grids(command)
    for width, columns, rows, grid in grids(command):
        read = [[bare("".join(of_cell)) for of_cell in row] for row in grid.rows]
        assert read == [[bare(text_of(column, row)) for column in columns] for row in rows], f"at {width} columns"
        assert list(crooked(grid, columns)) == [], f"at {width} columns"


def crooked(grid: Grid, columns: Sequence[Column]) -> Iterator[tuple[str, str]]:
    """Yield what does not stand exactly under its heading: each line of a number, the first line of a text."""
    for row in grid.rows:
        for column, (start, end), lines in zip(columns, grid.headings, row, strict=True):
            said = [line for line in lines if bare(line)]
            if column.is_number:
                yield from ((column.heading, line) for line in said if len(line.rstrip(BLANKS)) != end)
            else:
                yield from (
                    (column.heading, line) for line in said[:1] if len(line) - len(line.lstrip(BLANKS)) != start
                )


@pytest.mark.slow
@pytest.mark.parametrize("command", WIDTHS)
def test_at_every_width_no_line_of_a_cell_starts_or_ends_with_a_forbidden_mark(grids: Grids, command: str) -> None:
    assert grids(command)
    for width, _, _, grid in grids(command):
        for of_cell in (lines for row in grid.rows for lines in row):
            said = [bare(line) for line in of_cell if bare(line)]
            bad = [line for line in said[1:] if line[0] in NOT_AT_START]
            bad += [line for line in said[:-1] if line[-1] in NOT_AT_END]
            assert bad == [], f"at {width} columns"


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize("command", ["tasks --dept 县司法局", "show 3"])
def test_a_real_terminal_shows_every_character_within_its_width(
    gongkai: Program, terminal: Callable[..., str], command: str, width: int
) -> None:
    assert gongkai(REPORT).code == 0
    screen = terminal(command, width=width)
    assert marks(screen) == marks(gongkai(command).out)
    assert max(map(cell_len, screen.splitlines())) <= width


def test_a_narrow_table_is_drawn_so(gongkai: Program, terminal: Callable[..., str]) -> None:
    gongkai(
        "mark 3 --dept 县司法局 --percent 60 --note 意见征集（128条）已办结，采纳率85%。 --next 补充走访 --on 9月30日"
    )
    screen = terminal("tasks --dept 县司法局 --status 推进中", width=60)
    assert [line.rstrip() for line in screen.splitlines()] == [
        "石城县2024年政务公开工作要点　县司法局　任务 1 项　时限",
        "12-31（推定）　截至 2024-10-08",
        "序号 任务         职责 状态   进度       序时   最近报告",
        "━" * 60,
        "   3 加强重大政策 牵头 推进中 ■■■□□  60% 达进度 09-30 意见征",
        "     宣传联动及落                               集（128条）",
        "     实结果评价                                 已办结，采纳",
        "                                                率85%。　下",
        "                                                步措施：补充",
        "                                                走访",
        "报告进展：gongkai mark 序号 --dept 县司法局 --percent 60",
        "--note 进展",
    ]


def test_a_pipe_gets_full_width_without_wrapping_colours_or_trailing_blanks(
    contents: dict[str, Content], process: Process, gongkai: Program
) -> None:
    assert gongkai(REPORT).code == 0
    piped = process("tasks --dept 县司法局", NO_COLOR="", COLUMNS="60").stdout.decode()
    assert "\x1b" not in piped
    said = contents["tasks --dept 县司法局"].what
    assert isinstance(said, Listing)
    report = next(text_of(said.columns[-1], row) for row in said.rows if row.no == 3)
    assert len(report) > 250
    assert [line for line in piped.splitlines() if line.endswith(report)] != []
    texts = [piped, *(content.piped for content in contents.values())]
    assert [line for text in texts for line in text.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("command", WIDTHS)
def test_colours_change_no_word_and_can_be_turned_off(contents: dict[str, Content], command: str) -> None:
    what = contents[command].what
    coloured, without = draw(what, 100), draw(what, 100, NO_COLOR="1")
    assert plain(coloured) == plain(without)
    colour = re.compile(r"\x1b\[(?:\d+;)*3[0-7](?:;\d+)*m")
    assert colour.search(coloured)
    assert not colour.search(without)


def test_a_status_has_its_colour_on_a_terminal(contents: dict[str, Content]) -> None:
    screen = draw(contents["tasks --dept 县司法局"].what, 120)
    for code, word in (("36", "推进中"), ("32", "已完成"), ("31", "受阻"), ("2", "已中止")):
        assert f"\x1b[{code}m{word}" in screen


@pytest.mark.parametrize(
    ("percent", "filled", "tone"),
    [(0, 0, Tone.PLAIN), (0.3, 1, Tone.BUSY), (50, 2, Tone.BUSY), (99.4, 4, Tone.BUSY), (100, 5, Tone.GOOD)],
)
def test_a_bar_is_full_and_green_for_what_is_done_alone(percent: float, filled: int, tone: Tone) -> None:
    cell = progress_cell(percent)
    assert (cell.text.partition(" ")[0], cell.tone) == ("■" * filled + "□" * (5 - filled), tone)


@pytest.mark.parametrize("command", WIDTHS)
def test_a_colour_says_nothing_that_the_words_of_its_cell_do_not(contents: dict[str, Content], command: str) -> None:
    """In one column the same words always have the same tone, and a toned cell has words."""
    for listing in contents[command].listings():
        for column in listing.columns:
            tones: dict[str, set[Tone]] = {}
            for row in listing.rows:
                cell = column.cell(row)
                if isinstance(cell, Cell):
                    tones.setdefault(cell.text, set()).add(cell.tone)
            assert {text: of_text for text, of_text in tones.items() if len(of_text) > 1 or not bare(text)} == {}


ENCODINGS = [
    {"PYTHONIOENCODING": "gbk"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "utf-8"},
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
]


def on_a_terminal(command: str, environment: dict[str, str]) -> tuple[int, bytes]:
    """Run on a terminal of 80 columns and return the exit code and the bytes that it was sent."""
    mother, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "gongkai_cli", *shlex.split(command)],
        stdin=child,
        stdout=child,
        stderr=child,
        env={**os.environ, "TERM": "xterm", **environment},
    ) as started:
        os.close(child)
        seen = b"".join(_read(mother))
        code = started.wait(60)
    os.close(mother)
    return code, seen.replace(b"\r\n", b"\n")


def _read(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            chunk = os.read(descriptor, 65536)
        except OSError:  # the child has closed its side
            return
        if not chunk:
            return
        yield chunk


def unescaped(text: str) -> str:
    """Return the text with the characters that its escapes stand for."""
    return re.sub(
        r"\\U([0-9a-f]{8})|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})",
        lambda match: chr(int(next(filter(None, match.groups())), 16)),
        text,
    )


PLAINER = str.maketrans("■□·—", "#.--")


def ascii_marks(text: str) -> Counter[str]:
    """Count characters as `marks` does, with bars and dashes as an ASCII screen has them and rules left out."""
    lines = [line for line in text.splitlines() if line.strip("━─=-")]
    return marks("\n".join(lines).translate(PLAINER))


@pytest.mark.parametrize("environment", ENCODINGS, ids=lambda one: " ".join(f"{name}={one[name]}" for name in one))
def test_no_encoding_stops_the_output_or_loses_a_character(
    gongkai: Program, process: Process, environment: dict[str, str]
) -> None:
    """What an encoding lacks is written as an escape; GBK lacks nothing that the program itself writes."""
    assert gongkai(REPORT).code == 0
    wanted = gongkai("show 3").out
    piped = process("show 3", **environment)
    code, screen = on_a_terminal("show 3", environment)
    assert (piped.returncode, piped.stderr, code) == (0, b"", 0)
    encoding = environment.get("PYTHONIOENCODING", "ascii" if "PYTHONUTF8" in environment else "utf-8")
    said, shown = piped.stdout.decode(encoding), plain(screen.decode(encoding))
    if encoding == "ascii":
        assert ascii_marks(unescaped(said)) == ascii_marks(wanted)
        assert ascii_marks(unescaped(shown)) == ascii_marks(wanted)
    else:
        assert said == wanted
        assert marks(shown) == marks(wanted)


def test_numbers_codes_and_links_stay_readable_in_ascii(gongkai: Program, process: Process) -> None:
    assert gongkai(REPORT).code == 0
    said = process("tasks --dept 县司法局", PYTHONIOENCODING="ascii").stdout.decode("ascii")
    assert re.search(r"^ +3 .* ###\.\.  60% .* 09-30 .*https://www\.shicheng\.gov\.cn/\S+\.html$", said, re.MULTILINE)
    plans = process("plans", PYTHONIOENCODING="ascii").stdout.decode("ascii").splitlines()
    assert plans[2].strip("=") == ""
    assert plans[3].startswith("shicheng-2024  ")


def test_an_emoji_that_gbk_lacks_is_shown_as_an_escape(gongkai: Program, process: Process) -> None:
    answer = process("mark", "3", "--dept", "县司法局", "--note", "办结✅收工🎉", PYTHONIOENCODING="gbk")
    assert answer.returncode == 0
    gbk = process("tasks --dept 县司法局", PYTHONIOENCODING="gbk")
    assert gbk.returncode == 0
    assert "10-08 办结\\u2705收工\\U0001f389" in gbk.stdout.decode("gbk")
    assert "10-08 办结✅收工🎉" in gongkai("tasks --dept 县司法局").out
    refused = process("dept", "✅局", PYTHONIOENCODING="gbk")
    assert refused.returncode == 4
    assert refused.stderr.decode("gbk").startswith("没有单位“\\u2705局”。")


@pytest.mark.parametrize(
    "note", ["任务[a]", "[/x]", ":fire:", "[bold]粗[/bold]", "[link=http://x.cn]x[/link]", "\\[b]"]
)
def test_what_looks_like_markup_is_shown_as_it_is(gongkai: Program, terminal: Callable[..., str], note: str) -> None:
    assert gongkai("mark", "3", "--dept", "县司法局", "--note", note).code == 0
    assert f"10-08 {note}\n" in gongkai("tasks --dept 县司法局").out
    assert f"10-08 {note} " in terminal("tasks --dept 县司法局", width=120).replace("\n", " \n")


def test_what_looks_like_markup_is_shown_as_it_is_in_messages(gongkai: Program) -> None:
    assert gongkai("dept", "[/x]").err == "没有单位“[/x]”。用 gongkai depts 查看全部单位。\n"
    assert gongkai("tasks", "--plan", ":fire:").err == "没有工作要点“:fire:”。用 gongkai plans 查看全部。\n"


def test_control_characters_that_another_program_wrote_do_not_reach_the_terminal(
    store: Path, gongkai: Program, terminal: Callable[..., str]
) -> None:
    """The store is a public file: a title may hold what this program would have refused."""
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE task_entry SET title = ? WHERE no = 3", ("红\x1b[31m字\x1b]0;窗\x07题\u202e反",))
    screen = terminal("tasks", width=120)
    for text in (gongkai("tasks").out, screen):
        assert [mark for mark in "\x1b\x07\u202e" if mark in text] == []
    assert "红[31m字]0;窗题反" in screen


def test_json_is_the_same_in_every_encoding(gongkai: Program, process: Process) -> None:
    assert gongkai(REPORT).code == 0
    assert gongkai("mark", "5", "--dept", "县司法局", "--note", "🎉").code == 0
    command = "tasks --dept 县司法局 --format json"
    by_encoding = {one: process(command, PYTHONIOENCODING=one).stdout for one in ("ascii", "gbk", "utf-8")}
    assert by_encoding["ascii"].isascii()
    assert "意见征集".encode() in by_encoding["utf-8"]
    parsed = [json.loads(data.decode(encoding)) for encoding, data in by_encoding.items()]
    assert parsed[0] == parsed[1] == parsed[2]
    assert [row["note"] for row in parsed[0] if row["no"] == 5] == ["🎉"]


def test_a_first_run_says_so_beside_the_data(fresh: Program, default_store: Path) -> None:
    answer = fresh("plans --format json")
    assert [plan["key"] for plan in json.loads(answer.out)] == ["shicheng-2024"]
    assert answer.err == f"首次使用：已建立台账 {default_store}，并载入《石城县2024年政务公开工作要点》。\n"
    assert fresh("plans").err == ""


def test_how_to_take_a_mark_back_is_said_beside_the_data(gongkai: Program) -> None:
    answer = gongkai("mark 3 --dept 县司法局 --percent 60 --format json")
    assert [line["no"] for line in json.loads(answer.out)] == [3]
    assert re.fullmatch(r".*gongkai .*\n", answer.err)


@pytest.mark.parametrize("command", ["show 99", "tasks --sort x", "tasks --no-such", "dept 某局", "load none.yaml"])
def test_a_refusal_leaves_standard_output_empty(gongkai: Program, command: str) -> None:
    answer = gongkai(command)
    assert answer.code != 0
    assert answer.out == ""
    assert answer.err.count("\n") == 1
