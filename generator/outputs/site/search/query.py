"""Reads a query: what it asks for, who asks, and whether it speaks of danger. The twin of `assets/src/query.ts`."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from functools import cache, lru_cache, reduce

from generator.outputs.site.search.danger import CRISIS, DANGER
from generator.outputs.site.search.table import Table, grade_bits
from generator.outputs.site.search.tokens import Piece, atoms, hash_term, normalise, pieces
from generator.outputs.site.search.weights import RANKING
from generator.outputs.site.search.words import LIGHT, STOP_PHRASES, STOP_WORDS, TAUGHT, VOICES

_STOP_WORDS = frozenset(STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Unit:
    """A term or a synonym group found in the query; covers its pieces `first` to `last`."""

    term: str
    first: int
    last: int
    group: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query as ranking sees it. `danger` is a key of `Ranking.leads`, or empty; `voices` are keys of `SUITS`."""

    parts: tuple[Piece, ...]
    units: tuple[Unit, ...]
    danger: str
    feared: str
    """The synonym group of what is feared, as a term; empty where the glossary has none."""
    voices: tuple[str, ...]
    taught: int
    """The classes it is about, as `grade_bits`."""

    def terms(self, table: Table) -> tuple[str, ...]:
        """Every term whose pages ranking looks up."""
        urgent = (self.feared, crisis_term(table)) if self.danger else ()
        return (*dict.fromkeys([*(unit.term for unit in self.units), *filter(None, urgent)]),)


def read_query(text: str, table: Table) -> Query:
    """The terms of a query, the synonym groups it names, and what else it tells."""
    whole = pieces(text)
    words = [piece.text for piece in whole]
    said = f" {' '.join(words)} "
    heard = tuple(voice for voice, phrases in voices(table.lang).items() if any(p in said for p in phrases))
    danger, feared = read_fear(words, table)
    parts = tuple(_drop_stops(whole)[: RANKING.pieces])
    return Query(parts, read_units(parts, table), danger, feared, heard, find_taught(said, table.lang))


def read_fear(words: list[str], table: Table) -> tuple[str, str]:
    """What atoms fear before all else: a key of `Ranking.leads` and the synonym group of it as a term, or empty."""
    (danger, term, _), *_ = (*find_fears(tuple(words)), ("", "", None))
    return danger, f"={table.named[term]}" if term in table.named else ""


def read_units(parts: tuple[Piece, ...], table: Table) -> tuple[Unit, ...]:
    """Bigrams and words of the pieces, each once, then the synonym groups they name."""
    units = {term: Unit(term, first, last) for term, first, last in reversed(read_terms(parts))}
    out = sorted(units.values(), key=lambda unit: unit.first)
    words = [piece.text for piece in parts]
    found: dict[int, tuple[int, int, str, int]] = {}
    for key in dict.fromkeys((*(unit.term for unit in out), *(piece.text for piece in parts if piece.han))):
        for number, word in table.aliases.get(key, ()):
            place = find_alias(word.split(" "), words)
            if place:
                one = (-len(word), place[0], word, place[1])
                found[number] = min(one, found.get(number, one))
    for number, (_, first, _, last) in sorted(found.items()):
        out.append(Unit(f"={number}", first, last, group=True))
    named = {unit.term for unit in out}
    for _, identity, place in find_fears(tuple(words)):
        number = table.named.get(identity, -1)
        if number >= 0 and f"={number}" not in named:
            out.append(Unit(f"={number}", *place, group=True))
    return tuple(out)


def find_alias(wanted: list[str], words: list[str]) -> tuple[int, int] | None:
    """First and last piece of a word of several atoms: side by side; Latin words in their order, a few others between.

    "won't go to school" is meant in "won't ever go back to school" as well.
    """
    size = len(wanted)
    loose = RANKING.gaps if size > 1 and all(atom < "\u2fff" for atom in wanted) else 0
    for first in range(len(words) - size + 1):
        if words[first] != wanted[0]:
            continue
        at = 0
        for i in range(first, min(len(words), first + size + loose)):
            if words[i] == wanted[at]:
                at += 1
                if at == size:
                    return first, i
            elif not loose:
                break
    return None


def crisis_term(table: Table) -> str:
    """The term of urgent help; empty where the glossary has none."""
    return f"={table.named[CRISIS]}" if CRISIS in table.named else ""


def read_terms(parts: tuple[Piece, ...]) -> list[tuple[str, int, int]]:
    """Index terms with the pieces they cover: bigrams of each Han run (a lone character stays alone), and words."""
    out: list[tuple[str, int, int]] = []
    for i, piece in enumerate(parts):
        after = parts[i + 1] if i + 1 < len(parts) else None
        if piece.han and after is not None and after.run == piece.run:
            out.append((piece.text + after.text, i, i + 1))
        elif not piece.han or not i or parts[i - 1].run != piece.run:
            out.append((piece.text, i, i))
    return out


