"""Notices as Word documents: automatic numbers, tables, revisions, text boxes, hidden text."""

import pytest
from files_of_notices import archive, docx, level, lines, numbered, numbering, p, run, shown, tbl, tc

from gongkai_cli.notice.blocks import Table
from gongkai_cli.notice.sources.reading import read_notice
from gongkai_cli.notice.sources.word.numerals import formatted

CHINESE = numbering(
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "%1.%4"),
)


def test_paragraphs_and_tables_come_in_order() -> None:
    body = (
        p("青岩县2025年工作要点")
        + p(run("一、加强") + run("公开"))
        + tbl(["序号", "任务"], ["1", "公开文件"])
        + p("")
        + p("青岩县")
    )
    notice = read_notice("要点", docx(body))
    assert notice.format == "docx"
    assert shown(notice) == ["青岩县2025年工作要点", "一、加强公开", "序号 | 任务", "1 | 公开文件", "青岩县"]
    assert [block.place.words for block in notice.blocks] == ["第 1 段", "第 2 段", "表 1", "第 3 段"]


def test_automatic_numbers_stand_before_their_texts() -> None:
    body = (
        numbered("加强公开")
        + numbered("公开文件", level=1)
        + numbered("建库", level=2)
        + numbered("清理", level=2)
        + numbered("公开会议", level=1)
        + numbered("列席", level=2)
        + numbered("")
        + numbered("做好解读")
        + numbered("方案", level=3)
    )
    assert lines(docx(body, numbering=CHINESE)) == [
        "一、加强公开",
        "（一）公开文件",
        "1.建库",
        "2.清理",
        "（二）公开会议",
        "1.列席",
        "三、做好解读",
        "三.1 方案",
    ]


def test_numbers_start_and_restart_where_they_are_told_to() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    through = numbering(
        level(0, "decimal", "%1、"), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'), more=again
    )
    body = numbered("甲") + numbered("子", level=1) + numbered("乙", 2) + numbered("丑", level=1) + numbered("丙", 3)
    assert lines(docx(body, numbering=through)) == ["1、甲", "1.子", "2、乙", "2.丑", "5、丙"]


def test_numbers_come_through_styles_too() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="条"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="分"/><w:basedOn w:val="A"/></w:style>'
    )
    by_style = numbering(level(0, "decimal", "x"), level(1, "chineseCounting", "第%2条", '<w:pStyle w:val="A"/>'))
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        p("场地", '<w:pStyle w:val="A"/>')
        + p("资金", '<w:pStyle w:val="B"/>')
        + p("附", f'<w:pStyle w:val="A"/>{none}')
    )
    assert lines(docx(body, numbering=by_style, styles=styles)) == ["第一条 场地", "第二条 资金", "附"]


def test_a_numbered_cell_without_text_shows_its_number_and_bullets_show_nothing() -> None:
    bullets = numbering(level(0, "bullet", "\uf0b7"), level(1, "decimal", "%2"))
    body = tbl(["序号", "任务"], [tc(numbered("", level=1)), "公开"], [tc(numbered("", level=1)), tc(numbered("解读"))])
    assert lines(docx(body, numbering=bullets)) == ["序号 | 任务", "1 | 公开", "2 | 解读"]


@pytest.mark.parametrize(
    ("number_format", "texts"),
    [
        ("chineseCounting", ["一", "十", "十一", "二十", "一百零五"]),
        ("japaneseCounting", ["一", "十", "十一", "二十", "一百零五"]),
        ("ideographTraditional", ["甲", "癸", "11", "20", "105"]),
        ("ideographDigital", ["一", "一〇", "一一", "二〇", "一〇五"]),
        ("chineseLegalSimplified", ["壹", "壹拾", "壹拾壹", "贰拾", "壹佰零伍"]),
        ("decimalFullWidth", ["１", "１０", "１１", "２０", "１０５"]),
        ("decimalZero", ["01", "10", "11", "20", "105"]),
        ("decimalEnclosedCircle", ["①", "⑩", "⑪", "⑳", "105"]),
        ("decimalEnclosedParen", ["⑴", "⑽", "⑾", "⒇", "(105)"]),
        ("decimalEnclosedFullstop", ["⒈", "⒑", "⒒", "⒛", "105."]),
        ("ideographEnclosedCircle", ["㊀", "㊉", "11", "20", "105"]),
        ("ideographZodiac", ["子", "酉", "戌", "20", "105"]),
        ("lowerLetter", ["a", "j", "k", "t", "aaaaa"]),
        ("upperRoman", ["I", "X", "XI", "XX", "CV"]),
        ("decimal", ["1", "10", "11", "20", "105"]),
        ("bullet", ["", "", "", "", ""]),
    ],
)
def test_formats_of_numbers(number_format: str, texts: list[str]) -> None:
    assert [formatted(value, number_format) for value in (1, 10, 11, 20, 105)] == texts


