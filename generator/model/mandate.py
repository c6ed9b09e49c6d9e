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
    type: Literal["page"]
    id: PageId


class DocumentNeed(Record):
    type: Literal["document"]
    id: PageId


class PagesNeed(Record):
    type: Literal["pages"]
    kind: Id
    min: int = Field(ge=1)
    audience: Id | None = None
    themes: tuple[Id, ...] = ()
    bands: tuple[Id, ...] = ()
    five_edu: tuple[Id, ...] = ()


class EachBandNeed(Record):
    type: Literal["each-band"]
    kind: Id
    min: int = Field(ge=1)


class LessonsNeed(Record):
    type: Literal["lessons-per-term"]
    min: int | Id


class MeetingsNeed(Record):
    type: Literal["theme-meetings"]
    min: int | Id


class HoursNeed(Record):
    type: Literal["class-hours"]
    roles: tuple[Id, ...]
    hours: Id


class LecturesNeed(Record):
    type: Literal["lectures-per-year"]
    min: int | Id


class OpeningNeed(Record):
    type: Literal["opening-hours"]
    minutes: Id


class HotlinesNeed(Record):
    type: Literal["hotlines"]


class CalendarNeed(Record):
    type: Literal["calendar"]
    tag: Id
    per_year: int | Id


class RuleNeed(Record):
    type: Literal["rule"]
    code: Id


class PostsNeed(Record):
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
    source: Id
    mandates: tuple[Mandate, ...]
