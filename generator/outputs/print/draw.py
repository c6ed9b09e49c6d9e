"""Draws exam papers from a bank of questions: which questions, in which order, in which form; all from a seed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.diagnostic import Diagnostic
from generator.model.exam import BlueprintGroup
from generator.model.library import Library
from generator.model.question import Question, Quiz

FORMS = ("A", "B", "C")
UNFIT = {
    "scenario": "want-unfit-branching",
    "reflection": "want-unfit-unmarked",
    "survey": "want-unfit-unmarked",
}  # question type -> why it cannot be on paper
LONGEST = 160  # characters of an option that can still be read at a glance


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the paper: the forms of one question, all of one family, and the quiz they are from."""

    key: str
    questions: tuple[Question, ...]
    quiz: str

    @property
    def critical(self) -> bool:
        """Whether it must be right to pass."""
        return any(q.critical for q in self.questions)

    @property
    def outcome(self) -> str:
        """The outcome that says to which part of a blueprint the slot belongs."""
        return next(iter(self.questions[0].outcomes), "")

    def form(self, number: int) -> Question:
        """The question of this slot that form `number` (from 0) has: another of the family where there is one."""
        return self.questions[number % len(self.questions)]


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn: the slots in the order of the bank, and the questions left out because paper cannot hold them."""

    seed: str
    slots: tuple[Slot, ...]
    unfit: tuple[Diagnostic, ...]

    def paper(self, number: int) -> tuple[Question, ...]:
        """The questions of form `number` in its own order."""
        ordered = sorted(self.slots, key=lambda s: _rank(self.seed, FORMS[number], s.key))
        return tuple(s.form(number) for s in ordered)


def draw(bank: Sequence[Quiz], parts: int | Sequence[BlueprintGroup], seed: str, library: Library) -> Draw:
    """As many slots as `parts` says (fewer where the bank has fewer), even over the quizzes, critical ones first of all.

    `parts` is a number, or the groups of a blueprint, each with its own number and the outcomes it is about.
    """
    unfit: list[Diagnostic] = []
    slots: list[Slot] = []
    for quiz in bank:
        families: dict[str, list[Question]] = {}
        for question in quiz.items:
            why = _unfit(question)
            if why:
                params = {"id": question.id, "reason": why}
                unfit.append(Diagnostic("print-question", library.span(f"question:{question.id}"), "warning", params))
            else:
                families.setdefault(question.family or question.id, []).append(question)
        slots.extend(Slot(f"{quiz.id}/{name}", tuple(found), quiz.id) for name, found in families.items())
    if isinstance(parts, int):
        chosen = {*list(_in_turn(slots, seed))[:parts]}
    else:
        chosen = {
            key for g in parts for key in list(_in_turn([s for s in slots if s.outcome in g.outcomes], seed))[: g.items]
        }
    return Draw(seed, tuple(s for s in slots if s.key in chosen), tuple(unfit))


def _unfit(question: Question) -> str:
    """Why a question cannot be asked on paper, as a key of the interface; empty where it can."""
    if question.type in UNFIT:
        return UNFIT[question.type]
    options = getattr(question, "options", ())
    return "want-unfit-long" if any(len(o.text.zh) > LONGEST for o in options) else ""


def _in_turn(slots: Sequence[Slot], seed: str) -> Iterator[str]:
    """Keys of slots in the order they are taken: critical ones, then one of each quiz in turn."""
    yield from (s.key for s in slots if s.critical)
    rows: dict[str, list[Slot]] = {}
    for slot in sorted((s for s in slots if not s.critical), key=lambda s: _rank(seed, "draw", s.key)):
        rows.setdefault(slot.quiz, []).append(slot)
    waiting = [rows[q] for q in sorted(rows)]
    while waiting:
        for row in waiting:
            yield row.pop(0).key
        waiting = [row for row in waiting if row]


def _rank(*parts: str) -> bytes:
    return hashlib.sha256("/".join(parts).encode()).digest()
