"""What every sheet of a page shares: the words of the language, what runs along its pages, what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.compile.document import Document, help_line, site_title
from generator.compile.tasks import Source
from generator.model import blocks as b
from generator.model.page import Page
from generator.model.record import Lang
from generator.model.roster import Person
from generator.outputs.print.paper import for_paper
from generator.outputs.print.sheet import About, Layout, Running, Sheet, file_name, sections
from generator.pages.context import Context

LONGEST_HEAD = 36  # characters


@dataclass(frozen=True)
class Frame:
    """A page about to be printed: its document, the library, and the words of its language."""

    document: Document
    compilation: Source
    people: tuple[Person, ...] = ()  # staff from a roster, for sign-in sheets
    seed: str = ""  # what exam papers are drawn with; the page's id where none is given

    @property
    def lang(self) -> Lang:
        """The language of the document."""
        return self.document.lang

    @cached_property
    def context(self) -> Context:
        """The library in this language."""
        return Context(self.compilation.library, self.lang, self.compilation.coverage)

    @property
    def page(self) -> Page:
        """The page as loaded."""
        return self.compilation.library.pages[self.document.id]

    @cached_property
    def parts(self) -> tuple[b.Section, ...]:
        """The page's sections, ready for paper."""
        return sections(for_paper(self.document.body, self.lang))

    def t(self, key: str, **values: object) -> str:
        """An interface string."""
        return self.context.t(key, **values)

    @property
    def school(self) -> str:
        """The school's name, or nothing."""
        name = self.compilation.library.school.name
        return name.get(self.lang) if name else ""

    @property
    def about(self) -> About:
        """What the file says of itself."""
        reviewed = self.page.meta.reviewed
        return About(
            author=self.school or site_title(self.context),
            subject=self.document.summary,
            keywords=self.document.keywords,
            reviewed=reviewed.isoformat() if reviewed else "",
        )

    def running(self, right: str = "", *, helped: bool = True) -> Running:
        """Head: the school, or the library where it has no name, and `right`; foot: the help line, if `helped`."""
        return Running(
            left=self.school or site_title(self.context),
            right=right,
            foot=help_line(self.context) if helped else "",
        )

    def file(self, name: str) -> str:
        """The stem of a file's name: what it is, then of what page."""
        return file_name(f"{self.t(f'sheet-{name}')} {self.document.title}")

    @staticmethod
    def titled(title: str) -> str:
        """The stem of a file's name: its own title."""
        return file_name(title)

    def sheet(self, name: str, title: str, layout: Layout, blocks: b.Blocks, **more: Any) -> Sheet:
        """A sheet of this page; `more` are further fields of `Sheet`."""
        fields: dict[str, Any] = {
            "file": more.get("file") or self.file(name),
            "running": self.running(shortened(self.document.title)),
            "source": self.document.source,
            **more,
        }
        return Sheet(
            id=f"{self.document.id}#{name}",
            name=name,
            title=title,
            lang=self.lang,
            layout=layout,
            blocks=blocks,
            about=self.about,
            **fields,
        )


def shortened(title: str) -> str:
    """A title that fits on one line at the head of a page."""
    return title if len(title) <= LONGEST_HEAD else title[: LONGEST_HEAD - 1] + "…"


def words(text: str) -> b.Inlines:
    """A run of plain words."""
    return (b.Str(text),)


def paragraph(text: str, role: str = "") -> b.Paragraph:
    """A paragraph of plain words."""
    return b.Paragraph(words(text), role)


def cell(content: str | b.Blocks, *, head: bool = False, columns: int = 1, rows: int = 1) -> b.Cell:
    """A cell of a form, of plain words or blocks."""
    blocks = (paragraph(content, "flush"),) if isinstance(content, str) else content
    return b.Cell(blocks, head, columns, rows)


def heading(text: str, level: int = 2) -> b.Heading:
    """A heading of plain words."""
    return b.Heading(level, words(text))
