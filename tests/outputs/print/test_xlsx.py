"""Sign-in sheets as workbooks: to print, to fill in, and to be read back."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook
from sheet_making import LONG, RARE, real, small

from generator.model.roster import Person
from generator.outputs.print.frame import Frame
from generator.outputs.print.sheet import Sheet
from generator.outputs.print.sheets import attendance
from generator.outputs.print.xlsx import FORMAT, HIDDEN, write_xlsx

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PEOPLE = (Person("007", "张三", "语文组"), Person("008", '=HYPERLINK("x")', "+1"), Person("", RARE[:8], ""))


def made(page: str, people: tuple[Person, ...] = ()) -> Sheet:
    documents = small().documents["zh"]
    name = next(d for d in documents if d.endswith(page))
    (sheet,) = attendance.sheets(Frame(documents[name], small(), people))
    return sheet


def sheet_xml(data: bytes, number: int = 1) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))


def unit() -> str:
    return next(i for i, d in small().documents["zh"].items() if d.kind == "unit")


def hidden(data: bytes) -> dict[str, object]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {str(r[0]): r[1] for r in book.get_sheet_by_name(HIDDEN).to_python()}


@pytest.mark.parametrize("page", ["unit", "g3-a09", "lecture-junior-2"])
def test_every_kind_of_session_is_sound_and_fits_the_page(page: str, tmp_path: Path) -> None:
    data = write_xlsx(made(unit() if page == "unit" else page, PEOPLE))
    (tmp_path / "a.xlsx").write_bytes(data)
    assert [str(e) for e in OpenXmlValidator().validate(tmp_path / "a.xlsx").errors] == []
    page_xml = sheet_xml(data)
    setup = page_xml.find(f"{M}pageSetup")
    assert setup is not None
    assert setup.get("paperSize") == "9"
    assert setup.get("fitToHeight") == "0"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = archive.read("xl/workbook.xml").decode()
    assert "_xlnm.Print_Titles" in book  # the head is repeated on every page
    assert 'state="veryHidden"' in book
    assert data == write_xlsx(made(unit() if page == "unit" else page, PEOPLE))


def test_what_is_typed_is_checked_and_what_is_added_up_is_locked() -> None:
    page = sheet_xml(write_xlsx(made(unit(), PEOPLE)))
    (rule,) = page.iter(f"{M}dataValidation")
    assert "".join(rule.itertext()) == '"出席,迟到,请假,缺席"'
    assert page.find(f"{M}sheetProtection") is not None
    formulas = [f.text or "" for f in page.iter(f"{M}f")]
    assert sum("OR(" in f for f in formulas) == len(PEOPLE) + attendance.SPARE
    assert any("COUNTIF" in f for f in formulas)
    assert any(f.startswith("SUM(") for f in formulas)


def test_names_are_words_whatever_they_begin_with() -> None:
    data = write_xlsx(made(unit(), PEOPLE))
    formulas = {f.text for f in sheet_xml(data).iter(f"{M}f")}
    assert not any("HYPERLINK" in (f or "") for f in formulas)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert any('=HYPERLINK("x")' in r for r in rows)
    assert any("007" in r for r in rows)


def test_a_sheet_says_which_session_it_is_and_can_be_read_back() -> None:
    data = write_xlsx(made(unit(), PEOPLE))
    about = hidden(data)
    assert about["format"] == FORMAT
    assert about["session"] == unit()
    assert about["class_hours"] == 1
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    column = ord(str(about["column:name"])) - ord("A")
    first = int(float(str(about["first_row"]))) - 1
    assert [r[column] for r in rows[first : first + 3]] == [p.name for p in PEOPLE[:2]] + [RARE[:8].replace("\x07", "")]


def test_families_and_classes_are_never_listed_by_name() -> None:
    for page in ("g3-a09", "lecture-junior-2"):
        sheet = made(page, PEOPLE)
        assert sheet.signs is not None
        assert sheet.signs.people == ()
        assert "姓名" not in {c.title for c in sheet.signs.columns}


def test_a_long_title_and_a_large_staff() -> None:
    sheet = made(unit(), tuple(Person(str(n), f"教师{n}", "组") for n in range(300)))
    long = Sheet(**{f: getattr(sheet, f) for f in sheet.__slots__} | {"title": LONG})
    assert len(write_xlsx(long)) < 100_000


def test_real_sheets_that_are_workbooks_say_who_signs() -> None:
    found = [s for s in real() if "xlsx" in s.formats]
    assert {s.signs.kind for s in found if s.signs} == {"course", "class", "lecture"}


def test_libreoffice_works_the_sums_out(tmp_path: Path) -> None:
    """Two of three come, one of them late: two present, two class hours."""
    assert shutil.which("soffice"), "LibreOffice is missing: tools/setup test"
    data = write_xlsx(made(unit(), PEOPLE))
    column, first = str(hidden(data)["column:state"]), int(float(str(hidden(data)["first_row"])))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as filled:
        for name in archive.namelist():
            text = archive.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for row, state in enumerate(("出席", "迟到", "缺席"), first):
                    cell = rf'<c r="{column}{row}" (s="\d+")/>'
                    words = rf'<c r="{column}{row}" \1 t="inlineStr"><is><t>{state}</t></is></c>'
                    text = re.sub(cell, words, text.decode()).encode()
                text = re.sub(rb"</f><v>[^<]*</v>", b"</f>", text)  # what was worked out when it was blank
            filled.writestr(name, text)
    (tmp_path / "a.xlsx").write_bytes(out.getvalue())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    kind = "csv:Text - txt - csv (StarCalc):44,34,76"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path)]
    done = subprocess.run([*command, str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=120, text=True)
    assert (tmp_path / "a.csv").is_file(), f"LibreOffice without Calc? tools/setup test\n{done.stdout}{done.stderr}"
    lines = (tmp_path / "a.csv").read_text("utf-8").splitlines()
    (total,) = [line for line in lines if line.startswith("合计")]
    (listed,) = [line for line in lines if line.startswith("名单人数")]
    assert [c for c in total.split(",")[1:] if c] == ["2", "2"]
    assert [c for c in listed.split(",")[1:] if c] == ["3"]
