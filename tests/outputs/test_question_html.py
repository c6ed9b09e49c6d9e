"""Questions as a learner meets them without a script: real forms, an order that gives nothing away, links that hold."""

from __future__ import annotations

from collections import Counter

import pytest
from building import real_project
from hypothesis import given
from hypothesis import strategies as st
from reading import Reader

from generator.model import blocks as b
from generator.outputs.site.html import HtmlWriter
from generator.outputs.site.page import Addresses
from generator.outputs.site.questions import shuffled

WRITERS = {lang: HtmlWriter(lang, Addresses("home/x")) for lang in ("zh", "en")}
ids = st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True)
options = st.lists(ids, min_size=2, max_size=8, unique=True).map(lambda x: tuple(b.Option(i, f"text {i}") for i in x))


@given(options, ids)
def test_a_shuffled_order_is_another_order_of_the_same(given_options, seed):
    out = shuffled(given_options, seed)
    assert out != given_options
    assert Counter(o.id for o in out) == Counter(o.id for o in given_options)


@given(options, ids)
def test_the_order_depends_on_ids_only_not_on_words_or_language(given_options, seed):
    english = tuple(b.Option(o.id, "other words", "feedback", correct=True) for o in given_options)
    assert [o.id for o in shuffled(english, seed)] == [o.id for o in shuffled(given_options, seed)]


def test_an_order_is_the_same_in_every_build():
    made = tuple(b.Option(i, i) for i in "abcdef")
    assert "".join(o.id for o in shuffled(made, "t1-c1-3-q5")) == "bcfead"
    assert shuffled(made, "another") != shuffled(made, "t1-c1-3-q5")


def test_one_option_stays_as_it_is():
    one = (b.Option("a", "x"),)
    assert shuffled(one, "q") == one


def every_question(lang: str):
    for quiz in real_project().compilation.library.quizzes.values():
        for item in quiz.items:
            yield item.lower(lang, "出处")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_questions_of_the_real_project_are_forms_with_a_legend(lang):
    for item in every_question(lang):
        found = Reader(WRITERS[lang].block(item))
        if isinstance(item, b.Case):
            assert found.all("section", id=item.id)[0]["data-case"] == item.id
        else:
            (form,) = found.all("form")
            assert (form["id"], form["data-q"], form["data-type"]) == (item.id, item.id, item.type)
            assert found.words["legend"] == [item.stem]
            assert "action" not in form


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_id_is_used_once_and_every_link_inside_a_case_holds(lang):
    for item in every_question(lang):
        found = Reader(WRITERS[lang].block(item))
        places = [a["id"] for _, a in found.tags if "id" in a]
        assert len(places) == len(set(places)), item.id
        for link in found.all("a"):
            assert link["href"].removeprefix("#") in places, link


def test_no_key_stands_outside_the_folded_answer():
    right = b.Option("a", "A", "because", correct=True)
    item = b.Item("q", "single", "one", "Stem", (right, b.Option("b", "B", "no")), rationale="Reason")
    question, _, key = WRITERS["en"].block(item).partition("<details")
    for words in ("because", "Reason", "correct", "checked"):
        assert words not in question
    assert "because" in key
    assert "Reason" in key


def test_a_reflection_has_no_key():
    item = b.Item("q", "reflection", "write", "Stem")
    assert "<details" not in WRITERS["zh"].block(item)


def test_a_case_begins_with_its_first_step_wherever_it_was_written():
    first, second = (b.CaseNode(n, n, (b.Turn("a", "x", "x", "best", "e1"),)) for n in ("n1", "n2"))
    case = b.Case("c", "t", "s", "n2", (first, second), (b.Ending("e1", "good", "t", "x"),), "d", "f")
    nodes = Reader(WRITERS["zh"].block(case)).all("div", class_="xy-node")
    assert [n["id"] for n in nodes] == ["c-n2", "c-n1"]
