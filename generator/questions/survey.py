"""A survey: statements on a scale, without names, never graded, never sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field
from typing_extensions import override

from generator.model.asked import Item, Option
from generator.model.question import Problem, Question
from generator.model.record import LANGS, Id, Lang, Record, Text


class Row(Record):
    """A statement of a survey."""

    id: Id
    text: Text


class Survey(Question):
    """A survey: statements on a scale, without names, never graded, never sent."""

    type: Literal["survey"]
    scale: tuple[Text, ...] = Field(min_length=2, max_length=7)
    rows: tuple[Row, ...] = Field(min_length=1, max_length=12)

    @property
    @override
    def graded(self) -> bool:
        return False

    @override
    def check(self) -> Iterator[Problem]:
        ids = [r.id for r in self.rows]
        for index, identity in enumerate(ids):
            if identity in ids[:index]:
                yield Problem(code="option-duplicate", path=("rows", index, "id"), params={"id": identity})
        for lang in LANGS:
            steps = [s.get(lang).strip() for s in self.scale]
            if len(set(steps)) < len(steps) or "" in steps:
                yield Problem(code="survey-scale", path=("scale",))
                break

    @override
    def asked(self) -> Mapping[str, object]:
        return {"scale": [s.zh for s in self.scale], "rows": {r.id: r.text.zh for r in self.rows}}

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        rows = tuple(Option(r.id, r.text.get(lang)) for r in self.rows)
        scale = tuple(Option(str(n), s.get(lang)) for n, s in enumerate(self.scale, 1))
        return self.item("scale", lang, source, options=rows, right=scale)
