"""Counts what the plan of `site_config/plan.yml` asks for, and class hours of every role of a course."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.config import Count
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.page import Page
from generator.model.suggest import nearest
from generator.pages import PAGE_KINDS
from generator.pages.course import CourseMeta, UnitMeta

CODES = ("plan-short", "plan-lacks", "plan-unknown", "course-hours")

TRANSLATED = "translated"  # the one property that is not a field of the front matter


def check_plan(library: Library) -> Iterator[Diagnostic]:
    """What the plan asks for and is not there yet; plans that ask for what cannot be."""
    for count in library.counts.values():
        wrong = list(_unknown(count, library))
        yield from wrong or _count(count, library)
    for page in library.of_kind("course"):
        yield from _hours(page, library)


def _unknown(count: Count, library: Library) -> Iterator[Diagnostic]:
    span = library.span(f"counts:{count.id}")
    kind = PAGE_KINDS.get(count.kind)
    if kind is None:
        hint = nearest(count.kind, PAGE_KINDS)
        yield Diagnostic("plan-unknown", span, params={"field": "kind", "name": count.kind}, suggestion=hint)
        return
    fields = [*kind.meta.model_fields, TRANSLATED]
    for name in (*count.where, *count.has, *((count.each,) if count.each else ())):
        if name not in fields:
            params = {"field": count.id, "name": name}
            yield Diagnostic("plan-unknown", span, params=params, suggestion=nearest(name, fields))


def _count(count: Count, library: Library) -> Iterator[Diagnostic]:
    pages = [p for p in library.of_kind(count.kind) if all(_fits(p, *pair) for pair in count.where.items())]
    span = library.span(f"counts:{count.id}")
    if count.least:
        for value in count.of or ("",):
            have = sum(_fits(p, count.each, value) for p in pages) if count.each else len(pages)
            if have < count.least:
                params = {"title": count.title.zh, "value": value or "-", "have": str(have), "least": str(count.least)}
                yield Diagnostic("plan-short", span, "warning", params)
    for page in pages:
        for name, wanted in count.has.items():
            if not _fits(page, name, wanted):
                params = {"title": count.title.zh, "name": name, "value": str(wanted).lower()}
                yield Diagnostic("plan-lacks", page.span, "warning", params)


def _fits(page: Page, name: str, value: str | bool | int) -> bool:
    """Whether a field of the front matter is, or holds, `value`."""
    if name == TRANSLATED:
        return (page.translated is not None) == value
    has = getattr(page.meta, name)
    return value in has if isinstance(has, tuple) else bool(has == value)


def _hours(page: Page, library: Library) -> Iterator[Diagnostic]:
    """Every role with a track has the class hours that the course promises, core units included."""
    meta = page.meta
    assert isinstance(meta, CourseMeta)
    for role, track in meta.tracks.items():
        units = [library.pages[u].meta for u in (*meta.core, *track) if u in library.pages]
        minutes = sum(u.minutes.total for u in units if isinstance(u, UnitMeta))
        have = minutes // library.school.class_hour_minutes
        if have < meta.class_hours:
            params = {"role": role, "have": str(have), "least": str(meta.class_hours)}
            yield Diagnostic("course-hours", page.at("tracks"), "warning", params)
