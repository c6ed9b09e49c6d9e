"""The files of each kind of skeleton, and the values in them that follow from the id and the library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.model.library import Library
from generator.model.page import Page
from generator.scaffold.refused import Refused
from generator.scaffold.render import render

Files: TypeAlias = Mapping[str, str]  # path in the project, with `/` -> text

# A guide's first folder says for whom it is.
AUDIENCES = {"home": "families", "teacher": "teachers", "pupil": "pupils", "school": "school"}
PHASES = (5, 10, 12, 8, 5)  # opening, three activities, closing, of forty minutes
UNIT_PARTS = (14, 14, 7, 10)  # reading, cases, quiz, task, of one class hour (facts/content-map.md D1.1)
LECTURES_A_TERM = 2  # facts/content-map.md: four lectures a band and year
OWN_DOCUMENTS = 60  # DOC01-DOC59 are kept for the library that ships with the program
URGENT_NOW = "urgent/now"  # the page for danger at this moment, where the library has it
MIN_ITEMS = 5
ITEM_TYPES = ("single", "truefalse", "single", "multiple", "single")


@dataclass(frozen=True, slots=True)
class Request:
    """What the author asks for: an id as typed, titles or nothing, and the library it will join."""

    id: str
    title: str
    english: str
    library: Library


def _pages(path: str, template: str, request: Request, **values: object) -> dict[str, str]:
    """A page's Chinese file, and its English one where the school writes English."""
    library = request.library
    shared = {
        "id": path.partition("/")[2],
        "title": request.title or "【写】标题",
        "english": request.english or "【write】 the title in English",
        "themes": " ".join(library.themes),
        "now": URGENT_NOW in library.pages,
        **values,
    }
    files = {f"{path}.md": render(f"{template}.md", **shared)}
    if "en" in library.school.languages:
        files[f"{path}.en.md"] = render(f"{template}.en.md", **shared)
    return files


