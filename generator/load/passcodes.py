"""Reads `records/exam-passcodes.yml`, the one private file a build may need: exam page -> passcode.

Its text is kept out of the library's files, so that no report can quote it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.load.located import parse_yaml
from generator.load.text import read_source
from generator.model.diagnostic import Diagnostic, Span

PASSCODES = "records/exam-passcodes.yml"


def read_passcodes(root: Path) -> tuple[Mapping[str, str], list[Diagnostic]]:
    """The passcodes of the project itself (never of a library below it), and what is wrong with the file."""
    path = root / PASSCODES
    if not path.is_file():
        return {}, []
    text, problems = read_source(path, PASSCODES, root)
    if text is None:
        return {}, problems
    located, problems = parse_yaml(text, PASSCODES)
    # The reasons of a YAML fault may quote the text: only its place is told.
    told = [Diagnostic("yaml-syntax", Span(PASSCODES, p.span.line), params={"reason": p.code}) for p in problems]
    if located is None or located.data is None:
        return {}, told
    if not isinstance(located.data, dict):
        return {}, [*told, Diagnostic("field-type", Span(PASSCODES), params={"field": "-", "wanted": "want-mapping"})]
    return {str(k): str(v) for k, v in located.data.items() if isinstance(v, (str, int))}, told
