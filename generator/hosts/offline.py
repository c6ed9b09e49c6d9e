"""Puts a built site into one zip beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.app import Project
from generator.files import write_file
from generator.outputs.site.archive import archive_name, write_archive


def pack_site(project: Project, site: Path, day: date) -> Path:
    """The zip of the folder `site`, in `dist/` beside it. Raises `UnsafeNames`; an older zip is left alone then."""
    held = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    library = project.compilation.library
    target = site.resolve().parent / "dist" / archive_name(day)
    write_file(target, write_archive(held, {lang: library.site.title.get(lang) for lang in library.langs}))
    return target
