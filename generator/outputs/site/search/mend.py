"""Guesses what was meant where a query has words no page has. The twin of `assets/src/mend.ts`.

Read are: pinyin, its initials, wrong characters that sound alike, one wrong character in a longer word, one slip in an
English word.
Only what no page has is touched, and only words that are known are put in its place: the synonym groups' words and the
runs of the titles, `known_words()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from generator.outputs.site.search.pinyin import sounds_like, spell
from generator.outputs.site.search.query import Query, Unit, read_fear, read_terms, read_units
from generator.outputs.site.search.table import Table
from generator.outputs.site.search.tokens import Piece, runs
from generator.outputs.site.search.words import LIGHT, PLAIN

LONGEST = 8  # characters of a known word
SURE = 4  # from this length on one wrong character may sound otherwise
BEGUN = 5  # letters of a pinyin that is still being typed
LATIN = 5  # letters of an English word in which a slip is mended
TIMES = 3  # slips mended in one query
FIRM = 2  # a pair of characters on so many pages is no slip


@dataclass(frozen=True, slots=True)
class Mended:
    """A query with other words in it, and the words that were put in."""

    query: Query
    meant: tuple[str, ...]


def known_words(table: Table) -> tuple[str, ...]:
    """Words a slip may have been meant for, the likeliest first: synonym groups' first words, the others, titles."""
    titles = (run for entry in table.entries for run in runs(entry.title))
    return tuple(dict.fromkeys((*group_words(table), *filter(_is_known, titles))))


def group_words(table: Table) -> tuple[str, ...]:
    """Words of the synonym groups, the first of each group before all others, which are sorted to be packed well.

    Of those that sound alike the glossary's first stays: the others are slips of it (失免 for 失眠).
    """
    groups = [["".join(w.split(" ")) if w > "\u2fff" else w for w in group] for group in table.same]
    firsts = [group[0] for group in groups]
    others = [word for group in groups for word in group[1:]]
    heard: dict[str, str] = {}
    for word in filter(_is_known, (*firsts, *others, *(PLAIN if table.lang == "zh" else ()))):
        spelt = spell(word)
        heard.setdefault(" ".join(map(sounds_like, spelt)) if all(spelt) else word, word)
    kept = dict.fromkeys(heard.values())
    return tuple(dict.fromkeys((*(word for word in firsts if word in kept), *sorted(kept))))


def pack_words(words: Iterable[str]) -> str:
    """Each word as a digit and what follows: so many of its first characters are those of the word before it."""
    out, before = [], ""
    for word in words:
        shared = 0
        while shared < min(len(before), len(word), 9) and before[shared] == word[shared]:
            shared += 1
        out.append(f"{shared}{word[shared:]}")
        before = word
    return "".join(out)


def _is_known(word: str) -> bool:
    if all(char > "\u2fff" for char in word):
        return 2 <= len(word) <= LONGEST
    return len(word) >= LATIN - 1 and word.isascii() and word.isalpha()


@dataclass(frozen=True, slots=True)
class Wordbook:
    """The known words by how they sound and look."""

    sounds: dict[str, str]
    blanks: dict[str, str]
    """Words with one character left out (`_`)."""
    pinyin: dict[str, str]
    initials: dict[str, str]
    latin: tuple[str, ...]


def read_wordbook(words: Iterable[str]) -> Wordbook:
    """Looks every word up once; of two that agree the first is kept."""
    book = Wordbook({}, {}, {}, {}, tuple(word for word in words if word < "\u2fff"))
    for word in words:
        if word < "\u2fff":
            continue
        spelt = spell(word)
        if len(word) >= SURE:
            for i in range(len(word)):
                book.blanks.setdefault(f"{word[:i]}_{word[i + 1 :]}", word)
        if all(spelt):
            book.sounds.setdefault(" ".join(map(sounds_like, spelt)), word)
            book.pinyin.setdefault("".join(spelt), word)
            book.initials.setdefault("".join(syllable[0] for syllable in spelt), word)
    return book


def mend(query: Query, table: Table, count: Callable[[str], int], book: Wordbook) -> Mended | None:
    """The query as it was probably meant, or None where there is nothing to mend; `count`: how many pages have a term."""
    parts, units, meant = query.parts, query.units, []
    for _ in range(TIMES):
        missing = find_missing(units, count)
        found = _latin(parts, missing, table, book) or _han(parts, missing, count, book)
        if found is None:
            break
        first, last, word = found
        run = parts[first].run
        put = [Piece(c, c, run, True) for c in word] if word > "\u2fff" else [Piece(word, word, run, False)]
        parts = (*parts[:first], *put, *parts[last + 1 :])
        units = read_units(parts, table)
        meant.append(word)
    if not meant:
        return None
    danger, feared = query.danger, query.feared
    if not danger:  # a slip in a word of danger
        danger, feared = read_fear([piece.text for piece in parts], table)
    return Mended(replace(query, parts=parts, units=units, danger=danger, feared=feared), tuple(meant))


