"""Reads `site_config/search_queries.tsv`: rows of language, query, page ids and kind, with a tab between them."""

from __future__ import annotations

import re

from generator.model.diagnostic import Diagnostic, Span
from generator.model.known import KnownQuery
from generator.model.record import LANGS, PAGE_ID_PATTERN
from generator.model.suggest import nearest

QUERIES = "search_queries.tsv"
COLUMNS = ("lang", "query", "pages", "kind")
MAX_QUERY = 200  # characters; nobody types more into a search box
MAX_ROWS = 5_000

_KIND = re.compile(r"[a-z][a-z0-9-]*")
_PAGE = re.compile(PAGE_ID_PATTERN)


def read_queries(text: str, name: str) -> tuple[list[KnownQuery], list[Diagnostic]]:
    """The rows of a file called `name`, and what is wrong with the others. Lines that begin with `#` are remarks."""
    rows: list[KnownQuery] = []
    problems: list[Diagnostic] = []
    seen: dict[tuple[str, str], Span] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        if len(rows) == MAX_ROWS:
            problems.append(Diagnostic("queries-many", Span(name, number), params={"most": str(MAX_ROWS)}))
            break
        row = _row(line, name, number, problems)
        if row is None:
            continue
        key = query_key(row)
        if key in seen:
            params = {"query": row.query, "other": f"{name}:{seen[key].line}"}
            problems.append(Diagnostic("queries-twice", row.span, params=params))
            continue
        seen[key] = row.span
        rows.append(row)
    if not rows and not problems:
        problems.append(Diagnostic("queries-none", Span(name), "warning"))
    return rows, problems


def query_key(row: KnownQuery) -> tuple[str, str]:
    """What makes two rows the same question."""
    return row.lang, " ".join(row.query.casefold().split())


def _row(line: str, name: str, number: int, problems: list[Diagnostic]) -> KnownQuery | None:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        params = {"found": str(len(cells)), "wanted": str(len(COLUMNS))}
        problems.append(Diagnostic("queries-columns", Span(name, number, 1, max(1, len(line))), params=params))
        return None
    starts = [1 + sum(len(cell) + 1 for cell in cells[:i]) for i in range(len(cells))]
    spans = [Span(name, number, start, max(1, len(cell))) for start, cell in zip(starts, cells, strict=True)]
    lang, query, pages, kind = (cell.strip() for cell in cells)
    for column, cell, span in zip(COLUMNS, (lang, query, pages, kind), spans, strict=True):
        if not cell:
            problems.append(Diagnostic("queries-empty", span, params={"column": column}))
            return None
    wrong = (
        ("lang", lang, spans[0], lang not in LANGS),
        ("query", query[:20], spans[1], len(query) > MAX_QUERY or not any(char.isalnum() for char in query)),
        ("kind", kind, spans[3], not _KIND.fullmatch(kind)),
    )
    for column, value, span, is_wrong in wrong:
        if is_wrong:
            params = {"column": column, "value": value}
            hint = nearest(value, LANGS) if column == "lang" else None
            problems.append(Diagnostic("queries-value", span, params=params, suggestion=hint))
            return None
    places = [Span(name, number, starts[2] + m.start(), len(m[0])) for m in re.finditer(r"\S+", cells[2])]
    ids = tuple(pages.split())
    for identity, place in zip(ids, places, strict=True):
        if not _PAGE.fullmatch(identity):
            problems.append(Diagnostic("page-unknown", place, params={"page": identity, "id": identity}))
            return None
    return KnownQuery("en" if lang == "en" else "zh", query, ids, kind, spans[1], tuple(places))
