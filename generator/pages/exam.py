"""A sealed exam's page: its blueprint in the front matter, its papers without any key below the author's words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model import blocks as b
from generator.model.exam import (
    CONTROLS,
    BlueprintGroup,
    Exam,
    commitment,
    draw_papers,
    keyless,
    paper_hash,
)
from generator.model.library import Library
from generator.model.page import Body, Page, PageMeta
from generator.model.question import Question, Quiz
from generator.model.record import Id, PageId
from generator.pages.context import Context, flow
from generator.pages.kind import PageKind

Mode = Literal["unsupervised", "supervised"]


class ExamMeta(PageMeta):
    """Front matter of an exam: what its papers are drawn from, and how they are sat and sealed."""

    kind: Literal["exam"]
    course: PageId | None = None
    banks: tuple[Id, ...] = Field(min_length=1)
    minutes: Annotated[int, Field(ge=5, le=240)]
    pass_: Annotated[float, Field(gt=0, le=1, alias="pass")]
    forms: Annotated[int, Field(ge=1, le=12)] = 3
    blueprint: tuple[BlueprintGroup, ...] = Field(min_length=1)
    critical: tuple[Id, ...] = ()
    supervision: tuple[Mode, ...] = Field(min_length=1, default=("unsupervised",))
    key: Id | None = None  # without one the exam is not open yet
    passcode: bool = False
    commitment: bool = False


def exam_banks(meta: ExamMeta, library: Library) -> tuple[Quiz, ...]:
    """The banks that the exam names and that are there."""
    return tuple(library.quizzes[i] for i in meta.banks if i in library.quizzes)


def exam_families(banks: tuple[Quiz, ...]) -> dict[str, tuple[Question, ...]]:
    """The items of the banks by family; an item without one is a family of its own."""
    families: dict[str, tuple[Question, ...]] = {}
    for bank in banks:
        for item in bank.items:
            name = item.family or item.id
            families[name] = (*families.get(name, ()), item)
    return families


def exam_of(meta: ExamMeta, library: Library) -> Exam | None:
    """The exam, ready to draw papers from; None where `checks/exams.py` has found that it cannot be."""
    banks = exam_banks(meta, library)
    families = exam_families(banks)
    if len(banks) < len(meta.banks) or not all(bank.sealed and bank.salt for bank in banks):
        return None
    items = [i for items in families.values() for i in items]
    if not all(isinstance(i.lower("zh", ""), b.Item) and i.lower("zh", "").control in CONTROLS for i in items):  # type: ignore[union-attr]
        return None
    salt = "/".join(str(bank.salt) for bank in banks)
    exam = Exam(meta.id, meta.forms, meta.blueprint, meta.critical, meta.pass_, families, salt)
    placed = {name: exam.group_of(name) for name in families}
    for group in meta.blueprint:
        own = [name for name, place in placed.items() if place is group]
        if len(own) < group.items or sum(name in meta.critical for name in own) > group.items:
            return None
    return exam


def _lower(page: Page, body: Body, context: Context) -> b.Blocks:
    meta = page.meta
    assert isinstance(meta, ExamMeta)
    library, lang = context.library, context.lang
    heading = b.Heading(2, (b.Str(context.t("exam-sit")),), "exam")
    if meta.key is None:
        closed = b.Paragraph((b.Str(context.t("exam-closed")),))
        return (*flow(body), heading, b.Group("note", (closed,)))
    exam, key = exam_of(meta, library), library.exam_keys.get(meta.key)
    passcode = library.passcodes.get(meta.id, "")
    if exam is None or key is None or (meta.passcode and not passcode):
        return flow(body)
    block = b.Exam(
        id=meta.id,
        title=page.title(lang),
        minutes=meta.minutes,
        length=exam.length,
        pass_count=exam.pass_count,
        critical=len(meta.critical),
        modes=tuple(meta.supervision),
        key_id=key.id,
        public_key=key.public,
        forms=tuple(b.ExamForm(paper_hash(p, lang), keyless(p, lang)) for p in draw_papers(exam)),
        commitment=commitment(exam) if meta.commitment else "",
        passcode=passcode if meta.passcode else "",
    )
    return (*flow(body), heading, block)


def _facts(page: Page, context: Context) -> tuple[tuple[str, str], ...]:
    meta = page.meta
    assert isinstance(meta, ExamMeta)
    length = sum(g.items for g in meta.blueprint)
    joint = context.t("list-comma")
    return (
        (context.t("fact-minutes"), context.t("minutes", n=meta.minutes)),
        (context.t("fact-items"), context.t("exam-items", n=length)),
        (context.t("fact-groups"), joint.join(f"{g.title.get(context.lang)} {g.items}" for g in meta.blueprint)),
    )


EXAM = PageKind(
    "exam",
    ExamMeta,
    lambda page: ("teachers", "courses"),
    lambda meta: ("about",),
    lower=_lower,
    facts=_facts,
)
