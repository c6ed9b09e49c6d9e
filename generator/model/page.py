"""Pages as loaded: front matter all kinds share, and a body of sections in each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from generator.model.blocks import Heading, Section
from generator.model.diagnostic import Span
from generator.model.record import Id, Lang, PageId, Record, Text


class Citation(Record):
    """Where a fact comes from: a source of `sources.yml` by id (and article), or words."""

    law: Id | None = None
    article: int | str | None = None
    text: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Citation:
        if self.law is None and self.text is None:
            raise ValueError("law or text")
        return self


class PageMeta(Record):
    """Front matter common to every kind of page."""

    id: PageId
    kind: Id
    title: Annotated[str, Field(min_length=1, max_length=200)]
    summary: Annotated[str, Field(max_length=300)] = ""
    themes: tuple[Id, ...] = ()
    keywords: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    sensitive: bool = False
    sources: tuple[Citation, ...] = ()
    reviewed: date | None = None
    related: tuple[PageId, ...] = ()
    aliases: tuple[PageId, ...] = ()
    signed: tuple[Id, ...] = ()  # rules that ask for a reviewer's signature and have it

    bands: tuple[Id, ...] = ()

    navigable: ClassVar[bool] = True


class TranslationMeta(Record):
    """Front matter of a `.en.md` file."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    summary: Annotated[str, Field(max_length=500)] = ""
    keywords: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


class Body:
    """One language's text of a page: its source file and its sections.

    The sections of a page that has not changed may lie on disk; `read` fetches them when they are first asked for.
    """

    __slots__ = ("_anchors", "_read", "_sections", "file")

    def __init__(
        self,
        file: str,
        sections: tuple[Section, ...] | None = None,
        *,
        anchors: tuple[str, ...] | None = None,
        read: Callable[[], tuple[Section, ...]] | None = None,
    ) -> None:
        self.file = file
        self._sections = sections if sections is not None or read else ()
        self._anchors = anchors
        self._read = read

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in their order."""
        if self._sections is None:
            assert self._read is not None
            self._sections = self._read()
        return self._sections

    @property
    def anchors(self) -> tuple[str, ...]:
        """The ids that the author gave to headings: what links from elsewhere may lead to."""
        if self._anchors is None:
            headings = [s.heading.id for s in self.sections if s.heading and s.heading.id]
            inner = [x.id for s in self.sections for x in s.blocks if isinstance(x, Heading) and x.id]
            self._anchors = (*headings, *inner)
        return self._anchors

    def section(self, name: str) -> Section | None:
        """The section called `name`, if it is there."""
        return next((s for s in self.sections if s.id == name), None)

    def with_class(self, name: str) -> tuple[Section, ...]:
        """The sections whose heading has class `name` (`phase`, `slide`), in order."""
        return tuple(s for s in self.sections if s.heading and name in s.heading.classes)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: metadata, the Chinese body, the English one where it is written, and where its fields stand."""

    meta: PageMeta
    body: Body
    translation: TranslationMeta | None = None
    translated: Body | None = None
    layer: int = 0
    field_spans: Mapping[str, Span] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The page's stable id."""
        return self.meta.id

    @property
    def span(self) -> Span:
        """The first line of the page's source."""
        return self.field_spans.get("", Span(self.body.file))

    def at(self, name: str) -> Span:
        """The place of the front-matter field `name`, or of the page."""
        return self.field_spans.get(name, self.span)

    def title(self, lang: Lang) -> str:
        """The title in `lang`, falling back to Chinese."""
        return self.translation.title if lang == "en" and self.translation else self.meta.title

    def summary(self, lang: Lang) -> str:
        """The summary in `lang`, falling back to Chinese; empty where the author wrote none."""
        return self.translation.summary if lang == "en" and self.translation else self.meta.summary

    def keywords(self, lang: Lang) -> tuple[str, ...]:
        """The keywords in `lang`; the Chinese ones where the page is not translated."""
        return self.translation.keywords if lang == "en" and self.translation else self.meta.keywords

    def asked(self, lang: Lang) -> tuple[str, ...]:
        """What people type who need the page, in `lang`; in Chinese where the page is not translated."""
        return self.translation.asked if lang == "en" and self.translation else self.meta.asked

    def text(self, lang: Lang) -> Body:
        """The body in `lang`, falling back to Chinese."""
        return self.translated if lang == "en" and self.translated else self.body

    def is_translated(self, lang: Lang) -> bool:
        """Whether there is a body in `lang`; in Chinese there always is."""
        return lang == "zh" or self.translated is not None

    def bodies(self) -> tuple[tuple[Lang, Body], ...]:
        """Every body that has been written."""
        return (("zh", self.body), ("en", self.translated)) if self.translated else (("zh", self.body),)
