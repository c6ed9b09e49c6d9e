"""Put steps in order: the options are written in the right order and shown in another one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field
from typing_extensions import override

from generator.model.blocks import Item
from generator.model.question import Problem, Question
from generator.model.record import Lang
from generator.questions.choice import Choice, lower_options


class Order(Question):
    """Put steps in order: the options are written in the right order and shown in another one."""

    type: Literal["order"]
    options: tuple[Choice, ...] = Field(min_length=3, max_length=8)

    @override
    def check(self) -> Iterator[Problem]:
        ids = [o.id for o in self.options]
        for index, identity in enumerate(ids):
            if identity in ids[:index]:
                yield Problem(code="option-duplicate", path=("options", index, "id"), params={"id": identity})

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        return Item(
            id=self.id,
            type=self.type,
            control="order",
            stem=self.stem.get(lang),
            options=lower_options(self.options, lang),
            rationale=self.rationale.get(lang) if self.rationale else "",
            source=source,
            critical=self.critical,
        )
