"""Links, checks and lowers a library: documents in every language, navigation, coverage, diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.checks import CHECKS, rule_codes
from generator.compile.coverage import check_duties, coverage
from generator.compile.document import Document, lower_page
from generator.compile.links import LinkIndex, index_links
from generator.compile.navigation import NavGroup, plan_navigation
from generator.model.coverage import CoverageRow
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.record import LANGS, Lang
from generator.pages.context import Context

# What a diagnostic rests on: where that could not be loaded, one report of it is enough.
RESTS_ON = {
    "hotline-unknown": "hotlines",
    "help-block": "hotlines",
    "theme-unknown": "themes",
    "band-unknown": "bands",
    "grade-unknown": "bands",
    "goal-unknown": "goals",
    "role-unknown": "roles",
    "source-unknown": "sources",
    "sm22": "sources",
    "value-unknown": "values",
    "quiz-unknown": "quizzes",
    "question-unknown": "quizzes",
    "outcome-unasked": "quizzes",
    "unit-unknown": "courses",
    "course-unknown": "courses",
    "page-unknown": "content",
    "link-broken": "content",
}


@dataclass(frozen=True, slots=True)
class Compilation:
    """What every output is written from."""

    library: Library
    documents: Mapping[Lang, Mapping[str, Document]]
    navigation: tuple[NavGroup, ...]
    coverage: tuple[CoverageRow, ...]
    links: LinkIndex
    diagnostics: tuple[Diagnostic, ...]


def compile_library(library: Library, found: Iterable[Diagnostic] = ()) -> Compilation:
    """Compiles everything; `found` are the diagnostics of loading, reported together with ours."""
    problems = [*found]
    for check in CHECKS:
        problems.extend(check(library))
    navigation = plan_navigation(library)
    index = index_links(library)
    rows = coverage(library, rule_codes())
    problems.extend(check_duties(library, rows))
    documents: dict[Lang, dict[str, Document]] = {}
    for lang in LANGS:
        context = Context(library, lang, rows)
        lowered: dict[str, Document] = {}
        for page_id, page in sorted(library.pages.items()):
            lowered[page_id], more = lower_page(page, context, index, navigation)
            problems.extend(more)
        documents[lang] = _in_a_row(lowered, navigation, context)
    told = [p for p in problems if RESTS_ON.get(p.code) not in library.unloaded]
    return Compilation(library, documents, navigation, rows, index, _sorted(told))


def _in_a_row(
    documents: dict[str, Document], navigation: tuple[NavGroup, ...], context: Context
) -> dict[str, Document]:
    """Gives every document its neighbours in the navigation; groups are not crossed."""
    for group in navigation:
        for row in group.rows():
            for before, after in pairwise(row):
                pages = context.library.pages
                following, preceding = context.entry(pages[after]), context.entry(pages[before])
                documents[before] = replace(documents[before], next=following)
                documents[after] = replace(documents[after], previous=preceding)
    return documents


def _sorted(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By place, each once (a page that falls back to Chinese is lowered twice)."""
    seen: dict[object, Diagnostic] = {}
    for problem in problems:
        seen.setdefault((problem.code, problem.span, str(sorted(problem.params.items()))), problem)
    return tuple(sorted(seen.values(), key=lambda d: d.sort_key))
