"""Single and multiple choice: options with feedback each, one or several of them right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import Field
from typing_extensions import override

from generator.model.asked import Item, Option
from generator.model.question import Grade, Problem, Question
from generator.model.record import LANGS, Id, Lang, Record, Text
from generator.questions.fold import fold

# Options that point at the others: shuffled, they point nowhere, and half of the options give the rest away.
ALL_ZH = tuple(
    a + b for a in ("以上", "上述", "上面", "前面") for b in ("都", "全", "皆", "均", "几项", "各项", "选项", "说法")
)
ALL_EN = tuple(
    f"{a} {b}"
    for a in ("all", "all of", "any of", "both of", "none of", "neither of", "either of")
    for b in ("the above", "these", "the options")
)


class Step(Record):
    """Something to put into its place: right or wrong by where it stands, so nothing marks it as right."""

    id: Id
    text: Text
    feedback: Text | None = None


class Choice(Step):
    """An option to choose or to leave."""

    correct: bool = False


def lower_options(options: Sequence[Step], lang: Lang) -> tuple[Option, ...]:
    """The options as neutral blocks in `lang`."""
    return tuple(
        Option(
            o.id,
            o.text.get(lang),
            o.feedback.get(lang) if o.feedback else "",
            isinstance(o, Choice) and o.correct,
        )
        for o in options
    )


def check_options(options: Sequence[Step]) -> Iterator[Problem]:
    """Duplicate ids, missing feedback, "all of the above" and doubles among the options."""
    seen: set[str] = set()
    for index, option in enumerate(options):
        if option.id in seen:
            yield Problem(code="option-duplicate", path=("options", index, "id"), params={"id": option.id})
        seen.add(option.id)
        if option.feedback is None:
            yield Problem(code="option-feedback", path=("options", index), params={"id": option.id})
        if any(w in option.text.zh for w in ALL_ZH) or any(w in (option.text.en or "").lower() for w in ALL_EN):
            yield Problem(code="option-all-of-above", path=("options", index, "text"))
    yield from check_alike([(o.id, o.text) for o in options], "options", "text")


def check_alike(texts: Sequence[tuple[str, Text]], field: str, part: str) -> Iterator[Problem]:
    """Things to choose from, by id, that read alike in a language: nobody can tell the right one from its double."""
    for lang in LANGS:
        seen: dict[str, str] = {}
        for index, (identity, text) in enumerate(texts):
            words = fold(text.get(lang))
            if seen.setdefault(words, identity) != identity and (lang == "zh" or text.en is not None):
                yield Problem(code="option-alike", path=(field, index, part), params={"text": text.get(lang)})


def asked_options(options: Sequence[Step]) -> dict[str, str]:
    """The words of the options by id: where they stand does not change what is asked."""
    return {o.id: o.text.zh for o in options}


def key_of(options: tuple[Choice, ...]) -> str:
    """The right option; no id where the author has marked none."""
    return next((o.id for o in options if o.correct), "")


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
    def key(self) -> dict[str, Any]:
        return {"options": [o.id for o in self.options], "key": key_of(self.options)}

    @override
    def grade(self, answer: object) -> Grade:
        if not isinstance(answer, str) or answer not in {o.id for o in self.options}:
            return Grade(0, 1, right=False)
        right = answer == key_of(self.options)
        return Grade(int(right), 1, right, {answer: right})

    @override
    def asked(self) -> Mapping[str, object]:
        return {"key": key_of(self.options), "options": asked_options(self.options)}

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        return self.item("one", lang, source, options=lower_options(self.options, lang))


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
        elif right == len(self.options):
            yield Problem(code="multiple-all", path=("options",))

    @override
    def key(self) -> dict[str, Any]:
        keys = sorted({o.id for o in self.options if o.correct})
        return {"options": [o.id for o in self.options], "key": keys, "scoring": self.scoring}

    @override
    def grade(self, answer: object) -> Grade:
        """In part: a point for each right option, one less for each wrong one."""
        right = {o.id for o in self.options if o.correct}
        of = max(1, len(right)) if self.scoring == "partial" else 1
        ids = {o.id for o in self.options}
        if not isinstance(answer, list) or not answer or not all(isinstance(a, str) and a in ids for a in answer):
            return Grade(0, of, right=False)
        chosen = set(answer)
        if len(chosen) < len(answer):
            return Grade(0, of, right=False)
        whole = chosen == right
        points = max(0, len(chosen & right) - len(chosen - right)) if self.scoring == "partial" else int(whole)
        return Grade(points, of, whole, {i: (i in chosen) == (i in right) for i in ids})

    @override
    def asked(self) -> Mapping[str, object]:
        keys = sorted({o.id for o in self.options if o.correct})
        return {"key": keys, "options": asked_options(self.options)}

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        return self.item("many", lang, source, options=lower_options(self.options, lang))
