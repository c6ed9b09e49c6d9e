"""Quizzes as a whole: every outcome asked, enough forms, keys not given away by their length, sources named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.question import Question, Quiz
from generator.pages.course import UnitMeta
from generator.questions.choice import Choice, Single
from generator.questions.cloze import Cloze

CODES = ("outcome-unasked", "keys-longest", "item-source", "family-forms", "family-critical", "quiz-draw")

LONGEST_SHARE = 0.6  # the content plan, D1.5
LEAST_ITEMS = 4
LEAST_FORMS = 3  # with fewer, whoever takes the quiz again meets a question whose answer was just explained


def check_quiz(key: str, quiz: Quiz, library: Library) -> Iterator[Diagnostic]:
    """Faults that only show when a quiz is seen whole."""
    for item in quiz.items:
        if item.source is None and item.type not in {"reflection", "survey"}:
            yield Diagnostic("item-source", library.span(f"question:{item.id}"), params={"id": item.id})
    yield from _lengths(key, quiz, library)
    yield from _families(quiz, library)
    yield from _drawn(key, quiz, library)


def _lengths(key: str, quiz: Quiz, library: Library) -> Iterator[Diagnostic]:
    lists = [options for item in quiz.items for options in _lists(item)]
    longest = [options for options in lists if _key_is_longest(options)]
    if len(lists) >= LEAST_ITEMS and len(longest) / len(lists) > LONGEST_SHARE:
        params = {"count": str(len(longest)), "total": str(len(lists))}
        yield Diagnostic("keys-longest", library.span(f"quiz:{key}"), "warning", params)


def _lists(item: Question) -> Iterator[tuple[Choice, ...]]:
    """Lists of options of which one is right."""
    match item:
        case Single(options=options):
            yield options
        case Cloze(gaps=gaps):
            for gap in gaps:
                yield gap.options
        case _:
            pass


def _key_is_longest(options: Sequence[Choice]) -> bool:
    right = max((len(o.text.zh) for o in options if o.correct), default=0)
    return all(len(o.text.zh) < right for o in options if not o.correct)


def _families(quiz: Quiz, library: Library) -> Iterator[Diagnostic]:
    families: dict[str, list[Question]] = {}
    for item in quiz.items:
        if item.family and item.graded:
            families.setdefault(item.family, []).append(item)
    for family, members in families.items():
        span = library.span(f"question:{members[0].id}")
        if 1 < len(members) < LEAST_FORMS:
            params = {"id": family, "count": str(len(members)), "limit": str(LEAST_FORMS)}
            yield Diagnostic("family-forms", span, "warning", params)
        if len({m.critical for m in members}) > 1:
            yield Diagnostic("family-critical", span, params={"id": family})


def _drawn(key: str, quiz: Quiz, library: Library) -> Iterator[Diagnostic]:
    """Whether there is anything to draw from: more families of an outcome than are asked."""
    if quiz.draw is None:
        return
    families: dict[str, set[str]] = {}
    for item in quiz.items:
        if item.graded:
            families.setdefault(item.outcomes[0] if item.outcomes else "", set()).add(item.family or item.id)
    for outcome, names in families.items():
        if len(names) < quiz.draw:
            params = {"id": outcome, "draw": str(quiz.draw), "count": str(len(names))}
            yield Diagnostic("quiz-draw", library.span(f"quiz:{key}"), "warning", params)


def check_outcomes(library: Library) -> Iterator[Diagnostic]:
    """Outcomes of units that no question asks for."""
    for page in library.of_kind("unit"):
        assert isinstance(page.meta, UnitMeta)
        if page.id in library.partly_asked:
            continue
        asked = {o for q in library.quizzes.values() if q.unit == page.id for i in q.items for o in i.outcomes}
        for outcome in page.meta.outcomes:
            if outcome.id not in asked:
                yield Diagnostic("outcome-unasked", page.at("outcomes"), params={"id": outcome.id})
