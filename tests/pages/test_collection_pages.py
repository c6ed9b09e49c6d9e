"""Pages the compiler fills: libraries, the hotline list, the coverage table, the front page."""

from __future__ import annotations

import pytest
from building import codes, context, duty, event, library, page, words
from pydantic import ValidationError

from generator.compile.coverage import coverage
from generator.model import blocks as b
from generator.pages import PAGE_KINDS
from generator.pages.context import Context

LIBRARY, HOTLINES, COVERAGE, HOME = (PAGE_KINDS[n] for n in ("library", "hotline-list", "coverage", "home"))


def guide(page_id: str, audience: str = "families", **front: object):
    return page("guide", page_id, audience=audience, **front)


def lesson(page_id: str, grade: str, **front: object):
    return page(
        "lesson", page_id, **{"grade": grade, "number": 1, "term": "a", "minutes": 40, "goals": ["J4"], **front}
    )


def listing(*pages, **front: object) -> b.Listing:
    made = page("library", "lib", "话", **{"of": ["guide"], "group": ["families", "guides"], **front})
    *_, found = LIBRARY.lower(made, made.body, context(made, *pages))
    return found


# --- libraries --------------------------------------------------------------


def test_a_library_lists_its_kinds_in_order_after_its_own_words():
    made = page("library", "lib", "话", of=["lesson", "guide"], group=["families"])
    pages = (guide("b"), guide("a"), lesson("l", "g3"), page("page", "p"))
    text, found = LIBRARY.lower(made, made.body, context(made, *pages))
    assert words(text) == "话"
    assert [e.page for e in found.entries] == ["l", "a", "b"]


def test_a_library_for_some_readers_leaves_out_what_is_for_others():
    pages = (guide("a"), guide("b", "teachers"), lesson("l", "g3"))
    assert [e.page for e in listing(*pages, of=["guide", "lesson"], audience="teachers").entries] == ["b", "l"]


def test_a_library_for_some_bands_leaves_out_what_is_for_others():
    pages = (guide("a", bands=["primary"]), guide("b", bands=["junior"]), guide("c"), lesson("l", "g3"))
    assert [e.page for e in listing(*pages, of=["guide", "lesson"], bands=["junior"]).entries] == ["b", "c"]


def test_facets_count_and_stand_in_vocabulary_order():
    pages = (
        lesson("l1", "g7", goals=["J4"], themes=["screens"]),
        lesson("l2", "g3", goals=["X-help", "J4"], themes=["sleep"], term="b"),
        lesson("l3", "g3", goals=["X-help"], themes=["sleep"]),
    )
    facets = {f.id: f for f in listing(*pages, of=["lesson"]).facets}
    assert list(facets) == ["band", "grade", "term", "goal", "theme"]
    assert facets["band"].values == (("primary", "小学", 2), ("junior", "初中", 1))
    assert facets["grade"].values == (("g3", "三年级", 2), ("g7", "初一", 1))
    assert facets["goal"].values == (("X-help", "求助", 2), ("J4", "情绪", 2))
    assert facets["term"].values == (("a", "上学期", 2), ("b", "下学期", 1))
    assert facets["theme"].values == (("sleep", "睡眠", 2), ("screens", "屏幕", 1))


def test_a_facet_that_does_not_divide_is_left_out():
    assert listing(guide("a")).facets == ()
    both = listing(guide("a"), guide("b", "pupils"))
    assert [(f.id, f.title) for f in both.facets] == [("audience", "写给")]


def test_an_unknown_value_comes_last_with_its_own_words():
    facets = listing(guide("a", themes=["zzz"]), guide("b", themes=["sleep"])).facets
    assert facets[-1].values == (("sleep", "睡眠", 1), ("zzz", "zzz", 1))


def test_an_empty_library_is_a_warning():
    made = page("library", "lib", of=["guide"], group=["families"])
    (problem,) = LIBRARY.check(made, made.body, library(made))
    assert (problem.code, problem.severity) == ("library-empty", "warning")
    assert list(LIBRARY.check(made, made.body, library(made, guide("a")))) == []


