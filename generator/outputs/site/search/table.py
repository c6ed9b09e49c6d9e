"""What search knows of all pages before it reads a term: titles, kinds, synonyms, word lists, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.outputs.site.search.tokens import runs, split_atoms, tokens


@dataclass(frozen=True)
class SearchEntry:
    """One page as search sees it; `url` is relative to the language root."""

    page_id: str
    url: str
    title: str
    summary: str
    headings: tuple[tuple[str, str], ...]
    """(anchor, text)"""
    body: str
    keywords: tuple[str, ...]
    kind: str
    urgent: bool
    audience: str = ""
    """For whom it is; empty: for everyone."""


@dataclass(frozen=True)
class Synonym:
    """Words that mean the same: a term and its aliases."""

    words: tuple[str, ...]
    id: str = ""
    """As the glossary names it: what danger words refer to."""


@dataclass(frozen=True)
class Concept:
    """A synonym group as a term of its own, so that a query reads one list and not one per word."""

    term: str
    words: tuple[tuple[str, frozenset[str]], ...]
    """(phrase, the tokens a text must have before it is worth looking for the phrase)"""


@dataclass(frozen=True)
class Table:
    """The pages in their order (by id), and the synonym groups with each word as its atoms."""

    lang: str
    entries: tuple[SearchEntry, ...]
    concepts: tuple[Concept, ...]
    same: tuple[tuple[str, ...], ...]
    titles: tuple[tuple[str, ...], ...]
    """The atoms of each title."""
    named: dict[str, int]
    """The number of a synonym group by its id."""
    begins: dict[str, tuple[tuple[int, str], ...]]
    """Groups and their words by the first atom of the word: a query is not compared with all of them."""


def phrase(parts: Sequence[str]) -> str:
    """Runs as spaced atoms with a space at either end: phrases are found by `in`."""
    return f" {' '.join(split_atoms(parts))} "


def read_table(entries: Sequence[SearchEntry], synonyms: Sequence[Synonym], lang: str) -> Table:
    """The table of these pages; their order does not matter."""
    ordered = tuple(sorted(entries, key=lambda entry: (entry.page_id, entry.url)))
    concepts: list[Concept] = []
    same: list[tuple[str, ...]] = []
    named: dict[str, int] = {}
    for synonym in synonyms:
        words = {phrase(runs(word)): frozenset(tokens(word)) for word in synonym.words}
        words.pop("  ", None)
        if len(words) > 1:
            pairs = tuple((text, t or frozenset(text.split())) for text, t in words.items())
            named.setdefault(synonym.id, len(concepts))
            concepts.append(Concept(f"={len(concepts)}", pairs))
            same.append(tuple(text.strip() for text in words))
    begins: dict[str, list[tuple[int, str]]] = {}
    for number, group in enumerate(same):
        for word in group:
            begins.setdefault(word.split(" ", 1)[0], []).append((number, word))
    by_first = {atom: tuple(words) for atom, words in begins.items()}
    titles = tuple(tuple(split_atoms(runs(entry.title))) for entry in ordered)
    return Table(lang, ordered, tuple(concepts), tuple(same), titles, named, by_first)
