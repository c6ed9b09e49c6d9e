"""Posters and cards: each heading a poster, a table of cards cut out eight to a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.model import blocks as b
from generator.outputs.print.frame import Frame
from generator.outputs.print.sheet import Running, Sheet
from generator.pages.contacts import help_block

CARDS = 8  # to a page of A4, each about 90 mm by 60
COLUMNS = 2
POSTER_LEVEL = 3


def sheets(frame: Frame, body: b.Blocks) -> tuple[Sheet, ...]:
    """A poster for every heading, in A4 and A3; the cards by themselves."""
    return tuple(_sheets(frame, body))


def _sheets(frame: Frame, body: b.Blocks) -> Iterator[Sheet]:
    number = 0
    for title, blocks in _parts(body):
        table = next((x for x in blocks if isinstance(x, b.Table)), None)
        if table is not None and _are_cards(table):
            rest = tuple(x for x in blocks if x is not table)
            yield frame.sheet("cards", title, "card", (_cards(table), *rest), pages=1, formats=("pdf", "docx"))
            continue
        number += 1
        poster = (*blocks, help_block(frame.context))
        for paper, name in (("a4", "poster"), ("a3", "poster-a3")):
            yield frame.sheet(
                f"{name}-{number}",
                title,
                "poster",
                poster,
                paper=paper,
                pages=1,
                running=Running(frame.running().left, numbered=False),
                formats=("pdf", "docx") if paper == "a4" else ("pdf",),
                bound=frame.file(name),
                file=f"{frame.file(name)} {number}",
            )


def _parts(body: b.Blocks) -> Iterator[tuple[str, b.Blocks]]:
    """The body cut at its headings; what stands before the first belongs to it."""
    title, held = "", list[b.Block]()
    for block in body:
        if isinstance(block, b.Heading) and block.level == POSTER_LEVEL:
            if title:
                yield title, tuple(held)
                held = []
            title = b.plain(block.content)
        else:
            held.append(block)
    if title:
        yield title, tuple(held)


def _are_cards(table: b.Table) -> bool:
    """Whether the columns of a table are one card printed side by side."""
    return len(table.header) >= COLUMNS and len({b.plain(c) for c in table.header}) == 1


def _cards(table: b.Table) -> b.Group:
    lines = tuple(b.Paragraph(row[0], "flush") for row in table.rows)
    return b.Group(f"cut-{COLUMNS}", (b.Group("cut", lines, b.plain(table.header[0])),) * CARDS)


def card_sheet(frame: Frame, card: b.Group) -> Sheet:
    """A page's own card (three lines, source, help line), eight to a page."""
    inner = tuple(_lines(card.blocks))
    return frame.sheet(
        "cards",
        f"{frame.t('cards-title')}{frame.document.title}",
        "card",
        (b.Group(f"cut-{COLUMNS}", (b.Group("cut", inner, card.title),) * CARDS),),
        pages=1,
        formats=("pdf",),
    )


def _lines(blocks: b.Blocks) -> Iterator[b.Block]:
    for block in blocks:
        if isinstance(block, b.Paragraph) and block.role.startswith("card-"):
            yield replace(block, role="small")
        else:
            yield block
