"""Reflection: the learner writes for herself; never graded, never sent."""

from __future__ import annotations

from typing import Literal

from typing_extensions import override

from generator.model.asked import Item
from generator.model.question import Question
from generator.model.record import Lang


class Reflection(Question):
    """Reflection: the learner writes for herself; never graded, never sent."""

    type: Literal["reflection"]

    @property
    @override
    def graded(self) -> bool:
        return False

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        return self.item("write", lang, source)
