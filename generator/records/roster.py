"""Reads a staff roster from a workbook. The file is somebody else's: bounded, never trusted, never kept."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from generator.model.diagnostic import Diagnostic, Span
from generator.model.roster import Person, Roster

MOST_BYTES = 5_000_000
MOST_UNPACKED = 60_000_000  # a zip bomb is small outside
MOST_FILES = 500
MOST_PEOPLE = 5_000
MOST_COLUMNS = 60
MOST_CHARACTERS = 60  # of a cell
HEAD_WITHIN = 10  # rows above the head: a title, a note

NAME = frozenset({"姓名", "教师姓名", "名字", "教师", "name", "full name", "staff name"})
NUMBER = frozenset({"工号", "编号", "职工号", "教工号", "staff no", "staff no.", "staff number", "staff id", "number"})
UNIT = frozenset(
    {"部门", "科室", "处室", "年级组", "教研组", "岗位", "学科", "department", "unit", "post", "team", "subject"}
)
# Columns that only a list of pupils has. Pupils are never printed by name (design: class P2, blank only).
PUPILS = ("学号", "学籍", "家长", "监护人", "学生", "pupil", "student", "guardian", "parent")


def read_roster(path: Path) -> Roster:
    """The roster in the first sheet of the workbook at `path`: columns 姓名 (name), and 工号, 部门 where there are any.

    Problems are values; with an error among them there are no people. Rows without a name are left out and told.
    """
    file = path.name
    data, problem = _bounded(path)
    if problem:
        return Roster((), (problem,))
    try:
        rows = _rows(data)
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile) as told:
        return Roster((), (Diagnostic("roster-unreadable", Span(file), params={"why": _short(str(told))}),))
    except BaseException as told:  # a panic of the reader's own language is no Exception of ours
        if type(told).__name__ != "PanicException":
            raise
        return Roster((), (Diagnostic("roster-unreadable", Span(file), params={"why": "-"}),))
    return _people(rows, file)


def _bounded(path: Path) -> tuple[bytes, Diagnostic | None]:
    """The file's bytes, unless it is missing, too big, or would be once unpacked."""
    span = Span(path.name)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as told:
        return b"", Diagnostic("roster-unreadable", span, params={"why": _short(told.strerror or "")})
    if size > MOST_BYTES:
        params = {"size": f"{size / 1e6:.1f}", "most": f"{MOST_BYTES / 1e6:.0f}"}
        return b"", Diagnostic("roster-size", span, params=params)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            unpacked = sum(e.file_size for e in entries)
    except (zipfile.BadZipFile, ValueError, OSError):
        return b"", Diagnostic("roster-unreadable", span, params={"why": "xlsx"})
    if len(entries) > MOST_FILES or unpacked > MOST_UNPACKED:
        params = {"size": f"{unpacked / 1e6:.1f}", "most": f"{MOST_UNPACKED / 1e6:.0f}"}
        return b"", Diagnostic("roster-size", span, params=params)
    return data, None


def _rows(data: bytes) -> list[tuple[int, list[str]]]:
    """The rows of the first sheet that hold anything, with their numbers, as words."""
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        if not book.sheet_names:
            return []
        sheet = book.get_sheet_by_index(0)
        height, width = sheet.height, sheet.width
        if height > MOST_PEOPLE + HEAD_WITHIN or width > MOST_COLUMNS:
            raise ValueError(f"{height} x {width}")
        out = []
        for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1):
            words = [_word(cell) for cell in row]
            if any(words):
                out.append((number, words))
        return out


def _word(cell: object) -> str:
    """A cell as plain words on one line: whole numbers without a point, no control or direction marks."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = unicodedata.normalize("NFC", str(cell))
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return " ".join("".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cs", "Co"}).split())


def _people(rows: list[tuple[int, list[str]]], file: str) -> Roster:
    head = next(((at, row) for at, row in enumerate(rows[:HEAD_WITHIN]) if _column(row[1], NAME) is not None), None)
    seen = "、".join(_short(w) for w in (rows[0][1] if rows else []) if w) or "-"
    for _, words in rows[:HEAD_WITHIN]:
        pupils = next((w for w in words if any(p in w.lower() for p in PUPILS)), None)
        if pupils:
            return Roster((), (Diagnostic("roster-pupils", Span(file), params={"column": _short(pupils)}),))
    if head is None:
        return Roster((), (Diagnostic("roster-columns", Span(file), params={"seen": _short(seen)}),))
    at, (_, names) = head
    columns = (_column(names, NUMBER), _column(names, NAME), _column(names, UNIT))
    problems: list[Diagnostic] = []
    people = tuple(_listed(rows[at + 1 :], columns, file, problems))
    if not people:
        problems.append(Diagnostic("roster-empty", Span(file)))
    return Roster(people if not any(p.severity == "error" for p in problems) else (), tuple(problems))


def _listed(
    rows: list[tuple[int, list[str]]], columns: tuple[int | None, ...], file: str, problems: list[Diagnostic]
) -> Iterator[Person]:
    numbers: dict[str, int] = {}
    for line, words in rows:
        number, name, unit = (words[c] if c is not None and c < len(words) else "" for c in columns)
        if not name:
            problems.append(Diagnostic("roster-name", Span(file, line), "warning", {"line": str(line)}))
            continue
        if max(map(len, (number, name, unit))) > MOST_CHARACTERS:
            params = {"line": str(line), "most": str(MOST_CHARACTERS)}
            problems.append(Diagnostic("roster-long", Span(file, line), params=params))
            continue
        if number and number in numbers:
            params = {"line": str(line), "number": number, "other": str(numbers[number])}
            problems.append(Diagnostic("roster-twice", Span(file, line), "warning", params))
        numbers.setdefault(number, line)
        yield Person(number, name, unit)


def _column(words: list[str], known: frozenset[str]) -> int | None:
    return next((i for i, w in enumerate(words) if w.lower().strip("：: *") in known), None)


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
