"""Builds both languages with MkDocs, aside, and swaps the finished site into place."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from pathlib import Path

import mkdocs.commands.build
import mkdocs.config
from mkdocs.exceptions import MkDocsException

from generator.app import Project
from generator.hosts.mkdocs_plugin import XinyuPlugin
from generator.model.record import LANGS, Lang
from generator.outputs.site.page import LANG_FOLDER

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


def build_site(project: Project, target: Path) -> int:
    """Builds `project` into `target`; returns the number of pages. Raises `BuildFailed`.

    Until both languages are whole, `target` stays as it was.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=".site-"))
    try:
        build_into(project, aside, serving=False)
        _swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return sum(1 for _ in target.rglob("*.html"))


def build_into(project: Project, folder: Path, *, serving: bool) -> None:
    """Both languages into `folder`: Chinese at its root, English in `en/`."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    heard = _Heard()
    engine = logging.getLogger("mkdocs")
    engine.addHandler(heard)
    try:
        for lang in LANGS:
            _build(project, folder / LANG_FOLDER[lang], lang, serving=serving)
    except (MkDocsException, SystemExit) as problem:
        raise BuildFailed("\n".join([*heard.lines, str(problem)])) from problem
    finally:
        engine.removeHandler(heard)
    if heard.lines and not serving:
        raise BuildFailed("\n".join(heard.lines))


def _build(project: Project, folder: Path, lang: Lang, *, serving: bool) -> None:
    config = mkdocs.config.load_config(str(project.root / CONFIG[lang]), site_dir=str(folder))
    plugin = config.plugins["xinyu"]
    assert isinstance(plugin, XinyuPlugin)
    plugin.project = project
    config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
    try:
        mkdocs.commands.build.build(config)
    finally:
        config.plugins.on_shutdown()


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
