"""Tables that people hand in: rows of a workbook or a CSV file. Somebody else's files: bounded, never trusted."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

from generator.records.extent import Broken, Far, look

MOST_BYTES = 5_000_000
MOST_UNPACKED = 60_000_000  # a zip bomb is small outside
MOST_FILES = 500
MOST_PEOPLE = 5_000
MOST_COLUMNS = 60
HEAD_WITHIN = 10  # rows above the head: a title, a note
MOST_ROWS = MOST_PEOPLE + HEAD_WITHIN
# Columns that only a list of pupils has. Pupils are never printed by name (design: class P2, blank only).
PUPILS = ("学号", "学籍", "家长", "监护人", "学生", "pupil", "student", "guardian", "parent")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula (OWASP, CSV injection)
_NO_WIDTH = dict.fromkeys((0xFEFF, 0x200B))  # no name is another without them
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

Rows: TypeAlias = "list[tuple[int, list[str]]]"  # the number of each row that holds anything, and its cells as words


class NoTable(Exception):
    """A file that cannot be read; `reason` is size, extent, encoding or unreadable, `params` what its message names."""

    def __init__(self, reason: str, params: Mapping[str, str]) -> None:
        super().__init__(reason)
        self.reason, self.params = reason, params


def read_table(path: Path) -> Rows:
    """The rows of a CSV file, or else of a workbook's first sheet, cells `whole`. Raises as `read_workbook`."""
    return read_csv(path, whole) if path.suffix.lower() == ".csv" else read_workbook(path, whole)


def read_csv(path: Path, said: Callable[[object], str] | None = None) -> Rows:
    """The rows of a CSV file in UTF-8; a row's number is that of its first line. Raises `NoTable`."""
    try:
        text = _data(path).decode("utf-8-sig")
    except UnicodeDecodeError as told:
        raise NoTable("encoding", {}) from told
    said = said or word
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    out: Rows = []
    before = 0
    try:
        for row in reader:
            _within(len(out), len(row))
            words = [said(cell) for cell in row]
            if any(words):
                out.append((before + 1, words))
            before = reader.line_num
    except csv.Error as told:
        raise NoTable("unreadable", {"why": short(str(told))}) from told
    return out


def read_workbook(path: Path, said: Callable[[object], str] | None = None) -> Rows:
    """The rows of a workbook's first sheet. Raises `NoTable`; ModuleNotFoundError without the extra `print`."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - a CSV is read without the extra

    data, said = _data(path), said or word
    _unpacked(data)
    try:
        look(data, MOST_ROWS, MOST_COLUMNS)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            if not book.sheet_names:
                return []
            sheet = book.get_sheet_by_index(0)
            rows = [
                (n, [said(cell) for cell in row]) for n, row in enumerate(sheet.to_python(skip_empty_area=False), 1)
            ]
    except Far as told:
        raise _beyond(told.row, told.column) from told
    except Broken as told:
        raise NoTable("unreadable", {"why": "xlsx"}) from told
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile) as told:
        raise NoTable("unreadable", {"why": short(str(told))}) from told
    except BaseException as told:  # a panic of the reader's own language is no Exception of ours
        if type(told).__name__ != "PanicException":
            raise
        raise NoTable("unreadable", {"why": "-"}) from told
    return [(number, words) for number, words in rows if any(words)]


def word(cell: object) -> str:
    """A cell as plain words on one line: whole numbers without a point, no control or direction marks."""
    plain = "".join(c for c in whole(cell) if unicodedata.category(c) not in {"Cf", "Cs", "Co"})
    return " ".join(unicodedata.normalize("NFC", plain).split())


def whole(cell: object) -> str:
    """A cell on one line with all its characters, but controls (blanks instead) and what has no width and no meaning.

    For what is signed: a name without one of its characters is another name. `unfit` finds those nobody can sign.
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime) and cell.time().isoformat() == "00:00:00":
        cell = cell.date()
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return " ".join(unicodedata.normalize("NFC", text.translate(_NO_WIDTH)).split())


def unfit(text: str) -> str:
    """A `whole` text with each character that not every computer shows alike as its code; nothing where none is."""
    marked = "".join(f"〔U+{ord(c):04X}〕" if _differs(c) else c for c in text)
    return marked if marked != text else ""


def _differs(c: str) -> bool:
    """Private use, halves, marks that do not show, the sign of a loss, and what Unicode has not given out.

    Han is given out faster than Python learns of it, and has no second form.
    """
    kind = unicodedata.category(c)
    han = 0x20000 <= ord(c) <= 0x3FFFD and ord(c) & 0xFFFF < 0xFFFE
    return kind in {"Co", "Cs", "Cf"} or c == "\ufffd" or (kind == "Cn" and not han)


def column(words: list[str], known: frozenset[str]) -> int | None:
    """Which of a head's cells is one of the known names."""
    return next(iter(columns(words, known)), None)


def columns(words: list[str], known: frozenset[str]) -> list[int]:
    """All of a head's cells that are one of the known names."""
    return [i for i, w in enumerate(words) if w.lower().strip("：: *") in known]


def pupils_column(rows: Rows) -> str:
    """The head of a column that only lists of pupils or parents have: give the head row alone where it is known."""
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
    clean = "".join("?" if unicodedata.category(c) in _UNSEEN else c for c in text)
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
    if height > MOST_ROWS or width > MOST_COLUMNS:
        raise _beyond(height, width)


def _beyond(row: int, column: int) -> NoTable:
    most = {"rows": str(MOST_ROWS), "columns": str(MOST_COLUMNS)}
    return NoTable("extent", {"row": str(row), "column": str(column), **most})
