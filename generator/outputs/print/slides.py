"""A lecture's slides before any format: a title, lines of words, perhaps a table, and what is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.messages import interface
from generator.model import blocks as b
from generator.model.record import Lang
from generator.outputs.print.sheet import Sheet
from generator.outputs.print.text import spoken_text
from generator.outputs.print.typst import width


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words in one look; `link` is an address outside, or empty."""

    text: str
    strong: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a slide: at a level from 0, with a bullet or without."""

    runs: tuple[Spoken, ...]
    level: int = 0
    bullet: bool = True

    @property
    def width(self) -> float:
        """How wide it is, in full characters."""
        return sum(width((b.Str(run.text),)) for run in self.runs)

    def cut(self, most: int) -> Iterator[Line]:
        """The line in pieces of at most `most` full characters; one piece, as it is, where it is short."""
        if self.width <= most:
            yield self
            return
        text = "".join(run.text for run in self.runs)
        for start in range(0, len(text), most):
            yield Line((Spoken(text[start : start + most]),), self.level, self.bullet and start == 0)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `notes` is what is spoken, as plain text."""

    title: str
    lines: tuple[Line, ...]
    notes: str
    table: b.Table | None = None
    face: b.Blocks = ()


def read_slides(sheet: Sheet) -> tuple[Slide, ...]:
    """The slides of a sheet whose blocks are groups of kind `slide`."""
    return tuple(_slide(g, sheet.lang) for g in sheet.blocks if isinstance(g, b.Group) and g.kind == "slide")


def _slide(group: b.Group, lang: Lang) -> Slide:
    title = group.title
    face: list[b.Block] = []
    notes: list[b.Block] = []
    for block in group.blocks:
        if isinstance(block, b.Heading) and not title:
            title = b.plain(block.content)
        elif isinstance(block, b.Group) and block.kind == "notes":
            notes.extend(block.blocks)
        else:
            face.append(block)
    table = next((x for x in face if isinstance(x, b.Table)), None)
    lines = tuple(line for block in face for line in _lines(block, 0, lang))
    return Slide(title, lines, spoken_text(tuple(notes), lang), table, tuple(face))


def _lines(block: b.Block, level: int, lang: Lang) -> Iterator[Line]:
    match block:
        case b.ListBlock(items=items):
            for number, item in enumerate(items, block.start):
                yield from _item(item, f"{number}. " if block.ordered else "", level, lang)
        case b.Paragraph(content=content):
            yield Line(tuple(_runs(content)), level, bullet=False)
        case b.Heading(content=content):
            yield Line(tuple(_runs((b.Styled("strong", content),))), level, bullet=False)
        case b.Group(kind=kind, blocks=inner, title=title):
            name = title or interface(lang).get(f"box-{kind}", "")
            if name:
                yield Line((Spoken(name, strong=True),), level, bullet=False)
            for x in inner:
                yield from _lines(x, level, lang)
        case b.Quote(blocks=inner):
            for x in inner:
                yield from _lines(x, level, lang)
        case b.CodeBlock(text=text):
            for row in text.splitlines():
                yield Line((Spoken(row),), level, bullet=False)
        case _:
            pass  # a table is drawn as one


def _item(item: b.ListItem, mark: str, level: int, lang: Lang) -> Iterator[Line]:
    first, rest = item.blocks[:1], item.blocks[1:]
    if first and isinstance(first[0], b.Paragraph):
        words = tuple(_runs(first[0].content))
        yield Line(((Spoken(mark), *words) if mark else words), level, bullet=not mark)
    else:
        rest = item.blocks
    for block in rest:
        yield from _lines(block, level + 1, lang)


def _runs(content: b.Inlines, *, strong: bool = False, link: str = "") -> Iterator[Spoken]:
    for node in content:
        match node:
            case b.Styled(style, inner):
                yield from _runs(inner, strong=strong or style == "strong", link=link)
            case b.Link(target, inner):
                outside = target if target.startswith(("https:", "http:", "tel:")) else ""
                yield from _runs(inner, strong=strong, link=outside)
            case b.Blank(size, label):
                yield Spoken(f"＿＿{label}＿＿" if label else "＿" * min(size, 20), strong)
            case b.Tick():
                yield Spoken("□ ", strong)
            case b.Image(alt=alt):
                yield Spoken(f"〔{alt}〕", strong)
            case _:
                text = b.plain((node,))
                if text:
                    yield Spoken(text, strong, link)
