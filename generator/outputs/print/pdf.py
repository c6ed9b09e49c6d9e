"""Sheets into PDF/UA-1: tagged, with bookmarks, fonts embedded as subsets, the same bytes on every machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

from generator.outputs.print.fonts import fonts
from generator.outputs.print.sheet import Layout, Sheet
from generator.outputs.print.typst import write_typst

STANDARD = "ua-1"
# Sizes in pt, the one to try first at the front; a sheet that states its pages is set smaller until it fits.
SIZES: dict[Layout, tuple[float, ...]] = {
    "plan": (12, 11, 10.5),
    "plain": (12, 11, 10.5),
    "form": (12, 11, 10.5),
    "official": (16,),
    "letter": (14, 12),
    "card": (12, 11),
    "poster": (18, 16, 15, 14, 13, 12),
    "exam": (12,),
    "book": (12,),
}
UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
MOST_TRIES = 5  # every try tells all characters that no font has
COUNT = re.compile(rb"/Type\s*/Pages\b.*?/Count\s+(\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF: its bytes, pages, the size it was set in (pt), and the characters that no font of ours has."""

    data: bytes
    pages: int
    size: float
    unprintable: tuple[str, ...] = ()


def write_pdf(sheet: Sheet, assets: Mapping[str, str]) -> Printed:
    """`sheet` as PDF/UA-1. `assets` maps project paths to files, for pictures."""
    sizes = SIZES[sheet.layout] if sheet.pages else SIZES[sheet.layout][:1]
    printed = None
    for size in sizes:
        printed = _set(write_typst(sheet, size, assets), size)
        if not sheet.pages or printed.pages <= sheet.pages:
            break
    assert printed is not None
    return printed


def _set(source: str, size: float) -> Printed:
    """Compiles `source`; characters that cannot be printed are replaced by their number in brackets."""
    lost: list[str] = []
    for _ in range(MOST_TRIES):
        try:
            data = _compiler().compile(source.encode(), format="pdf", pdf_standards=[STANDARD], timestamp=0)
        except typst.TypstError as problem:
            found = UNPRINTABLE.findall(f"{problem.message}\n{problem.diagnostic}")
            if not found:
                raise
            for character in dict.fromkeys("".join(_unescaped(text) for text in found)):
                lost.append(character)
                source = source.replace(character, f"〔U+{ord(character):04X}〕")
            continue
        assert isinstance(data, bytes)
        return Printed(data, page_count(data), size, tuple(dict.fromkeys(lost)))
    raise AssertionError("more unprintable characters than tries")


def _unescaped(text: str) -> str:
    """What Typst shows escaped (`\\u{e000}`), as it is."""
    return ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


def page_count(data: bytes) -> int:
    """The number of pages of a PDF that Typst wrote."""
    return max((int(n) for n in COUNT.findall(data)), default=0)


@cache
def _compiler() -> typst.Compiler:
    """One compiler a process: it keeps the fonts and the template."""
    root = Path(str(files("generator.assets") / "print"))
    return typst.Compiler(root=str(root), font_paths=fonts(), ignore_system_fonts=True)
