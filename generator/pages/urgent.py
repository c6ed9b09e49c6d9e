"""An urgent page: one screen, steps in order, for someone who cannot read much now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.page import Body, Page, PageMeta
from generator.pages.context import Context, section_blocks
from generator.pages.kind import PageKind, heading_span

MIN_STEPS, MAX_STEPS = 4, 7


class UrgentMeta(PageMeta):
    """Front matter of an urgent page; it is always sensitive."""

    kind: Literal["urgent"]
    audience: Literal["families", "teachers", "pupils", "school"]
    sensitive: Literal[True]


def _steps(section: b.Section) -> b.ListBlock | None:
    return next((x for x in section.blocks if isinstance(x, b.ListBlock) and x.ordered), None)


def _lower(page: Page, body: Body, context: Context) -> b.Blocks:
    out: list[b.Block] = []
    for section in body.sections:
        for block in section_blocks(section):
            if section.id == "steps" and isinstance(block, b.ListBlock) and block.ordered:
                out.append(replace(block, role="steps"))
            else:
                out.append(block)
    return tuple(out)


def _check(page: Page, body: Body, library: Library) -> Iterator[Diagnostic]:
    section = body.section("steps")
    if section is None:
        return
    steps = _steps(section)
    count = len(steps.items) if steps else 0
    if not MIN_STEPS <= count <= MAX_STEPS:
        params = {"count": str(count), "least": str(MIN_STEPS), "most": str(MAX_STEPS)}
        yield Diagnostic("urgent-steps", heading_span(section, body), params=params)
    if body.sections[0] is not section:
        yield Diagnostic("urgent-first", heading_span(body.sections[0], body))


URGENT = PageKind(
    "urgent",
    UrgentMeta,
    lambda page: ("urgent",),
    lambda meta: ("steps", "dont", "after", "card"),
    lower=_lower,
    check=_check,
)