def test_a_library_stands_where_it_says():
    assert LIBRARY.place(page("library", "x", of=["guide"], group=["teachers"])) == ("teachers",)
    with pytest.raises(ValidationError):
        page("library", "x", of=[], group=["teachers"])
    with pytest.raises(ValidationError):
        page("library", "x", of=["guide"], group=["a", "b", "c"])


# --- hotlines ---------------------------------------------------------------


def test_the_hotline_list_shows_every_number_before_its_words():
    made = page("hotline-list", "hotline/list", "话")
    cards, text = HOTLINES.lower(made, made.body, context(made))
    assert (cards.kind, [c.number for c in cards.contacts]) == ("list", ["12356", "110", "120", "119"])
    assert words(text) == "话"


# --- coverage ---------------------------------------------------------------


def test_the_coverage_table_by_source_with_drafts_marked():
    made = page("coverage", "policy/coverage", "话")
    duties = (
        duty("M002", {"type": "page", "id": "policy/coverage"}, {"type": "page", "id": "gone"}, source="jwf"),
        duty("M001", quantity={"zh": "十个", "en": "ten"}, reason={"zh": "要人来做", "en": "People do it"}),
        duty("M003", {"type": "rule", "code": "x"}, source="jwf"),
    )
    known = library(made, duties=duties)
    rows = coverage(known, frozenset({"x"}))
    text, counts, law, table, draft, notice, other = COVERAGE.lower(made, made.body, Context(known, "zh", rows))
    assert words(text) == "话"
    assert words(counts) == "共 3 项要求：已有 1 项，还缺 1 项，本站不能承担 1 项。"
    assert (words(law), law.id) == ("《精神卫生法》", "source-jwf")
    assert (words(draft), notice.kind, notice.paragraphs) == ("条例（送审稿）", "draft", ("这是送审稿。",))
    first = table.rows[0]
    assert words(first[0]) == "M002 做到（第一条）"
    assert first[2] == (
        b.Link("page:policy/coverage", (b.Str("✓ 页面：题 policy/coverage"),)),
        b.LineBreak(hard=True),
        b.Str("· 页面：gone"),
    )
    assert [words(r[3]) for r in table.rows] == ["还缺", "已有"]
    assert [words(c) for c in other.rows[0]] == ["M001 做到；十个（第一条）", "学校", "要人来做", "不在本站"]


# --- the front page ---------------------------------------------------------


def home(text: str = "", **front: object):
    door = {"icon": "families", "page": "a", "title": {"zh": "家长", "en": "Families"}, "text": "话"}
    return page("home", "index", text, **{"doors": [door], "urgent": "urgent/now", **front})


def test_the_front_page_leads_with_help_then_the_doors():
    made = home("话")
    now, doors, text = HOME.lower(made, made.body, context(made, lang="en"))
    assert now == b.Paragraph((b.Link("page:urgent/now", (b.Str("I need help now"),)),), role="now")
    assert (doors.kind, doors.entries) == ("doors", (b.Entry("a", "Families", "话", icon="families"),))
    assert words(text) == "话"


def test_what_is_due_is_listed_with_its_months():
    made = home()
    events = {e.id: e for e in (event("e1", 9, 10, page="a"), event("e2", 3))}
    *_, due = HOME.lower(made, made.body, context(made, events=events))
    assert due.kind == "due"
    assert [(e.page, e.title, e.months) for e in due.entries] == [("a", "事", (9, 10)), ("", "事", (3,))]


def test_doors_must_lead_somewhere():
    made = home()
    found = list(HOME.check(made, made.body, library(made)))
    assert [(d.code, d.params["id"]) for d in found] == [("page-unknown", "urgent/now"), ("page-unknown", "a")]
    now = page("urgent", "urgent/now", audience="families", sensitive=True)
    assert codes(HOME.check(made, made.body, library(made, guide("a"), now))) == []


def test_the_front_page_has_one_to_four_doors():
    with pytest.raises(ValidationError):
        home(doors=[])
