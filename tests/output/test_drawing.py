"""Tables on a screen: for any texts and widths nothing is lost, and no line is too wide."""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from unicodedata import east_asian_width

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color, ColorSystem

from conftest import Program
from gongkai_cli.domain.text import for_screen
from gongkai_cli.output.drawing.placing import place
from gongkai_cli.output.drawing.rows import STYLES, Row, rows_of
from gongkai_cli.output.formats import table
from gongkai_cli.output.listing import Cell, Column, Listing, Tone
from gongkai_cli.output.terminal.screen import Terminal
from gongkai_cli.output.terminal.wrapping import cell_width, wide_cell_width, wrap

BLANKS = " \u3000"
LINES = "━┿│─=-#.■□"
"""What draws rules and bars, in both forms."""

TERMS = ["政务公开", "县司法局", "“意见征集”", "——", "…", "·", "①", "□", "█", "α", "及时", "，", "。", "（一）"]
WHOLE = ["100%", "2024", "12/34", "10月15日", "2024年9月30日", "shicheng", "https://x.gov.cn/a"]
CLUSTERS = ["👨\u200d👩\u200d👧", "🇨🇳", "1\ufe0f\u20e3", "❤\ufe0f", "👍🏽", "x\u0304", "é"]

prose = st.lists(st.sampled_from([*TERMS, *WHOLE]), max_size=30).map("".join)
any_text = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40)
texts = st.one_of(prose, any_text, st.lists(st.sampled_from([*CLUSTERS, *TERMS]), max_size=9).map("".join))

Texts = tuple[str, ...]


class Screen(io.StringIO):
    """A stream that says it is a terminal; COLUMNS says how wide."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def nth(place_of: int, row: Texts) -> str:
    """Return the text of a column."""
    return row[place_of]


def nothing(row: Texts) -> str:
    """Return the beginning of a text that moves under its row as a piece."""
    del row
    return ""


def first_word(place_of: int, row: Texts) -> str:
    """Return the beginning of a text that stays in its column: all up to the first blank."""
    return row[place_of].partition(" ")[0]


@st.composite
def listings(draw: st.DrawFn) -> Listing:
    """Return a table of any texts, with columns that shrink, keep their widths, or move under their rows."""
    count = draw(st.integers(1, 8))
    columns = []
    for at in range(count):
        kind = draw(st.sampled_from(["kept", "shrinks", "number", "moves", "moves but its first word"]))
        briefs: dict[str, Callable[[Texts], str]] = {
            "moves": nothing,
            "moves but its first word": partial(first_word, at),
        }
        columns.append(
            Column(
                draw(st.sampled_from(["序号", "最近报告", "备注"])),
                partial(nth, at),
                least=None if kind in {"kept", "number"} else draw(st.integers(4, 12)),
                is_number=kind == "number",
                brief=briefs.get(kind),
            )
        )
    rows = draw(st.lists(st.tuples(*[texts] * count), min_size=1, max_size=4))
    return Listing(title="表", columns=columns, rows=rows, empty="没有。")


def drawn(listing: Listing, width: int, **environment: str) -> list[str]:
    """Return the lines of a listing on a screen of a width, without colours."""
    stream = Screen()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"TERM": "xterm-256color", "COLUMNS": str(width), **environment}.items():
            patch.setenv(name, value)
        table.print_listing(listing, Terminal(stream))
    return re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue()).splitlines()


def marks(text: str) -> Counter[str]:
    """Count the characters that a reader would miss."""
    return Counter(mark for mark in text if mark not in f"{BLANKS}{LINES}\n" and not mark.isspace())


def said(listing: Listing) -> Counter[str]:
    """Count the characters of all cells."""
    return sum((marks(for_screen("".join(row))) for row in listing.rows), Counter())


@pytest.mark.slow
@settings(deadline=None)
@given(listings(), st.integers(60, 200))
def test_for_any_texts_and_width_no_character_is_lost_and_no_line_is_too_wide(listing: Listing, width: int) -> None:
    lines = drawn(listing, width)
    assert said(listing) - marks("".join(lines)) == Counter()
    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.slow
@settings(deadline=None)
@given(listings(), st.integers(60, 200))
def test_so_it_is_where_ambiguous_characters_are_wide(listing: Listing, width: int) -> None:
    lines = drawn(listing, width, GONGKAI_AMBIGUOUS="wide")
    assert said(listing) - marks("".join(lines)) == Counter()
    assert [line for line in lines if wide_cell_width(line) > width] == []


@settings(deadline=None)
@given(texts, st.integers(4, 60))
@example("“一”“二”“三”", 8)
def test_lines_are_wrapped_by_the_wide_measure(text: str, width: int) -> None:
    lines = wrap(text, width, wide_cell_width)
    assert marks("".join(lines)) == marks(text)
    assert [line for line in lines if wide_cell_width(line) > width] == []


@pytest.mark.parametrize(
    ("text", "narrow", "wide"),
    [("“意见”", 6, 8), ("—", 1, 2), ("■□", 2, 4), ("①", 1, 2), ("政务，", 6, 6), ("abc", 3, 3), ("x\u0304", 1, 1)],
)
def test_an_ambiguous_character_counts_two_where_it_is_wide(text: str, narrow: int, wide: int) -> None:
    assert (cell_width(text), wide_cell_width(text)) == (narrow, wide)


def bar(row: Texts) -> Cell:
    """Return a cell with a bar."""
    return Cell(f"■□ {row[0]}", bare=row[0])


def test_where_ambiguous_characters_are_wide_rules_and_bars_are_ascii() -> None:
    listing = Listing("表", (Column("进度", bar), Column("说明", partial(nth, 1))), [("50%", "“一”")], "没有。")
    assert drawn(listing, 60, GONGKAI_AMBIGUOUS="wide") == ["表", "进度    说明", "==============", "#. 50%  “一”"]
    assert drawn(listing, 60) == ["表", "进度   │ 说明", "━━━━━━━┿━━━━━", "■□ 50% │ “一”"]


def columns(*names: str, brief: Callable[[Texts], str] | None = None) -> list[Column]:
    """Return columns that keep their widths, the last of which may move under its rows."""
    found = [Column(name, partial(nth, at)) for at, name in enumerate(names)]
    return [*found[:-1], replace_brief(found[-1], brief)]


def replace_brief(column: Column, brief: Callable[[Texts], str] | None) -> Column:
    """Return a column whose texts may move."""
    return column._replace(brief=brief, least=4)


def note_lines(lines: list[str]) -> list[str]:
    """Return the lines between the columns' lines."""
    return [line for line in lines if "│" not in line and "┿" not in line]


