"""Walks and rewrites trees of neutral blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from generator.model import blocks as b

InlineRule: TypeAlias = Callable[[b.Inline], b.Inlines]
BlockRule: TypeAlias = Callable[[b.Block], b.Blocks]


def rewrite(blocks: b.Blocks, inline: InlineRule, block: BlockRule) -> b.Blocks:
    """A new tree: every block through `block` first (it may give several), every inline through `inline`."""
    return tuple(_inside(new, inline, block) for old in blocks for new in block(old))


def rewrite_inlines(content: b.Inlines, inline: InlineRule) -> b.Inlines:
    """Every inline, innermost last, through `inline`."""
    out: list[b.Inline] = []
    for node in content:
        if isinstance(node, (b.Styled, b.Link)):
            node = replace(node, content=rewrite_inlines(node.content, inline))
        out.extend(inline(node))
    return tuple(out)


def _inside(block: b.Block, inline: InlineRule, rule: BlockRule) -> b.Block:
    match block:
        case b.Heading(content=content) | b.Paragraph(content=content):
            return replace(block, content=rewrite_inlines(content, inline))
        case b.ListBlock(items=items):
            new = tuple(replace(i, blocks=rewrite(i.blocks, inline, rule)) for i in items)
            return replace(block, items=new)
        case b.Table(header=header, rows=rows):
            return replace(
                block,
                header=tuple(rewrite_inlines(c, inline) for c in header),
                rows=tuple(tuple(rewrite_inlines(c, inline) for c in row) for row in rows),
            )
        case b.Quote(blocks=inner) | b.Group(blocks=inner):
            return replace(block, blocks=rewrite(inner, inline, rule))
        case _:
            return block


def walk(blocks: b.Blocks) -> Iterator[b.Block]:
    """Every block of a tree, outer before inner."""
    for block in blocks:
        yield block
        match block:
            case b.Quote(blocks=inner) | b.Group(blocks=inner):
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
        case b.Item(stem=stem, options=options):
            yield stem
            for option in options:
                yield option.text
        case b.Case(title=title, stem=stem, nodes=nodes, debrief=debrief):
            yield title
            yield stem
            for node in nodes:
                yield node.text
            yield debrief
