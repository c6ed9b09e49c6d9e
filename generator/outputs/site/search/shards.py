"""The postings of all pages as shards, of which only those are put together anew that a changed page has terms in.

A page is kept as its terms, apportioned to the shards they belong to. A shard is made from nothing but the terms of
all pages in it, one page after the other, and the number of pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.memory.digest import digest
from generator.memory.fork import shared_out
from generator.memory.memory import Memory
from generator.outputs.site.search.posting import IMPACT_BITS, write_posting
from generator.outputs.site.search.table import SearchEntry, Table
from generator.outputs.site.search.terms import weigh_page
from generator.outputs.site.search.tokens import hash_term

SHARD_CHARS = 1_000  # about 1 KB gzip: a query reads about as many shards as it has terms
LETTERS = 64  # an impact is kept as one character from here on
Known: TypeAlias = "tuple[dict[str, str], list[str]]"  # of last time: the marks of the pages, the shards


def term_shards(table: Table, memory: Memory) -> list[str]:
    """The text of every shard of these pages: a line for each term and its posting, in the order of terms."""
    return _Shards(table, memory).write([_Marked(e.page_id, digest(repr(e)), e) for e in table.entries])


@dataclass(frozen=True, slots=True)
class _Marked:
    """A page for the search: its id, a digest of all that the search reads of it, and that."""

    id: str
    mark: str
    entry: SearchEntry


class _Shards:
    """The shards of one language. What a page's terms rest on beside the page are the synonym groups."""

    def __init__(self, table: Table, memory: Memory) -> None:
        self._concepts, self._memory, self._name = table.concepts, memory, table.lang
        self._rests = digest(
            repr([(c.term, [(text, sorted(needs)) for text, needs in c.words]) for c in table.concepts])
        )
        self._kind = f"terms {table.lang}"

    def write(self, pages: Sequence[_Marked]) -> list[str]:
        """The text of every shard: a line for each term, in the order of terms."""
        marks = {page.id: digest(page.mark, self._rests) for page in pages}
        last = self._memory.last("shards", self._name)
        known: Known = last if isinstance(last, tuple) else ({}, [])
        if known[0] == marks and list(known[0]) == list(marks) and known[1]:
            return known[1]
        # As many shards as last time, unless the size of their texts asks for another number of them.
        texts = self._mended(pages, marks, *known) if known[1] else self._whole(pages, marks, 1)
        count = count_shards(sum(map(len, texts)))
        if count != len(texts):
            self._rows(pages, marks, count)
            texts = _dealt((line for text in texts for line in text.splitlines(keepends=True)), count)
        self._memory.put("shards", self._name, "", (marks, texts))
        return texts

    def _whole(self, pages: Sequence[_Marked], marks: dict[str, str], count: int) -> list[str]:
        rows = self._rows(pages, marks, count)
        return [self._merged((row[number] for row in rows), len(pages)) for number in range(count)]

    def _mended(
        self, pages: Sequence[_Marked], marks: dict[str, str], before: dict[str, str], texts: list[str]
    ) -> list[str]:
        """The shards of last time, those put together anew in which a changed page had or has a term."""
        count = len(texts)
        if list(before) != list(marks):  # pages came or went: all are numbered otherwise
            return self._whole(pages, marks, count)
        changed = [page.id for page in pages if before[page.id] != marks[page.id]]
        old = {key: self._memory.get(self._kind, key, before[key]) for key in changed}
        rows = self._rows(pages, marks, count)
        new = {page.id: row for page, row in zip(pages, rows, strict=True)}
        touched: set[int] = set()
        for key in changed:
            held = old[key]
            if not isinstance(held, tuple) or held[0] != count:
                return self._whole(pages, marks, count)
            touched.update(n for n in range(count) if held[1][n] != new[key][n])
        return [
            self._merged((row[n] for row in rows), len(pages)) if n in touched else text for n, text in enumerate(texts)
        ]

    def _rows(self, pages: Sequence[_Marked], marks: dict[str, str], count: int) -> list[tuple[str, ...]]:
        """The terms of every page, apportioned to `count` shards."""
        kind, memory = self._kind, self._memory
        memory.read_all(kind)
        new = [page for page in pages if not memory.holds(kind, page.id, marks[page.id])]
        for page, weighed in zip(new, shared_out(self._weighed, new), strict=True):
            memory.put(kind, page.id, marks[page.id], (1, (weighed,)))
        shard_of: dict[str, int] = {}
        out: list[tuple[str, ...]] = []
        for page in pages:
            held = memory.get(kind, page.id, marks[page.id])
            assert isinstance(held, tuple)
            apart, row = held
            if apart != count:
                row = _apportioned(row, count, shard_of)
                memory.put(kind, page.id, marks[page.id], (count, row))
            out.append(row)
        return out

    def _weighed(self, pages: Sequence[_Marked]) -> list[str]:
        return [
            "".join(f"{t} {chr(LETTERS + i)}\n" for t, i in sorted(weigh_page(p.entry, self._concepts).items()))
            for p in pages
        ]

    def _merged(self, column: Iterable[str], total: int) -> str:
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, terms in enumerate(column):
            high = number << IMPACT_BITS
            for line in terms.split("\n")[:-1]:
                postings[line[:-2]].append(high | ord(line[-1]) - LETTERS)
        return "".join(f"{term} {write_posting(postings[term], total)}\n" for term in sorted(postings))


def _apportioned(row: Iterable[str], count: int, shard_of: dict[str, int]) -> tuple[str, ...]:
    shares: list[list[str]] = [[] for _ in range(count)]
    for line in sorted(line for share in row for line in share.split("\n")[:-1]):
        term = line[:-2]
        number = shard_of.get(term)
        if number is None:
            number = shard_of[term] = hash_term(term) % count
        shares[number].append(line + "\n")
    return tuple("".join(share) for share in shares)


def _dealt(lines: Iterable[str], count: int) -> list[str]:
    """Finished lines, dealt to `count` shards, each in the order of terms."""
    shares: list[list[tuple[str, str]]] = [[] for _ in range(count)]
    for line in lines:
        term = line.partition(" ")[0]
        shares[hash_term(term) % count].append((term, line))
    return ["".join(line for _, line in sorted(share)) for share in shares]


def count_shards(size: int) -> int:
    """1, 2, 3, 4, 6, 8, 12 ...: in wide steps, so that an edit seldom renumbers the shards."""
    steps = sorted(base << power for base in (2, 3) for power in range(16))
    return next((n for n in (1, *steps) if n * SHARD_CHARS >= size), steps[-1])
