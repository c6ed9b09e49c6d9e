"""Grades: what each type gives for whole, partial and hostile answers, and the same in the browser for all of them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import browser_code
import pytest
from building import question
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from models import MODELS, cases, cases_of, junk, numbers, words

from generator.model.question import Grade
from generator.questions import QUESTION_TYPES
from generator.questions.fold import fold, read_number


def option(name: str, correct: bool = False) -> dict[str, Any]:
    return {"id": name, "text": name, "feedback": "因", "correct": correct}


def made(kind: str, **fields: Any):
    return question(id="q", type=kind, stem="题", **fields)


ABC = [option("a", True), option("b", True), option("c")]
PAIRS = [{"id": n, "left": n, "right": n} for n in "ab"]
GAPS = [
    {"id": "g", "options": [option("a", True), option("b")]},
    {"id": "h", "options": [option("b", True), option("c")]},
]
BLANKS = [{"id": "days", "accept": ["两周", "14天"]}, {"id": "who", "accept": [{"zh": "家长", "en": "Parents"}]}]
VERDICTS = {"true": "是", "false": "否"}


@pytest.mark.parametrize(
    ("item", "answer", "points", "of"),
    [
        (made("single", options=[option("a"), option("b", True)]), "b", 1, 1),
        (made("single", options=[option("a"), option("b", True)]), "a", 0, 1),
        (made("multiple", options=ABC), ["a", "b"], 1, 1),
        (made("multiple", options=ABC), ["b", "a"], 1, 1),
        (made("multiple", options=ABC), ["a"], 0, 1),
        (made("multiple", options=ABC, scoring="partial"), ["a"], 1, 2),
        (made("multiple", options=ABC, scoring="partial"), ["a", "b", "c"], 1, 2),
        (made("multiple", options=ABC, scoring="partial"), ["c"], 0, 2),
        (made("multiple", options=ABC), ["a", "a", "b"], 0, 1),
        (made("truefalse", answer=False, feedback=VERDICTS), False, 1, 1),
        (made("truefalse", answer=False, feedback=VERDICTS), 0, 0, 1),
        (made("truefalse", answer=True, feedback=VERDICTS), "true", 0, 1),
        (made("fill", blanks=BLANKS), ["两 周。", "ＰＡＲＥＮＴＳ"], 1, 1),
        (made("fill", blanks=BLANKS), ["三周", "家长"], 0, 1),
        (made("fill", blanks=BLANKS, scoring="partial"), ["三周", "家长"], 1, 2),
        (made("fill", blanks=BLANKS), ["两周"], 0, 1),
        (made("numeric", answer=30, tolerance=2, unit="分钟"), "３２ 分钟", 1, 1),
        (made("numeric", answer=30, tolerance=2, unit="分钟"), "32.000001", 0, 1),
        (made("numeric", answer="0.1", tolerance="0.2"), "0.3", 1, 1),
        (made("numeric", answer=-5), "−5", 1, 1),
        (made("numeric", answer=30), "三十", 0, 1),
        (made("numeric", answer=30), 30, 0, 1),
        (made("order", options=ABC), ["a", "b", "c"], 1, 1),
        (made("order", options=ABC, scoring="partial"), ["a", "c", "b"], 1, 3),
        (made("order", options=ABC, scoring="partial"), ["a", "b"], 0, 3),
        (made("match", pairs=PAIRS), {"a": "a", "b": "b"}, 1, 1),
        (made("match", pairs=PAIRS, scoring="partial"), {"a": "a", "b": "a"}, 1, 2),
        (made("match", pairs=PAIRS, scoring="partial"), {"a": "a", "x": "a"}, 0, 2),
        (made("cloze", text="", gaps=GAPS), {"g": "a", "h": "b"}, 1, 1),
        (made("cloze", text="", gaps=GAPS, scoring="partial"), {"g": "a"}, 1, 2),
        (made("reflection"), "想了很多", 0, 0),
        (made("survey", scale=["少", "多"], rows=[{"id": "r", "text": "句"}]), {"r": 1}, 0, 0),
    ],
)
def test_what_an_answer_is_worth(item, answer, points, of):
    grade = item.grade(answer)
    assert (grade.points, grade.of, grade.right) == (points, of, points == of)
    assert item.grade(None).points == 0


def as_json(grade: Grade) -> dict[str, Any]:
    return {"points": grade.points, "of": grade.of, "right": grade.right, "parts": dict(grade.parts)}


def gathered(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """Examples of a strategy, to be asked of Node in one go: a process for each would take minutes."""
    found: list[Any] = []

    @settings(max_examples=count, phases=[Phase.generate], derandomize=True)
    @given(strategy)
    def gather(example: Any) -> None:
        found.append(example)

    gather()
    return found


# One right, one partly right and one wrong answer of every type that gives points in part.
SURE: list[tuple[dict[str, Any], Any]] = [
    ({"id": "q", "stem": "题", "type": kind, "scoring": "partial", **fields}, answer)
    for kind, fields, answers in [
        ("multiple", {"options": ABC}, (["a", "b"], ["a"], ["c"])),
        ("fill", {"blanks": BLANKS}, (["两周", "家长"], ["两周", "老师"], ["三天", "老师"])),
        ("match", {"pairs": PAIRS}, ({"a": "a", "b": "b"}, {"a": "a", "b": "a"}, {"a": "b", "b": "a"})),
        ("order", {"options": ABC}, (["a", "b", "c"], ["a", "c", "b"], ["b", "c", "a"])),
        ("cloze", {"text": "", "gaps": GAPS}, ({"g": "a", "h": "b"}, {"g": "a", "h": "c"}, {"g": "b", "h": "c"})),
    ]
    for answer in answers
]


@cache
def examples() -> list[tuple[dict[str, Any], Any]]:
    """Generated ones, as many of each type, and a few that no change of the generator can take away."""
    each = [gathered(cases_of(kind), 60) for kind in MODELS]
    return SURE + [example for found in each for example in found]


def test_the_browser_gives_the_same_grade():
    items = [question(**model) for model, _ in examples()]
    jobs = [
        {"job": "grade", "model": {"id": i.id, "type": i.type, **i.key()}, "answer": answer}
        for i, (_, answer) in zip(items, examples(), strict=True)
    ]
    browser = browser_code.ask(jobs)
    for job, item, grade in zip(jobs, items, browser, strict=True):
        assert as_json(item.grade(job["answer"])) == grade, json.dumps(job, ensure_ascii=False)


def test_the_examples_reach_right_partial_and_wrong_answers_of_every_type():
    """The test above can fail: what it compares is not all zero."""
    seen: dict[str, set[str]] = {}
    for model, answer in examples():
        grade = question(**model).grade(answer)
        kind = "right" if grade.right else "partly" if any(grade.parts.values()) else "wrong"
        seen.setdefault(model["type"], set()).add(kind)
    assert set(seen) == set(QUESTION_TYPES) - {"scenario"}
    for kind in ("multiple", "fill", "match", "order", "cloze"):
        assert seen[kind] == {"right", "partly", "wrong"}, kind


@given(cases.map(lambda c: c[0]), junk)
def test_no_answer_raises_and_no_grade_is_out_of_range(model, answer):
    item = question(**model)
    grade = item.grade(answer)
    assert 0 <= grade.points <= grade.of
    assert grade.right == (grade.points == grade.of)
    assert item.graded == (grade.of > 0)


@pytest.mark.parametrize(
    "huge", ["9" * 500_000, "." * 500_000 + "x", "　" * 500_000, ["a"] * 100_000, {"a": "a" * 500_000}]
)
def test_a_huge_answer_is_wrong_and_quick(huge):
    for item in (made("fill", blanks=BLANKS[:1]), made("numeric", answer=3), made("multiple", options=ABC)):
        assert not item.grade(huge).right


typed = st.text(max_size=12) | st.lists(words, max_size=3).map(" ".join)


def test_the_browser_folds_and_reads_numbers_alike():
    written = gathered(typed | numbers, 400)
    jobs = [{"job": "fold", "text": t} for t in written]
    jobs += [{"job": "number", "text": t, "units": ["天", "days"]} for t in written]
    expected: list[Any] = [fold(t) for t in written]
    expected += [read_number(t, ("天", "days")) for t in written]
    assert browser_code.ask(jobs) == expected


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢＣ　１２３", "abc123"),
        ("两周。", "两周"),
        ("Two  Weeks!", "twoweeks"),
        ("。", "."),
        ("É", "é"),
        ("×", "×"),
    ],
)
def test_what_makes_no_difference(written, folded):
    assert fold(written) == folded


@given(typed)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
