"""Quizzes as a whole: every outcome asked, enough forms, keys not given away by length, sources, translations."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.question import Question, Quiz, texts_of
from generator.pages.course import UnitMeta
from generator.pages.exam import ExamMeta
from generator.questions.choice import Choice, Multiple, Single
from generator.questions.cloze import Cloze

CODES = (
    "outcome-unasked",
    "keys-longest",
    "item-source",
    "item-translation",
    "family-forms",
    "family-none",
    "family-critical",
    "quiz-draw",
)

LONGEST_SHARE = 0.6  # the content plan, D1.5
LEAST_ITEMS = 4
LEAST_FORMS = 3  # with fewer, whoever takes the quiz again meets a question whose answer was just explained


def check_quiz(key: str, quiz: Quiz, library: Library) -> Iterator[Diagnostic]:
    """Faults that only show when a quiz is seen whole."""
    examined = {bank for page in library.of_kind("exam") if isinstance(page.meta, ExamMeta) for bank in page.meta.banks}
    for item in quiz.items:
        if item.source is None and item.type not in {"reflection", "survey"}:
            yield Diagnostic("item-source", library.span(f"question:{item.id}"), params={"id": item.id})
    yield from _translations(quiz, library)
    yield from _lengths(key, quiz, library)
    yield from _families(quiz, library, in_exam=key in examined)
    if quiz.unit and key not in examined and _same_again(quiz):
        yield Diagnostic("family-none", library.span(f"quiz:{key}"), "warning")
    yield from _drawn(key, quiz, library)


def _translations(quiz: Quiz, library: Library) -> Iterator[Diagnostic]:
    """Questions that stay Chinese on a unit or lecture that has English."""
    page = library.pages.get(quiz.unit or quiz.lecture or "")
    if page is None or page.translated is None:
        return
    for item in quiz.items:
        if any(not text.en for _, text in texts_of(item)):
            params = {"id": item.id, "page": page.id}
            yield Diagnostic("item-translation", library.span(f"question:{item.id}"), "warning", params)


def _lengths(key: str, quiz: Quiz, library: Library) -> Iterator[Diagnostic]:
    """Told once: of those with one right option, else of those with several, else of both together."""
    one = [_given_away(options) for item in quiz.items for options in _lists(item)]
    several = [_given_away(item.options) for item in quiz.items if isinstance(item, Multiple)]
    for asked in (one, several, one + several):
        if len(asked) >= LEAST_ITEMS and sum(asked) / len(asked) > LONGEST_SHARE:
            params = {"count": str(sum(asked)), "total": str(len(asked))}
            yield Diagnostic("keys-longest", library.span(f"quiz:{key}"), "warning", params)
            return


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


def _given_away(options: tuple[Choice, ...]) -> bool:
    """One right option longer than every other; several that are longer on the average than the others."""
    right = [len(o.text.zh) for o in options if o.correct]
    wrong = [len(o.text.zh) for o in options if not o.correct]
    if len(right) > 1 and wrong:
        return sum(right) * len(wrong) > sum(wrong) * len(right)
    return all(length < max(right, default=0) for length in wrong)


def _families(quiz: Quiz, library: Library, *, in_exam: bool) -> Iterator[Diagnostic]:
    """Too few forms for a retake, and forms that weigh differently. An exam counts the forms of its banks itself."""
    families: dict[str, list[Question]] = {}
    for item in quiz.items:
        if item.family and item.graded:
            families.setdefault(item.family, []).append(item)
    least = 1 if quiz.unit else 2  # a self-check after a lecture may name a family of one; what counts may not
    for family, members in families.items():
        span = library.span(f"question:{members[0].id}")
        if least <= len(members) < LEAST_FORMS and not in_exam:
            params = {"id": family, "count": str(len(members)), "limit": str(LEAST_FORMS)}
            yield Diagnostic("family-forms", span, "warning", params)
        if len({m.critical for m in members}) > 1:
            yield Diagnostic("family-critical", span, params={"id": family})


def _same_again(quiz: Quiz) -> bool:
    """Whether a retake asks what the first round asked: no families, and `draw` leaves nothing over."""
    graded = [item for item in quiz.items if item.graded]
    if not graded or quiz.attempts == 1 or any(item.family for item in graded):
        return False
    outcomes = [item.outcomes[0] if item.outcomes else "" for item in graded]
    return quiz.draw is None or all(outcomes.count(outcome) <= quiz.draw for outcome in outcomes)


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
