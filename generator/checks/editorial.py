"""What an editor asks of every page: read through, sources named, summary short, translated, words chosen."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import blocks as b
from generator.model.config import Wording
from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library
from generator.model.page import Page
from generator.model.record import Lang
from generator.model.walk import runs

CODES = (
    "placeholder-left",
    "reviewed-missing",
    "sources-missing",
    "summary-missing",
    "summary-long",
    "wording-avoid",
)

MAX_SUMMARY = 60
PLACEHOLDERS = ("【写】", "【write】")  # generator/scaffold/templates
WITHOUT_SOURCES = frozenset({"home", "library", "hotline-list", "coverage", "my", "verify", "page", "course"})


def check_page(page: Page, library: Library) -> Iterator[Diagnostic]:
    """Warnings an editor resolves, and wording that is not to be used."""
    meta = page.meta
    if meta.reviewed is None:
        yield Diagnostic("reviewed-missing", page.span, "warning")
    else:
        yield from _placeholders(page)
    if not meta.sources and meta.kind not in WITHOUT_SOURCES:
        yield Diagnostic("sources-missing", page.span, "warning")
    if not meta.summary:
        yield Diagnostic("summary-missing", page.at("title"), "warning")
    elif len(meta.summary) > MAX_SUMMARY:
        params = {"length": str(len(meta.summary)), "most": str(MAX_SUMMARY)}
        yield Diagnostic("summary-long", page.at("summary"), "warning", params)
    yield from _wording(page, library)


def _placeholders(page: Page) -> Iterator[Diagnostic]:
    """A page that was read through holds no more of a skeleton's words to be replaced."""
    for _, body in page.bodies():
        for section in body.sections:
            for run in runs(section.blocks):
                if any(mark in b.plain(run.content) for mark in PLACEHOLDERS):
                    yield Diagnostic("placeholder-left", run.span or Span(body.file))


def _wording(page: Page, library: Library) -> Iterator[Diagnostic]:
    for lang, body in page.bodies():
        for section in body.sections:
            for run in runs(section.whole):
                words = b.plain(run.content).lower()
                for rule in library.wording.values():
                    yield from _hits(rule, lang, words, run.span or Span(body.file), run.inside)


def _hits(rule: Wording, lang: Lang, words: str, span: Span, inside: tuple[str, ...]) -> Iterator[Diagnostic]:
    for word in rule.avoid.zh if lang == "zh" else rule.avoid.en:
        if word.lower() in words and not set(rule.allow_in) & set(inside):
            params = {"word": word, "prefer": rule.prefer.get(lang), "why": rule.why.get(lang)}
            yield Diagnostic("wording-avoid", span, params=params)
