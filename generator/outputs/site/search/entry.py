"""What the search is made from: pages as it sees them, words that mean the same. Read by whoever writes a document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator.memory.digest import digest

ENTRY, SHARDS = "entry", "shards"  # what the memory calls the entries and the shards


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
    asked: tuple[str, ...] = ()
    """What people type who need it: never shown."""
    grades: tuple[str, ...] = ()
    """The classes it is made for; empty: for none more than another."""

    @cached_property
    def mark(self) -> str:
        """A digest of all the rest."""
        return digest(repr(self))


@dataclass(frozen=True)
class Synonym:
    """Words that mean the same: a term and its aliases."""

    words: tuple[str, ...]
    id: str = ""
    """As the glossary names it: what danger words refer to."""
    asked: tuple[str, ...] = ()
    """Words of queries only: a page that says one of them need not speak of it."""
    pages: tuple[str, ...] = ()
    """The pages that answer it, by id."""
