"""Lists of certificates: who is to get one (a workbook or CSV), and who got one (our CSV)."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.model.certificate import Issued
from generator.model.diagnostic import Diagnostic, Span
from generator.records.certificates.signed import MOST, fits
from generator.records.roster import NAME
from generator.records.table import (
    HEAD_WITHIN,
    NoTable,
    Rows,
    column,
    columns,
    pupils_column,
    read_table,
    safe_cell,
    short,
    unfit,
    word,
)

POST = frozenset({"岗位", "职务", "post", "position"})
HOURS = frozenset({"课时", "课时数", "学时", "hours", "class hours"})
DAY = frozenset({"日期", "完成日期", "date", "day", "completed"})
COLUMNS = ("number", "name", "post", "course", "title", "school", "hours", "day", "text")
_NARROW = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")  # no more: NFKC makes 1 of ①
_DAY = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})")
_HOURS = re.compile(r"0*([0-9]{1,3})(?:\.([05])0*)?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody who is to get a certificate, and the row of the list that says so."""

    line: int
    name: str
    post: str
    hours: str
    day: date


def read_list(
    path: Path, hours: str = "", day: date | None = None
) -> tuple[tuple[Wanted, ...], tuple[Diagnostic, ...]]:
    """Who stands in the list at `path`, and all that is wrong with it: with anything wrong there is nobody.

    Columns 姓名 (name), 岗位 (post), 课时 (hours), 日期 (date); `hours` and `day` stand in where a row has none. Raises
    ModuleNotFoundError for a workbook without the extra `print`.
    """
    file = Span(path.name)
    try:
        rows = read_table(path)
    except NoTable as no:
        match no.reason:
            case "size":
                return (), (Diagnostic("certificates-size", file, params=no.params),)
            case "extent":
                return (), (Diagnostic("certificates-extent", file, params=no.params),)
            case "encoding":
                return (), (Diagnostic("certificates-encoding", file),)
            case _:
                return (), (Diagnostic("certificates-unreadable", file, params=no.params),)
    heads = [(line, [word(cell) for cell in words]) for line, words in rows[:HEAD_WITHIN]]
    at = next((n for n, (_, words) in enumerate(heads) if column(words, NAME) is not None), None)
    pupils = pupils_column(heads if at is None else [heads[at]])
    if pupils:
        return (), (Diagnostic("certificates-pupils", file, params={"column": short(pupils)}),)
    if at is None:
        seen = "、".join(w for w in (heads[0][1] if heads else []) if w) or "-"
        return (), (Diagnostic("certificates-columns", file, params={"seen": short(seen)}),)
    line, head = heads[at]
    for known in (NAME, POST, HOURS, DAY):
        same = columns(head, known)
        if len(same) > 1:
            params = {"line": str(line), "columns": short("、".join(head[n] for n in same))}
            return (), (Diagnostic("certificates-heads", Span(path.name, line), params=params),)
    if not rows[at + 1 :]:
        return (), (Diagnostic("certificates-empty", file),)
    problems: list[Diagnostic] = []
    found = tuple(_listed([heads[at], *rows[at + 1 :]], path.name, hours, day, problems))
    return (() if problems else found), tuple(problems)


def hours_of(text: str) -> str:
    """Class hours as a certificate writes them (`10`, `9.5`); nothing for what are none."""
    found = _HOURS.fullmatch(text.translate(_NARROW))
    plain = f"{int(found[1])}{'.5' if found[2] == '5' else ''}" if found else ""
    return plain if fits("h", plain) else ""


def day_of(text: str) -> date | None:
    """The day of `YYYY-MM-DD` or `YYYY/M/D`; None for what is none."""
    found = _DAY.fullmatch(text.translate(_NARROW))
    try:
        return date(int(found[1]), int(found[3]), int(found[4])) if found else None
    except ValueError:
        return None


def _listed(rows: Rows, file: str, hours: str, day: date | None, problems: list[Diagnostic]) -> Iterator[Wanted]:
    """The rows below the head (the first of `rows`); what is wrong with any is added to `problems`."""
    places = [column(rows[0][1], known) for known in (NAME, POST, HOURS, DAY)]
    seen: dict[tuple[str, str], int] = {}
    for line, words in rows[1:]:
        name, post, given_hours, given_day = (words[c] if c is not None and c < len(words) else "" for c in places)
        given_hours, given_day = _without_marks(given_hours), _without_marks(given_day)
        span, before = Span(file, line), len(problems)
        if not name:
            problems.append(_missing(span, "name"))
        for field, key, value in (("name", "n", name), ("post", "p", post)):
            problems.extend(_words(span, field, key, value))
        counted, dated = hours_of(given_hours) if given_hours else hours, day_of(given_day) if given_day else day
        if given_hours and not counted:
            problems.append(_wrong(span, "hours", given_hours, "want-certificate-hours"))
        if given_day and not dated:
            problems.append(_wrong(span, "day", given_day, "want-certificate-day"))
        for field, at, lacks in (
            ("hours", 2, not given_hours and not counted),
            ("day", 3, not given_day and not dated),
        ):
            if lacks and (places[at] is not None or line == rows[1][0]):  # where there is no column: said once
                problems.append(_missing(span, field))
        if name and (name, post) in seen:
            params = {"line": str(line), "other": str(seen[name, post])}
            problems.append(Diagnostic("certificates-twice", span, params=params))
        seen.setdefault((name, post), line)
        if dated and len(problems) == before:
            yield Wanted(line, name, post, counted, dated)


def _without_marks(number: str) -> str:
    """Hours or a day without the marks of direction that copying leaves in them."""
    return "".join(c for c in number if unicodedata.category(c) != "Cf")


def _words(span: Span, field: str, key: str, value: str) -> Iterator[Diagnostic]:
    """What keeps a name or post from being signed."""
    given = short(unfit(value) or value)
    params = {"line": str(span.line), "field": f"want-certificate-field-{field}", "given": given}
    if unfit(value):
        yield Diagnostic("certificates-characters", span, params=params)
    elif value.startswith(("#", "＃")) or (field == "name" and (":" in value or "：" in value)):
        yield Diagnostic("certificates-nobody", span, params=params)
    elif value and not fits(key, value):
        yield _wrong(span, field, value, f"want-certificate-words:{MOST[key]}")


def _missing(span: Span, field: str) -> Diagnostic:
    params = {"line": str(span.line), "field": f"want-certificate-field-{field}"}
    return Diagnostic("certificates-missing", span, params=params)


def _wrong(span: Span, field: str, given: str, wanted: str) -> Diagnostic:
    params = {
        "line": str(span.line),
        "field": f"want-certificate-field-{field}",
        "given": short(given, 30),
        "wanted": wanted,
    }
    return Diagnostic("certificates-row", span, params=params)


def write_csv(issued: Sequence[Issued]) -> bytes:
    """The certificates as CSV for a spreadsheet: UTF-8 with a mark, nothing that it would work out."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in issued:
        c = one.certificate
        row = (c.number, c.name, c.post, c.course, c.title, c.school, c.hours, c.day.isoformat(), one.text)
        writer.writerow([safe_cell(value) for value in row])
    return ("\ufeff" + out.getvalue()).encode()
