"""Quizzes seen whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import on_quizzes, said_by, together
from support import edit

from generator.checks.quizzes import check_outcomes, check_quiz

check_quizzes = together(on_quizzes(check_quiz), check_outcomes)

QUIZ, CASES = "quizzes/t1/c1-3.yml", "quizzes/t1/c1-3-cases.yml"
# Each makes the right option of one question the longest.
LONGER = [
    ("周三趴到下课", "周三早读点名没应，趴到下课"),
    ("他说没睡", "他说昨晚没睡，趴到下课"),
    ("午饭剩一半", "周二的午饭剩了一半"),
]


def test_the_small_project_asks_well(minimal_project: Path) -> None:
    assert said_by(check_quizzes, minimal_project) == []


@pytest.mark.parametrize(("longer", "told"), [(1, False), (2, False), (3, True)])
def test_length_does_not_give_the_key_away(minimal_project: Path, longer: int, told: bool) -> None:
    for find, put in LONGER[:longer]:
        edit(minimal_project, QUIZ, find, put)
    assert said_by(check_quizzes, minimal_project) == ([("keys-longest", QUIZ, 1)] if told else [])


def test_a_few_questions_are_no_pattern(minimal_project: Path) -> None:
    for find, put in LONGER:
        edit(minimal_project, QUIZ, find, put)
    edit(minimal_project, QUIZ, "id: t1-c1-3-q4\n    type: single", "id: t1-c1-3-q4\n    type: order")
    assert said_by(check_quizzes, minimal_project) == []


def test_every_outcome_is_asked(minimal_project: Path) -> None:
    edit(minimal_project, "courses/t1/c1-3.md", "themes:", "  - {id: c1-3-o2, text: 能说出该告诉谁}\nthemes:")
    ((code, file, _),) = said_by(check_quizzes, minimal_project)
    assert (code, file) == ("outcome-unasked", "courses/t1/c1-3.md")
    edit(minimal_project, CASES, "outcomes: [c1-3-o1]", "outcomes: [c1-3-o1, c1-3-o2]")
    assert said_by(check_quizzes, minimal_project) == []


def test_a_quiz_of_another_unit_does_not_count(minimal_project: Path) -> None:
    for name in (QUIZ, CASES):
        edit(minimal_project, name, "unit: course/t1/c1-3\n", "")
    assert [c for c, _, _ in said_by(check_quizzes, minimal_project)] == ["outcome-unasked"]


def test_every_question_names_its_source_but_a_reflection(minimal_project: Path) -> None:
    edit(minimal_project, CASES, "    source: {law: jwf, article: 16}\n", "")
    assert said_by(check_quizzes, minimal_project) == [("item-source", CASES, 5)]
