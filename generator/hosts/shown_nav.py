"""What one page shows of the navigation, worked out once and handed to the template: nothing else of it is on the page.

The drawer writes out only the open path, and of a long level only the neighbourhood of the current page, so that no
page carries the whole site.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

WHOLE = 48  # a level with more items shows only some of them
BEFORE, SHOWN = 9, 19
Row: TypeAlias = "tuple[str, str, bool, Level | None]"


class Level(NamedTuple):
    """Rows of one level, each with title, address, whether it is the current page, what is open below it.

    `more` is the address of the first page of a level of which only some rows are shown.
    """

    rows: tuple[Row, ...]
    more: str | None = None


class ShownNav(NamedTuple):
    """The front page's address, the tabs (title, address, whether it is open), the drawer."""

    home: str
    tabs: tuple[tuple[str, str, bool], ...]
    drawer: Level


class NavView:
    """The navigation of one build, asked page by page."""

    def __init__(self, nav: Navigation) -> None:
        self._nav = nav
        self._at: dict[int, int] = {}
        self._href: dict[int, str] = {}
        self._number(list(nav))

    def _number(self, items: list[StructureItem]) -> None:
        for number, item in enumerate(items):
            self._at[id(item)] = number
            children = getattr(item, "children", None) or []
            self._number(children)
            self._href[id(item)] = self._href[id(children[0])] if children else str(getattr(item, "url", ""))

    def of(self, page: Page | None) -> ShownNav:
        """What `page` shows, or a page that is not in the navigation."""
        chain: list[StructureItem] = [*reversed(list(page.ancestors)), page] if page is not None else []
        tabs = tuple(
            (str(item.title), self._href[id(item)], item in chain[:1])
            for item in self._nav
            if getattr(item, "children", None) or item.is_link or not getattr(item, "is_homepage", False)
        )
        home = self._nav.homepage.url if self._nav.homepage else "."
        return ShownNav(home, tabs, Level(tuple(self._row(item, chain) for item in self._nav)))

    def _row(self, item: StructureItem, chain: list[StructureItem]) -> Row:
        here = bool(chain) and item is chain[0]
        children: list[StructureItem] = getattr(item, "children", None) or []
        below = self._level(children, chain[1:]) if here and children else None
        return str(item.title), self._href[id(item)], here, below

    def _level(self, items: list[StructureItem], chain: list[StructureItem]) -> Level:
        if len(items) <= WHOLE:
            return Level(tuple(self._row(item, chain) for item in items))
        at = self._at[id(chain[0])] if chain and id(chain[0]) in self._at else 0
        start = max(at - BEFORE, 1)
        shown = [items[0], *items[start : start + SHOWN]]
        return Level(tuple(self._row(item, chain) for item in shown), self._href[id(items[0])] if at else None)