def find_missing(units: tuple[Unit, ...], count: Callable[[str], int]) -> list[tuple[int, int]]:
    """Pieces `first` to `last` of the terms that no page has and no synonym group found in the query covers."""
    groups = [unit for unit in units if unit.group and count(unit.term)]
    return [
        (unit.first, unit.last)
        for unit in units
        if not unit.group
        and not any(group.first <= unit.first and unit.last <= group.last for group in groups)
        and not count(unit.term)
    ]


def _latin(
    parts: tuple[Piece, ...], missing: list[tuple[int, int]], table: Table, book: Wordbook
) -> tuple[int, int, str] | None:
    """The longest row of Latin words that is pinyin of a known word, else a word with one slip in it."""
    lost = {first for first, _ in missing if not parts[first].han}
    for size in range(len(parts), 0, -1):
        for first in range(len(parts) - size + 1):
            row = parts[first : first + size]
            if table.lang == "en" or lost.isdisjoint(range(first, first + size)) or any(p.han for p in row):
                continue
            word = _pinyin("".join(piece.word for piece in row).replace("v", "u"), book, single=size == 1)
            if word:
                return first, first + size - 1, word
    for first in sorted(lost):
        word = next((known for known in book.latin if _one_slip(parts[first].text, known)), "")
        if word:
            return first, first, word
    return None


def _pinyin(typed: str, book: Wordbook, *, single: bool) -> str:
    word = book.pinyin.get(typed, "")
    if not word and single and len(typed) > 1:
        word = book.initials.get(typed, "")
    if not word and len(typed) >= BEGUN:
        word = next((known for spelt, known in book.pinyin.items() if spelt.startswith(typed)), "")
    return word


def _han(
    parts: tuple[Piece, ...], missing: list[tuple[int, int]], count: Callable[[str], int], book: Wordbook
) -> tuple[int, int, str] | None:
    """The longest stretch that sounds like a known word, or differs from a long one in a single character."""
    lost = [(first, last) for first, last in missing if parts[first].han and last > first]
    if not lost:
        return None
    firm = {i for term, first, last in read_terms(parts) if _is_firm(term, count) for i in (first, last)}
    for size in range(min(LONGEST, len(parts)), 1, -1):
        for first in range(len(parts) - size + 1):
            row = parts[first : first + size]
            last = first + size - 1
            if row[0].run != row[-1].run or not row[0].han:
                continue
            if not any(first <= a and b <= last for a, b in lost):
                continue
            text = "".join(piece.text for piece in row)
            word = _alike(text, {i - first for i in range(first, last + 1) if i not in firm}, book)
            if word:
                return first, last, word
    return None


def _is_firm(term: str, count: Callable[[str], int]) -> bool:
    """Whether several pages have this pair of characters: then neither of them is a slip."""
    return len(term) == 2 and not any(char in LIGHT for char in term) and count(term) >= FIRM


def _alike(text: str, loose: set[int], book: Wordbook) -> str:
    """The known word that `text` stands for; only its characters at `loose` may be wrong."""
    spelt = spell(text)
    word = book.sounds.get(" ".join(map(sounds_like, spelt)), "") if all(spelt) else ""
    wrong = {i for i, (a, b) in enumerate(zip(text, word, strict=False)) if a != b}
    # Two characters that only sound alike are another word, unless the sounds agree to the letter.
    if wrong and wrong <= loose and (len(wrong) < len(text) or spell(word) == spelt):
        return word
    if len(text) >= SURE:
        for i in sorted(loose):
            word = book.blanks.get(f"{text[:i]}_{text[i + 1 :]}", "")
            if word and word != text:
                return word
    return ""


def _one_slip(typed: str, known: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two neighbours are swapped."""
    if len(typed) < LATIN or abs(len(typed) - len(known)) > 1 or typed == known:
        return False
    shorter, longer = sorted((typed, known), key=len)
    i = 0
    while i < len(shorter) and shorter[i] == longer[i]:
        i += 1
    if len(shorter) != len(longer):
        return shorter[i:] == longer[i + 1 :]
    swapped = typed[i + 1 : i + 2] + typed[i : i + 1] == known[i : i + 2] and typed[i + 2 :] == known[i + 2 :]
    return typed[i + 1 :] == known[i + 1 :] or swapped
