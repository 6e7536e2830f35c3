"""Which entries of a plan continue in its next edition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_cli.planfile.continuity import continuity
from gongkai_cli.planfile.document import PlanDocument

UNITS = ("县政府办", "县司法局", "县教育局")


def plan(tasks: list[tuple[int, str]], activities: list[tuple[int, str, str, int]] | None = None) -> PlanDocument:
    """Return a document with these tasks (number, title) and activities (number, theme, organizer, month)."""
    return PlanDocument.model_validate(
        {
            "plan": {"key": "x-2024", "title": "要点", "year": "2024", "issued_on": "2024-05-26"},
            "units": [{"name": name, "kind": "县政府部门"} for name in UNITS],
            "tasks": [{"no": str(no), "title": title, "lead": [UNITS[0]]} for no, title in tasks],
            "activities": [
                {"no": str(no), "theme": theme, "organizer": organizer, "month": str(month)}
                for no, theme, organizer, month in activities or []
            ],
        }
    )


def continued(old: list[tuple[int, str]], new: list[tuple[int, str]]) -> dict[int, int]:
    """Return number in the new plan → number in the old one."""
    same = continuity(plan(old), plan(new), frozenset())
    return {new[place][0]: old[old_place][0] for place, old_place in same.tasks.items()}


def continued_activities(old: list[tuple[int, str, str, int]], new: list[tuple[int, str, str, int]]) -> dict[int, int]:
    """Return number in the new table → number in the old one."""
    same = continuity(plan([(1, "任务")], old), plan([(1, "任务")], new), frozenset())
    return {new[place][0]: old[old_place][0] for place, old_place in same.activities.items()}


def test_a_task_continues_by_its_title_whatever_its_number() -> None:
    old = [(9, "落实保密审查和信息发布制度"), (10, "完善考核评估体系和培训机制")]
    new = [(9, "完善考核评估体系和培训机制"), (10, "落实保密审查和信息发布制度")]
    assert continued(old, new) == {9: 10, 10: 9}


def test_a_task_put_in_the_middle_moves_nobody() -> None:
    old = [(1, "推进信息公开"), (2, "做好政策解读"), (3, "回应社会关切")]
    new = [(1, "推进信息公开"), (2, "办理建议提案"), (3, "做好政策解读"), (4, "回应社会关切")]
    assert continued(old, new) == {1: 1, 3: 2, 4: 3}


@pytest.mark.parametrize(
    "title", ["落实保密审查和信息发布制度。", "落实 保密审查、信息发布制度", "落实保密审查和信息公开制度"]
)
def test_a_corrected_title_continues_under_its_number(title: str) -> None:
    assert continued([(9, "落实保密审查和信息发布制度")], [(9, title)]) == {9: 9}


def test_another_title_under_the_same_number_is_another_task() -> None:
    assert continued([(9, "落实保密审查和信息发布制度")], [(9, "加强财政预决算公开")]) == {}


def test_a_task_renumbered_and_reworded_at_once_is_another_task() -> None:
    assert continued([(9, "落实保密审查和信息发布制度")], [(10, "落实保密审查和信息公开制度")]) == {}


def test_tasks_of_one_title_are_told_apart_by_their_numbers() -> None:
    old = [(1, "其他工作"), (2, "其他工作"), (3, "其他工作")]
    assert continued(old, [(2, "其他工作"), (3, "其他工作")]) == {2: 2, 3: 3}
    assert continued(old, [(3, "其他工作"), (7, "其他工作")]) == {3: 3, 7: 1}


def test_an_activity_continues_by_theme_organizer_and_month() -> None:
    old = [(1, "自主选定", "县司法局", 5), (2, "自主选定", "县司法局", 9), (3, "自主选定", "县教育局", 9)]
    new = [(1, "自主选定", "县教育局", 9), (2, "自主选定", "县司法局", 9), (3, "自主选定", "县司法局", 5)]
    assert continued_activities(old, new) == {1: 3, 2: 2, 3: 1}


def test_an_activity_in_another_month_continues() -> None:
    assert continued_activities([(4, "公证服务", "县司法局", 5)], [(6, "公证服务", "县司法局", 8)]) == {6: 4}


def test_an_activity_with_another_organizer_continues_under_its_number() -> None:
    assert continued_activities([(4, "公证服务", "县司法局", 5)], [(4, "公证服务", "县教育局", 5)]) == {4: 4}
    assert continued_activities([(4, "公证服务", "县司法局", 5)], [(5, "公证服务", "县教育局", 5)]) == {}


titles = st.lists(st.text("政务公开审查发布考核评估", min_size=1, max_size=8), min_size=1, max_size=8, unique=True)


@given(titles=titles, data=st.data())
def test_any_new_order_of_distinct_titles_continues_all(titles: list[str], data: st.DataObject) -> None:
    old = list(enumerate(titles, start=1))
    shuffled = data.draw(st.permutations(titles))
    new = list(enumerate(shuffled, start=1))
    assert continued(old, new) == {no: titles.index(title) + 1 for no, title in new}


@given(old=titles, new=titles)
def test_no_entry_continues_two_and_none_is_continued_twice(old: list[str], new: list[str]) -> None:
    same = continued(list(enumerate(old, start=1)), list(enumerate(new, start=1)))
    assert len(set(same.values())) == len(same)
