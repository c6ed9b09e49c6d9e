"""A guide: one worry, what to do about it tonight (families) or first (everyone else)."""

from __future__ import annotations

from typing import Literal

from generator.model.page import Page, PageMeta
from generator.pages.context import Context
from generator.pages.kind import PageKind


class GuideMeta(PageMeta):
    """Front matter of a guide."""

    kind: Literal["guide"]
    audience: Literal["families", "teachers", "pupils", "school"]


FAMILY_SECTIONS = ("tonight", "see", "helps", "worse", "when", "card")
OTHER_SECTIONS = ("first", "when", "card")
_GROUPS = {"families": "families", "teachers": "teachers", "pupils": "families", "school": "school"}


def _place(page: Page) -> tuple[str, ...]:
    return (_GROUPS[str(getattr(page.meta, "audience", "families"))], "guides")


def _sections(meta: PageMeta) -> tuple[str, ...]:
    return FAMILY_SECTIONS if getattr(meta, "audience", "") == "families" else OTHER_SECTIONS


def _facts(page: Page, context: Context) -> tuple[tuple[str, str], ...]:
    audience = str(getattr(page.meta, "audience", ""))
    facts = [(context.t("fact-audience"), context.t(f"audience-{audience}"))]
    if 0 < len(page.meta.bands) < len(context.library.bands):
        facts.append((context.t("fact-bands"), context.names("bands", page.meta.bands)))
    return tuple(facts)


GUIDE = PageKind("guide", GuideMeta, _place, _sections, facts=_facts)
