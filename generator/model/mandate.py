"""Records of `site_config/mandates/`: sources, the numbers they set, duties and what satisfies them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.model.record import Id, PageId, Record, Text


class Source(Record):
    """A law, regulation, policy, draft or sample that duties and pages cite."""

    id: Id
    type: Literal["law", "regulation", "policy", "draft", "sample"]
    title: Text
    version: Text | None = None
    status: Literal["in-force", "draft", "sample", "excerpt", "expired"]
    checked: date | None = None
    notice: Text | None = None


class Value(Record):
    """A number a source sets, in one place so that a revision is one edit."""

    id: Id
    value: int | float | str
    unit: Text | None = None
    source: Id
    article: Text | None = None


class PageNeed(Record):
    """The page `id` is there."""

    type: Literal["page"]
    id: PageId


class DocumentNeed(Record):
    """The page `id` is there and is a document."""

    type: Literal["document"]
    id: PageId


class PagesNeed(Record):
    """At least `min` pages of `kind`, counting only those for the audience, themes, bands and `five_edu` named."""

    type: Literal["pages"]
    kind: Id
    min: int = Field(ge=1)
    audience: Id | None = None
    themes: tuple[Id, ...] = ()
    bands: tuple[Id, ...] = ()
    five_edu: tuple[Id, ...] = ()


class EachBandNeed(Record):
    """At least `min` pages of `kind` for every band."""

    type: Literal["each-band"]
    kind: Id
    min: int = Field(ge=1)


class LessonsNeed(Record):
    """At least `min` lessons for every grade in each term; `min` is a number or the id of a value."""

    type: Literal["lessons-per-term"]
    min: int | Id


class MeetingsNeed(Record):
    """At least `min` theme meetings for every band in each term; `min` is a number or the id of a value."""

    type: Literal["theme-meetings"]
    min: int | Id


class HoursNeed(Record):
    """For each of `roles` a course of at least `hours` class hours, the id of a value."""

    type: Literal["class-hours"]
    roles: tuple[Id, ...]
    hours: Id


class LecturesNeed(Record):
    """At least `min` lectures for every band; `min` is a number or the id of a value."""

    type: Literal["lectures-per-year"]
    min: int | Id


class OpeningNeed(Record):
    """The counselling room is open outside lessons for at least `minutes`, the id of a value, each week."""

    type: Literal["opening-hours"]
    minutes: Id


class HotlinesNeed(Record):
    """Hotlines are listed, and all of them were verified recently."""

    type: Literal["hotlines"]


class CalendarNeed(Record):
    """At least `per_year` months with an event of this tag; `per_year` is a number or the id of a value."""

    type: Literal["calendar"]
    tag: Id
    per_year: int | Id


class RuleNeed(Record):
    """The compiler runs the check that reports `code`."""

    type: Literal["rule"]
    code: Id


class PostsNeed(Record):
    """The school has every one of these posts filled."""

    type: Literal["posts"]
    posts: tuple[Id, ...]


Need = Annotated[
    PageNeed
    | DocumentNeed
    | PagesNeed
    | EachBandNeed
    | LessonsNeed
    | MeetingsNeed
    | HoursNeed
    | LecturesNeed
    | OpeningNeed
    | HotlinesNeed
    | CalendarNeed
    | RuleNeed
    | PostsNeed,
    Field(discriminator="type"),
]


class Mandate(Record):
    """A duty: who must do what, how much, how often; and what of ours satisfies it."""

    id: Annotated[str, Field(pattern=r"^[A-Z]\d{3}$")]
    article: Text
    who: Text
    duty: Text
    quantity: Text | None = None
    period: Text | None = None
    class_: Literal["public", "print", "never"] = Field(alias="class")
    needs: tuple[Need, ...] = ()
    reason: Text | None = None


class MandateFile(Record):
    """A file of the duties that one source sets."""

    source: Id
    mandates: tuple[Mandate, ...]