def test_a_text_too_long_for_its_column_stands_under_its_row() -> None:
    rows = [("1", "九月", "9月30日 " + "意见征集已办结，" * 5), ("2", "十月", "未报送")]
    listing = Listing("表", columns("序号", "月份", "最近报告", brief=partial(first_word, 2)), rows, "没有。")
    assert drawn(listing, 60) == [
        "表",
        "序号 │ 月份 │ 最近报告",
        "━━━━━┿━━━━━━┿━━━━━━━━━",
        "1    │ 九月 │ 9月30日 ",
        "       意见征集已办结，意见征集已办结，意见征集已办结，意见",
        "       征集已办结，意见征集已办结，",
        "2    │ 十月 │ 未报送  ",
    ]


def test_a_column_whose_texts_have_all_moved_names_them_by_its_heading() -> None:
    rows = [("1", "九月", "县政府二楼会议室，" * 6), ("2", "十月", "")]
    listing = Listing("表", columns("序号", "月份", "备注", brief=nothing), rows, "没有。")
    assert drawn(listing, 60) == [
        "表",
        "序号 │ 月份",
        "━━━━━┿━━━━━",
        "1    │ 九月",
        "       备注：县政府二楼会议室，县政府二楼会议室，县政府二楼",
        "       会议室，县政府二楼会议室，县政府二楼会议室，县政府二",
        "       楼会议室，",
        "2    │ 十月",
    ]


def first(row: Texts) -> str:
    """Return the group of a row."""
    return row[0]


def test_groups_share_one_heading() -> None:
    rows = [("八月", "一"), ("八月", "二"), ("九月", "三")]
    listing = replace(Listing("表", columns("月份", "主题"), rows, "没有。"), group=first)
    assert drawn(listing, 60) == [
        "表",
        "月份 │ 主题",
        "━━━━━┿━━━━━",
        "八月",
        "八月 │ 一  ",
        "八月 │ 二  ",
        "九月",
        "九月 │ 三  ",
    ]


def test_bars_go_where_the_columns_fit_without_them() -> None:
    listing = Listing("表", (Column("进度", bar), Column("任务", partial(nth, 1), 8)), [("50%", "开" * 24)], "没有。")
    assert drawn(listing, 60)[3] == f"■□ 50% │ {'开' * 24}"
    assert drawn(replace(listing, rows=[("50%", "开" * 27)]), 60)[3] == f"50% │{'开' * 27}"


def laid(width: int, *cells: str) -> list[int]:
    """Return the widths of columns with these texts on a screen."""
    found = [Column("甲", partial(nth, at), least=4) for at in range(len(cells))]
    placed = place(found, rows_of(found, [cells], is_ascii=False), width)
    assert placed is not None
    return placed.widths


