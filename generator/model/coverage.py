"""What the coverage of a duty is: met, missing something, or outside what any of our artefacts can hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["met", "missing", "outside"]


@dataclass(frozen=True, slots=True)
class NeedResult:
    """One requirement of a duty: whether it holds, in words, and the page that shows it."""

    met: bool
    words: dict[str, str]  # language -> what is needed and what there is
    page: str | None = None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A duty and what became of its requirements."""

    mandate: str
    source: str
    state: State
    results: tuple[NeedResult, ...]
