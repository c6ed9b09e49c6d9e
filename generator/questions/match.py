"""Match pairs: each left side belongs to one right side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field
from typing_extensions import override

from generator.model.blocks import Item, Option
from generator.model.question import Problem, Question
from generator.model.record import Id, Lang, Record, Text


class Pair(Record):
    """A left side and the right side that belongs to it."""

    id: Id
    left: Text
    right: Text
    feedback: Text | None = None


class Match(Question):
    """Match pairs: each left side belongs to one right side."""

    type: Literal["match"]
    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=8)

    @override
    def check(self) -> Iterator[Problem]:
        ids = [p.id for p in self.pairs]
        for index, pair in enumerate(self.pairs):
            if pair.id in ids[:index]:
                yield Problem(code="option-duplicate", path=("pairs", index, "id"), params={"id": pair.id})
            if pair.feedback is None:
                yield Problem(code="option-feedback", path=("pairs", index), params={"id": pair.id})

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        left = tuple(Option(p.id, p.left.get(lang), p.feedback.get(lang) if p.feedback else "") for p in self.pairs)
        return Item(
            id=self.id,
            type=self.type,
            control="match",
            stem=self.stem.get(lang),
            options=left,
            right=tuple(Option(p.id, p.right.get(lang)) for p in self.pairs),
            rationale=self.rationale.get(lang) if self.rationale else "",
            source=source,
            critical=self.critical,
        )
