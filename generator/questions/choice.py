"""Single and multiple choice: options with feedback each, one or several of them right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field
from typing_extensions import override

from generator.model.blocks import Item, Option
from generator.model.question import Problem, Question
from generator.model.record import Id, Lang, Record, Text

ALL_ZH, ALL_EN = ("以上都", "以上全", "以上皆"), ("all of the above", "none of the above", "all of these")


class Choice(Record):
    """An option of a question."""

    id: Id
    text: Text
    feedback: Text | None = None
    correct: bool = False


def lower_options(options: tuple[Choice, ...], lang: Lang) -> tuple[Option, ...]:
    """The options as neutral blocks in `lang`."""
    return tuple(Option(o.id, o.text.get(lang), o.feedback.get(lang) if o.feedback else "", o.correct) for o in options)


def check_options(options: tuple[Choice, ...]) -> Iterator[Problem]:
    """Duplicate ids, missing feedback, and "all of the above" among the options."""
    seen: set[str] = set()
    for index, option in enumerate(options):
        if option.id in seen:
            yield Problem(code="option-duplicate", path=("options", index, "id"), params={"id": option.id})
        seen.add(option.id)
        if option.feedback is None:
            yield Problem(code="option-feedback", path=("options", index), params={"id": option.id})
        if any(w in option.text.zh for w in ALL_ZH) or any(w in (option.text.en or "").lower() for w in ALL_EN):
            yield Problem(code="option-all-of-above", path=("options", index, "text"))


class Single(Question):
    """One right option."""

    type: Literal["single"]
    options: tuple[Choice, ...] = Field(min_length=2, max_length=6)

    @override
    def check(self) -> Iterator[Problem]:
        yield from check_options(self.options)
        right = sum(o.correct for o in self.options)
        if right != 1:
            yield Problem(code="single-key", path=("options",), params={"count": str(right)})

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        return _item(self, self.options, "one", lang, source)


class Multiple(Question):
    """Several right options; all of them for the point, or a part for each."""

    type: Literal["multiple"]
    options: tuple[Choice, ...] = Field(min_length=3, max_length=8)
    scoring: Literal["all", "partial"] = "all"

    @override
    def check(self) -> Iterator[Problem]:
        yield from check_options(self.options)
        right = sum(o.correct for o in self.options)
        if right < 2:
            yield Problem(code="multiple-key", path=("options",), params={"count": str(right)})

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        return _item(self, self.options, "many", lang, source)


def _item(
    question: Question, options: tuple[Choice, ...], control: Literal["one", "many"], lang: Lang, source: str
) -> Item:
    return Item(
        id=question.id,
        type=question.type,
        control=control,
        stem=question.stem.get(lang),
        options=lower_options(options, lang),
        rationale=question.rationale.get(lang) if question.rationale else "",
        source=source,
        critical=question.critical,
    )
