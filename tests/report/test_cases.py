"""Every folder of `cases/diagnostics`: a fault laid over the small project, and the report an author reads.

`pytest --update` rewrites what is expected; read the difference before you keep it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import CASES, compile_folder, copy_minimal, lay_over

from generator.messages import catalogue

DIAGNOSTICS = sorted(p for p in (CASES / "diagnostics").iterdir() if p.is_dir())
HEAD = re.compile(r"^\S+:\d+:\d+  (?:错误|提醒)  ([a-z0-9-]+)  ", re.MULTILINE)

# Codes that no case can show, and the test that does.
ELSEWHERE = {
    "no-outside-request": "a rule the tests hold on every built site; no diagnostic is made of it",
    **dict.fromkeys(
        ("search-below", "search-miss", "queries-many"),
        "`xinyu check` alone asks the search: tests/outputs/test_search_answers.py, tests/load/test_queries.py",
    ),
    **dict.fromkeys(
        ("slip-changed", "slip-damaged", "slip-field", "slip-incomplete", "slip-unreadable", "slip-version"),
        "what a learner hands in is no source of a project: tests/records/test_slip.py",
    ),
    # a roster is no part of a project: tests/records/test_roster.py
    **dict.fromkeys(
        ("roster-columns", "roster-empty", "roster-long", "roster-name", "roster-pupils"), "a workbook of its own"
    ),
    **dict.fromkeys(("roster-size", "roster-twice", "roster-unreadable"), "a workbook of its own"),
    # a list of certificates neither: tests/records/certificates, tests/cli/test_certificates.py
    "certificates-ahead": "tests/cli/test_certificates_refused.py",
    **dict.fromkeys(("certificates-columns", "certificates-empty", "certificates-encoding"), "a list of its own"),
    **dict.fromkeys(("certificates-late", "certificates-long", "certificates-missing"), "a list of its own"),
    **dict.fromkeys(("certificates-pupils", "certificates-row", "certificates-size"), "a list of its own"),
    **dict.fromkeys(("certificates-twice", "certificates-unreadable", "certificates-withdrawn"), "a list of its own"),
    **dict.fromkeys(("certificates-characters", "certificates-heads", "certificates-nobody"), "a list of its own"),
    **dict.fromkeys(("certificates-extent", "roster-extent"), "a workbook of its own: tests/records/test_extent.py"),
    "print-characters": "tests/outputs/print/test_bad_input.py",
    "print-pages": "tests/outputs/print/test_bad_input.py",
    "print-picture": "tests/outputs/print/test_bad_input.py",
    "print-question": "tests/outputs/print/test_exam.py",
}


def test_the_small_project_is_without_fault(minimal_project: Path) -> None:
    assert compile_folder(minimal_project).text() == ""


@pytest.mark.parametrize("case", DIAGNOSTICS, ids=lambda p: p.name)
def test_report_is_as_expected(case: Path, tmp_path: Path, update: bool) -> None:
    root = copy_minimal(tmp_path / "project")
    today = lay_over(root, case)

    said = compile_folder(root, today).text()

    assert str(tmp_path) not in said
    expected = case / "expected.txt"
    if update:
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")


def test_every_code_of_the_catalogue_is_shown_by_a_case() -> None:
    shown = {code for case in DIAGNOSTICS for code in HEAD.findall((case / "expected.txt").read_text("utf-8"))}
    shown |= {path.stem for path in (CASES / "wording").glob("*.yml")}  # tests/checks/wording
    assert set(catalogue("zh")) - shown == set(ELSEWHERE)
    assert shown <= set(catalogue("zh"))
