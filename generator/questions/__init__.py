"""The question types, one module each, and the table of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.question import Question, Quiz
from generator.questions.choice import Multiple, Single
from generator.questions.cloze import Cloze
from generator.questions.fill import Fill
from generator.questions.match import Match
from generator.questions.numeric import Numeric
from generator.questions.order import Order
from generator.questions.reflection import Reflection
from generator.questions.scenario import Scenario
from generator.questions.survey import Survey
from generator.questions.truefalse import TrueFalse

QUESTION_TYPES: dict[str, type[Question]] = {
    "single": Single,
    "multiple": Multiple,
    "truefalse": TrueFalse,
    "fill": Fill,
    "numeric": Numeric,
    "match": Match,
    "order": Order,
    "cloze": Cloze,
    "scenario": Scenario,
    "reflection": Reflection,
    "survey": Survey,
}

AnyQuestion = Annotated[
    Single | Multiple | TrueFalse | Fill | Numeric | Match | Order | Cloze | Scenario | Reflection | Survey,
    Field(discriminator="type"),
]


class QuizFile(Quiz):
    """A quiz as written in `quizzes/`: its items are of the types in the table."""

    items: tuple[AnyQuestion, ...] = Field(min_length=1)
