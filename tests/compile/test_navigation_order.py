from __future__ import annotations

from random import Random

from building import library, page

from generator.compile.navigation import GROUPS, NavGroup, path_to, plan_navigation
from generator.messages import interface

CLASS = {"term": "a", "minutes": 40, "goals": ["J4"]}


def lesson(page_id: str, grade: str, term: str, number: int):
    return page("lesson", page_id, **{**CLASS, "grade": grade, "term": term, "number": number})


PAGES = (
    page("home", "index", doors=[{"icon": "school", "page": "a", "title": "x", "text": "x"}], urgent="urgent/now"),
    page("urgent", "urgent/now", audience="families", sensitive=True),
    page("hotline-list", "hotline/list"),
    page("library", "urgent/index", of=["urgent"], group=["urgent"]),
    page("library", "teacher/index", of=["guide"], group=["teachers"]),
    page("library", "lesson/index", of=["lesson"], group=["teachers", "lessons"]),
    lesson("lesson/z", "g3", "a", 2),
    lesson("lesson/a", "g3", "a", 10),
    lesson("lesson/b", "g3", "b", 1),
    lesson("lesson/c", "g7", "a", 1),
    page("course", "course/t1", code="T1", term="a"),
    page("guide", "home/sleep", audience="families"),
    page("guide", "home/pupil", audience="pupils"),
    page("guide", "school/guide", audience="school"),
    page("page", "about/privacy"),
)
ORDER = (
    ("urgent", ("urgent/index", "urgent/now", "hotline/list"), ()),
    (
        "teachers",
        ("teacher/index",),
        (
            ("courses", ("course/t1",)),
            ("lessons", ("lesson/index", "lesson/z", "lesson/a", "lesson/b", "lesson/c")),
        ),
    ),
    ("families", (), (("guides", ("home/pupil", "home/sleep")),)),
    ("school", (), (("guides", ("school/guide",)), ("about", ("about/privacy",)))),
)


def shape(groups):
    return tuple((g.key, g.pages, tuple((i.key, i.pages) for i in g.groups)) for g in groups)


def test_groups_in_order_landing_pages_first_then_by_grade_term_and_number():
    assert shape(plan_navigation(library(*PAGES))) == ORDER


def test_the_order_does_not_depend_on_the_order_of_reading():
    for seed in range(10):
        shuffled = list(PAGES)
        Random(seed).shuffle(shuffled)
        assert shape(plan_navigation(library(*shuffled))) == ORDER


def test_groups_without_pages_are_left_out():
    assert plan_navigation(library()) == ()
    assert [g.key for g in plan_navigation(library(page("page", "about/x")))] == ["school"]


def test_every_page_but_the_front_page_stands_in_exactly_one_place():
    walked = [p for g in plan_navigation(library(*PAGES)) for p in g.walk()]
    assert sorted(walked) == sorted(p.id for p in PAGES if p.meta.kind != "home")


def test_every_group_has_a_name_in_both_languages():
    for key in {*GROUPS, *(name for inner in GROUPS.values() for name in inner)}:
        assert interface("zh")[f"nav-{key}"]
        assert interface("en")[f"nav-{key}"]


def test_the_way_to_a_page():
    groups = plan_navigation(library(*PAGES))
    assert [g.key for g in path_to("lesson/b", groups)] == ["teachers", "lessons"]
    assert [g.key for g in path_to("urgent/now", groups)] == ["urgent"]
    assert path_to("index", groups) == ()


def test_a_group_is_walked_in_reading_order():
    assert NavGroup("a", ("1", "2"), (NavGroup("b", ("3",)), NavGroup("c", ("4",)))).walk() == ("1", "2", "3", "4")
