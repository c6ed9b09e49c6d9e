"""The rules, one module each, and the table of them. A rule yields diagnostics and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks import (
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

CHECKS: tuple[Callable[[Library], Iterator[Diagnostic]], ...] = (
    references.check_references,
    structure.check_structure,
    safety.check_safety,
    private_data.check_private_data,
    editorial.check_editorial,
    quizzes.check_quizzes,
    exams.check_exams,
    wording.check_wording,
    duplicates.check_duplicates,
    plan.check_plan,
)

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
        wording,
        duplicates,
        plan,
    )
    return frozenset(code for module in modules for code in module.CODES).union(HELD_BY_TESTS)
