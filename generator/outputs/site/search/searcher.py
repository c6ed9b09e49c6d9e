"""Asks the index in Python as a reader asks it in the browser: the same pages in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.memory.memory import Memory
from generator.outputs.site.search.entry import SearchEntry, Synonym
from generator.outputs.site.search.mend import find_missing, known_words, mend, read_wordbook
from generator.outputs.site.search.posting import Postings
from generator.outputs.site.search.query import read_query
from generator.outputs.site.search.rank import Answer, rank
from generator.outputs.site.search.shards import term_shards
from generator.outputs.site.search.table import read_table


@dataclass(frozen=True, slots=True)
class Found:
    """The pages for a query, best first, and the words that were taken for others."""

    hits: tuple[str, ...]
    near: tuple[str, ...]
    leads: tuple[str, ...]
    meant: tuple[str, ...]
    scores: tuple[int, ...]
    """Of the hits."""


class Searcher:
    """One language of a site, ready to be asked. It reads the shards that are published."""

    def __init__(
        self, entries: Sequence[SearchEntry], synonyms: Sequence[Synonym], lang: str, memory: Memory | None = None
    ) -> None:
        """`memory` is what building the site has left, or will find."""
        self.table = read_table(entries, synonyms, lang)
        self.postings = Postings(term_shards(self.table, memory or Memory()))
        self._book = read_wordbook(known_words(self.table))

    def ask(self, text: str) -> Found:
        """What a reader who types `text` is shown."""
        query = read_query(text, self.table)
        meant: tuple[str, ...] = ()
        if find_missing(query.units, self._count):
            mended = mend(query, self.table, self._count, self._book)
            if mended:
                query, meant = mended.query, mended.meant
        answer: Answer = rank(query, self.table, self.postings.of)
        ids = [entry.page_id for entry in self.table.entries]
        return Found(
            hits=tuple(ids[hit.page] for hit in answer.hits),
            near=tuple(ids[hit.page] for hit in answer.near),
            leads=tuple(ids[hit.page] for hit in answer.hits if hit.lead),
            meant=meant,
            scores=tuple(hit.score for hit in answer.hits),
        )

    def _count(self, term: str) -> int:
        return self.postings.of(term).count
