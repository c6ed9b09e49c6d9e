"""What the process does that mends the search index of a language after an edit. It reads no more of us than it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.hosts.output import Output, Row
from generator.memory.memory import Memory
from generator.memory.store import Learned
from generator.outputs.site.search.index import IndexFile, search_files
from generator.outputs.site.search.shards import SHARDS
from generator.outputs.site.search.table import SearchEntry, Synonym

AT_ONCE = 512  # files held before they are written
ENTRY = "entry"  # what the memory calls the entries of the search


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
    """A part of the site built: its files, what was learned for the next run, what the engine warned of, why it failed."""

    done: dict[str, tuple[str, str]]
    learned: Learned
    heard: tuple[str, ...] = ()
    problem: str | None = None


def mend(ask: Callable[[], Any]) -> Part | None:
    """Mends the index of a `Known` and then a `Lacking`; None where too little is remembered."""
    known: Known = ask()
    memory = Memory(known.memory)
    memory.read_all(f"{ENTRY} {known.lang}")
    memory.last(SHARDS, known.lang)
    out = Output(known.target, known.target, known_rows(memory, known.target))
    for name in out.known:
        if name.startswith(f"{known.below}search/"):
            out.lies(name)
    lacking: Lacking = ask()
    out.folder = lacking.folder
    entries: list[SearchEntry] = []
    for key, mark in lacking.marks.items():
        made, held = lacking.made.get(key, ("", None))
        if made != mark:
            held = memory.get(f"{ENTRY} {known.lang}", key, mark)
        if not isinstance(held, tuple):
            return None
        entries += held
    write_files(search_files(entries, lacking.synonyms, known.lang, memory), out, known.below)
    return Part(out.done, memory.learned(Learned({}, set())))


def known_rows(memory: Memory, target: Path) -> dict[str, Row]:
    """The files of the last build of `target`, where it is remembered."""
    known = memory.last("site", str(target))
    return known if isinstance(known, dict) else {}


def write_files(files: Mapping[str, IndexFile], out: Output, below: str) -> None:
    """Writes the files of an index below a folder (empty or ending in `/`), those that did not change as they lie."""
    whole: dict[str, bytes] = {}
    made: dict[str, str] = {}
    for path, file in files.items():
        name = below + path
        if file.mark and out.unchanged(name, file.mark):
            out.keep(name)
        else:
            whole[name], made[name] = file.data(), file.mark
        if len(whole) >= AT_ONCE:
            out.write(whole, made)
            whole, made = {}, {}
    out.write(whole, made)
