"""Hotlines as a reader sees them: hours only as the region states them, with the day they were checked."""

from __future__ import annotations

from generator.model import blocks as b
from generator.model.config import Hotline
from generator.pages.context import Context


def contact(hotline: Hotline, context: Context) -> b.Contact:
    """A hotline in the reader's language; the school's region may state its own hours."""
    lang = context.lang
    region = hotline.hours_region.get(context.library.school.region or "")
    hours = region or hotline.hours
    return b.Contact(
        number=hotline.number,
        dial=hotline.dial,
        name=hotline.name.get(lang),
        hours=hours.get(lang),
        about=hotline.for_.get(lang),
        evidence=hotline.evidence.get(lang),
        verified=hotline.verified.isoformat(),
    )


def help_block(context: Context) -> b.Contacts:
    """The block at the foot of every page."""
    shown = [h for h in context.library.hotlines.values() if h.block]
    oldest = min((h.verified for h in shown), default=None)
    note = context.t("help-checked", date=oldest.isoformat()) if oldest else ""
    return b.Contacts("help", context.t("help-title"), tuple(contact(h, context) for h in shown), note)
