"""A document as the site needs it: its Markdown and its entry in the search, made once for each page and remembered."""

from __future__ import annotations

from collections.abc import Mapping

from generator.compile.compilation import Compilation
from generator.compile.document import Document
from generator.model.library import Library
from generator.model.record import Lang
from generator.outputs.site.page import write_page
from generator.outputs.site.search.entries import read_entry, read_synonyms
from generator.outputs.site.search.table import SearchEntry, Synonym

TEXT, ENTRY = "text", "entry"  # the parts


def write_document(document: Document, library: Library) -> Mapping[str, object]:
    """What the site shows of a document. Asks nothing of the library but what its tables answer."""
    entry = read_entry(document, library)
    return {TEXT: write_page(document, library), ENTRY: (entry,) if entry else ()}


def page_texts(compilation: Compilation, lang: Lang) -> dict[str, str]:
    """The Markdown of every page of one language, by id, in the order of ids."""
    out: dict[str, str] = {}
    compilation.tasks.memory.read_all(f"{TEXT} {lang}")
    for key in compilation.documents[lang]:
        text = compilation.written(TEXT, lang, key)
        out[key] = text if isinstance(text, str) else write_page(compilation.documents[lang][key], compilation.library)
    return out


def search_entries(compilation: Compilation, lang: Lang) -> tuple[list[SearchEntry], list[Synonym]]:
    """The pages and the synonym groups of one language. Sealed questions are in no document, so in no entry."""
    entries: list[SearchEntry] = []
    compilation.tasks.memory.read_all(f"{ENTRY} {lang}")
    for key in compilation.documents[lang]:
        held = compilation.written(ENTRY, lang, key)
        if isinstance(held, tuple):
            entries += held
        else:
            entry = read_entry(compilation.documents[lang][key], compilation.library)
            entries += [entry] if entry else []
    return entries, read_synonyms(compilation.library, lang)
