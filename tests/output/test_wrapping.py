"""Line breaking and column widths: nothing is lost, nothing is wider than it may be, and 行首行尾禁则 holds."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from gongkai_cli.output.drawing.widths import column_widths
from gongkai_cli.output.listing import Cell, Column
from gongkai_cli.output.terminal.wrapping import NOT_AT_END, NOT_AT_START, wrap

BLANKS = " \u3000"
TERMS = ["政务公开", "县司法局", "人民政府", "及时", "的", "并", "第三季度", "征求意见", "社会公众", "解读", "一图读懂"]
WHOLE = ["100%", "2024", "3", "12", "99.5%", "WPS", "HTML", "app"]
CLOSING = ["，", "。", "、", "；", "：", "？", "！", "——", "……"]
PAIRS = ["（）", "《》", "“”", "‘’", "「」", "『』", "【】", "〔〕", "()"]
CLUSTERS = ["👨\u200d👩\u200d👧", "🇨🇳", "1\ufe0f\u20e3", "❤\ufe0f", "👍🏽", "x\u0304", "e\u0301", "👩🏽\u200d💻"]
ADDRESS = "http://www.shicheng.gov.cn/scxxxgk/sc91613/202405/858781b78e574766bfd6de656c884085.shtml?from=list&page=2"


@st.composite
def clauses(draw: st.DrawFn) -> str:
    """A term or a number, now and then in brackets, and mostly a mark after it."""
    term = draw(st.sampled_from([*TERMS, *WHOLE]))
    pair = draw(st.sampled_from(PAIRS)) if draw(st.integers(0, 3)) == 0 else ""
    mark = draw(st.sampled_from([*CLOSING, "", ""]))
    return f"{pair[:1]}{term}{pair[1:]}{mark}"


prose = st.lists(clauses(), min_size=1, max_size=30).map("".join)
any_text = st.text(
    st.one_of(
        st.sampled_from("县政务公开，。、；：？！（）《》“”…—100%，a/b-c. 　"),
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
    ),
    max_size=80,
)
emoji_text = st.lists(st.sampled_from([*CLUSTERS, *TERMS, "，", "100%", " "]), max_size=20).map("".join)


def without_blanks(text: str) -> str:
    """Return what a person would miss if it were gone."""
    return "".join(mark for mark in text if mark not in BLANKS)


@settings(deadline=None)
@given(any_text, st.integers(2, 60))
def test_no_character_but_blanks_at_breaks_is_lost(text: str, width: int) -> None:
    rest = text
    for line in wrap(text, width):
        rest = rest if rest.startswith(line) else rest.lstrip(BLANKS)
        assert rest.startswith(line)
        rest = rest.removeprefix(line)
    assert rest.strip(BLANKS) == ""


@settings(deadline=None)
@given(any_text, st.integers(4, 60))
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    assert [line for line in wrap(text, width) if cell_len(line) > width] == []


@settings(deadline=None)
@given(emoji_text, st.integers(4, 60))
@example("第1\ufe0f\u20e3条第2\ufe0f\u20e3条", 7)
def test_no_line_with_emoji_is_wider_than_the_width(text: str, width: int) -> None:
    assert [line for line in wrap(text, width) if cell_len(line) > width] == []


@settings(deadline=None)
@given(prose, st.integers(12, 60))
def test_no_line_of_prose_starts_with_a_closing_mark_or_ends_with_an_opening_one(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert [line for line in lines if line[0] in NOT_AT_START] == []
    assert [line for line in lines if line[-1] in NOT_AT_END] == []


def test_the_rule_knows_the_marks_of_the_standard_and_their_ascii_sisters() -> None:
    """GB/T 15834: marks that close or pause do not start a line, marks that open do not end one."""
    assert set("，。、；：？！）》〉」』】〕”’…—·") <= NOT_AT_START
    assert set(",.;:?!)]}%") <= NOT_AT_START
    assert set("（《〈「『【〔“‘([{") <= NOT_AT_END
    assert not NOT_AT_START & NOT_AT_END


@settings(deadline=None)
@given(st.lists(st.sampled_from(TERMS), min_size=1, max_size=12), st.sampled_from(WHOLE), st.integers(12, 40))
def test_numbers_and_short_words_stay_whole(terms: list[str], word: str, width: int) -> None:
    text = word.join([*terms, "止"])
    assert sum(line.count(word) for line in wrap(text, width)) == len(terms)


@settings(deadline=None)
@given(
    st.integers(4, 100),
    st.sampled_from(["", "佐证：", "见（", "已公开，链接是 "]),
    st.sampled_from(["", "）。", "，另附"]),
)
def test_an_address_longer_than_a_line_is_cut_and_not_lost(width: int, before: str, after: str) -> None:
    text = f"{before}{ADDRESS}{after}"
    lines = wrap(text, width)
    assert without_blanks("".join(lines)) == without_blanks(text)
    assert max(map(cell_len, lines)) <= width
    assert len(lines) >= cell_len(text) // width


def test_an_address_that_fits_on_a_line_is_not_cut() -> None:
    assert wrap("已公开，见http://www.shicheng.gov.cn/a.html，请核对", 40) == [
        "已公开，见",
        "http://www.shicheng.gov.cn/a.html，请核",
        "对",
    ]


@settings(deadline=None)
@given(emoji_text, st.integers(4, 60), st.sampled_from(CLUSTERS))
@example("国旗🇨🇳🇨🇳文字🇨🇳", 5, "🇨🇳")
@example("推进👨\u200d👩\u200d👧文字", 5, "👨\u200d👩\u200d👧")
def test_combining_marks_and_emoji_sequences_are_not_torn(text: str, width: int, cluster: str) -> None:
    assert sum(line.count(cluster) for line in wrap(text, width)) == text.count(cluster)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("任务", 10, ["任务"]),
        ("一二三四五", 4, ["一二", "三四", "五"]),
        ("一二，三四。", 4, ["一", "二，", "三", "四。"]),
        ("一（二三）四", 6, ["一（二", "三）四"]),
        ("一二（三四）", 6, ["一二", "（三", "四）"]),
        ("《一》《二》", 6, ["《一》", "《二》"]),
        ("解读率100%以上", 10, ["解读率100%", "以上"]),
        ("解读率100%以上", 8, ["解读率", "100%以上"]),
        ("一二 三四", 5, ["一二", "三四"]),
        ("一二　三四", 4, ["一二", "三四"]),
        ("一二\n三四五", 4, ["一二", "三四", "五"]),
        ("一\n\n二", 4, ["一", "", "二"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Column], list[list[Cell]]]:
    """Some columns, rigid and yielding, with the cells of some rows."""
    texts = st.one_of(prose, st.sampled_from(["", "1", "12/34", "欠进度"]))
    least = st.one_of(st.none(), st.integers(4, 20))
    columns = [
        Column(draw(st.sampled_from(["序号", "任务", "最近报告"])), str, least=draw(least))
        for _ in range(draw(st.integers(1, 7)))
    ]
    rows = draw(st.integers(0, 4))
    return columns, [[Cell(draw(texts)) for _ in columns] for _ in range(rows)]


def liked_widths(columns: list[Column], cells: list[list[Cell]]) -> list[int]:
    """Return what each column takes with nothing wrapped."""
    texts = [[column.heading, *(row[place].text for row in cells)] for place, column in enumerate(columns)]
    return [max(map(cell_len, of_column)) for of_column in texts]


@settings(deadline=None)
@given(tables(), st.integers(20, 200), st.integers(1, 2))
def test_columns_fill_the_width_and_never_pass_it_where_four_cells_each_fit(
    table: tuple[list[Column], list[list[Cell]]], width: int, gap: int
) -> None:
    columns, cells = table
    liked = liked_widths(columns, cells)
    room = width - gap * (len(columns) - 1)
    narrowest = sum(min(like, 4) for like in liked)
    widths = column_widths(columns, cells, width, gap)
    if narrowest <= room:
        assert sum(widths) <= room
    leasts = [min(like, column.least or like) for column, like in zip(columns, liked, strict=True)]
    floor = sum(leasts) if sum(leasts) <= room else narrowest
    assert sum(widths) == min(sum(liked), max(room, floor))


@settings(deadline=None)
@given(tables(), st.integers(20, 200), st.integers(1, 2))
def test_a_column_keeps_its_least_and_a_rigid_one_its_width_where_that_fits(
    table: tuple[list[Column], list[list[Cell]]], width: int, gap: int
) -> None:
    columns, cells = table
    liked = liked_widths(columns, cells)
    room = width - gap * (len(columns) - 1)
    leasts = [min(like, column.least or like) for column, like in zip(columns, liked, strict=True)]
    if sum(leasts) > room:
        leasts = [min(like, 4) for like in liked]
    widths = column_widths(columns, cells, width, gap)
    for wide, least, like in zip(widths, leasts, liked, strict=True):
        assert least <= wide <= like


def test_of_two_yielding_columns_the_one_with_less_text_gives_way_first() -> None:
    """A column with one long cell costs fewer lines than a column of long cells."""
    columns = [Column("甲", str, least=4), Column("乙", str, least=4)]
    cells = [[Cell("一" * 10), Cell("二" * 10)], [Cell("一"), Cell("二" * 10)], [Cell("一"), Cell("二" * 10)]]
    assert column_widths(columns, cells, 100, 2) == [20, 20]
    first, second = column_widths(columns, cells, 32, 2)
    assert first + second == 30
    assert first < second


def test_two_days_with_a_dash_break_between_them() -> None:
    assert wrap("2025年2月18日—12月31日", 15) == ["2025年2月18日—", "12月31日"]
    assert wrap("2025年2月18日12月31日", 15) == ["2025年2月18日", "12月31日"]


@pytest.mark.parametrize("width", [52, 56, 58, 60])
def test_a_label_that_does_not_fit_beside_its_command_stays_complete(width: int) -> None:
    command = "gongkai mark 3 --dept 单位 --percent 60 --note 进展"
    assert wrap(f"报告进展：{command}", width) == ["报告进展：", command]
