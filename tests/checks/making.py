"""Libraries for the tests of the rules: the small project with a change, and what one rule says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from support import TODAY

from generator.load.project import load_project
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library

Check = Callable[[Library], Iterator[Diagnostic]]


def said_by(check: Check, root: Path, today: date = TODAY) -> list[tuple[str, str, int]]:
    """What one rule says of the project at `root`: code, file, line."""
    library = load_project(root, today).library
    return [(d.code, d.span.file, d.span.line) for d in check(library)]
