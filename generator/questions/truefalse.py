"""True or false, with feedback for either answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field
from typing_extensions import override

from generator.messages import interface
from generator.model.asked import Item, Option
from generator.model.question import Grade, Question
from generator.model.record import Lang, Record, Text


class Verdicts(Record):
    """Feedback for answering true and for answering false."""

    true: Text
    false: Text


class TrueFalse(Question):
    """True or false, with feedback for either answer."""

    type: Literal["truefalse"]
    answer: bool
    feedback: Verdicts = Field()

    @override
    def key(self) -> dict[str, Any]:
        return {"key": self.answer}

    @override
    def grade(self, answer: object) -> Grade:
        right = answer is self.answer
        return Grade(int(right), 1, right)

    @override
    def asked(self) -> Mapping[str, object]:
        return {"key": self.answer}

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        words = interface(lang)
        options = (
            Option("true", words["true"], self.feedback.true.get(lang), self.answer),
            Option("false", words["false"], self.feedback.false.get(lang), not self.answer),
        )
        return self.item("one", lang, source, options=options)
