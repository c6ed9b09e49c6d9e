"""Guides, urgent pages, documents, policy pages and free pages."""

from __future__ import annotations

import pytest
from building import codes, context, library, page, sections
from pydantic import ValidationError

from generator.model import blocks as b
from generator.pages import PAGE_KINDS

GUIDE, URGENT, DOCUMENT = PAGE_KINDS["guide"], PAGE_KINDS["urgent"], PAGE_KINDS["document"]
POLICY = PAGE_KINDS["policy"]


# --- guides -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("audience", "group", "first"),
    [
        ("families", "families", "tonight"),
        ("teachers", "teachers", "first"),
        ("pupils", "families", "first"),
        ("school", "school", "first"),
    ],
)
def test_a_guide_stands_with_its_readers(audience, group, first):
    made = page("guide", "x", audience=audience)
    assert GUIDE.place(made) == (group, "guides")
    assert GUIDE.sections(made.meta)[0] == first


def test_the_facts_of_a_guide_name_bands_only_where_they_divide():
    some = page("guide", "x", audience="families", bands=["junior"])
    assert GUIDE.facts(some, context()) == (("写给", "家长"), ("学段", "初中"))
    whole = page("guide", "x", audience="teachers", bands=["junior", "primary"])
    assert GUIDE.facts(whole, context(lang="en")) == (("For", "Teachers"),)


def test_a_guide_for_nobody_is_refused():
    with pytest.raises(ValidationError):
        page("guide", "x", audience="everyone")


# --- urgent pages -----------------------------------------------------------


def urgent(steps: int = 5, before: str = "", numbered: str = "{}. **做** 好。\n"):
    text = before + "## 做 {#steps}\n\n" + "".join(numbered.format(n) for n in range(1, steps + 1))
    rest = sections(("dont", "after", "card"))
    return page("urgent", "urgent/now", f"{text}\n\n{rest}", audience="families", sensitive=True)


def checked(made):
    return list(PAGE_KINDS[made.meta.kind].check(made, made.body, library(made)))


@pytest.mark.parametrize("steps", [4, 7])
def test_a_good_urgent_page_passes(steps):
    assert checked(urgent(steps)) == []


@pytest.mark.parametrize("steps", [3, 8])
def test_too_few_or_too_many_steps(steps):
    (problem,) = checked(urgent(steps))
    assert (problem.code, problem.params["count"]) == ("urgent-steps", str(steps))


def test_bullets_are_not_steps():
    (problem,) = checked(urgent(5, numbered="- {}\n"))
    assert (problem.code, problem.params["count"]) == ("urgent-steps", "0")


def test_nothing_stands_before_the_steps():
    assert codes(checked(urgent(before="先说几句。\n\n"))) == ["urgent-first"]
    assert codes(checked(urgent(before="## 前言 {#before}\n\n话\n\n"))) == ["urgent-first"]


def test_without_steps_only_the_missing_section_is_reported():
    assert checked(page("urgent", "u", "x", audience="families", sensitive=True)) == []


def test_only_the_list_of_steps_gets_big_numbers():
    made = urgent()
    lowered = URGENT.lower(made, made.body, context(made))
    assert [x.role for x in lowered if isinstance(x, b.ListBlock)] == ["steps"]
    other = page("urgent", "u", "## x {#after}\n\n1. a\n2. b\n", audience="families", sensitive=True)
    assert URGENT.lower(other, other.body, context())[1].role == ""


def test_an_urgent_page_is_always_sensitive():
    with pytest.raises(ValidationError):
        page("urgent", "u", audience="families", sensitive=False)


# --- documents --------------------------------------------------------------


def document(**front: object):
    front = {"code": "DOC12", "layout": "form", "privacy": "P2-blank", **front}
    return page("document", "doc/x", sections(("use", "body")), **front)


@pytest.mark.parametrize("layout", ["official", "form", "letter", "card"])
def test_what_is_printed_is_shown_as_paper(layout):
    made = document(layout=layout)
    use, _, heading, paper = DOCUMENT.lower(made, made.body, context())
    assert (use.id, heading.id) == ("use", "body")
    assert (paper.kind, len(paper.blocks)) == (f"paper-{layout}", 1)


def test_the_facts_of_a_document():
    assert DOCUMENT.facts(document(), context()) == (("编号", "DOC12"), ("填写后", "含学生信息，只在纸上填写"))
    served = document(serves=["M018", "M158"])
    assert DOCUMENT.facts(served, context(lang="en"))[-1] == ("Serves", "M018, M158")


@pytest.mark.parametrize("front", [{"code": "D1"}, {"layout": "poster"}, {"privacy": "P3"}, {"serves": ["18"]}])
def test_front_matter_of_a_document_that_is_refused(front):
    with pytest.raises(ValidationError):
        document(**front)


# --- policy and free pages --------------------------------------------------


def test_a_policy_page_states_its_sources_standing():
    assert POLICY.facts(page("policy", "x", source="jwf"), context()) == (
        ("效力", "现行有效"),
        ("核对文本", "2025-04-19"),
    )
    assert POLICY.facts(page("policy", "x", source="city"), context()) == (("效力", "草案，未生效"),)
    assert POLICY.facts(page("policy", "x"), context()) == ()


def test_a_policy_page_of_an_unknown_source():
    assert checked(page("policy", "x", source="jwf")) == []
    assert checked(page("policy", "x")) == []
    (problem,) = checked(page("policy", "x", source="gone"))
    assert (problem.code, problem.params) == ("source-unknown", {"source": "gone"})


def test_a_free_page_has_no_facts_and_no_rules():
    made = page("page", "about/x", "话")
    assert PAGE_KINDS["page"].facts(made, context()) == ()
    assert checked(made) == []
