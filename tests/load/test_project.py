"""A whole project with one bad file in it: nothing is raised, everything can be shown, the rest is still there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import MINIMAL, TODAY, Compiled, compile_folder, copy_minimal, edit

from generator.messages import catalogue
from generator.report.machine import write_github, write_json
from generator.report.text import write_text

FILES = sorted(p.relative_to(MINIMAL).as_posix() for p in MINIMAL.rglob("*") if p.suffix in {".md", ".yml"})
# Words that mean something to one reader or another, to be put where they do not belong.
BITS = [
    *(
        "---\n",
        "\n",
        "  ",
        "\t",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!!python/none ",
        "#",
        "|",
        ">",
        '"',
        "'",
    ),
    *("::: say\n", ":::\n", "[[page:", "]]", "[[quiz:t1-c1-3]]", "](", "![", "<b>", "## ", "{#tonight}", "{.phase}"),
    *(
        "id: index\n",
        "kind: unit\n",
        "items: []\n",
        "null",
        "0",
        "999999999999999999",
        "-1",
        "1.5",
        "2026-02-30",
        "自杀",
    ),
    *(
        "\ufeff",
        "\u2028",
        "\u0085",
        "\x00",
        "\x1b[31m",
        "\r",
        "\r\n",
        "😀",
        "[" * 60,
        "home/sleep",
        "course/t1",
        "n1",
        "e1",
    ),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = copy_minimal(tmp_path_factory.mktemp("fuzz") / "project")
    yield folder
    shutil.rmtree(folder)


def assert_reportable(root: Path, project: Compiled) -> None:
    """Every diagnostic has words, points into a file that is there, and can be shown in every format."""
    known, files = catalogue("zh"), project.library.files
    for diagnostic in project.diagnostics:
        span = diagnostic.span
        assert diagnostic.code in known
        assert (root / span.file).exists()
        assert span.line >= 1
        assert span.column >= 1
        assert span.length >= 1
        if span.file in files:
            lines = files[span.file].split("\n")
            assert span.line <= len(lines), diagnostic
            assert span.column <= len(lines[span.line - 1]) + 1, diagnostic
    for lang in ("zh", "en"):
        said = write_text(project.diagnostics, files, lang)
        assert "\x1b" not in said
        assert said.count("xinyu explain ") >= len(project.diagnostics)
        rows = json.loads(write_json(project.diagnostics, files, lang))["diagnostics"]
        assert len(rows) == len(project.diagnostics)
        commands = write_github(project.diagnostics, files, lang)
        assert len(commands.split("\n")) == max(1, len(project.diagnostics))


def check_with(root: Path, name: str, data: bytes) -> None:
    """Puts `data` in place of a file, compiles, and puts the file back."""
    path = root / name
    path.write_bytes(data)
    try:
        compiled = compile_folder(root)
    finally:
        shutil.copyfile(MINIMAL / name, path)
    assert_reportable(root, compiled)
    if "index" not in name:
        assert "index" in compiled.library.pages


FUZZ = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@FUZZ
@given(name=st.sampled_from(FILES), data=st.binary(max_size=200))
def test_a_file_of_any_bytes(project: Path, name: str, data: bytes) -> None:
    check_with(project, name, data)


@FUZZ
@given(name=st.sampled_from(FILES), data=st.data())
def test_a_real_file_with_a_few_mistakes(project: Path, name: str, data: st.DataObject) -> None:
    text = (MINIMAL / name).read_text("utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 12))
        text = text[:at] + data.draw(st.sampled_from(BITS)) + text[at + gone :]
    check_with(project, name, text.encode())


@FUZZ
@given(name=st.sampled_from(FILES), data=st.data())
def test_a_real_file_with_lines_moved(project: Path, name: str, data: st.DataObject) -> None:
    lines = (MINIMAL / name).read_text("utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, min(3, len(lines))))):
        line = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
        if data.draw(st.booleans()):
            lines.insert(data.draw(st.integers(0, len(lines))), line)
    check_with(project, name, "\n".join(lines).encode())


@pytest.mark.parametrize("name", FILES)
def test_a_file_in_another_files_place(project: Path, name: str) -> None:
    other = FILES[(FILES.index(name) + len(FILES) // 2) % len(FILES)]
    check_with(project, name, (MINIMAL / other).read_bytes())


def test_a_project_without_any_page_is_compiled(tmp_path: Path) -> None:
    (tmp_path / "site_config").mkdir()
    compiled = compile_folder(tmp_path)
    assert sorted(set(compiled.codes)) == ["config-missing", "folder-missing"]
    assert compiled.library.today == TODAY


def test_a_broken_page_is_named_and_the_others_stay(minimal_project: Path) -> None:
    edit(minimal_project, "content/about/corrections.md", "title: 更正", "titel: 更正")
    compiled = compile_folder(minimal_project)
    assert set(compiled.broken) == {"content/about/corrections.md"}
    assert "home/sleep" in compiled.library.pages
    assert "about/corrections" not in compiled.library.pages


def test_one_run_reports_the_faults_of_every_file(minimal_project: Path) -> None:
    edit(minimal_project, "content/about/corrections.md", "title: 更正", "titel: 更正")
    edit(minimal_project, "site_config/glossary.yml", "terms:", "terms: [")
    edit(minimal_project, "quizzes/t1/c1-3.yml", "{id: a, text: {zh: 看", "{id: b, text: {zh: 看")
    found = {d.span.file for d in compile_folder(minimal_project).diagnostics}
    assert {"content/about/corrections.md", "site_config/glossary.yml", "quizzes/t1/c1-3.yml"} <= found


def test_two_runs_say_the_same(minimal_project: Path) -> None:
    for name in ("content/home/sleep.md", "quizzes/t1/c1-3.yml", "content/lesson/g3-a09.md"):
        edit(minimal_project, name, "a", "aa")
    assert compile_folder(minimal_project).text() == compile_folder(minimal_project).text()
