"""What the process does that mends the search index of a language after an edit. It reads no more of us than it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.hosts.output import Output
from generator.hosts.parts import Known, Lacking, Part, known_rows
from generator.memory.memory import Memory
from generator.memory.store import Learned
from generator.outputs.site.search.entry import ENTRY, SHARDS, SearchEntry
from generator.outputs.site.search.index import IndexFile, search_files

AT_ONCE = 512  # files held before they are written


def mend(ask: Callable[[], Any]) -> Part | None:
    """Mends the index of a `Known` and then a `Lacking`; None where too little is remembered."""
    known: Known = ask()
    memory = Memory(known.memory)
    memory.read_all(f"{ENTRY} {known.lang}")
    memory.last(SHARDS, known.lang)
    out = Output(known.target, known.target, known_rows(memory, known.target))
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
    return Part(out.done, out.kept, memory.learned(Learned({}, set())))


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
