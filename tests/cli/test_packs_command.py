"""`xinyu packs`: formats and pages as asked, rosters read and never kept, words for every mistake."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from generator.cli import app

sys.path.insert(0, str(Path(__file__).parents[1]))
from support import copy_minimal

run = CliRunner().invoke
LECTURE = "parent/lecture-junior-2"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_minimal(tmp_path_factory.mktemp("packs") / "project")


def unit(project: Path) -> str:
    (found,) = [p for p in (project / "courses").rglob("*.md") if "kind: unit" in p.read_text("utf-8")][:1]
    return next(line[4:] for line in found.read_text("utf-8").splitlines() if line.startswith("id: "))


def roster(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "staff.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return path


def test_everything_of_a_lecture_but_pdf(project: Path, tmp_path: Path) -> None:
    formats = "docx,pptx,html,xlsx,txt"
    done = run(app, ["packs", LECTURE, "--format", formats, "-o", str(tmp_path), "-p", str(project)])
    assert done.exit_code == 0, done.output
    written = {p.suffix for p in (tmp_path / LECTURE).iterdir()}
    assert written == {".docx", ".pptx", ".html", ".xlsx", ".txt"}
    assert {p.suffix for p in (tmp_path / "en" / LECTURE).iterdir()} == written


def test_a_roster_is_on_the_sheet_and_nowhere_else(project: Path, tmp_path: Path) -> None:
    staff = roster(tmp_path, ("工号", "姓名"), ("7", "欧阳测试"))
    out = tmp_path / "out"
    page = unit(project)
    done = run(app, ["packs", page, "--format", "xlsx", "--roster", str(staff), "-o", str(out), "-p", str(project)])
    assert done.exit_code == 0, done.output
    (made,) = (out / page).glob("*.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made.read_bytes())).get_sheet_by_index(0).to_python()
    assert any("欧阳测试" in row for row in rows)
    for path in [*out.rglob("*"), *project.rglob("*")]:
        if path.is_file() and path.suffix != ".xlsx":
            assert "欧阳测试".encode() not in path.read_bytes(), path

    again = run(app, ["packs", page, "--format", "xlsx", "-o", str(out), "-p", str(project)])
    assert again.exit_code == 0, again.output
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made.read_bytes())).get_sheet_by_index(0).to_python()
    assert not any("欧阳测试" in row for row in rows), "without a roster the sheet is blank again"


def test_a_list_of_pupils_writes_nothing(project: Path, tmp_path: Path) -> None:
    staff = roster(tmp_path, ("学号", "姓名"), ("7", "小明"))
    out = tmp_path / "out"
    done = run(app, ["packs", unit(project), "--roster", str(staff), "-o", str(out), "-p", str(project)])
    assert done.exit_code == 1
    assert "roster-pupils" in done.output
    assert "小明" not in done.output
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["lesson/g3-a9"], "lesson/g3-a09"), (["--format", "doc"], "docx"), (["--lang", "en", "nothing"], "nothing")],
)
def test_a_slip_is_answered(project: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    done = run(app, ["packs", *arguments, "-o", str(tmp_path / "out"), "-p", str(project)])
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output


def test_without_the_print_packages_it_says_how_to_get_them(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "generator.outputs.print.packs", None)
    done = run(app, ["packs", "-o", str(tmp_path / "out"), "-p", str(project)])
    assert done.exit_code == 2
    assert "make packs" in done.output
