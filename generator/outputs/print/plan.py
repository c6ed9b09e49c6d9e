"""What is written for which page: the sheets of each kind, and the files they become."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias, cast

from generator.compile.compilation import Compilation
from generator.compile.tasks import Questions, Source
from generator.memory.digest import digest
from generator.model.record import Lang
from generator.model.roster import Person
from generator.outputs.print.frame import Frame
from generator.outputs.print.sheet import Sheet, pictures
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
BOOKS = frozenset({"library", "course"})  # kinds with files of many pages
SHELF = "pack"  # of the memory
FORMATS = ("pdf", "docx", "pptx", "html", "xlsx", "epub", "txt")


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file of a pack: where it goes (below the output folder, with `/`), its format, what it is written from."""

    path: str
    format: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """The same before it is made: a digest of what it is written from, and the pictures shown (project paths)."""

    path: str
    format: str
    sheets: str
    pictures: tuple[str, ...]


def planned(artefact: Artefact) -> Planned:
    """What is remembered of an artefact."""
    shown = frozenset[str]().union(*map(pictures, artefact.sheets))
    return Planned(artefact.path, artefact.format, digest(repr(artefact.sheets)), tuple(sorted(shown)))


@dataclass(frozen=True, slots=True)
class Pack:
    """The files of one page in one language.

    `large`: it may hold books, and is begun first. `known` is what they were planned as by an earlier run, if nothing that went into it has changed. `make` gives them,
    and what making them asked of the library; `keep` takes what is to be remembered of that.
    """

    large: bool
    known: tuple[Planned, ...] | None
    make: Callable[[], tuple[Questions, tuple[Artefact, ...]]]
    keep: Callable[[Questions, tuple[Planned, ...]], None]


def plan_packs(
    compilation: Compilation,
    ids: Collection[str] = (),
    *,
    people: tuple[Person, ...] = (),
    seed: str = "",
) -> tuple[Pack, ...]:
    """The packs of `ids` (of all pages, where that is empty), by language and page.

    `people` are staff from a roster, for sign-in sheets; `seed` draws the exam papers. Nothing is remembered of either.
    """
    tasks = compilation.tasks.beside(SHELF)
    tasks.memory.read_all(SHELF)
    own = tasks.own(repr(compilation.coverage))
    out: list[Pack] = []
    for lang in compilation.documents:
        for page, source in sorted(compilation.library.pages.items()):
            if source.meta.kind not in KINDS or not source.is_translated(lang) or (ids and page not in ids):
                continue
            large = source.meta.kind in BOOKS
            make = partial(_made, compilation.watched, lang, page, people, seed)
            name = f"{lang} {page}"
            if people or seed:
                out.append(Pack(large, None, partial(tasks.noted, make), lambda _asked, _planned: None))
                continue
            known = cast("tuple[tuple[Planned, ...]] | None", tasks.known(name, own))
            keep = partial(tasks.remember, name, own)
            out.append(Pack(large, known[0] if known else None, partial(tasks.noted, make), keep))
    return tuple(out)


def _made(source: Source, lang: Lang, page: str, people: tuple[Person, ...], seed: str) -> tuple[Artefact, ...]:
    lowered = source.documents[lang][page]
    folder = page if lang == "zh" else f"{lang}/{page}"
    return tuple(_files(folder, KINDS[lowered.kind](Frame(lowered, source, people, seed))))


def _files(folder: str, sheets: tuple[Sheet, ...]) -> Iterator[Artefact]:
    """The files of one page: PDFs as they are bound, every other format sheet by sheet."""
    bound: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        if "pdf" in sheet.formats:
            bound.setdefault(sheet.bound or sheet.file, []).append(sheet)
    for name, together in bound.items():
        yield Artefact(f"{folder}/{name}.pdf", "pdf", tuple(together))
    for form in FORMATS[1:]:
        for sheet in sheets:
            if form in sheet.formats:
                yield Artefact(f"{folder}/{sheet.file}.{form}", form, (sheet,))
