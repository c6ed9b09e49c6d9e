"""Every id that a record names must exist, and a page's addresses must be its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library
from generator.model.page import Page
from generator.model.suggest import nearest

CODES = (
    "theme-unknown",
    "band-unknown",
    "goal-unknown",
    "page-unknown",
    "source-unknown",
    "duty-unknown",
    "alias-taken",
    "outcome-unknown",
    "value-unknown",
)

NUMBERS = ("min", "hours", "minutes", "per_year")  # fields of a need that may name a value

# front-matter field -> the library's table, the diagnostic's code
_FIELDS = (
    ("themes", "themes", "theme-unknown"),
    ("bands", "bands", "band-unknown"),
    ("goals", "goals", "goal-unknown"),
    ("related", "pages", "page-unknown"),
    ("serves", "duties", "duty-unknown"),
)


def check_references(library: Library) -> Iterator[Diagnostic]:
    """Unknown ids in quizzes, the calendar, the glossary and the duties; addresses claimed twice."""
    yield from _aliases(library)
    yield from _quizzes(library)
    pages = {*library.unreadable, *library.pages}
    for key, event in library.events.items():
        if event.page:
            span = library.span(f"events:{key}")
            yield from _unknown([event.page], pages, "page-unknown", span, "page")
    for key, term in library.glossary.items():
        yield from _unknown(term.pages, pages, "page-unknown", library.span(f"glossary:{key}"), "page")
    for row in library.queries.values():
        for identity, span in zip(row.pages, row.page_spans, strict=True):
            yield from _unknown([identity], pages, "page-unknown", span, "page")
    for key, duty in library.duties.items():
        if duty.source and duty.source not in library.sources:
            span = library.span(f"duty-source:{key}")
            yield from _unknown([duty.source], library.sources, "source-unknown", span, "source")
        for need in duty.mandate.needs:
            named = [getattr(need, f) for f in NUMBERS if isinstance(getattr(need, f, None), str)]
            where = library.span(f"duties:{key}")
            yield from _unknown(named, library.values, "value-unknown", where, "id")
    for key, value in library.values.items():
        span = library.span(f"values:{key}")
        yield from _unknown([value.source], library.sources, "source-unknown", span, "source")
    needed = library.school.class_hours.needed
    if needed and "school:class_hours" in library.spans:
        yield from _unknown([needed], library.values, "value-unknown", library.span("school:class_hours"), "id")
    span = library.span("school:bands")
    yield from _unknown(library.school.bands, library.bands, "band-unknown", span, "band")


def check_page(page: Page, library: Library) -> Iterator[Diagnostic]:
    """Unknown ids in a page's front matter."""
    for field, table, code in _FIELDS:
        known: Mapping[str, object] = getattr(library, table)
        for index, identity in enumerate(getattr(page.meta, field, ())):
            if table == "pages" and identity not in known and identity in library.unreadable:
                continue
            yield from _unknown([identity], known, code, page.at(f"{field}/{index}"), "id")
    cited = [c.law for c in page.meta.sources if c.law]
    yield from _unknown(cited, library.sources, "source-unknown", page.at("sources"), "source")


def _aliases(library: Library) -> Iterator[Diagnostic]:
    owner: dict[str, str] = {page_id: page_id for page_id in library.pages}
    for page in library.pages.values():
        for alias in page.meta.aliases:
            if alias in owner:
                params = {"alias": alias, "page": owner[alias]}
                yield Diagnostic("alias-taken", page.at("aliases"), params=params)
            owner[alias] = page.id


def _quizzes(library: Library) -> Iterator[Diagnostic]:
    for key, quiz in library.quizzes.items():
        span = library.span(f"quiz:{key}")
        targets = [t for t in (quiz.unit, quiz.lecture) if t]
        yield from _unknown(targets, {*library.unreadable, *library.pages}, "page-unknown", span, "page")
        unit = library.pages.get(quiz.unit or "")
        outcomes = [o.id for o in getattr(unit.meta, "outcomes", ())] if unit else []
        for item in quiz.items:
            where = library.span(f"question:{item.id}")
            if outcomes:
                yield from _unknown(item.outcomes, outcomes, "outcome-unknown", where, "id")
            cited = [item.source.law] if item.source and item.source.law else []
            yield from _unknown(cited, library.sources, "source-unknown", where, "source")


def _unknown(ids: Iterable[str], known: Collection[str], code: str, span: Span, name: str) -> Iterator[Diagnostic]:
    for identity in ids:
        if identity not in known:
            params = {name: identity, "id": identity}
            yield Diagnostic(code, span, params=params, suggestion=nearest(identity, known))
