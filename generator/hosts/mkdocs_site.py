"""Builds every language with MkDocs, aside, and swaps the finished site into place."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import mkdocs.commands.build
import mkdocs.config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.app import Changed, Project
from generator.compile.compilation import CHECKED
from generator.hosts.mkdocs_plugin import XinyuPlugin
from generator.hosts.output import Output, Row
from generator.hosts.render import known_reach, render_site
from generator.memory.fork import aside, at_once
from generator.memory.memory import Memory
from generator.memory.store import Learned
from generator.model.record import Lang
from generator.outputs.site.page import LANG_FOLDER
from generator.outputs.site.search.shards import search_known
from generator.outputs.site.written import TEXT, SearchFiles

CONFIG: dict[Lang, str] = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}


class BuildFailed(Exception):
    """The engine could not build; the words say why."""


class _Heard(logging.Handler):
    """Keeps what the engine warns of: a silent build is part of the promise."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def build_site(project: Project, target: Path, memory: Memory | None = None) -> int:
    """Builds `project` into `target`; returns the number of pages. Raises `BuildFailed`.

    Until all languages are whole, `target` stays as it was. Files that `memory` knows to be unchanged since its last
    build of `target` are taken over as they lie there.
    """
    memory = memory or Memory()
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    memory.release(*CHECKED, *(f"{TEXT} {lang}" for lang in project.compilation.library.langs))
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=".site-"))
    try:
        out = Output(aside, target, _rows(memory, target))
        build_into(project, out, serving=False)
        _swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    memory.put("site", str(target), "", out.rows(target))
    memory.save()
    return sum(name.endswith(".html") for name in out.done)


def _rows(memory: Memory, target: Path) -> dict[str, Row]:
    """The files of the last build of `target`, where it is remembered."""
    known = memory.last("site", str(target))
    return known if isinstance(known, dict) else {}


def build_into(project: Project, out: Output, *, serving: bool) -> None:
    """Every language: Chinese at the root of `out`, English in `en/`. Raises `BuildFailed`.

    Both at once where it can, one of them here; when serving one after the other, since what another process remembers
    goes with it.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    heard = _Heard()
    engine = logging.getLogger("mkdocs")
    engine.addHandler(heard)
    langs = project.compilation.library.langs
    work = partial(_build_part, project, out, heard.lines, serving=serving)
    try:
        parts = [work(lang) for lang in langs] if serving else at_once(work, langs)
    finally:
        engine.removeHandler(heard)
    said: list[str] = []
    for part in parts:
        _join(project, out, part)
        said += [line for line in part.heard if line not in said]
        if part.problem is not None:
            raise BuildFailed("\n".join([*said, part.problem]))
    if said and not serving:
        raise BuildFailed("\n".join(said))
    if out.in_place:
        out.sweep()


@dataclass(frozen=True, slots=True)
class _Part:
    """A language built: its files, what was learned for the next run, what the engine warned of, why it failed."""

    done: dict[str, tuple[str, str]]
    learned: Learned
    heard: tuple[str, ...]
    problem: str | None


def _build_part(project: Project, out: Output, heard: list[str], lang: Lang, *, serving: bool) -> _Part:
    part = Output(out.folder, out.before, out.known)
    known, said = project.memory.pending(), len(heard)
    problem = None
    try:
        _build(project, part, lang, heard, serving=serving)
    except (MkDocsException, SystemExit, Changed) as fault:
        problem = str(fault)
    return _Part(part.done, project.memory.learned(known), tuple(heard[said:]), problem)


def _build(project: Project, out: Output, lang: Lang, heard: list[str], *, serving: bool) -> None:
    folder = LANG_FOLDER[lang]
    config = mkdocs.config.load_config(str(project.root / CONFIG[lang]), site_dir=str(out.folder / folder))
    plugin = config.plugins["xinyu"]
    assert isinstance(plugin, XinyuPlugin)
    plugin.project = project
    plugin.files_apart = known_reach(config)  # thousands of files that MkDocs would only copy
    config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
    try:
        if not plugin.files_apart:
            _by_mkdocs(config, out, folder)
        elif serving or not search_known(project.memory, lang):  # what another process holds would go with it
            _write_search(project, out, lang)
            render_site(config, out, folder, heard)
        else:  # an index to be mended takes as long as all else, and one core; one from nothing has work for all
            with aside(partial(_search_part, project, out, lang)) as search:
                render_site(config, out, folder, heard, lambda: _join(project, out, search()))
    finally:
        config.plugins.on_shutdown()


def _write_search(project: Project, out: Output, lang: Lang) -> None:
    files = SearchFiles(project.compilation, lang)
    out.write({LANG_FOLDER[lang] + path: data for path, data in files.items()})


def _search_part(project: Project, out: Output, lang: Lang) -> _Part:
    part = Output(out.folder, out.before, out.known)
    known = project.memory.pending()
    _write_search(project, part, lang)
    return _Part(part.done, project.memory.learned(known), (), None)


def _join(project: Project, out: Output, part: _Part) -> None:
    out.done.update(part.done)
    project.memory.learn(part.learned)


def _by_mkdocs(config: MkDocsConfig, out: Output, folder: str) -> None:
    """A build by MkDocs itself, in a folder of its own, taken over file by file."""
    with tempfile.TemporaryDirectory(prefix="xinyu-build-") as held:
        config.site_dir = held
        mkdocs.commands.build.build(config)
        found = sorted(path for path in Path(held).rglob("*") if path.is_file())
        out.write({folder + path.relative_to(held).as_posix(): path.read_bytes() for path in found})


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
