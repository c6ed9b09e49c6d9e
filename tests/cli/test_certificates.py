"""`xinyu certificates`: a key, a list, a PDF and a CSV; checked again; every mistake answered in words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter
from certificate_project import FOR_ALL, checked, issue, make_project, publish, run, table

from generator.cli import app
from generator.records.certificates.keys import make_pair


@pytest.fixture(name="project")
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_project(tmp_path, monkeypatch)


def test_from_key_to_check(tmp_path: Path, project: Path) -> None:
    made = run(app, ["certificates", "keys", "-o", str(tmp_path / "new"), "--id", "school-2027", "--lang", "en"])
    assert made.exit_code == 0, made.output
    publish(project, "\n".join(made.output.splitlines()[-2:]))
    (tmp_path / "keys" / "school-2026.private.json").unlink()
    (tmp_path / "new" / "school-2027.private.json").rename(tmp_path / "keys" / "school-2026.private.json")

    done = issue(project, *FOR_ALL)
    assert done.exit_code == 0, done.output
    rows = table(tmp_path / "out" / "certificates.csv")
    assert [(r["name"], r["post"], r["course"], r["hours"], r["day"]) for r in rows] == [
        ("测试甲", "班主任", "course/t1", "10", "2026-11-20"),
        ("测试乙", "", "course/t1", "10", "2026-11-20"),
    ]
    assert (tmp_path / "out" / "certificates.pdf").read_bytes().startswith(b"%PDF-")

    texts = "".join(r["text"] + "\n" for r in rows)
    good = checked(project, f"\n{texts}", "--lang", "en")
    assert good.exit_code == 0, good.output
    assert all(r["number"] in good.output and r["name"] in good.output for r in rows)
    assert "某某学校" in good.output
    assert "2 hold, 0 do not." in good.output
    (tmp_path / "scanned.txt").write_text(f"{texts}{texts[:90]}\n", "utf-8")
    bad = run(app, ["certificates", "check", str(tmp_path / "scanned.txt"), "-p", str(project)])
    assert bad.exit_code == 1
    assert "scanned.txt:3  不是凭证" in bad.output


def test_the_same_list_gives_the_same_bytes_and_nothing_is_overwritten(tmp_path: Path, project: Path) -> None:
    for out in ("out", "out", "again"):
        assert issue(project, *FOR_ALL, out=out).exit_code == 0
    first, again = tmp_path / "out", tmp_path / "again"
    for name in ("certificates.csv", "certificates.pdf"):
        assert (first / name).read_bytes() == (again / name).read_bytes()
    (again / "certificates.csv").unlink()
    before = (again / "certificates.pdf").read_bytes()
    other = issue(project, "--hours", "9", "--date", "2026-11-20", out="again", course="course/t1")
    assert other.exit_code == 2
    assert "certificates.pdf" in other.output
    assert [p.name for p in again.iterdir()] == ["certificates.pdf"]
    assert (again / "certificates.pdf").read_bytes() == before


def test_in_english_with_an_address(tmp_path: Path, project: Path) -> None:
    site = project / "site_config" / "site.yml"
    site.write_text(site.read_text("utf-8") + "url: https://school.example/xinli/\n", "utf-8")
    assert issue(project, *FOR_ALL, "--lang", "en").exit_code == 0
    row = table(tmp_path / "out" / "certificates.csv")[0]
    address, _, signed = row["text"].partition("#")
    assert address == "https://school.example/xinli/verify.html"
    assert signed.count(".") == 2
    assert row["title"].isascii()
    assert "Some School" in checked(project, row["text"]).output


def test_a_workbook(tmp_path: Path, project: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "staff.xlsx"))
    page = book.add_worksheet()
    page.write_row(0, 0, ["姓名", "课时", "日期"])
    page.write_row(1, 0, ["测试丙", 9.5, "2026/11/3"])
    book.close()
    assert issue(project, listed="staff.xlsx").exit_code == 0
    (row,) = table(tmp_path / "out" / "certificates.csv")
    assert (row["name"], row["hours"], row["day"]) == ("测试丙", "9.5", "2026-11-03")


@pytest.mark.parametrize(
    ("listed", "more", "said"),
    [
        ("姓名\n测试甲\n", (), ("staff.csv:2", "certificates-missing", "课时", "日期")),
        ("姓名,岗位\n测试甲,a\n测试甲,a\n", FOR_ALL, ("staff.csv:3", "certificates-twice")),
        (f"姓名,岗位\n{'测' * 40},{'试' * 40}\n", FOR_ALL, ("certificates-long", "450", "姓名")),
        ("学号,姓名\n7,小明\n", FOR_ALL, ("certificates-pupils",)),
    ],
)
def test_one_wrong_row_and_nothing_is_written(
    tmp_path: Path, project: Path, listed: str, more: tuple[str, ...], said: tuple[str, ...]
) -> None:
    (tmp_path / "staff.csv").write_text(listed, "utf-8")
    done = issue(project, *more)
    assert done.exit_code == 1
    assert all(word in done.output for word in said), done.output
    assert not (tmp_path / "out").exists()


def test_what_would_not_hold_is_not_issued(tmp_path: Path, project: Path) -> None:
    assert issue(project, *FOR_ALL).exit_code == 0
    number = table(tmp_path / "out" / "certificates.csv")[1]["number"]
    keys = project / "site_config" / "certificate-keys.yml"
    text = keys.read_text("utf-8")
    keys.write_text(f'{text}    withdrawn: ["{number}"]\n', "utf-8")
    done = issue(project, *FOR_ALL, out="other")
    assert done.exit_code == 1
    assert "staff.csv:3" in done.output
    assert "certificates-withdrawn" in done.output
    texts = "".join(r["text"] + "\n" for r in table(tmp_path / "out" / "certificates.csv"))
    assert "已经作废" in checked(project, texts).output
    keys.write_text(f"{text}    until: 2026-11-19\n", "utf-8")
    assert "certificates-late" in issue(project, *FOR_ALL, out="other").output
    assert checked(project, texts).exit_code == 1
    keys.write_text(text.replace("school-2026", "school-2025"), "utf-8")
    assert issue(project, *FOR_ALL).exit_code == 2
    assert "钥匙" in checked(project, texts).output


def test_a_title_too_long_for_a_code_is_told_once(tmp_path: Path, project: Path) -> None:
    page = project / "courses" / "t1" / "course.md"
    text = page.read_text("utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    page.write_text(text.replace(title, f"title: {'心' * 80}"), "utf-8")
    done = issue(project, *FOR_ALL)
    assert done.exit_code == 1
    assert done.output.count("certificates-long  ") == 1
    assert "课程标题" in done.output
    page.write_text(text.replace(title, f"title: {'心' * 81}"), "utf-8")
    assert issue(project, *FOR_ALL).exit_code == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--hours", "many"), "--hours"),
        (("--date", "2026-02-30"), "--date"),
        (("-c", "course/t2"), "course/t1"),
        (("-k", "none.json"), "none.json"),
        (("-p", "/"), "--project"),
    ],
)
def test_a_slip_is_answered(tmp_path: Path, project: Path, more: tuple[str, ...], said: str) -> None:
    done = issue(project, *FOR_ALL, *more)
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "out").exists()


def test_another_private_key_of_the_same_name(tmp_path: Path, project: Path) -> None:
    make_pair(tmp_path / "other", "school-2026")
    done = issue(project, *FOR_ALL, "-k", str(tmp_path / "other" / "school-2026.private.json"))
    assert done.exit_code == 2
    assert "school-2026" in done.output
    assert not (tmp_path / "out").exists()


def test_never_into_a_site_or_a_folder_git_keeps(tmp_path: Path, project: Path) -> None:
    (project / "site").mkdir()
    assert issue(project, *FOR_ALL, out="project/site/x").exit_code == 2
    subprocess.run(["git", "-C", str(project), "init", "-q"], check=True, capture_output=True)
    (project / ".gitignore").write_text("/records/\n*.pdf\n*.private.json\n", "utf-8")
    assert issue(project, *FOR_ALL, out="project/certificates").exit_code == 2
    assert not (project / "certificates").exists()
    assert issue(project, *FOR_ALL, out="project/records/2026").exit_code == 0


def test_without_the_print_packages_it_says_how_to_get_them(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "generator.outputs.print.certificate", None)
    done = issue(project, *FOR_ALL)
    assert done.exit_code == 2
    assert "make packs" in done.output
    assert not (tmp_path / "out").exists()
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    (tmp_path / "staff.xlsx").write_bytes(b"")
    done = issue(project, *FOR_ALL, listed="staff.xlsx", out="other")
    assert done.exit_code == 2
    assert "CSV" in done.output


def test_keys_refuses_what_exam_keys_refuses(tmp_path: Path, project: Path) -> None:
    keys = ["certificates", "keys", "-o", str(tmp_path / "keys"), "--id"]
    assert run(app, [*keys, "school-2026"]).exit_code == 2
    assert run(app, [*keys, "Not An Id"]).exit_code == 2
    (project / "site").mkdir()
    assert run(app, ["certificates", "keys", "-o", str(project / "site"), "--id", "k"]).exit_code == 2


def test_check_reads_anything_and_says_so(tmp_path: Path, project: Path) -> None:
    (tmp_path / "odd").write_bytes(b"\xff\xfd\x00\n\x1b[31m\n" + "é".encode() * 5000)
    done = run(app, ["certificates", "check", str(tmp_path / "odd"), "-p", str(project)])
    assert done.exit_code == 1
    assert done.output.count("✗") == 3
    assert "\x1b" not in done.output
    (tmp_path / "blank").write_text(" \n\n", "utf-8")
    (tmp_path / "big").write_bytes(b"x" * 5_000_001)
    for name in ("blank", "big", "none", "."):
        assert run(app, ["certificates", "check", str(tmp_path / name), "-p", str(project)]).exit_code == 2
    assert run(app, ["certificates", "check", "-", "-p", "/"], input="x\n").exit_code == 2
