"""Diagnostics for machines: JSON, and the workflow commands that GitHub shows beside the line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from generator.model.diagnostic import Diagnostic
from generator.report.words import speak


def write_json(diagnostics: Iterable[Diagnostic], files: Mapping[str, str], lang: str) -> str:
    """One JSON object: `diagnostics`, each with place, words and suggestion, and their counts."""
    rows = []
    for diagnostic in diagnostics:
        said, span = speak(diagnostic, files, lang), diagnostic.span
        rows.append(
            {
                "file": span.file,
                "line": span.line,
                "column": span.column,
                "length": span.length,
                "severity": diagnostic.severity,
                "code": diagnostic.code,
                "message": said.what,
                "why": said.why,
                "fix": said.fix,
                "suggestion": diagnostic.suggestion,
                "source": said.line,
            }
        )
    counts = {s: sum(r["severity"] == s for r in rows) for s in ("error", "warning")}
    return json.dumps({"diagnostics": rows, "counts": counts}, ensure_ascii=False, indent=2)


def write_github(diagnostics: Iterable[Diagnostic], files: Mapping[str, str], lang: str) -> str:
    """One workflow command a line (GitHub Actions, "Workflow commands")."""
    out = []
    for diagnostic in diagnostics:
        said, span = speak(diagnostic, files, lang), diagnostic.span
        place = f"file={_property(span.file)},line={span.line},col={span.column}"
        message = _data(f"{said.what} {said.meant} {said.fix}".strip())
        out.append(f"::{diagnostic.severity} {place},title={_property(diagnostic.code)}::{message}")
    return "\n".join(out)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
