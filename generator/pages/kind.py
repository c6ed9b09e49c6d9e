"""What a page kind is: its front matter, the sections it must have, how it is lowered, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library
from generator.model.page import Body, Page, PageMeta
from generator.model.suggest import nearest
from generator.pages.context import Context, flow

Lower: TypeAlias = Callable[[Page, Body, Context], b.Blocks]
Check: TypeAlias = Callable[[Page, Body, Library], Iterator[Diagnostic]]
Facts: TypeAlias = Callable[[Page, Context], tuple[tuple[str, str], ...]]


# The groups of the navigation in order, each with its own sub-groups in order; their words are `nav-...`.
GROUPS: dict[str, tuple[str, ...]] = {
    "urgent": (),
    "teachers": ("courses", "lessons", "meetings", "guides"),
    "families": ("guides", "lectures"),
    "school": ("guides", "documents", "policy", "about"),
}


def lower_flow(page: Page, body: Body, context: Context) -> b.Blocks:
    """The body as it was written."""
    return flow(body)


def no_facts(page: Page, context: Context) -> tuple[tuple[str, str], ...]:
    """No facts, for kinds that have none."""
    return ()


def no_check(page: Page, body: Body, library: Library) -> Iterator[Diagnostic]:
    """No diagnostics, for kinds without rules of their own."""
    yield from ()


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of page. `place` is the navigation group a page stands in; `sections` the ids it must have."""

    name: str
    meta: type[PageMeta]
    place: Callable[[Page], tuple[str, ...]]
    sections: Callable[[PageMeta], tuple[str, ...]] = lambda meta: ()
    lower: Lower = lower_flow
    facts: Facts = no_facts
    check: Check = no_check


def unknown_group(page: Page, group: tuple[str, ...]) -> Iterator[Diagnostic]:
    """A diagnostic where a page names a place that the navigation does not have."""
    first, *inner = group
    if first not in GROUPS or not set(inner) <= set(GROUPS[first]):
        known = [*GROUPS, *(f"{g}, {i}" for g, row in GROUPS.items() for i in row)]
        named = ", ".join(group)
        yield Diagnostic("group-unknown", page.at("group"), params={"group": named}, suggestion=nearest(named, known))


def required_sections(kind: PageKind, page: Page, body: Body) -> Iterator[Diagnostic]:
    """A diagnostic for every section the kind asks for and the body lacks or has empty."""
    for name in kind.sections(page.meta):
        section = body.section(name)
        if section is None:
            yield Diagnostic("section-missing", Span(body.file), params={"section": name, "kind": kind.name})
        elif not section.blocks:
            span = section.heading.span if section.heading and section.heading.span else Span(body.file)
            yield Diagnostic("section-empty", span, params={"section": name})


def heading_span(section: b.Section, body: Body) -> Span:
    """Where a section begins."""
    return section.heading.span if section.heading and section.heading.span else Span(body.file)
