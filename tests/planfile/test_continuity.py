"""Which entries of a plan continue in its next edition."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_cli.domain.activity_steps import OPEN_THEME
from gongkai_cli.planfile.continuity import Withdrawn, continuity, merged_units
from gongkai_cli.planfile.document import PlanDocument

UNITS = ("县政府办", "县司法局", "县教育局")


Entry = dict[str, Any]


def task(no: int, title: str, *responsible: str, **more: Any) -> Entry:
    """Return a task with these responsible units."""
    return {"no": str(no), "title": title, "responsible": list(responsible), **more}


def activity(no: int, theme: str, organizer: str, month: int | None = None, date: str | None = None) -> Entry:
    """Return an activity with a month or a date."""
    row = {"no": str(no), "theme": theme, "organizer": organizer}
    return row | ({"date": date} if date else {"month": str(month)})


def plan(tasks: Sequence[Entry] = (), activities: Sequence[Entry] = (), units: Sequence[Entry] = ()) -> PlanDocument:
    """Return a document with these entries; its units are the usual ones unless others are given."""
    return PlanDocument.model_validate(
        {
            "plan": {"key": "x-2024", "title": "要点", "year": "2024", "issued_on": "2024-05-26"},
            "units": units or [unit(name) for name in UNITS],
            "tasks": tasks or [task(1, "任务")],
            "activities": activities,
        }
    )


def unit(name: str, *aliases: str) -> Entry:
    """Return a unit with other names."""
    return {"name": name, "kind": "县政府部门", "aliases": list(aliases)}


def continued(old: list[tuple[int, str]], new: list[tuple[int, str]]) -> dict[int, int]:
    """Return number in the new plan → number in the old one, of tasks without units."""
    return continued_tasks([task(*one) for one in old], [task(*one) for one in new])


def continued_tasks(old: list[Entry], new: list[Entry], units: Sequence[Entry] = ()) -> dict[int, int]:
    """Return number in the new plan → number in the old one; the new plan may have other units."""
    same = continuity(plan(old), plan(new, units=units), Withdrawn())
    return {int(new[place]["no"]): int(old[old_place]["no"]) for place, old_place in same.tasks.items()}


def continued_activities(old: list[Entry], new: list[Entry], units: Sequence[Entry] = ()) -> dict[int, int]:
    """Return number in the new table → number in the old one; the new plan may have other units."""
    same = continuity(plan(activities=old), plan(activities=new, units=units), Withdrawn())
    return {int(new[place]["no"]): int(old[old_place]["no"]) for place, old_place in same.activities.items()}


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


EDUCATION, MEDICINE, TRIAL = "推进教育领域信息公开", "推进医疗领域信息公开", "推进医疗领域信息公开（试点）"


def test_a_title_like_another_task_that_is_gone_does_not_continue_the_task_with_its_number() -> None:
    assert continued([(1, EDUCATION), (2, MEDICINE)], [(1, TRIAL)]) == {}
    assert continued([(1, EDUCATION), (2, "做好政策解读")], [(1, TRIAL)]) == {1: 1}


def test_a_task_that_another_new_title_is_more_like_is_not_continued_under_its_number() -> None:
    assert continued([(1, MEDICINE)], [(1, EDUCATION), (2, TRIAL)]) == {}


def test_titles_alike_that_are_all_corrected_continue_under_their_numbers() -> None:
    old = [(1, EDUCATION), (2, MEDICINE)]
    assert continued(old, [(1, f"{EDUCATION}（试点）"), (2, TRIAL)]) == {1: 1, 2: 2}
    assert continued(old, [(1, f"{EDUCATION}（试点）"), (2, MEDICINE)]) == {1: 1, 2: 2}


def test_tasks_of_one_title_are_told_apart_by_their_numbers() -> None:
    old = [(1, "其他工作"), (2, "其他工作"), (3, "其他工作")]
    assert continued(old, [(2, "其他工作"), (3, "其他工作")]) == {2: 2, 3: 3}
    assert continued(old, [(3, "其他工作"), (7, "其他工作")]) == {3: 3, 7: 1}


OTHERS = [task(1, "起头"), task(2, "其他工作", "县司法局"), task(3, "其他工作", "县教育局"), task(4, "收尾")]
"""Two tasks of one title, each with its unit."""


def moved(tasks: Sequence[Entry], by: int) -> list[Entry]:
    """Return tasks with higher numbers."""
    return [{**one, "no": str(int(one["no"]) + by)} for one in tasks]


def test_tasks_of_one_title_are_told_apart_by_their_units_before_their_numbers() -> None:
    new = [task(1, "新任务"), *moved(OTHERS, 1)]
    assert continued_tasks(OTHERS, new) == {2: 1, 3: 2, 4: 3, 5: 4}
    swapped = [OTHERS[0], {**OTHERS[2], "no": "2"}, {**OTHERS[1], "no": "3"}, OTHERS[3]]
    assert continued_tasks(OTHERS, swapped) == {1: 1, 2: 3, 3: 2, 4: 4}
    assert continued_tasks(OTHERS, [OTHERS[0], {**OTHERS[2], "no": "2"}]) == {1: 1, 2: 3}


def test_a_renamed_unit_tells_tasks_of_one_title_apart_too() -> None:
    units = [unit("县政府办"), unit("县司法和信访局", "县司法局"), unit("县教育局")]
    new = [task(1, "新任务"), task(2, "其他工作", "县教育局"), task(3, "其他工作", "县司法和信访局")]
    assert continued_tasks(OTHERS, new, units) == {2: 3, 3: 2}


def test_tasks_of_one_title_are_told_apart_by_their_lead_where_other_units_changed() -> None:
    old = [task(2, "其他工作", lead=["县司法局"]), task(3, "其他工作", lead=["县教育局"])]
    assert continued_tasks(old, [task(2, "其他工作", "县政府办", lead=["县教育局"])]) == {2: 3}


def test_as_many_tasks_that_nothing_tells_apart_continue_in_their_order() -> None:
    old = [(1, "起头"), (2, "其他工作"), (3, "其他工作")]
    new = [(1, "新任务"), (2, "起头"), (3, "其他工作"), (4, "其他工作")]
    assert continued(old, new) == {2: 1, 3: 2, 4: 3}


def test_of_tasks_of_one_title_those_whose_units_changed_continue_in_their_order() -> None:
    new = [task(1, "新任务"), task(2, "其他工作", "县政府办"), task(3, "其他工作", "县司法局", "县政府办")]
    assert continued_tasks(OTHERS, new) == {2: 2, 3: 3}


def test_an_activity_continues_by_theme_organizer_and_month() -> None:
    old = [
        activity(1, "自主选定", "县司法局", 5),
        activity(2, "自主选定", "县司法局", 9),
        activity(3, "自主选定", "县教育局", 9),
    ]
    new = [
        activity(1, "自主选定", "县教育局", 9),
        activity(2, "自主选定", "县司法局", 9),
        activity(3, "自主选定", "县司法局", 5),
    ]
    assert continued_activities(old, new) == {1: 3, 2: 2, 3: 1}


def test_an_activity_in_another_month_continues() -> None:
    assert continued_activities([activity(4, "公证服务", "县司法局", 5)], [activity(6, "公证服务", "县司法局", 8)]) == {
        6: 4
    }


def test_an_activity_with_another_organizer_continues_under_its_number() -> None:
    assert continued_activities([activity(4, "公证服务", "县司法局", 5)], [activity(4, "公证服务", "县教育局", 5)]) == {
        4: 4
    }
    assert (
        continued_activities([activity(4, "公证服务", "县司法局", 5)], [activity(5, "公证服务", "县教育局", 5)]) == {}
    )


def test_an_activity_with_the_theme_of_another_that_is_gone_does_not_continue_the_one_with_its_number() -> None:
    old = [activity(4, EDUCATION, "县政府办", 5), activity(5, MEDICINE, "县政府办", 5)]
    assert continued_activities(old, [activity(4, TRIAL, "县政府办", 5)]) == {}


def test_a_theme_alone_does_not_continue_an_activity() -> None:
    old = [activity(4, "公证服务", "县司法局", 5)]
    assert continued_activities(old, [activity(4, "公证服务", "县教育局", 8)]) == {}
    assert continued_activities(old, [activity(4, "公证服务进乡村", "县教育局", 5)]) == {4: 4}


def test_an_open_theme_in_another_month_continues_with_its_number_and_organizer_alone() -> None:
    old = [activity(4, OPEN_THEME, "县司法局", 5), activity(5, OPEN_THEME, "县教育局", 9)]
    assert continued_activities(old, [activity(4, OPEN_THEME, "县司法局", 8)]) == {4: 4}
    assert continued_activities(old, [activity(6, OPEN_THEME, "县司法局", 8)]) == {}
    assert continued_activities(old, [activity(6, OPEN_THEME, "县司法局", 5)]) == {6: 4}
    assert continued_activities(old, [activity(4, OPEN_THEME, "县教育局", 8)]) == {}


def test_an_open_theme_in_the_same_month_is_another_activity_where_the_organizer_is_another() -> None:
    assert (
        continued_activities([activity(4, OPEN_THEME, "县司法局", 5)], [activity(4, OPEN_THEME, "县教育局", 5)]) == {}
    )


@pytest.mark.parametrize("themes", [(OPEN_THEME, "公证服务"), ("公证服务", OPEN_THEME)])
def test_a_theme_that_is_settled_continues_its_row(themes: tuple[str, str]) -> None:
    before, after = themes
    assert continued_activities([activity(4, before, "县司法局", 5)], [activity(4, after, "县司法局", 5)]) == {4: 4}
    assert continued_activities([activity(4, before, "县司法局", 5)], [activity(4, after, "县司法局", 8)]) == {}
    assert continued_activities([activity(4, before, "县司法局", 5)], [activity(4, after, "县教育局", 5)]) == {}


def test_an_activity_of_a_merged_unit_continues_as_that_of_the_other_whatever_its_number() -> None:
    old = [activity(4, OPEN_THEME, "县司法局", 5), activity(5, "公证服务", "县司法局", 6)]
    units = [unit("县政府办"), unit("县教育局", "县司法局")]
    new = [activity(6, OPEN_THEME, "县教育局", 5), activity(7, "公证服务", "县教育局", 6)]
    assert continued_activities(old, new, units) == {6: 4, 7: 5}


def test_activities_alike_are_told_apart_by_their_dates_before_their_numbers() -> None:
    old = [
        activity(4, "公证服务", "县司法局", date="2024-08-05"),
        activity(5, "公证服务", "县司法局", date="2024-08-20"),
    ]
    new = [
        activity(4, "消防演练", "县教育局", 8),
        activity(5, "公证服务", "县司法局", date="2024-08-05"),
        activity(6, "公证服务", "县司法局", date="2024-08-20"),
    ]
    assert continued_activities(old, new) == {5: 4, 6: 5}
    assert continued_activities(old, [activity(4, "公证服务", "县司法局", date="2024-08-20")]) == {4: 5}


def test_as_many_activities_that_nothing_tells_apart_continue_in_their_order() -> None:
    old = [activity(4, "公证服务", "县司法局", 8), activity(5, "公证服务", "县司法局", 8)]
    new = [activity(5, "公证服务", "县司法局", 8), activity(6, "公证服务", "县司法局", 8)]
    assert continued_activities(old, new) == {5: 4, 6: 5}


def restored_tasks(old: list[Entry], withdrawn: list[Entry], new: list[Entry]) -> dict[int, int]:
    """Return number in the new plan → number of the withdrawn task that comes back."""
    same = continuity(plan(old), plan(new), Withdrawn(tasks=plan(withdrawn).tasks))
    return {int(new[place]["no"]): int(withdrawn[former]["no"]) for place, former in same.restored_tasks.items()}


def restored_activities(old: list[Entry], withdrawn: list[Entry], new: list[Entry]) -> dict[int, int]:
    """Return number in the new table → number of the withdrawn activity that comes back."""
    former = Withdrawn(activities=plan(activities=withdrawn).activities)
    same = continuity(plan(activities=old), plan(activities=new), former)
    return {int(new[place]["no"]): int(withdrawn[former]["no"]) for place, former in same.restored_activities.items()}


def test_a_withdrawn_task_comes_back_by_its_title_alone() -> None:
    old, withdrawn = [task(1, "起头")], [task(9, "落实保密审查和信息发布制度")]
    assert restored_tasks(old, withdrawn, [*old, task(7, "落实 保密审查和信息发布制度。")]) == {7: 9}
    assert restored_tasks(old, withdrawn, [*old, task(9, "落实保密审查和信息公开制度")]) == {}


def test_a_task_in_the_plan_continues_before_a_withdrawn_one_of_its_title() -> None:
    assert restored_tasks([task(1, "其他工作")], [task(2, "其他工作")], [task(2, "其他工作")]) == {}
    assert restored_tasks([task(1, "其他工作")], [task(2, "其他工作")], [task(1, "其他工作"), task(3, "其他工作")]) == {
        3: 2
    }


def test_a_withdrawn_task_comes_back_before_its_title_corrects_that_of_another() -> None:
    old, withdrawn, new = [task(1, TRIAL)], [task(1, EDUCATION), task(2, MEDICINE)], [task(1, EDUCATION)]
    assert restored_tasks(old, withdrawn, new) == {1: 1}
    same = continuity(plan(old), plan(new), Withdrawn(tasks=plan(withdrawn).tasks))
    assert same.tasks == {}


def test_withdrawn_tasks_of_one_title_are_told_apart_like_others() -> None:
    new = [task(1, "新任务"), *moved(OTHERS, 1)]
    assert restored_tasks([task(1, "新任务")], OTHERS, new) == {2: 1, 3: 2, 4: 3, 5: 4}
    alike = [task(2, "其他工作"), task(3, "其他工作"), task(4, "其他工作")]
    assert restored_tasks([], alike, [task(4, "其他工作")]) == {4: 4}
    assert restored_tasks([], alike, [task(8, "其他工作")]) == {8: 2}


@pytest.mark.parametrize(("theme", "organizer"), [("公证服务", "县司法局"), (OPEN_THEME, "县司法局")])
def test_a_withdrawn_activity_comes_back_with_its_theme_organizer_and_month(theme: str, organizer: str) -> None:
    withdrawn = [activity(4, theme, organizer, 6)]
    assert restored_activities([], withdrawn, [activity(9, theme, organizer, 6)]) == {9: 4}
    assert restored_activities([], withdrawn, [activity(4, theme, organizer, 7)]) == {}
    assert restored_activities([], withdrawn, [activity(4, theme, "县教育局", 6)]) == {}


def test_a_withdrawn_activity_of_the_same_month_comes_back_before_one_of_another_month_continues() -> None:
    old, withdrawn = [activity(5, "公证服务", "县司法局", 8)], [activity(4, "公证服务", "县司法局", 5)]
    assert restored_activities(old, withdrawn, [activity(4, "公证服务", "县司法局", 5)]) == {4: 4}
    assert restored_activities(old, withdrawn, [activity(4, "公证服务", "县司法局", 9)]) == {}


def test_a_unit_with_the_name_of_a_withdrawn_one_comes_back_and_is_no_renamed_one() -> None:
    units = [unit("县政府办"), unit("县司法和信访局", "县司法局"), unit("县教育局")]
    same = continuity(plan(), plan(units=units), Withdrawn(units={"县司法和信访局", "县档案馆"}))
    assert (same.units, same.restored_units) == ({"县政府办": "县政府办", "县教育局": "县教育局"}, {"县司法和信访局"})


titles = st.lists(st.text("政务公开审查发布考核评估", min_size=1, max_size=8), min_size=1, max_size=8, unique=True)


@given(titles=titles, data=st.data())
def test_any_new_order_of_distinct_titles_continues_all(titles: list[str], data: st.DataObject) -> None:
    old = list(enumerate(titles, start=1))
    shuffled = data.draw(st.permutations(titles))
    new = list(enumerate(shuffled, start=1))
    assert continued(old, new) == {no: titles.index(title) + 1 for no, title in new}


@given(old=titles, withdrawn=titles, new=titles)
def test_every_title_that_was_there_continues_or_comes_back(
    old: list[str], withdrawn: list[str], new: list[str]
) -> None:
    old_plan, former, new_plan = (
        plan([task(no, title) for no, title in enumerate(one, start=1)]) for one in (old, withdrawn, new)
    )
    same = continuity(old_plan, new_plan, Withdrawn(tasks=former.tasks))
    assert not set(same.tasks) & set(same.restored_tasks)
    for place, title in enumerate(new):
        if title in old:
            assert same.tasks[place] == old.index(title)
        elif title in withdrawn:
            assert same.restored_tasks[place] == withdrawn.index(title)


@given(old=titles, new=titles)
def test_no_entry_continues_two_and_none_is_continued_twice(old: list[str], new: list[str]) -> None:
    same = continued(list(enumerate(old, start=1)), list(enumerate(new, start=1)))
    assert len(set(same.values())) == len(same)


def test_a_merged_unit_is_one_whose_name_is_now_an_alias_of_another() -> None:
    """Of two units that become one of a new name, the first alias is the former name; the other was merged."""
    old = plan(units=[unit(name) for name in ("县教育局", "县体育局", "县文化局", "县旅游局", "县司法局")])
    new = plan(units=[unit("县教体局", "县体育局", "县教育局"), unit("县文化局", "县旅游局", "县文旅局")])
    same = continuity(old, new, Withdrawn())
    assert same.units == {"县教体局": "县体育局", "县文化局": "县文化局"}
    assert merged_units(old, new, same) == {"县教育局": "县教体局", "县旅游局": "县文化局"}
