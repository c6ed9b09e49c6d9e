"""Ranks pages for a query, in whole numbers only. The twin of `assets/src/rank.ts`: the same pages in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile

from generator.outputs.site.search.entry import SearchEntry
from generator.outputs.site.search.posting import NOWHERE, Posting
from generator.outputs.site.search.query import Query, Unit, crisis_term
from generator.outputs.site.search.table import Table
from generator.outputs.site.search.weights import RANKING
from generator.outputs.site.search.words import LIGHT, STOP_WORDS, SUITS

_STOP_WORDS = frozenset(STOP_WORDS.split())
_LN2 = 0.6931471805599453
LIFE = "life"


@dataclass(frozen=True, slots=True)
class Hit:
    """A page by its number in the table. `lead`: an urgent page put first because the query speaks of danger."""

    page: int
    score: int
    enough: bool
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, best first; where nothing was, the pages that come nearest."""

    hits: tuple[Hit, ...]
    near: tuple[Hit, ...]


@cache
def rarity(pages: int, count: int) -> int:
    """ln((pages + 1) / (count + 0.5)) in thousandths.

    By additions, products and quotients alone, which every machine rounds alike; logarithms of libraries differ.
    """
    x, twos = (pages + 1) / (count + 0.5), 0
    while x >= 2:
        x, twos = x / 2, twos + 1
    while x < 1:
        x, twos = x * 2, twos - 1
    z = (x - 1) / (x + 1)
    s = z * z
    series = z * (1 + s * (1 / 3 + s * (1 / 5 + s * (1 / 7 + s * (1 / 9 + s / 11)))))
    return max(1, int((twos * _LN2 + 2 * series) * 1000 + 0.5))


@dataclass(frozen=True, slots=True)
class _List:
    unit: Unit
    bits: int
    hits: tuple[tuple[int, int], ...]
    rare: int
    known: bool


