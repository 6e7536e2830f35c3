"""What stands on the screen and what goes through a pipe: at every width, in every encoding, nothing is lost."""

import io
import json
import os
import re
import shlex
import sqlite3
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
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
from posix_only import fcntl, pty, termios

Process = Callable[..., subprocess.CompletedProcess[bytes]]

BLANKS = " \u3000"
RULES = "━─│┿"
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


def draw(what: Listing | Page, width: int, *, is_plain: bool = False, **environment: str) -> str:
    """Draw a listing or a page on a screen of a width, colour codes and all."""
    stream = Screen()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NO_COLOR", raising=False)
        for name, value in {"TERM": "xterm-256color", "COLUMNS": str(width), **environment}.items():
            patch.setenv(name, value)
        terminal = Terminal(stream, is_plain=is_plain)
        assert is_plain or terminal.width == width
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
    """Count the characters that a reader would miss: all but blanks, line ends, rules and bars."""
    return Counter(mark for mark in text if mark not in f"{BLANKS}{RULES}■□\n")


def shown(listing: Listing) -> Listing:
    """Return the table that a screen shows in place of a listing."""
    return listing.on_screen or listing


def shown_listings(what: Listing | Page) -> list[Listing]:
    """Return the tables on the screen of an answer."""
    if isinstance(what, Listing):
        return [shown(what)]
    return [shown(listing) for listing in what.sections.values()]


def text_of(column: Column, row: object) -> str:
    """Return what a cell says."""
    cell = column.cell(row)
    return cell.text if isinstance(cell, Cell) else cell


def texts_on_screen(what: Listing | Page) -> Iterator[str]:
    """Yield every text that a screen must show, but the headings of columns."""
    if isinstance(what, Page):
        yield what.title
        for label, value in what.facts:
            yield label
            yield value.text if isinstance(value, Cell) else value
    for listing in shown_listings(what):
        rows = list(listing.rows)
        yield listing.title
        yield from listing.notes
        if not rows:
            yield listing.empty
        if listing.group is not None:
            yield from dict.fromkeys(listing.group(row) for row in rows)
        yield from (text_of(column, row) for row in rows for column in listing.columns)
    yield what.footer


@pytest.mark.slow
@pytest.mark.parametrize("command", WIDTHS)
def test_at_every_width_no_character_is_lost(contents: dict[str, Content], screens: Screens, command: str) -> None:
    """A screen has every text, and besides it only the headings, before the table or before a text under its row."""
    what = contents[command].what
    wanted = marks("".join(texts_on_screen(what)))
    headings = {mark for one in shown_listings(what) for column in one.columns for mark in f"{column.heading}："}
    for width, lines in screens[command].items():
        seen = marks("".join(lines))
        assert wanted - seen == Counter(), f"at {width} columns"
        assert set(seen - wanted) <= headings, f"at {width} columns"


@pytest.mark.slow
@pytest.mark.parametrize("command", WIDTHS)
def test_at_every_width_no_line_is_too_wide(screens: Screens, command: str) -> None:
    found = [(width, line) for width, lines in screens[command].items() for line in lines if cell_len(line) > width]
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("command", WIDTHS)
def test_at_every_width_no_line_of_a_cell_starts_with_a_closing_mark(screens: Screens, command: str) -> None:
    """A lone — or · in a cell is a word of ours and no punctuation."""
    closing = tuple(NOT_AT_START - set("—·"))
    found = [
        (width, line)
        for width, lines in screens[command].items()
        for line in lines
        for cell in line.split("│")
        if cell.lstrip(BLANKS).startswith(closing)
    ]
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("command", WIDTHS)
def test_at_every_width_no_line_of_a_cell_ends_with_an_opening_mark(screens: Screens, command: str) -> None:
    found = [
        (width, line)
        for width, lines in screens[command].items()
        for line in lines
        for cell in line.split("│")
        if cell.rstrip(BLANKS).endswith(tuple(NOT_AT_END))
    ]
    assert found == []


def test_a_plain_screen_shows_what_a_pipe_gets(contents: dict[str, Content]) -> None:
    for content in contents.values():
        assert draw(content.what, 80, is_plain=True) == content.piped


@dataclass(frozen=True)
class Table:
    """A table as it stands on a screen.

    Attributes:
        headings: the columns, by their headings.
        lines: the lines below the headings.
    """

    headings: list[str]
    lines: list[str]


