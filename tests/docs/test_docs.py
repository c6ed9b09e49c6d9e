"""The documentation keeps up with the program: reference, links, commands, decisions, and what must not be in it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from generator.cli import app

ROOT = Path(__file__).resolve().parents[2]
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
DOCS = [*READMES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = ROOT / "docs" / "decisions"

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]+`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
IMAGE = re.compile(r'<img src="([^"]+)"[^>]*? alt="([^"]*)"')


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_samples_can_be_written_anew_and_are_all_there(tmp_path: Path) -> None:
    tool = ROOT / "tools" / "samples"
    done = subprocess.run([sys.executable, str(tool), str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    kept = {path.name for path in (ROOT / "docs" / "samples").iterdir()} - {"README.md"}
    assert kept == {path.name for path in tmp_path.iterdir()}


def test_the_profile_says_where_the_time_of_a_command_goes() -> None:
    tool = [sys.executable, str(ROOT / "tools" / "profile"), "--rows", "5", "explain", "sm12"]
    done = subprocess.run(tool, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "SM12" in done.stdout
    assert "cumtime" in done.stderr


# --- the reference ------------------------------------------------------------


def test_reference_is_what_the_code_says() -> None:
    tool = ROOT / "tools" / "reference"
    done = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr


# --- links and pictures -------------------------------------------------------


def anchors(path: Path) -> set[str]:
    """The anchors GitHub gives a page's headings."""
    text = FENCE.sub("", path.read_text("utf-8"))
    headings = re.findall(r"^#{1,6} (.+?)\s*$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings)
    return set(plain)


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_links_and_pictures_are_there(path: Path) -> None:
    text = CODE.sub("", FENCE.sub("", path.read_text("utf-8")))
    for target in [*LINK.findall(text), *(source for source, _ in IMAGE.findall(text))]:
        if re.match(r"[a-z]+:", target):
            continue
        place, _, anchor = target.partition("#")
        found = (path.parent / place).resolve() if place else path
        assert found.exists(), f"{named(path)} links to {target}"
        assert found.is_relative_to(ROOT), f"{named(path)} links out of the repository: {target}"
        if anchor and found.suffix == ".md":
            assert anchor in anchors(found), f"{named(path)} links to {target}"


def test_pictures_are_small_and_described() -> None:
    shown = {
        (path.parent / source).resolve(): words
        for path in DOCS
        for source, words in IMAGE.findall(path.read_text("utf-8"))
    }
    assert all(shown.values())
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture in shown, f"{picture.name} is shown nowhere"
        assert picture.stat().st_size <= 150_000


# --- commands -----------------------------------------------------------------


def code_of(path: Path) -> Iterator[str]:
    """Each line of code blocks without a language, and each piece of inline code."""
    text = path.read_text("utf-8")
    for block in FENCE.findall(text):
        first, *lines = block.split("\n")
        if first == "```":
            yield from lines[:-1]
    yield from (piece.strip("`") for piece in CODE.findall(FENCE.sub("", text)))


def commands_of(path: Path, program: str) -> Iterator[list[str]]:
    for line in code_of(path):
        found = re.match(rf"(?:\.venv/bin/)?{program}(?: (.*))?$", line.strip())
        if found:
            yield (found[1] or "").split()


@pytest.mark.parametrize("path", [*READMES, ROOT / "CONTRIBUTING.md"], ids=named)
def test_named_commands_of_xinyu_exist(path: Path) -> None:
    for words in commands_of(path, "xinyu"):
        command: Any = typer.main.get_command(app)
        left = list(words)
        while left and hasattr(command, "commands"):
            name = left.pop(0)
            assert name in command.commands, f"{named(path)}: xinyu {' '.join(words)}"
            command = command.commands[name]
        known = {o for p in command.params for o in p.opts}
        for option in (w for w in left if w.startswith("-")):
            assert option in known, f"{named(path)}: xinyu {' '.join(words)}"


@pytest.mark.parametrize("path", [*READMES, ROOT / "CONTRIBUTING.md"], ids=named)
def test_named_make_targets_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for words in commands_of(path, "make"):
        assert set(words) <= targets, f"{named(path)}: make {' '.join(words)}"


def test_the_readmes_name_the_same_commands() -> None:
    for program in ("xinyu", "make"):
        chinese, english = ({" ".join(w) for w in commands_of(path, program)} for path in reversed(READMES))
        assert english - chinese == set()


@pytest.mark.parametrize("path", [*READMES, ROOT / "CONTRIBUTING.md", ROOT / "docs" / "architecture.md"], ids=named)
def test_named_files_exist(path: Path) -> None:
    folders = ("docs/", "generator/", "tools/", "tests/", "site_config/")
    for piece in code_of(path):
        stands_for_any = re.search(r"[A-Z]{3,}\.", piece)  # TYPE.py
        if piece.startswith(folders) and re.fullmatch(r"[\w./-]+", piece) and not stands_for_any:
            assert (ROOT / piece).exists(), f"{named(path)} names {piece}"


# --- decisions ----------------------------------------------------------------


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    files = sorted(p for p in DECISIONS.glob("*.md") if p.name != "README.md")
    assert [p.name[:5] for p in files] == [f"{n:04}-" for n in range(1, len(files) + 1)]
    listed = (DECISIONS / "README.md").read_text("utf-8")
    for path in files:
        title = path.read_text("utf-8").split("\n")[0]
        assert title.startswith(f"# {path.name[:4]} ")
        assert f"[{title[2:]}]({path.name})" in listed


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("0*.md")), ids=named)
def test_a_decision_says_why_and_what_follows(path: Path) -> None:
    headings = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)
    assert headings == ["Context", "Decision", "Measurement", "Consequences"]


def test_every_dependency_has_its_reason_and_licence() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")  # Python 3.10 has no tomllib
    lists = re.findall(r"^(?:dependencies|print|build|dev) = \[(.*?)\]$", project, re.MULTILINE | re.DOTALL)
    names = re.findall(r'"([A-Za-z][\w.-]*)[^"]*"', "\n".join(lists))
    assert {"mkdocs", "hatchling", "pytest"} <= set(names)
    text = (DECISIONS / "0007-dependencies.md").read_text("utf-8")
    rows = " ".join(line.split("|")[1] for line in text.split("\n") if line.startswith("| "))
    told = set(re.findall(r"[\w.-]+", rows.lower()))
    assert [n for n in names if n.lower() not in told] == []


# --- what must not be there ---------------------------------------------------

FORBIDDEN = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|crates\.io|proxy\.golang\.org|docker\.io"
    r"|(?<![\w.])/(?:work|tmp|root|home/\w+)/|(?<![\w-])shared/|\.library\b",
)


@pytest.mark.parametrize("path", [*DOCS, ROOT / "docs" / "reference" / "words.yml"], ids=named)
def test_no_registry_and_no_path_of_one_machine(path: Path) -> None:
    assert FORBIDDEN.findall(path.read_text("utf-8")) == []
