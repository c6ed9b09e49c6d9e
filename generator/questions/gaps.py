"""Texts with places `__id__` in them, as fill-in and cloze questions have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.asked import PLACE
from generator.model.question import Problem
from generator.model.record import Text


def check_gaps(text: Text, ids: Sequence[str], field: str) -> Iterator[Problem]:
    """Every gap stands in the text once, in either language, and the text has no other places."""
    for index, identity in enumerate(ids):
        if identity in ids[:index]:
            yield Problem(code="option-duplicate", path=(field, index, "id"), params={"id": identity})
    written = {"zh": text.zh, "en": text.en} if text.en else {"zh": text.zh}
    for lang, words in written.items():
        there = PLACE.findall(words or "")
        for index, identity in enumerate(ids):
            if there.count(identity) != 1:
                count = str(there.count(identity))
                yield Problem(code="gap-count", path=(field, index, "id"), params={"id": identity, "count": count})
        for identity in sorted(set(there) - set(ids)):
            path = ("text", lang) if text.en else ("text",)
            yield Problem(code="gap-unknown", path=path, params={"id": identity})
