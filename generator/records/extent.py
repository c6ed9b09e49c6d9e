"""How far a workbook's first sheet reaches, told from its XML before anything lays out the whole rectangle.

Parsed by expat without document types, so without entities. Only cells that hold something count, as the reader counts.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import TypeAlias
from xml.parsers import expat

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_OTHERS = frozenset({"content.xml", "xl/workbook.bin"})  # workbooks of other kinds, which the reader would try too
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ROW = re.compile(r"[0-9]{1,7}")
_CHUNK = 1 << 16

_Start: TypeAlias = "Callable[[str, dict[str, str]], None]"


class Far(Exception):
    """A cell beyond the bounds holds something; `row` and `column` count from 1."""

    def __init__(self, row: int, column: int) -> None:
        super().__init__(f"{row} x {column}")
        self.row, self.column = row, column


class Broken(Exception):
    """No workbook whose first sheet could be found and followed to its end."""


def look(data: bytes, rows: int, columns: int) -> None:
    """Raises `Far` where the first sheet of the workbook `data` reaches beyond the bounds, `Broken` where none is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/").lower() for name in archive.namelist()]
            parts = dict(zip(names, archive.namelist(), strict=True))
            if len(parts) < len(names) or not _OTHERS.isdisjoint(parts):
                raise Broken
            first = _first(archive, parts)
            if first:
                _parse(archive, parts[first], _Sheet(rows, columns).start)
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError) as told:
        raise Broken from told
    except (ValueError, LookupError, OSError, RuntimeError) as told:  # an encoding nobody knows, a password
        raise Broken from told


def _first(archive: zipfile.ZipFile, parts: dict[str, str]) -> str:
    """The part that holds the first sheet, as a key of `parts`; nothing where there is no sheet at all."""
    sheets: list[str] = []
    targets: dict[str, str] = {}

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            sheets.append(next((v for key, v in attributes.items() if " " in key and _local(key) == "id"), ""))

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    _parse(archive, parts[_WORKBOOK], sheet)
    _parse(archive, parts[_RELATIONS], relation)
    if not sheets:
        return ""
    target = targets[sheets[0]].lower()
    if target.startswith("/"):
        return target[1:]
    return target if target.startswith("xl/") else f"xl/{target}"


class _Sheet:
    """Follows the cells of a sheet; a row or cell that does not say its place stands behind the one before."""

    def __init__(self, rows: int, columns: int) -> None:
        self._most = rows, columns
        self._row = self._column = 0
        self._at = 0  # the row of this cell: it may name another than its own

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        match _local(tag):
            case "row":
                if place is not None and not _ROW.fullmatch(place):
                    raise Broken
                self._row = int(place) if place is not None else self._row + 1
                self._column = 0
            case "c":
                self._at, self._column = self._row, self._column + 1
                if place is not None:
                    found = _PLACE.fullmatch(place)
                    if not found:
                        raise Broken
                    self._at, self._column = int(found[2]), _number(found[1])
            case "v" | "is" if self._at > self._most[0] or self._column > self._most[1]:
                raise Far(self._at, self._column)


def _parse(archive: zipfile.ZipFile, name: str, start: _Start) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse
    with archive.open(name) as part:  # never more than its declared size, which was looked at
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse(*_: object) -> None:
    raise Broken


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
