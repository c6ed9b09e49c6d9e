"""What is written for which page: the sheets of each kind, and the files they become."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.compile.compilation import Compilation
from generator.model.record import Lang
from generator.model.roster import Person
from generator.outputs.print.frame import Frame
from generator.outputs.print.sheet import Sheet
from generator.outputs.print.sheets import document, exam, guide, handbook, lecture, lesson, unit

Sheets: TypeAlias = Callable[[Frame], tuple[Sheet, ...]]

KINDS: dict[str, Sheets] = {
    "lesson": lesson.sheets,
    "theme-meeting": lesson.sheets,
    "course": lambda frame: (*handbook.reader(frame), *exam.of_course(frame)),
    "exam": exam.sheets,
    "library": handbook.sheets,
    "unit": unit.sheets,
    "lecture": lecture.sheets,
    "document": document.sheets,
    "guide": guide.sheets,
    "urgent": guide.sheets,
}
FORMATS = ("pdf", "docx", "pptx", "html", "xlsx", "epub", "txt")


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file of a pack: where it goes (below the output folder, with `/`), its format, what it is written from."""

    path: str
    format: str
    sheets: tuple[Sheet, ...]


def plan_packs(
    compilation: Compilation,
    ids: Collection[str],
    formats: Collection[str],
    langs: Sequence[Lang],
    *,
    people: tuple[Person, ...] = (),
    seed: str = "",
) -> tuple[Artefact, ...]:
    """Every file of the packs of `ids` (of all pages, where that is empty), by page and language.

    `people` are staff from a roster, for sign-in sheets; `seed` draws the exam papers.
    """
    out: list[Artefact] = []
    for lang in langs:
        for page, source in sorted(compilation.library.pages.items()):
            make = KINDS.get(source.meta.kind)
            if make is None or not source.is_translated(lang) or (ids and page not in ids):
                continue
            lowered = compilation.documents[lang][page]
            folder = page if lang == "zh" else f"{lang}/{page}"
            out.extend(_files(folder, make(Frame(lowered, compilation, people, seed)), formats))
    return tuple(out)


def _files(folder: str, sheets: tuple[Sheet, ...], formats: Collection[str]) -> Iterator[Artefact]:
    """The files of one page: PDFs as they are bound, every other format sheet by sheet."""
    bound: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        if "pdf" in sheet.formats:
            bound.setdefault(sheet.bound or sheet.file, []).append(sheet)
    if "pdf" in formats:
        for name, together in bound.items():
            yield Artefact(f"{folder}/{name}.pdf", "pdf", tuple(together))
    for form in FORMATS[1:]:
        for sheet in sheets:
            if form in formats and form in sheet.formats:
                yield Artefact(f"{folder}/{sheet.file}.{form}", form, (sheet,))
