"""Loads a project: all layers, all files, into one library; problems are collected, nothing is raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.load.config import ConfigReader
from generator.load.layers import Layer, odd_folders, read_layers
from generator.load.pages import PageReader
from generator.load.passcodes import read_passcodes
from generator.load.quizzes import QuizReader
from generator.model.config import School
from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library

CONTENT_FOLDERS = ("content", "courses", "quizzes")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A library, what is wrong with its sources, its layers, and the sources that could not be used."""

    library: Library
    diagnostics: tuple[Diagnostic, ...]
    layers: tuple[Layer, ...]
    broken: Mapping[str, str]


def load_project(root: Path, today: date) -> Loaded:
    """Everything under `root` (and the libraries below it) as of `today`."""
    layers, site, site_files, problems = read_layers(root)
    config, pages, quizzes = ConfigReader(), PageReader(), QuizReader()
    unloaded: set[str] = set()
    for folder in CONTENT_FOLDERS:
        if not any((layer.root / folder).is_dir() for layer in layers):
            problems.append(Diagnostic("folder-missing", Span(folder), params={"folder": folder}))
            unloaded.add(folder)
    for layer in layers:
        for folder in CONTENT_FOLDERS:
            problems.extend(odd_folders(layer, folder))
        config.read(layer)
        pages.read(layer, "content")
        pages.read(layer, "courses")
        quizzes.read(layer)
    passcodes, refused = read_passcodes(root)
    problems.extend(refused)
    library = Library(
        today=today,
        site=site,
        school=config.school or School(),
        pages=pages.pages,
        quizzes=quizzes.quizzes,
        spans={**config.spans, **pages.spans, **quizzes.spans},
        files={**site_files, **config.files, **pages.files, **quizzes.files},
        assets=pages.assets,
        passcodes=passcodes,
        unloaded=config.unloaded().union(unloaded),
        unreadable=frozenset(pages.broken.values()) - pages.pages.keys(),
        refused_questions=frozenset(quizzes.refused),
        partly_asked=frozenset(quizzes.partly_asked),
        **config.tables,
    )
    found = [*problems, *config.problems, *pages.problems, *quizzes.problems]
    return Loaded(library, tuple(sorted(found, key=lambda d: d.sort_key)), layers, pages.broken)
