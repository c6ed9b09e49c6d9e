"""Passages that stand on two pages almost word for word: one of them was written for another place."""

from __future__ import annotations

import re
import zlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, compress, pairwise

from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic, Span
from generator.model.page import Page
from generator.model.walk import runs

CODES = ("near-duplicate",)

WINDOW = 10  # characters of a fingerprint
SAMPLE = 4  # one window in so many, by its first character: two long passages that agree still share several
GRAM = 5  # characters of the pieces in which two passages are compared
LEAST = 25  # pieces two passages must share: about thirty characters
SHARE = 0.8  # of the shorter one's pieces
AT_ONCE = 1000  # pages whose fingerprints are held as sets: of more, one stretch of the numbers after the other
COMMON = 30  # a fingerprint in more passages than this is a turn of phrase
ALIKE = frozenset({"basis", "help"})  # what a law says, and whom a school's pupils can ask: one wording may stay

_SAMPLED = bytes(zlib.crc32(bytes([low])) % SAMPLE == 0 for low in range(256))  # by a character's lower byte
_NOT_HAN = re.compile("[^\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Han characters of a passage, and where it stands."""

    page: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """A page's passages and their fingerprints (four bytes each): enough to know whether it shares any with others."""

    passages: tuple[Passage, ...]
    prints: bytes


def read_prose(page: Page) -> Prose:
    """The Chinese passages of a page that are long enough to count."""
    passages = tuple(_passages(page))
    prints = array("I", sorted({print_ for p in passages for print_ in fingerprints(p.text)}))
    return Prose(passages, prints.tobytes())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pages (ids, the earlier first) that share a passage, and the report of it."""

    first: str
    second: str
    found: Diagnostic


@dataclass(frozen=True, slots=True)
class Duplicates:
    """All pairs of a library, by their pages, and the fingerprints that stand in too many passages to tell anything."""

    pairs: tuple[Pair, ...]
    common: frozenset[int]


Passages = Callable[[str], tuple[Passage, ...]]


def find_duplicates(prints: Mapping[str, bytes], passages: Passages) -> Duplicates:
    """Each pair of pages that share a passage, reported at the later one (by id).

    `prints` are the fingerprints of every page, by id and in the order of ids; the passages of a page are asked for
    only where it shares one with another page.
    """
    arrays = {page: array("I", data) for page, data in prints.items()}
    alike: set[str] = set()
    ranges = 1 + len(prints) // AT_ONCE
    for bounds in pairwise(2**32 * n // ranges for n in range(ranges + 1)):
        alike |= _sharing(arrays, *bounds)
    return _near([p for page in prints if page in alike for p in passages(page)], frozenset())


def _sharing(prints: Mapping[str, array[int]], first: int, end: int) -> set[str]:
    """The pages that share a fingerprint from `first` to before `end` with another."""
    sets = {page: frozenset(own[bisect_left(own, first) : bisect_left(own, end)]) for page, own in prints.items()}
    seen: set[int] = set()
    shared: set[int] = set()
    for found in sets.values():
        shared |= seen & found
        seen |= found
    return {page for page, own in sets.items() if not shared.isdisjoint(own)}


def mend_duplicates(
    last: Duplicates, before: Mapping[str, bytes], prints: Mapping[str, bytes], passages: Passages
) -> Duplicates:
    """The same after an edit: `last` was found before it.

    `before` has the earlier fingerprints of every page that is new, gone or different now (of a new one, none).
    What no fingerprint of these pages touches stays as it was.
    """
    touched = {n for page, old in before.items() for n in (*array("I", old), *array("I", prints.get(page, b"")))}
    group = [page for page, own in prints.items() if page in before or not touched.isdisjoint(array("I", own))]
    common = last.common - touched
    anew = _near([p for page in group for p in passages(page)], common)
    inside = {*group, *before}
    stay = [pair for pair in last.pairs if not (pair.first in inside and pair.second in inside)]
    return Duplicates(_ordered([*stay, *anew.pairs]), common | (anew.common & touched))


def _near(passages: list[Passage], common: frozenset[int]) -> Duplicates:
    """The pairs among these passages; those in `common` are known to tell nothing."""
    places: dict[int, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        for print_ in fingerprints(passage.text):
            places[print_].append(number)
    near = {
        pair
        for print_, found in places.items()
        if 1 < len(found) <= COMMON and print_ not in common
        for pair in combinations(found, 2)
        if passages[pair[0]].page != passages[pair[1]].page
    }
    pairs = []
    for one, two in sorted(near):
        first, second = passages[one], passages[two]
        if _alike(first.text, second.text):
            params = {"page": first.page, "words": second.text[:20]}
            pairs.append(Pair(first.page, second.page, Diagnostic("near-duplicate", second.span, params=params)))
    return Duplicates(_ordered(pairs), frozenset(n for n, found in places.items() if len(found) > COMMON))


def _ordered(pairs: list[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (pair.first, pair.second)))


def _passages(page: Page) -> Iterator[Passage]:
    if page.meta.reviewed is None:  # still a skeleton: its words are to be replaced
        return
    for section in page.body.sections:
        if section.id in ALIKE:
            continue
        for run in runs(section.blocks):
            text = _NOT_HAN.sub("", b.plain(run.content))
            if len(text) >= LEAST + GRAM - 1:
                yield Passage(page.id, text, run.span or Span(page.body.file))


def fingerprints(text: str) -> set[int]:
    """Numbers of some of the text's windows, the same ones wherever they stand."""
    data = text.encode("utf-16-le")
    starts = compress(range(0, len(data) - 2 * WINDOW + 1, 2), data[::2].translate(_SAMPLED))
    return {zlib.crc32(data[i : i + 2 * WINDOW]) for i in starts}


def _alike(one: str, two: str) -> bool:
    pieces, others = ({text[i : i + GRAM] for i in range(len(text) - GRAM + 1)} for text in (one, two))
    shared = len(pieces & others)
    return shared >= LEAST and shared >= SHARE * min(len(pieces), len(others))
