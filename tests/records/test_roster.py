"""Rosters are somebody else's files: read within bounds, refused with words a person can act on, never kept."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.records.roster import read_roster
from generator.records.table import MOST_BYTES
from generator.report.text import write_text

HEAD = ["工号", "姓名", "部门"]


def book(path: Path, rows: list[list[object]]) -> Path:
    made = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    page = made.add_worksheet()
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, (int, float)):
                page.write_number(r, c, value)
            else:
                page.write_string(r, c, str(value))
    made.close()
    return path


def codes(path: Path) -> list[str]:
    return [d.code for d in read_roster(path).diagnostics]


def test_people_are_read_below_a_title_and_in_order(tmp_path: Path) -> None:
    read = read_roster(
        book(
            tmp_path / "a.xlsx",
            [["全体教职工"], [*HEAD, "身份证号"], [1001, "张三", "语文", "320..."], ["A2", " 李\u200b四 ", ""]],
        )
    )
    assert [(p.number, p.name, p.unit) for p in read.people] == [("1001", "张三", "语文"), ("A2", "李四", "")]
    assert read.diagnostics == ()
    assert "320" not in repr(read)


def test_english_heads_and_names_alone_do(tmp_path: Path) -> None:
    assert [p.name for p in read_roster(book(tmp_path / "a.xlsx", [["Name"], ["Ann"], ["Bo"]])).people] == ["Ann", "Bo"]


def test_what_looks_like_a_formula_stays_words(tmp_path: Path) -> None:
    read = read_roster(book(tmp_path / "a.xlsx", [HEAD, ["=1+1", "@SUM(A1)", "-2"]]))
    assert [(p.number, p.name, p.unit) for p in read.people] == [("=1+1", "@SUM(A1)", "-2")]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["学号", "姓名"], ["1", "小明"]], "roster-pupils"),
        ([["姓名", "家长电话"], ["小明", "1"]], "roster-pupils"),
        ([["甲", "乙"], ["1", "2"]], "roster-columns"),
        ([], "roster-columns"),
        ([HEAD], "roster-empty"),
        ([HEAD, ["1", "很长" * 60, ""]], "roster-long"),
        ([["姓名"] * 61, ["甲"] * 61], "roster-extent"),
        ([["全校学生名单"], ["甲", "乙"]], "roster-pupils"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, rows: list[list[object]], code: str) -> None:
    path = book(tmp_path / "a.xlsx", rows)
    assert code in codes(path)
    assert read_roster(path).people == ()
    assert not read_roster(path).usable


def test_pupils_are_looked_for_in_the_head_alone(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [["学生心理培训"], HEAD, ["1", "甲", "学生处"]])
    assert [p.unit for p in read_roster(path).people] == ["学生处"]


def test_odd_rows_are_told_and_the_others_kept(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [HEAD, ["1", "甲", ""], ["1", "乙", ""], ["3", "", "合计"]])
    read = read_roster(path)
    assert [d.code for d in read.diagnostics] == ["roster-twice", "roster-name"]
    assert len(read.people) == 2
    assert read.usable


def test_messages_say_where_and_how(tmp_path: Path) -> None:
    path = book(tmp_path / "老师.xlsx", [["学号", "姓名"], ["1", "小明"]])
    for lang in ("zh", "en"):
        text = write_text(read_roster(path).diagnostics, {}, lang)
        assert "老师.xlsx" in text
        assert str(tmp_path) not in text
        assert "学号" in text


def test_files_that_are_no_workbook(tmp_path: Path) -> None:
    for name, data in {
        "text.xlsx": b"name,unit\n",
        "empty.xlsx": b"",
        "old.xls": b"\xd0\xcf\x11\xe0" + b"0" * 600,
    }.items():
        (tmp_path / name).write_bytes(data)
        assert codes(tmp_path / name) == ["roster-unreadable"]
    assert codes(tmp_path / "missing.xlsx") == ["roster-unreadable"]
    assert codes(tmp_path) == ["roster-unreadable"]


def test_too_big_outside_and_inside(tmp_path: Path) -> None:
    (tmp_path / "big.xlsx").write_bytes(b"PK" + b"0" * MOST_BYTES)
    assert codes(tmp_path / "big.xlsx") == ["roster-size"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 80_000_000)
    (tmp_path / "bomb.xlsx").write_bytes(out.getvalue())
    assert codes(tmp_path / "bomb.xlsx") == ["roster-size"]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook, made once: it holds the time of its making, so another one may be a byte longer."""
    return book(tmp_path_factory.mktemp("sound") / "whole.xlsx", [HEAD, ["1", "甲", "乙"]]).read_bytes()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_workbook_never_raises(tmp_path: Path, sound: bytes, data: st.DataObject) -> None:
    whole = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / "bad.xlsx").write_bytes(bytes(whole))
    read_roster(tmp_path / "bad.xlsx")
