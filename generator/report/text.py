"""Diagnostics as a person reads them: the place, the line, what is wrong, the way out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from generator.model.diagnostic import Diagnostic
from generator.report.words import Spoken, label, speak


def write_text(diagnostics: Iterable[Diagnostic], files: Mapping[str, str], lang: str) -> str:
    """All diagnostics, a blank line between two."""
    return "\n".join(_one(speak(d, files, lang), lang) for d in diagnostics)


# A terminal obeys control characters, and how wide it shows a tab differs: they are shown as pictures of themselves.
_VISIBLE = {code: 0x2400 + code for code in range(0x20)} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_VISIBLE |= {ord("\t"): ord(" "), 0x7F: 0x2421}


def _one(said: Spoken, lang: str) -> str:
    number = said.place.split(":")[-2]
    out = [f"{said.place}  {label(lang, said.severity)}  {said.code}  {said.what}".translate(_VISIBLE)]
    if said.line.strip():
        margin = " " * len(number)
        line = said.line.translate(_VISIBLE)
        before = line[: said.caret]
        marked = line[said.caret : said.caret + said.length]
        out.append(f"   {number} | {line}")
        out.append(f"   {margin} | {' ' * _width(before)}{'^' * max(1, _width(marked))}")
    out.append(f"   {label(lang, 'fix')}{said.meant.translate(_VISIBLE)}{' ' if said.meant else ''}{said.fix}")
    out.append(f"   xinyu explain {said.code}\n")
    return "\n".join(out)


def _width(text: str) -> int:
    """Columns of a terminal that `text` takes: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