def rank(query: Query, table: Table, postings: Callable[[str], Posting]) -> Answer:
    """Pages for the query; `postings` gives a term's pages."""
    count = len(table.entries)
    scores = [0] * count
    covered = [0] * count  # one bit for each piece of the query
    everywhere = 0
    lists: list[_List] = []
    for unit in query.units:
        found = postings(unit.term)
        if unit.last == len(query.parts) - 1 or not found.count:
            found = _add_titles(unit, query, table, found)
        bits = (1 << (unit.last + 1)) - (1 << unit.first)
        if found.common:
            everywhere |= bits
        lists.append(_List(unit, bits, found.hits, rarity(count, found.count), bool(found.count)))
    before: dict[int, int] = {}
    ended = -1
    for one in lists:
        if one.unit.group:
            continue
        for page, impact in one.hits:
            scores[page] += one.rare * impact
            covered[page] |= one.bits
        # Pairs that overlap are three characters in a row: where both stand above the body they were said together.
        strong = {page: one.rare * impact for page, impact in one.hits if impact > RANKING.firm}
        if one.unit.first == ended and one.unit.last > one.unit.first:
            for page in strong.keys() & before.keys():
                scores[page] += RANKING.chain * min(strong[page], before[page]) // 1000
        before, ended = strong, one.unit.last
    for group in lists:
        if not group.unit.group:
            continue
        # Another word for it counts where the words themselves say less.
        direct = [0] * count
        rare = group.rare
        for one in lists:
            if not one.unit.group and not one.bits & ~group.bits:
                rare = max(rare, one.rare) if one.known else rare
                for page, impact in one.hits:
                    direct[page] += one.rare * impact
        span = max(1, min(2, group.unit.last - group.unit.first))
        for page, impact in group.hits:
            scores[page] += max(0, RANKING.synonym * span * rare * impact // 1000 - direct[page])
            covered[page] |= group.bits
    calls = (postings(query.feared), postings(crisis_term(table))) if query.danger else (NOWHERE, NOWHERE)
    value = _worth(query, lists)
    return _order(query, table, scores, covered, everywhere=everywhere, value=value, calls=calls)


def _worth(query: Query, lists: list[_List]) -> list[int]:
    """What each piece counts towards coverage: as much as the rarest known term it is part of."""
    value = [RANKING.unknown] * len(query.parts)
    seen = [False] * len(query.parts)
    for one in lists:
        for i in range(one.unit.first, one.unit.last + 1) if one.known else ():
            value[i] = max(value[i], one.rare) if seen[i] else one.rare
            seen[i] = True
    return [0 if piece.han and piece.text in LIGHT else v for piece, v in zip(query.parts, value, strict=True)]


def _order(
    query: Query,
    table: Table,
    scores: list[int],
    covered: list[int],
    *,
    everywhere: int,
    value: list[int],
    calls: tuple[Posting, Posting],
) -> Answer:
    total = sum(value) or 1
    asked = tuple(piece.text for piece in query.parts)
    found: list[Hit] = []
    shares: dict[int, int] = {}  # few sets of pieces, few kinds of page, many pages
    suits: dict[tuple[str, str, int], int] = {}
    for page, score in enumerate(scores):
        if not score:
            continue
        bits = covered[page] | everywhere
        share = shares.get(bits, -1)
        if share < 0:
            share = sum(one for i, one in enumerate(value) if bits >> i & 1) * 1000 // total
            shares[bits] = share
        final = score * (RANKING.covers + (1000 - RANKING.covers) * share * share // 1_000_000) // 1000
        title = table.titles[page]
        if len(asked) > 1 and _holds(title, asked):
            final = final * (RANKING.titled if len(title) == len(asked) else RANKING.title) // 1000
        entry = table.entries[page]
        taught = _taught(query.taught, table.grades[page])
        suit = suits.get((entry.kind, entry.audience, taught))
        if suit is None:
            suit = suits[entry.kind, entry.audience, taught] = _suits(query, entry) * taught // 1000
        final = final * suit // 1000
        found.append(Hit(page, final, share >= RANKING.enough))
    found.sort(key=lambda hit: (-hit.score, hit.page))
    least = RANKING.tail * found[0].score if found else 0
    good = [hit for hit in found if hit.enough and hit.score * 1000 >= least]
    leads = _lead_with(query.danger, found, table, calls) if query.danger else []
    led = {hit.page for hit in leads}
    hits = (*leads, *(hit for hit in good if hit.page not in led))
    if hits:
        return Answer(hits, ())
    return Answer((), tuple(found[: RANKING.near]) or _near_titles(asked, table))


def _taught(asked: int, made_for: int) -> int:
    """What the classes a query is about make of a page's score, in thousandths."""
    if not asked or not made_for:
        return 1000
    return RANKING.taught if asked & made_for else RANKING.taught_others


def _suits(query: Query, entry: SearchEntry) -> int:
    """What the page's kind and readers make of its score, in thousandths."""
    factor = RANKING.kinds.get(entry.kind, 1000) * RANKING.readers.get(entry.audience, 1000) // 1000
    for voice in query.voices:
        suits = SUITS[voice]
        factor = factor * suits.get(entry.kind, 1000) // 1000
        factor = factor * suits.get(entry.audience, 1000) // 1000
    return factor


def _lead_with(danger: str, found: list[Hit], table: Table, calls: tuple[Posting, Posting]) -> list[Hit]:
    """The urgent pages of what is feared, then those of urgent help, until there are enough."""
    feared, crisis = (dict(posting.hits) for posting in calls)
    scores = {hit.page: hit for hit in found}
    urgent = [page for page, entry in enumerate(table.entries) if entry.urgent]
    wanted = RANKING.leads[danger]
    said = {page: feared.get(page, 0) if feared else _score(scores, page) for page in urgent}
    told = sorted(urgent, key=lambda page: (-said[page], -_score(scores, page), page))
    most = max(wanted, RANKING.most_leads if danger == LIFE else 0)
    order = [p for p in told[:most] if said[p] and said[p] * 1000 >= RANKING.lead * said[told[0]]]
    if found and found[0].page in said and found[0].score >= RANKING.sure:  # the best answer of all is an urgent page
        best = found[0].page
        order = [best, *(page for page in order if page != best)][:most]
    rest = sorted(urgent, key=lambda page: (-crisis.get(page, 0), page))
    order += [page for page in rest if page not in order][: max(0, wanted - len(order))]
    return [Hit(page, _score(scores, page), enough=False, lead=True) for page in order]


def _score(scores: dict[int, Hit], page: int) -> int:
    return scores[page].score if page in scores else 0


def _near_titles(asked: tuple[str, ...], table: Table) -> tuple[Hit, ...]:
    """When not one term is known: titles that share characters or words with the query."""
    wanted = {text for text in asked if text not in LIGHT and text not in _STOP_WORDS}
    hits = []
    for page, title in enumerate(table.titles):
        shared = len(wanted.intersection(title))
        if shared:
            hits.append(Hit(page, shared * shared * 1000 // (len(title) + 1), enough=False))
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.page))[: RANKING.near])


def _add_titles(unit: Unit, query: Query, table: Table, found: Posting) -> Posting:
    """A word still being typed (`anx`) is looked for at the start of the titles' words."""
    if unit.group or query.parts[unit.first].han or len(unit.term) < 2:
        return found
    known = {page for page, _ in found.hits}
    first = bisect_left(table.begins, (unit.term, 0))
    rest = takewhile(lambda one: one[0].startswith(unit.term), islice(table.begins, first, None))
    more = [(page, RANKING.begun) for page in sorted({page for _, page in rest} - known)]
    return Posting((*found.hits, *more), found.count + len(more), found.common) if more else found


def _holds(title: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    size = len(asked)
    return asked[0] in title and any(title[i : i + size] == asked for i in range(len(title) - size + 1))


__all__ = ["NOWHERE", "Answer", "Hit", "rank", "rarity"]
