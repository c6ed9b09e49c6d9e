"""Builds a whole site aside and swaps it into place. MkDocs is read while the search is being mended."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from generator.app import Project
from generator.compile.compilation import CHECKED
from generator.hosts.output import Output, Row
from generator.memory.fork import aside
from generator.memory.memory import Memory
from generator.memory.store import Learned
from generator.model.record import Lang
from generator.outputs.site.page import LANG_FOLDER
from generator.outputs.site.search.shards import search_known
from generator.outputs.site.written import TEXT, SearchFiles


class BuildFailed(Exception):
    """The engine could not build; the words say why."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site built: its files, what was learned for the next run, what the engine warned of, why it failed."""

    done: dict[str, tuple[str, str]]
    learned: Learned
    heard: tuple[str, ...] = ()
    problem: str | None = None


Begun: TypeAlias = Callable[[], Part]  # waits for what was begun


def build_site(project: Project, target: Path, memory: Memory | None = None) -> int:
    """Builds `project` into `target`; returns the number of pages. Raises `BuildFailed`.

    Until all languages are whole, `target` stays as it was. Files that `memory` knows to be unchanged since its last
    build of `target` are taken over as they lie there.
    """
    memory = memory or Memory()
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    langs = project.compilation.library.langs
    memory.release(*CHECKED, *(f"{TEXT} {lang}" for lang in langs))
    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=".site-"))
    try:
        out = Output(folder, target, _rows(memory, target))
        with begin_search(project, out, langs[0]) as begun:
            from generator.hosts.mkdocs_site import build_into  # noqa: PLC0415 - MkDocs takes a twentieth of an edit to read

            build_into(project, out, serving=False, begun=begun)
        _swap(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    memory.put("site", str(target), "", out.rows(target))
    memory.save()
    return sum(name.endswith(".html") for name in out.done)


def begin_search(project: Project, out: Output, lang: Lang) -> AbstractContextManager[Begun | None]:
    """The search index of `lang` begun in a process of its own where it has only to be mended; else None.

    Mending takes as long as all else of an edit, and one core; from nothing there is work for all.
    """
    if search_known(project.memory, lang):
        return aside(partial(_search_part, project, out, lang))
    return nullcontext()


def write_search(project: Project, out: Output, lang: Lang) -> None:
    """Writes the search index of `lang`."""
    whole, made = {}, {}
    for path, file in SearchFiles(project.compilation, lang).files.items():
        name = LANG_FOLDER[lang] + path
        if file.mark and out.unchanged(name, file.mark):
            out.keep(name)
        else:
            whole[name], made[name] = file.data(), file.mark
    out.write(whole, made)


def _search_part(project: Project, out: Output, lang: Lang) -> Part:
    part = Output(out.folder, out.before, out.known)
    known = project.memory.pending()
    write_search(project, part, lang)
    return Part(part.done, project.memory.learned(known))


def _rows(memory: Memory, target: Path) -> dict[str, Row]:
    """The files of the last build of `target`, where it is remembered."""
    known = memory.last("site", str(target))
    return known if isinstance(known, dict) else {}


def _swap(new: Path, target: Path) -> None:
    """Puts `new` in the place of `target`; if that fails, the old site is put back."""
    new.chmod(0o755)
    if not target.exists():
        new.rename(target)
        return
    old = target.with_name(f".site-old-{os.getpid()}")
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old)
