"""What processes that build a site together tell each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.hosts.output import Row
from generator.memory.memory import Memory
from generator.memory.store import Learned
from generator.outputs.site.search.entry import Synonym


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before the project is even read: where it is remembered, the site, the language and its folder."""

    memory: Path
    target: Path
    lang: str
    below: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is known when the project has been compiled.

    The folder the site is built in, what each page's entry rests on by id, the entries this run has made with what
    these rest on, the synonyms.
    """

    folder: Path
    marks: Mapping[str, str]
    made: Mapping[str, tuple[str, object]]
    synonyms: Sequence[Synonym]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site built: as of `Output`, what was learned for the next run, what the engine warned of, why it failed."""

    done: dict[str, tuple[str, str]]
    kept: set[str]
    learned: Learned
    heard: tuple[str, ...] = ()
    problem: str | None = None


def known_rows(memory: Memory, target: Path) -> dict[str, Row]:
    """The files of the last build of `target`, where it is remembered."""
    known = memory.last("site", str(target))
    return known if isinstance(known, dict) else {}
