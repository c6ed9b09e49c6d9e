"""Rule SM01: words of method near self-harm, recognised by digest so that no copy of them is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from generator.checks.wording.rule import Pattern
from generator.checks.wording.rules import DANGER_EN, DANGER_ZH
from generator.checks.wording.text import unquoted

_DANGER = Pattern(f"{DANGER_ZH}|{DANGER_EN}")


@cache
def _digests() -> dict[int, frozenset[str]]:
    """Digests by the length of the word they stand for."""
    out: dict[int, set[str]] = {}
    for line in (files("generator.checks.wording") / "sm01.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            length, digest = line.split()
            out.setdefault(int(length), set()).add(digest)
    return {length: frozenset(found) for length, found in out.items()}


def digest(word: str) -> str:
    """The digest a word is kept by."""
    return hashlib.sha256(f"xinyu/sm01/{word}".encode(errors="surrogatepass")).hexdigest()[:16]


def names_method(text: str, *, danger: bool = False, known: Mapping[int, frozenset[str]] | None = None) -> bool:
    """Whether `text` speaks of self-harm or suicide (or `danger` says so) and names a method.

    `known` are digests by the length of their word; those of `sm01.txt` where it is left out.
    """
    known = _digests() if known is None else known
    read = unquoted(text).lower()
    if not danger and not _DANGER.search(read):
        return False
    pieces = {
        (length, read[i : i + length])
        for length in known
        for i in range(len(read) - length + 1)
        if not (_cuts_word(read, i) or _cuts_word(read, i + length))
    }
    return any(digest(piece) in known[length] for length, piece in pieces)


def _cuts_word(text: str, at: int) -> bool:
    """Whether position `at` lies inside a word of Latin letters (so "changed" does not hold "hanged")."""
    return 0 < at < len(text) and all(c.isascii() and c.isalpha() for c in text[at - 1 : at + 1])
