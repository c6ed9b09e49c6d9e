"""Quizzes as a whole: every outcome asked, keys not given away by their length, sources named."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.question import Question, Quiz
from generator.pages.course import UnitMeta
from generator.questions.choice import Single

CODES = ("outcome-unasked", "keys-longest", "item-source")

LONGEST_SHARE = 0.6  # the content plan, D1.5
LEAST_ITEMS = 4


def check_quizzes(library: Library) -> Iterator[Diagnostic]:
    """Faults that only show when a quiz is seen whole."""
    for key, quiz in library.quizzes.items():
        for item in quiz.items:
            if item.source is None and item.type != "reflection":
                yield Diagnostic("item-source", library.span(f"question:{item.id}"), params={"id": item.id})
        yield from _lengths(key, quiz, library)
    yield from _outcomes(library)


def _lengths(key: str, quiz: Quiz, library: Library) -> Iterator[Diagnostic]:
    single = [i for i in quiz.items if isinstance(i, Single)]
    longest = [i for i in single if _key_is_longest(i)]
    if len(single) >= LEAST_ITEMS and len(longest) / len(single) > LONGEST_SHARE:
        params = {"count": str(len(longest)), "total": str(len(single))}
        yield Diagnostic("keys-longest", library.span(f"quiz:{key}"), "warning", params)


def _key_is_longest(item: Question) -> bool:
    assert isinstance(item, Single)
    right = max((len(o.text.zh) for o in item.options if o.correct), default=0)
    return all(len(o.text.zh) < right for o in item.options if not o.correct)


def _outcomes(library: Library) -> Iterator[Diagnostic]:
    for page in library.of_kind("unit"):
        assert isinstance(page.meta, UnitMeta)
        asked = {o for q in library.quizzes.values() if q.unit == page.id for i in q.items for o in i.outcomes}
        for outcome in page.meta.outcomes:
            if outcome.id not in asked:
                yield Diagnostic("outcome-unasked", page.at("outcomes"), params={"id": outcome.id})
