"""Records of `site_config/`: the school, its calendar, hotlines, vocabularies."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from generator.model.record import LANGS, Id, Lang, PageId, Record, Text


class Term(Record):
    """A school term. `weeks` counts teaching weeks."""

    id: Id
    name: Text
    begins: date | None = None
    ends: date | None = None
    weeks: int | None = Field(default=None, ge=1, le=30)


class OpeningHours(Record):
    """When the counselling room is open outside lessons."""

    day: Annotated[int, Field(ge=1, le=7)]
    opens: Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")]
    closes: Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")]

    @property
    def minutes(self) -> int:
        """Length of the opening in minutes (never negative)."""
        start, end = (int(t[:2]) * 60 + int(t[3:]) for t in (self.opens, self.closes))
        return max(0, end - start)


class ClassHours(Record):
    """How hours are counted: lengths of one class hour in minutes that are in use, and the value that says how many a term."""

    readings: tuple[Annotated[int, Field(ge=30, le=90)], ...] = Field(default=(40, 45, 60), min_length=1, max_length=5)
    needed: Id | None = "term-class-hours"


class School(Record):
    """What a school may say of itself. Everything is optional; what is missing prints as a blank.

    Site and packs are written in `languages`; Chinese always is one of them.
    """

    name: Text | None = None
    region: Id | None = None
    region_name: Text | None = None
    term: Text | None = None
    phone: str | None = None
    counsellor_post: Text | None = None
    room_place: Text | None = None
    room_hours: tuple[OpeningHours, ...] = ()
    hospital: Text | None = None
    bands: tuple[Id, ...] = ()
    languages: tuple[Lang, ...] = Field(default=LANGS, min_length=1)
    class_minutes: dict[str, int] = Field(default_factory=dict)
    class_hour_minutes: int = Field(default=45, ge=30, le=60)
    class_hours: ClassHours = ClassHours()
    terms: tuple[Term, ...] = ()
    posts: dict[str, Text] = Field(default_factory=dict)


class SearchBars(Record):
    """What `xinyu check` asks of the search, in per cent of the known answers: the page first, or among three."""

    first: int = Field(default=70, ge=0, le=100)
    three: int = Field(default=90, ge=0, le=100)


class Site(Record):
    """How the site is built: its title, where the library below this one lies, its public address, how good search is.

    With `works_offline`, browsers that can (https or localhost) keep urgent and visited pages for when there is no network.
    """

    title: Text = Text(zh="心育", en="Xinyu")
    tagline: Text = Text(zh="", en="")
    base: str | None = None
    url: Annotated[str, Field(pattern=r"^https?://[^\s/\"'<>\\]+(/[^\s\"'<>\\]*)?$")] | None = None
    search: SearchBars = SearchBars()
    works_offline: bool = True


class Band(Record):
    """Grades that are taught alike. `class_minutes` is the length of a class in minutes."""

    id: Id
    name: Text
    grades: tuple[Id, ...]
    class_minutes: int = Field(ge=20, le=60)


class Named(Record):
    """A word of a vocabulary: a theme, a role, a goal."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$")]
    name: Text
    band: Id | None = None


class Hotline(Record):
    """A public number. `verified` is the day its facts were last seen at their source."""

    id: Annotated[str, Field(pattern=r"^[0-9-]+$")]
    number: str
    name: Text
    for_: Text = Field(alias="for")
    hours: Text
    hours_region: dict[str, Text] = Field(default_factory=dict)
    always: bool = False
    block: bool = False
    dial: str
    scope: str = "national"
    evidence: Text
    verified: date
    confidence: Annotated[str, Field(pattern=r"^[AB]$")]


class CalendarEvent(Record):
    """What a school does every year: in which `months` (1 to 12), and the page to read first."""

    id: Id
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...]
    tag: Id
    title: Text
    text: Text
    page: PageId | None = None


class Count(Record):
    """What a full term has: `least` pages of a kind, each value of `of` by itself; or what every such page has."""

    id: Id
    title: Text
    kind: Id
    where: dict[str, str | bool | int] = Field(default_factory=dict)
    each: Id | None = None
    of: tuple[str, ...] = ()
    least: int = Field(default=0, ge=0, le=1000)
    has: dict[str, str | bool | int] = Field(default_factory=dict)


class Words(Record):
    """Lists of words in each language."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class GlossaryTerm(Record):
    """A word that readers look for, other words that lead to it, and its plain meaning."""

    id: Id
    term: Text
    aliases: Words = Words()
    """Other words for it: a page that says one of them speaks of it, a query that names one asks for it."""
    asked: Words = Words()
    """Words of queries only: too loose to say what a page is about."""
    pages: tuple[PageId, ...] = ()
    """The pages that answer it, for each kind of reader: they come before others that speak of it."""
    meaning: Text | None = None


class Wording(Record):
    """Words to avoid, what to write instead, and why. `allow_in` names directives that may quote them."""

    id: Id
    avoid: Words
    prefer: Text
    why: Text
    allow_in: tuple[str, ...] = ()
