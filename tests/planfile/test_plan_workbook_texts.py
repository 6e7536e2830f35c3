"""A plan that is written as a workbook and read again is the same plan, whatever texts are in it."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pydantic import BaseModel

from gongkai_cli.domain.text import clean_text, without_brackets
from gongkai_cli.domain.vocabulary import Form, Rhythm, Role
from gongkai_cli.errors import RefusedError
from gongkai_cli.planfile import document
from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.planfile.reading import read
from gongkai_cli.planfile.slips.names import clean_name
from gongkai_cli.planfile.workbook.columns import SHEETS
from gongkai_cli.planfile.workbook.reading import read_workbook
from gongkai_cli.planfile.workbook.writing import write_workbook
from gongkai_cli.planfile.writing.new_plan import new_plan_file

HOSTILE = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠1", "'=1", "''", '"', "“甲”", "{=A1}", '{"甲": ["乙"]}'),
    *(
        "_x0041_",
        "_x0041_x0042_",
        "_x000D_",
        "_x005F_x0041_",
        "<r>a</r>",
        "<t>&amp;</t>",
        "]]>",
        "\ufffe",
        "\U0001f600",
    ),
    *("2024-09-30", "1-2", "3/4", "0012", "100%", "1e5", "TRUE", "#N/A", "null", "~", "否", "true", "：", "甲：乙"),
    *(
        "甲（",
        "（甲、乙",
        "甲）",
        "甲（乙、丙）",
        "[、",
        "；",
        "甲；乙",
        "甲,乙",
        "e\u0301",
        "甲\u200b乙",
        "　甲　",
        "长" * 5000,
    ),
]
"""Texts that a spreadsheet or a reader of one takes for something else."""

PERIOD = st.dates(date(2024, 1, 1), date(2024, 12, 31))


def is_name(text: str) -> bool:
    """Return whether a plan file takes a text as a name."""
    return "、" not in without_brackets(text)


texts = (st.sampled_from(HOSTILE) | st.text(max_size=12)).map(clean_text).filter(bool)
names = texts.map(clean_name).filter(bool).filter(is_name)
other_roles = texts.map(clean_name).filter(bool).filter(lambda word: word not in [role.word for role in Role])
some_texts = st.lists(texts, max_size=4)
some_names = st.lists(names, max_size=4)
dues = st.none() | PERIOD.map(date.isoformat) | st.sampled_from(["7月底前", "第三季度", "2024年9月30日前", "长期坚持"])


def entry(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Return a strategy of an entry without the fields that came out as None."""
    return st.fixed_dictionaries(fields).map(
        lambda made: {key: value for key, value in made.items() if value is not None}
    )


_WAYS = ("when", "who")


def _ways(made: dict[str, Any]) -> dict[str, object]:
    """Return the one way in which an activity says when it is and who organizes it."""
    return {**made["when"], **made["who"]}


