"""Libraries for the tests of the rules: the small project with a change, and what one rule says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from support import TODAY

from generator.load.project import load_project
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.page import Page
from generator.model.question import Quiz

Check = Callable[[Library], Iterator[Diagnostic]]


def on_pages(check: Callable[[Page, Library], Iterator[Diagnostic]]) -> Check:
    """A rule about a page, on all pages."""
    return lambda library: (found for page in library.pages.values() for found in check(page, library))


def on_quizzes(check: Callable[[str, Quiz, Library], Iterator[Diagnostic]]) -> Check:
    """A rule about a quiz, on all quizzes."""
    return lambda library: (found for key, quiz in library.quizzes.items() for found in check(key, quiz, library))


def together(*checks: Check) -> Check:
    """Several rules as one."""
    return lambda library: (found for check in checks for found in check(library))


def said_by(check: Check, root: Path, today: date = TODAY) -> list[tuple[str, str, int]]:
    """What one rule says of the project at `root`: code, file, line."""
    library = load_project(root, today).library
    return [(d.code, d.span.file, d.span.line) for d in check(library)]
