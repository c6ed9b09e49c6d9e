"""The meaning of a question: kept through edits that ask the same, changed by those that do not, or by the author."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import browser_code
import pytest
from building import SINGLE, question, quiz
from hypothesis import given
from hypothesis import strategies as st

from generator.model.question import Grade


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
    one, other = (edited("revision", to=n) for n in (1, 2))
    assert meaning(one) != meaning(other)
    assert meaning({**one, "stem": "题干改了一个错字"}) == meaning(one)
    assert meaning({**one, "id": "other"}) != meaning(one)


def test_a_meaning_is_the_same_in_every_build_and_language():
    assert re.fullmatch("[0-9a-f]{16}", SAME)
    item = question(**SINGLE)
    assert item.lower("zh", "").meaning == item.lower("en", "").meaning == item.meaning()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=5), st.integers(0, 1000))
def test_passing_is_counted_in_whole_numbers(points, mark):
    made = quiz(*({**SINGLE, "id": f"q{n}"} for n in range(len(points))), **{"pass": mark / 1000})
    grades = {f"q{n}": Grade(min(g, o), o, right=g >= o) for n, (g, o) in enumerate(points)}
    got, of = sum(g.points for g in grades.values()), sum(g.of for g in grades.values())
    assert made.pass_mark == mark
    assert made.passes(grades) == (got * 1000 >= mark * of)


def test_a_must_pass_question_decides():
    made = quiz({**SINGLE, "id": "a"}, {**SINGLE, "id": "b", "critical": True}, **{"pass": 0.5})
    right, wrong = Grade(1, 1, right=True), Grade(0, 1, right=False)
    assert made.passes({"a": wrong, "b": right})
    assert not made.passes({"a": right, "b": wrong})


def test_the_browser_passes_alike():
    jobs, expected = [], []
    for mark in (0, 500, 600, 667, 700, 800, 1000):
        for got in range(11):
            for critical in (True, False):
                grades = [{"points": got, "of": 10, "right": got == 10, "parts": {}}]
                jobs.append({"job": "passes", "grades": grades, "critical": critical, "mark": mark})
                made = quiz({**SINGLE, "id": "a"}, {**SINGLE, "id": "m", "critical": True}, **{"pass": mark / 1000})
                must = Grade(0, 0, right=critical)
                expected.append(made.passes({"a": Grade(got, 10, right=got == 10), "m": must}))
    assert browser_code.ask(jobs) == expected
