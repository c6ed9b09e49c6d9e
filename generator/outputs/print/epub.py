"""Handbooks into EPUB 3.3: a chapter for every part of the book, contents, metadata; the same bytes every time."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from generator.messages import interface
from generator.model import blocks as b
from generator.model.record import Lang
from generator.outputs.print.archive import write_archive, xml
from generator.outputs.print.docx.pictures import TYPES, read_picture
from generator.outputs.print.sheet import Sheet
from generator.outputs.print.xhtml import XhtmlWriter

NAMESPACE = uuid.UUID("5f0a2c55-6f3d-5b0e-9a52-6d6f1b1f8a11")  # ours; a book's id is made from it and the sheet's
NEVER = "2000-01-01"  # the day of a book that nobody has reviewed: EPUB asks for one, and no clock is read
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
CONTAINER = (
    f'{HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
TOP = 2  # headings of this level begin a chapter


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of the book; `title` is its first heading, `inner` the headings below it with their anchors."""

    name: str
    title: str
    blocks: b.Blocks


@dataclass
class _Pictures:
    """The pictures a book shows, by source."""

    assets: Mapping[str, bytes]
    found: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def __call__(self, source: str) -> str | None:
        """Where the picture lies in the book, or None."""
        if source not in self.found:
            picture = read_picture(self.assets.get(source.removeprefix("file:"), b""))
            if picture is None:
                return None
            self.found[source] = (f"picture{len(self.found) + 1}.{picture.form}", picture.data)
        return self.found[source][0]


def write_epub(sheet: Sheet, assets: Mapping[str, bytes]) -> bytes:
    """`sheet` as an EPUB file. `assets` holds the pictures by project path."""
    pictures = _Pictures(assets)
    chapters = _chapters(sheet)
    pages = {f"EPUB/{c.name}": _page(sheet.lang, c.title, _body(c, sheet, pictures)) for c in chapters}
    texts = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": _package(sheet, chapters, pictures),
        "EPUB/nav.xhtml": _nav(sheet, chapters),
        "EPUB/cover.xhtml": _page(sheet.lang, sheet.title, _cover(sheet)),
        "EPUB/book.css": _style(),
        **pages,
    }
    out = {"mimetype": b"application/epub+zip", **{path: text.encode() for path, text in texts.items()}}
    out |= {f"EPUB/{name}": data for name, data in pictures.found.values()}
    return write_archive(out, stored=frozenset({"mimetype"}))


def _chapters(sheet: Sheet) -> tuple[Chapter, ...]:
    """The sheet cut at its highest headings; what stands before the first one is the beginning."""
    cut: list[list[b.Block]] = [[]]
    levels = [x.level for x in sheet.blocks if isinstance(x, b.Heading)]
    top = min(levels, default=TOP)
    for block in sheet.blocks:
        if isinstance(block, b.Heading) and block.level == top:
            cut.append([])
        cut[-1].append(block)
    kept = [tuple(part) for part in cut if any(not isinstance(x, b.PageBreak) for x in part)]
    return tuple(Chapter(f"chapter{n:03d}.xhtml", _title(part, sheet), part) for n, part in enumerate(kept, 1))


def _title(part: b.Blocks, sheet: Sheet) -> str:
    words = b.plain(part[0].content).strip() if isinstance(part[0], b.Heading) else ""
    return words or sheet.title


def _body(chapter: Chapter, sheet: Sheet, pictures: _Pictures) -> str:
    """A chapter's words; its own heading is of the first level."""
    return XhtmlWriter(sheet.lang, pictures, least=1).blocks(_raised(chapter.blocks))


def _raised(blocks: b.Blocks) -> b.Blocks:
    """Headings one level up: a chapter is a file of its own, and begins with its title."""
    return tuple(
        b.Heading(max(1, x.level - 1), x.content, x.id, x.classes, x.attributes, x.span)
        if isinstance(x, b.Heading)
        else x
        for x in blocks
    )


def _cover(sheet: Sheet) -> str:
    about = sheet.about
    lines = "".join(f'<p class="cover">{xml(words)}</p>' for words in (about.subject, about.author) if words)
    return f"<h1>{xml(sheet.title)}</h1>{lines}"


def _page(lang: Lang, title: str, body: str) -> str:
    name = _tag(lang)
    return (
        f'{HEAD}<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{name}" xml:lang="{name}"><head><meta charset="utf-8"/><title>{xml(title)}</title>'
        f'<link rel="stylesheet" href="book.css"/></head><body>\n{body}\n</body></html>\n'
    )


def _nav(sheet: Sheet, chapters: tuple[Chapter, ...]) -> str:
    words = xml(interface(sheet.lang)["contents"])
    rows = "".join(f'<li><a href="{c.name}">{xml(c.title)}</a></li>' for c in chapters)
    first = f'<li><a href="cover.xhtml">{xml(sheet.title)}</a></li>'
    return _page(sheet.lang, sheet.title, f'<nav epub:type="toc" id="toc"><h1>{words}</h1><ol>{first}{rows}</ol></nav>')


def _package(sheet: Sheet, chapters: tuple[Chapter, ...], pictures: _Pictures) -> str:
    about, day = sheet.about, sheet.about.reviewed or NEVER
    identity = uuid.uuid5(NAMESPACE, f"{sheet.id}/{sheet.lang}")
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="css" href="book.css" media-type="text/css"/>',
        '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>',
        *(f'<item id="c{n}" href="{c.name}" media-type="application/xhtml+xml"/>' for n, c in enumerate(chapters, 1)),
        *(
            f'<item id="p{n}" href="{name}" media-type="{TYPES[name.rpartition(".")[2]]}"/>'
            for n, (name, _) in enumerate(pictures.found.values(), 1)
        ),
    ]
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(1, len(chapters) + 1))
    access = {
        "accessMode": ("textual",),
        "accessModeSufficient": ("textual",),
        "accessibilityFeature": ("structuralNavigation", "tableOfContents", "readingOrder"),
        "accessibilityHazard": ("none",),
    }
    said = "".join(f'<meta property="schema:{k}">{v}</meta>' for k, values in access.items() for v in values)
    words = "".join(f"<dc:subject>{xml(k)}</dc:subject>" for k in about.keywords if k.strip())
    described = f"<dc:description>{xml(about.subject)}</dc:description>" if about.subject.strip() else ""
    return (
        f'{HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{_tag(sheet.lang)}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{identity}</dc:identifier><dc:title>{xml(sheet.title)}</dc:title>'
        f"<dc:language>{_tag(sheet.lang)}</dc:language><dc:creator>{xml(about.author)}</dc:creator>{described}{words}"
        f"<dc:rights>CC BY-SA 4.0</dc:rights><dc:date>{day}</dc:date>"
        f'<meta property="dcterms:modified">{day}T00:00:00Z</meta>{said}</metadata>'
        f'<manifest>{"".join(items)}</manifest><spine><itemref idref="cover"/><itemref idref="nav"/>{spine}</spine></package>\n'
    )


def _tag(lang: Lang) -> str:
    return "zh-CN" if lang == "zh" else "en"


@cache
def _style() -> str:
    return (files("generator.assets") / "print" / "book.css").read_text("utf-8")
