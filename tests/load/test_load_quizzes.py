"""Quizzes: every question checked by its own type, at the line of its own fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Compiled, compile_folder, edit

QUIZ = "quizzes/t1/c1-3.yml"
CASES = "quizzes/t1/c1-3-cases.yml"


def after(root: Path, name: str, find: str, put: str) -> Compiled:
    edit(root, name, find, put)
    return compile_folder(root)


def test_every_type_is_read(minimal_project: Path) -> None:
    library = compile_folder(minimal_project).library
    types = [i.type for q in library.quizzes.values() for i in q.items]
    assert set(types) == {"single", "multiple", "truefalse", "order", "match", "reflection", "scenario"}


@pytest.mark.parametrize(
    ("name", "find", "put", "code", "marked"),
    [
        (QUIZ, "{id: b, text: {zh: 谈", "{id: a, text: {zh: 谈", "option-duplicate", "a"),
        (QUIZ, "{zh: 他最近很懒", "{zh: 以上都不对", "option-all-of-above", "{zh: 以上都不对, en: Note a}"),
        (QUIZ, ", feedback: {zh: 打 110, en: Call 110}}", "}", "option-feedback", None),
        (QUIZ, "correct: true, text: {zh: 周三", "text: {zh: 周三", "single-key", None),
        (QUIZ, "correct: true, text: {zh: 时间", "text: {zh: 时间", "multiple-key", None),
        (CASES, "start: n1", "start: e1", "case-unknown-node", "e1"),
        (CASES, "quality: poor, next: e2", "quality: poor, next: e3", "case-unknown-node", "e3"),
        (CASES, "- id: n2", "- id: n1", "case-duplicate-node", None),
    ],
)
def test_a_fault_of_a_question_is_at_its_line(  # noqa: PLR0917 - the columns of a table
    minimal_project: Path, name: str, find: str, put: str, code: str, marked: str | None
) -> None:
    project = after(minimal_project, name, find, put)
    problem = next(d for d in project.diagnostics if d.code == code)
    assert problem.span.file == name
    assert marked is None or project.marked(problem) == marked


def test_a_case_that_goes_in_a_circle_ends_nowhere(minimal_project: Path) -> None:
    for find, put in (
        ("poor, next: e2}\n      - id: n2", "poor, next: n1}\n      - id: n2"),
        ("next: e1", "next: n1"),
        ("poor, next: e2", "poor, next: n2"),
    ):
        edit(minimal_project, CASES, find, put)
    codes = compile_folder(minimal_project).codes
    assert codes.count("case-endless") == 1
    assert codes.count("case-unreachable") == 2


def test_a_case_may_return_to_an_earlier_step(minimal_project: Path) -> None:
    assert after(minimal_project, CASES, "quality: poor, next: e2", "quality: poor, next: n1").text() == ""


def test_one_id_is_given_once_over_all_quizzes(minimal_project: Path) -> None:
    project = after(minimal_project, CASES, "id: t1-c1-3-case1", "id: t1-c1-3-q1")
    problem = project.only("duplicate-id")
    assert (problem.span.file, problem.params["other"]) == (QUIZ, f"{CASES}:5")


def test_a_file_that_is_no_quiz_is_named(minimal_project: Path) -> None:
    (minimal_project / "quizzes/notes.md").write_text("x", encoding="utf-8")
    assert compile_folder(minimal_project).only("file-unknown").span.file == "quizzes/notes.md"


def test_a_quiz_without_questions_is_refused(minimal_project: Path) -> None:
    (minimal_project / "quizzes/none.yml").write_text("id: none\ntitle: 空\nitems: []\n", encoding="utf-8")
    problem = compile_folder(minimal_project).only("field-value")
    assert (problem.span.file, problem.span.line, problem.params["field"]) == ("quizzes/none.yml", 3, "items")


def test_answers_are_only_true_or_false(minimal_project: Path) -> None:
    project = after(minimal_project, QUIZ, "answer: false", "answer: 也许")
    problem = project.only("field-type")
    assert project.marked(problem) == "也许"
