"""What protects a reader: help on every page, fresh numbers, sensitive pages never on the front page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.page import Page
from generator.pages.collections import HomeMeta

CODES = ("help-block", "hotline-stale", "hotline-old", "hotline-hours", "sensitive-not-on-home", "sensitive-unmarked")

STALE_DAYS, OLD_DAYS = 180, 365  # facts/content-map.md D6, rule 2
REQUIRED = ("12356", "110", "120")  # rule SM08
SENSITIVE_WORDS = ("自杀", "轻生", "自伤", "自残", "suicide", "self-harm", "self harm")


def check_safety(library: Library) -> Iterator[Diagnostic]:
    """Rules SM08 and SM16 and articles 23-24 of the regulation on the protection of minors online."""
    yield from _help_block(library)
    yield from _freshness(library)
    for page in library.pages.values():
        if page.meta.kind == "home":
            yield from _front_page(page, library)
        elif not page.meta.sensitive:
            yield from _unmarked(page)


def _help_block(library: Library) -> Iterator[Diagnostic]:
    if not library.pages:
        return
    shown = {h.id for h in library.hotlines.values() if h.block}
    for number in REQUIRED:
        if number not in shown:
            span = library.span(f"hotlines:{number}")
            yield Diagnostic("help-block", span, params={"number": number})


def _freshness(library: Library) -> Iterator[Diagnostic]:
    for key, hotline in library.hotlines.items():
        span = library.span(f"hotlines:{key}")
        age = (library.today - hotline.verified).days
        params = {"number": hotline.number, "days": str(age)}
        if age > OLD_DAYS:
            yield Diagnostic("hotline-old", span, params=params)
        elif age > STALE_DAYS:
            yield Diagnostic("hotline-stale", span, "warning", params)
        around_the_clock = any("24" in t for t in (hotline.hours.zh, hotline.hours.en or ""))
        if around_the_clock and not hotline.always:
            yield Diagnostic("hotline-hours", span, params={"number": hotline.number})


def _front_page(page: Page, library: Library) -> Iterator[Diagnostic]:
    """The front page leads to sensitive pages only by its one quiet line for urgent help."""
    meta = page.meta
    assert isinstance(meta, HomeMeta)
    targets = [("doors", d.page) for d in meta.doors]
    targets += [("events", e.page) for e in library.events.values() if e.page]
    for _, body in page.bodies():
        for section in body.sections:
            targets += [("", t) for t in _page_marks(section.blocks)]
    for field, target in targets:
        found = library.pages.get(target)
        if found and found.meta.sensitive:
            yield Diagnostic("sensitive-not-on-home", page.at(field), params={"page": target})
    if meta.sensitive:
        yield Diagnostic("sensitive-not-on-home", page.at("sensitive"), params={"page": page.id})


def _page_marks(blocks: b.Blocks) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, b.Paragraph):
            yield from (n.argument for n in block.content if isinstance(n, b.Mark) and n.name == "page")
        elif isinstance(block, b.ListBlock):
            for item in block.items:
                yield from _page_marks(item.blocks)


def _unmarked(page: Page) -> Iterator[Diagnostic]:
    """A page that speaks of self-harm or suicide says so in its front matter."""
    for _, body in page.bodies():
        for section in body.sections:
            for block, words in _words(section.blocks):
                word = next((w for w in SENSITIVE_WORDS if w in words.lower()), None)
                if word and block.span:
                    yield Diagnostic("sensitive-unmarked", block.span, params={"word": word})


def _words(blocks: b.Blocks) -> Iterator[tuple[b.Paragraph | b.Heading, str]]:
    for block in blocks:
        match block:
            case b.Paragraph(content=content) | b.Heading(content=content):
                yield block, b.plain(content)
            case b.Group(blocks=inner) | b.Quote(blocks=inner):
                yield from _words(inner)
            case b.ListBlock(items=items):
                for item in items:
                    yield from _words(item.blocks)
            case _:
                pass
