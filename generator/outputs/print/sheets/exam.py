"""An exam on paper: three forms with cover and answer sheet; keys and the table of outcomes kept apart.

A page of the kind `exam` says what its papers are; a course without one gets them from the quizzes of its units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from generator.model import blocks as b
from generator.model.exam import BlueprintGroup
from generator.model.page import Citation
from generator.model.question import Question, Quiz
from generator.outputs.print import questions
from generator.outputs.print.draw import FORMS, Draw, draw
from generator.outputs.print.frame import Frame, cell, heading, paragraph
from generator.outputs.print.sheet import Sheet
from generator.pages.course import CourseMeta, UnitMeta
from generator.pages.exam import ExamMeta, exam_banks

MARKS = 100
IDENTITY = (("name", "number"), ("post", "day"), ("room", "seat"))
RULES = 5
ANSWERS_ACROSS = 2  # columns of the answer sheet


@dataclass(frozen=True, slots=True)
class Plan:
    """What a paper is made of: the bank, how many questions of what, the share that passes, the minutes it takes."""

    bank: Sequence[Quiz]
    parts: int | Sequence[BlueprintGroup] = 20
    share: float = 0.8
    minutes: int = 45


def sheets(frame: Frame) -> tuple[Sheet, ...]:
    """Every form of an exam page with its answer sheet, then the keys and the table."""
    meta = frame.page.meta
    assert isinstance(meta, ExamMeta)
    bank = exam_banks(meta, frame.compilation.library)
    return _written(frame, Plan(bank, meta.blueprint, meta.pass_, meta.minutes))


def of_course(frame: Frame) -> tuple[Sheet, ...]:
    """The same for a course which has no exam page: nothing where it has no questions either."""
    meta, library = frame.page.meta, frame.compilation.library
    assert isinstance(meta, CourseMeta)
    if any(isinstance(p.meta, ExamMeta) and p.meta.course == meta.id for p in library.of_kind("exam")):
        return ()
    units = set(meta.core).union(*meta.tracks.values())
    quizzes = [q for _, q in sorted(library.quizzes.items()) if q.unit in units]
    # A quiz of nothing but branching cases is the unit's cases, which have cards of their own.
    return _written(frame, Plan([q for q in quizzes if any(i.type != "scenario" for i in q.items)]))


def _written(frame: Frame, plan: Plan) -> tuple[Sheet, ...]:
    drawn = draw(plan.bank, plan.parts, frame.seed or frame.document.id, frame.compilation.library)
    return tuple(_sheets(frame, drawn, plan)) if drawn.slots else ()


def _sheets(frame: Frame, drawn: Draw, plan: Plan) -> Iterator[Sheet]:
    t, title = frame.t, frame.document.title
    running = replace(frame.running(helped=False), foot=t("exam-seed", seed=drawn.seed))
    keys = []
    for number, form in enumerate(FORMS):
        asked = drawn.paper(number)
        items = tuple(_item(q, frame) for q in asked)
        seeds = tuple(f"{drawn.seed}/{form}/{i.id}" for i in items)
        bound = {"bound": f"{frame.file('exam')} {form}", "formats": ("pdf", "docx")}
        run = replace(running, right=t("exam-form", form=form))
        cover = (*_cover(frame, len(items), plan), b.PageBreak())
        body = [
            x for n, (i, s) in enumerate(zip(items, seeds, strict=True), 1) for x in questions.ask(i, n, s, frame.lang)
        ]
        name = t("exam-title", title=title, form=form)
        yield frame.sheet(
            f"exam-{form.lower()}",
            name,
            "exam",
            (*cover, *body),
            running=run,
            told=drawn.unfit if not number else (),
            file=f"{frame.file('exam')} {form}",
            **bound,
        )
        yield frame.sheet(
            f"answers-{form.lower()}",
            t("answers-title", form=form),
            "exam",
            tuple(_answers(frame, items, seeds)),
            running=run,
            pages=1,
            file=f"{frame.file('answers')} {form}",
            **bound,
        )
        key = questions.key(items, seeds, frame.lang)
        keys.append(
            frame.sheet(
                f"key-{form.lower()}",
                t("exam-key", form=form),
                "form",
                key,
                running=replace(running, right=t("exam-secret")),
                file=f"{frame.file('exam-key')} {form}",
                formats=("pdf", "docx"),
            )
        )
    yield from keys
    yield frame.sheet(
        "outcomes",
        t("outcomes-title", title=title),
        "form",
        (_outcomes(frame, drawn),),
        running=replace(running, right=t("exam-secret")),
        formats=("pdf", "docx"),
    )


def _item(question: Question, frame: Frame) -> b.Item:
    source: Citation | None = question.source
    item = question.lower(frame.lang, frame.context.cite(source) if source else "")
    assert isinstance(item, b.Item), "draw() takes no branching case"
    return item


# --- cover and answers ------------------------------------------------------


def _cover(frame: Frame, count: int, plan: Plan) -> Iterator[b.Block]:
    t = frame.t
    yield paragraph(frame.school or frame.running().left, "subtitle")
    each = MARKS // count if MARKS % count == 0 else 0
    total = MARKS if each else count
    facts = t(
        "exam-facts",
        count=count,
        each=each or 1,
        total=total,
        least=ceil(Fraction(str(plan.share)) * total),
        minutes=plan.minutes,
    )
    yield paragraph(facts, "center")
    rows = tuple(
        tuple(c for name in pair for c in (cell(t(f"exam-{name}").rstrip("：: "), head=True), cell("")))
        for pair in IDENTITY
    )
    yield b.Grid((2.0, 5.0, 2.0, 5.0), rows, t("exam-identity"), tall=11)
    yield heading(t("exam-rules"))
    yield b.ListBlock(
        tuple(b.ListItem((paragraph(t(f"exam-rule-{n}"), "flush"),)) for n in range(1, RULES + 1)), ordered=True
    )
    marked = (cell(t("exam-score"), head=True), cell(""), cell(t("exam-marker"), head=True), cell(""))
    yield b.Grid((2.0, 5.0, 2.0, 5.0), (marked,), t("exam-score"), tall=14)


def _answers(frame: Frame, items: tuple[b.Item, ...], seeds: tuple[str, ...]) -> Iterator[b.Block]:
    """Name and number once more, then for every question the letters to fill in or a line to write the answer on."""
    t = frame.t
    rows = (tuple(c for name in IDENTITY[0] for c in (cell(t(f"exam-{name}").rstrip("：: "), head=True), cell(""))),)
    yield b.Grid((2.0, 5.0, 2.0, 5.0), rows, t("exam-identity"), tall=11)
    yield paragraph(t("answers-how"), "flush")
    lines = [_answer(n, i, s) for n, (i, s) in enumerate(zip(items, seeds, strict=True), 1)]
    half = -(-len(lines) // ANSWERS_ACROSS)
    pairs = [(lines[i], lines[i + half] if i + half < len(lines) else ("", ())) for i in range(half)]
    head = (cell(t("key-number"), head=True), cell(t("key-answer"), head=True)) * ANSWERS_ACROSS
    body = tuple(
        tuple(c for mark, content in pair for c in (cell(mark), b.Cell((b.Paragraph(content, "flush"),))))
        for pair in pairs
    )
    yield b.Grid((1.2, 6.0, 1.2, 6.0), (head, *body), t("answers-table"), heads=1, tall=10)


def _answer(number: int, item: b.Item, seed: str) -> tuple[str, b.Inlines]:
    options = questions.shown(item, seed)
    if item.control in {"one", "many"}:
        return str(number), tuple(
            x for letter, _ in zip(questions.LETTERS, options, strict=False) for x in (b.Tick(letter), b.Str("  "))
        )
    places = {"match": item.options, "fill": item.gaps, "cloze": item.gaps, "number": (item,)}.get(
        item.control, options
    )
    wide = 6 if item.control in {"fill", "number"} else 2
    if item.control != "order" and len(places) > 1:
        return str(number), tuple(
            x for at, _ in enumerate(places, 1) for x in (b.Str(f"({at})"), b.Blank(wide), b.Str(" "))
        )
    return str(number), tuple(x for _ in places for x in (b.Blank(wide), b.Str("  ")))


# --- outcomes ---------------------------------------------------------------


def _outcomes(frame: Frame, drawn: Draw) -> b.Grid:
    """Which question of which form asks for what a learner should be able to do."""
    t, library = frame.t, frame.compilation.library
    known = {
        o.id: o.text.get(frame.lang)
        for p in library.of_kind("unit")
        if isinstance(p.meta, UnitMeta)
        for o in p.meta.outcomes
    }
    at = [{q.id: n for n, q in enumerate(drawn.paper(f), 1)} for f in range(len(FORMS))]
    head = tuple(
        cell(w, head=True) for w in (*(t("exam-form", form=f) for f in FORMS), t("outcomes-what"), t("outcomes-hard"))
    )
    rows = [head]
    for slot in drawn.slots:
        first = slot.questions[0]
        asked = dict.fromkeys(o for q in slot.questions for o in q.outcomes)
        what = ("" if frame.lang == "zh" else " ").join(known.get(o, o) for o in asked)
        numbers = tuple(cell(str(at[f][slot.form(f).id])) for f in range(len(FORMS)))
        rows.append((*numbers, cell(what), cell(t(f"difficulty-{first.difficulty}"))))
    return b.Grid((1.2, 1.2, 1.2, 9.0, 1.6), tuple(rows), t("outcomes-title", title=frame.document.title), heads=1)
