"""A document as the site needs it: its Markdown and its entry in the search, made once for each page and remembered."""

from __future__ import annotations

from dataclasses import dataclass

from generator.compile.compilation import Compilation
from generator.compile.document import Document
from generator.model.library import Library
from generator.model.record import Lang
from generator.outputs.site.page import write_page
from generator.outputs.site.search.entries import read_entry, read_synonyms
from generator.outputs.site.search.table import SearchEntry, Synonym


@dataclass(frozen=True, slots=True)
class SitePage:
    """A document written: its Markdown, and what the search knows of it (None where it is not searched)."""

    text: str
    entry: SearchEntry | None


def write_document(document: Document, library: Library) -> SitePage:
    """What the site shows of a document. Asks nothing of the library but what its tables answer."""
    return SitePage(write_page(document, library), read_entry(document, library))


def written_pages(compilation: Compilation, lang: Lang) -> dict[str, SitePage]:
    """Every page of one language as `write_document` gives it, by id, in the order of ids."""
    done, documents = compilation.written[lang], compilation.documents[lang]
    out: dict[str, SitePage] = {}
    for key in documents:
        page = done.get(key)
        out[key] = page if isinstance(page, SitePage) else write_document(documents[key], compilation.library)
    return out


def search_entries(compilation: Compilation, lang: Lang) -> tuple[list[SearchEntry], list[Synonym]]:
    """The pages and the synonym groups of one language. Sealed questions are in no document, so in no entry."""
    entries = [page.entry for page in written_pages(compilation, lang).values() if page.entry]
    return entries, read_synonyms(compilation.library, lang)
