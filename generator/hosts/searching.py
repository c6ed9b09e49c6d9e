"""The search index of a language on its way into the site; after an edit another process mends it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from generator.app import Project
from generator.hosts.output import Output
from generator.hosts.parts import Known, Lacking, Part
from generator.memory.fork import Helper
from generator.memory.memory import Memory
from generator.model.record import Lang
from generator.outputs.site.page import LANG_FOLDER
from generator.outputs.site.search.entries import read_synonyms
from generator.outputs.site.search.entry import ENTRY, SHARDS
from generator.outputs.site.written import SearchFiles

FIRST: Lang = "zh"  # the language that every site has
Begun: TypeAlias = Callable[[], Part]  # waits for what was begun


class Mender:
    """The index of one language that a process mends: it takes one core as long as the rest of an edit.

    It reads what is remembered at once, best before the project is even compiled.
    """

    def __init__(self, helper: Helper, memory: Memory, target: Path, lang: Lang = FIRST) -> None:
        """`may_mend` must hold. `helper` does `mending.mend`."""
        assert memory.folder
        self._helper, self._lang = helper, lang
        helper.ask(Known(memory.folder, target, lang, LANG_FOLDER[lang]))

    def begin(self, project: Project, out: Output) -> Begun:
        """Has it mended for `out`."""
        lang, compilation = self._lang, project.compilation
        marks = {key: compilation.stands(lang, key) for key in compilation.documents[lang]}
        made = project.memory.made(f"{ENTRY} {lang}")
        self._helper.ask(Lacking(out.folder, marks, made, read_synonyms(compilation.library, lang)))

        def wait() -> Part:
            try:
                part = self._helper.answer()
            except OSError:  # somebody took away the last site, from which it took files over
                part = None
            return part if isinstance(part, Part) else _search_part(project, out, lang)

        return wait

    def close(self) -> None:
        """Ends the process; what it is writing it still writes."""
        self._helper.close()


def may_mend(memory: Memory, lang: Lang = FIRST) -> bool:
    """Whether there is an index to mend; from nothing there is work for every core."""
    return memory.folder is not None and memory.knows(SHARDS, lang)


def write_search(project: Project, out: Output, lang: Lang) -> None:
    """Writes the search index of `lang`."""
    from generator.hosts.mending import write_files  # noqa: PLC0415 - after an edit the other process does it

    write_files(SearchFiles(project.compilation, lang).files, out, LANG_FOLDER[lang])


def _search_part(project: Project, out: Output, lang: Lang) -> Part:
    part = Output(out.folder, out.before, out.known)
    known = project.memory.pending()
    write_search(project, part, lang)
    return Part(part.done, part.kept, project.memory.learned(known))
