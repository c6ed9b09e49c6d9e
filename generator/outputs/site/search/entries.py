"""What of a compiled site can be searched: a page in one language, and the words that mean the same."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compile.document import Document
from generator.model import blocks as b
from generator.model.config import GlossaryTerm
from generator.model.library import Library
from generator.model.record import Lang
from generator.model.walk import texts
from generator.outputs.site.search.entry import SearchEntry, Synonym
from generator.pages import PAGE_KINDS

NOT_SEARCHED = frozenset({"home"})
BY_NAME = frozenset({"coverage", "my"})  # found by title, keywords and headings: their text is a table, or empty
REPEATED = frozenset({"card-source", "card-help"})  # stand on every page and say nothing of it
READERS = frozenset({"families", "teachers", "school", "pupils"})


def read_entry(document: Document, library: Library) -> SearchEntry | None:
    """The entry of a page, None where it is not searched. Sealed questions are in no document, so in no entry."""
    if document.kind in NOT_SEARCHED:
        return None
    body = document.body
    entry = SearchEntry(
        page_id=document.id,
        url=f"{document.id}.html",
        title=document.title,
        summary=document.summary,
        headings=tuple((x.id, b.plain(x.content)) for x in body if isinstance(x, b.Heading)),
        body="" if document.kind in BY_NAME else "\n".join(texts(tuple(_said(body)))),
        keywords=document.keywords,
        asked=document.asked,
        kind=document.kind,
        urgent=document.kind == "urgent",
        audience=_audience(document, library),
        grades=_grades(document, library),
    )
    _ = entry.mark  # worked out once, and remembered with the entry
    return entry


def read_synonyms(library: Library, lang: Lang) -> list[Synonym]:
    """The groups of words that mean the same, from the glossary, with the pages that answer them in this language."""
    return [
        Synonym((t.term.get(lang), *getattr(t.aliases, lang)), t.id, getattr(t.asked, lang), _answers(t, library, lang))
        for t in library.glossary.values()
    ]


def _answers(term: GlossaryTerm, library: Library, lang: Lang) -> tuple[str, ...]:
    held = ((key, library.pages.get(key)) for key in term.pages)
    return tuple(key for key, page in held if page and page.is_translated(lang))


def _said(blocks: b.Blocks) -> Iterator[b.Block]:
    for block in blocks:
        if isinstance(block, b.Group) and block.kind == "card":
            yield from _said(block.blocks)
        elif not isinstance(block, b.Heading) and not (isinstance(block, b.Paragraph) and block.role in REPEATED):
            yield block


def _grades(document: Document, library: Library) -> tuple[str, ...]:
    """The classes a page is made for: its grade, or those of its bands."""
    meta = library.pages[document.id].meta
    grade = getattr(meta, "grade", None)
    if grade:
        return (str(grade),)
    return tuple(grade for band in meta.bands if band in library.bands for grade in library.bands[band].grades)


def _audience(document: Document, library: Library) -> str:
    """For whom a page is: as it says itself, else by the door it stands behind; empty for everyone."""
    page = library.pages[document.id]
    door = PAGE_KINDS[document.kind].place(page)
    said = str(getattr(page.meta, "audience", None) or (door[0] if door else ""))
    return said if said in READERS else ""
