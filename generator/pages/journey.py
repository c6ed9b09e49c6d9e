"""What the scripts of course pages, units and /my/ know: units and their minutes, roles, class hours, words."""

from __future__ import annotations

from generator.messages import interface
from generator.model.library import Library
from generator.model.page import Page, PageMeta
from generator.model.record import Id, PageId
from generator.pages.context import Context, law_title

PARTS = ("reading", "cases", "quiz", "task")


def words(context: Context, *prefixes: str) -> dict[str, str]:
    """The interface strings a script needs: all those that begin with one of `prefixes`."""
    return {k: v for k, v in interface(context.lang).items() if k.startswith(prefixes)}


def course_data(page: Page, context: Context) -> dict[str, object]:
    """A course: its units for everyone and by role, with the minutes of each unit's parts."""
    core: tuple[PageId, ...] = getattr(page.meta, "core", ())
    tracks: dict[Id, tuple[PageId, ...]] = getattr(page.meta, "tracks", {})
    pages = context.library.pages
    there = {role: [i for i in ids if i in pages] for role, ids in tracks.items()}
    listed = [i for i in dict.fromkeys([*core, *(i for ids in tracks.values() for i in ids)]) if i in pages]
    return {
        "id": page.id,
        "title": page.title(context.lang),
        "core": [i for i in core if i in pages],
        "tracks": there,
        "units": [unit_data(pages[i], context) for i in listed],
    }


def unit_data(page: Page, context: Context) -> dict[str, object]:
    """A unit: its code, title, and the parts that take time."""
    return {
        "id": page.id,
        "code": getattr(page.meta, "code", ""),
        "title": page.title(context.lang),
        "minutes": part_minutes(page.meta),
    }


def part_minutes(meta: PageMeta) -> dict[str, int]:
    """Minutes by part, only of the parts a unit has."""
    minutes = getattr(meta, "minutes", None)
    return {part: n for part in PARTS if (n := getattr(minutes, part, 0))}


def roles_data(context: Context) -> list[dict[str, str]]:
    """Roles by id and name, in their order."""
    return [{"id": role.id, "name": role.name.get(context.lang)} for role in context.library.roles.values()]


def hours_data(context: Context) -> dict[str, object]:
    """How long one class hour may be taken to be, how many a term needs, and who says so."""
    library, lang = context.library, context.lang
    school = library.school
    readings = sorted({*school.class_hours.readings, school.class_hour_minutes})
    out: dict[str, object] = {"readings": readings, "default": school.class_hour_minutes, "needed": 0, "says": ""}
    value = library.values.get(school.class_hours.needed or "")
    source = library.sources.get(value.source) if value else None
    if value and source and isinstance(value.value, (int, float)):
        title = law_title(source.title.get(lang), lang, source.type)
        article = context.t("brackets", text=value.article.get(lang)) if value.article else ""
        key = "journey-says-draft" if source.status == "draft" else "journey-says"
        out["needed"] = value.value
        out["says"] = context.t(key, source=title + article, n=value.value)
    terms = [{"begins": t.begins.isoformat(), "ends": t.ends.isoformat()} for t in school.terms if t.begins and t.ends]
    return {**out, "terms": terms}


def my_page(library: Library) -> Page | None:
    """The page that shows what this browser knows, where the library has one."""
    return next(iter(library.of_kind("my")), None)
