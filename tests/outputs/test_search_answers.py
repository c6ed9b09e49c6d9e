"""`xinyu check` puts the known queries to the search and fails below the bar."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import TODAY, copy_minimal
from typer.testing import CliRunner

from generator.app import check_project
from generator.cli import app

FOUND = "zh\t睡不着\thome/sleep\tnatural\n"
LOST = "zh\t睡不着的孩子\tdoc/referral\tnatural\n"


def told(root: Path, rows: str, site: str = "") -> list[str]:
    (root / "site_config" / "search_queries.tsv").write_text(rows, encoding="utf-8")
    if site:
        path = root / "site_config" / "site.yml"
        path.write_text((path.read_text("utf-8") if path.is_file() else "") + site, encoding="utf-8")
    found = check_project(root, TODAY).compilation.diagnostics
    return [f"{d.span.file}:{d.span.line} {d.severity} {d.code}" for d in found]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_minimal(tmp_path / "p")


def test_a_search_above_its_bar_is_silent(root: Path) -> None:
    assert told(root, FOUND) == []


def test_no_list_is_no_problem(root: Path) -> None:
    assert check_project(root, TODAY).compilation.diagnostics == ()


def test_a_search_below_its_bar_is_an_error_and_names_each_miss(root: Path) -> None:
    assert told(root, FOUND + LOST) == [
        "site_config/search_queries.tsv:1 error search-below",
        "site_config/search_queries.tsv:2 warning search-miss",
    ]
    below, miss = check_project(root, TODAY).compilation.diagnostics
    assert below.params == {"rows": "2", "first": "50", "three": "50", "first_bar": "70", "three_bar": "90"}
    assert miss.params["query"] == "睡不着的孩子"
    assert miss.params["found"].startswith("home/sleep")


def test_the_bar_is_the_schools_own(root: Path) -> None:
    assert told(root, FOUND + LOST, "\nsearch: {first: 50, three: 50}\n") == []


def test_a_bar_is_per_cent(root: Path) -> None:
    assert [line.split()[-1] for line in told(root, FOUND, "\nsearch: {first: 101}\n")] == ["field-value"]


def test_an_unknown_page_is_told_with_its_place(root: Path) -> None:
    (problem,) = told(root, FOUND.replace("home/sleep", "home/sleep home/sleeep"))
    assert problem == "site_config/search_queries.tsv:1 error page-unknown"
    (problem,) = check_project(root, TODAY).compilation.diagnostics
    assert (problem.span.column, problem.suggestion) == (19, "home/sleep")


def test_the_command_fails_below_the_bar(root: Path) -> None:
    told(root, FOUND + LOST)
    done = CliRunner().invoke(app, ["check", "-p", str(root), "--lang", "en"])
    assert done.exit_code == 1
    assert "search-below" in done.output
    assert "睡不着的孩子" in done.output