def tables_on(lines: list[str]) -> list[Table]:
    """Find the tables on a screen by the rules below their headings."""
    rules = [place for place, line in enumerate(lines) if line and not line.strip("━┿")]
    tables = []
    for rule, following in zip(rules, [*rules[1:], len(lines)], strict=True):
        above = rule - 1
        while lines[above].count("│") == lines[rule].count("┿"):
            above -= 1
        columns = zip(*(line.split("│") for line in lines[above + 1 : rule]), strict=True)
        tables.append(Table([bare("".join(column)) for column in columns], lines[rule + 1 : following]))
    return tables


def bare(text: str) -> str:
    """Return a text without blanks and bars."""
    return "".join(mark for mark in text if mark not in f"{BLANKS}■□")


def read_row(lines: list[str], columns: Sequence[Column], row: object) -> None:
    """Take the lines of one row off a screen: its cells, and the texts under it.

    Raises:
        AssertionError: the lines do not say what the row says.
    """
    wanted = [bare(text_of(column, row)) for column in columns]
    begun = [bare(column.brief(row)) if column.brief else text for column, text in zip(columns, wanted, strict=True)]
    cells = [""] * len(columns)
    while cells not in (wanted, begun):
        assert lines, (wanted, cells)
        pieces = lines.pop(0).split("│")
        if len(pieces) == len(columns):
            cells = [cell + bare(piece) for cell, piece in zip(cells, pieces, strict=True)]
        else:
            assert not any(cells), (wanted, cells, pieces)  # the title of a group, before the row


@pytest.mark.slow
@pytest.mark.parametrize("command", WIDTHS)
def test_at_every_width_every_cell_stands_under_its_heading(
    contents: dict[str, Content], screens: Screens, command: str
) -> None:
    listings = [one for one in shown_listings(contents[command].what) if list(one.rows)]
    for width, lines in screens[command].items():
        tables = tables_on(lines)
        assert len(tables) == len(listings), f"at {width} columns"
        for table_on_screen, listing in zip(tables, listings, strict=True):
            columns = [one for one in listing.columns if bare(one.heading) in table_on_screen.headings]
            assert [bare(one.heading) for one in columns] == table_on_screen.headings
            assert all(one.brief for one in listing.columns if one not in columns), f"at {width} columns"
            rest = list(table_on_screen.lines)
            for row in listing.rows:
                read_row(rest, columns, row)


@pytest.mark.slow
@pytest.mark.parametrize("command", WIDTHS)
def test_at_every_width_the_columns_line_up(screens: Screens, command: str) -> None:
    """The lines between the columns stand in the same cells from the rule to the last row."""
    for width, lines in screens[command].items():
        places: list[int] = []
        for line in lines:
            if line and not line.strip("━┿"):
                places = [place for place, mark in enumerate(line) if mark == "┿"]
            elif "│" in line and places:
                assert separators(line) in (places, separators_of_next(lines, line)), f"at {width} columns: {line}"


def separators(line: str) -> list[int]:
    """Return the cells in which a line has lines between columns."""
    pieces = line.split("│")
    return [sum(map(cell_len, pieces[: count + 1])) + count for count in range(len(pieces) - 1)]


def separators_of_next(lines: list[str], line: str) -> list[int]:
    """Return where the rule below a line has its crossings: a heading stands above its own rule."""
    below = lines[lines.index(line) :]
    rule = next((one for one in below if one and not one.strip("━┿")), "")
    return [place for place, mark in enumerate(rule) if mark == "┿"]


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize(("command", "every"), [("tasks --dept 县司法局", ""), ("show 3", "--all")])
def test_a_real_terminal_shows_every_character_within_its_width(
    gongkai: Program, terminal: Callable[..., str], command: str, every: str, width: int
) -> None:
    assert gongkai(REPORT).code == 0
    screen = terminal(f"{command} {every}", width=width)
    missing = marks(gongkai(command).out) - marks(screen)
    assert missing == Counter()
    assert max(map(cell_len, screen.splitlines())) <= width


