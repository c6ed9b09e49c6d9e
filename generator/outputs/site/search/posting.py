"""Which pages have a term and what it is worth in each, as the text of a shard has it, and read from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import sub

from generator.outputs.site.search.tokens import hash_term
from generator.outputs.site.search.weights import BODY_ONLY, COMMON, FEW, TOP

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
BASE = 32
IMPACT_BITS = 6
_VALUE = {digit: value for value, digit in enumerate(DIGITS)}


class _Steps(dict[int, str]):
    """What is written for a hit: the gap to the page before, then the impact; each worked out when it first occurs."""

    def __missing__(self, step: int) -> str:
        self[step] = words = write_number(step >> IMPACT_BITS) + DIGITS[step & TOP]
        return words


_STEPS = _Steps()


@dataclass(frozen=True, slots=True)
class Posting:
    """The pages of a term with their impacts (1-63). Of a common term, those that name it above the body."""

    hits: tuple[tuple[int, int], ...]
    count: int
    common: bool


NOWHERE = Posting((), 0, False)


def write_posting(hits: Sequence[int], total: int, count: int = 0) -> str:
    """`hits` are `page << 6 | impact` in the order of pages, of `total` pages; at least one.

    Gaps between pages and impacts, as digits a JSON string need not escape; a common term is marked `~count~`. `count`
    is the number of pages of a common term where `hits` are not all of them.
    """
    head, count = "", count or len(hits)
    if _is_common(count, total):
        head = f"~{count}~"
        hits = [hit for hit in hits if hit & TOP > BODY_ONLY]
    pages = [0, *[(hit | TOP) + 1 for hit in hits]]  # the first that may follow
    return head + "".join(map(_STEPS.__getitem__, map(sub, hits, pages)))


def _is_common(count: int, total: int) -> bool:
    return count > max(FEW, total * COMMON)


def edit_posting(text: str, total: int, changes: Sequence[tuple[int, int, int]]) -> str | None:
    """The posting `text` (empty: of no page) after `changes`: page, impact before and impact now, 0 for none.

    Empty where no page is left; None where the old text does not say it: of a common term that is no longer common, the
    pages are not all known.
    """
    old = read_posting(text) if text else NOWHERE
    count = old.count + sum((now > 0) - (was > 0) for _, was, now in changes)
    if old.common and not _is_common(count, total):
        return None
    hits = {**dict(old.hits), **{page: now for page, _, now in changes}}
    coded = [page << IMPACT_BITS | impact for page, impact in sorted(hits.items()) if impact]
    return write_posting(coded, total, count) if count else ""


def write_number(value: int) -> str:
    """In digits of base 32, the lowest first; all but the last are marked as having one after them."""
    out = ""
    while value >= BASE:
        out += DIGITS[BASE + value % BASE]
        value //= BASE
    return out + DIGITS[value]


def read_posting(text: str) -> Posting:
    """What `write_posting` wrote."""
    common = text.startswith("~")
    count = 0
    if common:
        said, _, text = text[1:].partition("~")
        count = int(said)
    hits: list[tuple[int, int]] = []
    page, at = -1, 0
    while at < len(text):
        gap, place = 0, 1
        while (digit := _VALUE[text[at]]) >= BASE:
            gap, place, at = gap + place * (digit - BASE), place * BASE, at + 1
        page += gap + place * digit + 1
        hits.append((page, _VALUE[text[at + 1]]))
        at += 2
    return Posting(tuple(hits), count if common else len(hits), common)


class Postings:
    """The terms of all pages as the site's shards have them: a line for each, a term and its posting."""

    def __init__(self, shards: Sequence[str]) -> None:
        self._shards = [f"\n{shard}" for shard in shards]
        self._known: dict[str, Posting] = {}

    def of(self, term: str) -> Posting:
        """The posting of one term; read when it is first asked for."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = self._read(term)
        return found

    def _read(self, term: str) -> Posting:
        shard = self._shards[hash_term(term) % len(self._shards)]
        at = shard.find(f"\n{term} ")
        if at < 0:
            return NOWHERE
        start = at + len(term) + 2
        return read_posting(shard[start : shard.index("\n", start)])
