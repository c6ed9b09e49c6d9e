"""Fill in: one or more blanks to write in, each with the answers that are accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import override

from generator.model.asked import Gap, Item
from generator.model.question import Grade, Problem, Question, grade_parts
from generator.model.record import Id, Lang, Record, Text
from generator.questions.fold import fold
from generator.questions.gaps import check_gaps


class Blank(Record):
    """A blank to write in. Width, case, spaces and a mark at the end make no difference."""

    id: Id
    accept: Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)]
    feedback: Text | None = None

    def accepted(self) -> list[str]:
        """What is accepted, folded, in either language; sorted."""
        return sorted({fold(t) for a in self.accept for t in (a.zh, a.en) if t} - {""})


class Fill(Question):
    """Fill in: one or more blanks to write in, each with the answers that are accepted."""

    type: Literal["fill"]
    text: Text | None = None
    blanks: tuple[Blank, ...] = Field(min_length=1, max_length=8)
    scoring: Literal["all", "partial"] = "all"

    @override
    def check(self) -> Iterator[Problem]:
        ids = [b.id for b in self.blanks]
        if self.text or len(ids) > 1:
            yield from check_gaps(self.text or Text(zh=""), ids, "blanks")
        for index, blank in enumerate(self.blanks):
            if blank.feedback is None:
                yield Problem(code="option-feedback", path=("blanks", index), params={"id": blank.id})
            seen: set[str] = set()
            for number, accepted in enumerate(blank.accept):
                new = {fold(t) for t in (accepted.zh, accepted.en) if t}
                if new & seen or "" in new or not new:
                    params = {"text": accepted.zh}
                    yield Problem(code="accept-same", path=("blanks", index, "accept", number), params=params)
                seen |= new

    @override
    def key(self) -> dict[str, Any]:
        key = [{"id": b.id, "accept": b.accepted()} for b in self.blanks]
        return {"key": key, "scoring": self.scoring}

    @override
    def grade(self, answer: object) -> Grade:
        """In part: a point for each blank."""
        whole = isinstance(answer, list) and len(answer) == len(self.blanks)
        given = answer if isinstance(answer, list) and whole else [None] * len(self.blanks)
        parts = {b.id: isinstance(g, str) and fold(g) in b.accepted() for b, g in zip(self.blanks, given, strict=True)}
        return grade_parts(parts, self.scoring)

    @override
    def asked(self) -> Mapping[str, object]:
        return {"text": self.text.zh if self.text else "", "blanks": {b.id: b.accepted() for b in self.blanks}}

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        gaps = tuple(
            Gap(b.id, accepted=b.accept[0].get(lang), feedback=b.feedback.get(lang) if b.feedback else "")
            for b in self.blanks
        )
        return self.item("fill", lang, source, text=self.text.get(lang) if self.text else "", gaps=gaps)