def test_keys_numbers_and_dates_do_not_break_inside() -> None:
    words = ["shicheng-2024", "2024-10-08", "100%", "10月15日", "2024年9月30日"]
    for word in words:
        widths = laid(60, *(["政务公开工作要点" * 4] * 3), f"从{word}起")
        assert widths[-1] >= cell_width(word)
        assert any(word in line for line in wrap(f"从{word}起", widths[-1]))


@pytest.mark.parametrize("width", range(60, 121, 5))
@pytest.mark.parametrize(
    "advice",
    [
        "定日期：gongkai activity plan 序号 --date 10月15日　单场活动：gongkai activity show 序号",
        "报告进展：gongkai mark 序号 --dept 县司法局 --percent 60 --note 进展",
        "发报送表催报：gongkai sheets --only-owed -o 催报表　逐项登记：gongkai mark --dept 单位",
    ],
)
def test_a_command_does_not_break_inside(advice: str, width: int) -> None:
    commands = re.findall(r"gongkai [^　]+", advice)
    assert len(commands) == advice.count("gongkai")
    lines = wrap(advice, width)
    assert [command for command in commands if not any(command in line for line in lines)] == []


def contrast(colour: tuple[int, int, int], with_luminance: float) -> float:
    """Return the contrast of a colour with white (1.0) or black (0.0), by WCAG 2."""
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    lighter, darker = max(luminance, with_luminance), min(luminance, with_luminance)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tone", [Tone.GOOD, Tone.BUSY, Tone.WARNING, Tone.BAD])
def test_a_colour_can_be_read_on_white_and_on_black(tone: Tone) -> None:
    colour = Color.parse(STYLES[tone])
    assert contrast(colour.get_truecolor(), 1.0) > 3.5
    assert contrast(colour.get_truecolor(), 0.0) > 3.5
    yellow_and_cyan = {3, 6, 11, 14}
    assert colour.downgrade(ColorSystem.STANDARD).number not in yellow_and_cyan


def lines_of(screen: str) -> Iterator[str]:
    """Yield the lines of a screen without the blanks at their ends."""
    return (line.rstrip() for line in screen.splitlines())


@pytest.mark.parametrize(("command", "most"), [("show 3", 59), ("schedule", 44), ("status", 39)])
def test_the_bundled_plan_fits_80_columns_in_so_many_lines(
    terminal: Callable[..., str], command: str, most: int
) -> None:
    assert len(list(lines_of(terminal(command, width=80)))) <= most


def test_units_without_a_report_have_rows_only_with_all(gongkai: Program, terminal: Callable[..., str]) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60 --note 已征集意见 --on 9月30日")
    short = list(lines_of(terminal("show 3", width=100)))
    start = short.index("承办单位　38 个：已报送 1、未报送 34、不计 3")
    assert short[start : start + 9] == [
        "承办单位　38 个：已报送 1、未报送 34、不计 3",
        "单位     │ 职责 │ 状态   │ 进度       │ 序时   │ 最近报告",
        "━━━━━━━━━┿━━━━━━┿━━━━━━━━┿━━━━━━━━━━━━┿━━━━━━━━┿━━━━━━━━━━━━━━━━━━━",
        "县司法局 │ 牵头 │ 推进中 │ ■■■□□  60% │ 达进度 │ 9月30日 已征集意见",
        "不计：县网信办、县金融服务中心、县国资服务中心",
        "未报送的也逐行列出：gongkai show 3 --all",
        "责任（统称）：文件原文“县政府各部门”，19 个单位",
        "责任（统称）：文件原文“各乡镇人民政府”，11 个单位",
        "相关：文件原文“县直有关单位”，3 个单位",
    ]
    full = terminal("show 3 --all", width=100)
    assert full.count("未报送") == 37 + 2  # its rows, the list of them above, and their count
    assert "--all" not in full
    assert gongkai("show 3 --all").out == gongkai("show 3").out


def test_a_table_with_too_many_columns_for_a_screen_is_drawn_as_text() -> None:
    many = [Column("甲", partial(nth, at)) for at in range(30)]
    rows = [tuple("政务公开" for _ in many)]
    assert place(many, [Row(rows[0], [Cell(text) for text in rows[0]])], 60) is None
    assert marks("".join(drawn(Listing("", many, rows, ""), 60))) == marks("甲" * 30 + "政务公开" * 30)


def test_a_wide_character_is_known_by_unicodedata() -> None:
    assert [mark for mark in "“”—…■□①─│" if east_asian_width(mark) != "A"] == []
