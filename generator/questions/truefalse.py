"""True or false, with feedback for either answer."""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from typing_extensions import override

from generator.messages import interface
from generator.model.blocks import Item, Option
from generator.model.question import Question
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
    def lower(self, lang: Lang, source: str) -> Item:
        words = interface(lang)
        options = (
            Option("true", words["true"], self.feedback.true.get(lang), self.answer),
            Option("false", words["false"], self.feedback.false.get(lang), not self.answer),
        )
        return Item(
            id=self.id,
            type=self.type,
            control="one",
            stem=self.stem.get(lang),
            options=options,
            rationale=self.rationale.get(lang) if self.rationale else "",
            source=source,
            critical=self.critical,
        )
