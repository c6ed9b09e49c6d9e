"""Courses and units: what is listed, how long it takes, and who finds it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from building import codes, context, library, page, sections
from pydantic import ValidationError

from generator.model import blocks as b
from generator.model.config import School
from generator.model.mandate import Source, Value
from generator.pages import PAGE_KINDS
from generator.pages.context import Context
from generator.pages.course import READING_LEAST, READING_MOST
from generator.pages.journey import hours_data

COURSE, UNIT = PAGE_KINDS["course"], PAGE_KINDS["unit"]
MINUTES = {"reading": 14, "cases": 14, "quiz": 7, "task": 10}


def unit(page_id: str = "course/t1/c1", reading: str = "读" * READING_LEAST, **front: object):
    front = {
        "course": "course/t1",
        "code": "C1.3",
        "minutes": MINUTES,
        "outcomes": [{"id": "o1", "text": {"zh": "能看见", "en": "notice"}}],
        **front,
    }
    text = sections(["reading"], reading) + sections(("cases", "quiz", "task"))
    return page("unit", page_id, text, english=sections(["reading"], "Short."), **front)


def course(**front: object):
    front = {"code": "T1", "term": "a", "core": ["course/t1/c1"], **front}
    return page("course", "course/t1", sections(("about", "how", "record")), **front)


def checked(made, *others, **more):
    return list(PAGE_KINDS[made.meta.kind].check(made, made.body, library(made, *others, **more)))


def test_a_course_lists_its_units_by_role():
    made = course(tracks={"homeroom": ["course/t1/c2", "course/t1/gone"]})
    pages = (made, unit(), unit("course/t1/c2"))
    live, *rest = COURSE.lower(made, made.body, context(*pages))
    core, track = live.blocks
    assert live.data["course"]["tracks"] == {"homeroom": ["course/t1/c2"]}
    assert [u["minutes"] for u in live.data["course"]["units"]] == [MINUTES, MINUTES]
    assert (core.key, track.key) == ("", "homeroom")
    assert core.entries[0].meta == "C1.3 · 45 分钟"
    assert (core.kind, core.title, [e.page for e in core.entries]) == ("units", "全员单元", ["course/t1/c1"])
    assert (track.title, [e.page for e in track.entries]) == ("班主任", ["course/t1/c2"])
    assert isinstance(rest[0], b.Heading)
    assert COURSE.facts(made, context(*pages)) == (("学期", "上学期"), ("已写好的单元", "2"))


def test_a_good_course_passes():
    assert checked(course(), unit()) == []


def test_units_that_are_not_there_or_are_no_units():
    made = course(core=["course/t1/gone"], tracks={"homeroom": ["about/x"]})
    found = checked(made, page("page", "about/x"))
    assert [(d.code, d.params) for d in found] == [
        ("unit-unknown", {"unit": "course/t1/gone", "field": "core"}),
        ("unit-unknown", {"unit": "about/x", "field": "tracks.homeroom"}),
    ]


def test_a_track_for_a_role_that_is_not_known():
    assert codes(checked(course(tracks={"cook": ["course/t1/c1"]}), unit())) == ["role-unknown"]


def test_a_unit_begins_with_its_outcomes():
    steps, heading, outcomes, *rest = UNIT.lower(unit(), unit().body, context(lang="en"))
    assert heading.id == "outcomes"
    assert outcomes == b.ListBlock((b.ListItem((b.Paragraph((b.Str("notice"),)),)),))
    assert rest[0].id == "reading"
    assert rest[1] == b.Paragraph((b.Str("about 14 minutes"),), role="minutes")
    assert steps.data["parts"] == ["reading", "cases", "quiz", "task"]
    assert [item.blocks[0].content[0].target for item in steps.blocks[0].items] == [
        "#reading",
        "#cases",
        "#quiz",
        "#task",
    ]


def test_a_part_without_time_is_no_part():
    made = unit(minutes={**MINUTES, "cases": 0})
    steps = UNIT.lower(made, made.body, context())[0]
    assert steps.data["parts"] == ["reading", "quiz", "task"]


def test_hours_in_three_readings_and_what_the_draft_says():
    source = Source(id="draft", type="draft", title={"zh": "条例（送审稿）"}, status="draft")
    value = Value(id="term-class-hours", value=10, source="draft", article={"zh": "第20条"})
    there = library(course(), unit())
    there = replace(there, values={value.id: value}, sources={source.id: source})
    data = hours_data(Context(there, "zh"))
    assert (data["readings"], data["default"], data["needed"]) == ([40, 45, 60], 45, 10)
    assert data["says"] == "条例（送审稿）（第20条）写的是每学期不少于 10 课时。这是草案里的数，以正式文本为准。"
    assert hours_data(context())["needed"] == 0
    own = School(class_hour_minutes=50, class_hours={"readings": [45], "needed": None})
    data = hours_data(Context(replace(there, school=own), "zh"))
    assert (data["readings"], data["default"], data["needed"], data["says"]) == ([45, 50], 50, 0, "")


def test_the_facts_of_a_unit():
    assert UNIT.facts(unit(), context()) == (
        ("编号", "C1.3"),
        ("时长", "45 分钟"),
    )


def test_a_good_unit_passes_in_the_core_or_in_a_track():
    assert checked(unit(), course()) == []
    assert checked(unit(), course(core=[], tracks={"homeroom": ["course/t1/c1"]})) == []


def test_a_unit_of_no_course_and_one_its_course_does_not_list():
    assert codes(checked(unit())) == ["course-unknown"]
    assert codes(checked(unit(), page("page", "course/t1"))) == ["course-unknown"]
    assert codes(checked(unit(), course(core=[]))) == ["unit-unlisted"]


def test_a_unit_is_one_class_hour():
    (problem,) = checked(unit(), course(), school=School(class_hour_minutes=40))
    assert (problem.code, problem.severity) == ("unit-minutes", "warning")
    assert problem.params == {"total": "45", "minutes": "40"}


@pytest.mark.parametrize(
    ("reading", "length"),
    [("读" * (READING_LEAST - 1), READING_LEAST - 1), ("读x，1" * (READING_MOST + 1), READING_MOST + 1), ("Read.", 0)],
)
def test_a_reading_that_is_too_short_or_too_long(reading, length):
    (problem,) = checked(unit(reading=reading), course())
    assert (problem.code, problem.severity) == ("reading-length", "warning")
    assert problem.params["length"] == str(length)


@pytest.mark.parametrize(
    "reading",
    ["读" * READING_MOST, f"### 小题\n\n{'读' * 800}\n\n::: say\n- {'读' * 800}\n:::"],
)
def test_only_chinese_characters_are_counted_wherever_they_stand(reading):
    assert checked(unit(reading=reading), course()) == []


def test_the_length_of_a_translation_is_free():
    made = unit()
    assert list(UNIT.check(made, made.translated, library(made, course()))) == []


def test_a_unit_of_a_course_that_cannot_be_read_is_not_reported_a_second_time():
    assert checked(unit(), unreadable=frozenset({"course/t1"})) == []


@pytest.mark.parametrize("front", [{"code": "c1"}, {"outcomes": []}, {"minutes": {**MINUTES, "reading": 0}}])
def test_front_matter_of_a_unit_that_is_refused(front):
    with pytest.raises(ValidationError):
        unit(**front)
