"""Quizzes: every question checked by its own type, at the line of its own fault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support import Compiled, compile_folder, edit

from generator.load.layers import Layer
from generator.load.quizzes import QuizReader
from generator.model.record import LANGS
from generator.outputs.site.html import HtmlWriter
from generator.outputs.site.questions import write_question
from generator.questions.draw import first_paper

TESTS = Path(__file__).resolve().parents[1]

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


# --- a question that is refused leaves its quiz standing ----------------------------------------------------------


def test_one_bad_question_is_told_and_the_others_stay(minimal_project: Path) -> None:
    before = len(compile_folder(minimal_project).library.quizzes["t1-c1-3"].items)
    project = after(minimal_project, QUIZ, "type: multiple", "type: mutliple")
    assert project.codes == ["field-value"]
    items = project.library.quizzes["t1-c1-3"].items
    assert len(items) == before - 1
    assert "t1-c1-3-q5" not in {i.id for i in items}


def test_faults_after_a_refused_question_are_still_at_their_lines(minimal_project: Path) -> None:
    edit(minimal_project, QUIZ, "type: multiple", "type: mutliple")
    project = after(minimal_project, QUIZ, ", feedback: {zh: 打 110, en: Call 110}}", "}")
    assert sorted(project.codes) == ["field-value", "option-feedback"]
    assert "报警" in project.library.files[QUIZ].split("\n")[project.only("option-feedback").span.line - 1]


def test_what_names_a_refused_question_or_quiz_is_not_reported_on_top(minimal_project: Path) -> None:
    assert after(minimal_project, CASES, "quality: best", "quality: bset").codes == ["field-value"]
    assert after(minimal_project, QUIZ, "pass: 0.8", "pass: 8").codes == ["field-value", "field-value"]


# --- hostile files ------------------------------------------------------------------------------------------------

EVERY = yaml.load((TESTS / "cases" / "questions" / "quizzes" / "every.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
WALK = yaml.load((TESTS / "cases" / "questions" / "quizzes" / "alone.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)[
    "items"
][1]
junk = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**18) | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in inner:
        yield (*path, step)
        yield from places(part, (*path, step))


SEED = {**EVERY, "items": [*EVERY["items"], WALK]}
PLACES = sorted(places(SEED), key=str)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), junk, st.booleans()), min_size=1, max_size=3))
def test_no_quiz_file_raises(tmp_path_factory: pytest.TempPathFactory, faults: list[Any]) -> None:
    """Any value in any place, or none there: problems are told, what is left can be shown, drawn and graded."""
    data = deepcopy(SEED)
    for path, value, remove in faults:
        place: Any = data
        try:
            for step in path[:-1]:
                place = place[step]
            if remove:
                del place[path[-1]]
            else:
                place[path[-1]] = value
        except (TypeError, KeyError, IndexError):
            continue  # an earlier fault took the place away
    root = tmp_path_factory.getbasetemp() / "hostile"
    (root / "quizzes").mkdir(parents=True, exist_ok=True)
    (root / "quizzes" / "q.yml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    reader = QuizReader()
    reader.read(Layer(0, root, ""))
    reader.settle()
    for quiz in reader.quizzes.values():
        for item in quiz.items:
            item.grade(item.key().get("key"))
            assert len(item.meaning()) == 16
            for lang in LANGS:
                write_question(item.lower(lang, ""), HtmlWriter(lang, lambda target: target))
        first_paper(quiz)
    assert reader.quizzes or reader.problems
