"""The postings of all pages as shards, of which only those are put together anew that a changed page has terms in.

A page is kept as its terms, apportioned to the shards they belong to. The terms of all pages in one shard, one page
after the other, are all that the shard is made from: where their digest is the one of last time, so is the shard.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.memory.digest import digest
from generator.memory.fork import shared_out
from generator.memory.memory import Memory
from generator.outputs.site.search.tokens import hash_term

SHARD_CHARS = 3_000  # about 2 KB gzip: a query reads about as many shards as it has terms
LETTERS = 64  # an impact is kept as one character from here on
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Marked(Generic[Entry]):
    """A page for the search: its id, a digest of all that the search reads of it, and that."""

    id: str
    mark: str
    entry: Entry


class Shards(Generic[Entry]):
    """`weigh` gives the impact (1-63) of each term of a page; `encode` a term's `page << 6 | impact` as text.

    `name` tells this index from others in the memory; `rests` is a digest of what `weigh` rests on beside the page.
    """

    def __init__(
        self,
        weigh: Callable[[Entry], dict[str, int]],
        encode: Callable[[Sequence[int], int], str],
        memory: Memory,
        name: str,
        rests: str,
    ) -> None:
        self._weigh, self._encode = weigh, encode
        self._memory, self._name, self._rests = memory, name, rests

    def write(self, pages: Sequence[Marked[Entry]]) -> list[str]:
        """The text of every shard: a line for each term, in the order of terms."""
        last = self._memory.last("shards", self._name)
        known: dict[int, tuple[str, str]] = last if isinstance(last, dict) else {}
        # As many shards as last time, unless the size of their texts asks for another number of them.
        columns = self._columns(pages, len(known) or 1)
        texts: dict[int, tuple[str, str]] = {}
        for number, (mark, column) in enumerate(columns):
            same = number in known and known[number][0] == mark
            texts[number] = known[number] if same else (mark, self._merged(column, len(pages)))
        count = count_shards(sum(len(text) for _, text in texts.values()))
        if count != len(texts):
            lines = [line for _, text in texts.values() for line in text.splitlines(keepends=True)]
            marks = [mark for mark, _ in self._columns(pages, count)]
            texts = dict(enumerate(zip(marks, _dealt(lines, count), strict=True)))
        if texts != known:
            self._memory.put("shards", self._name, "", texts)
        return [texts[number][1] for number in range(count)]

    def _columns(self, pages: Sequence[Marked[Entry]], count: int) -> list[tuple[str, list[str]]]:
        """For every shard the terms of all pages in it, and their digest."""
        rows = self._rows(pages, count)
        columns = [[row[number] for row in rows] for number in range(count)]
        return [(digest(f"{len(pages)}", *column), column) for column in columns]

    def _rows(self, pages: Sequence[Marked[Entry]], count: int) -> list[tuple[str, ...]]:
        """The terms of every page, apportioned to `count` shards."""
        kind, memory = f"terms {self._name}", self._memory
        memory.read_all(kind)
        marks = {page.id: digest(page.mark, self._rests) for page in pages}
        new = [page for page in pages if not memory.holds(kind, page.id, marks[page.id])]
        for page, row in zip(new, shared_out(self._weighed, new), strict=True):
            memory.put(kind, page.id, marks[page.id], (1, (row,)))
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

    def _weighed(self, pages: Sequence[Marked[Entry]]) -> list[str]:
        return ["".join(f"{t} {chr(LETTERS + i)}\n" for t, i in sorted(self._weigh(p.entry).items())) for p in pages]

    def _merged(self, column: Iterable[str], total: int) -> str:
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, terms in enumerate(column):
            high = number << 6
            for line in terms.split("\n")[:-1]:
                postings[line[:-2]].append(high | ord(line[-1]) - LETTERS)
        return "".join(f"{term} {self._encode(postings[term], total)}\n" for term in sorted(postings))


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
