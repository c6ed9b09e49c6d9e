"""Exam papers: the same from the same seed, other forms with other questions, keys that are right and kept apart."""

from __future__ import annotations

import re
from pathlib import Path

from exam_project import EXAM, exam_project
from reading_pdf import pages_text
from sheet_making import small
from support import TODAY

from generator.compile.compilation import compile_library
from generator.load.project import load_project
from generator.model import blocks as b
from generator.model.question import Quiz
from generator.model.record import Text
from generator.outputs.print import questions
from generator.outputs.print.draw import FORMS, draw
from generator.outputs.print.frame import Frame
from generator.outputs.print.pdf import write_pdf
from generator.outputs.print.sheets import exam
from generator.pages.exam import ExamMeta
from generator.questions import QuizFile


def item(number: int, **more: object) -> dict[str, object]:
    options = [
        {
            "id": letter,
            "text": f"{number} 题 {letter}",
            "feedback": f"{letter} 的话",
            **({"correct": True} if letter == "b" else {}),
        }
        for letter in "abcd"
    ]
    return {
        "id": f"q{number}",
        "type": "single",
        "stem": f"第 {number} 问",
        "options": options,
        "outcomes": ["o1"],
        **more,
    }


def bank(*items: dict[str, object], name: str = "quiz") -> Quiz:
    return QuizFile.model_validate({"id": name, "title": "题", "items": list(items)})


def course(seed: str = "") -> tuple[Frame, dict[str, list]]:
    frame = Frame(small().documents["zh"]["course/t1"], small(), seed=seed)
    sheets = exam.of_course(frame)
    return frame, {s.name: list(s.blocks) for s in sheets}


def test_one_seed_gives_one_paper_and_another_seed_another() -> None:
    quizzes = [bank(*(item(n) for n in range(30)))]
    drawn = [tuple(q.id for q in draw(quizzes, 10, seed, small().library).paper(0)) for seed in ("a", "a", "b")]

    assert drawn[0] == drawn[1] != drawn[2]
    assert len(set(drawn[0])) == 10


def test_forms_ask_other_questions_of_a_family_in_another_order() -> None:
    quizzes = [bank(*(item(n, family=f"f{n // 3}") for n in range(30)))]
    papers = [draw(quizzes, 10, "a", small().library).paper(n) for n in range(len(FORMS))]

    families = [{q.family for q in paper} for paper in papers]
    assert families[0] == families[1] == families[2]
    assert len({q.id for paper in papers for q in paper}) == 30
    assert [q.family for q in papers[0]] != [q.family for q in papers[1]]


def test_a_critical_question_is_in_every_paper_and_quizzes_take_turns() -> None:
    quizzes = [
        bank(*(item(n) for n in range(20)), name="first"),
        bank(*(item(n + 20, critical=n == 7) for n in range(20)), name="second"),
    ]
    for seed in "abcdef":
        drawn = draw(quizzes, 6, seed, small().library)
        assert "q27" in {q.id for q in drawn.paper(0)}
        assert {s.quiz for s in drawn.slots} == {"first", "second"}


def test_questions_unfit_for_paper_are_left_out_and_reported() -> None:
    long = item(3)
    long["options"][0]["text"] = "长" * 200  # type: ignore[index]
    drawn = draw([bank(item(1), {"id": "q2", "type": "reflection", "stem": "写"}, long)], 10, "a", small().library)

    assert [q.id for q in drawn.paper(0)] == ["q1"]
    assert {(d.code, d.params["id"], d.params["reason"]) for d in drawn.unfit} == {
        ("print-question", "q2", "want-unfit-unmarked"),
        ("print-question", "q3", "want-unfit-long"),
    }


def test_the_key_names_the_option_that_is_printed_under_that_letter() -> None:
    for seed in "abcdefgh":
        question = bank(item(1)).items[0]
        lowered = question.lower("zh", "")
        printed = _options(questions.ask(lowered, 1, seed, "zh"))
        assert printed[questions.answer(lowered, seed)] == "1 题 b"


def test_the_key_of_an_order_and_of_a_match_is_what_a_candidate_would_write() -> None:
    order = QuizFile.model_validate(
        {"id": "x", "title": "题", "items": [{"id": "o", "type": "order", "stem": "排", "options": [{"id": i, "text": f"第{i}"} for i in "123"]}]}
    ).items[0].lower("zh", "")  # fmt: skip
    match = QuizFile.model_validate(
        {"id": "x", "title": "题", "items": [{"id": "m", "type": "match", "stem": "配", "pairs": [{"id": i, "left": f"左{i}", "right": f"右{i}"} for i in "123"]}]}
    ).items[0].lower("zh", "")  # fmt: skip
    for seed in "abcdef":
        printed = _options(questions.ask(order, 1, seed, "zh"))
        assert [printed[letter] for letter in questions.answer(order, seed)] == ["第1", "第2", "第3"]
        assert "".join(printed.values()) != "第1第2第3"
        right = _options(questions.ask(match, 1, seed, "zh"))
        pairs = dict(re.findall(r"(\d)([A-Z])", questions.answer(match, seed)))
        assert {n: right[letter] for n, letter in pairs.items()} == {"1": "右1", "2": "右2", "3": "右3"}


def _options(blocks: b.Blocks) -> dict[str, str]:
    (group,) = blocks
    assert isinstance(group, b.Group)
    found = (re.fullmatch(r"([A-Z])\. (.*)", b.plain(x.content)) for x in group.blocks if isinstance(x, b.Paragraph))
    return {m.group(1): m.group(2) for m in found if m}


