"""The rules, one module each, and the table of them. A rule yields diagnostics and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks import (
    certificates,
    duplicates,
    editorial,
    exams,
    plan,
    private_data,
    quizzes,
    references,
    safety,
    structure,
)
from generator.checks.wording import check as wording
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.page import Page
from generator.model.question import Quiz

# A rule about a page sees the other pages' front matter; about a quiz, that quiz; the rest see all but bodies.
PAGE_CHECKS: tuple[Callable[[Page, Library], Iterator[Diagnostic]], ...] = (
    references.check_page,
    structure.check_page,
    safety.check_page,
    editorial.check_page,
    wording.check_page,
)
QUIZ_CHECKS: tuple[Callable[[str, Quiz, Library], Iterator[Diagnostic]], ...] = (
    quizzes.check_quiz,
    wording.check_quiz,
)
LIBRARY_CHECKS: dict[str, Callable[[Library], Iterator[Diagnostic]]] = {
    "references": references.check_references,
    "safety": safety.check_safety,
    "outcomes": quizzes.check_outcomes,
    "exams": exams.check_exams,
    "certificates": certificates.check_certificates,
    "plan": plan.check_plan,
}
# Two rules read the sources themselves: `private_data` each file, `duplicates` the prose of all pages.

# Held by the tests on every built site rather than by a check of the sources.
HELD_BY_TESTS = ("no-outside-request",)


def rule_codes() -> frozenset[str]:
    """The codes a duty may name as the rule that satisfies it."""
    modules = (
        references,
        structure,
        safety,
        private_data,
        editorial,
        quizzes,
        exams,
        certificates,
        wording,
        duplicates,
        plan,
    )
    return frozenset(code for module in modules for code in module.CODES).union(HELD_BY_TESTS)
