"""A number, within a tolerance, with or without its unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import override

from generator.model.asked import Item, Option
from generator.model.question import Grade, Problem, Question
from generator.model.record import Lang, Text
from generator.questions.fold import fold, read_number

Decimal = Annotated[str, Field(pattern=r"^-?[0-9]{1,9}(\.[0-9]{1,6})?$")]
Tolerance = Annotated[str, Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,6})?$")]


class Numeric(Question):
    """A number, within a tolerance, with or without its unit. Decimals are exact: nothing is rounded."""

    type: Literal["numeric"]
    answer: Decimal
    tolerance: Tolerance = "0"
    unit: Text | None = None
    feedback: Text | None = None

    @override
    def check(self) -> Iterator[Problem]:
        if self.feedback is None:
            yield Problem(code="option-feedback", path=("answer",), params={"id": "answer"})

    def _units(self) -> tuple[str, ...]:
        words = (self.unit.zh, self.unit.en or "") if self.unit else ()
        return tuple(sorted({fold(w) for w in words} - {""}, key=lambda u: (-len(u), u)))

    @override
    def key(self) -> dict[str, Any]:
        numbers = {"key": read_number(self.answer), "tolerance": read_number(self.tolerance)}
        return {**numbers, "units": list(self._units())}

    @override
    def grade(self, answer: object) -> Grade:
        given = read_number(answer, self._units()) if isinstance(answer, str) else None
        key, tolerance = read_number(self.answer), read_number(self.tolerance)
        right = given is not None and key is not None and tolerance is not None and abs(given - key) <= tolerance
        return Grade(int(right), 1, right)

    @override
    def asked(self) -> Mapping[str, object]:
        return {"key": self.answer, "tolerance": self.tolerance, "unit": self.unit.zh if self.unit else ""}

    @override
    def lower(self, lang: Lang, source: str) -> Item:
        unit = self.unit.get(lang) if self.unit else ""
        joint = " " if lang == "en" and unit and unit[0].isalnum() else ""
        near = f" ± {self.tolerance}" if read_number(self.tolerance) else ""
        said = Option("answer", self.answer, self.feedback.get(lang) if self.feedback else "")
        return self.item("number", lang, source, options=(said,), key=f"{self.answer}{near}{joint}{unit}", unit=unit)