def test_a_course_has_three_papers_with_answer_sheets_keys_apart_and_a_table_of_outcomes() -> None:
    frame, _ = course("a word")
    sheets = {s.name: s for s in exam.of_course(frame)}

    assert set(sheets) == {*(f"{n}-{f}" for n in ("exam", "answers", "key") for f in "abc"), "outcomes"}
    assert sheets["exam-a"].bound == sheets["answers-a"].bound != sheets["key-a"].bound
    paper = "".join(pages_text(write_pdf((sheets["exam-a"], sheets["answers-a"]), {}).data))
    quiz = next(q for q in small().library.quizzes.values() if q.unit and any(i.type == "single" for i in q.items))
    for question in quiz.items:
        for text in (question.rationale, *(o.feedback for o in getattr(question, "options", ()))):
            assert not isinstance(text, Text) or len(text.zh) < 8 or text.zh[:12] not in paper
    assert all(word in paper for word in ("姓名", "工号", "A 卷", "答题卡", "a word"))


def test_an_exam_page_makes_the_papers_its_blueprint_asks_for_and_its_course_none(tmp_path: Path) -> None:
    loaded = load_project(exam_project(tmp_path / "school"), TODAY)
    compiled = compile_library(loaded.library, loaded.diagnostics)
    page, course = (compiled.documents["zh"][i] for i in (EXAM, "course/t1"))
    sheets = {s.name: s for s in exam.sheets(Frame(page, compiled, seed="a word"))}

    assert exam.of_course(Frame(course, compiled)) == ()
    asked = [b.plain(x.content) for x in _inside(sheets["exam-a"].blocks) if isinstance(x, b.Paragraph)]
    numbered = [text for text in asked if re.match(r"\d+\. ", text)]
    meta = page_meta(compiled.library, EXAM)
    assert len(numbered) == sum(g.items for g in meta.blueprint)
    critical = {i.stem.zh for q in loaded.library.quizzes.values() for i in q.items if i.family in meta.critical}
    assert sum(any(stem in text for stem in critical) for text in numbered) == len(meta.critical)
    assert any(f"{meta.minutes} 分钟" in text or f"{meta.minutes}分钟" in text for text in asked)


def page_meta(library, identity: str) -> ExamMeta:  # type: ignore[no-untyped-def]
    meta = library.pages[identity].meta
    assert isinstance(meta, ExamMeta)
    return meta


def _inside(blocks: b.Blocks) -> b.Blocks:
    return tuple(x for block in blocks for x in (_inside(block.blocks) if isinstance(block, b.Group) else (block,)))


def lowered(**fields: object) -> b.Item:
    made = bank({"id": "q", "stem": "问", **fields}).items[0].lower("zh", "")
    assert isinstance(made, b.Item)
    return made


def test_what_is_written_into_gaps_has_numbered_lines_on_paper_and_its_words_in_the_key() -> None:
    blanks = [{"id": "days", "accept": ["两周", "14天"], "feedback": "够久"}, {"id": "who", "accept": ["家长"]}]
    fill = lowered(type="fill", text="满 __days__ 就告诉 __who__。", blanks=blanks)
    gaps = [
        {"id": "g", "options": [{"id": i, "text": f"甲{i}", "correct": i == "2"} for i in "123"]},
        {"id": "h", "options": [{"id": i, "text": f"乙{i}", "correct": i == "3"} for i in "123"]},
    ]
    cloze = lowered(type="cloze", text="先 __g__，再 __h__。", gaps=gaps)
    number = lowered(type="numeric", answer=30, tolerance=2, unit="分钟")

    assert "满 (1)" in _words(fill)
    assert "就告诉 (2)" in _words(fill)
    assert "两周" not in _words(fill)
    assert questions.answer(fill, "a").startswith("(1) 两周")
    assert questions.answer(fill, "a").endswith("(2) 家长")
    assert any("够久" in b.plain(x.content) for x in questions.reasons(fill, "a", "zh") if isinstance(x, b.Paragraph))
    assert "分钟" in _words(number)
    assert "30" not in _words(number)
    assert questions.answer(number, "a").startswith("30")
    for seed in "abcdef":
        letters = re.findall(r"\((\d)\) ([A-Z])", questions.answer(cloze, seed))
        lists = dict(re.findall(r"^\((\d)\) (A\. .*)$", _words(cloze, seed), re.MULTILINE))
        assert [dict(re.findall(r"([A-Z])\. (\S+)", lists[n]))[letter] for n, letter in letters] == ["甲2", "乙3"]


def test_a_survey_has_a_box_for_every_step_and_no_key() -> None:
    survey = lowered(type="survey", scale=["少", "中", "多"], rows=[{"id": "r", "text": "听懂了"}])
    boxes = [x for p in _inside(questions.ask(survey, 1, "a", "zh")) for x in p.content if isinstance(x, b.Tick)]  # type: ignore[union-attr]
    assert [box.label for box in boxes] == ["1", "2", "3"]
    assert questions.answer(survey, "a") == ""
    assert draw([bank({"id": "s", "type": "survey", "stem": "问", "scale": ["少", "多"], "rows": [{"id": "r", "text": "句"}]})], 5, "a", small().library).slots == ()  # fmt: skip


def _words(item: b.Item, seed: str = "a") -> str:
    return "\n".join(
        b.plain(x.content) for x in _inside(questions.ask(item, 1, seed, "zh")) if isinstance(x, b.Paragraph)
    )
