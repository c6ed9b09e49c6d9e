"""Lessons, theme meetings and lectures: what is timed, spoken and shown."""

from __future__ import annotations

import pytest
from building import body, codes, context, library, page, sections, words
from pydantic import ValidationError

from generator.model import blocks as b
from generator.model.config import School
from generator.pages import PAGE_KINDS
from generator.pages.lecture import MAX_LINES, MAX_SLIDES, MIN_SLIDES
from generator.pages.lesson import LESSON_SECTIONS, MEETING_SECTIONS, minutes_of

LESSON, MEETING, LECTURE = PAGE_KINDS["lesson"], PAGE_KINDS["theme-meeting"], PAGE_KINDS["lecture"]
PARTS = "::: teacher\n教\n:::\n\n::: pupils\n学\n:::\n\n::: intent\n因\n:::\n"


def phase(minutes: object = 10, *, activity: bool = False, parts: str = PARTS) -> str:
    mark = ".phase .activity" if activity else ".phase"
    return f"## 环节 {{{mark} minutes={minutes}}}\n\n{parts}\n"


PHASES = phase(activity=True) + phase(activity=True) + phase() + phase()


def lesson(phases: str = PHASES, **front: object):
    front = {"grade": "g3", "number": 9, "term": "a", "minutes": 40, "goals": ["X-help"], **front}
    return page("lesson", "lesson/g3-a09", phases + sections(LESSON_SECTIONS), **front)


def meeting(phases: str = PHASES, **front: object):
    front = {"bands": ["primary"], "term": "b", "minutes": 40, "goals": ["X-help", "J4"], **front}
    return page("theme-meeting", "lesson/tm", phases + sections(MEETING_SECTIONS), **front)


def checked(made, **more):
    return list(PAGE_KINDS[made.meta.kind].check(made, made.body, library(made, **more)))


# --- lessons ----------------------------------------------------------------


def test_a_good_lesson_and_a_good_meeting_pass():
    assert checked(lesson()) == []
    assert checked(meeting()) == []


@pytest.mark.parametrize(
    ("phases", "found"),
    [
        (phase(20, activity=True) + phase(10, activity=True) + phase(10), ["lesson-phases"]),
        (phase() + phase(activity=True) + phase() + phase(), ["lesson-activities"]),
        (PHASES + phase(5), ["lesson-minutes"]),
        (PHASES + phase("x"), ["phase-minutes"]),
        (PHASES + phase("0"), ["phase-minutes"]),
        (PHASES + phase("²"), ["phase-minutes"]),
        (PHASES.replace("::: intent\n因\n:::", "", 1), ["phase-part"]),
        ("", ["lesson-phases", "lesson-activities"]),
    ],
)
def test_what_a_lesson_is_told(phases, found):
    assert codes(checked(lesson(phases))) == found


def test_a_fault_of_a_phase_is_shown_at_its_heading():
    (problem,) = checked(lesson(PHASES + phase(5, parts="::: teacher\n教\n:::\n\n::: pupils\n学\n:::\n"), minutes=45))[
        :1
    ]
    assert (problem.code, problem.params) == ("phase-part", {"part": "intent"})
    assert problem.span.line > 40


def test_a_lesson_of_another_length_than_the_class_is_a_warning():
    (problem,) = checked(lesson(PHASES + phase(5), minutes=45))
    assert (problem.code, problem.severity, problem.params["length"]) == ("lesson-length", "warning", "40")
    assert checked(lesson(PHASES + phase(5), minutes=45), school=School(class_minutes={"primary": 45})) == []


def test_a_grade_that_no_band_holds():
    assert codes(checked(lesson(grade="g12"))) == ["grade-unknown"]


def test_a_meeting_for_two_bands_of_different_length_is_told_about_one():
    (problem,) = checked(meeting(bands=["primary", "junior"]))
    assert problem.params["band"] == "初中"


def test_a_phase_shows_its_minutes_under_its_heading():
    made = lesson()
    lowered = LESSON.lower(made, made.body, context(made))
    heading, minutes, *rest = lowered
    assert isinstance(heading, b.Heading)
    assert (minutes.role, words(minutes)) == ("minutes", "10 分钟 · 活动")
    assert [x.kind for x in rest[:3]] == ["teacher", "pupils", "intent"]
    english = LESSON.lower(made, made.body, context(made, lang="en"))
    assert words(english[1]) == "10 minutes · activity"
    assert "活动" not in words(lowered[-40].content if isinstance(lowered[-40], b.Paragraph) else ())


