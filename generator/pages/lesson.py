"""A lesson and a theme class meeting: timed phases that add up to the class, and what keeps pupils safe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.page import Body, Page, PageMeta
from generator.model.record import Id
from generator.pages.context import Context, bands_of, grade_words, section_blocks
from generator.pages.kind import PageKind, heading_span

Grade = Annotated[str, Field(pattern=r"^(g([1-9]|1[0-2])|v[1-3])$")]
Goal = Annotated[str, Field(pattern=r"^(L[1-5]|M[1-6]|H[1-6]|J[1-6]|S[1-5]|X-[a-z]+)$")]
FiveEdu = Literal["moral", "intellectual", "physical", "aesthetic", "labour"]

MIN_PHASES = 4
MIN_ACTIVITIES = 2
PHASE_PARTS = ("teacher", "pupils", "intent")


class ClassMeta(PageMeta):
    """Front matter that lessons and theme meetings share. `minutes` is the length of the class."""

    term: Literal["a", "b"]
    minutes: int = Field(ge=20, le=60)
    goals: tuple[Goal, ...] = Field(min_length=1)
    five_edu: tuple[FiveEdu, ...] = ()


class LessonMeta(ClassMeta):
    """Front matter of a lesson; `number` is its place in the term, from 1."""

    kind: Literal["lesson"]
    grade: Grade
    number: int = Field(ge=1, le=20)


class MeetingMeta(ClassMeta):
    """Front matter of a theme class meeting."""

    kind: Literal["theme-meeting"]
    bands: tuple[Id, ...] = Field(min_length=1)


LESSON_SECTIONS = (
    "objectives",
    "keypoints",
    "materials",
    "help",
    "opt-out",
    "board",
    "sheet",
    "watch",
    "avoid",
    "family",
    "basis",
)
MEETING_SECTIONS = ("objectives", "materials", "help", "opt-out", "board", "watch", "avoid", "family", "basis")


def minutes_of(section: b.Section) -> int | None:
    """The minutes stated in a phase's heading, or None where they are missing or no number."""
    value = section.heading.attributes.get("minutes", "") if section.heading else ""
    return int(value) if value.isdecimal() and len(value) <= 3 and int(value) > 0 else None


def _lower(page: Page, body: Body, context: Context) -> b.Blocks:
    out: list[b.Block] = []
    for section in body.sections:
        heading = section.heading
        if heading and "phase" in heading.classes:
            out.append(heading)
            words = context.t("minutes", n=minutes_of(section) or "?")
            if "activity" in heading.classes:
                words += " · " + context.t("activity")
            out.append(b.Paragraph((b.Str(words),), role="minutes"))
            out.extend(section.blocks)
        else:
            out.extend(section_blocks(section, wrap="sheet" if section.id in {"sheet", "board"} else ""))
    return tuple(out)


def _facts(page: Page, context: Context) -> tuple[tuple[str, str], ...]:
    meta = page.meta
    assert isinstance(meta, ClassMeta)
    for_whom = (
        grade_words(meta.grade, context)
        if isinstance(meta, LessonMeta)
        else context.names("bands", bands_of(meta, context.library))
    )
    return (
        (context.t("fact-class"), for_whom),
        (context.t("fact-term"), context.t(f"term-{meta.term}")),
        (context.t("fact-minutes"), context.t("minutes", n=meta.minutes)),
        (context.t("fact-goals"), context.names("goals", meta.goals)),
    )


def _check(page: Page, body: Body, library: Library) -> Iterator[Diagnostic]:
    meta = page.meta
    assert isinstance(meta, ClassMeta)
    phases = body.with_class("phase")
    if len(phases) < MIN_PHASES:
        params = {"count": str(len(phases)), "least": str(MIN_PHASES)}
        yield Diagnostic("lesson-phases", page.span, params=params)
    if sum(1 for p in phases if p.heading and "activity" in p.heading.classes) < MIN_ACTIVITIES:
        yield Diagnostic("lesson-activities", page.span, params={"least": str(MIN_ACTIVITIES)})
    total = 0
    for phase in phases:
        minutes = minutes_of(phase)
        if minutes is None:
            yield Diagnostic("phase-minutes", heading_span(phase, body))
        total += minutes or 0
        parts = {x.kind for x in phase.blocks if isinstance(x, b.Group)}
        for part in PHASE_PARTS:
            if part not in parts:
                yield Diagnostic("phase-part", heading_span(phase, body), params={"part": part})
    if phases and total != meta.minutes:
        params = {"total": str(total), "minutes": str(meta.minutes)}
        yield Diagnostic("lesson-minutes", page.at("minutes"), params=params)
    for band_id in bands_of(meta, library):
        band = library.bands.get(band_id)
        length = library.school.class_minutes.get(band_id, band.class_minutes if band else meta.minutes)
        if band and length != meta.minutes:
            params = {"minutes": str(meta.minutes), "band": band.name.zh, "length": str(length)}
            yield Diagnostic("lesson-length", page.at("minutes"), severity="warning", params=params)
    if isinstance(meta, LessonMeta) and library.band_of_grade(meta.grade) is None:
        yield Diagnostic("grade-unknown", page.at("grade"), params={"grade": meta.grade})


LESSON = PageKind(
    "lesson",
    LessonMeta,
    lambda page: ("teachers", "lessons"),
    lambda meta: LESSON_SECTIONS,
    lower=_lower,
    facts=_facts,
    check=_check,
)
THEME_MEETING = PageKind(
    "theme-meeting",
    MeetingMeta,
    lambda page: ("teachers", "meetings"),
    lambda meta: MEETING_SECTIONS,
    lower=_lower,
    facts=_facts,
    check=_check,
)
