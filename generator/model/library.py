"""The library: everything loaded, indexed by stable id, immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.model.certificate import CertificateKey
from generator.model.config import (
    Band,
    CalendarEvent,
    Count,
    GlossaryTerm,
    Hotline,
    Named,
    School,
    Site,
    Wording,
)
from generator.model.diagnostic import Span
from generator.model.exam import ExamKey
from generator.model.known import KnownQuery
from generator.model.mandate import Mandate, Source, Value
from generator.model.page import Page
from generator.model.picture import Picture, PictureFault
from generator.model.question import Question, Quiz
from generator.model.record import LANGS, Lang


@dataclass(frozen=True, slots=True)
class Duty:
    """A mandate with the source that sets it."""

    mandate: Mandate
    source: str


@dataclass(frozen=True, slots=True)
class Library:
    """All that was loaded. `spans` maps `kind:id` (and `kind:id/field`) to the place it was written.

    `today` is given, never read from the clock, so that a build can be repeated.
    """

    today: date
    site: Site = field(default_factory=Site)
    school: School = field(default_factory=School)
    pages: Mapping[str, Page] = field(default_factory=dict)
    quizzes: Mapping[str, Quiz] = field(default_factory=dict)
    bands: Mapping[str, Band] = field(default_factory=dict)
    themes: Mapping[str, Named] = field(default_factory=dict)
    roles: Mapping[str, Named] = field(default_factory=dict)
    goals: Mapping[str, Named] = field(default_factory=dict)
    hotlines: Mapping[str, Hotline] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    duties: Mapping[str, Duty] = field(default_factory=dict)
    events: Mapping[str, CalendarEvent] = field(default_factory=dict)
    counts: Mapping[str, Count] = field(default_factory=dict)
    glossary: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    queries: Mapping[str, KnownQuery] = field(default_factory=dict)  # known answers of the search
    wording: Mapping[str, Wording] = field(default_factory=dict)
    exam_keys: Mapping[str, ExamKey] = field(default_factory=dict)
    certificate_keys: Mapping[str, CertificateKey] = field(default_factory=dict)
    passcodes: Mapping[str, str] = field(default_factory=dict, repr=False)  # of exams, by their page; never published
    spans: Mapping[str, Span] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)  # source file -> its text
    pictures: Mapping[str, Picture | PictureFault] = field(default_factory=dict)  # by project path
    pixels: Mapping[str, bytes] = field(default_factory=dict, repr=False)  # what is published of them, by digest

    unreadable: frozenset[str] = frozenset()  # ids of pages whose source has errors: links to them are not wrong

    refused_questions: frozenset[str] = frozenset()  # ids of quizzes and questions whose source has errors
    partly_asked: frozenset[str] = frozenset()  # ids of units with such questions: not all that is asked is known

    # tables and folders that could not be loaded at all: what names their entries is not reported on top of that
    unloaded: frozenset[str] = frozenset()

    @property
    def langs(self) -> tuple[Lang, ...]:
        """The languages that outputs are written in: Chinese, and English unless the school leaves it out."""
        return tuple(lang for lang in LANGS if lang == "zh" or lang in self.school.languages)

    def now(self) -> date:
        """The day this is for. Rules ask here, so that it is known what changes with the day."""
        return self.today

    def question(self, question_id: str) -> Question | None:
        """The question with this id, from whichever quiz holds it."""
        for quiz in self.quizzes.values():
            for item in quiz.items:
                if item.id == question_id:
                    return item
        return None

    def sealed_bank(self, identity: str) -> str | None:
        """The sealed bank that a quiz's or question's id belongs to: it must not be shown as practice."""
        for key, quiz in self.quizzes.items():
            if quiz.sealed and (key == identity or any(i.id == identity for i in quiz.items)):
                return key
        return None

    def of_kind(self, kind: str) -> tuple[Page, ...]:
        """Pages of one kind, by id."""
        return tuple(p for _, p in sorted(self.pages.items()) if p.meta.kind == kind)

    def band_of_grade(self, grade: str) -> Band | None:
        """The band that has `grade` (`g1`, `v2`), or None."""
        return next((b for b in self.bands.values() if grade in b.grades), None)

    def span(self, key: str) -> Span:
        """Where `key` (`kind:id`) was written; the configuration folder where that is not known."""
        return self.spans.get(key, Span("site_config"))