@cache
def voices(lang: str) -> dict[str, tuple[str, ...]]:
    """Who may ask in a language, and the phrases by which they are known: spaced atoms, a space at either end."""
    listed = VOICES.get(lang, {}).items()
    return {voice: tuple(f" {' '.join(atoms(word))} " for word in words) for voice, words in listed}


def find_taught(said: str, lang: str) -> int:
    """The grades that words (spaced, a space at either end) name: the narrowest of them, as `grade_bits`."""
    found: list[int] = []
    for phrase, bits in _taught(lang):
        if phrase in said:
            said = said.replace(phrase, " | ")
            found.append(bits)
    narrow = [bits for bits in found if not any(other and other != bits and other & bits == other for other in found)]
    return reduce(operator.or_, narrow, 0)


@cache
def _taught(lang: str) -> tuple[tuple[str, int], ...]:
    words = [(word, bits) for bits, words in taught_words(lang) for word in words]
    return tuple((f" {word} ", bits) for word, bits in sorted(words, key=lambda one: (-len(one[0]), one[0])))


def taught_words(lang: str) -> list[tuple[int, list[str]]]:
    """Words for classes, as spaced atoms, by the grades they stand for."""
    rows = TAUGHT.get(lang, {}).items()
    return [(grade_bits(grades.split()), [" ".join(atoms(word)) for word in words]) for grades, words in rows]


@cache
def danger_hashes() -> dict[str, dict[str, dict[int, frozenset[int]]]]:
    """How the danger words are known: by their number of atoms, the most first, and a hash of these."""
    out: dict[str, dict[str, dict[int, frozenset[int]]]] = {}
    for kind, fears in DANGER.items():
        for identity, words in fears.items():
            hashes: dict[int, set[int]] = {}
            for word in words:
                parts = atoms(word)
                hashes.setdefault(len(parts), set()).add(hash_term(" ".join(parts)))
            ordered = {length: frozenset(hashes[length]) for length in sorted(hashes, reverse=True)}
            out.setdefault(kind, {})[identity] = ordered
    return out


@cache
def _known_fears() -> dict[int, dict[int, list[tuple[int, str, str]]]]:
    """By the number of atoms and their hash: the place of the fear in the table of danger, its kind, its term."""
    out: dict[int, dict[int, list[tuple[int, str, str]]]] = {}
    order = [(kind, term, hashes) for kind, fears in danger_hashes().items() for term, hashes in fears.items()]
    for place, (kind, term, lengths) in enumerate(order):
        for length, hashes in lengths.items():
            for known in hashes:
                out.setdefault(length, {}).setdefault(known, []).append((place, kind, term))
    return dict(sorted(out.items(), reverse=True))


@lru_cache(maxsize=4096)
def find_fears(words: tuple[str, ...]) -> tuple[tuple[str, str, tuple[int, int]], ...]:
    """What the words fear, in the order of the table of danger: kind, term, and the pieces of its longest word."""
    found: dict[int, tuple[str, str, tuple[int, int]]] = {}
    for length, known in _known_fears().items():
        for i in range(len(words) - length + 1):
            for place, kind, term in known.get(hash_term(" ".join(words[i : i + length])), ()):
                found.setdefault(place, (kind, term, (i, i + length - 1)))
    return tuple(found[place] for place in sorted(found))


@cache
def _stops() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(normalise(phrase)) for phrase in sorted(STOP_PHRASES, key=lambda p: (-len(p), p)))


def _drop_stops(whole: list[Piece]) -> list[Piece]:
    """Removes 怎么办, "how to" and the like, unless nothing else is left."""
    kept = [True] * len(whole)
    said = "".join(piece.text for piece in whole)
    for wanted in _stops():
        if "".join(wanted) not in said:
            continue
        size = len(wanted)
        for i in range(len(whole) - size + 1):
            span = whole[i : i + size]
            fits = tuple(p.text for p in span) == wanted and span[0].run == span[-1].run
            if fits and all(kept[i : i + size]):
                kept[i : i + size] = [False] * size
    rest: list[Piece] = []
    gap = 0  # a phrase taken out of a run parts it: no bigram may reach over the hole
    for piece, stays in zip(whole, kept, strict=True):
        if not stays:
            gap += 1
        elif piece.han or piece.word not in _STOP_WORDS:
            rest.append(piece._replace(run=piece.run + gap))
    return rest if any(not piece.han or piece.text not in LIGHT for piece in rest) else whole
