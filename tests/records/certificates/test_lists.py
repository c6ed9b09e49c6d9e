"""Lists of who gets a certificate: read within bounds, every wrong row told with its place."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model.certificate import Certificate, Issued
from generator.records.certificates.lists import day_of, hours_of, read_list, write_csv
from generator.records.table import read_csv
from generator.report.text import write_text

DAY = date(2026, 11, 20)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "staff.csv"
    path.write_bytes(text.encode(encoding))
    return path


def told(path: Path, hours: str = "10", day: date | None = DAY) -> list[tuple[str, int]]:
    found, problems = read_list(path, hours, day)
    assert bool(found) != bool(problems)
    return [(d.code, d.span.line) for d in problems]


def rows(path: Path, hours: str = "", day: date | None = None) -> list[tuple[object, ...]]:
    found, problems = read_list(path, hours, day)
    assert problems == ()
    return [(w.line, w.name, w.post, w.hours, w.day) for w in found]


def test_columns_in_any_order_below_a_title(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "\ufeff心理健康培训\r\n\r\n日期,岗位,姓名,电话,课时\r\n2026/3/5,班主任,测试甲,1,10.0\r\n2026-11-20,,测试乙,,９.５\r\n",
    )
    assert rows(path) == [
        (4, "测试甲", "班主任", "10", date(2026, 3, 5)),
        (5, "测试乙", "", "9.5", DAY),
    ]


def test_english_heads_and_options_for_all(tmp_path: Path) -> None:
    path = written(tmp_path, 'Name,Post,Hours\n"Test, Ann","head\nteacher",\nTest Bo,,2\n')
    assert rows(path, "8", DAY) == [(2, "Test, Ann", "head teacher", "8", DAY), (4, "Test Bo", "", "2", DAY)]


def test_a_workbook_with_excel_dates(tmp_path: Path) -> None:
    path = tmp_path / "staff.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    page.write_row(0, 0, ["姓名", "课时", "日期"])
    shown = book.add_format({"num_format": "yyyy/m/d"})
    page.write_row(1, 0, ["测试甲", 9.5])
    page.write_datetime(1, 2, datetime(2026, 11, 20), shown)  # noqa: DTZ001 - a cell has no zone
    page.write_row(2, 0, ["测试乙", 10, "2026/11/20"])
    book.close()
    assert rows(path) == [(2, "测试甲", "", "9.5", DAY), (3, "测试乙", "", "10", DAY)]


def test_every_wrong_row_is_told(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "姓名,岗位,课时,日期\n"
        ",班主任,10,2026-11-20\n"
        "测试甲,班主任,0,2026-02-29\n"
        f"{'长' * 41},{'长' * 41},10,2026-11-20\n"
        "测试乙,,,\n"
        "测试丙,,1,2026-1-1\n"
        "测试丙,,2,2026-1-2\n"
        "测试丙,校医,2,2026-1-2\n",
    )
    assert told(path, "", None) == [
        ("certificates-missing", 2),
        ("certificates-row", 3),
        ("certificates-row", 3),
        ("certificates-row", 4),
        ("certificates-row", 4),
        ("certificates-missing", 5),
        ("certificates-missing", 5),
        ("certificates-twice", 7),
    ]
    for lang, words in (
        ("zh", ("staff.csv:3", "课时", "0.5 到 999", "2026-02-29")),
        ("en", ("hours", "steps of a half")),
    ):
        text = write_text(read_list(path)[1], {}, lang)
        assert all(word in text for word in words), text
        assert "{" not in text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "certificates-columns"),
        ("甲,乙\n1,2\n", "certificates-columns"),
        ("姓名\n", "certificates-empty"),
        ("学号,姓名\n7,小明\n", "certificates-pupils"),
        ('姓名\n"甲', "certificates-unreadable"),
        ("甲" + ",姓名" * 60, "certificates-extent"),
        ("姓名\n" + "甲\n" * 6000, "certificates-extent"),
        ("三年级学生名单\n甲,乙\n", "certificates-pupils"),
        ("姓名,岗位,姓名,岗位\n甲,a,丙,b\n", "certificates-heads"),
        ("姓名,岗位,职务\n甲,a,b\n", "certificates-heads"),
        ("姓名\n" + "甲" * 200_000, "certificates-unreadable"),
        ("姓名\n" + "甲" * 2_000_000, "certificates-size"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str, code: str) -> None:
    assert told(written(tmp_path, text)) == [(code, 1)]


def test_pupils_are_looked_for_in_the_head_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "学生心理危机识别培训名单\n姓名,岗位\n测试甲,学生处主任\nAnn,Student counsellor\n")
    assert [row[1] for row in rows(path, "10", DAY)] == ["测试甲", "Ann"]


@pytest.mark.parametrize(
    "row",
    [
        "刘\ue863,",
        "李\U000f0001四,",
        "欧\u200d阳,",
        "\u202e测试,",
        "测\ufffd,",
        "A\u0378,",
        "测\U0003ffff,",
        "测试,校\ue863",
        "\ue863,",
    ],
)
def test_a_character_that_cannot_be_signed_is_told(tmp_path: Path, row: str) -> None:
    path = written(tmp_path, f"姓名,岗位\n测试甲,校医\n{row}\n")
    assert told(path) == [("certificates-characters", 3)]
    text = write_text(read_list(path, "10", DAY)[1], {}, "zh")
    assert "〔U+" in text
    assert not any(c in text for c in "\ue863\u200d\u202e")


def test_rare_characters_stay_and_blanks_of_no_width_go(tmp_path: Path) -> None:
    path = written(tmp_path, "\u200e姓名,课时\n\U00031350\U0002ebf0,\u200e9.5\n\ufeff测\u200b试,1\n葛\U000e0100,1\n")
    assert [row[1:4] for row in rows(path, "", DAY)] == [
        ("\U00031350\U0002ebf0", "", "9.5"),
        ("测试", "", "1"),
        ("葛\U000e0100", "", "1"),
    ]


def test_hours_lose_no_character(tmp_path: Path) -> None:
    assert told(written(tmp_path, "姓名,课时\n测试甲,1\ue8630\n")) == [("certificates-row", 2)]


@pytest.mark.parametrize("row", ["合计：3人,", "注:以上人员,", "#N/A,", "＃REF!,", "测试,#N/A"])
def test_rows_that_are_no_people_are_told(tmp_path: Path, row: str) -> None:
    path = written(tmp_path, f"姓名,岗位\n测试甲,校医\n{row}\n")
    assert told(path) == [("certificates-nobody", 3)]
    assert "删去" in write_text(read_list(path, "10", DAY)[1], {}, "zh")


def test_other_encodings_and_no_file(tmp_path: Path) -> None:
    assert told(written(tmp_path, "姓名\n测试甲\n", "gb18030")) == [("certificates-encoding", 1)]
    assert told(tmp_path / "none.csv") == [("certificates-unreadable", 1)]
    (tmp_path / "no.xlsx").write_bytes(b"name\n")
    assert told(tmp_path / "no.xlsx") == [("certificates-unreadable", 1)]


@pytest.mark.parametrize(
    ("text", "hours"),
    [("10", "10"), ("010", "10"), ("9.50", "9.5"), ("0.5", "0.5"), ("999", "999"), ("０.５", "0.5"), ("10.0", "10")],
)
def test_hours(text: str, hours: str) -> None:
    assert hours_of(text) == hours


@pytest.mark.parametrize(
    "text", ["", "0", "0.0", "1.25", "999.5", "1000", "-1", "1e2", "10课时", "x", ".5", "1\n", "10①", "10²", "1½"]
)
def test_no_hours(text: str) -> None:
    assert hours_of(text) == ""


def test_days() -> None:
    assert {
        day_of(t) for t in ("2026-11-20", "2026/11/20", "２０２６-11-20", "２０２６／１１－２０".replace("／", "－"))
    } == {DAY}
    for text in (
        "",
        "2026-11-31",
        "2026-11/20",
        "20.11.2026",
        "46346",
        "2026-11-20 10:00",
        "0000-01-01",
        "26-1-1",
        "2026-11-2①",
    ):
        assert day_of(text) is None


def test_our_csv_is_safe_in_a_spreadsheet(tmp_path: Path) -> None:
    names = ('=HYPERLINK("x")', "+1", "-1", "@A1", "Test, Ann")
    issued = [Issued(Certificate("0123456789", n, "c", "题", "1", DAY), "a.b.c", "a.b.c") for n in names]
    data = write_csv(issued)
    assert data.startswith(b"\xef\xbb\xbf")
    (tmp_path / "c.csv").write_bytes(data)
    read = read_csv(tmp_path / "c.csv")
    assert read[0][1] == ["number", "name", "post", "course", "title", "school", "hours", "day", "text"]
    assert [words[1] for _, words in read[1:]] == ['\'=HYPERLINK("x")', "'+1", "'-1", "'@A1", "Test, Ann"]


def test_our_csv_keeps_every_character_that_shows(tmp_path: Path) -> None:
    name, school = "刘\ue863\U00031350\u3000\U0002ebf0", "测试校"
    one = Certificate("0123456789", name, "c", "题\x07\u202e\u2028", "1", DAY, school=school)
    (tmp_path / "c.csv").write_bytes(write_csv([Issued(one, "a.b.c", "a.b.c")]))
    (row,) = list(csv.DictReader((tmp_path / "c.csv").read_text("utf-8-sig").splitlines()))
    assert (row["name"], row["school"], row["title"]) == (name, school, "题???")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_raise(tmp_path: Path, data: bytes, headed: bool) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes("姓名,日期\n".encode() * headed + data)
    read_list(path, "1", DAY)
