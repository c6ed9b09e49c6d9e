"""What search knows of all pages before it reads a term: titles, kinds, synonyms, word lists, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.outputs.site.search.entry import SearchEntry, Synonym
from generator.outputs.site.search.tokens import runs, split_atoms, stem, tokens
from generator.outputs.site.search.words import GRADES, STOP_WORDS

_STOPS = frozenset(map(stem, STOP_WORDS.split()))


@dataclass(frozen=True)
class Concept:
    """A synonym group as a term of its own, so that a query reads one list and not one per word."""

    term: str
    words: tuple[tuple[str, frozenset[str]], ...]
    """(phrase, the tokens a text must have before it is worth looking for the phrase)"""
    pages: frozenset[str]
    """The pages that answer it."""


@dataclass(frozen=True)
class Table:
    """The pages in their order (by id), and the synonym groups with each word as its atoms."""

    lang: str
    entries: tuple[SearchEntry, ...]
    concepts: tuple[Concept, ...]
    same: tuple[tuple[str, ...], ...]
    titles: tuple[tuple[str, ...], ...]
    """The atoms of each title."""
    begins: tuple[tuple[str, int], ...]
    """The atoms of all titles in their order, with the page: for a word that is still being typed."""
    named: dict[str, int]
    """The number of a synonym group by its id."""
    grades: tuple[int, ...]
    """`grade_bits` of each page."""
    aliases: dict[str, tuple[tuple[int, str], ...]]
    """Groups and their words as a query may name them, by `alias_key`: a query is not compared with all of them."""


def grade_bits(grades: Iterable[str]) -> int:
    """Grades as the bits of a number; one we have no words for is in none."""
    return sum(1 << GRADES.index(grade) for grade in {*grades} if grade in GRADES)


def phrase(parts: Sequence[str]) -> str:
    """Runs as spaced atoms with a space at either end: phrases are found by `in`."""
    return f" {' '.join(split_atoms(parts))} "


def as_asked(word: str) -> str:
    """A word of a group as a query names it: queries lose their stop words. Empty where too little is left."""
    atoms = word.split(" ")
    kept = [atom for atom in atoms if atom > "\u2fff" or atom not in _STOPS]
    return " ".join(kept) if len(kept) == len(atoms) or len(kept) > 1 else ""


def alias_key(word: str) -> str:
    """The term a query must have before it is worth looking for the word: its first pair of characters or longest word.

    A word of a single Han character is its own key.
    """
    atoms = word.split(" ")
    if len(atoms) > 1 and atoms[0] > "\u2fff" and atoms[1] > "\u2fff":
        return atoms[0] + atoms[1]
    latin = [atom for atom in atoms if atom < "\u2fff"]
    return max(latin, key=len) if latin else atoms[0]


def read_table(entries: Sequence[SearchEntry], synonyms: Sequence[Synonym], lang: str) -> Table:
    """The table of these pages; their order does not matter."""
    ordered = tuple(sorted(entries, key=lambda entry: (entry.page_id, entry.url)))
    concepts: list[Concept] = []
    same: list[tuple[str, ...]] = []
    loose: list[tuple[str, ...]] = []
    named: dict[str, int] = {}
    for synonym in synonyms:
        words = {phrase(runs(word)): frozenset(tokens(word)) for word in synonym.words}
        words.pop("  ", None)
        asked = dict.fromkeys(
            text.strip() for word in synonym.asked if (text := phrase(runs(word))) not in {"  ", *words}
        )
        if words and len(words) + len(asked) > 1:
            pairs = tuple((text, t or frozenset(text.split())) for text, t in words.items())
            named.setdefault(synonym.id, len(concepts))
            concepts.append(Concept(f"={len(concepts)}", pairs, frozenset(synonym.pages)))
            same.append(tuple(text.strip() for text in words))
            loose.append(tuple(asked))
    aliases: dict[str, dict[tuple[int, str], None]] = {}
    for number, group in enumerate(zip(same, loose, strict=True)):
        for word in filter(None, map(as_asked, chain.from_iterable(group))):
            aliases.setdefault(alias_key(word), {})[number, word] = None
    by_key = {key: tuple(words) for key, words in aliases.items()}
    titles = tuple(tuple(split_atoms(runs(entry.title))) for entry in ordered)
    begins = tuple(sorted({(atom, page) for page, title in enumerate(titles) for atom in title}))
    grades = tuple(grade_bits(entry.grades) for entry in ordered)
    return Table(lang, ordered, tuple(concepts), tuple(same), titles, begins, named, grades, by_key)
