"""What one printed or office document is, before any format: blocks, paper, what runs along its pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic
from generator.model.record import Lang
from generator.model.walk import runs
from generator.outputs.print.attendance import SignIn

Layout: TypeAlias = Literal["plan", "plain", "official", "form", "letter", "card", "poster", "board", "exam", "book"]
Paper: TypeAlias = Literal["a4", "a3"]

# Names that no Windows file may have, and the characters none may hold (also `~$`, the mark of open Office files).
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*~$%#\u200b-\u200f\u2028-\u202e\ufeff]')
LONGEST_NAME = 40  # characters; 120 bytes of Chinese, so that folder and ending stay below 255


@dataclass(frozen=True, slots=True)
class Running:
    """What stands at the head and foot of every page. `numbered`: page x of y, always at the foot."""

    left: str = ""
    right: str = ""
    foot: str = ""
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself: author (the school or the library), subject, keywords, the day it is dated by."""

    author: str
    subject: str = ""
    keywords: tuple[str, ...] = ()
    reviewed: str = ""  # ISO date, empty where nobody has said


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document for printing or editing.

    `id` is `PAGE#NAME`; `name` is what it is in its pack (`plan`, `pupils`, `key`), `file` the stem of its file in the
    reader's language. `title` is the title of the file; it is printed only where `headed`. `pages` is how many pages
    it should take at most, 0 where that does not matter. `formats` are those it makes sense in. Sheets of a page with
    the same `bound` are one PDF, in their order, called after it; each is a file of its own in every other format.
    """

    id: str
    name: str
    file: str
    title: str
    lang: Lang
    layout: Layout
    blocks: b.Blocks
    about: About
    running: Running = field(default_factory=Running)
    paper: Paper = "a4"
    landscape: bool = False
    headed: bool = True
    pages: int = 0
    formats: tuple[str, ...] = ("pdf", "docx")
    bound: str = ""
    told: tuple[Diagnostic, ...] = ()  # what was found while the sheet was made
    contents: bool = False  # a book: a table of contents after the cover
    source: str = ""  # the file it was written from, for reports
    signs: SignIn | None = None  # a sign-in sheet: who signs for what, for the workbook

    @property
    def page(self) -> str:
        """The id of the page it was made from."""
        return self.id.partition("#")[0]


def pictures(sheet: Sheet) -> frozenset[str]:
    """The project paths of the pictures a sheet shows."""
    return frozenset(
        node.source.removeprefix("file:")
        for run in runs(sheet.blocks)
        for node in run.content
        if isinstance(node, b.Image)
    )


def file_name(words: str) -> str:
    """`words` as a file's name that every file system and archive takes: no path, no reserved name, not too long."""
    text = unicodedata.normalize("NFC", words)
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs", "Cn"})
    text = " ".join(FORBIDDEN.sub(" ", text).split()).strip(" .")[:LONGEST_NAME].strip(" .")
    if not text or text.split(".")[0].lower() in RESERVED:
        text = f"_{text}"
    return text


def sections(blocks: b.Blocks) -> tuple[b.Section, ...]:
    """A page's lowered body cut at its second-level headings; what stands before the first has no heading."""
    return tuple(_cut(blocks))


def _cut(blocks: b.Blocks) -> Iterator[b.Section]:
    heading: b.Heading | None = None
    held: list[b.Block] = []
    for block in blocks:
        if isinstance(block, b.Heading) and block.level == 2:
            if heading or held:
                yield b.Section(heading, tuple(held))
            heading, held = block, []
        else:
            held.append(block)
    if heading or held:
        yield b.Section(heading, tuple(held))


def section(parts: tuple[b.Section, ...], name: str) -> b.Blocks:
    """The blocks of the section called `name`, out of the group it was wrapped in; nothing where there is none."""
    for part in parts:
        if part.id == name:
            return unwrapped(part.blocks)
    return ()


def unwrapped(blocks: b.Blocks) -> b.Blocks:
    """Blocks out of the one group that frames them on the site (`sheet`, `paper-...`)."""
    if len(blocks) == 1 and isinstance(blocks[0], b.Group):
        group = blocks[0]
        if group.kind == "sheet" or group.kind.startswith("paper-"):
            return group.blocks
    return blocks