def test_a_narrow_table_is_drawn_so(gongkai: Program, terminal: Callable[..., str]) -> None:
    gongkai(
        "mark 3 --dept 县司法局 --percent 60 --note 意见征集（128条）已办结，采纳率85%。 --next 补充走访 --on 9月30日"
    )
    screen = terminal("tasks --dept 县司法局 --status 推进中", width=60)
    assert [line.rstrip() for line in screen.splitlines()] == [
        "石城县2024年政务公开工作要点　县司法局　任务 1 项　完成时限",
        "12月31日前（文件未注明，按年底计）　截至 2024年10月8日",
        "序号│任务            │职责│状态  │进度      │序时  │最近报告",
        "━━━━┿━━━━━━━━━━━━━━━━┿━━━━┿━━━━━━┿━━━━━━━━━━┿━━━━━━┿━━━━━━━━",
        "   3│加强重大政策宣传│牵头│推进中│■■■□□  60%│达进度│9月30日",
        "    │联动及落实结果评│    │      │          │      │",
        "    │价              │    │      │          │      │",
        "     意见征集（128条）已办结，采纳率85%。　下步措施：补充走",
        "     访",
        "报告进展：",
        "gongkai mark 序号 --dept 县司法局 --percent 60 --note 进展",
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
    colour = re.compile(r"\x1b\[(?:\d+;)*38;5;\d+m")
    assert colour.search(coloured)
    assert not colour.search(without)


def test_a_status_has_its_colour_on_a_terminal(contents: dict[str, Content]) -> None:
    screen = draw(contents["tasks --dept 县司法局"].what, 120)
    for code, word in (("38;5;63", "推进中"), ("38;5;28", "已完成"), ("38;5;160", "受阻"), ("2", "已中止")):
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
    lines = [line for line in text.splitlines() if line.strip("━─=-+")]
    return marks("\n".join(lines).translate(PLAINER).replace("|", "").replace("#", ""))


@pytest.mark.parametrize("environment", ENCODINGS, ids=lambda one: " ".join(f"{name}={one[name]}" for name in one))
def test_no_encoding_stops_the_output_or_loses_a_character(
    gongkai: Program, process: Process, environment: dict[str, str]
) -> None:
    """What an encoding lacks is written as an escape; GBK lacks nothing that the program itself writes."""
    assert gongkai(REPORT).code == 0
    wanted = gongkai("show 3").out
    piped = process("show 3", **environment)
    code, screen = on_a_terminal("show 3 --all", environment)
    assert (piped.returncode, piped.stderr, code) == (0, b"", 0)
    encoding = environment.get("PYTHONIOENCODING", "ascii" if "PYTHONUTF8" in environment else "utf-8")
    said, shown = piped.stdout.decode(encoding), plain(screen.decode(encoding))
    if encoding == "ascii":
        assert ascii_marks(unescaped(said)) == ascii_marks(wanted)
        assert ascii_marks(wanted) - ascii_marks(unescaped(shown)) == Counter()
    else:
        assert said == wanted
        assert ascii_marks(wanted) - ascii_marks(shown) == Counter()


def test_numbers_codes_and_links_stay_readable_in_ascii(gongkai: Program, process: Process) -> None:
    assert gongkai(REPORT).code == 0
    said = process("tasks --dept 县司法局", PYTHONIOENCODING="ascii").stdout.decode("ascii")
    assert re.search(
        r"^ +3 .* ###\.\.  60% .* 9\\u670830\\u65e5 .*https://www\.shicheng\.gov\.cn/\S+\.html$", said, re.MULTILINE
    )
    plans = process("plans", PYTHONIOENCODING="ascii").stdout.decode("ascii").splitlines()
    assert plans[2].strip("=") == ""
    assert plans[3].startswith("shicheng-2024  ")


def test_an_emoji_that_gbk_lacks_is_shown_as_an_escape(gongkai: Program, process: Process) -> None:
    answer = process("mark", "3", "--dept", "县司法局", "--note", "办结✅收工🎉", PYTHONIOENCODING="gbk")
    assert answer.returncode == 0
    gbk = process("tasks --dept 县司法局", PYTHONIOENCODING="gbk")
    assert gbk.returncode == 0
    assert "10月8日 办结\\u2705收工\\U0001f389" in gbk.stdout.decode("gbk")
    assert "10月8日 办结✅收工🎉" in gongkai("tasks --dept 县司法局").out
    refused = process("dept", "✅局", PYTHONIOENCODING="gbk")
    assert refused.returncode == 4
    assert refused.stderr.decode("gbk").startswith("没有单位“\\u2705局”。")


@pytest.mark.parametrize(
    "note", ["任务[a]", "[/x]", ":fire:", "[bold]粗[/bold]", "[link=http://x.cn]x[/link]", "\\[b]"]
)
def test_what_looks_like_markup_is_shown_as_it_is(gongkai: Program, terminal: Callable[..., str], note: str) -> None:
    assert gongkai("mark", "3", "--dept", "县司法局", "--note", note).code == 0
    assert f"10月8日 {note}\n" in gongkai("tasks --dept 县司法局").out
    assert f"10月8日 {note} " in terminal("tasks --dept 县司法局", width=120).replace("\n", " \n")


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
