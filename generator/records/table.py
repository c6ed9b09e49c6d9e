"""Tables that people hand in: rows of a workbook or a CSV file. Somebody else's files: bounded, never trusted."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

MOST_BYTES = 5_000_000
MOST_UNPACKED = 60_000_000  # a zip bomb is small outside
MOST_FILES = 500
MOST_PEOPLE = 5_000
MOST_COLUMNS = 60
HEAD_WITHIN = 10  # rows above the head: a title, a note
# Columns that only a list of pupils has. Pupils are never printed by name (design: class P2, blank only).
PUPILS = ("学号", "学籍", "家长", "监护人", "学生", "pupil", "student", "guardian", "parent")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula (OWASP, CSV injection)

Rows: TypeAlias = "list[tuple[int, list[str]]]"  # the number of each row that holds anything, and its cells as words


class NoTable(Exception):
    """A file that cannot be read; `reason` is size, encoding or unreadable, `params` what its message names."""

    def __init__(self, reason: str, params: Mapping[str, str]) -> None:
        super().__init__(reason)
        self.reason, self.params = reason, params


def read_table(path: Path) -> Rows:
    """The rows of a CSV file, or else of a workbook's first sheet. Raises `NoTable`, and as `read_workbook`."""
    return read_csv(path) if path.suffix.lower() == ".csv" else read_workbook(path)


def read_csv(path: Path) -> Rows:
    """The rows of a CSV file in UTF-8; a row's number is that of its first line. Raises `NoTable`."""
    try:
        text = _data(path).decode("utf-8-sig")
    except UnicodeDecodeError as told:
        raise NoTable("encoding", {}) from told
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    out: Rows = []
    before = 0
    try:
        for row in reader:
            _within(len(out), len(row))
            words = [word(cell) for cell in row]
            if any(words):
                out.append((before + 1, words))
            before = reader.line_num
    except csv.Error as told:
        raise NoTable("unreadable", {"why": short(str(told))}) from told
    return out


def read_workbook(path: Path) -> Rows:
    """The rows of a workbook's first sheet. Raises `NoTable`; ModuleNotFoundError without the extra `print`."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - a CSV is read without the extra

    data = _data(path)
    _unpacked(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            if not book.sheet_names:
                return []
            sheet = book.get_sheet_by_index(0)
            _within(sheet.height, sheet.width)
            rows = [
                (n, [word(cell) for cell in row]) for n, row in enumerate(sheet.to_python(skip_empty_area=False), 1)
            ]
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile) as told:
        raise NoTable("unreadable", {"why": short(str(told))}) from told
    except BaseException as told:  # a panic of the reader's own language is no Exception of ours
        if type(told).__name__ != "PanicException":
            raise
        raise NoTable("unreadable", {"why": "-"}) from told
    return [(number, words) for number, words in rows if any(words)]


def word(cell: object) -> str:
    """A cell as plain words on one line: whole numbers without a point, no control or direction marks."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime) and cell.time().isoformat() == "00:00:00":
        cell = cell.date()
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    plain = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cs", "Co"})
    return " ".join(unicodedata.normalize("NFC", plain).split())


def column(words: list[str], known: frozenset[str]) -> int | None:
    """Which of a head's cells is one of the known names."""
    return next((i for i, w in enumerate(words) if w.lower().strip("：: *") in known), None)


def pupils_column(rows: Rows) -> str:
    """The head of a column that only lists of pupils or parents have, where there is one."""
    return next((w for _, words in rows[:HEAD_WITHIN] for w in words if any(p in w.lower() for p in PUPILS)), "")


def short(text: str, most: int = 80) -> str:
    """The beginning of a text, marked where it was cut."""
    return text if len(text) <= most else text[: most - 1] + "…"


def safe_cell(value: object) -> str:
    """A value as a cell of our own CSV: printable, and nothing that a spreadsheet would work out."""
    text = str(value).lower() if isinstance(value, bool) else printable(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def printable(text: str) -> str:
    """A stranger's words without control signs or halves of characters."""
    clean = "".join(c if c.isprintable() else "?" for c in text)
    return clean.encode("utf-8", "replace").decode()


def _data(path: Path) -> bytes:
    """The file's bytes, unless it is missing or too big."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as told:
        raise NoTable("unreadable", {"why": short(told.strerror or "")}) from told
    if size > MOST_BYTES:
        raise NoTable("size", {"size": f"{size / 1e6:.1f}", "most": f"{MOST_BYTES / 1e6:.0f}"})
    return data


def _unpacked(data: bytes) -> None:
    """Raises `NoTable` for what is no workbook, or would be too big once unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            unpacked = sum(e.file_size for e in entries)
    except (zipfile.BadZipFile, ValueError, OSError) as told:
        raise NoTable("unreadable", {"why": "xlsx"}) from told
    if len(entries) > MOST_FILES or unpacked > MOST_UNPACKED:
        raise NoTable("size", {"size": f"{unpacked / 1e6:.1f}", "most": f"{MOST_UNPACKED / 1e6:.0f}"})


def _within(height: int, width: int) -> None:
    if height > MOST_PEOPLE + HEAD_WITHIN or width > MOST_COLUMNS:
        raise NoTable("unreadable", {"why": f"{height} x {width}"})
