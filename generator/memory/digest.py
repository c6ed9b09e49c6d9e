"""Digests: of texts, and of the program itself with what it stands on."""

from __future__ import annotations

import hashlib
import sys
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
    root = Path(__file__).resolve().parent.parent
    parts: list[str | bytes] = [sys.version]
    for path in sorted(_files(root)):
        parts += [path.relative_to(root).as_posix(), path.read_bytes()]
    parts += [f"{name} {_version(name)}" for name in DEPENDENCIES]
    return digest(*parts)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in folder.iterdir():
        if path.name in _PASSED_OVER or path.name.startswith("."):
            continue
        if path.is_dir():
            found += _files(path)
        else:
            found.append(path)
    return found
