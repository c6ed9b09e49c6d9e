"""A known answer of the search: what somebody types, and the pages that answer it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.diagnostic import Span
from generator.model.record import Lang


@dataclass(frozen=True, slots=True)
class KnownQuery:
    """A row of `search_queries.tsv`. `kind` says what sort of query it is: natural, typo, pinyin, danger ..."""

    lang: Lang
    query: str
    pages: tuple[str, ...]
    kind: str
    span: Span
    """Of the query."""
    page_spans: tuple[Span, ...]
