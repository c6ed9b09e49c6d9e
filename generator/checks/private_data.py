"""Nothing private in published files: no identity numbers, no telephone numbers of people, no mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library

CODES = ("private-data",)

_MAIL = "mail address"
_PATTERNS = {
    "identity number": re.compile(
        r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)"
    ),
    "mobile number": re.compile(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"),
    _MAIL: re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII),
}
_FOLDERS = ("content/", "courses/", "quizzes/")


def check_private_data(library: Library) -> Iterator[Diagnostic]:
    """Personal data in any page or quiz (Personal Information Protection Law, article 28)."""
    for name, text in sorted(library.files.items()):
        yield from check_source(name, text)


def check_source(name: str, text: str) -> Iterator[Diagnostic]:
    """Personal data in one source of pages or questions."""
    if not re.sub("^(base/)+", "", name).startswith(_FOLDERS):
        return
    if not any(pattern.search(text) for kind, pattern in _PATTERNS.items() if kind != _MAIL or "@" in text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        for kind, pattern in _PATTERNS.items():
            for found in pattern.finditer(line):
                span = Span(name, number, found.start() + 1, len(found[0]))
                yield Diagnostic("private-data", span, params={"kind": kind})
