"""How far a workbook reaches is known before anything lays it out: one far cell would end the program."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from generator.records.certificates.lists import read_list
from generator.records.extent import Broken, Far, look
from generator.records.roster import read_roster
from generator.records.table import MOST_COLUMNS, MOST_ROWS
from generator.report.text import write_text

SHEET = "xl/worksheets/sheet1.xml"


def made(*cells: tuple[int, int, str], blank: tuple[int, int] | None = None, second: int = 0) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    page.write_string(0, 0, "姓名")
    for row, column, text in cells:
        page.write_string(row, column, text)
    if blank:
        page.write_blank(*blank, None, book.add_format({"border": 1}))
    if second:
        book.add_worksheet().write_string(second, 0, "x")
    book.close()
    return out.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            assert name != part or old in body
            target.writestr(name, body.replace(old, new) if name == part else body)
    return out.getvalue()


def seen(data: bytes) -> None:
    look(data, MOST_ROWS, MOST_COLUMNS)


@pytest.mark.parametrize("cell", [(1_048_575, 16_383), (MOST_ROWS, 0), (0, MOST_COLUMNS)])
def test_a_far_cell_is_refused_with_its_own_words(tmp_path: Path, cell: tuple[int, int]) -> None:
    path = tmp_path / "far.xlsx"
    path.write_bytes(made((1, 0, "测试甲"), (*cell, "x")))
    with pytest.raises(Far) as told:
        seen(path.read_bytes())
    assert (told.value.row, told.value.column) == (cell[0] + 1, cell[1] + 1)
    roster, listed = read_roster(path).diagnostics, read_list(path)[1]
    assert [d.code for d in (*roster, *listed)] == ["roster-extent", "certificates-extent"]
    for lang, word in (("zh", "删"), ("en", "Delete")):
        text = write_text((*roster, *listed), {}, lang)
        assert text.count(word) >= 2
        assert "{" not in text


def test_what_lies_within_is_read(tmp_path: Path) -> None:
    path = tmp_path / "near.xlsx"
    path.write_bytes(made((MOST_ROWS - 1, MOST_COLUMNS - 1, "x"), (1, 0, "甲"), blank=(90_000, 90), second=90_000))
    assert [p.name for p in read_roster(path).people] == ["甲"]


def test_places_that_are_not_said_are_counted() -> None:
    data = made((1, 0, "甲"))
    many = b"<c><v>1</v></c>" * 61
    with pytest.raises(Far):
        seen(changed(data, SHEET, b"</row>", many + b"</row>"))
    with pytest.raises(Far):
        seen(changed(data, SHEET, b"</sheetData>", b"<row><c><v>1</v></c></row>" * 6000 + b"</sheetData>"))
    with pytest.raises(Far):
        seen(changed(changed(data, SHEET, b'r="A2"', b""), SHEET, b'<row r="2"', b'<row r="999999"'))
    other = changed(data, SHEET, b"</c></row>", b"</c><c><v>1</v></c></row>")
    with pytest.raises(Far):  # a cell may name another row than its own; the next one is back in it
        seen(changed(other, SHEET, b'<row r="2"', b'<row r="999999"'))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
        (SHEET, b"</worksheet>", b""),
        (SHEET, b'r="A1"', b'r="$A$1"'),
        (SHEET, b'r="A1"', b'r="AAAA1"'),
        (SHEET, b'<row r="1"', b'<row r="one"'),
        ("xl/workbook.xml", b"r:id=", b"r:other="),
        ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/none.xml"),
    ],
)
def test_what_cannot_be_followed_is_refused(part: str, old: bytes, new: bytes) -> None:
    with pytest.raises(Broken):
        seen(changed(made(), part, old, new))


@pytest.mark.parametrize("name", ["content.xml", "xl/workbook.bin", "XL/WORKBOOK.XML"])
def test_another_kind_of_workbook_within_is_refused(name: str) -> None:
    data = io.BytesIO(made())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr(name, b"<a/>")
    with pytest.raises(Broken):
        seen(data.getvalue())
