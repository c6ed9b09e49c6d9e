"""Where every page stands among the others, worked out for all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from heapq import nsmallest
from itertools import pairwise

from generator.compile.document import MAX_RELATED, WITHOUT_RELATED, Place
from generator.compile.navigation import NavGroup
from generator.model.library import Library

Themes = frozenset[str]


def plan_places(library: Library, navigation: tuple[NavGroup, ...]) -> dict[str, Place]:
    """The place of every page. Neighbours do not cross groups."""
    ways = dict(_ways(navigation, ()))
    following: dict[str, str] = {}
    preceding: dict[str, str] = {}
    for group in navigation:
        for row in group.rows():
            for before, after in pairwise(row):
                following[before], preceding[after] = after, before
    shared = _Shared(library)
    return {
        key: Place(
            ways.get(key, ()),
            preceding.get(key),
            following.get(key),
            () if page.meta.kind in WITHOUT_RELATED else shared.of(key),
        )
        for key, page in library.pages.items()
    }


def _ways(
    groups: tuple[NavGroup, ...], above: tuple[tuple[str, str | None], ...]
) -> Iterator[tuple[str, tuple[tuple[str, str | None], ...]]]:
    """For each page the groups that lead to it; a group's landing page does not lead to itself."""
    for group in groups:
        first = group.walk()[0] if group.walk() else None
        for page in group.pages:
            opened = tuple((key, landing if landing != page else None) for key, landing in above)
            yield page, opened if first == page else (*opened, (group.key, first))
        yield from _ways(group.groups, (*above, (group.key, first)))


class _Shared:
    """Pages by the themes they share. Pages with the same themes are looked at together: there are few such sets."""

    def __init__(self, library: Library) -> None:
        self._pages = library.pages
        self._sets: defaultdict[tuple[Themes, bool], list[str]] = defaultdict(list)
        for key, page in sorted(library.pages.items()):
            self._sets[frozenset(page.meta.themes), page.meta.sensitive].append(key)
        self._best: dict[tuple[Themes, bool], tuple[tuple[int, str], ...]] = {}
        # As many as can be shown, if each page named by the author and the page itself are among the first.
        self._most = MAX_RELATED + 1 + max((len(p.meta.related) for p in library.pages.values()), default=0)

    def of(self, key: str) -> tuple[str, ...]:
        """Ids of pages that share most themes with this one, best first, the page itself not among them."""
        meta = self._pages[key].meta
        own = frozenset(meta.themes), meta.sensitive
        if own not in self._best:
            self._best[own] = tuple(self._near(*own))
        most = MAX_RELATED + len(meta.related)
        return tuple(page for _, page in self._best[own] if page != key)[:most]

    def _near(self, themes: Themes, sensitive: bool) -> list[tuple[int, str]]:
        rows = (
            (-len(themes & others), page)
            for (others, danger), pages in self._sets.items()
            if themes & others and not (danger and not sensitive)
            for page in pages[: self._most]
        )
        return nsmallest(self._most, rows)
