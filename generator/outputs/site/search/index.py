"""Writes the site's own search index: Han bigrams and words, sharded into classic script files.

Files, each one call `xinyuSearch(name, version, data)` (works on file://, no fetch):

- `search/index.js`  page table, word lists, synonyms, numbers: read once, at the first query
- `search/t-XX.js`   postings of the terms that hash to shard XX
- `search/s-XX.js`   texts of a few neighbouring pages, read only for the results shown
- `search/aloud.js`  how characters are read: only where a query has words that no page has
- `search/fold.js`   traditional characters: only where a query has characters that GB 2312 lacks

`assets/src/rank.ts` and its neighbours read them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial

from generator.memory.digest import digest
from generator.memory.memory import Memory
from generator.outputs.site.search.danger import CRISIS
from generator.outputs.site.search.entry import SearchEntry, Synonym
from generator.outputs.site.search.mend import group_words, pack_words
from generator.outputs.site.search.pinyin import ODD, SYLLABLES
from generator.outputs.site.search.posting import write_number
from generator.outputs.site.search.query import danger_hashes, taught_words, voices
from generator.outputs.site.search.shards import term_shards
from generator.outputs.site.search.table import Table, read_table
from generator.outputs.site.search.vocabulary import is_short
from generator.outputs.site.search.weights import RANKING
from generator.outputs.site.search.words import ALIKE, FOLD, LIGHT, STOP_PHRASES, STOP_WORDS, SUITS

TEXT_BYTES = 6_000
BODY_BYTES = 4_800  # of a page, for snippets: 1,600 Chinese characters


def _script(name: str, version: str, data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    call = f'window.xinyuSearch&&xinyuSearch("{name}","{version}",{text});\n'
    return call.encode("utf-8", "replace")


def _written(name: str, version: str, data: Callable[[], object]) -> bytes:
    return _script(name, version, data())


def _shard_names(letter: str, count: int) -> list[str]:
    width = max(2, len(f"{count - 1:x}"))
    return [f"{letter}-{number:0{width}x}" for number in range(count)]


def _line(text: str) -> str:
    return " ".join(text.split())


def _grouped(entries: Sequence[SearchEntry]) -> list[list[SearchEntry]]:
    """Neighbouring pages share a file until it is large enough to be worth a request."""
    groups: list[list[SearchEntry]] = []
    room = 0
    for entry in entries:
        size = min(len(entry.body.encode("utf-8", "replace")), BODY_BYTES) + 300
        if room < size:
            groups.append([])
            room = TEXT_BYTES
        groups[-1].append(entry)
        room -= size
    return groups


def _text(entry: SearchEntry) -> list[object]:
    headings = [[anchor, _line(text)] for anchor, text in entry.headings]
    body = _line(entry.body).encode("utf-8", "replace")[:BODY_BYTES].decode("utf-8", "ignore")
    return [entry.url, _line(entry.summary), headings, body]


def _ranks(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(sorted(set(values)))}


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file of the index, put into words only where it has to be written."""

    mark: str
    """A digest it does not change without; empty where there is none."""
    data: Callable[[], bytes]


def write_search_index(
    entries: Sequence[SearchEntry], synonyms: Sequence[Synonym], lang: str, memory: Memory | None = None
) -> dict[str, bytes]:
    """All search files of one language, by path relative to its root."""
    return {path: file.data() for path, file in search_files(entries, synonyms, lang, memory).items()}


def search_files(
    entries: Sequence[SearchEntry], synonyms: Sequence[Synonym], lang: str, memory: Memory | None = None
) -> dict[str, IndexFile]:
    """The same before they are put into words; the same input, the same bytes.

    The order of `entries` does not matter. Sealed exams and drafts must not be among them. What `memory` knows of a
    page's terms, and of shards that no changed page has terms in, is not worked out again.
    """
    table = read_table(entries, synonyms, lang)
    shards = term_shards(table, memory or Memory())
    count = len(shards)
    groups = _grouped(table.entries)
    shipped = _ship(table, count, [len(group) for group in groups])
    # The version names what is numbered: files of two builds that differ in it must not be mixed.
    numbered = json.dumps([2, count, shipped["urls"], table.same])
    version = hashlib.sha256(numbered.encode()).hexdigest()[:8]
    files: dict[str, tuple[str, Callable[[], object]]] = {
        "index": ("", lambda: shipped),
        "aloud": (digest(version), lambda: _aloud(table)),
        "fold": ("", lambda: FOLD),
    }
    for name, shard in zip(_shard_names("t", count), shards, strict=True):
        files[name] = digest(version, shard), partial("\n{}".format, shard)
    for name, group in zip(_shard_names("s", len(groups)), groups, strict=True):
        files[name] = digest(version, *(entry.mark for entry in group)), partial(lambda g: [*map(_text, g)], group)
    return {
        f"search/{name}.js": IndexFile(mark, partial(_written, f"{lang}/{name}", version, data))
        for name, (mark, data) in sorted(files.items())
    }


def _ship(table: Table, terms: int, sizes: list[int]) -> dict[str, object]:
    """The page table, as `IndexData` of `assets/src/query.ts` reads it."""
    kinds = _ranks(entry.kind for entry in table.entries)
    readers = _ranks(entry.audience for entry in table.entries)
    grades = sorted({*table.grades})
    return {
        "lang": table.lang,
        "terms": terms,
        "sizes": sizes,
        "titles": "\n".join(_line(entry.title) for entry in table.entries),
        "urls": "\n".join(_line(entry.url) for entry in table.entries),
        "kinds": list(kinds),
        "kind": [kinds[entry.kind] for entry in table.entries],
        "readers": list(readers),
        "for": [readers[entry.audience] for entry in table.entries],
        "grades": grades,
        "grade": [grades.index(bits) for bits in table.grades],
        "urgent": [number for number, entry in enumerate(table.entries) if entry.urgent],
        "short": {key: [n for n, _ in words] for key, words in table.aliases.items() if is_short(key)},
        "fold": _fold_at_once(table),
        "alike": ALIKE,
        "stop": sorted(STOP_PHRASES, key=lambda phrase: (-len(phrase), phrase)),
        "words": STOP_WORDS,
        "light": LIGHT,
        "danger": {
            kind: [
                [table.named.get(term, -1), [[n, _gaps(h)] for n, h in hashes.items()]]
                for term, hashes in fears.items()
            ]
            for kind, fears in danger_hashes().items()
        },
        "crisis": table.named.get(CRISIS, -1),
        "voices": {voice: ["|".join(map(str.strip, said)), SUITS[voice]] for voice, said in voices(table.lang).items()},
        "taught": [[bits, "|".join(words)] for bits, words in taught_words(table.lang)],
        "rank": asdict(RANKING),
    }


def _aloud(table: Table) -> dict[str, object]:
    """How characters are read, and the known words; the version says which."""
    return {"syllables": SYLLABLES, "odd": ODD, "words": pack_words(group_words(table))}


def _gaps(numbers: Iterable[int]) -> str:
    """Numbers in their order, each as what it is more than the one before."""
    ordered = sorted(numbers)
    return "".join(write_number(now - before) for before, now in zip([0, *ordered], ordered, strict=False))


def _fold_at_once(table: Table) -> str:
    """The pairs a browser cannot tell it needs: of characters GB 2312 has, and of those in titles."""
    titles = {char for entry in table.entries for char in entry.title}
    pairs = zip(FOLD[::2], FOLD[1::2], strict=True)
    return "".join(old + new for old, new in pairs if old in titles or _in_gb2312(old))


def _in_gb2312(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False
