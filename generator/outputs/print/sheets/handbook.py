"""Books: a term's lessons, the family handbook, the teachers' reader; with contents and an index of topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.compile.document import Document
from generator.compile.rewrite import rewrite
from generator.model import blocks as b
from generator.outputs.print.frame import Frame, heading, paragraph, words
from generator.outputs.print.paper import for_paper
from generator.outputs.print.sheet import Sheet, sections
from generator.pages.collections import LibraryMeta, listed
from generator.pages.context import grade_words
from generator.pages.course import CourseMeta
from generator.pages.lesson import LessonMeta

LEAST = 2  # pages that make a book
READ = {"outcomes", "reading", "task"}  # the sections of a unit that are read


def sheets(frame: Frame) -> tuple[Sheet, ...]:
    """The books of a library page: one a grade and term for lessons, one of the guides for families."""
    meta, library = frame.page.meta, frame.compilation.library
    assert isinstance(meta, LibraryMeta)
    pages = list(listed(meta, library))
    out: list[Sheet] = []
    terms: dict[tuple[str, str], list[str]] = {}
    for page in pages if meta.of == ("lesson",) else ():
        if isinstance(page.meta, LessonMeta):
            terms.setdefault((page.meta.grade, page.meta.term), []).append(page.id)
    for (grade, term), ids in terms.items():
        title = frame.t("book-lessons", grade=grade_words(grade, frame.context), term=frame.t(f"term-{term}"))
        out.extend(_book(frame, f"lessons-{grade}{term}", title, ids))
    if "guide" in meta.of and meta.audience == "families":
        ids = [p.id for p in pages if p.meta.kind == "guide"]
        out.extend(_book(frame, "families", frame.t("book-families"), ids))
    return tuple(out)


def reader(frame: Frame) -> tuple[Sheet, ...]:
    """The reader of a course: what its units give to read and to use."""
    meta = frame.page.meta
    assert isinstance(meta, CourseMeta)
    units = dict.fromkeys([*meta.core, *(u for track in meta.tracks.values() for u in track)])
    return tuple(_book(frame, "reader-book", frame.t("book-reader", title=frame.document.title), list(units)))


def _book(frame: Frame, name: str, title: str, ids: Sequence[str]) -> Iterator[Sheet]:
    documents = frame.compilation.documents[frame.lang]
    chapters = [documents[i] for i in ids if i in documents and documents[i].translated]
    if len(chapters) < LEAST:
        return
    blocks: list[b.Block] = [
        paragraph(frame.school or frame.running().left, "subtitle"),
        paragraph(frame.t("book-count", n=len(chapters)), "center"),
    ]
    for chapter in chapters:
        blocks += [b.PageBreak(), *_chapter(chapter)]
    blocks += [b.PageBreak(), *_index(frame, chapters)]
    yield frame.sheet(
        name,
        title,
        "book",
        tuple(blocks),
        contents=True,
        formats=("pdf", "epub"),
        file=frame.titled(title),
        running=frame.running(title),
    )


def _chapter(document: Document) -> Iterator[b.Block]:
    """A page as a chapter: its title, its summary, its sections one level down."""
    yield replace(heading(document.title), id=document.id)
    if document.summary:
        yield paragraph(document.summary, "lead")
    for part in sections(for_paper(document.body, document.lang)):
        if document.kind == "unit" and part.id not in READ:
            continue
        yield from rewrite(part.whole, lambda node: (node,), _lowered)


def _lowered(block: b.Block) -> b.Blocks:
    """A heading one level down, without its own address: two chapters may share one."""
    return (replace(block, level=block.level + 1, id=""),) if isinstance(block, b.Heading) else (block,)


def _index(frame: Frame, chapters: Sequence[Document]) -> Iterator[b.Block]:
    """The themes of the vocabulary, each with the chapters that speak of it."""
    library = frame.compilation.library
    yield heading(frame.t("book-index"))
    for identity, theme in library.themes.items():
        found = [c for c in chapters if identity in library.pages[c.id].meta.themes]
        if found:
            gap = frame.t("list-semicolon")
            links = [x for c in found for x in (b.Str(gap), b.Link(f"page:{c.id}", words(c.title)))][1:]
            name = b.Styled("strong", words(theme.name.get(frame.lang)))
            yield b.Paragraph((name, b.Str("　"), *links), "flush")
