"""Where every page stands: the four doors, the groups behind them, the order inside."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.library import Library
from generator.model.page import Page
from generator.pages import PAGE_KINDS
from generator.pages.context import in_order
from generator.pages.kind import GROUPS


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A group of the navigation: its key, its landing page first among `pages`, its sub-groups."""

    key: str
    pages: tuple[str, ...]
    groups: tuple[NavGroup, ...] = ()

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The pages of this group, then of each inner one: what belongs together in reading."""
        return (self.pages, *(row for g in self.groups for row in g.rows()))

    def walk(self) -> tuple[str, ...]:
        """Every page of the group in reading order."""
        return (*self.pages, *(p for g in self.groups for p in g.walk()))


def plan_navigation(library: Library) -> tuple[NavGroup, ...]:
    """The groups that hold at least one page."""
    at: dict[tuple[str, ...], list[Page]] = {}
    for page in library.pages.values():
        place = PAGE_KINDS[page.meta.kind].place(page)
        if place and place[0] in GROUPS:
            at.setdefault(place, []).append(page)
    out: list[NavGroup] = []
    for key, inner in GROUPS.items():
        groups = tuple(NavGroup(name, _ids(at.get((key, name), []), library)) for name in inner if (key, name) in at)
        group = NavGroup(key, _ids(at.get((key,), []), library), groups)
        if group.walk():
            out.append(group)
    return tuple(out)


def _ids(pages: list[Page], library: Library) -> tuple[str, ...]:
    return tuple(p.id for p in in_order(pages, library))


def path_to(page_id: str, groups: tuple[NavGroup, ...]) -> tuple[NavGroup, ...]:
    """The groups that lead to a page, outermost first."""
    for group in groups:
        if page_id in group.pages:
            return (group,)
        inner = path_to(page_id, group.groups)
        if inner:
            return (group, *inner)
    return ()
