"""What each term is worth in a page: read once for each page and remembered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from generator.outputs.site.search.entry import SearchEntry
from generator.outputs.site.search.table import Concept, phrase
from generator.outputs.site.search.tokens import join_tokens, runs, split_atoms
from generator.outputs.site.search.weights import (
    ANSWER,
    ASKED,
    BODY,
    HEADINGS,
    KEYWORDS,
    PIVOT,
    SCALE,
    SUMMARY,
    TITLE,
    TOP,
)


def weigh_page(entry: SearchEntry, concepts: Sequence[Concept]) -> dict[str, int]:
    """The impact (1-63) of every term of a page, and of every synonym group it has a word of or answers."""
    page = _Page(entry)
    out = page.impacts()
    terms = out.keys()
    for concept in concepts:
        likely = [text for text, needs in concept.words if needs <= terms]
        answers = entry.page_id in concept.pages
        impact = page.says(likely, ANSWER if answers else 0.0) if likely or answers else 0
        if impact:
            out[concept.term] = impact
    return out


def _body_weight(count: int, length: int) -> float:
    norm = min(2.0, max(0.5, length / PIVOT))
    return BODY * count / (count + 1.5 * norm)


def _asked_weight(lines: int) -> float:
    """What a term says of a page that so many of the lines have that people type who need it."""
    return ASKED * lines / (lines + 1.0)


def _impact(weight: float) -> int:
    return max(1, min(TOP, round(weight * SCALE)))


class _Page:
    """One page, read into terms."""

    def __init__(self, entry: SearchEntry) -> None:
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
        self._asked = [runs(line) for line in entry.asked]
        for term, lines in Counter(term for line in self._asked for term in set(join_tokens(line))).items():
            self._strong[term] += _asked_weight(lines)
        self._phrases: tuple[str, list[tuple[float, str]], list[str]] | None = None

    def impacts(self) -> dict[str, int]:
        """What each term says of this page, all fields together. Most stand in the body alone, in a few numbers."""
        levels = {count: _body_weight(count, self._length) for count in {0, *self._counts.values()}}
        alone = {count: _impact(level) for count, level in levels.items()}
        out = {term: alone[count] for term, count in self._counts.items()}
        for term, strong in self._strong.items():
            out[term] = _impact(levels[self._counts.get(term, 0)] + strong)
        return out

    def says(self, phrases: Sequence[str], more: float) -> int:
        """The same for words of a synonym group, any of them, each field once, and `more` for the page that answers it."""
        if self._phrases is None:
            fields = [(weight, phrase(parts)) for weight, parts in self._fields]
            self._phrases = phrase(self._body), fields, [phrase(line) for line in self._asked]
        body, fields, asked = self._phrases
        total = more + _body_weight(sum(map(body.count, phrases)), self._length)
        total += sum(weight for weight, text in fields if any(p in text for p in phrases))
        lines = sum(any(p in line for p in phrases) for line in asked)
        total += _asked_weight(lines) if lines else 0.0
        return _impact(total) if total else 0
