"""What is asked, in neutral form: questions, branching cases, quizzes and exams; blocks like the others.

Whoever writes or reads blocks imports `blocks`, which has these names too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose, what is said to whoever chooses it, and whether it is right."""

    id: str
    text: str
    feedback: str = ""
    correct: bool = False


PLACE = re.compile(r"__([a-z0-9]+(?:-[a-z0-9]+)*)__")  # where a gap stands in a question's text


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a text, filled from `options`; without options it is written into and `accepted` is what fits."""

    id: str
    options: tuple[Option, ...] = ()
    accepted: str = ""
    feedback: str = ""


Control: TypeAlias = Literal["one", "many", "order", "match", "fill", "number", "cloze", "scale", "write"]


@dataclass(frozen=True, slots=True)
class Item:
    """A question in neutral form. `control` says how it is answered.

    `right` is the second column of a match, or the steps of a scale. `text` has places `__id__` for its `gaps`.
    `key` is the answer in words where it is not among the options. `model` is what grading needs, as JSON;
    `meaning` changes when the question asks something else; where it `keeps`, answers to earlier meanings stay.
    `family` is the question's own id where it has no other forms; `outcome` is the first it asks.
    """

    id: str
    type: str
    control: Control
    stem: str
    options: tuple[Option, ...] = ()
    right: tuple[Option, ...] = ()
    rationale: str = ""
    source: str = ""
    critical: bool = False
    text: str = ""
    gaps: tuple[Gap, ...] = ()
    key: str = ""
    unit: str = ""
    family: str = ""
    outcome: str = ""
    meaning: str = ""
    keeps: bool = False
    model: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A choice in a branching case and what follows from it."""

    id: str
    text: str
    feedback: str
    quality: str
    next: str


@dataclass(frozen=True, slots=True)
class CaseNode:
    """A step of a branching case: what happens, and the choices there."""

    id: str
    text: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A way a branching case ends; `tone` is `good`, `mixed` or `hard`."""

    id: str
    tone: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """A branching case: the situation, its steps from `start`, endings, what to take along."""

    id: str
    title: str
    stem: str
    start: str
    nodes: tuple[CaseNode, ...]
    endings: tuple[Ending, ...]
    debrief: str
    first_sentence: str
    source: str = ""
    meaning: str = ""
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions and branching cases in the order they are asked; `forms` are the other forms, for retakes.

    `pass_mark` is in thousandths. `draw` families are asked of each outcome (all without it). No `attempts` means any
    number of them; `minutes` is the time from the first answer.
    """

    id: str
    title: str
    items: tuple[Item | Case, ...]
    forms: tuple[Item | Case, ...] = ()
    pass_mark: int = 800
    draw: int | None = None
    shuffle: bool = True
    attempts: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class ExamForm:
    """One paper of an exam without its key; `hash` says in answers which one it was."""

    hash: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Exam:
    """A sealed exam as everyone may see it. `passcode` encrypts the papers and is written to no output."""

    id: str
    title: str
    minutes: int
    length: int
    pass_count: int
    critical: int
    modes: tuple[str, ...]
    key_id: str
    public_key: str
    forms: tuple[ExamForm, ...] = field(repr=False)
    commitment: str = ""
    passcode: str = field(default="", repr=False)
