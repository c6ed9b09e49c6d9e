"""Which pages have a term, and what it is worth in each: counted once, for the files and for the known answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.outputs.site.search.table import SearchEntry, Table, phrase
from generator.outputs.site.search.tokens import join_tokens, runs, split_atoms
from generator.outputs.site.search.weights import (
    ANSWER,
    BODY,
    BODY_ONLY,
    COMMON,
    FEW,
    HEADINGS,
    KEYWORDS,
    PIVOT,
    SCALE,
    SUMMARY,
    TITLE,
    TOP,
)


@dataclass(frozen=True, slots=True)
class Posting:
    """The pages of a term with their impacts (1-63). Of a common term, those that name it above the body."""

    hits: tuple[tuple[int, int], ...]
    count: int
    common: bool


NOWHERE = Posting((), 0, False)


class Postings:
    """The terms of all pages. Raises nothing: any text has terms."""

    def __init__(self, table: Table) -> None:
        self._pages = [_Page(entry) for entry in table.entries]
        self._concepts = {concept.term: concept for concept in table.concepts}
        self._known: dict[str, Posting] = {}
        self._where: defaultdict[str, list[int]] = defaultdict(list)
        for number, page in enumerate(self._pages):
            for term in page.terms():
                self._where[term].append(number)

    def of(self, term: str) -> Posting:
        """The posting of one term; worked out when it is first asked for."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = self._posting(
                self._concept(term) if term in self._concepts else self._term(term)
            )
        return found

    def _term(self, term: str) -> list[tuple[int, int]]:
        return [(number, self._pages[number].impact(term)) for number in self._where.get(term, ())]

    def _concept(self, term: str) -> list[tuple[int, int]]:
        """The pages of a synonym group: only those that have all terms of one of its words are read for it."""
        likely: defaultdict[int, list[str]] = defaultdict(list)
        for text, needs in self._concepts[term].words:
            pages = sorted((self._where.get(need, []) for need in needs), key=len)
            for number in set(pages[0]).intersection(*pages):
                likely[number].append(text)
        answers = {number for number, page in enumerate(self._pages) if page.id in self._concepts[term].pages}
        numbers = sorted(answers.union(likely))
        impacts = ((n, self._pages[n].says(likely[n], ANSWER if n in answers else 0.0)) for n in numbers)
        return [(number, impact) for number, impact in impacts if impact]

    def everything(self) -> Iterator[tuple[str, Posting]]:
        """Every term with its posting."""
        for term in (*self._where, *self._concepts):
            posting = self.of(term)
            if posting.count:
                yield term, posting

    def _posting(self, hits: list[tuple[int, int]]) -> Posting:
        common = len(hits) > max(FEW, len(self._pages) * COMMON)
        kept = [hit for hit in hits if hit[1] > BODY_ONLY] if common else hits
        return Posting(tuple(kept), len(hits), common) if hits else NOWHERE


def _body_weight(count: int, length: int) -> float:
    norm = min(2.0, max(0.5, length / PIVOT))
    return BODY * count / (count + 1.5 * norm)


def _impact(weight: float) -> int:
    return max(1, min(TOP, round(weight * SCALE)))


class _Page:
    """One page, read into terms."""

    def __init__(self, entry: SearchEntry) -> None:
        self.id = entry.page_id
        self._body = runs(entry.body)
        body = join_tokens(self._body)
        self._counts = Counter(body)
        self._length = len(body)
        self._fields: tuple[tuple[float, Sequence[str]], ...] = (
            (TITLE, runs(entry.title)),
            (KEYWORDS, runs("\n".join(entry.keywords))),
            (HEADINGS, runs("\n".join(text for _, text in entry.headings))),
            (SUMMARY, runs(entry.summary)),
        )
        self._strong: defaultdict[str, float] = defaultdict(float)
        for weight, parts in self._fields:
            terms = set(join_tokens(parts))
            # A title that says just this beats one that says it among other things.
            focus = 0.7 + 0.3 * min(1.0, 6 / max(1, len(terms))) if weight == TITLE else 1.0
            for term in terms.union(char for char in split_atoms(parts) if char > "\u2fff"):
                self._strong[term] += weight * focus
        self._phrases: tuple[str, list[tuple[float, str]]] | None = None
        self._levels: dict[int, float] = {}

    def terms(self) -> set[str]:
        return {*self._counts, *self._strong}

    def impact(self, term: str) -> int:
        """What the term says of this page, all fields together; 0 where it does not stand."""
        count = self._counts.get(term, 0)
        strong = self._strong.get(term)
        if not count and strong is None:
            return 0
        level = self._levels.get(count)
        if level is None:
            level = self._levels[count] = _body_weight(count, self._length)
        return _impact(level + (strong or 0.0))

    def says(self, phrases: Sequence[str], more: float) -> int:
        """The same for words of a synonym group, any of them, each field once, and `more` for the page that answers it."""
        if self._phrases is None:
            self._phrases = phrase(self._body), [(weight, phrase(parts)) for weight, parts in self._fields]
        body, fields = self._phrases
        total = more + _body_weight(sum(map(body.count, phrases)), self._length)
        total += sum(weight for weight, text in fields if any(p in text for p in phrases))
        return _impact(total) if total else 0
