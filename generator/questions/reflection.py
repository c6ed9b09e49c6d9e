"""Reflection: the learner writes for herself; never graded, never sent."""

from __future__ import annotations

from typing import Literal

from typing_extensions import override

from generator.model.blocks import Item
from generator.model.question import Question
from generator.model.record import Lang


class Reflection(Question):
    """Reflection: the learner writes for herself; never graded, never sent."""

    type: Literal["reflection"]

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        return Item(id=self.id, type=self.type, control="write", stem=self.stem.get(lang), source=source)
