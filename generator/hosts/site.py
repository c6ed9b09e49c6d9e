"""Builds a whole site aside and swaps it into place. What frames pages is read while the search is being mended."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from generator.app import Project
from generator.compile.compilation import CHECKED
from generator.hosts.output import Output
from generator.hosts.parts import known_rows
from generator.hosts.searching import FIRST, Mender
from generator.hosts.settings import read_settings
from generator.memory.memory import Memory
from generator.outputs.site.written import TEXT


class BuildFailed(Exception):
    """The engine could not build; the words say why."""


def build_site(project: Project, target: Path, memory: Memory | None = None, mender: Mender | None = None) -> int:
    """Builds `project` into `target`; returns the number of pages. Raises `BuildFailed`.

    Until all languages are whole, `target` stays as it was. Files that `memory` knows to be unchanged since its last
    build of `target` are taken over as they lie there. `mender` mends the search of the first language.
    """
    memory = memory or Memory()
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    langs = project.compilation.library.langs
    memory.release(*CHECKED, *(f"{TEXT} {lang}" for lang in langs))
    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=".site-"))
    try:
        out = Output(folder, target, known_rows(memory, target))
        begun = mender.begin(project, out) if mender and read_settings(project.root, FIRST) else None
        from generator.hosts.languages import build_into  # noqa: PLC0415 - read while the search is being mended

        build_into(project, out, serving=False, begun=begun)
        _swap(folder, target)
    finally:
        if mender:
            mender.close()
        shutil.rmtree(folder, ignore_errors=True)
    memory.put("site", str(target), "", out.rows(target))
    memory.save()
    return sum(name.endswith(".html") for name in out.done)


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
