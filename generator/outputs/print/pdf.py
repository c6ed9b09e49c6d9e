"""Sheets into PDF/UA-1: tagged, with bookmarks, fonts embedded as subsets, the same bytes on every machine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

from generator.model.walk import texts
from generator.outputs.print.fonts import fonts
from generator.outputs.print.sheet import Layout, Sheet, pictures
from generator.outputs.print.typst import picture, write_typst

STANDARD: typst.PDFStandard = "ua-1"
# Sizes in pt, the one to try first at the front; a sheet that states its pages is set smaller until it fits.
SIZES: dict[Layout, tuple[float, ...]] = {
    "plan": (12, 11, 10.5, 10),
    "plain": (12, 11, 10.5),
    "form": (12, 11, 10.5),
    "official": (16,),
    "letter": (14, 12),
    "card": (12, 11, 10),
    "poster": (27, 25, 23, 21, 19, 17, 15, 13, 12),
    "board": (20, 16, 13),
    "exam": (12,),
    "book": (12,),
}
UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\n((?:<<|\[).*)$")
REFERENCE = re.compile(rb"(\d+) 0 R")
PLAN_PAGE = 1300  # full characters that a page of a plan holds at 10.5 pt, measured on the library's lessons
MOST_TRIES = 5  # every try tells all characters that no font has


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF: its bytes, the pages of each sheet, the sizes they were set in (pt), the characters no font of ours has."""

    data: bytes
    pages: tuple[int, ...]
    sizes: tuple[float, ...]
    unprintable: tuple[str, ...] = ()
    unshown: tuple[str, ...] = ()  # project paths of pictures that could not be read


def write_pdf(sheets: Sequence[Sheet], assets: Mapping[str, bytes]) -> Printed:
    """`sheets` as one PDF/UA-1, each on paper of its own. `assets` holds the pictures by project path.

    A sheet that states its pages is set smaller, step by step, until it fits or the smallest size is reached.
    """
    steps = [SIZES[s.layout] if s.pages else SIZES[s.layout][:1] for s in sheets]
    chosen = [_likely(sheet, row) for sheet, row in zip(sheets, steps, strict=True)]
    lost: dict[str, str] = {}
    unshown = _unshown(sheets, assets)
    shown = {name: path for name, path in assets.items() if name not in unshown} if unshown else assets
    while True:
        sizes = tuple(row[at] for row, at in zip(steps, chosen, strict=True))
        data = _compiled(write_typst(sheets, sizes, shown), lost)
        pages = sheet_pages(data, len(sheets))
        over = [
            index
            for index, sheet in enumerate(sheets)
            if sheet.pages and pages[index] > sheet.pages and chosen[index] + 1 < len(steps[index])
        ]
        if not over:
            return Printed(data, pages, sizes, tuple(sorted(lost)), unshown)
        for index in over:
            chosen[index] += 1


def write_source(source: str) -> Printed:
    """A document that is no sheet, written as Typst source, as PDF/UA-1; its sizes are the template's own affair."""
    lost: dict[str, str] = {}
    data = _compiled(source, lost)
    return Printed(data, sheet_pages(data, 1), (), tuple(sorted(lost)))


def _unshown(sheets: Sequence[Sheet], assets: Mapping[str, bytes]) -> tuple[str, ...]:
    """The pictures that the engine cannot read: each is tried by itself."""
    wanted = frozenset[str]().union(*map(pictures, sheets)) & assets.keys()
    return tuple(sorted(name for name in wanted if not _readable(name, assets[name])))


def _readable(name: str, data: bytes) -> bool:
    source = f'#import "/xinyu.typ": *\n{picture(name, data, "")}'
    try:
        _compiler().compile(source.encode(), format="svg")
    except typst.TypstError:
        return False
    return True


def _likely(sheet: Sheet, sizes: tuple[float, ...]) -> int:
    """The size to try first: the largest that the sheet's length lets hope for, so that few have to be set twice."""
    if sheet.layout != "plan":
        return 0
    length = sum(1.0 if c > "\u2e80" else 0.5 for text in texts(sheet.blocks) for c in text)
    fitting = (at for at, size in enumerate(sizes) if length <= sheet.pages * PLAN_PAGE * (10.5 / size) ** 2)
    return next(fitting, len(sizes) - 1)


def _compiled(source: str, lost: dict[str, str]) -> bytes:
    """The PDF of `source`; the characters no font has go into `lost`, each with what is printed instead."""
    for _ in range(MOST_TRIES):
        try:
            text = _mended(source, lost)
            data = _compiler().compile(text.encode(), format="pdf", pdf_standards=[STANDARD], timestamp=0)
        except typst.TypstError as problem:
            found = UNPRINTABLE.findall(f"{problem.message}\n{problem.diagnostic}")
            if not found:
                raise
            new = {c: f"〔U+{ord(c):04X}〕" for c in _lost(_unescaped("".join(found)))}
            if not new.keys() - lost.keys():
                raise
            lost |= new
            continue
        assert isinstance(data, bytes)
        return data
    raise AssertionError("more unprintable characters than tries")


def _lost(unshown: str) -> str:
    """What to lose of what no font shows: first the marks, for with them their letters are told, which fonts may have.

    Never ASCII, of which code is made.
    """
    marks = "".join(c for c in unshown if unicodedata.category(c)[0] == "M")
    return "".join(c for c in marks or unshown if not c.isascii())


def _mended(source: str, lost: Mapping[str, str]) -> str:
    """`source` with the number of a character where it cannot be printed."""
    return source.translate({ord(c): words for c, words in lost.items()}) if lost else source


def sheet_pages(data: bytes, sheets: int) -> tuple[int, ...]:
    """How many pages each sheet takes in a PDF that Typst wrote: from one first-level bookmark to the next.

    A blank back page, there so that the next sheet begins on a front, has no marked content and is not counted.
    """
    objects = {int(n): body for n, body in OBJECT.findall(data)}
    kids = next(body for body in objects.values() if body.startswith(b"<</Type/Pages"))
    order = [int(n) for n in REFERENCE.findall(kids.partition(b"/Kids")[2])]
    filled = [b"/StructParents" in objects[n] for n in order]
    if sheets == 1:
        return (sum(filled),)
    starts: list[int] = []
    at = _reference(next(body for body in objects.values() if body.startswith(b"<</Type/Outlines")), b"/First")
    while at is not None:
        place = _reference(objects[at], b"/Dest")
        target = objects[at].partition(b"/Dest")[2] if place is None else objects[place]
        page = next(int(n) for n in REFERENCE.findall(target))
        starts.append(order.index(page))
        at = _reference(objects[at], b"/Next")
    assert len(starts) == sheets, "every sheet of several has one heading of the first level"
    return tuple(sum(filled[start:end]) for start, end in zip(starts, [*starts[1:], len(order)], strict=True))


def _reference(body: bytes, key: bytes) -> int | None:
    found = re.search(re.escape(key) + rb" ?(\d+) 0 R", body)
    return int(found.group(1)) if found else None


def _unescaped(text: str) -> str:
    """What Typst shows escaped, by its number in hex, as it is."""
    return ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


@cache
def _compiler() -> typst.Compiler:
    """One compiler a process: it keeps the fonts and the template."""
    root = Path(str(files("generator.assets") / "print"))
    return typst.Compiler(root=str(root), font_paths=fonts(), ignore_system_fonts=True)
