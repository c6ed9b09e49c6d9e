"""The postings of all pages as shards. After an edit only the terms are written anew whose impact it changed.

What each page's terms are worth is remembered by page, and the shards as they were written last. A shard is a text of
lines, one a term, in the order of terms; which shard a term is in says its hash.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TypeAlias

from generator.memory.digest import digest
from generator.memory.fork import LEAST, as_done, cores, flowing, may_fork
from generator.memory.memory import Memory
from generator.outputs.site.search.entry import SHARDS, SearchEntry
from generator.outputs.site.search.posting import IMPACT_BITS, edit_posting, write_posting
from generator.outputs.site.search.table import Table
from generator.outputs.site.search.terms import weigh_page
from generator.outputs.site.search.tokens import hash_term
from generator.outputs.site.search.vocabulary import synonym_lines

SHARD_CHARS = 650  # well below 1 KB gzip: a query reads about as many shards as it has terms
MANY, GROWN = 2048, 4  # from so many shards on they hold so many times as much
SAMPLED = 8  # one page in so many says how terms are spread over the alphabet
LETTERS = 64  # an impact is kept as one character from here on
_LETTERS = bytes((value + LETTERS) % 256 for value in range(256))
Known: TypeAlias = "tuple[dict[str, str], list[str]]"  # of last time: the marks of the pages, the shards


def term_shards(table: Table, memory: Memory) -> list[str]:
    """The text of every shard of these pages: a line for each term and its posting, then those of synonym groups."""
    said = list(synonym_lines(table))
    texts = _Shards(table, memory, sum(len(line) for _, line in said)).write()
    lines: list[list[str]] = [[] for _ in texts]
    for key, line in said:
        lines[hash_term(key) % len(texts)].append(line)
    return [text + "".join(sorted(more)) for text, more in zip(texts, lines, strict=True)]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of the search: its id, a digest of all that its terms rest on, and what is searched."""

    id: str
    mark: str
    entry: SearchEntry


class _Shards:
    """The shards of one language, without the lines of synonym groups, which have `more` characters in all."""

    def __init__(self, table: Table, memory: Memory, more: int) -> None:
        groups = [(c.term, [(text, sorted(needs)) for text, needs in c.words], sorted(c.pages)) for c in table.concepts]
        rests = digest(repr(groups))
        self._pages = [_Page(e.page_id, digest(e.mark, rests), e) for e in table.entries]
        self._concepts, self._memory, self._name, self._more = table.concepts, memory, table.lang, more
        self._kind = f"terms {table.lang}"

    def write(self) -> list[str]:
        """The text of every shard."""
        marks = {page.id: page.mark for page in self._pages}
        last = self._memory.last(SHARDS, self._name)
        known: Known = last if isinstance(last, tuple) else ({}, [])
        same_pages = known[1] and list(known[0]) == list(marks)  # else all are numbered otherwise
        texts = self._mended(*known) if same_pages else None
        if texts is None:
            texts = self._whole()
        count = self._count(sum(map(len, texts)))
        if count != len(texts):
            texts = _dealt_anew(texts, count)
        if (marks, texts) != known:
            self._memory.put(SHARDS, self._name, "", (marks, texts))
        return texts

    def _count(self, size: int) -> int:
        return count_shards(size + self._more)

    def _whole(self) -> list[str]:
        """The shards written from nothing: each core writes the terms of a stretch of the alphabet."""
        self._memory.read_all(self._kind)
        self._weigh(self._pages)
        count = cores() if len(self._pages) >= LEAST and may_fork() else 1
        stretches = _stretches([self._terms(page) for page in self._pages[::SAMPLED]], count)
        written = [lines for _, lines in sorted(as_done(self._stretch, stretches))]
        self._memory.release(self._kind)  # a tenth of a large build's memory, and the next edit needs one page's
        shards = self._count(sum(len(text) for text, _ in written))
        return _dealt((pair for text, hashes in written for pair in zip(_lines(text), hashes, strict=True)), shards)

    def _stretch(self, bounds: tuple[str, str]) -> tuple[str, array[int]]:
        """The lines of all terms from the first bound to before the second, and the terms' hashes.

        An empty second bound bounds nothing.
        """
        first, end = bounds
        postings: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))  # a tenth of a list's memory
        for number, page in enumerate(self._pages):
            high = (number << IMPACT_BITS) - LETTERS
            terms, impacts = _read(self._terms(page), first, end)
            deque(map(array.append, map(postings.__getitem__, terms), map(high.__add__, impacts)), maxlen=0)
        total, terms = len(self._pages), sorted(postings)
        text = "".join(f"{term} {write_posting(postings[term], total)}\n" for term in terms)
        return text, array("I", map(hash_term, terms))

    def _mended(self, before: dict[str, str], texts: list[str]) -> list[str] | None:
        """The shards of last time with what changed in them; None where they do not say enough."""
        changed = [(n, page) for n, page in enumerate(self._pages) if before[page.id] != page.mark]
        old = {page.id: self._memory.get(self._kind, page.id, before[page.id]) for _, page in changed}
        if not all(isinstance(terms, str) for terms in old.values()):
            return None
        self._weigh([page for _, page in changed])
        edits: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for number, page in changed:
            was, now = _impacts(str(old[page.id])), _impacts(self._terms(page))
            for term in was.keys() | now.keys():
                if was.get(term) != now.get(term):
                    edits[term].append((number, was.get(term, 0), now.get(term, 0)))
        out = list(texts)
        shards: defaultdict[int, list[str]] = defaultdict(list)
        for term in edits:
            shards[hash_term(term) % len(texts)].append(term)
        for shard, terms in shards.items():
            lines = dict(line.split(" ", 1) for line in texts[shard].split("\n")[:-1])
            for term in terms:
                posting = edit_posting(lines.pop(term, ""), len(self._pages), edits[term])
                if posting is None:
                    return None
                if posting:
                    lines[term] = posting
            out[shard] = "".join(f"{term} {lines[term]}\n" for term in sorted(lines))
        return out

    def _weigh(self, pages: Sequence[_Page]) -> None:
        new = [page for page in pages if not self._memory.holds(self._kind, page.id, page.mark)]
        for page, weighed in flowing(self._weighed, new):
            self._memory.put(self._kind, page.id, page.mark, weighed, hold=False)

    def _weighed(self, pages: Sequence[_Page]) -> list[str]:
        return [_kept(weigh_page(page.entry, self._concepts)) for page in pages]

    def _terms(self, page: _Page) -> str:
        """The impacts of a page's terms as they are kept."""
        held = self._memory.get(self._kind, page.id, page.mark, once=True)
        return held if isinstance(held, str) else self._weighed([page])[0]


