"""Each page has the sections its kind asks for, in both languages, and its kind's own rules hold."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.blocks import Section
from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library
from generator.model.page import Body, Page
from generator.pages import PAGE_KINDS
from generator.pages.kind import heading_span, required_sections

CODES = ("section-missing", "section-empty", "section-duplicate", "lesson-minutes", "translation-sections")


def check_page(page: Page, library: Library) -> Iterator[Diagnostic]:
    """Sections, and the kind's own check, for every body of the page."""
    kind = PAGE_KINDS[page.meta.kind]
    for _, body in page.bodies():
        yield from required_sections(kind, page, body)
        yield from _duplicates(body)
        yield from kind.check(page, body, library)
    if page.translated:
        yield from _parity(page, page.translated)


def _duplicates(body: Body) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for section in body.sections:
        if section.id and section.id in seen:
            params = {"section": section.id}
            yield Diagnostic("section-duplicate", heading_span(section, body), params=params)
        seen.add(section.id)


def _shape(section: Section) -> str:
    classes = section.heading.classes if section.heading else ()
    return section.id or " ".join(f".{c}" for c in classes)


def _parity(page: Page, english: Body) -> Iterator[Diagnostic]:
    """A translation has the same named sections and as many phases and slides."""
    ours = [s for s in map(_shape, page.body.sections) if s]
    theirs = [s for s in map(_shape, english.sections) if s]
    if ours != theirs:
        missing = next((s for s in ours if ours.count(s) > theirs.count(s)), "")
        extra = next((s for s in theirs if theirs.count(s) > ours.count(s)), "")
        params = {"missing": missing or "-", "extra": extra or "-"}
        yield Diagnostic("translation-sections", Span(english.file), "warning", params)
