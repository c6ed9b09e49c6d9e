"""Builds one language with MkDocs itself."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mkdocs.commands.build
import mkdocs.config
from mkdocs.exceptions import MkDocsException

from generator.app import Project
from generator.hosts.mkdocs_plugin import XinyuPlugin
from generator.hosts.output import Output
from generator.hosts.settings import CONFIG
from generator.model.record import Lang
from generator.outputs.site.page import LANG_FOLDER


class _Heard(logging.Handler):
    """Keeps what the engine warns of: a silent build is part of the promise."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[list[str]]:
    heard, engine = _Heard(), logging.getLogger("mkdocs")
    engine.addHandler(heard)
    try:
        yield heard.lines
    finally:
        engine.removeHandler(heard)


def build_by_mkdocs(project: Project, out: Output, lang: Lang, *, serving: bool) -> tuple[tuple[str, ...], str | None]:
    """Builds `lang` into `out`; gives what the engine warned of, and why it failed if it did."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    folder = LANG_FOLDER[lang]
    with _listening() as heard, tempfile.TemporaryDirectory(prefix="xinyu-build-") as held:
        try:
            config = mkdocs.config.load_config(str(project.root / CONFIG[lang]), site_dir=held)
            plugin = config.plugins.get("xinyu")
            if not isinstance(plugin, XinyuPlugin):
                return tuple(heard), f"{CONFIG[lang]}: plugins 里没有 xinyu，请加上 / add xinyu to plugins"
            plugin.project = project
            config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
            try:
                mkdocs.commands.build.build(config)
            finally:
                config.plugins.on_shutdown()
        except (MkDocsException, SystemExit) as fault:
            return tuple(heard), str(fault)
        found = sorted(path for path in Path(held).rglob("*") if path.is_file())
        out.write({folder + path.relative_to(held).as_posix(): path.read_bytes() for path in found})
        return tuple(heard), None
