"""A copy of the real project that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = ("content", "courses", "quizzes", "site_config", "mkdocs.yml", "mkdocs.en.yml")


def copy_project(folder: Path) -> Path:
    """The sources of this repository under `folder`."""
    for name in SOURCES:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copyfile(source, folder / name)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`, by relative path; what runs remember in `.cache/` is none of its files."""
    found = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".cache/")}
