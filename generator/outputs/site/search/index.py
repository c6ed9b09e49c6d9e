"""Writes the site's own search index: Han bigrams and words, sharded into classic script files.

Files, each one call `xinyuSearch(name, version, data)` (works on file://, no fetch):

- `search/index.js`  page table, word lists, synonyms: read once, at the first query
- `search/t-XX.js`   postings of the terms that hash to shard XX
- `search/s-XX.js`   texts of a few neighbouring pages, read only for the results shown

`assets/src/rank.ts` reads them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.memory.digest import digest
from generator.memory.memory import Memory
from generator.outputs.site.search.shards import Marked, Shards
from generator.outputs.site.search.tokens import atoms, hash_term, join_tokens, runs, split_atoms, tokens
from generator.outputs.site.search.words import DANGER, FOLD, LIGHT, STOP_PHRASES, STOP_WORDS

TITLE, KEYWORDS, HEADINGS, SUMMARY, BODY = 6.0, 4.0, 2.5, 2.5, 1.6
SYNONYM = 0.75  # another word for it, against the word itself (applied by the browser)
SCALE = 3.6  # the largest sum of weights is 16.6; an impact is 6 bits
BODY_ONLY = int(BODY * SCALE) + 1  # no field but the body gives an impact this small
PIVOT = 1500  # tokens of an ordinary page; fixed, so that editing one page moves no other
COMMON = 0.25  # a term in more of the pages than this says little from the body alone
TEXT_BYTES = 6_000
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


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


@dataclass(frozen=True)
class Synonym:
    """Words that mean the same: a term and its aliases."""

    words: tuple[str, ...]


def _phrase(parts: Iterable[str]) -> str:
    return f" {' '.join(split_atoms(parts))} "


@dataclass(frozen=True)
class _Concept:
    """A synonym group as a term of its own, so that a query reads one list and not one per word."""

    term: str
    words: tuple[tuple[str, frozenset[str]], ...]
    """(phrase, the tokens a text must have before it is worth looking for the phrase)"""


def _read_concepts(synonyms: Sequence[Synonym]) -> tuple[list[_Concept], list[list[str]]]:
    concepts: list[_Concept] = []
    shipped: list[list[str]] = []
    for synonym in synonyms:
        words = {_phrase(runs(word)): frozenset(tokens(word)) for word in synonym.words}
        words.pop("  ", None)
        if len(words) > 1:
            pairs = tuple((phrase, t if len(phrase) > 3 else frozenset()) for phrase, t in words.items())
            concepts.append(_Concept(f"={len(concepts)}", pairs))
            shipped.append([phrase.strip() for phrase in words])
    return concepts, shipped


def _body_weight(count: int, length: int) -> float:
    norm = min(2.0, max(0.5, length / PIVOT))
    return BODY * count / (count + 1.5 * norm)


def _weigh(entry: SearchEntry, concepts: Sequence[_Concept]) -> dict[str, int]:
    """Give each term of this page its impact (1-63), all fields together."""
    body_runs = runs(entry.body)
    body = join_tokens(body_runs)
    counts = Counter(body)
    level = {count: _body_weight(count, len(body)) for count in set(counts.values())}
    fields = [
        (TITLE, runs(entry.title)),
        (KEYWORDS, runs("\n".join(entry.keywords))),
        (HEADINGS, runs("\n".join(text for _, text in entry.headings))),
        (SUMMARY, runs(entry.summary)),
    ]
    strong: defaultdict[str, float] = defaultdict(float)
    for weight, parts in fields:
        terms = set(join_tokens(parts))
        # A title that says just this beats one that says it among other things.
        focus = 0.7 + 0.3 * min(1.0, 6 / max(1, len(terms))) if weight == TITLE else 1.0
        for term in terms.union(char for char in split_atoms(parts) if char > "\u2fff"):
            strong[term] += weight * focus

    seen = counts.keys() | strong.keys()
    likely = [(concept.term, [p for p, needs in concept.words if needs <= seen]) for concept in concepts]
    if any(found for _, found in likely):
        phrases = [(weight, _phrase(parts)) for weight, parts in fields]
        body_phrase = _phrase(body_runs)
        for term, found in likely:
            total = _body_weight(sum(map(body_phrase.count, found)), len(body))
            total += sum(weight for weight, text in phrases if any(p in text for p in found))
            if total:
                strong[term] = total

    plain = {count: max(1, round(weight * SCALE)) for count, weight in level.items()}
    impacts = {term: plain[count] for term, count in counts.items()}
    for term, weight in strong.items():
        total = weight + (level[counts[term]] if term in counts else 0.0)
        impacts[term] = max(1, min(63, round(total * SCALE)))
    return impacts


def _number(value: int) -> str:
    out = ""
    while value > 31:
        out += DIGITS[32 + value % 32]
        value //= 32
    return out + DIGITS[value]


def _encode_postings(pages: Sequence[int], total: int) -> str:
    """Page gaps and impacts (each `page << 6 | impact`), as digits a JSON string need not escape.

    A common term keeps the pages that name it above the body and is marked `~count~`.
    """
    if len(pages) == 1:
        return _number(pages[0] >> 6) + DIGITS[pages[0] & 63]
    out, last = "", -1
    if len(pages) > max(50, total * COMMON):
        out = f"~{len(pages)}~"
        pages = [page for page in pages if page & 63 > BODY_ONLY]
    for page in pages:
        gap = (page >> 6) - last - 1
        out += (DIGITS[gap] if gap < 32 else _number(gap)) + DIGITS[page & 63]
        last = page >> 6
    return out


def _script(name: str, version: str, data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    call = f'window.xinyuSearch&&xinyuSearch("{name}","{version}",{text});\n'
    return call.encode("utf-8", "replace")


def _shard_names(letter: str, count: int) -> list[str]:
    width = max(2, len(f"{count - 1:x}"))
    return [f"{letter}-{number:0{width}x}" for number in range(count)]


def _line(text: str) -> str:
    return " ".join(text.split())


def _group_texts(entries: Sequence[SearchEntry]) -> list[list[object]]:
    """Neighbouring pages share a file until it is large enough to be worth a request."""
    groups: list[list[object]] = []
    room = 0
    for entry in entries:
        headings = [[anchor, _line(text)] for anchor, text in entry.headings]
        text = [entry.url, _line(entry.summary), headings, _line(entry.body)]
        size = len(entry.body.encode("utf-8", "replace")) + 300
        if room < size:
            groups.append([])
            room = TEXT_BYTES
        groups[-1].append(text)
        room -= size
    return groups


def _hash_danger() -> dict[str, list[int]]:
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for word in DANGER:
        parts = atoms(word)
        lengths[str(len(parts))].add(hash_term(" ".join(parts)))
    return {length: sorted(lengths[length]) for length in sorted(lengths)}


def _ranks(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(sorted(set(values)))}


def write_search_index(
    entries: Sequence[SearchEntry], synonyms: Sequence[Synonym], lang: str, memory: Memory | None = None
) -> dict[str, bytes]:
    """All search files of one language, by path relative to its root; the same input, the same bytes.

    The order of `entries` does not matter. Sealed exams and drafts must not be among them. What `memory` knows of a
    page's terms, and of shards that no changed page has terms in, is not worked out again.
    """
    entries = sorted(entries, key=lambda entry: (entry.page_id, entry.url))
    concepts, shipped = _read_concepts(synonyms)
    rests = digest(repr([synonym.words for synonym in synonyms]))
    index: Shards[SearchEntry] = Shards(
        lambda e: _weigh(e, concepts), _encode_postings, memory or Memory(), lang, rests
    )
    shards = index.write([Marked(entry.page_id, digest(repr(entry)), entry) for entry in entries])
    count = len(shards)

    groups = _group_texts(entries)
    urls = "\n".join(_line(entry.url) for entry in entries)
    # The version names what is numbered: files of two builds that differ in it must not be mixed.
    numbered = json.dumps([1, count, urls, shipped])
    version = hashlib.sha256(numbered.encode()).hexdigest()[:8]
    kinds = _ranks(entry.kind for entry in entries)
    table = {
        "lang": lang,
        "terms": count,
        "sizes": [len(group) for group in groups],
        "titles": "\n".join(_line(entry.title) for entry in entries),
        "urls": urls,
        "kinds": list(kinds),
        "kind": [kinds[entry.kind] for entry in entries],
        "urgent": [number for number, entry in enumerate(entries) if entry.urgent],
        "same": shipped,
        "fold": FOLD,
        "stop": sorted(STOP_PHRASES, key=lambda phrase: (-len(phrase), phrase)),
        "words": STOP_WORDS,
        "light": LIGHT,
        "danger": _hash_danger(),
        "synonym": SYNONYM,
    }
    files = {"index": _script(f"{lang}/index", version, table)}
    for name, shard in zip(_shard_names("t", count), shards, strict=True):
        files[name] = _script(f"{lang}/{name}", version, "\n" + shard)
    for name, group in zip(_shard_names("s", len(groups)), groups, strict=True):
        files[name] = _script(f"{lang}/{name}", version, group)
    return {f"search/{name}.js": data for name, data in sorted(files.items())}
