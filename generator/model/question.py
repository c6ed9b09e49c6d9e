"""What every question has, whatever its type; the types are in `generator.questions`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from generator.model.blocks import Case, Item
from generator.model.page import Citation
from generator.model.record import Id, Lang, PageId, Record, Text


class Problem(Record):
    """A fault a question finds in itself: a diagnostic's code, and the path of the field in its YAML."""

    code: str
    path: tuple[str | int, ...] = ()
    severity: Literal["error", "warning"] = "error"
    params: dict[str, str] = Field(default_factory=dict)


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

    def check(self) -> Iterator[Problem]:
        """Faults of the question by itself."""
        yield from ()

    def lower(self, lang: Lang, source: str) -> Item | Case:
        """The question as a neutral block in `lang`; `source` is the citation's words."""
        raise NotImplementedError

    def texts(self) -> Iterator[Text]:
        """Every text of the question, for counting translations."""
        yield self.stem
        if self.rationale:
            yield self.rationale


class Quiz(Record):
    """A file of questions: a unit's quiz, a lecture's self-check, a unit's cases."""

    id: Id
    title: Text
    unit: PageId | None = None
    lecture: PageId | None = None
    pass_: Annotated[float, Field(ge=0, le=1)] = Field(default=0.8, alias="pass")
    items: tuple[Question, ...]
