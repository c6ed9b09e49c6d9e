"""Walks trees of neutral blocks: every block, and every word in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import blocks as b


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
