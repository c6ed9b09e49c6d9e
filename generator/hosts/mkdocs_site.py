"""Builds every language with MkDocs."""

from __future__ import annotations

import logging
import os
import tempfile
from contextlib import nullcontext
from pathlib import Path

import mkdocs.commands.build
import mkdocs.config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.app import Changed, Project
from generator.hosts.mkdocs_plugin import XinyuPlugin
from generator.hosts.output import Output
from generator.hosts.render import known_reach, render_site
from generator.hosts.site import Begun, BuildFailed, Part, begin_search, write_search
from generator.memory.fork import at_once
from generator.model.record import Lang
from generator.outputs.site.page import LANG_FOLDER

CONFIG: dict[Lang, str] = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}


class _Heard(logging.Handler):
    """Keeps what the engine warns of: a silent build is part of the promise."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def build_into(project: Project, out: Output, *, serving: bool, begun: Begun | None = None) -> None:
    """Every language: Chinese at the root of `out`, English in `en/`. Raises `BuildFailed`.

    Both at once where it can, one of them here; when serving one after the other, since what another process remembers
    goes with it. `begun` is the search of the first language, where it is being mended already.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    heard = _Heard()
    engine = logging.getLogger("mkdocs")
    engine.addHandler(heard)
    langs = project.compilation.library.langs

    def work(lang: Lang) -> Part:
        return _build_part(project, out, heard.lines, lang, begun if lang == langs[0] else None, serving=serving)

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


def _build_part(
    project: Project, out: Output, heard: list[str], lang: Lang, begun: Begun | None, *, serving: bool
) -> Part:
    part = Output(out.folder, out.before, out.known)
    known, said = project.memory.pending(), len(heard)
    problem = None
    try:
        _build(project, part, lang, heard, begun, serving=serving)
    except (MkDocsException, SystemExit, Changed) as fault:
        problem = str(fault)
    return Part(part.done, project.memory.learned(known), tuple(heard[said:]), problem)


def _build(project: Project, out: Output, lang: Lang, heard: list[str], begun: Begun | None, *, serving: bool) -> None:
    folder = LANG_FOLDER[lang]
    with nullcontext(begun) if begun or serving else begin_search(project, out, lang) as mended:
        config = mkdocs.config.load_config(str(project.root / CONFIG[lang]), site_dir=str(out.folder / folder))
        plugin = config.plugins["xinyu"]
        assert isinstance(plugin, XinyuPlugin)
        plugin.project = project
        plugin.files_apart = known_reach(config)  # thousands of files that MkDocs would only copy
        config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
        try:
            if not plugin.files_apart:
                if mended:  # MkDocs writes all by itself
                    out.discard(mended().done)
                _by_mkdocs(config, out, folder)
            elif mended:
                render_site(config, out, folder, heard, lambda: _join(project, out, mended()))
            else:
                write_search(project, out, lang)
                render_site(config, out, folder, heard)
        finally:
            config.plugins.on_shutdown()


def _join(project: Project, out: Output, part: Part) -> None:
    out.done.update(part.done)
    project.memory.learn(part.learned)


def _by_mkdocs(config: MkDocsConfig, out: Output, folder: str) -> None:
    """A build by MkDocs itself, in a folder of its own, taken over file by file."""
    with tempfile.TemporaryDirectory(prefix="xinyu-build-") as held:
        config.site_dir = held
        mkdocs.commands.build.build(config)
        found = sorted(path for path in Path(held).rglob("*") if path.is_file())
        out.write({folder + path.relative_to(held).as_posix(): path.read_bytes() for path in found})
