"""Quizzes: a distractor and its feedback may quote what is wrong; a stem and a key may not."""

from __future__ import annotations

from typing import Any

from support import TODAY

from generator.checks.wording.check import check_page, check_quiz
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.question import Question, Quiz
from generator.questions.choice import Single
from generator.questions.scenario import Scenario
from generator.questions.truefalse import TrueFalse


def check_wording(library: Library) -> list[Diagnostic]:
    """The rules on all pages and quizzes."""
    pages = [d for page in library.pages.values() for d in check_page(page, library)]
    return pages + [d for key, quiz in library.quizzes.items() for d in check_quiz(key, quiz, library)]


WRONG, RIGHT = "我保证替你保密", "我陪你一起告诉能帮你的人"


def found(item: Question, title: str = "小测") -> list[str]:
    quiz = Quiz.model_validate({"id": "q", "title": title, "items": (item,)})
    return [d.code for d in check_wording(Library(TODAY, quizzes={"q": quiz}))]


def single(stem: str = "你会怎么说？", key: str = RIGHT, other: str = "先等等", **more: Any) -> Single:
    options = [
        {"id": "a", "correct": True, "text": key, "feedback": more.pop("right", "对。")},
        {"id": "b", "text": other, "feedback": more.pop("wrong", "再想想。")},
    ]
    return Single.model_validate({"id": "q1", "type": "single", "stem": stem, "options": options, **more})


def test_distractors_and_feedback_may_quote_it() -> None:
    assert found(single(other=WRONG, wrong=f"{WRONG}，说出去以后他不再信你")) == []
    assert found(single(right=f"不说{WRONG}")) == []


def test_keys_stems_rationales_and_titles_may_not() -> None:
    assert found(single(key=WRONG)) == ["sm12"]
    assert found(single(stem=f"老师说：{WRONG}。")) == ["sm12"]
    assert found(single(rationale=f"{WRONG}。")) == ["sm12"]
    assert found(single(), title="老师可以诊断学生") == ["sm11"]


def test_a_stem_that_asks_for_what_is_wrong_turns_it_round() -> None:
    assert found(single(stem="哪一句不该说？", key=WRONG, other=RIGHT)) == []
    assert found(single(stem="哪一句不该说？", key="快点", other=WRONG)) == ["sm12"]


def test_words_that_are_never_used_are_refused_in_a_distractor_too() -> None:
    assert found(single(other="自杀成功")) == ["sm02"]


def test_both_languages_are_read() -> None:
    assert found(single(key={"zh": RIGHT, "en": "I promise to keep it secret."})) == ["sm12"]  # type: ignore[arg-type]


def true_false(stem: str, answer: bool) -> TrueFalse:
    feedback = {"true": "看这里。", "false": "看这里。"}
    return TrueFalse.model_validate(
        {"id": "q1", "type": "truefalse", "stem": stem, "answer": answer, "feedback": feedback}
    )


def test_a_statement_that_is_false_may_hold_it() -> None:
    assert found(true_false("老师可以诊断学生。", answer=False)) == []
    assert found(true_false("老师可以诊断学生。", answer=True)) == ["sm11"]


def scenario(**put: str) -> Scenario:
    text = {"best": RIGHT, "poor": "先等等", "after": "他走了", "good": "好", "hard": "难", **put}
    choice = {"feedback": "再想想。"}
    return Scenario.model_validate({
        "id": "q1", "type": "scenario", "title": "案例", "stem": "他来了。", "start": "n1", "debrief": "回头看。",
        "first_sentence": "写下第一句话。",
        "nodes": [
            {"id": "n1", "text": "他不说话。", "choices": [
                {**choice, "id": "a", "text": text["best"], "quality": "best", "next": "e1"},
                {**choice, "id": "b", "text": text["poor"], "quality": "poor", "next": "n2"},
            ]},
            {"id": "n2", "text": text["after"], "choices": [
                {**choice, "id": "a", "text": "追上去", "quality": "best", "next": "e1"},
                {**choice, "id": "b", "text": "算了", "quality": "poor", "next": "e2"},
            ]},
        ],
        "endings": [
            {"id": "e1", "tone": "good", "title": "甲", "text": text["good"]},
            {"id": "e2", "tone": "hard", "title": "乙", "text": text["hard"]},
        ],
    })  # fmt: skip


def test_the_wrong_turns_of_a_case_may_hold_it() -> None:
    for place in ("poor", "after", "hard"):
        assert found(scenario(**{place: WRONG})) == [], place


def test_the_right_turns_of_a_case_may_not() -> None:
    for place in ("best", "good"):
        assert found(scenario(**{place: WRONG})) == ["sm12"], place