def test_a_phase_without_minutes_is_still_shown():
    made = lesson("## 环节 {.phase}\n\n话\n")
    assert words(LESSON.lower(made, made.body, context(made))[1]) == "? 分钟"


def test_the_pupil_sheet_and_the_board_are_sheets():
    made = lesson()
    lowered = LESSON.lower(made, made.body, context(made))
    at = {x.id: n for n, x in enumerate(lowered) if isinstance(x, b.Heading) and x.id}
    for name in LESSON_SECTIONS:
        after = lowered[at[name] + 1]
        assert (isinstance(after, b.Group) and after.kind == "sheet") == (name in {"sheet", "board"})


def test_minutes_are_read_from_the_heading_only():
    first, second = body("a\n\n## x {.phase minutes=7}\n\nb").sections
    assert minutes_of(first) is None
    assert minutes_of(second) == 7


def test_the_facts_of_a_lesson_and_a_meeting():
    assert LESSON.facts(lesson(), context()) == (
        ("年级", "三年级"),
        ("学期", "上学期"),
        ("时长", "40 分钟"),
        ("目标", "求助"),
    )
    assert MEETING.facts(meeting(), context(lang="en")) == (
        ("Class", "Primary"),
        ("Term", "Spring term"),
        ("Time", "40 minutes"),
        ("Goals", "Asking for help, 情绪"),
    )


@pytest.mark.parametrize("front", [{"grade": "g13"}, {"number": 0}, {"minutes": 10}, {"goals": []}, {"term": "c"}])
def test_front_matter_of_a_lesson_that_is_refused(front):
    with pytest.raises(ValidationError):
        lesson(**front)


# --- lectures ---------------------------------------------------------------

NOTES = "::: notes\n讲稿。\n:::\n"


def slides(count: int = MIN_SLIDES, face: str = "- 一句\n") -> str:
    return "".join(f"## 页{n} {{.slide}}\n\n{face}\n{NOTES}\n" for n in range(count))


def lecture(text: str | None = None, **front: object):
    front = {"bands": ["junior"], "term": "a", "minutes": 50, **front}
    text = slides() if text is None else text
    return page("lecture", "parent/lecture-1", text + sections(("handout", "questions", "notice")), **front)


@pytest.mark.parametrize("count", [MIN_SLIDES, MAX_SLIDES])
def test_a_good_lecture_passes(count):
    assert checked(lecture(slides(count))) == []


@pytest.mark.parametrize("count", [0, MIN_SLIDES - 1, MAX_SLIDES + 1])
def test_too_few_or_too_many_slides(count):
    (problem,) = checked(lecture(slides(count)))
    assert (problem.code, problem.params["count"]) == ("lecture-slides", str(count))


def test_a_slide_without_words_to_speak():
    assert codes(checked(lecture(slides().replace(NOTES, "", 1)))) == ["slide-notes"]


@pytest.mark.parametrize(
    ("face", "lines"),
    [
        ("- a\n" * MAX_LINES, 0),
        ("- a\n" * (MAX_LINES + 1), MAX_LINES + 1),
        ("- a\n\n  more\n" * 3, 6),
        ("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 5, 6),
        ("::: note\n" + "- a\n" * 6 + ":::\n", 6),
        ("a\n\n" * 6, 6),
    ],
)
def test_a_crowded_slide_is_a_warning(face, lines):
    found = checked(lecture(slides(MIN_SLIDES - 1) + slides(1, face)))
    assert [(d.code, d.severity, d.params["lines"]) for d in found] == (
        [("slide-lines", "warning", str(lines))] if lines else []
    )


def test_slides_are_numbered_and_sheets_are_wrapped():
    made = lecture()
    lowered = LECTURE.lower(made, made.body, context(made))
    found = [x for x in lowered if isinstance(x, b.Group) and x.kind == "slide"]
    assert [x.title for x in found] == [str(n) for n in range(1, MIN_SLIDES + 1)]
    assert sum(isinstance(x, b.Group) and x.kind == "sheet" for x in lowered) == 2


def test_the_self_check_stands_at_the_end():
    made = lecture(quiz="parent-1")
    *_, heading, mark = LECTURE.lower(made, made.body, context(made))
    assert heading.id == "self-check"
    assert mark.content == (b.Mark("quiz", "parent-1", span=made.span),)


def test_the_facts_of_a_lecture():
    assert LECTURE.facts(lecture(), context()) == (
        ("学段", "初中"),
        ("学期", "上学期"),
        ("时长", "50 分钟"),
        ("幻灯片", str(MIN_SLIDES)),
    )
