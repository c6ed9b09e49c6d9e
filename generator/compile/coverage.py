"""Works out, for every duty, what satisfies it and what is missing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.messages import interface
from generator.model import mandate as m
from generator.model.coverage import CoverageRow, NeedResult, State
from generator.model.diagnostic import Diagnostic
from generator.model.library import Duty, Library
from generator.model.page import Page
from generator.model.record import LANGS, Lang
from generator.pages.context import bands_of
from generator.pages.course import CourseMeta, UnitMeta
from generator.pages.lesson import LessonMeta, MeetingMeta

STALE_DAYS = 180
TERMS = ("a", "b")
COUNTED = frozenset({"content", "courses", "bands", "values", "hotlines", "events"})  # what requirements count


@dataclass(frozen=True, slots=True)
class Measure:
    """What a requirement was found to be: words of the catalogue, their values, whether it holds."""

    key: str
    met: bool
    page: str | None = None
    have: int | str = ""
    want: int | str = ""
    what: str = ""
    narrowed: tuple[tuple[str, tuple[str, ...]], ...] = ()  # vocabulary, ids: which of them are meant


def coverage(library: Library, rules: frozenset[str]) -> tuple[CoverageRow, ...]:
    """A row for every duty, by id. `rules` are the codes of the checks that the compiler runs."""
    ordered = sorted(
        library.duties.values(),
        key=lambda d: (
            list(library.sources).index(d.source) if d.source in library.sources else len(library.sources),
            d.mandate.id,
        ),
    )
    return tuple(_row(duty, library, rules) for duty in ordered)


def check_duties(library: Library, rows: Iterable[CoverageRow]) -> Iterator[Diagnostic]:
    """Duties that lack something and give no reason; none while what is counted cannot be read, which is told already."""
    if library.unreadable or COUNTED & library.unloaded:
        return
    for row in rows:
        if row.state == "missing" and library.duties[row.mandate].mandate.reason is None:
            needs = "; ".join(r.words["zh"] for r in row.results if not r.met)
            params = {"id": row.mandate, "needs": needs}
            yield Diagnostic("duty-open", library.span(f"duties:{row.mandate}"), "warning", params)


def _row(duty: Duty, library: Library, rules: frozenset[str]) -> CoverageRow:
    results = tuple(_result(_measure(need, library, rules), library) for need in duty.mandate.needs)
    state: State = "outside" if not results else "met" if all(r.met for r in results) else "missing"
    return CoverageRow(duty.mandate.id, duty.source, state, results)


def _result(measure: Measure, library: Library) -> NeedResult:
    words: dict[str, str] = {}
    for lang in LANGS:
        page = library.pages.get(measure.page or "")
        title = page.title(lang) if page else (measure.page or "")
        names = interface(lang)
        what = names.get(measure.what, measure.what) + _narrowed(measure, library, lang)
        template = names[f"need-{measure.key}"]
        words[lang] = template.format(page=title, have=measure.have, want=measure.want, what=what)
    return NeedResult(measure.met, words, measure.page)


def _narrowed(measure: Measure, library: Library, lang: Lang) -> str:
    """The names of the themes and bands a requirement is about, in brackets."""
    words = interface(lang)
    found = [
        getattr(library, t)[i].name.get(lang) for t, ids in measure.narrowed for i in ids if i in getattr(library, t)
    ]
    return words["brackets"].format(text=words["list-comma"].join(found)) if found else ""


def _number(value: int | str, library: Library) -> int:
    """A number, or the value of `values.yml` with that id; 0, which nothing meets, where it is not there or in words."""
    if isinstance(value, int):
        return value
    found = library.values.get(value)
    try:
        return math.ceil(float(found.value)) if found else 0
    except (ValueError, OverflowError):
        return 0


def _measure(need: m.Need, library: Library, rules: frozenset[str]) -> Measure:
    rule: Callable[..., Measure] = NEEDS[need.type]
    return rule(need, library, rules)


def _page(need: m.PageNeed, library: Library, rules: frozenset[str]) -> Measure:
    return Measure("page", need.id in library.pages, need.id)


def _document(need: m.DocumentNeed, library: Library, rules: frozenset[str]) -> Measure:
    page = library.pages.get(need.id)
    return Measure("document", page is not None and page.meta.kind == "document", need.id)


def _pages(need: m.PagesNeed, library: Library, rules: frozenset[str]) -> Measure:
    def fits(page: Page) -> bool:
        meta = page.meta
        return (
            (need.audience is None or getattr(meta, "audience", None) == need.audience)
            and (not need.themes or bool(set(need.themes) & set(meta.themes)))
            and (not need.bands or bool(set(need.bands) & set(bands_of(meta, library))))
            and (not need.five_edu or bool(set(need.five_edu) & set(getattr(meta, "five_edu", ()))))
        )

    have = sum(fits(p) for p in library.of_kind(need.kind))
    narrowed = (("themes", need.themes), ("bands", need.bands))
    return Measure("pages", have >= need.min, None, have, need.min, f"kind-{need.kind}", narrowed)


def _each_band(need: m.EachBandNeed, library: Library, rules: frozenset[str]) -> Measure:
    have = _least_per_band(library, need.kind)
    return Measure("each-band", have >= need.min, None, have, need.min, f"kind-{need.kind}")


def _least_per_band(library: Library, kind: str) -> int:
    counts = dict.fromkeys(library.bands, 0)
    for page in library.of_kind(kind):
        for band in bands_of(page.meta, library):
            counts[band] = counts.get(band, 0) + 1
    return min(counts.values(), default=0)


def _lessons(need: m.LessonsNeed, library: Library, rules: frozenset[str]) -> Measure:
    want = _number(need.min, library)
    cells = {(g, t): 0 for band in library.bands.values() for g in band.grades for t in TERMS}
    for page in library.of_kind("lesson"):
        if isinstance(page.meta, LessonMeta) and (page.meta.grade, page.meta.term) in cells:
            cells[page.meta.grade, page.meta.term] += 1
    full = sum(n >= want > 0 for n in cells.values())
    return Measure("lessons", full == len(cells) > 0, None, f"{full}/{len(cells)}", want)


def _meetings(need: m.MeetingsNeed, library: Library, rules: frozenset[str]) -> Measure:
    want = _number(need.min, library)
    cells = {(band, t): 0 for band in library.bands for t in TERMS}
    for page in library.of_kind("theme-meeting"):
        if isinstance(page.meta, MeetingMeta):
            for band in page.meta.bands:
                if (band, page.meta.term) in cells:
                    cells[band, page.meta.term] += 1
    full = sum(n >= want > 0 for n in cells.values())
    return Measure("meetings", full == len(cells) > 0, None, f"{full}/{len(cells)}", want)


def _hours(need: m.HoursNeed, library: Library, rules: frozenset[str]) -> Measure:
    want = _number(need.hours, library)
    least = min((role_minutes(role, library) for role in need.roles), default=0)
    have = least / library.school.class_hour_minutes
    return Measure("hours", have >= want > 0, None, f"{have:g}", want)


def role_minutes(role: str, library: Library) -> int:
    """The most minutes that one course holds for a role: its core units and the role's own."""
    best = 0
    for course in library.of_kind("course"):
        assert isinstance(course.meta, CourseMeta)
        units = dict.fromkeys([*course.meta.core, *course.meta.tracks.get(role, ())])
        metas = [library.pages[u].meta for u in units if u in library.pages]
        best = max(best, sum(x.minutes.total for x in metas if isinstance(x, UnitMeta)))
    return best


