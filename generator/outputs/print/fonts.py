"""The fonts that come with the install: where their folders lie. Nothing of the system is ever used."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

# Package -> the families we use of it. Licences: docs/decisions/0012-print.md.
PACKAGES = {
    "manimgx_fonts_cjk": ("Noto Sans CJK SC",),  # Hei, all weights
    "pylopdf_fonts_zh_cn": ("Noto Serif SC", "Noto Sans SC"),  # Song; Hei, regular
    "manimgx_fonts": ("Noto Emoji", "Noto Sans Symbols", "Noto Sans"),  # what Chinese fonts have not, or too wide
}


class FontsMissing(Exception):
    """A font package is not installed, or no longer holds what we take from it."""


@cache
def fonts() -> typst.Fonts:
    """The fonts, read once a process. Raises `FontsMissing`: without its fonts Typst would print blank paper."""
    try:
        folders: list[str] = [str(Path(str(files(package)))) for package in PACKAGES]
    except ModuleNotFoundError as absent:
        raise FontsMissing(str(absent.name)) from absent
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    missing = {family for row in PACKAGES.values() for family in row} - set(found.families())
    if missing:
        raise FontsMissing(", ".join(sorted(missing)))
    return found
