"""Put steps in order: the options are written in the right order and shown in another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import Field
from typing_extensions import override

from generator.model.asked import Item
from generator.model.question import Grade, Problem, Question, grade_parts
from generator.model.record import Lang
from generator.questions.choice import Step, asked_options, check_options, lower_options


class Order(Question):
    """Put steps in order: the options are written in the right order and shown in another one."""

    type: Literal["order"]
    options: tuple[Step, ...] = Field(min_length=3, max_length=8)
    scoring: Literal["all", "partial"] = "all"

    @override
    def check(self) -> Iterator[Problem]:
        yield from check_options(self.options)

    @override
    def key(self) -> dict[str, Any]:
        return {"key": [o.id for o in self.options], "scoring": self.scoring}

    @override
    def grade(self, answer: object) -> Grade:
        """In part: a point for each step that stands in its place."""
        ids = [o.id for o in self.options]
        whole = isinstance(answer, list) and all(isinstance(a, str) for a in answer) and sorted(answer) == sorted(ids)
        given = answer if isinstance(answer, list) and whole else [None] * len(ids)
        return grade_parts({i: g == i for i, g in zip(ids, given, strict=True)}, self.scoring)

    @override
    def asked(self) -> Mapping[str, object]:
        return {"key": [o.id for o in self.options], "options": asked_options(self.options)}

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        return self.item("order", lang, source, options=lower_options(self.options, lang))
