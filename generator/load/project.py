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
from generator.load.pictures.reader import PictureReader
from generator.load.quizzes import QuizReader
from generator.memory.digest import digest
from generator.memory.memory import Memory
from generator.model.config import School
from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library

CONTENT_FOLDERS = ("content", "courses", "quizzes")


@dataclass(frozen=True, slots=True)
class Digests:
    """What a library was made from: its configuration; faces and sources of pages; files of quizzes; texts of pages."""

    base: str
    faces: Mapping[str, str]
    pages: Mapping[str, str]
    quizzes: Mapping[str, str]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A library, what is wrong with its sources, its layers, and the sources that could not be used."""

    library: Library
    diagnostics: tuple[Diagnostic, ...]
    layers: tuple[Layer, ...]
    broken: Mapping[str, str]
    digests: Digests


def load_project(root: Path, today: date, memory: Memory | None = None) -> Loaded:
    """Everything under `root` (and the libraries below it) as of `today`; what `memory` knows is not parsed again."""
    memory = memory or Memory()
    layers, site, site_files, problems = read_layers(root)
    pictures = PictureReader(memory)
    config, pages, quizzes = ConfigReader(memory), PageReader(memory, pictures), QuizReader(memory)
    for kind in ("config", "page", "picture", "quiz"):
        memory.read_all(kind)
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
    for reader in (config, pages, pictures, quizzes):
        reader.settle()
    passcodes, refused = read_passcodes(root)
    problems.extend(refused)
    unloaded |= config.unloaded()
    library = Library(
        today=today,
        site=site,
        school=config.school or School(),
        pages=pages.pages,
        quizzes=quizzes.quizzes,
        spans={**config.spans, **pages.spans, **quizzes.spans},
        files={**site_files, **config.files, **pages.files, **quizzes.files},
        pictures=pictures.pictures,
        pixels=pictures.pixels,
        passcodes=passcodes,
        unloaded=frozenset(unloaded),
        unreadable=frozenset(pages.broken.values()) - pages.pages.keys(),
        refused_questions=frozenset(quizzes.refused),
        partly_asked=frozenset(quizzes.partly_asked),
        **config.tables,
    )
    found = [*problems, *config.problems, *pages.problems, *pictures.problems, *quizzes.problems]
    base = digest(
        config.digest,
        repr(sorted(passcodes.items())),
        repr([(layer.number, layer.prefix) for layer in layers]),
        *(part for name, text in sorted(site_files.items()) for part in (name, text)),
        repr(sorted(unloaded)),
    )
    digests = Digests(base, pages.faces, pages.digests, quizzes.digests, pages.texts)
    return Loaded(library, tuple(sorted(found, key=lambda d: d.sort_key)), layers, pages.broken, digests)
