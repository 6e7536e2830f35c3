"""Clauses of responsibility: units, roles, rules, deadlines, and what has to be checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_cli.notice.recognizing.clauses.places import clause_places
from gongkai_cli.notice.recognizing.clauses.reading import Clause, read_clause
from gongkai_cli.notice.recognizing.clauses.rules import LeadRule


def roles(clause: Clause) -> dict[str, list[str]]:
    """Return the names of each role."""
    found: dict[str, list[str]] = {}
    for role, mention in clause.shares:
        found.setdefault(role, []).append(mention.name)
    return found


def doubts(clause: Clause) -> list[str]:
    """Return the doubts in words."""
    return [doubt.words for doubt in clause.doubts]


CLAUSES = [
    ("责任单位：县司法局、各乡镇（街道）", {"responsible": ["县司法局", "各乡镇（街道）"]}),
    ("县政府办牵头，县司法局、各乡镇按职责分工负责", {"lead": ["县政府办"], "responsible": ["县司法局", "各乡镇"]}),
    ("县政府办牵头、县司法局配合", {"lead": ["县政府办"], "support": ["县司法局"]}),
    ("牵头单位：县政府办 责任单位：县司法局", {"lead": ["县政府办"], "responsible": ["县司法局"]}),
    ("责任单位：县财政局，各乡镇配合", {"responsible": ["县财政局"], "support": ["各乡镇"]}),
    ("责任单位：县财政局牵头，县审计局配合", {"lead": ["县财政局"], "support": ["县审计局"]}),
    ("主办单位：县图书馆；协办单位：县文化馆", {"lead": ["县图书馆"], "support": ["县文化馆"]}),
    ("指导单位：市政府办；责任单位：县政府办", {"指导": ["市政府办"], "responsible": ["县政府办"]}),
    ("县财政局（牵头）、县审计局", {"lead": ["县财政局"], "responsible": ["县审计局"]}),
    ("责任单位：*县人社局、县科技局", {"lead": ["县人社局"], "responsible": ["县科技局"]}),
    ("省科技厅、工业和信息化厅按职责分工负责", {"responsible": ["省科技厅", "省工业和信息化厅"]}),
    ("县发展和改革委员会和县住房和城乡建设局", {"responsible": ["县发展和改革委员会", "县住房和城乡建设局"]}),
    ("各乡镇（街道）和县级有关部门", {"responsible": ["各乡镇（街道）", "县级有关部门"]}),
    ("县司法局、县教育局等有关部门", {"responsible": ["县司法局", "县教育局", "有关部门"]}),
    ("县委组织部（人才办）、各县（市、区）政府", {"responsible": ["县委组织部（人才办）", "各县（市、区）政府"]}),
    ("乡村振兴和协作交流局、县人大常委会办公室", {"responsible": ["乡村振兴和协作交流局", "县人大常委会办公室"]}),
    ("办公室牵头，各股室、局属各单位配合", {"lead": ["办公室"], "support": ["各股室", "局属各单位"]}),
    ("县司法局／县财政局", {"responsible": ["县司法局", "县财政局"]}),
    ("县司法局 县财政局", {"responsible": ["县司法局", "县财政局"]}),
    ("（县政府办牵头，各乡镇配合）", {"lead": ["县政府办"], "support": ["各乡镇"]}),
    ("1.县司法局2.县财政局", {"responsible": ["县司法局", "县财政局"]}),
    ("县司法局〔县普法办〕、县财政局", {"responsible": ["县司法局（县普法办）", "县财政局"]}),
    ("市场监管总局、教育局", {"responsible": ["市场监管总局", "教育局"]}),
    ("商务部、国家发展改革委、财政部负责", {"responsible": ["商务部", "国家发展改革委", "财政部"]}),
    ("中央宣传部、卫生健康委", {"responsible": ["中央宣传部", "卫生健康委"]}),
    ("县司法局为牵头单位，县财政局为配合单位", {"lead": ["县司法局"], "support": ["县财政局"]}),
    ("牵头单位为县司法局，配合单位为各乡镇", {"lead": ["县司法局"], "support": ["各乡镇"]}),
    ("县司法局为主，县财政局为辅", {"lead": ["县司法局"], "support": ["县财政局"]}),
    ("县司法局负总责，各乡镇分头落实", {"lead": ["县司法局"], "responsible": ["各乡镇"]}),
    ("县司法局牵头，县直各部门各负其责", {"lead": ["县司法局"], "responsible": ["县直各部门"]}),
    ("各市人民政府结合实际落实", {"responsible": ["各市人民政府"]}),
    ("县司法局负责，县政府办统筹", {"responsible": ["县司法局"], "统筹": ["县政府办"]}),
    ("县司法局牵头；县财政局、各主办单位按职责落实", {"lead": ["县司法局"], "responsible": ["县财政局", "各主办单位"]}),
    ("牵头单位：县司法局，配合单位：各项目牵头单位", {"lead": ["县司法局"], "support": ["各项目牵头单位"]}),
    ("责任单位：县司法局；配合单位：无", {"responsible": ["县司法局"]}),
    ("县直有审批职能的部门、县直医疗卫生单位", {"responsible": ["县直有审批职能的部门", "县直医疗卫生单位"]}),
    ("各镇党委政府、街道党工委办事处", {"responsible": ["各镇党委政府", "街道党工委办事处"]}),
    ("县推进公开工作领导小组办公室、东湖区", {"responsible": ["县推进公开工作领导小组办公室", "东湖区"]}),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_a_clear_clause_gives_its_units_and_roles_without_a_doubt(text: str, expected: dict[str, list[str]]) -> None:
    clause = read_clause(text)
    assert (roles(clause), doubts(clause)) == (expected, [])


DOUBTFUL = [
    ("县司法局、县教育局等部门", "“县教育局等部门”还有哪些单位"),
    ("县司法局县财政局、县教育局", "“县司法局县财政局”印在一起，拆成了两个单位"),
    ("由县司法局会同县财政局负责", "“会同”前面的算牵头，后面的算责任单位"),
    ("县司法局、县财政局协同推进", "“协同”算配合还是共同负责"),
    ("县财政局负责资金保障", "没有用上的文字：资金保障"),
    ("县司法局、县教育局（张三）", "“县教育局（张三）”括号里不像单位名称"),
    ("县司法局、墨云资本", "“墨云资本”不像通常的单位名称"),
    ("县司法局，县财政局", "没有写谁牵头、谁负责，都算责任单位"),
    ("县司法局、县财政局，各乡镇，县审计局配合", "只有最后几个算配合，前面的算责任单位"),
    ("责任单位：县司法局（县财政局", "括号不成对"),
    ("东湖、西湖市政府", "“东湖”补成“东湖市政府”，照后面的“西湖市政府”"),
    ("各区、县（市）政府", "“各区、县（市）政府”写成了一个称谓，名称里不能有顿号"),
    ("责任单位：县司法局；完成时限：尽快", "无法识别时限“尽快”"),
    ("县司法局商有关部门办理", "“商”前面的算牵头，后面的算责任单位"),
    ("各乡镇各部门落实", "“各乡镇各部门”印在一起，拆成了两个称谓"),
    ("各乡镇党委、政府", "“各乡镇党委、政府”写成了一个，名称里不能有顿号"),
    ("各中小学校、幼儿园", "“幼儿园”跟在“各中小学校”后面，是单位还是称谓"),
    ("相关部门制定", "“相关部门制定”里面有不像称谓的字"),
    ("学校内由县教育局负责", "没有用上的文字：学校内"),
    ("责任单位：县司法局，适用范围：东湖片", "没有用上的文字：适用范围东湖片"),
]


DATED = [
    ("县司法局、县财政局（6月底前完成）", "6月底前完成"),
    ("各乡镇、县司法局 1月31日前", "1月31日前"),
]


@pytest.mark.parametrize(("text", "due"), DATED)
def test_a_deadline_behind_the_last_name_is_no_name(text: str, due: str) -> None:
    clause = read_clause(text)
    assert (clause.due, doubts(clause), len(clause.shares)) == (due, [], 2)


@pytest.mark.parametrize(("text", "doubt"), DOUBTFUL)
def test_a_thin_rule_leaves_a_doubt(text: str, doubt: str) -> None:
    assert doubt in doubts(read_clause(text))


def test_a_rule_says_who_leads_from_then_on() -> None:
    first = read_clause("责任单位：市商务局、市文旅局，市财政局；第一个逗号前为牵头单位，下同")
    assert roles(first) == {"lead": ["市商务局", "市文旅局"], "responsible": ["市财政局"]}
    assert first.rule is LeadRule.COMMA
    later = read_clause("责任单位：市人社局，市教育局", rule=first.rule)
    assert roles(later) == {"lead": ["市人社局"], "responsible": ["市教育局"]}
    without = read_clause("责任单位：市人社局、市教育局", rule=first.rule)
    assert roles(without) == {"lead": ["市人社局", "市教育局"]}
    assert doubts(without) == ["没有逗号，全部算牵头"]


def test_the_first_unit_leads_where_a_sentence_says_so() -> None:
    clause = read_clause("责任单位：县财政局（列第一位的为牵头单位，下同）、县司法局")
    assert roles(clause) == {"lead": ["县财政局"], "responsible": ["县司法局"]}


def test_units_for_every_task_are_kept_apart() -> None:
    clause = read_clause("责任单位：市科技局。以下各项任务均需各县（市、区）人民政府落实，不再列出")
    assert roles(clause) == {"responsible": ["市科技局"]}
    assert [one.name for one in clause.also] == ["各县（市、区）人民政府"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("县教育局牵头，2024年8月底前完成", "2024年8月底前完成"),
        ("责任单位：县教育局；完成时限：全年持续推进", "持续推进"),
        ("县教育局，长期坚持", "长期坚持"),
        ("牵头单位：县教育局 完成时限：9月底前", "9月底前"),
    ],
)
def test_a_deadline_in_a_clause_is_no_unit(text: str, due: str) -> None:
    clause = read_clause(text)
    assert (clause.due, [one.name for one in clause.mentions], doubts(clause)) == (due, ["县教育局"], [])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("做好解读。（县政府办牵头）", ["县政府办牵头"]),
        ("先做。（责任单位：县政府办）再做。[责任单位：县司法局]", ["责任单位：县政府办", "责任单位：县司法局"]),
        ("责任单位：县政府办", ["责任单位：县政府办"]),
        ("做好解读。责任单位:县政府办", ["责任单位:县政府办"]),
        ("由县司法局牵头，县政府办配合。", ["由县司法局牵头，县政府办配合"]),
        ("公开政策（含解读）。", []),
        ("各县（市、区）要高度重视。", []),
        ("各乡镇、各部门要高度重视，认真落实。", []),
        ("各乡镇、各部门要按照职责分工抓好落实。", []),
        ("本方案由县政府办负责解释。", []),
        ("办公室（秘书股）作为负责股室，要认真履职。", []),
    ],
)
def test_clauses_are_found_where_they_stand(line: str, found: list[str]) -> None:
    assert [one.text for one in clause_places(line)] == found


UNITS = st.sampled_from(
    ["县政府办", "县司法局", "县文化和旅游局", "县融媒体中心", "团县委", "东镇", "县委网信办", "西湖街道"]
)
MANY = st.sampled_from(["各乡镇人民政府", "县直有关单位", "各镇（街道）", "县政府各部门"])
NAMES = st.lists(UNITS, min_size=1, max_size=5, unique=True)


@given(NAMES, NAMES, st.lists(MANY, max_size=2, unique=True), st.data())
def test_a_clause_reads_back_to_its_parts(
    lead: list[str], other: list[str], many: list[str], data: st.DataObject
) -> None:
    other = [one for one in [*other, *many] if one not in lead]
    mark = data.draw(st.sampled_from(["、", "、 ", "，"])) if len(other) > 1 else "、"
    forms = {
        "responsible": [
            "{lead}牵头，{other}按职责分工负责",
            "牵头单位：{lead}；责任单位：{other}",
            "由{lead}牵头负责，{other}落实",
        ],
        "support": [
            "{lead}牵头，{other}配合",
            "牵头单位：{lead} 配合单位：{other}",
            "责任单位：{lead}牵头，{other}协助",
        ],
    }
    role = data.draw(st.sampled_from(sorted(forms)))
    form = data.draw(st.sampled_from(forms[role]))
    if not other:
        form, expected = "{lead}牵头", {"lead": lead}
    else:
        expected = {"lead": lead, role: other}
    text = form.format(lead="、".join(lead), other=mark.join(other))
    brackets = data.draw(st.sampled_from(["（）", "〔〕", "[]", "【】", "()"]))
    (place,) = clause_places(f"做好这项工作。{brackets[0]}{text}{brackets[1]}")
    clause = read_clause(place.text)
    assert roles(clause) == expected
    assert doubts(clause) == []


@given(st.text(alphabet="县市司法局政府办、，；：（）等和牵头配合责任单位各乡镇 \n12年月前", max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    read_clause(text)
    clause_places(text)
