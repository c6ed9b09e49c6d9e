"""Quizzes seen whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from exam_project import exam_project
from making import on_quizzes, said_by, together
from support import edit

from generator.checks.exams import check_exams
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
    without_keys = [
        ("q4\n    type: single", "q4\n    type: reflection"),
        ("q5\n    type: multiple", "q5\n    type: reflection"),
    ]
    for find, put in without_keys:
        edit(minimal_project, QUIZ, find, put)
    assert said_by(check_quizzes, minimal_project) == []


def several(root: Path, *keys: str) -> None:
    """Adds a multiple choice for each of `keys`: what its first right option says; the others have four characters."""
    rest = "{id: b, correct: true, text: 写下时间}, {id: c, text: 写下猜想}, {id: d, text: 写下评语}"
    with (root / QUIZ).open("a", encoding="utf-8") as out:
        for n, words in enumerate(keys):
            options = f"[{{id: a, correct: true, text: {words}}}, {rest}]"
            out.write(
                f"  - {{id: more-{n}, type: multiple, stem: 哪几条？, source: {{law: jwf, article: 23}}, options: {options}}}\n"
            )


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("写下原话和时间",) * 4, True),
        (("写下原话和时间",) * 3 + ("原话",) * 2, False),  # three of six
        (("写下原话",) * 4, False),
        (("原话",) * 4, False),
    ],
)
def test_length_does_not_give_away_several_keys_either(
    minimal_project: Path, keys: tuple[str, ...], told: bool
) -> None:
    several(minimal_project, *keys)
    found = [c for c, _, _ in said_by(check_quizzes, minimal_project) if c != "item-translation"]
    assert found == (["keys-longest"] if told else [])


def test_few_of_each_kind_are_a_pattern_together(minimal_project: Path) -> None:
    """Three of three single choices and two of three multiple ones: too few of either, five of six in all."""
    for find, put in LONGER:
        edit(minimal_project, QUIZ, find, put)
    edit(minimal_project, QUIZ, "q4\n    type: single", "q4\n    type: reflection")
    several(minimal_project, *("写下原话和时间",) * 2)
    found = [c for c, _, _ in said_by(check_quizzes, minimal_project) if c != "item-translation"]
    assert found == ["keys-longest"]


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


def families(root: Path, count: int, quiz: str = QUIZ) -> None:
    """Puts the first `count` questions of the quiz into one family."""
    for n in range(1, count + 1):
        edit(root, quiz, f"id: t1-c1-3-q{n}\n", f"id: t1-c1-3-q{n}\n    family: facts\n")


@pytest.mark.parametrize(("count", "told"), [(1, True), (2, True), (3, False), (4, False)])
def test_a_quiz_that_counts_has_three_forms_of_a_family(minimal_project: Path, count: int, told: bool) -> None:
    families(minimal_project, count)
    found = [c for c, _, _ in said_by(check_quizzes, minimal_project)]
    assert found == (["family-forms"] if told else [])


@pytest.mark.parametrize(("count", "told"), [(1, False), (2, True), (3, False)])
def test_a_self_check_may_name_a_family_of_one(minimal_project: Path, count: int, told: bool) -> None:
    families(minimal_project, count)
    edit(minimal_project, QUIZ, "unit: course/t1/c1-3\n", "")
    found = [c for c, _, _ in said_by(check_quizzes, minimal_project) if c != "outcome-unasked"]
    assert found == (["family-forms"] if told else [])


def without_families(root: Path) -> None:
    for n in (10, 11, 12):
        edit(
            root,
            QUIZ,
            f"id: t1-c1-3-q{n}\n    type: truefalse\n    family: keep-apart\n",
            f"id: t1-c1-3-q{n}\n    type: truefalse\n",
        )


@pytest.mark.parametrize(
    ("rule", "told"),
    [("", True), ("attempts: 2\n", True), ("attempts: 1\n", False), ("draw: 11\n", True), ("draw: 3\n", False)],
)
def test_a_retake_is_another_paper(minimal_project: Path, rule: str, told: bool) -> None:
    """Without families it is, where not all questions are drawn; and where there is no retake, nobody needs it."""
    without_families(minimal_project)
    edit(minimal_project, QUIZ, "pass: 0.8\n", f"pass: 0.8\n{rule}")
    assert said_by(check_quizzes, minimal_project) == ([("family-none", QUIZ, 1)] if told else [])


def test_a_self_check_needs_no_families(minimal_project: Path) -> None:
    without_families(minimal_project)
    edit(minimal_project, QUIZ, "unit: course/t1/c1-3\n", "")
    assert "family-none" not in [c for c, _, _ in said_by(check_quizzes, minimal_project)]


def test_too_few_forms_of_an_exam_are_told_once(tmp_path: Path) -> None:
    root = exam_project(tmp_path / "p")
    bank = root / "quizzes" / "exams" / "demo.yml"
    text = bank.read_text("utf-8")
    at = text.index("  - id: demo-promise-c")
    after = text.find("\n  - id:", at + 1)
    bank.write_text(text[:at] + text[after + 1 :] if after > 0 else text[:at], "utf-8")
    found = [c for check in (check_quizzes, check_exams) for c, _, _ in said_by(check, root)]
    assert found == ["exam-forms"]
    page = root / "courses" / "t1" / "exam.md"
    page.unlink()
    (root / "courses" / "t1" / "exam.en.md").unlink(missing_ok=True)
    found = [c for check in (check_quizzes, check_exams) for c, _, _ in said_by(check, root)]
    assert found == ["family-forms"], "a bank that no exam counts is counted by itself"


def test_every_question_names_its_source_but_a_reflection(minimal_project: Path) -> None:
    edit(minimal_project, CASES, "    source: {law: jwf, article: 16}\n", "")
    assert said_by(check_quizzes, minimal_project) == [("item-source", CASES, 5)]
