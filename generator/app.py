"""The use cases: load and compile a project; everything above this calls these."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from generator.compile.compilation import Compilation, compile_library
from generator.load.layers import Layer, find_root
from generator.load.pictures.reader import Changed
from generator.load.project import load_project
from generator.load.schema import schemas
from generator.memory.memory import Memory
from generator.model.library import Library
from generator.model.picture import Picture
from generator.model.record import Lang
from generator.model.roster import Person
from generator.model.suggest import nearest
from generator.outputs.site.tree import SiteTree, write_tree
from generator.outputs.site.trouble import show_trouble
from generator.outputs.site.written import write_document

if TYPE_CHECKING:  # what the extra `print` brings is read where it is used: building a site must do without it
    from generator.model.roster import Roster
    from generator.outputs.print.packs import Packs, Progress

CACHE = ".cache"  # in the project's folder; may be removed at any time


class NoProject(Exception):
    """There is no project at or above the folder."""


class PageUnknown(Exception):
    """No page with this id is printed; `hint` is a near one."""

    def __init__(self, identity: str, hint: str | None) -> None:
        super().__init__(identity)
        self.id, self.hint = identity, hint


class PrintMissing(Exception):
    """The packages of the extra `print` are not installed; says which was looked for."""


class BadFormat(Exception):
    """A format that we do not write; `known` are those we do."""

    def __init__(self, form: str, known: tuple[str, ...]) -> None:
        super().__init__(form)
        self.known = known


@dataclass(frozen=True, slots=True)
class Project:
    """A compiled project: where it lies, its layers, the compilation, sources that could not be used."""

    root: Path
    layers: tuple[Layer, ...]
    compilation: Compilation
    broken: Mapping[str, str]
    memory: Memory = field(default_factory=Memory)

    @property
    def errors(self) -> int:
        """The number of problems that are errors."""
        return sum(d.severity == "error" for d in self.compilation.diagnostics)

    @property
    def warnings(self) -> int:
        """The number of problems that are not errors."""
        return len(self.compilation.diagnostics) - self.errors


__all__ = [
    "BadFormat",
    "Changed",
    "NoProject",
    "PageUnknown",
    "PrintMissing",
    "Project",
    "build_packs",
    "check_project",
    "compile_project",
    "find_root",
    "memory_of",
    "missing_translations",
    "printed_pictures",
    "read_roster",
    "schemas",
    "site_tree",
    "today",
]


def today(environment: Mapping[str, str] = os.environ) -> date:
    """The day a build is for: SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set, else the clock."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), tz=timezone.utc).date()
    return datetime.now(tz=timezone.utc).date()


def compile_project(start: Path, on: date, memory: Memory | None = None, *, for_site: bool = False) -> Project:
    """Loads and compiles the project at or above `start` as of the day `on`. Raises `NoProject`.

    What `memory` knows of earlier runs is not worked out again. `for_site` also writes every page for the site, where
    it is lowered: `site_tree` then has less to do.
    """
    root = find_root(start)
    if root is None:
        raise NoProject(str(start))
    memory = memory or Memory()
    memory.begin()
    loaded = load_project(root, on, memory)
    writer = write_document if for_site else None
    compilation = compile_library(loaded.library, loaded.diagnostics, loaded.digests, memory, writer)
    memory.save()
    return Project(root, loaded.layers, compilation, loaded.broken, memory)


def memory_of(start: Path) -> Memory:
    """What earlier runs left in the project's `.cache`; XINYU_CACHE=off goes without."""
    root = find_root(start)
    off = os.environ.get("XINYU_CACHE", "") in {"off", "0", "no"}
    return Memory(None if root is None or off else root / CACHE)


def check_project(start: Path, on: date, memory: Memory | None = None) -> Project:
    """The same, and the search put to its known answers. Raises `NoProject`.

    With errors in it a project is not asked: over half a library a search says nothing.
    """
    from generator.outputs.site.search.answers import check_answers  # noqa: PLC0415 - a build asks the search nothing

    memory = memory or Memory()
    project = compile_project(start, on, memory, for_site=True)
    if project.errors:
        return project
    found = (*project.compilation.diagnostics, *check_answers(project.compilation))
    memory.save()
    told = tuple(sorted(found, key=lambda d: d.sort_key))
    return replace(project, compilation=replace(project.compilation, diagnostics=told))


def site_tree(project: Project, lang: Lang, *, with_trouble: bool = False) -> SiteTree:
    """The site's source tree in one language; `with_trouble` shows errors on the pages they are in."""
    tree = write_tree(project.compilation, lang)
    return show_trouble(tree, project.compilation, project.broken) if with_trouble else tree


def build_packs(
    project: Project,
    folder: Path,
    ids: Collection[str] = (),
    formats: Collection[str] = (),
    *,
    people: tuple[Person, ...] = (),
    seed: str = "",
    progress: Progress = lambda done, of: None,
) -> Packs:
    """Writes the packs of `ids` (of every page) in `formats` (in all) into `folder`, in every language.

    `people` are listed on the sign-in sheets of courses (see `read_roster`); nothing else is made of them. `seed`
    draws the questions of exam papers; without one everybody can draw the same.

    Raises `PageUnknown`, `BadFormat`, `PrintMissing`, and `Changed` where a picture is no longer what was read.
    """
    try:
        from generator.outputs.print.fonts import FontsMissing  # noqa: PLC0415 - see above
        from generator.outputs.print.packs import write_packs  # noqa: PLC0415
        from generator.outputs.print.plan import FORMATS, KINDS, plan_packs  # noqa: PLC0415
    except ModuleNotFoundError as absent:
        raise PrintMissing(str(absent.name)) from absent
    compilation = project.compilation
    printed = [i for i, page in sorted(compilation.library.pages.items()) if page.meta.kind in KINDS]
    for identity in ids:
        if identity not in printed:
            raise PageUnknown(identity, nearest(identity, printed))
    for form in formats:
        if form not in FORMATS:
            raise BadFormat(form, FORMATS)
    packs = plan_packs(compilation, ids, people=people, seed=seed)
    whole = not ids and not formats
    try:
        assets = printed_pictures(compilation.library)
        made = write_packs(packs, assets, folder, formats=formats or FORMATS, whole=whole, progress=progress)
    except FontsMissing as absent:
        raise PrintMissing(str(absent)) from absent
    project.memory.save()
    return made


def printed_pictures(library: Library) -> dict[str, bytes]:
    """The pictures that paper and office files show, as they are published at their widest, by project path."""
    shown = {name: picture for name, picture in library.pictures.items() if isinstance(picture, Picture)}
    return {name: library.pixels[picture.largest.digest] for name, picture in shown.items()}


def read_roster(path: Path) -> Roster:
    """Staff from a workbook, for `build_packs`; what is wrong with it are values. Raises `PrintMissing`."""
    from generator.records import roster  # noqa: PLC0415 - no other command reads records

    try:
        return roster.read_roster(path)
    except ModuleNotFoundError as absent:
        raise PrintMissing(str(absent.name)) from absent


def missing_translations(project: Project) -> tuple[str, ...]:
    """Ids of the pages that have no English yet; none where English is not asked for."""
    library = project.compilation.library
    return tuple(sorted(p.id for p in library.pages.values() if not all(map(p.is_translated, library.langs))))