def test_merged_cells_are_spread() -> None:
    merge, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    body = tbl(
        ["序号", "类别", tc("分工", wide)],
        ["1", tc("决策", merge), "县司法局", "6月底"],
        ["2", tc("", goes_on), "县政府办", "9月底"],
        [tc("3", goes_on), "执行", "县财政局", "全年"],
    )
    assert lines(docx(body)) == [
        "序号 | 类别 | 分工 | ^分工",
        "1 | 决策 | 县司法局 | 6月底",
        "2 | ^决策 | 县政府办 | 9月底",
        "3 | 执行 | 县财政局 | 全年",
    ]


def test_insertions_are_taken_and_deletions_left() -> None:
    body = (
        p(f"<w:ins>{run('一、公开')}</w:ins><w:del><w:r><w:delText>保密</w:delText></w:r></w:del>{run('文件')}")
        + p(f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('二、解读')}</w:moveTo>")
        + p(run("三、抓好"), "<w:rPr><w:del/></w:rPr>")
        + p("落实")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
        + f"<w:tr>{tc('序号')}{tc('任务')}</w:tr><w:tr>{tc('1')}{tc('公开')}</w:tr></w:tbl>"
    )
    assert lines(docx(body)) == ["一、公开文件", "二、解读", "三、抓好落实", "序号 | 任务", "1 | 公开"]


def test_text_boxes_are_read_once_and_what_is_not_shown_is_left_out() -> None:
    shown_again = '<w:vanish w:val="0"/>'
    box = f"<w:txbxContent>{p('青岩县人民政府文件')}</w:txbxContent>"
    body = (
        p(
            f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>{run('要点')}"
        )
        + p(f"{run('一、公开')}{run('暗', '<w:vanish/>')}{run('文件', shown_again)}")
        + p("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar/></w:r>" + run("12"))
        + p(f"<w:hyperlink>{run('见清单')}</w:hyperlink><w:r><w:footnoteReference/></w:r>")
        + p("总则……1", '<w:pStyle w:val="T"/>')
    )
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    assert lines(docx(body, styles=styles)) == ["青岩县人民政府文件", "要点", "一、公开文件", "12", "见清单"]


def test_breaks_separate_lines_and_signs_are_letters() -> None:
    body = p(
        "<w:r><w:t>青岩县</w:t><w:br/><w:t>工作要点</w:t></w:r><w:r><w:tab/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="2605"/></w:r>'
    )
    assert lines(docx(body)) == ["青岩县", "工作要点 A-B★"]


def test_a_table_in_a_cell_for_layout_is_a_table_of_its_own() -> None:
    inner = tbl(["序号", "任务"], ["1", "公开"])
    assert lines(docx(tbl([tc(p("附件") + inner + p("青岩县"))]))) == ["附件", "序号 | 任务", "1 | 公开", "青岩县"]


def control(content: str) -> str:
    """Return a content control of Word."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_content_controls_are_no_obstacle() -> None:
    row = control(f"<w:tr>{tc('1')}{control(tc('公开'))}</w:tr>")
    body = control(p("要点")) + f"<w:tbl><w:tr>{tc('序号')}{tc('任务')}</w:tr>{row}</w:tbl>"
    notice = read_notice("要点", docx(body))
    assert shown(notice) == ["要点", "序号 | 任务", "1 | 公开"]
    table = notice.blocks[1]
    assert isinstance(table, Table)
    assert table.rows[1][1].place.words == "表 1 第 2 行“任务”列"


def test_the_main_part_may_have_any_name_and_the_strict_namespace() -> None:
    relations = (
        '<Relationships xmlns="x"><Relationship Type="y/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    text = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
    text += "<w:p><w:r><w:t>要点</w:t></w:r></w:p></w:body></w:document>"
    assert lines(archive({"_rels/.rels": relations, "word/document2.xml": text})) == ["要点"]


def test_a_merge_without_a_beginning_and_a_span_of_a_million_are_read() -> None:
    cell = tc("一", '<w:gridSpan w:val="1000000"/><w:vMerge/>')
    assert lines(docx(tbl(["序号", "任务"], [cell, "二"], [cell, "三"]))) == ["序号 | 任务", "一 | ^一"]
