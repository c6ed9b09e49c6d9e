"""Digests: of texts, and of the program itself with what it stands on."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# Whatever may change a byte of what is remembered. Versions are pinned, so a version says which code it is.
DEPENDENCIES = (
    "jinja2",
    "linkify-it-py",
    "markdown",
    "markdown-it-py",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "pillow",
    "pydantic",
    "pydantic-core",
    "pynacl",
    "pyyaml",
    "segno",
)
_PASSED_OVER = frozenset({"__pycache__", "node_modules", "src", "library"})


def digest(*parts: str | bytes) -> str:
    """A digest of the parts, each with its length, so that no two lists of parts give the same bytes to hash."""
    out = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        out.update(b"%d:" % len(data))
        out.update(data)
    return out.hexdigest()


@cache
def program() -> str:
    """A digest of this program: every file of the package, Python, the packages it rests on."""
    root = str(Path(__file__).resolve().parent.parent)
    parts: list[str | bytes] = [sys.version]
    for name in sorted(_files(root, "")):
        with open(f"{root}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - hundreds of files, at every start
            parts += [name, file.read()]
    parts += [f"{name} {_version(name)}" for name in DEPENDENCIES]
    return digest(*parts)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _files(root: str, below: str) -> Iterator[str]:
    """Every file under `root`, by its path below it with `/` between folders."""
    with os.scandir(f"{root}/{below}") as entries:
        for entry in entries:
            if entry.name in _PASSED_OVER or entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _files(root, f"{below}{entry.name}/")
            else:
                yield below + entry.name
