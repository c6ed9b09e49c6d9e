"""A lecture for parents: slides with the words to speak, a handout, questions, a notice to paste."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.page import Body, Page, PageMeta
from generator.model.record import Id
from generator.pages.context import Context, section_blocks
from generator.pages.kind import PageKind, heading_span

MIN_SLIDES, MAX_SLIDES = 12, 30
MAX_LINES = 5


class LectureMeta(PageMeta):
    """Front matter of a lecture; `quiz` is the parents' self-check."""

    kind: Literal["lecture"]
    bands: tuple[Id, ...] = Field(min_length=1)
    term: Literal["a", "b"]
    minutes: int = Field(ge=20, le=120)
    quiz: Id | None = None


def _lower(page: Page, body: Body, context: Context) -> b.Blocks:
    meta = page.meta
    assert isinstance(meta, LectureMeta)
    out: list[b.Block] = []
    slides = 0
    for section in body.sections:
        if section.heading and "slide" in section.heading.classes:
            slides += 1
            out.append(section.heading)
            out.append(b.Group("slide", section.blocks, str(slides), section.heading.span))
        else:
            out.extend(section_blocks(section, wrap="sheet" if section.id in {"handout", "notice"} else ""))
    if meta.quiz:
        out.append(b.Heading(2, (b.Str(context.t("self-check")),), "self-check"))
        out.append(b.Paragraph((b.Mark("quiz", meta.quiz, span=page.at("quiz")),)))
    return tuple(out)


def _facts(page: Page, context: Context) -> tuple[tuple[str, str], ...]:
    meta = page.meta
    assert isinstance(meta, LectureMeta)
    return (
        (context.t("fact-bands"), context.names("bands", meta.bands)),
        (context.t("fact-term"), context.t(f"term-{meta.term}")),
        (context.t("fact-minutes"), context.t("minutes", n=meta.minutes)),
        (context.t("fact-slides"), str(len(page.text(context.lang).with_class("slide")))),
    )


def _check(page: Page, body: Body, library: Library) -> Iterator[Diagnostic]:
    slides = body.with_class("slide")
    if not MIN_SLIDES <= len(slides) <= MAX_SLIDES:
        params = {"count": str(len(slides)), "least": str(MIN_SLIDES), "most": str(MAX_SLIDES)}
        yield Diagnostic("lecture-slides", page.span, params=params)
    for slide in slides:
        if not any(isinstance(x, b.Group) and x.kind == "notes" for x in slide.blocks):
            yield Diagnostic("slide-notes", heading_span(slide, body))
        lines = sum(_lines(x) for x in slide.blocks)
        if lines > MAX_LINES:
            params = {"lines": str(lines), "most": str(MAX_LINES)}
            yield Diagnostic("slide-lines", heading_span(slide, body), severity="warning", params=params)


def _lines(block: b.Block) -> int:
    match block:
        case b.ListBlock(items=items):
            return sum(1 + sum(_lines(x) for x in item.blocks[1:]) for item in items)
        case b.Table(rows=rows):
            return 1 + len(rows)
        case b.Paragraph():
            return 1
        case b.Group(kind=kind, blocks=inner) if kind != "notes":
            return sum(_lines(x) for x in inner)
        case _:
            return 0


LECTURE = PageKind(
    "lecture",
    LectureMeta,
    lambda page: ("families", "lectures"),
    lambda meta: ("handout", "questions", "notice"),
    lower=_lower,
    facts=_facts,
    check=_check,
)
