"""The folders a project is made of: the school's own, then the library it stands on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.load.located import parse_yaml
from generator.load.records import validate
from generator.load.text import read_source
from generator.model.config import Site
from generator.model.diagnostic import Diagnostic, Span

BUILTIN = "builtin"
SOURCE_FOLDERS = ("content", "courses", "quizzes", "site_config")


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder of sources. `prefix` stands before its files' names in messages."""

    number: int
    root: Path
    prefix: str

    def name(self, path: Path) -> str:
        """A file's name as shown to the author, with `/` between folders."""
        inside = str(path)[len(str(self.root).rstrip(os.sep)) + 1 :]  # of thousands of files: `relative_to` is slow
        return self.prefix + inside.replace(os.sep, "/")

    def files(self, folder: str) -> Iterator[Path]:
        """Every file under `folder`, sorted; hidden ones and links to folders are passed over."""
        for parent, folders, names in os.walk(self.root / folder, followlinks=False):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            for name in sorted(names):
                if not name.startswith("."):
                    yield Path(parent) / name


def odd_folders(layer: Layer, folder: str) -> Iterator[Diagnostic]:
    """Folders that are links (they are not followed) or are named like a page."""
    for parent, folders, _ in os.walk(layer.root / folder, followlinks=False):
        for name in sorted(folders):
            path = Path(parent) / name
            if path.is_symlink():
                yield Diagnostic("folder-link", Span(layer.name(path)))
            elif name.endswith(".md"):
                yield Diagnostic("file-unreadable", Span(layer.name(path)), params={"reason": "folder"})


def builtin_root() -> Path:
    """Where the library that ships with this program lies: beside the package, or inside the installed one."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "library"
    return inside if inside.is_dir() else package.parent


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds `site_config/`."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "site_config").is_dir():
            return folder
    return None


def read_layers(root: Path) -> tuple[tuple[Layer, ...], Site, dict[str, str], list[Diagnostic]]:
    """The project's layers from the top down, its site record, the files read, and what is wrong with them."""
    problems: list[Diagnostic] = []
    layers: list[Layer] = []
    files: dict[str, str] = {}
    site: Site | None = None
    here, prefix = root.resolve(), ""
    while True:
        layer = Layer(len(layers), here, prefix)
        layers.append(layer)
        record, found = _site(layer, files)
        problems.extend(found)
        site = site or record
        if record is None or not record.base:
            break
        span = Span(layer.prefix + "site_config/site.yml")
        below = _below(here, record.base)
        if below is None:
            problems.append(Diagnostic("base-missing", span, params={"base": record.base}))
            break
        if any(below == known.root for known in layers):
            problems.append(Diagnostic("base-cycle", span, params={"base": record.base}))
            break
        here, prefix = below, "base/" * len(layers)
    return tuple(layers), site or Site(), files, problems


def _below(here: Path, base: str) -> Path | None:
    """The folder `base` names, if it holds a library; a name no file system takes is as good as a missing one."""
    try:
        below = builtin_root() if base == BUILTIN else (here / base).resolve()
        return below if (below / "site_config").is_dir() else None
    except (OSError, RuntimeError, ValueError):
        return None


def _site(layer: Layer, files: dict[str, str]) -> tuple[Site | None, list[Diagnostic]]:
    path = layer.root / "site_config" / "site.yml"
    if not path.is_file():
        return None, []
    name = layer.name(path)
    text, problems = read_source(path, name, layer.root)
    if text is None:
        return None, problems
    files[name] = text
    located, problems = parse_yaml(text, name)
    if located is None or located.data is None:
        return None, problems
    record, refused = validate(Site, located)
    return record, problems + refused