measures = entry(
    text=texts, indicator=st.none() | texts, rhythm=st.none() | st.sampled_from([one.word for one in Rhythm]), due=dues
)
activities = entry(
    no=st.integers(1, 999).map(str),
    time=st.sampled_from([None, "9:00", "上午9点"]),
    theme=st.none() | texts,
    form=st.none() | st.sampled_from([one.word for one in Form]) | texts,
    audience=st.none() | texts,
    content=st.none() | texts,
    place=st.none() | texts,
    people=st.none() | st.integers(0, 999999).map(str),
    note=st.none() | texts,
    when=st.one_of(
        st.integers(1, 12).map(lambda month: {"month": str(month)}),
        PERIOD.map(lambda day: {"date": day.isoformat()}),
        st.sampled_from(["3-6月", "第一季度", "10月15日-16日"]).map(lambda words: {"when": words}),
    ),
    who=names.map(lambda name: {"organizer": name})
    | st.lists(names, min_size=2, max_size=3).map(lambda several: {"organizers": several}),
).map(lambda made: {**{key: value for key, value in made.items() if key not in _WAYS}, **_ways(made)})
plans = entry(
    plan=entry(
        key=st.just("demo-2024"),
        title=texts,
        years=st.sampled_from([None, "2024-2026"]),
        year=st.just("2024"),
        number=st.none() | texts,
        region=st.none() | texts,
        issuers=some_texts,
        issued_on=PERIOD.map(date.isoformat),
        ends_on=st.none() | PERIOD.map(date.isoformat),
        source=st.sampled_from([None, "https://www.shicheng.gov.cn/a?b=%E4#=1"]),
        based_on=some_texts,
        also=some_names,
    ),
    units=st.lists(entry(name=names, kind=names, aliases=some_names, contact=st.none() | texts), max_size=3),
    collectives=st.lists(
        entry(name=names, kind=some_names, indefinite=st.sampled_from([None, "true", "false"])), max_size=3
    ),
    tasks=st.lists(
        entry(
            no=st.integers(1, 999).map(str),
            printed=st.none() | texts,
            section=st.none() | texts,
            title=texts,
            lead=some_names,
            responsible=some_names,
            support=some_names,
            others=st.dictionaries(other_roles, st.lists(names, min_size=1, max_size=3), max_size=3),
            due=dues,
            measures=st.lists(measures, max_size=4),
        ),
        min_size=1,
        max_size=4,
    ),
    activities=st.lists(activities, max_size=4),
)


def workbook(plan: PlanDocument | None) -> bytes:
    """Return the workbook of a plan."""
    stream = io.BytesIO()
    write_workbook(plan, stream)
    return stream.getvalue()


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(plans)
def test_a_plan_written_as_a_workbook_and_read_again_is_the_same(tree: dict[str, object]) -> None:
    plan = PlanDocument.model_validate(tree)
    source = read_workbook(workbook(plan))
    assert source.problems == []
    assert PlanDocument.model_validate(source.tree) == plan


def test_the_example_with_every_key_comes_back(tmp_path: Path) -> None:
    yaml, path = tmp_path / "计划.yaml", tmp_path / "计划.xlsx"
    yaml.write_text(new_plan_file(2024), encoding="utf-8")
    write_workbook(read(yaml), path)
    assert read(path) == read(yaml)


@pytest.mark.parametrize("text", HOSTILE)
def test_every_hostile_text_is_a_text_in_its_cell(text: str) -> None:
    title = clean_text(text)
    plan = PlanDocument.model_validate(
        {
            "plan": {"key": "demo-2024", "title": title, "year": "2024", "issued_on": "2024-06-01"},
            "tasks": [{"no": "1", "title": title, "measures": [title, title]}],
        }
    )
    content = workbook(plan)
    cell = load_workbook(io.BytesIO(content))["任务表"]["D4"]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert PlanDocument.model_validate(read_workbook(content).tree) == plan


def test_a_text_that_is_too_long_for_a_cell_is_refused_and_not_cut() -> None:
    plan = PlanDocument.model_validate(
        {
            "plan": {"key": "demo-2024", "title": "甲", "year": "2024", "issued_on": "2024-06-01"},
            "tasks": [{"no": "1", "title": "长" * 32_768}],
        }
    )
    with pytest.raises(RefusedError) as refused:
        workbook(plan)
    expected = "“任务表”第 1 行“任务”有 32768 个字符，Excel 一格最多 32767 个，未写入。请改写成 .yaml。"
    assert refused.value.message == expected


MODELS: dict[str, tuple[type[BaseModel], ...]] = {
    "plan": (document.PlanHeader,),
    "units": (document.UnitEntry,),
    "collectives": (document.CollectiveEntry,),
    "tasks": (document.TaskEntry, document.MeasureEntry),
    "activities": (document.ActivityEntry,),
}


def test_every_field_of_a_plan_has_a_column_with_a_heading_of_its_own() -> None:
    for sheet in SHEETS:
        fields = [key for model in MODELS[sheet.section] for key in model.model_fields if key != "measures"]
        assert sorted(column.key for column in sheet.columns) == sorted(fields)
        for column in sheet.columns:
            assert sheet.column(column.heading) == sheet.column(f"{column.heading} *（必填）") == column
