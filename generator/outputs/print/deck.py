"""A lecture's slides as one HTML file that presents offline: keyboard, notes beside the slide, a page for printing."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from generator.messages import interface
from generator.model import blocks as b
from generator.outputs.print.archive import xml
from generator.outputs.print.docx.pictures import TYPES, read_picture
from generator.outputs.print.sheet import Sheet
from generator.outputs.print.xhtml import XhtmlWriter

BUTTONS = (
    ("back", "deck-back"),
    ("next", "deck-next"),
    ("notes", "deck-notes"),
    ("full", "deck-full"),
    ("print", "deck-print"),
)


def write_deck(sheet: Sheet, assets: Mapping[str, bytes]) -> bytes:
    """The sheet's slides (groups of kind `slide`). Nothing is fetched: script, style and pictures are inside."""

    def picture(source: str) -> str | None:
        found = read_picture(assets.get(source.removeprefix("file:"), b""))
        return f"data:{TYPES[found.form]};base64,{base64.b64encode(found.data).decode()}" if found else None

    words = {key: xml(text) for key, text in interface(sheet.lang).items() if key.startswith("deck-")}
    slides = "\n".join(_slide(g, XhtmlWriter(sheet.lang, picture)) for g in sheet.blocks if isinstance(g, b.Group))
    buttons = "".join(f'<button type="button" data-do="{do}">{words[key]}</button>' for do, key in BUTTONS)
    lang = "zh-CN" if sheet.lang == "zh" else "en"
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="author" content="{xml(sheet.about.author)}"><meta name="robots" content="noindex">'
        f"<title>{xml(sheet.title)}</title><style>{_asset('deck.css')}</style></head><body><main>\n{slides}\n</main>"
        f'<div class="bar" role="toolbar" aria-label="{words["deck-keys"]}"><p>{words["deck-keys"]}</p>{buttons}'
        f'<span class="at" data-at aria-live="polite"></span></div><script>{_asset("deck.js")}</script></body></html>\n'
    ).encode()


def _slide(group: b.Group, writer: XhtmlWriter) -> str:
    """A section: its face, and what is spoken beside it."""
    notes = tuple(x for g in group.blocks if isinstance(g, b.Group) and g.kind == "notes" for x in g.blocks)
    face = tuple(x for x in group.blocks if not (isinstance(x, b.Group) and x.kind == "notes"))
    spoken = f'<aside class="notes">{writer.blocks(notes)}</aside>' if notes else ""
    return f'<section class="slide"><div class="face">{writer.blocks(face)}</div>{spoken}</section>'


@cache
def _asset(name: str) -> str:
    text = (files("generator.assets") / "print" / name).read_text("utf-8").strip()
    assert "</" not in text, "it stands inside an element"
    return text
