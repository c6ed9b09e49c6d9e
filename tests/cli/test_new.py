"""`xinyu new` at the terminal: what is written, what is said, how it ends."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.cli import app
from generator.scaffold import KINDS

sys.path.insert(0, str(Path(__file__).parents[1] / "hosts"))

from project import contents

run = CliRunner().invoke


@pytest.mark.parametrize("kind", [*KINDS, "site"])
def test_each_kind_has_help_with_an_example(kind: str) -> None:
    shown = run(app, ["new", kind, "--help"])
    assert shown.exit_code == 0
    example = f"{kind} {KINDS[kind].example}" if kind in KINDS else "site our-school"
    assert f"Example: xinyu new {example}" in " ".join(shown.output.split())


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_the_help_work(kind: str, minimal_project: Path) -> None:
    done = run(app, ["new", kind, KINDS[kind].example, "-p", str(minimal_project)])
    assert done.exit_code == 0 or "已经有了" in done.output


def test_the_files_are_named_and_the_next_step(minimal_project: Path) -> None:
    done = run(app, ["new", "guide", "home/exam-week", "--title", "考试周", "-p", str(minimal_project)])
    assert done.exit_code == 0, done.output
    assert "+ content/home/exam-week.md\n+ content/home/exam-week.en.md\n" in done.output
    assert "xinyu check" in done.output
    assert 'title: "考试周"' in (minimal_project / "content" / "home" / "exam-week.md").read_text("utf-8")


def test_quiet_says_only_what_is_left_to_do(minimal_project: Path) -> None:
    done = run(app, ["new", "unit", "t1/c9-1", "-q", "-p", str(minimal_project)])
    assert (done.exit_code, done.output) == (0, "")
    course = minimal_project / "courses" / "t1" / "course.md"
    course.write_text(course.read_text("utf-8").replace("core: [", "core:\n  ["), "utf-8")
    done = run(app, ["new", "unit", "t1/c9-2", "-q", "--lang", "en", "-p", str(minimal_project)])
    assert done.exit_code == 0
    assert done.output.startswith("One step left")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("identity", ["lesson/g3-a09", "三年级", "../x", "g3-a9", ""])
def test_a_refusal_ends_with_2_and_writes_nothing(identity: str, lang: str, minimal_project: Path) -> None:
    before = contents(minimal_project)
    done = run(app, ["new", "lesson", identity, "--lang", lang, "-p", str(minimal_project)])
    assert done.exit_code == 2
    assert "lesson/g3-a09" in done.output
    assert "Traceback" not in done.output
    assert contents(minimal_project) == before


def test_outside_a_project_a_site_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(app, ["new", "guide", "home/x"])
    assert done.exit_code == 2
    assert "xinyu new site" in done.output


def test_a_school_can_go_on_in_its_new_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(app, ["new", "site", "我们学校", "--name", "我们学校"])
    assert done.exit_code == 0, done.output
    assert "site_config/school.yml" in done.output
    monkeypatch.chdir(tmp_path / "我们学校")
    assert run(app, ["new", "lesson", "g7-a19", "--title", "秋天"]).exit_code == 0
    assert "content/lesson/g7-a19.md:1:1" in run(app, ["check"]).output
    again = run(app, ["new", "site", str(tmp_path / "我们学校"), "--lang", "en"])
    assert again.exit_code == 2
    assert "not empty" in again.output
