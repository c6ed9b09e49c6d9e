"""A guide or an urgent page as a leaflet, and its card to cut out."""

from __future__ import annotations

from generator.model import blocks as b
from generator.outputs.print.frame import Frame, paragraph
from generator.outputs.print.sheet import Sheet
from generator.outputs.print.sheets.poster import card_sheet

LEAFLET_PAGES = 2


def sheets(frame: Frame) -> tuple[Sheet, ...]:
    """The leaflet, then its card eight times on a page."""
    card = next((x for part in frame.parts for x in part.blocks if isinstance(x, b.Group) and x.kind == "card"), None)
    blocks = tuple(x for part in frame.parts for x in part.whole)
    if frame.document.summary:
        blocks = (paragraph(frame.document.summary, "lead"), *blocks)
    leaflet = frame.sheet("leaflet", frame.document.title, "plain", blocks, pages=LEAFLET_PAGES)
    return (leaflet, card_sheet(frame, card)) if card else (leaflet,)
