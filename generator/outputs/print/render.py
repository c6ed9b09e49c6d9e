"""Writes one file of a pack, whichever its format; says what of it a person should know."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

from generator.model.diagnostic import Diagnostic, Span
from generator.outputs.print.deck import write_deck
from generator.outputs.print.docx import write_docx
from generator.outputs.print.epub import write_epub
from generator.outputs.print.fonts import PACKAGES
from generator.outputs.print.pdf import write_pdf
from generator.outputs.print.plan import Artefact, Planned
from generator.outputs.print.text import write_text

# What the bytes depend on beside the sheets: the packages that set them, and our own sources.
SET_BY = ("typst", "xlsxwriter", "python-pptx", *(name.replace("_", "-") for name in PACKAGES))
# Sheets whose length is reported: held in class, copied for everyone, or folded. Others only try to be short.
HELD = {"plan", "pupils", "reader"}


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a file beside its bytes: a diagnostic's code, its place, values of its message."""

    code: str
    source: str
    params: Mapping[str, str]
    line: int = 1

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Told:
        """What an earlier run kept. Raises `TypeError` where that is of another version."""
        return cls(**kept)

    def diagnostic(self) -> Diagnostic:
        """As a report shows it; nothing of it stops the packs."""
        return Diagnostic(self.code, Span(self.source, self.line), "warning", dict(self.params))


Writer: TypeAlias = Callable[[Artefact, Mapping[str, bytes]], tuple[bytes, list[Told]]]


def _pdf(artefact: Artefact, assets: Mapping[str, bytes]) -> tuple[bytes, list[Told]]:
    printed = write_pdf(artefact.sheets, assets)
    told = [Told(d.code, d.span.file, d.params, d.span.line) for sheet in artefact.sheets for d in sheet.told]
    for sheet, pages in zip(artefact.sheets, printed.pages, strict=True):
        if sheet.name in HELD and pages > sheet.pages:
            params = {"sheet": sheet.title, "pages": str(pages), "most": str(sheet.pages)}
            told.append(Told("print-pages", sheet.source, params))
    if printed.unprintable:
        shown = " ".join(f"U+{ord(c):04X}" for c in printed.unprintable)
        told.append(Told("print-characters", artefact.sheets[0].source, {"characters": shown}))
    if printed.unshown:
        told.append(Told("print-picture", artefact.sheets[0].source, {"pictures": " ".join(printed.unshown)}))
    return printed.data, told


def _docx(artefact: Artefact, assets: Mapping[str, bytes]) -> tuple[bytes, list[Told]]:
    return write_docx(artefact.sheets[0], assets), []


def _xlsx(artefact: Artefact, assets: Mapping[str, bytes]) -> tuple[bytes, list[Told]]:
    from generator.outputs.print.xlsx import write_xlsx  # noqa: PLC0415 - as below

    return write_xlsx(artefact.sheets[0]), []


def _pptx(artefact: Artefact, assets: Mapping[str, bytes]) -> tuple[bytes, list[Told]]:
    from generator.outputs.print.pptx import write_pptx  # noqa: PLC0415 - reading it takes 0.2 s; few packs have slides

    return write_pptx(artefact.sheets[0]), []


def _deck(artefact: Artefact, assets: Mapping[str, bytes]) -> tuple[bytes, list[Told]]:
    return write_deck(artefact.sheets[0], assets), []


def _epub(artefact: Artefact, assets: Mapping[str, bytes]) -> tuple[bytes, list[Told]]:
    return write_epub(artefact.sheets[0], assets), []


def _text(artefact: Artefact, assets: Mapping[str, bytes]) -> tuple[bytes, list[Told]]:
    return write_text(artefact.sheets[0]).encode(), []


WRITERS: dict[str, Writer] = {
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
    "pptx": _pptx,
    "html": _deck,
    "epub": _epub,
    "txt": _text,
}


def render(artefact: Artefact, assets: Mapping[str, bytes]) -> tuple[bytes, list[Told]]:
    """The bytes of a file and what is to be said of it."""
    return WRITERS[artefact.format](artefact, assets)


def key_of(file: Planned, assets: Mapping[str, bytes]) -> str:
    """A key of everything the bytes of a file come from: equal keys, equal bytes."""
    out = hashlib.sha256(f"{_program()}\0{file.format}\0{file.sheets}".encode())
    for path in file.pictures:
        out.update(assets.get(path, b""))
    return out.hexdigest()


@cache
def _program() -> str:
    """A key of the program that writes: its sources and the versions of what sets type for it."""
    out = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in SET_BY).encode())
    package = Path(str(files("generator")))
    for folder in ("outputs/print", "assets/print", "messages"):
        for path in sorted((package / folder).rglob("*")):
            if path.suffix in {".py", ".typ", ".yml", ".js", ".css"}:
                out.update(path.read_bytes())
    return out.hexdigest()
