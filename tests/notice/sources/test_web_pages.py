"""Notices as web pages: paragraphs, tables, furniture, charsets."""

import pytest
from files_of_notices import lines, shown
from hypothesis import given
from hypothesis import strategies as st

from gongkai_cli.notice.blocks import Table
from gongkai_cli.notice.sources.grids import MOST_COLUMNS
from gongkai_cli.notice.sources.reading import read_notice


def page(body: str) -> bytes:
    """Return a web page with a body."""
    return f"<!DOCTYPE html><html><head><title>青岩县政府网</title></head><body>{body}</body></html>".encode()


def test_blocks_and_breaks_separate_paragraphs_and_inline_elements_do_not() -> None:
    body = """<h1>青岩县2025年<span>工作要点</span></h1><p>&emsp;&nbsp;　一、加强<b>公</b>开<br/>二、做好
    解读<p>三、抓好落实<div>四、<font color=red>加强</font>督查</div>五、总结<pre>六、报送
七、通报</pre>"""
    notice = read_notice("要点.html", page(body))
    assert notice.format == "html"
    assert shown(notice) == [
        "青岩县2025年工作要点",
        "一、加强公开",
        "二、做好解读",
        "三、抓好落实",
        "四、加强督查",
        "五、总结",
        "六、报送",
        "七、通报",
    ]
    assert notice.blocks[3].place.words == "第 4 段"


def test_spans_are_spread_and_cut() -> None:
    body = """<table><caption>任务分解表</caption>
    <tr><th>序号<th>任务<th colspan=2>分工</tr>
    <tr><td>1<td rowspan=2><p>公开文件</p><p>公开会议</p><td>县司法局<td>6月底</tr>
    <tr><td>2<td>县政府办<td rowspan="50">全年</tr>
    <tr><td>3<td>公开数据<td>县财政局</table><p>此件公开发布</p>"""
    assert lines(page(body)) == [
        "任务分解表",
        "序号 | 任务 | 分工 | ^分工",
        "1 | 公开文件/公开会议 | 县司法局 | 6月底",
        "2 | ^公开文件/公开会议 | 县政府办 | 全年",
        "3 | 公开数据 | 县财政局 | ^全年",
        "此件公开发布",
    ]


def test_a_cell_names_its_row_and_heading() -> None:
    body = """<table><tr><td colspan=3>附件1 任务表</tr><tr><td rowspan=2>任务<td colspan=2>分工</tr>
    <tr><td>牵头 单位<td>配合单位</tr><tr><td>公开<td>县司法局<td>县财政局</tr></table>"""
    title, table = read_notice("要点", page(body)).blocks
    assert title.place.words == "表 1 第 1 行"
    assert isinstance(table, Table)
    assert [cell.place.words for cell in table.rows[2]] == [
        "表 1 第 4 行“任务”列",
        "表 1 第 4 行“牵头单位”列",
        "表 1 第 4 行“配合单位”列",
    ]


def test_columns_and_rows_that_say_nothing_are_left_out() -> None:
    body = """<table><tr><td colspan=2>序号<td>任务<td></tr><tr><td colspan=2>1<td>公开<td></tr>
    <tr></tr><tr><td colspan=2>2<td>解读<td></tr><tr><td><td><td><td></tr></table>"""
    assert lines(page(body)) == ["序号 | 任务", "1 | 公开", "2 | 解读"]


def test_a_heading_that_is_repeated_on_the_next_page_is_left_out() -> None:
    rows = "<tr><td>序号<td>任务</tr><tr><td>1<td>公开</tr>"
    assert lines(page(f"<table>{rows}<tr><td>序号<td>任务</tr><tr><td>2<td>解读</tr></table>")) == [
        "序号 | 任务",
        "1 | 公开",
        "2 | 解读",
    ]


def test_tables_for_layout_are_taken_apart() -> None:
    inner = "<table><tr><td>序号<td>任务</tr><tr><td>1<td>公开</tr></table>"
    body = f"<table><tr><td><p>青岩县工作要点</p><p>一、要求</p>{inner}<p>青岩县</p></td></tr><tr><td>（公开）</table>"
    assert lines(page(body)) == ["青岩县工作要点", "一、要求", "序号 | 任务", "1 | 公开", "青岩县", "（公开）"]


