"""What protects a reader: help on every page, fresh numbers, sensitive pages never on the front page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library
from generator.model.page import Page
from generator.model.walk import runs
from generator.pages.collections import HomeMeta

CODES = ("help-block", "hotline-stale", "hotline-old", "hotline-hours", "sensitive-not-on-home", "sensitive-unmarked")

STALE_DAYS, OLD_DAYS = 180, 365  # the content plan, D6, rule 2
REQUIRED = ("12356", "110", "120")  # rule SM08
SENSITIVE_WORDS = ("自杀", "轻生", "自伤", "自残", "suicide", "self-harm", "self harm")


def check_safety(library: Library) -> Iterator[Diagnostic]:
    """Rules SM08 and SM16 and articles 23-24 of the regulation on the protection of minors online."""
    yield from _help_block(library)
    yield from _freshness(library)


def check_page(page: Page, library: Library) -> Iterator[Diagnostic]:
    """Where the front page leads, what a page that speaks of danger says of itself."""
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
        age = (library.now() - hotline.verified).days
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
    targets = [(page.at("doors"), d.page) for d in meta.doors]
    targets += [(library.span(f"events:{k}"), e.page) for k, e in library.events.items() if e.page]
    for _, body in page.bodies():
        for section in body.sections:
            links = (link for run in runs(section.whole) for link in _targets(run.content))
            targets += [(s or page.span, t) for t, s in links]
    for span, target in targets:
        found = library.pages.get(_page_id(target, page, library))
        if found and found.meta.sensitive:
            yield Diagnostic("sensitive-not-on-home", span, params={"page": found.id})
    if meta.sensitive:
        yield Diagnostic("sensitive-not-on-home", page.at("sensitive"), params={"page": page.id})


def _page_id(target: str, page: Page, library: Library) -> str:
    """The id of the page that a link or mark of `page` means, however it is written."""
    path = unquote(target.removeprefix("page:").partition("#")[0])
    if path.endswith(".md"):
        file = posixpath.normpath(posixpath.join(posixpath.dirname(page.body.file), path))
        return next((p.id for p in library.pages.values() for _, body in p.bodies() if body.file == file), path)
    return next((p.id for p in library.pages.values() if path in p.meta.aliases), path)


def _targets(content: b.Inlines) -> Iterator[tuple[str, Span | None]]:
    for node in content:
        match node:
            case b.Mark(name="page", argument=target, span=span):
                yield target, span
            case b.Link(target=target, content=inner, span=span):
                yield target, span
                yield from _targets(inner)
            case b.Styled(content=inner):
                yield from _targets(inner)
            case _:
                pass


def _unmarked(page: Page) -> Iterator[Diagnostic]:
    """A page that speaks of self-harm or suicide says so in its front matter."""
    for _, body in page.bodies():
        for section in body.sections:
            for run in runs(section.whole):
                words = b.plain(run.content).lower()
                word = next((w for w in SENSITIVE_WORDS if w in words), None)
                if word and run.span:
                    yield Diagnostic("sensitive-unmarked", run.span, params={"word": word})
