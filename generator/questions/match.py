"""Match pairs: each left side belongs to one right side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import Field
from typing_extensions import override

from generator.model.asked import Item, Option
from generator.model.question import Grade, Problem, Question, grade_parts
from generator.model.record import Id, Lang, Record, Text
from generator.questions.choice import check_alike


class Pair(Record):
    """A left side and the right side that belongs to it."""

    id: Id
    left: Text
    right: Text
    feedback: Text | None = None


def grade_choices(key: Mapping[str, str], answer: object, scoring: str) -> Grade:
    """The grade of an answer that chooses one thing for each place, as in a match or a cloze."""
    known = isinstance(answer, dict) and all(place in key for place in answer)
    given = answer if isinstance(answer, dict) and known else {}
    return grade_parts({place: bool(right) and given.get(place) == right for place, right in key.items()}, scoring)


class Match(Question):
    """Match pairs: each left side belongs to one right side."""

    type: Literal["match"]
    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=8)
    scoring: Literal["all", "partial"] = "all"

    @override
    def check(self) -> Iterator[Problem]:
        ids = [p.id for p in self.pairs]
        for index, pair in enumerate(self.pairs):
            if pair.id in ids[:index]:
                yield Problem(code="option-duplicate", path=("pairs", index, "id"), params={"id": pair.id})
            if pair.feedback is None:
                yield Problem(code="option-feedback", path=("pairs", index), params={"id": pair.id})
        yield from check_alike([(p.id, p.left) for p in self.pairs], "pairs", "left")
        yield from check_alike([(p.id, p.right) for p in self.pairs], "pairs", "right")

    @override
    def key(self) -> dict[str, Any]:
        return {"key": {p.id: p.id for p in self.pairs}, "scoring": self.scoring}

    @override
    def grade(self, answer: object) -> Grade:
        return grade_choices({p.id: p.id for p in self.pairs}, answer, self.scoring)

    @override
    def asked(self) -> Mapping[str, object]:
        return {"pairs": {p.id: [p.left.zh, p.right.zh] for p in self.pairs}}

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        left = tuple(Option(p.id, p.left.get(lang), p.feedback.get(lang) if p.feedback else "") for p in self.pairs)
        right = tuple(Option(p.id, p.right.get(lang)) for p in self.pairs)
        return self.item("match", lang, source, options=left, right=right)
