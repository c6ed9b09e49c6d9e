"""Every kind of requirement, met and missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from building import BANDS, SOURCES, duty, event, hotline, library, page

from generator.compile.coverage import NEEDS, check_duties, coverage, role_minutes
from generator.messages import interface
from generator.model.config import OpeningHours, School
from generator.model.coverage import NeedResult
from generator.model.mandate import Value

CLASS = {"minutes": 40, "goals": ["J4"]}
RULES = frozenset({"help-block"})


def guide(page_id: str, **front: object):
    return page("guide", page_id, **{"audience": "families", **front})


def lessons(*cells: tuple[str, str]):
    return [
        page("lesson", f"l/{n}", grade=grade, term=term, number=1, **CLASS) for n, (grade, term) in enumerate(cells)
    ]


def meetings(*cells: tuple[str, str]):
    return [page("theme-meeting", f"m/{n}", bands=[band], term=term, **CLASS) for n, (band, term) in enumerate(cells)]


def lectures(*bands: str):
    return [page("lecture", f"p/{n}", bands=[band], term="a", minutes=50) for n, band in enumerate(bands)]


def course(units: int, minutes: int = 45, tracks: dict[str, list[str]] | None = None):
    ids = [f"course/t1/c{n}" for n in range(units)]
    parts = {"reading": minutes, "cases": 0, "quiz": 0, "task": 0}
    outcomes = [{"id": "o", "text": "x"}]
    made = [
        page("unit", i, course="course/t1", code="C1.1", minutes=parts, outcomes=outcomes)
        for i in {*ids, *(u for inner in (tracks or {}).values() for u in inner)}
    ]
    return [page("course", "course/t1", code="T1", term="a", core=ids, tracks=tracks or {}), *made]


EVERY_CELL = [(g, t) for band in BANDS for g in band.grades for t in "ab"]
EVERY_BAND = [(band.id, t) for band in BANDS for t in "ab"]
OPEN = School(room_hours=(OpeningHours(day=1, opens="12:00", closes="13:00"),))
DOC = page("document", "doc/x", code="DOC01", layout="form", privacy="P0")


# The last part of a requirement's words in the catalogue, where it is not the requirement's type.
SHORT = {
    "lessons-per-term": "lessons",
    "theme-meetings": "meetings",
    "class-hours": "hours",
    "lectures-per-year": "lectures",
    "opening-hours": "opening",
}
KEYS = [SHORT.get(kind, kind) for kind in NEEDS]

# need, pages, further fields of the library, whether it holds
CASES = [
    ({"type": "page", "id": "a"}, [guide("a")], {}, True),
    ({"type": "page", "id": "a"}, [guide("b")], {}, False),
    ({"type": "document", "id": "doc/x"}, [DOC], {}, True),
    ({"type": "document", "id": "doc/x"}, [], {}, False),
    ({"type": "document", "id": "a"}, [guide("a")], {}, False),
    ({"type": "pages", "kind": "guide", "min": 2}, [guide("a"), guide("b")], {}, True),
    ({"type": "pages", "kind": "guide", "min": 2}, [guide("a"), DOC], {}, False),
    ({"type": "pages", "kind": "guide", "min": 1, "audience": "pupils"}, [guide("a", audience="pupils")], {}, True),
    ({"type": "pages", "kind": "guide", "min": 1, "audience": "pupils"}, [guide("a")], {}, False),
    ({"type": "pages", "kind": "guide", "min": 1, "themes": ["sleep"]}, [guide("a", themes=["sleep"])], {}, True),
    ({"type": "pages", "kind": "guide", "min": 1, "themes": ["sleep"]}, [guide("a", themes=["crisis"])], {}, False),
    ({"type": "pages", "kind": "guide", "min": 1, "bands": ["junior"]}, [guide("a")], {}, True),
    ({"type": "pages", "kind": "guide", "min": 1, "bands": ["junior"]}, [guide("a", bands=["primary"])], {}, False),
    (
        {"type": "pages", "kind": "theme-meeting", "min": 1, "five_edu": ["labour"]},
        [page("theme-meeting", "m", bands=["junior"], term="a", five_edu=["labour"], **CLASS)],
        {},
        True,
    ),
    ({"type": "pages", "kind": "theme-meeting", "min": 1, "five_edu": ["labour"]}, meetings(*EVERY_BAND), {}, False),
    ({"type": "each-band", "kind": "lecture", "min": 1}, lectures("primary", "junior"), {}, True),
    ({"type": "each-band", "kind": "lecture", "min": 1}, lectures("primary", "primary"), {}, False),
    ({"type": "each-band", "kind": "guide", "min": 1}, [guide("a")], {}, True),
    ({"type": "lessons-per-term", "min": 1}, lessons(*EVERY_CELL), {}, True),
    ({"type": "lessons-per-term", "min": 1}, lessons(*EVERY_CELL[1:]), {}, False),
    ({"type": "lessons-per-term", "min": "ten"}, lessons(*EVERY_CELL), {}, False),
    ({"type": "lessons-per-term", "min": "ten"}, lessons(*EVERY_CELL * 10), {}, True),
    ({"type": "lessons-per-term", "min": 1}, [], {"bands": {}}, False),
    ({"type": "theme-meetings", "min": 1}, meetings(*EVERY_BAND), {}, True),
    ({"type": "theme-meetings", "min": 1}, meetings(*EVERY_BAND[1:]), {}, False),
    ({"type": "theme-meetings", "min": 1}, [], {"bands": {}}, False),
    ({"type": "class-hours", "roles": ["homeroom"], "hours": "ten"}, course(10), {}, True),
    ({"type": "class-hours", "roles": ["homeroom"], "hours": "ten"}, course(9), {}, False),
    ({"type": "class-hours", "roles": ["homeroom"], "hours": "ten"}, course(10, 40), {}, False),
    (
        {"type": "class-hours", "roles": ["homeroom", "nurse"], "hours": "ten"},
        course(9, 45, {"nurse": ["u"]}),
        {},
        False,
    ),
    ({"type": "class-hours", "roles": ["nurse"], "hours": "ten"}, course(9, 45, {"nurse": ["u"]}), {}, True),
    ({"type": "class-hours", "roles": ["nurse"], "hours": "ten"}, [], {}, False),
    ({"type": "lectures-per-year", "min": 1}, lectures("primary", "junior"), {}, True),
    ({"type": "lectures-per-year", "min": "ten"}, lectures("primary", "junior"), {}, False),
    ({"type": "opening-hours", "minutes": "hour"}, [], {"school": OPEN}, True),
    ({"type": "opening-hours", "minutes": "hour"}, [], {}, False),
    ({"type": "hotlines"}, [], {}, True),
    ({"type": "hotlines"}, [], {"hotlines": {}}, False),
    ({"type": "hotlines"}, [], {"hotlines": {"110": hotline("110", verified="2026-05-24")}}, False),
    ({"type": "hotlines"}, [], {"hotlines": {"110": hotline("110", verified="2026-05-25")}}, True),
    ({"type": "calendar", "tag": "talk", "per_year": 2}, [], {"events": {"e": event("e", 3, 9)}}, True),
    ({"type": "calendar", "tag": "talk", "per_year": 2}, [], {"events": {"e": event("e", 3)}}, False),
    ({"type": "calendar", "tag": "drill", "per_year": 1}, [], {"events": {"e": event("e", 3)}}, False),
    ({"type": "rule", "code": "help-block"}, [], {}, True),
    ({"type": "rule", "code": "gone"}, [], {}, False),
    ({"type": "posts", "posts": ["counsellor"]}, [], {"school": School(posts={"counsellor": "一名"})}, True),
    ({"type": "posts", "posts": ["counsellor", "nurse"]}, [], {"school": School(posts={"nurse": "一名"})}, False),
]


def rows(*needs: dict[str, object], pages=(), **more: object):
    known = library(*pages, duties=(duty("M001", *needs),), **more)
    return coverage(known, RULES)


@pytest.mark.parametrize(("need", "pages", "more", "met"), CASES, ids=lambda x: str(x)[:60])
def test_a_requirement_holds_or_not(need, pages, more, met):
    (row,) = rows(need, pages=_named(pages), **more)
    assert row.state == ("met" if met else "missing")
    assert row.results[0].met is met
    assert set(row.results[0].words) == {"zh", "en"}
    assert "{" not in "".join(row.results[0].words.values())


def _named(pages):
    """Pages of the same id get ids of their own."""
    ids = [p.id for p in pages]
    return [_renamed(p, f"{p.id}x{n}") if p.id in ids[:n] else p for n, p in enumerate(pages)]


def _renamed(made, page_id):
    return replace(made, meta=made.meta.model_copy(update={"id": page_id}))


def test_every_kind_of_requirement_is_tested_both_ways():
    for kind in NEEDS:
        assert {met for need, _, _, met in CASES if need["type"] == kind} == {True, False}, kind


@pytest.mark.parametrize(
    "need",
    [
        {"type": "lessons-per-term", "min": "gone"},
        {"type": "theme-meetings", "min": "gone"},
        {"type": "class-hours", "roles": ["homeroom"], "hours": "gone"},
        {"type": "lectures-per-year", "min": "gone"},
        {"type": "opening-hours", "minutes": "gone"},
        {"type": "calendar", "tag": "talk", "per_year": "gone"},
        {"type": "class-hours", "roles": ["homeroom"], "hours": "words"},
    ],
)
def test_a_number_that_no_source_sets_is_never_met(need):
    values = {"words": Value(id="words", value="不少于十课时", source="city")}
    (row,) = rows(need, pages=course(20), values=values, school=OPEN, events={"e": event("e", 3)})
    assert row.state == "missing"


def test_numbers_are_rounded_up():
    values = {"ten": Value(id="ten", value=9.5, source="city")}
    need = {"type": "class-hours", "roles": ["homeroom"], "hours": "ten"}
    (row,) = rows(need, pages=course(9), values=values)
    assert row.state == "missing"
    assert row.results[0].words["en"] == "class hours a term: 9 of 10"


def test_a_unit_listed_twice_is_counted_once():
    pages = course(9, 45, {"nurse": ["course/t1/c1"]})
    assert role_minutes("nurse", library(*pages)) == 9 * 45


def test_a_role_counts_its_best_course():
    other = page("course", "course/t2", code="T2", term="b")
    assert role_minutes("nurse", library(*course(2), other)) == 90
    assert role_minutes("nurse", library(other)) == 0


def test_words_name_the_page_and_the_numbers():
    (row,) = rows({"type": "page", "id": "a"}, {"type": "page", "id": "b"}, pages=[page("page", "a", english="x")])
    assert row.results == (
        NeedResult(True, {"zh": "页面：题 a", "en": "page: Title a"}, "a"),
        NeedResult(False, {"zh": "页面：b", "en": "page: b"}, "b"),
    )
    assert row.state == "missing"


def test_a_duty_without_requirements_is_outside():
    (row,) = rows()
    assert (row.state, row.results) == ("outside", ())


def test_rows_stand_by_source_then_by_id():
    duties = (duty("M009", source="gone"), duty("M003"), duty("M002", source="jwf"), duty("M001"))
    made = coverage(library(duties=duties), RULES)
    assert [r.mandate for r in made] == ["M002", "M001", "M003", "M009"]
    assert [s.id for s in SOURCES] == ["jwf", "plan", "city"]


def test_every_requirement_has_words():
    for lang in ("zh", "en"):
        assert {f"need-{key}" for key in KEYS} <= set(interface(lang))


GAP = {"type": "page", "id": "a"}
WHY = {"zh": "还没有写。", "en": "Not written yet."}


def told(made, *, pages=(), **more):
    known = library(*pages, duties=(made,), **more)
    return [(d.code, d.params["needs"]) for d in check_duties(known, coverage(known, RULES))]


def test_a_gap_without_a_reason_is_told():
    assert told(duty("M001", GAP, {"type": "page", "id": "b"}), pages=[guide("b")]) == [("duty-open", "页面：a")]
    assert told(duty("M001", GAP), pages=[guide("a")]) == []
    assert told(duty("M001", GAP, reason=WHY)) == []


def test_a_gap_is_not_told_while_sources_cannot_be_read():
    assert told(duty("M001", GAP), unreadable=frozenset({"a"})) == []
    assert told(duty("M001", GAP), unloaded=frozenset({"courses"})) == []
    assert told(duty("M001", GAP), unloaded=frozenset({"exam_keys"})) != []