def _lectures(need: m.LecturesNeed, library: Library, rules: frozenset[str]) -> Measure:
    want, have = _number(need.min, library), _least_per_band(library, "lecture")
    return Measure("lectures", have >= want > 0, None, have, want)


def _opening(need: m.OpeningNeed, library: Library, rules: frozenset[str]) -> Measure:
    want, have = _number(need.minutes, library), sum(o.minutes for o in library.school.room_hours)
    return Measure("opening", have >= want > 0, "doc/room-rules", have, want)


def _hotlines(need: m.HotlinesNeed, library: Library, rules: frozenset[str]) -> Measure:
    ages = [(library.now() - h.verified).days for h in library.hotlines.values()]
    stale = sum(age > STALE_DAYS for age in ages)
    return Measure("hotlines", bool(ages) and not stale, "hotline/list", stale, STALE_DAYS)


def _calendar(need: m.CalendarNeed, library: Library, rules: frozenset[str]) -> Measure:
    want = _number(need.per_year, library)
    have = sum(len(e.months) for e in library.events.values() if e.tag == need.tag)
    return Measure("calendar", have >= want > 0, None, have, want, need.tag)


def _rule(need: m.RuleNeed, library: Library, rules: frozenset[str]) -> Measure:
    return Measure("rule", need.code in rules, None, what=need.code)


def _posts(need: m.PostsNeed, library: Library, rules: frozenset[str]) -> Measure:
    filled = sum(post in library.school.posts for post in need.posts)
    return Measure("posts", filled == len(need.posts), None, filled, len(need.posts))


NEEDS: dict[str, Callable[..., Measure]] = {
    "page": _page,
    "document": _document,
    "pages": _pages,
    "each-band": _each_band,
    "lessons-per-term": _lessons,
    "theme-meetings": _meetings,
    "class-hours": _hours,
    "lectures-per-year": _lectures,
    "opening-hours": _opening,
    "hotlines": _hotlines,
    "calendar": _calendar,
    "rule": _rule,
    "posts": _posts,
}
