"""What every question has, whatever its type; the types are in `generator.questions`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from math import lcm
from typing import Annotated, Any, Literal

from pydantic import Field

from generator.model.asked import Case, Control, Item
from generator.model.page import Citation
from generator.model.record import Id, Lang, PageId, Record, Text


class Problem(Record):
    """A fault a question finds in itself: a diagnostic's code, and the path of the field in its YAML."""

    code: str
    path: tuple[str | int, ...] = ()
    severity: Literal["error", "warning"] = "error"
    params: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grade:
    """What an answer is worth: whole points out of `of` (0 where nothing is graded), and which parts are right.

    `parts` is keyed by option, pair, gap or the number of a blank, as the type has them.
    """

    points: int
    of: int
    right: bool
    parts: Mapping[str, bool] = field(default_factory=dict)


UNGRADED = Grade(0, 0, right=True)


def grade_parts(parts: Mapping[str, bool], scoring: str) -> Grade:
    """The grade of an answer in parts: a point for each of them, or one for all together."""
    hits, right = sum(parts.values()), all(parts.values())
    return Grade(hits, len(parts), right, parts) if scoring == "partial" else Grade(int(right), 1, right, parts)


def score(grades: Collection[Grade]) -> tuple[int, int]:
    """Points of a paper and how many it has, in whole numbers; every graded question weighs the same.

    One that gives part points makes all of them finer: four questions right and two of three parts are 14 of 15.
    """
    graded = [g for g in grades if g.of]
    finest = lcm(*(g.of for g in graded))
    return sum(g.points * (finest // g.of) for g in graded), finest * len(graded)


class Question(Record):
    """A question of a quiz. `family` names the forms of one question; `critical` ones must be right to pass."""

    id: Id
    type: str
    family: Id | None = None
    outcomes: tuple[Id, ...] = ()
    difficulty: Annotated[int, Field(ge=1, le=3)] = 2
    critical: bool = False
    stem: Text
    rationale: Text | None = None
    source: Citation | None = None
    revision: Annotated[int, Field(ge=0)] | None = None

    @property
    def graded(self) -> bool:
        """Whether there is anything to be right or wrong about."""
        return True

    def check(self) -> Iterator[Problem]:
        """Faults of the question by itself."""
        yield from ()

    def key(self) -> dict[str, Any]:
        """What grading needs and nothing else, as JSON; `assets/src/questions` grades from the same."""
        return {}

    def grade(self, answer: object) -> Grade:  # noqa: ARG002 - the types that grade use it
        """What `answer` (JSON, from anywhere) is worth. Whatever it is, nothing is raised."""
        return UNGRADED

    def asked(self) -> Mapping[str, object]:
        """What is asked, in Chinese, without what is said afterwards: the words and the key that make its meaning."""
        return {}

    def meaning(self) -> str:
        """16 hex digits that change only when the question asks something else, or when `revision` is raised.

        An author who mends a word of a question that is already in use writes `revision: 0`: see `keeps`.
        """
        what = {"type": self.type, "stem": self.stem.zh, **self.asked()}
        said = what if self.revision is None else [self.id, self.revision]
        text = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def keeps(self) -> bool:
        """Whether the author says that it still asks what it asked before there was a revision: no answer is lost."""
        return self.revision == 0

    def lower(self, lang: Lang, source: str) -> Item | Case:
        """The question as a neutral block in `lang`; `source` is the citation's words."""
        raise NotImplementedError

    def item(self, control: Control, lang: Lang, source: str, **own: Any) -> Item:
        """The block that all types but a case are lowered to; `own` is what the type adds."""
        return Item(
            id=self.id,
            type=self.type,
            control=control,
            stem=self.stem.get(lang),
            rationale=self.rationale.get(lang) if self.rationale else "",
            source=source,
            critical=self.critical and self.graded,
            family=self.family or self.id,
            outcome=self.outcomes[0] if self.outcomes else "",
            meaning=self.meaning(),
            keeps=self.keeps,
            model=json.dumps(self.key(), ensure_ascii=False, sort_keys=True, separators=(",", ":")),
            **own,
        )


class Quiz(Record):
    """A file of questions: a unit's quiz, a lecture's self-check, a unit's cases."""

    id: Id
    title: Text
    unit: PageId | None = None
    lecture: PageId | None = None
    pass_: Annotated[float, Field(ge=0, le=1)] = Field(default=0.8, alias="pass")
    draw: Annotated[int, Field(ge=1, le=20)] | None = None
    shuffle: bool = True
    attempts: Annotated[int, Field(ge=1, le=20)] | None = None
    minutes: Annotated[int, Field(ge=1, le=180)] | None = None
    sealed: bool = False
    salt: Annotated[str, Field(pattern=r"^[A-Za-z0-9]{32,128}$")] | None = None
    items: tuple[Question, ...]

    @property
    def pass_mark(self) -> int:
        """Points of a thousand that are needed to pass: a whole number, so that every grader agrees."""
        return round(self.pass_ * 1000)

    def passes(self, grades: Mapping[str, Grade]) -> bool:
        """Whether these grades, by question, are enough: points reached, and every must-pass question right."""
        got, of = score(grades.values())
        must = all(grades[i.id].right for i in self.items if i.critical and i.id in grades)
        return must and got * 1000 >= self.pass_mark * of


def texts_of(record: Record, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every text inside `record` with the path of its field, such as `options/0/feedback`."""
    for name in type(record).model_fields:
        yield from _texts_in(getattr(record, name), f"{path}/{name}" if path else name)


def _texts_in(value: object, path: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Record):
        yield from texts_of(value, path)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _texts_in(inner, f"{path}/{index}")
