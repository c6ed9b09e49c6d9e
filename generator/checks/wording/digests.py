"""Rule SM01: words of method near self-harm, recognised by digest so that no copy of them is kept."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files

from generator.checks.wording.rules import DANGER_EN, DANGER_ZH

_DANGER = re.compile(f"{DANGER_ZH}|{DANGER_EN}", re.IGNORECASE)


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
    return hashlib.sha256(f"xinyu/sm01/{word}".encode()).hexdigest()[:16]


def names_method(text: str) -> bool:
    """Whether `text` speaks of self-harm or suicide and names a method in the same passage."""
    if not _DANGER.search(text):
        return False
    lowered = text.lower()
    return any(
        digest(lowered[i : i + length]) in known
        for length, known in _digests().items()
        for i in range(len(lowered) - length + 1)
    )
