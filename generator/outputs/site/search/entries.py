"""What of a compiled site can be searched: its pages in one language, and the words that mean the same."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compile.compilation import Compilation
from generator.compile.document import Document
from generator.model import blocks as b
from generator.model.config import GlossaryTerm
from generator.model.record import Lang
from generator.model.walk import texts
from generator.outputs.site.search.table import SearchEntry, Synonym
from generator.pages import PAGE_KINDS

NOT_SEARCHED = frozenset({"home"})
BY_NAME = frozenset({"coverage", "my"})  # found by title, keywords and headings: their text is a table, or empty
REPEATED = frozenset({"card-source", "card-help"})  # stand on every page and say nothing of it
READERS = frozenset({"families", "teachers", "school", "pupils"})


def search_entries(compilation: Compilation, lang: Lang) -> tuple[list[SearchEntry], list[Synonym]]:
    """The pages and the synonym groups of one language. Sealed questions are in no document, so in no entry."""
    entries = [
        SearchEntry(
            page_id=d.id,
            url=f"{d.id}.html",
            title=d.title,
            summary=d.summary,
            headings=tuple((x.id, b.plain(x.content)) for x in d.body if isinstance(x, b.Heading)),
            body="" if d.kind in BY_NAME else "\n".join(texts(tuple(_said(d.body)))),
            keywords=d.keywords,
            kind=d.kind,
            urgent=d.kind == "urgent",
            audience=_audience(d, compilation),
        )
        for d in compilation.documents[lang].values()
        if d.kind not in NOT_SEARCHED
    ]
    terms = compilation.library.glossary.values()
    translated = frozenset(d.id for d in compilation.documents[lang].values() if d.translated)
    return entries, [
        Synonym((t.term.get(lang), *getattr(t.aliases, lang)), t.id, getattr(t.asked, lang), _answers(t, translated))
        for t in terms
    ]


def _answers(term: GlossaryTerm, translated: frozenset[str]) -> tuple[str, ...]:
    """The pages that answer a term to one who reads this language."""
    return tuple(page for page in term.pages if page in translated)


def _said(blocks: b.Blocks) -> Iterator[b.Block]:
    for block in blocks:
        if isinstance(block, b.Group) and block.kind == "card":
            yield from _said(block.blocks)
        elif not isinstance(block, b.Heading) and not (isinstance(block, b.Paragraph) and block.role in REPEATED):
            yield block


def _audience(document: Document, compilation: Compilation) -> str:
    """For whom a page is: as it says itself, else by the door it stands behind; empty for everyone."""
    page = compilation.library.pages[document.id]
    door = PAGE_KINDS[document.kind].place(page)
    said = str(getattr(page.meta, "audience", None) or (door[0] if door else ""))
    return said if said in READERS else ""
