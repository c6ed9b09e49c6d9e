"""Rewrites trees of neutral blocks."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from generator.model import blocks as b

InlineRule: TypeAlias = Callable[[b.Inline], b.Inlines]
BlockRule: TypeAlias = Callable[[b.Block], b.Blocks]


def rewrite(blocks: b.Blocks, inline: InlineRule, block: BlockRule) -> b.Blocks:
    """A new tree: every block through `block` first (it may give several), every inline through `inline`.

    What the rules leave as it is stays the same object.
    """
    return tuple([_inside(new, inline, block) for old in blocks for new in block(old)])


def rewrite_inlines(content: b.Inlines, inline: InlineRule) -> b.Inlines:
    """Every inline, innermost last, through `inline`."""
    out: list[b.Inline] = []
    for node in content:
        whole = node
        if isinstance(node, (b.Styled, b.Link)):
            inner = rewrite_inlines(node.content, inline)
            whole = node if inner is node.content else replace(node, content=inner)
        out.extend(inline(whole))
    return content if _same(out, content) else tuple(out)


def _same(new: Sequence[object], old: Sequence[object]) -> bool:
    return len(new) == len(old) and all(map(operator.is_, new, old))


def _inside(block: b.Block, inline: InlineRule, rule: BlockRule) -> b.Block:
    match block:
        case b.Heading(content=content) | b.Paragraph(content=content):
            new = rewrite_inlines(content, inline)
            return block if new is content else replace(block, content=new)
        case b.ListBlock(items=items):
            return replace(block, items=tuple(replace(i, blocks=rewrite(i.blocks, inline, rule)) for i in items))
        case b.Table(header=header, rows=rows):
            return replace(
                block,
                header=tuple(rewrite_inlines(c, inline) for c in header),
                rows=tuple(tuple(rewrite_inlines(c, inline) for c in row) for row in rows),
            )
        case b.Quote(blocks=inner) | b.Group(blocks=inner) | b.Live(blocks=inner):
            return replace(block, blocks=rewrite(inner, inline, rule))
        case _:
            return block
