"""What one page shows of the navigation, worked out once and handed to the template: nothing else of it is on the page.

The drawer writes out only the open path, and of a long level only the neighbourhood of the current page, so that no
page carries the whole site.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from generator.memory.digest import digest
from generator.outputs.site.tree import Nav

WHOLE = 48  # a level with more items shows only some of them
BEFORE, SHOWN = 9, 19
HOME = "index.md"
Row: TypeAlias = "tuple[str, str, bool, Level | None]"


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A page (`path` is its source) or a section (has `items`, and the address of the first page in it).

    `title` is HTML.
    """

    title: str
    href: str
    path: str = ""
    items: tuple[Item, ...] = ()


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


def read_items(nav: Nav, address: Callable[[str], str]) -> tuple[Item, ...]:
    """The navigation of a tree; `address` gives that of a page by its source."""
    out = []
    for ((title, below),) in (group.items() for group in nav):
        if isinstance(below, str):
            out.append(Item(escape(title, quote=False), address(below), below))
        else:
            items = read_items(below, address)
            out.append(Item(escape(title, quote=False), items[0].href, items=items))
    return tuple(out)


class NavView:
    """The navigation of one build, asked page by page."""

    def __init__(self, items: tuple[Item, ...]) -> None:
        self._top = items
        self._chains: dict[str, tuple[Item, ...]] = {}
        self._at: dict[Item, int] = {}
        self._digests: dict[Item | None, str] = {}
        self._number(items, ())
        home = next((item for item in items if item.path == HOME), None)
        self.home = home.href if home else "."

    def _number(self, items: tuple[Item, ...], above: tuple[Item, ...]) -> None:
        for number, item in enumerate(items):
            self._at[item] = number
            if item.path:
                self._chains[item.path] = (*above, item)
            self._number(item.items, (*above, item))

    def is_top(self, path: str) -> bool:
        """Whether a page is in no section."""
        return len(self._chains.get(path, ())) < 2

    def of(self, path: str) -> ShownNav:
        """What the page of a source shows, or one that is not in the navigation."""
        chain = self._chains.get(path, ())
        tabs = tuple(
            (item.title, item.href, item in chain[:1]) for item in self._top if item.items or item.path != HOME
        )
        return ShownNav(self.home, tabs, Level(tuple(self._row(item, chain) for item in self._top)))

    def mark(self, path: str) -> str:
        """A digest that changes with what the page of a source shows."""
        chain = self._chains.get(path, ())
        marks = [path, self._whole(None, self._top)]
        for section, here in pairwise(chain):
            if len(section.items) <= WHOLE:
                marks.append(self._whole(section, section.items))
            else:
                marks += [word for item in self._near(section.items, here) for word in (item.title, item.href)]
        return digest(*marks)

    def _whole(self, section: Item | None, items: tuple[Item, ...]) -> str:
        if section not in self._digests:
            self._digests[section] = digest(self.home, *(word for i in items for word in (i.title, i.href)))
        return self._digests[section]

    def _row(self, item: Item, chain: tuple[Item, ...]) -> Row:
        here = item in chain[:1]
        return item.title, item.href, here, self._level(item.items, chain[1:]) if here and item.items else None

    def _level(self, items: tuple[Item, ...], chain: tuple[Item, ...]) -> Level:
        if len(items) <= WHOLE:
            return Level(tuple(self._row(item, chain) for item in items))
        near = self._near(items, chain[0])
        return Level(tuple(self._row(i, chain) for i in near), items[0].href if self._at[chain[0]] else None)

    def _near(self, items: tuple[Item, ...], here: Item) -> tuple[Item, ...]:
        start = max(self._at[here] - BEFORE, 1)
        return items[0], *items[start : start + SHOWN]
