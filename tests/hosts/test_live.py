"""While someone writes, broken content shows what is wrong and never takes the server down."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import TODAY

from generator.app import compile_project
from generator.hosts.languages import build_into
from generator.hosts.output import Output

pytestmark = pytest.mark.slow


def _build(project: Path, folder: Path) -> Path:
    folder.mkdir()
    build_into(compile_project(project, TODAY), Output(folder, folder), serving=True)
    return folder


def test_a_page_that_cannot_be_read_shows_why_at_its_address(project: Path, tmp_path: Path) -> None:
    page = project / "content" / "home" / "sleep.md"
    page.write_text(page.read_text("utf-8").replace("kind: guide", "kind: giude"), "utf-8")
    html = (_build(project, tmp_path / "out") / "home" / "sleep.html").read_text("utf-8")
    assert "content/home/sleep.md:3:7" in html
    assert "kind: giude" in html


def test_a_page_with_an_error_is_shown_with_it(project: Path, tmp_path: Path) -> None:
    page = project / "content" / "home" / "sleep.md"
    page.write_text(page.read_text("utf-8") + "\n[[page:home/nowhere]]\n", "utf-8")
    html = (_build(project, tmp_path / "out") / "home" / "sleep.html").read_text("utf-8")
    assert "xy-notice--error" in html
    assert "home/nowhere" in html
    assert 'id="tonight"' in html  # the page itself is there too


def test_an_error_elsewhere_is_shown_on_the_front_page(project: Path, tmp_path: Path) -> None:
    (project / "site_config" / "roles.yml").write_text("roles: [", "utf-8")
    html = (_build(project, tmp_path / "out") / "index.html").read_text("utf-8")
    assert "site_config/roles.yml:1" in html


def test_a_project_with_nothing_readable_still_has_a_front_page(project: Path, tmp_path: Path) -> None:
    for page in project.glob("content/**/*.md"):
        page.write_bytes("心".encode("gbk") + b"\n")
    html = (_build(project, tmp_path / "out") / "index.html").read_text("utf-8")
    assert "content/home/sleep.md" in html


def test_what_is_shown_is_changed_file_by_file(tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    (shown / "b").mkdir(parents=True)
    (shown / "b" / "gone.html").write_text("2")
    first = Output(shown, shown)
    first.write({"a/same.html": b"1"})
    first.write({"index.html": b"old"})
    first.sweep()
    before = (shown / "a" / "same.html").stat()
    second = Output(shown, shown, first.rows(shown))
    second.write({"a/same.html": b"1"})
    second.write({"index.html": b"new"})
    second.sweep()
    assert sorted(p.relative_to(shown).as_posix() for p in shown.rglob("*") if p.is_file()) == [
        "a/same.html",
        "index.html",
    ]
    assert (shown / "index.html").read_text() == "new"
    after = (shown / "a" / "same.html").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert not (shown / "b").exists()
