"""Puts the known answers of `search_queries.tsv` to the search and says where it falls below its bar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from generator.compile.compilation import Compilation
from generator.model.diagnostic import Diagnostic, Span
from generator.model.known import KnownQuery
from generator.outputs.site.search.searcher import Searcher
from generator.outputs.site.written import search_entries

AMONG = 3


def check_answers(compilation: Compilation) -> tuple[Diagnostic, ...]:
    """For each list that misses its bar (`search` in `site.yml`): the shares, and each row that missed.

    Rows, not shares, say what to mend, so every miss is a warning in its own line; a list above its bar is silent.
    Nothing is asked where no document has changed since it was, nor the configuration.
    """
    tasks = compilation.tasks.beside("answers")
    own = tasks.own("search")
    known = cast("tuple[tuple[Diagnostic, ...]] | None", tasks.known("search", own))
    if known:
        return known[0]
    found = tuple(_check(compilation))
    tasks.remember("search", own, tuple((f"document {lang}", None) for lang in compilation.documents), found)
    return found


def _check(compilation: Compilation) -> Iterator[Diagnostic]:
    bars = compilation.library.site.search
    lists: defaultdict[str, list[KnownQuery]] = defaultdict(list)
    for row in compilation.library.queries.values():
        if row.lang in compilation.documents:
            lists[row.span.file].append(row)
    found = _ask(compilation)
    for name, rows in sorted(lists.items()):
        places = {row: _place(found[row], row) for row in rows}
        first = sum(place == 0 for place in places.values())
        three = sum(place < AMONG for place in places.values())
        if first * 100 >= bars.first * len(rows) and three * 100 >= bars.three * len(rows):
            continue
        params = {"rows": len(rows), "first_bar": bars.first, "three_bar": bars.three}
        params |= {"first": first * 100 // len(rows), "three": three * 100 // len(rows)}
        yield Diagnostic("search-below", Span(name), params={k: str(v) for k, v in params.items()})
        for row, place in places.items():
            if place >= AMONG:
                said = {"query": row.query, "found": " ".join(found[row][:AMONG]) or "-"}
                yield Diagnostic("search-miss", row.span, "warning", params=said)


def _ask(compilation: Compilation) -> dict[KnownQuery, tuple[str, ...]]:
    """Every known query with the pages found for it, best first."""
    out: dict[KnownQuery, tuple[str, ...]] = {}
    for lang in compilation.documents:
        rows = [row for row in compilation.library.queries.values() if row.lang == lang]
        if rows:
            searcher = Searcher(*search_entries(compilation, lang), lang, compilation.tasks.memory)
            out.update({row: searcher.ask(row.query).hits for row in rows})
    return out


def _place(hits: tuple[str, ...], row: KnownQuery) -> int:
    """Where the first of the row's pages stands, from 0; behind all others where none was found."""
    return next((place for place, page in enumerate(hits) if page in row.pages), len(hits) + AMONG)
