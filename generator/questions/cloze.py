"""Cloze: a text with gaps, each filled from a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import override

from generator.model.asked import Gap, Item
from generator.model.question import Grade, Problem, Question
from generator.model.record import Id, Lang, Record, Text
from generator.questions.choice import Choice, asked_options, check_options, key_of, lower_options
from generator.questions.gaps import check_gaps
from generator.questions.match import grade_choices


class ClozeGap(Record):
    """A gap, and what may stand in it."""

    id: Id
    options: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=6)]


class Cloze(Question):
    """Cloze: a text with gaps, each filled from a list."""

    type: Literal["cloze"]
    text: Text
    gaps: tuple[ClozeGap, ...] = Field(min_length=1, max_length=8)
    scoring: Literal["all", "partial"] = "all"

    @override
    def check(self) -> Iterator[Problem]:
        yield from check_gaps(self.text, [g.id for g in self.gaps], "gaps")
        for index, gap in enumerate(self.gaps):
            for problem in check_options(gap.options):
                yield problem.model_copy(update={"path": ("gaps", index, *problem.path)})
            right = sum(o.correct for o in gap.options)
            if right != 1:
                params = {"id": gap.id, "count": str(right)}
                yield Problem(code="cloze-key", path=("gaps", index, "options"), params=params)

    @override
    def key(self) -> dict[str, Any]:
        return {"key": {g.id: key_of(g.options) for g in self.gaps}, "scoring": self.scoring}

    @override
    def grade(self, answer: object) -> Grade:
        """In part: a point for each gap."""
        return grade_choices({g.id: key_of(g.options) for g in self.gaps}, answer, self.scoring)

    @override
    def asked(self) -> Mapping[str, object]:
        gaps = {g.id: [key_of(g.options), asked_options(g.options)] for g in self.gaps}
        return {"text": self.text.zh, "gaps": gaps}

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        gaps = tuple(Gap(g.id, lower_options(g.options, lang)) for g in self.gaps)
        return self.item("cloze", lang, source, text=self.text.get(lang), gaps=gaps)
