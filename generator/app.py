"""The use cases: load and compile a project; everything above this calls these."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timezone
from pathlib import Path

from generator.compile.compilation import Compilation, compile_library
from generator.load.layers import Layer, find_root
from generator.load.project import load_project
from generator.load.schema import schemas
from generator.model.record import Lang
from generator.outputs.site.search.answers import check_answers
from generator.outputs.site.tree import SiteTree, write_tree
from generator.outputs.site.trouble import show_trouble
from generator.records.exam.intake import read_all
from generator.records.exam.keys import read_key
from generator.records.exam.opening import Known, Opening, sittings
from generator.records.exam.response import Refused
from generator.records.exam.results import read_known, write_results
from generator.records.exam.ticket import fold_ticket


class NoProject(Exception):
    """There is no project at or above the folder."""


@dataclass(frozen=True, slots=True)
class Project:
    """A compiled project: where it lies, its layers, the compilation, sources that could not be used."""

    root: Path
    layers: tuple[Layer, ...]
    compilation: Compilation
    broken: Mapping[str, str]

    @property
    def errors(self) -> int:
        """The number of problems that are errors."""
        return sum(d.severity == "error" for d in self.compilation.diagnostics)

    @property
    def warnings(self) -> int:
        """The number of problems that are not errors."""
        return len(self.compilation.diagnostics) - self.errors


__all__ = [
    "NoProject",
    "Project",
    "check_project",
    "compile_project",
    "exam_results",
    "missing_translations",
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


def compile_project(start: Path, on: date) -> Project:
    """Loads and compiles the project at or above `start` as of the day `on`. Raises `NoProject`."""
    root = find_root(start)
    if root is None:
        raise NoProject(str(start))
    loaded = load_project(root, on)
    compilation = compile_library(loaded.library, loaded.diagnostics)
    return Project(root, loaded.layers, compilation, loaded.broken)


def check_project(start: Path, on: date) -> Project:
    """The same, and the search put to its known answers. Raises `NoProject`.

    With errors in it a project is not asked: over half a library a search says nothing.
    """
    project = compile_project(start, on)
    if project.errors:
        return project
    found = (*project.compilation.diagnostics, *check_answers(project.compilation))
    told = tuple(sorted(found, key=lambda d: d.sort_key))
    return replace(project, compilation=replace(project.compilation, diagnostics=told))


def site_tree(project: Project, lang: Lang, *, with_trouble: bool = False) -> SiteTree:
    """The site's source tree in one language; `with_trouble` shows errors on the pages they are in."""
    tree = write_tree(project.compilation, lang)
    return show_trouble(tree, project.compilation, project.broken) if with_trouble else tree


def missing_translations(project: Project) -> tuple[str, ...]:
    """Ids of the pages that have no English yet."""
    return tuple(sorted(p.id for p in project.compilation.library.pages.values() if p.translated is None))


def exam_results(
    start: Path,
    on: date,
    files: Iterable[Path],
    key: Path,
    *,
    form: str = "json",
    lang: str = "zh",
    known: tuple[Path, ...] = (),
    tickets: Path | None = None,
) -> tuple[str, int]:
    """The answers in `files`, opened and graded, as `text`, `json` or `csv`, and how many were rejected.

    Raises `NoProject`, and `Refused` where a key, a list of tickets or an earlier result cannot be read.
    """
    root = find_root(start)
    if root is None:
        raise NoProject(str(start))
    key_id, private = read_key(key)
    before = [read_known(_private_text(path, "known-file")) for path in known]
    issued = None
    if tickets:
        issued = frozenset(fold_ticket(t) for t in _private_text(tickets, "tickets-file").split("\n") if t.strip())
    exams = sittings(load_project(root, on).library)
    opening = Opening(
        exams,
        key_id,
        private,
        Known({k: v for one in before for k, v in one.nonces.items()}, frozenset().union(*(b.tickets for b in before))),
        issued,
    )
    results = opening.open_all(read_all(files))
    return write_results(results, exams, key_id, form, lang), sum(bool(r.reason) for r in results)


def _private_text(path: Path, reason: str) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, ValueError) as fault:
        raise Refused(reason, str(path)) from fault
