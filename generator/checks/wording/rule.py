"""What a wording rule is: the words it looks for in each language, what lifts it, where it applies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from generator.checks.wording.passages import Passage


class Pattern:
    """A pattern, compiled when it is first searched for: compiling all of them takes longer than a run with nothing new."""

    def __init__(self, text: str, *, cased: bool = False) -> None:
        """`cased`: capitals count."""
        self.text, self._flags = text, 0 if cased else re.IGNORECASE

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """As of `re.Pattern`."""
        return re.compile(self.text, self._flags).search

    @cached_property
    def finditer(self) -> Callable[[str], Iterator[re.Match[str]]]:
        """As of `re.Pattern`."""
        return re.compile(self.text, self._flags).finditer


@dataclass(frozen=True, slots=True)
class Search:
    """What a rule looks for in one language, in a sentence.

    `near` must stand before the words in the same clause: who does it. `before` in the same clause, `after` in what
    follows and `anywhere` in the sentence lift the rule: a negation, a doctor, an exception. `reach` is how many
    characters before the words count. `hints` only save time: what they look for, in lower case, is in any text that
    holds the words, and finding that takes a twentieth of the time.
    """

    words: Pattern
    near: Pattern | None = None
    before: Pattern | None = None
    after: Pattern | None = None
    anywhere: Pattern | None = None
    reach: int = 24
    hints: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, searched in every passage it applies to.

    `quoted` says whether it also holds where the words are shown as what is not to be said or done; `spaced` whether
    the spaces between Chinese words count.
    """

    code: str
    zh: Search
    en: Search
    severity: Literal["error", "warning"] = "error"
    quoted: bool = True
    spaced: bool = False
    applies: Callable[[Passage], bool] = lambda passage: True


def zh(
    hints: str, words: str, *, near: str = "", before: str = "", after: str = "", anywhere: str = "", reach: int = 18
) -> Search:
    """What a rule looks for in Chinese; `hints` are words (or patterns) of which one is in any text that could match."""
    return _search(hints, words, near, before, after, anywhere, reach)


def en(
    hints: str, words: str, *, near: str = "", before: str = "", after: str = "", anywhere: str = "", reach: int = 50
) -> Search:
    """The same in English; in hints `_` is a space."""
    return _search(hints, words, near, before, after, anywhere, reach)


def _search(hints: str, words: str, *lifts: str | int) -> Search:
    *given, reach = lifts
    near, before, after, anywhere = (Pattern(str(text)) if text else None for text in given)
    likely = "|".join(hints.split()).replace("_", " ")
    return Search(Pattern(words), near, before, after, anywhere, int(reach), Pattern(likely, cased=True))


def primary_pupils(passage: Passage) -> bool:
    """Pupils of grades 1 to 6 read or hear it (rule SM09)."""
    if not passage.pupils or passage.page is None:
        return False
    meta = passage.page.meta
    grade = getattr(meta, "grade", None)
    if grade:
        return grade in {"g1", "g2", "g3", "g4", "g5", "g6"}
    bands = {b.partition("-")[0] for b in meta.bands}
    return not bands or "primary" in bands


def for_pupils(passage: Passage) -> bool:
    """Pupils read or hear it."""
    return passage.pupils


def not_for_pupils(passage: Passage) -> bool:
    """Adults read it."""
    return not passage.pupils


def speaks_of_danger(passage: Passage) -> bool:
    """It stands on a page marked as sensitive."""
    return passage.page is not None and passage.page.meta.sensitive