def test_a_small_table_in_a_cell_is_a_part_of_its_text() -> None:
    inner = "<table><tr><td>县司法局<td>县财政局</tr></table>"
    body = f"<table><tr><td>序号<td>任务<td>单位</tr><tr><td>1<td>公开<td>{inner}</tr>"
    body += "<tr><td>2<td>解读<td>县政府办</table>"
    assert lines(page(body)) == ["序号 | 任务 | 单位", "1 | 公开 | 县司法局 县财政局", "2 | 解读 | 县政府办"]


def test_furniture_is_left_out() -> None:
    body = """<script>var a = "<p>x</p>";</script><style>p {}</style><header><h1>青岩县政府</h1></header>
    <nav>首页</nav><div class="main-share">分享</div><!-- <p>旧稿</p> --><p style="display: none">暗</p>
    <ul hidden><li>藏</ul>
    <article><header><h1>青岩县2025年工作要点</h1></header><p>一、公开<a href="#f">①</a>。</p>
    <form><select><option>甲</select><label><input type=radio>是</label></form>
    <p><a href="f.docx">附件：任务表.docx</a></p></article>
    <ul><li><a href="/1">青岩县印发方案</a><li><a href="/2">青岩县召开会议</a></ul>
    <aside>热点</aside><footer>青ICP备1号</footer>"""
    assert lines(page(body)) == ["青岩县2025年工作要点", "一、公开①。", "附件：任务表.docx"]


@pytest.mark.parametrize("opening", ['<div style="display:none">', '<div class="nav">', "<div hidden>"])
def test_an_element_that_was_never_closed_does_not_take_the_notice(opening: str) -> None:
    assert lines(page(f"<p>短</p>{opening}<p>一、推进决策公开，抓好落实。</p>")) == [
        "短",
        "一、推进决策公开，抓好落实。",
    ]


def test_programs_and_front_matter_are_left_out() -> None:
    data = '---\nlayout: page\n---\n<%@ page a="b" %><?php echo 1 ?><p>一、公开</p>'.encode()
    assert lines(data) == ["一、公开"]


def test_broken_html_is_read_as_browsers_do() -> None:
    body = '<P Align="a>b">一、公开</p ><td>二、解读</TD><p x="1"">三、落实<p/>四、督查 &lt;5% a<b &amp 1<'
    assert lines(page(body)) == ["一、公开", "二、解读", "三、落实", "四、督查 <5% a<b & 1<"]


@pytest.mark.parametrize(("declared", "encoding"), [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("big5", "big5")])
def test_charsets(declared: str, encoding: str) -> None:
    text = f'<html><meta charset="{declared}"><p>公開條例</p><table><tr><td>一<td>二</table>'
    assert lines(text.encode(encoding)) == ["公開條例", "一 | 二"]


CELL = st.tuples(st.integers(1, 4), st.integers(1, 4))
SHAPES = st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=2, max_size=5)


@given(SHAPES)
def test_spread_tables_are_rectangular_and_keep_every_text(shape: list[list[tuple[int, int]]]) -> None:
    texts: list[str] = []
    rows = ""
    for row in shape:
        rows += "<tr>"
        for height, width in row:
            texts.append(f"第{len(texts)}格")
            rows += f"<td rowspan={height} colspan={width}>{texts[-1]}</td>"
        rows += "</tr>"
    blocks = read_notice("表", page(f"<table>{rows}</table>")).blocks
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            assert len({len(row) for row in block.rows}) == 1
            found.extend(cell.text for row in block.rows for cell in row if cell.text and not cell.is_spread)
        else:
            found.append(block.text)
    assert sorted(found) == sorted(texts)


def test_a_span_of_a_million_is_cut() -> None:
    rows = '<tr><td colspan="1000000" rowspan="1000000">一<td>二</tr><tr><td>三</tr>'
    assert lines(page(f"<table>{rows}<tr><td>四</table>")) == ["一"]
    row = "".join(f"<td>{number}列" for number in range(MOST_COLUMNS + 20))
    assert lines(page(f"<table><tr>{row}</tr><tr>{row}</tr></table>"))[0].endswith(f"| {MOST_COLUMNS - 1}列")


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 20_000,
        "<table><tr><td>" * 20_000,
        "<a b='" * 20_000,
        "<!--" * 20_000,
        "<" * 20_000,
        "<script>" * 20_000,
    ],
)
def test_hostile_pages_end(body: str) -> None:
    assert "一、公开" in lines(page(f"<p>一、公开</p>{body}"))


@given(st.text(st.sampled_from(list("<>/='\"!- apdtrbl&#;文\n")), max_size=80))
def test_every_page_is_read(body: str) -> None:
    assert lines(page(f"<p>一、公开</p><p>{body}"))[0].startswith("一、公开")
