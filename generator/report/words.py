"""The words of a diagnostic in one language, with the source line it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.messages import Message, catalogue, fill
from generator.model.diagnostic import Diagnostic

_LABELS = {
    "zh": {"error": "错误", "warning": "提醒", "fix": "改法：", "meant": "是否想写“{word}”？", "end": "。"},
    "en": {"error": "error", "warning": "warning", "fix": "fix: ", "meant": "did you mean “{word}”?", "end": " "},
}
MAX_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Spoken:
    """A diagnostic ready to show. `line` is the source line, `caret` where in it the fault begins."""

    place: str
    severity: str
    code: str
    what: str
    why: str
    fix: str
    meant: str
    line: str
    caret: int
    length: int


def label(lang: str, key: str) -> str:
    """A word of the reports' own."""
    return _LABELS[lang][key]


@lru_cache(maxsize=4)
def _lines(text: str) -> list[str]:
    """A file with thousands of problems is split once, not once for each."""
    return text.split("\n")


def speak(diagnostic: Diagnostic, files: Mapping[str, str], lang: str) -> Spoken:
    """`diagnostic` in words; `files` gives the text of its source, where it is known."""
    message = catalogue(lang).get(diagnostic.code) or Message(diagnostic.code, "", "")
    span = diagnostic.span
    lines = _lines(files.get(span.file, ""))
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    start = max(0, span.column - 1)
    if len(line) > MAX_SHOWN:
        cut = max(0, start - MAX_SHOWN // 2)
        line, start = line[cut : cut + MAX_SHOWN], start - cut
    meant = label(lang, "meant").format(word=diagnostic.suggestion) if diagnostic.suggestion else ""
    return Spoken(
        place=f"{span.file}:{span.line}:{span.column}",
        severity=diagnostic.severity,
        code=diagnostic.code,
        what=fill(message.what, diagnostic.params, lang),
        why=message.why,
        fix=message.fix,
        meant=meant,
        line=line,
        caret=start,
        length=min(span.length, max(1, len(line) - start)),
    )
