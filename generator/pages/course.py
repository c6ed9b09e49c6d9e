"""A course and its units: readings, cases, a quiz and a task, together one class hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.page import Body, Page, PageMeta
from generator.model.record import Id, PageId, Record, Text
from generator.model.walk import texts
from generator.pages.context import Context, flow
from generator.pages.journey import PARTS, course_data, hours_data, my_page, part_minutes, roles_data, words
from generator.pages.kind import PageKind, heading_span

READING_LEAST, READING_MOST = 1_600, 2_200  # Han characters; the content plan, D1.1


class CourseMeta(PageMeta):
    """Front matter of a course: units for everyone, and further ones by role."""

    kind: Literal["course"]
    code: Annotated[str, Field(pattern=r"^T\d$")]
    term: Literal["a", "b"]
    core: tuple[PageId, ...] = ()
    tracks: dict[Id, tuple[PageId, ...]] = Field(default_factory=dict)
    class_hours: int = Field(default=0, ge=0, le=100)


class UnitMinutes(Record):
    """Minutes of a unit's parts."""

    reading: int = Field(ge=1, le=60)
    cases: int = Field(ge=0, le=60)
    quiz: int = Field(ge=0, le=60)
    task: int = Field(ge=0, le=60)

    @property
    def total(self) -> int:
        """All parts together, in minutes."""
        return self.reading + self.cases + self.quiz + self.task


class LearningOutcome(Record):
    """What a learner can do after a unit; questions name it by its id."""

    id: Id
    text: Text


class UnitMeta(PageMeta):
    """Front matter of a unit."""

    kind: Literal["unit"]
    course: PageId
    code: Annotated[str, Field(pattern=r"^[A-Z]{1,2}\d\.\d{1,2}$")]
    minutes: UnitMinutes
    outcomes: tuple[LearningOutcome, ...] = Field(min_length=1)


def _course_lower(page: Page, body: Body, context: Context) -> b.Blocks:
    meta = page.meta
    assert isinstance(meta, CourseMeta)
    path: list[b.Block] = [_units(context.t("core-units"), "", meta.core, context)]
    for role, units in meta.tracks.items():
        path.append(_units(context.names("roles", (role,)), role, units, context))
    data = {"course": course_data(page, context), "roles": roles_data(context), "hours": hours_data(context)}
    live = b.Live("course", data | _my(context), words(context, "journey-", "list-"), tuple(path))
    return (live, *flow(body))


def _my(context: Context) -> dict[str, object]:
    page = my_page(context.library)
    return {"my": page.id if page else ""}


def _units(title: str, role: str, ids: tuple[str, ...], context: Context) -> b.Listing:
    pages = [context.library.pages[i] for i in ids if i in context.library.pages]
    return b.Listing("units", title, tuple(_unit_entry(p, context) for p in pages), key=role)


def _unit_entry(page: Page, context: Context) -> b.Entry:
    meta = page.meta
    entry = context.entry(page)
    if not isinstance(meta, UnitMeta):
        return entry
    return replace(entry, meta=f"{meta.code} · {context.t('minutes', n=meta.minutes.total)}")


def _course_facts(page: Page, context: Context) -> tuple[tuple[str, str], ...]:
    meta = page.meta
    assert isinstance(meta, CourseMeta)
    units = set(meta.core).union(*meta.tracks.values())
    return (
        (context.t("fact-term"), context.t(f"term-{meta.term}")),
        (context.t("fact-units"), str(len(units & set(context.library.pages)))),
    )


def _course_check(page: Page, body: Body, library: Library) -> Iterator[Diagnostic]:
    meta = page.meta
    assert isinstance(meta, CourseMeta)
    for name, ids in (("core", meta.core), *((f"tracks.{r}", u) for r, u in meta.tracks.items())):
        for unit in ids:
            found = library.pages.get(unit)
            if unit in library.unreadable:
                continue
            if found is None or not isinstance(found.meta, UnitMeta):
                span = page.at(name.split(".")[0])
                yield Diagnostic("unit-unknown", span, params={"unit": unit, "field": name})
    for role in meta.tracks:
        if role not in library.roles:
            yield Diagnostic("role-unknown", page.at("tracks"), params={"role": role})


