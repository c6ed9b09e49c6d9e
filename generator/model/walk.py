"""Walks trees of neutral blocks: every block, every word in reading order, every run with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.model import blocks as b
from generator.model.diagnostic import Span


class Run(NamedTuple):
    """A paragraph, a heading, a table's cell, a box's title or a block of code.

    `inside` names the groups around it, outermost first; `column` is the head of a cell's column.
    """

    content: b.Inlines
    span: Span | None
    inside: tuple[str, ...] = ()
    column: b.Inlines = ()


def runs(blocks: b.Blocks, inside: tuple[str, ...] = ()) -> Iterator[Run]:
    """Every run of words an author wrote, in reading order, with where it stands."""
    for block in blocks:
        match block:
            case b.Paragraph(content=content, span=span) | b.Heading(content=content, span=span):
                yield Run(content, span, inside)
            case b.Table(header=header, rows=rows, span=span):
                for row in (header, *rows):
                    for cell, column in zip(row, header, strict=False):
                        yield Run(cell, span, inside, column)
            case b.CodeBlock(text=text, span=span):
                yield Run((b.Str(text),), span, inside)
            case b.Group(kind=kind, blocks=inner, title=title, span=span):
                if title:
                    yield Run((b.Str(title),), span, (*inside, kind))
                yield from runs(inner, (*inside, kind))
            case b.Quote(blocks=inner):
                yield from runs(inner, inside)
            case b.ListBlock(items=items):
                for item in items:
                    yield from runs(item.blocks, inside)
            case _:
                pass


def walk(blocks: b.Blocks) -> Iterator[b.Block]:
    """Every block of a tree, outer before inner."""
    for block in blocks:
        yield block
        match block:
            case b.Quote(blocks=inner) | b.Group(blocks=inner) | b.Live(blocks=inner):
                yield from walk(inner)
            case b.ListBlock(items=items):
                for item in items:
                    yield from walk(item.blocks)
            case b.Grid(rows=rows):
                for row in rows:
                    for cell in row:
                        yield from walk(cell.blocks)
            case _:
                pass


def texts(blocks: b.Blocks) -> Iterator[str]:
    """The words of a tree, block by block, in reading order; questions and lists of pages too."""
    for block in walk(blocks):
        match block:
            case b.Heading(content=content) | b.Paragraph(content=content):
                yield b.plain(content)
            case b.Table(header=header, rows=rows):
                for row in (header, *rows):
                    yield " ".join(b.plain(cell) for cell in row)
            case b.CodeBlock(text=text):
                yield text
            case b.Group(title=title) if title:
                yield title
            case b.Item() | b.Case() | b.Quiz():
                yield from _question_texts(block)
            case _:
                pass


def _question_texts(block: b.Item | b.Case | b.Quiz) -> Iterator[str]:
    match block:
        case b.Quiz(title=title, items=items):
            yield title
            for item in items:
                yield from _question_texts(item)
        case b.Item(stem=stem, options=options, text=text):
            yield stem
            if text:
                yield b.PLACE.sub("…", text)
            for option in options:
                yield option.text
        case b.Case(title=title, stem=stem, nodes=nodes, debrief=debrief):
            yield title
            yield stem
            for node in nodes:
                yield node.text
            yield debrief
