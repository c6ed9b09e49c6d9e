"""A document as the site needs it: its Markdown and its entry in the search, made once for each page and remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from generator.compile.compilation import Compilation
from generator.compile.document import Document
from generator.memory.digest import digest
from generator.model.library import Library
from generator.model.record import Lang
from generator.outputs.site.page import write_page
from generator.outputs.site.search.entries import read_entry, read_synonyms
from generator.outputs.site.search.entry import ENTRY, SearchEntry, Synonym

if TYPE_CHECKING:
    from generator.outputs.site.search.index import IndexFile

TEXT = "text"  # the other part


def write_document(document: Document, library: Library) -> Mapping[str, object]:
    """What the site shows of a document. Asks nothing of the library but what its tables answer."""
    entry = read_entry(document, library)
    return {TEXT: write_page(document, library), ENTRY: (entry,) if entry else ()}


class PageTexts(Mapping[str, str]):
    """The Markdown of every page of one language, by path, in the order of ids. Each is read when it is asked for."""

    def __init__(self, compilation: Compilation, lang: Lang) -> None:
        self._compilation, self._lang = compilation, lang
        self._keys = {f"{key}.md": key for key in compilation.documents[lang]}

    def __getitem__(self, path: str) -> str:
        key = self._keys[path]
        text = self._compilation.written(TEXT, self._lang, key)
        if isinstance(text, str):
            return text
        return write_page(self._compilation.documents[self._lang][key], self._compilation.library)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def mark(self, path: str) -> str:
        """A digest of what the text is made from, or of the text."""
        return self._compilation.stands(self._lang, self._keys[path]) or digest(self[path])


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
            made = (entry,) if entry else ()
            entries += made
            if compilation.stands(lang, key):  # a run that was stopped half way had not written it
                compilation.tasks.memory.put(f"{ENTRY} {lang}", key, compilation.stands(lang, key), made, hold=False)
    return entries, read_synonyms(compilation.library, lang)


class SearchFiles(Mapping[str, bytes]):
    """The files of the search index of one language, by path; made when one is first asked for.

    `files` has them before they are put into words.
    """

    def __init__(self, compilation: Compilation, lang: Lang) -> None:
        self._compilation, self._lang = compilation, lang

    @cached_property
    def files(self) -> Mapping[str, IndexFile]:
        """By path."""
        from generator.outputs.site.search.index import search_files  # noqa: PLC0415 - after an edit another process asks

        entries, synonyms = search_entries(self._compilation, self._lang)
        return search_files(entries, synonyms, self._lang, self._compilation.tasks.memory)

    def __getitem__(self, path: str) -> bytes:
        return self.files[path].data()

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)