def _unit_lower(page: Page, body: Body, context: Context) -> b.Blocks:
    meta = page.meta
    assert isinstance(meta, UnitMeta)
    items = tuple(b.ListItem((b.Paragraph((b.Str(o.text.get(context.lang)),)),)) for o in meta.outcomes)
    heading = b.Heading(2, (b.Str(context.t("unit-outcomes")),), "outcomes")
    out: list[b.Block] = [_steps(page, meta, body, context), heading, b.ListBlock(items)]
    minutes = part_minutes(meta)
    for section in body.sections:
        if section.heading:
            out.append(section.heading)
        if section.id in minutes:
            about = context.t("unit-about-minutes", n=minutes[section.id])
            out.append(b.Paragraph((b.Str(about),), role="minutes"))
        out.extend(section.blocks)
    return tuple(out)


def _steps(page: Page, meta: UnitMeta, body: Body, context: Context) -> b.Live:
    """The parts of a unit as links with their minutes; its script marks those that are done."""
    minutes = part_minutes(meta)
    course = context.library.pages.get(meta.course)
    titles = {s.id: b.plain(s.heading.content) for s in body.sections if s.heading}
    lines = [
        b.ListItem(
            (b.Paragraph((b.Link(f"#{p}", (b.Str(titles[p]),)), b.Str(f" {context.t('minutes', n=minutes[p])}"))),)
        )
        for p in PARTS
        if p in minutes and p in titles
    ]
    data: dict[str, object] = {
        "unit": page.id,
        "parts": [p for p in PARTS if p in minutes and p in titles],
        "minutes": sum(minutes.values()),
        "course": course_data(course, context) if course else None,
        "hours": hours_data(context),
    }
    return b.Live(
        "unit", data | _my(context), words(context, "journey-", "list-"), (b.ListBlock(tuple(lines), ordered=True),)
    )


def _unit_facts(page: Page, context: Context) -> tuple[tuple[str, str], ...]:
    meta = page.meta
    assert isinstance(meta, UnitMeta)
    m = meta.minutes
    return (
        (context.t("fact-code"), meta.code),
        (context.t("fact-minutes"), context.t("minutes", n=m.total)),
    )


def _unit_check(page: Page, body: Body, library: Library) -> Iterator[Diagnostic]:
    meta = page.meta
    assert isinstance(meta, UnitMeta)
    reading = body.section("reading")
    if reading and body is page.body:
        length = sum("\u3400" <= c <= "\u9fff" for text in texts(reading.blocks) for c in text)
        if not READING_LEAST <= length <= READING_MOST:
            params = {"length": str(length), "least": str(READING_LEAST), "most": str(READING_MOST)}
            yield Diagnostic("reading-length", heading_span(reading, body), "warning", params)
    course = library.pages.get(meta.course)
    if meta.course in library.unreadable:
        pass
    elif course is None or not isinstance(course.meta, CourseMeta):
        yield Diagnostic("course-unknown", page.at("course"), params={"course": meta.course})
    elif page.id not in set(course.meta.core).union(*course.meta.tracks.values()):
        yield Diagnostic("unit-unlisted", page.at("course"), params={"course": meta.course})
    if meta.minutes.total != library.school.class_hour_minutes:
        params = {
            "total": str(meta.minutes.total),
            "minutes": str(library.school.class_hour_minutes),
        }
        yield Diagnostic("unit-minutes", page.at("minutes"), severity="warning", params=params)


COURSE = PageKind(
    "course",
    CourseMeta,
    lambda page: ("teachers", "courses"),
    lambda meta: ("about", "how", "record"),
    lower=_course_lower,
    facts=_course_facts,
    check=_course_check,
)
UNIT = PageKind(
    "unit",
    UnitMeta,
    lambda page: ("teachers", "courses"),
    lambda meta: ("reading", "cases", "quiz", "task"),
    lower=_unit_lower,
    facts=_unit_facts,
    check=_unit_check,
)
