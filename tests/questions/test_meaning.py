"""The meaning of a question: kept through edits that ask the same, changed by those that do not, or by the author."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from typing import Any

import browser_code
import pytest
from building import SINGLE, question, quiz
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.model.question import Grade, score


def edited(*path: str | int, to: Any, of: dict[str, Any] = SINGLE) -> dict[str, Any]:
    data = deepcopy({**of, "outcomes": ["o1"], "rationale": {"zh": "因", "en": "why"}})
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return data


def meaning(data: dict[str, Any]) -> str:
    return question(**data).meaning()


SAME = meaning(edited("difficulty", to=2))


@pytest.mark.parametrize(
    "data",
    [
        edited("difficulty", to=3),
        edited("outcomes", to=["o2"]),
        edited("family", to="f"),
        edited("critical", to=True),
        edited("rationale", to="另一个理由"),
        edited("source", to={"law": "jwf", "article": 1}),
        edited("options", 0, "feedback", to={"zh": "换一种说法"}),
        edited("options", 0, "text", "en", to="Another English"),
        edited("options", to=SINGLE["options"][::-1]),
    ],
)
def test_what_is_asked_stays_the_same(data):
    assert meaning(data) == SAME


@pytest.mark.parametrize(
    "data",
    [
        edited("stem", to="另一个题干"),
        edited("options", 0, "text", to="另一项"),
        edited("options", to=[{**o, "correct": not o.get("correct", False)} for o in SINGLE["options"]]),
        edited("revision", to=1),
    ],
)
def test_what_is_asked_changes(data):
    assert meaning(data) != SAME


def test_the_author_decides_with_a_revision():
    none, one, other = (edited("revision", to=n) for n in (0, 1, 2))
    assert len({meaning(none), meaning(one), meaning(other)}) == 3
    assert [question(**d).keeps for d in (SINGLE, none, one)] == [False, True, False]
    assert meaning({**one, "stem": "题干改了一个错字"}) == meaning(one)
    assert meaning({**one, "id": "other"}) != meaning(one)


def test_a_meaning_is_the_same_in_every_build_and_language():
    assert re.fullmatch("[0-9a-f]{16}", SAME)
    item = question(**SINGLE)
    assert item.lower("zh", "").meaning == item.lower("en", "").meaning == item.meaning()


papers = st.lists(
    st.integers(1, 8).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), min_size=1, max_size=6
)


def grade(points: int, of: int) -> Grade:
    return Grade(points, of, right=points == of)


@given(papers, st.integers(0, 1000))
def test_every_question_weighs_the_same_and_nothing_is_rounded(paper, mark):
    made = quiz(*({**SINGLE, "id": f"q{n}"} for n in range(len(paper))), **{"pass": mark / 1000})
    share = sum((Fraction(p, of) for p, of in paper), Fraction(0)) / len(paper)
    points, of = score([grade(*g) for g in paper])
    assert Fraction(points, of) == share
    assert of % len(paper) == 0
    assert made.pass_mark == mark
    assert made.passes({f"q{n}": grade(*g) for n, g in enumerate(paper)}) == (share >= Fraction(mark, 1000))


def test_four_of_five_is_a_pass_whichever_question_was_wrong():
    made = quiz(*({**SINGLE, "id": f"q{n}"} for n in range(5)), **{"pass": 0.8})
    full = [grade(1, 1), grade(1, 1), grade(1, 1), grade(4, 4), grade(3, 3)]
    for wrong in range(5):
        paper = [replace(g, points=0, right=False) if n == wrong else g for n, g in enumerate(full)]
        assert made.passes({f"q{n}": g for n, g in enumerate(paper)})
    assert score([grade(1, 1)] * 4 + [grade(2, 3)]) == (14, 15)
    assert score([Grade(0, 0, right=True), grade(1, 1)]) == (1, 1)


def test_a_must_pass_question_decides():
    made = quiz({**SINGLE, "id": "a"}, {**SINGLE, "id": "b", "critical": True}, **{"pass": 0.5})
    right, wrong = Grade(1, 1, right=True), Grade(0, 1, right=False)
    assert made.passes({"a": wrong, "b": right})
    assert not made.passes({"a": right, "b": wrong})


def test_the_browser_scores_and_passes_alike():
    jobs: list[dict[str, Any]] = []
    expected: list[Any] = []

    @settings(max_examples=150, phases=[Phase.generate])
    @given(papers, st.sampled_from([0, 500, 600, 667, 700, 800, 1000]), st.booleans())
    def gather(paper, mark, critical):
        grades = [grade(*g) for g in paper]
        plain = [{"points": g.points, "of": g.of, "right": g.right, "parts": {}} for g in grades]
        jobs.append({"job": "passes", "grades": plain, "critical": critical, "mark": mark})
        jobs.append({"job": "score", "grades": plain})
        items = [{**SINGLE, "id": f"q{n}"} for n in range(len(grades))]
        made = quiz(*items, {**SINGLE, "id": "m", "critical": True}, **{"pass": mark / 1000})
        must = {"m": Grade(0, 0, right=critical)}
        points, of = score(grades)
        expected.append(made.passes({**{f"q{n}": g for n, g in enumerate(grades)}, **must}))
        expected.append({"points": points, "of": of})

    gather()
    assert browser_code.ask(jobs) == expected