def _shares(total: int, parts: tuple[int, ...]) -> tuple[int, ...]:
    """`total` minutes divided as `parts` are; what rounding leaves goes to the longest."""
    out = [max(1, total * part // sum(parts)) for part in parts]
    out[parts.index(max(parts))] += total - sum(out)
    return tuple(out)


def _minutes(band: str, library: Library) -> int:
    """The length of a class in a band, as the school says or the band does."""
    known = library.bands.get(band)
    return library.school.class_minutes.get(band, known.class_minutes if known else sum(PHASES))


def _class_values(band: str, library: Library) -> dict[str, object]:
    minutes = _minutes(band, library)
    own = [g.id for g in library.goals.values() if g.band == band]
    shared = [g.id for g in library.goals.values() if g.band is None]
    goals = own or shared or ["X-help"]
    return {
        "minutes": minutes,
        "phases": _shares(minutes, PHASES),
        "goal": goals[0],
        "goals": " ".join([*own, *shared]),
    }


def lesson(request: Request, parts: re.Match[str]) -> Files:
    """A lesson as long as its band's classes are."""
    band = request.library.band_of_grade(parts["grade"])
    if band is None:
        grades = " ".join(g for b in request.library.bands.values() for g in b.grades)
        raise Refused(
            f"没有哪个学段包含年级“{parts['grade']}”。现有年级：{grades}（site_config/bands.yml）",
            f"No band holds the grade “{parts['grade']}”. Grades: {grades} (site_config/bands.yml)",
        )
    values = _class_values(band.id, request.library)
    number = int(parts["number"])
    return _pages(
        f"content/{parts[0]}", "lesson", request, grade=parts["grade"], term=parts["term"], number=number, **values
    )


def _known_band(parts: re.Match[str], library: Library) -> str:
    if parts["band"] not in library.bands:
        bands = " ".join(library.bands)
        raise Refused(
            f"没有学段“{parts['band']}”。学段：{bands}", f"There is no band “{parts['band']}”. Bands: {bands}"
        )
    return parts["band"]


def meeting(request: Request, parts: re.Match[str]) -> Files:
    """A theme class meeting."""
    band = _known_band(parts, request.library)
    values = _class_values(band, request.library)
    return _pages(f"content/{parts[0]}", "theme-meeting", request, band=band, term=parts["term"], **values)


def lecture(request: Request, parts: re.Match[str]) -> Files:
    """A lecture with the parents' self-check."""
    band = _known_band(parts, request.library)
    term = "a" if int(parts["number"]) <= LECTURES_A_TERM else "b"
    quiz = f"parent-{band}-{parts['number']}"
    pages = _pages(f"content/{parts[0]}", "lecture", request, band=band, term=term, quiz=quiz)
    title = f"家长自测：{request.title or parts[0]}", f"For parents: {request.english or parts[0]}"
    return {**pages, **_quiz_file(quiz, title, lecture=parts[0])}


def guide(request: Request, parts: re.Match[str]) -> Files:
    """A guide; its folder says for whom."""
    audience = AUDIENCES[parts["folder"]]
    template = "guide-families" if audience == "families" else "guide"
    return _pages(f"content/{parts[0]}", template, request, audience=audience)


def urgent(request: Request, parts: re.Match[str]) -> Files:
    """An urgent page."""
    return _pages(f"content/{parts[0]}", "urgent", request)


def page(request: Request, parts: re.Match[str]) -> Files:
    """A free page."""
    return _pages(f"content/{parts[0]}", "page", request)


def document(request: Request, parts: re.Match[str]) -> Files:
    """A document with the next free code of the school's own."""
    used = {str(getattr(p.meta, "code", ""))[:5] for p in request.library.of_kind("document")}
    code = next((c for n in range(OWN_DOCUMENTS, 100) if (c := f"DOC{n}") not in used), f"DOC{OWN_DOCUMENTS}")
    return _pages(f"content/{parts[0]}", "document", request, code=code)


def unit(request: Request, parts: re.Match[str]) -> Files:
    """A unit with its quiz and two cases; with its course where that is new."""
    name = f"{parts['series']}{parts['chapter']}-{parts['number']}"
    code = f"{parts['series'].upper()}{parts['chapter']}.{parts['number']}"
    course, quiz = f"course/{parts['course']}", f"{parts['course']}-{name}"
    path = f"courses/{parts['course']}/{name}"
    reading, cases, test, task = _shares(request.library.school.class_hour_minutes, UNIT_PARTS)
    outcomes = (f"{name}-o1", f"{name}-o2")
    values = {
        "id": parts[0],
        "course": course,
        "code": code,
        "quiz": quiz,
        "outcomes": outcomes,
        "parts": {"reading": reading, "cases": cases, "quiz": test, "task": task},
    }
    files = _pages(path, "unit", request, **values)
    words = request.title or code, request.english or code
    files |= _quiz_file(quiz, (f"小测：{words[0]}", f"Quiz: {words[1]}"), outcomes, unit=parts[0])
    cases_title = (f"案例：{words[0]}", f"Cases: {words[1]}")
    files |= _quiz_file(f"{quiz}-cases", cases_title, outcomes, template="cases.yml", unit=parts[0])
    if course not in request.library.pages:
        files |= _course(request, parts["course"], parts[0])
    return files


def _course(request: Request, course: str, unit: str) -> Files:
    """A course of the school's own, where the unit is the first of its course."""
    if not re.fullmatch(r"t\d", course):
        raise Refused(
            f"没有课程“course/{course}”，也不能用这个名字新建。课程的 id 是 t 加一位数字，例如：course/t9/c1-1",
            f"There is no course “course/{course}”, and none can be made of that name: t and one digit, as in course/t9/c1-1",
        )
    untitled = Request(request.id, "", "", request.library)
    code = course.upper()
    return _pages(f"courses/{course}/course", "course", untitled, id=f"course/{course}", code=code, unit=unit)


def quiz(request: Request, parts: re.Match[str]) -> Files:
    """A quiz, joined to the unit or lecture whose id it bears."""
    identity = parts[0].replace("/", "-")
    unit = next((u for u in request.library.of_kind("unit") if _quiz_of(u) == identity), None)
    lecture = next((p for p in request.library.of_kind("lecture") if _quiz_of(p) == identity), None)
    outcomes = tuple(o.id for o in getattr(unit.meta, "outcomes", ())) if unit else ()
    title = request.title or "【写】小测的名字", request.english or "【write】 the quiz's name"
    return _quiz_file(
        identity, title, outcomes, unit=unit.id if unit else "", lecture=lecture.id if lecture and not unit else ""
    )


def _quiz_of(page: Page) -> str:
    """The id that the quiz of a unit or lecture has by our custom, or that the lecture names."""
    own = str(getattr(page.meta, "quiz", None) or "")
    if page.meta.kind == "lecture":
        return own or page.id.replace("/lecture-", "-").replace("/", "-")
    return page.id.partition("/")[2].replace("/", "-")


def _quiz_file(
    identity: str,
    title: tuple[str, str],
    outcomes: tuple[str, ...] = (),
    *,
    unit: str = "",
    lecture: str = "",
    template: str = "quiz.yml",
) -> dict[str, str]:
    folder, _, name = identity.partition("-")
    path = f"quizzes/{folder}/{name}.yml" if name else f"quizzes/{folder}.yml"
    count = max(MIN_ITEMS, len(outcomes))
    items = [(ITEM_TYPES[i % len(ITEM_TYPES)], outcomes[i % len(outcomes)] if outcomes else "") for i in range(count)]
    text = render(
        template,
        id=identity,
        title=title[0],
        english=title[1],
        unit=unit,
        lecture=lecture,
        items=items,
        outcomes=outcomes,
    )
    return {path: text}
