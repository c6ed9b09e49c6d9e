"""Passages that stand on two pages almost word for word: one of them was written for another place."""

from __future__ import annotations

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic, Span
from generator.model.page import Page
from generator.model.walk import runs

CODES = ("near-duplicate",)

WINDOW = 10  # characters of a fingerprint
SAMPLE = 4  # one fingerprint in so many is kept: two long passages that agree still share several
GRAM = 5  # characters of the pieces in which two passages are compared
LEAST = 25  # pieces two passages must share: about thirty characters
SHARE = 0.8  # of the shorter one's pieces
COMMON = 30  # a fingerprint in more passages than this is a turn of phrase
ALIKE = frozenset({"basis", "help"})  # what a law says, and whom a school's pupils can ask: one wording may stay

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


def check_duplicates(
    prints: Mapping[str, bytes], passages: Callable[[str], tuple[Passage, ...]]
) -> Iterator[Diagnostic]:
    """Each pair of pages that share a passage, reported at the later one (by id).

    `prints` are the fingerprints of every page, by id and in the order of ids; the passages of a page are asked for
    only where it shares one with another page.
    """
    sets = {page: frozenset(array("I", data)) for page, data in prints.items()}
    seen: set[int] = set()
    shared: set[int] = set()
    for found in sets.values():
        shared |= seen & found
        seen |= found
    yield from _near([p for page, own in sets.items() if not shared.isdisjoint(own) for p in passages(page)])


def _near(passages: list[Passage]) -> Iterator[Diagnostic]:
    places: dict[int, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        for print_ in fingerprints(passage.text):
            places[print_].append(number)
    near = {
        pair
        for found in places.values()
        if 1 < len(found) <= COMMON
        for pair in combinations(found, 2)
        if passages[pair[0]].page != passages[pair[1]].page
    }
    for one, two in sorted(near):
        first, second = passages[one], passages[two]
        if _alike(first.text, second.text):
            params = {"page": first.page, "words": second.text[:20]}
            yield Diagnostic("near-duplicate", second.span, params=params)


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
    prints = (zlib.crc32(data[i : i + 2 * WINDOW]) for i in range(0, len(data) - 2 * WINDOW + 1, 2))
    return {print_ for print_ in prints if print_ % SAMPLE == 0}


def _alike(one: str, two: str) -> bool:
    pieces, others = ({text[i : i + GRAM] for i in range(len(text) - GRAM + 1)} for text in (one, two))
    shared = len(pieces & others)
    return shared >= LEAST and shared >= SHARE * min(len(pieces), len(others))
