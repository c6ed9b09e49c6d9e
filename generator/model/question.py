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


class Quiz(Record):
    """A file of questions: a unit's quiz, a lecture's self-check, a unit's cases."""

    id: Id
    title: Text
    unit: PageId | None = None
    lecture: PageId | None = None
    pass_: Annotated[float, Field(ge=0, le=1)] = Field(default=0.8, alias="pass")
    items: tuple[Question, ...]

    def forms_shown(self) -> tuple[Question, ...]:
        """One form of every family, in order: what a page or a first paper shows. The others are for retakes."""
        families: set[str] = set()
        shown: list[Question] = []
        for item in self.items:
            if item.family is None or item.family not in families:
                shown.append(item)
            families.add(item.family or "")
        return tuple(shown)


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
