"""The command line: help with an example, exit codes, no traceback for a user's mistake."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support import copy_minimal
from typer.testing import CliRunner

from generator.cli import app

sys.path.insert(0, str(Path(__file__).parents[1] / "hosts"))

from project import copy_project

COMMANDS = ("check", "explain", "build", "packs", "serve", "stage", "coverage", "schema")
run = CliRunner().invoke


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    shown = run(app, [command, "--help"])
    assert shown.exit_code == 0
    assert f"Example: xinyu {command}" in " ".join(shown.output.split())


def test_check_of_sound_content_ends_with_0(project: Path) -> None:
    done = run(app, ["check", "--strict", "-p", str(project)])
    assert done.exit_code == 0, done.output
    assert "0 个错误，0 条提醒" in done.output


def test_check_names_the_pages_that_have_no_english(tmp_path: Path) -> None:
    project = copy_minimal(tmp_path / "school")
    (project / "content" / "home" / "sleep.en.md").unlink()
    done = run(app, ["check", "-p", str(project)])
    assert done.exit_code == 0
    assert "1 页还没有英文：home/sleep" in done.output


def test_check_reports_all_problems_at_once_and_ends_with_1(project: Path) -> None:
    for name in ("sleep", "low-mood"):
        page = project / "content" / "home" / f"{name}.md"
        page.write_text(page.read_text("utf-8").replace("summary:", "sumary:", 1), "utf-8")
    done = run(app, ["check", "-p", str(project)])
    assert done.exit_code == 1
    assert "content/home/sleep.md:5:1" in done.output
    assert "content/home/low-mood.md:5:1" in done.output
    assert "summary" in done.output


def test_check_as_json_is_for_machines(project: Path) -> None:
    page = project / "content" / "home" / "sleep.md"
    page.write_text(page.read_text("utf-8").replace("summary:", "sumary:", 1), "utf-8")
    done = run(app, ["check", "-p", str(project), "--format", "json", "--lang", "en"])
    found = [d for d in json.loads(done.output)["diagnostics"] if d["code"] == "field-unknown"]
    assert [(d["file"], d["line"], d["column"], d["suggestion"]) for d in found] == [
        ("content/home/sleep.md", 5, 1, "summary")
    ]


def test_check_for_github_writes_workflow_commands(project: Path) -> None:
    page = project / "content" / "home" / "sleep.md"
    page.write_text(page.read_text("utf-8").replace("summary:", "sumary:", 1), "utf-8")
    done = run(app, ["check", "-p", str(project), "--format", "github"])
    assert "::error file=content/home/sleep.md,line=5,col=1,title=field-unknown::" in done.output


@pytest.mark.parametrize("command", [["check"], ["build"], ["coverage"], ["serve"], ["stage", "out"]])
def test_outside_a_project_says_so_and_ends_with_2(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(app, command)
    assert done.exit_code == 2
    assert "xinyu new site" in done.output
    assert "Traceback" not in done.output


def test_build_with_errors_ends_with_1_and_writes_nothing(project: Path, tmp_path: Path) -> None:
    (project / "quizzes" / "t1" / "c1-3.yml").write_text("id: [", "utf-8")
    done = run(app, ["build", "-p", str(project), "-o", str(tmp_path / "site")])
    assert done.exit_code == 1
    assert "quizzes/t1/c1-3.yml" in done.output
    assert not (tmp_path / "site").exists()


def test_explain_knows_a_code_and_helps_with_a_near_miss() -> None:
    known = run(app, ["explain", "lesson-minutes", "--lang", "en"])
    assert known.exit_code == 0
    assert known.output.startswith("lesson-minutes\n")
    near = run(app, ["explain", "lesson-minuts"])
    assert near.exit_code == 2
    assert "lesson-minutes" in near.output


def test_coverage_lists_every_duty_once(project: Path) -> None:
    done = run(app, ["coverage", "-p", str(project), "--format", "json"])
    rows = json.loads(done.output)
    ids = [r["id"] for r in rows]
    assert len(ids) == len(set(ids)) == 211  # facts/mandates.tsv
    assert {r["state"] for r in rows} == {"met", "missing", "outside"}
    missing = json.loads(run(app, ["coverage", "-p", str(project), "--format", "json", "--missing"]).output)
    assert {r["state"] for r in missing} == {"missing"}


def test_the_committed_schemas_are_those_of_the_records(project: Path) -> None:
    assert run(app, ["schema", "--check", "-o", str(project / "site_config" / "schema")]).exit_code == 0
    stale = project / "site_config" / "schema" / "quiz.json"
    stale.write_text("{}")
    assert run(app, ["schema", "--check", "-o", str(stale.parent)]).exit_code == 1


def test_a_command_reads_neither_the_engine_nor_what_prints_before_it_needs_them() -> None:
    code = (
        "import sys, generator.cli\n"
        "late = ('mkdocs', 'jinja2', 'typst', 'generator.outputs.print', 'PIL', 'nacl')\n"
        "assert not [m for m in sys.modules for name in late if m == name or m.startswith(f'{name}.')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [(["--version"], 0, "xinyu"), (["explain", "sm12"], 0, "SM12"), (["explain", "none"], 2, "")],
)
def test_a_command_that_ends_at_once_has_said_all(given: list[str], code: int, said: str) -> None:
    done = subprocess.run([sys.executable, "-m", "generator", *given], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert said.lower() in done.stdout.lower()
    assert done.stdout.endswith("\n") if said else done.stderr.endswith("\n")