def _kept(impacts: dict[str, int]) -> str:
    """A line of impacts, a character each, then a line for each term: to be read at one go."""
    terms = sorted(impacts)
    letters = bytes(map(impacts.__getitem__, terms)).translate(_LETTERS).decode("ascii")
    return "\n".join([letters, *terms])


def _read(kept: str, first: str = "", end: str = "") -> tuple[list[str], bytes]:
    """The terms and their impacts, `LETTERS` higher; of those from `first` to before `end` only."""
    impacts, *terms = kept.split("\n")
    start, stop = bisect_left(terms, first), bisect_left(terms, end) if end else len(terms)
    return terms[start:stop], impacts[start:stop].encode("ascii")


def _stretches(kept: Iterable[str], count: int) -> list[tuple[str, str]]:
    """Bounds of `count` stretches of all terms, about as long as each other by what some pages hold of them."""
    terms = sorted(term for page in kept for term in _read(page)[0])
    inner = dict.fromkeys(terms[len(terms) * n // count] for n in range(1, count)) if terms else {}
    bounds = ["", *inner, ""]
    return list(pairwise(bounds))


def _impacts(kept: str) -> dict[str, int]:
    return {term: impact - LETTERS for term, impact in zip(*_read(kept), strict=True)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _dealt(lines: Iterable[tuple[str, int]], count: int) -> list[str]:
    """Finished lines in the order of terms, each with its term's hash, as `count` shards."""
    shards: list[list[str]] = [[] for _ in range(count)]
    for line, number in lines:
        shards[number % count].append(line)
    return ["".join(shard) for shard in shards]


def _dealt_anew(texts: Iterable[str], count: int) -> list[str]:
    """The same lines as `count` shards."""
    terms = sorted((line.partition(" ")[0], line) for text in texts for line in _lines(text))
    return _dealt(((line, hash_term(term)) for term, line in terms), count)


def count_shards(size: int) -> int:
    """1, 2, 3, 4, 6, 8, 12 ...: in wide steps, so that an edit seldom renumbers the shards.

    From `MANY` on they grow instead: thousands of small files cost every build and every copy of the site.
    """
    steps = sorted(base << power for base in (2, 3) for power in range(16))
    fitting = (n for n in (1, *steps) if n * SHARD_CHARS * (GROWN if n >= MANY else 1) >= size)
    return next(fitting, steps[-1])
