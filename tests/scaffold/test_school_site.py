"""A school's own site: whole, checked, built in both languages, and its base left as it was."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from support import TODAY, compile_folder, copy_minimal, edit

from generator.app import compile_project
from generator.hosts.site import build_site
from generator.load.schema import schemas
from generator.scaffold import Refused, new_site

sys.path.insert(0, str(Path(__file__).parents[1] / "hosts"))

from project import contents


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A small library beside the school's folder, so that what happens to it can be seen."""
    return copy_minimal(tmp_path / "library")


def make_school(tmp_path: Path, name: str = "") -> Path:
    """A new site that stands on the small library."""
    root = tmp_path / "东湖 中学"
    new_site(root, name)
    edit(root, "site_config/site.yml", "\nbase: builtin", "\nbase: ../library")
    return root


def test_a_new_site_passes_the_check(tmp_path: Path) -> None:
    new_site(tmp_path / "school", "")
    found = compile_folder(tmp_path / "school")
    ours = [d for d in found.diagnostics if not d.span.file.startswith("base/")]
    assert [(d.code, d.span.file) for d in ours] == [("reviewed-missing", "content/about/our-school.md")]
    assert found.library.pages["about/our-school"].translated is not None
    assert found.library.pages["home/sleep"].layer == 1
    assert found.library.school.name is None


@pytest.mark.parametrize("name", ["东湖中学", '“东湖”"中"学: #1 {a}', "A & B's [School]"])
def test_the_schools_name_is_filled_in(name: str, base: Path, tmp_path: Path) -> None:
    root = make_school(tmp_path, name)
    found = compile_folder(root)
    assert {d.severity for d in found.diagnostics if not d.span.file.startswith("base/")} <= {"warning"}
    assert found.library.school.name is not None
    assert found.library.school.name.zh == name
    assert (root / "README.md").read_text("utf-8").startswith(f"# {name}\n")


def test_the_commented_examples_are_right_when_uncommented(tmp_path: Path) -> None:
    root = tmp_path / "school"
    new_site(root, "")
    for name in ("school.yml", "hotlines.yml"):
        path = root / "site_config" / name
        lines = path.read_text("utf-8").split("\n")
        used = [re.sub(r"^# (?=[a-z_]+:|  )", "", line) for line in lines]
        assert used != lines
        path.write_text("\n".join(used), "utf-8")
    found = compile_folder(root)
    ours = [d for d in found.diagnostics if not d.span.file.startswith("base/")]
    assert [d for d in ours if d.code != "reviewed-missing"] == []
    assert found.library.school.hospital is not None
    assert "0512-00000000" in found.library.hotlines


def test_editors_find_a_schema_for_every_file(tmp_path: Path) -> None:
    root = tmp_path / "school"
    new_site(root, "")
    settings = json.loads((root / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    for schema in settings:
        assert json.loads((root / schema).read_text("utf-8"))["$schema"]
    assert {p.stem for p in (root / "site_config" / "schema").iterdir()} == set(schemas())
    files = {f for places in settings.values() for f in ([places] if isinstance(places, str) else places)}
    assert {f"site_config/{n}.yml" for n in ("site", "school", "hotlines")} <= files


def test_the_readme_is_short_and_in_both_languages(tmp_path: Path) -> None:
    new_site(tmp_path / "school", "")
    text = (tmp_path / "school" / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 30
    for words in (
        "xinyu serve",
        "xinyu build",
        "site/index.html",
        "xinyu new guide",
        "## English",
        "id 不变",
        "keep the id",
    ):
        assert words in text


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    (tmp_path / "school" / "mine.txt").write_text("mine")
    with pytest.raises(Refused, match="已经有东西"):
        new_site(tmp_path / "school", "")
    with pytest.raises(Refused, match="文件"):
        new_site(tmp_path / "school" / "mine.txt", "")
    with pytest.raises(Refused):
        new_site(tmp_path / "school" / "mine.txt" / "inside", "")
    assert contents(tmp_path) == {"school/mine.txt": b"mine"}


def test_an_empty_folder_one_stands_in_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "school").mkdir()
    monkeypatch.chdir(tmp_path / "school")
    new_site(Path(), "")
    assert Path("site_config/school.yml").is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["school"]


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path, files: dict[str, bytes]) -> None:
        (folder / "half").write_text("written")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.scaffold.school_site.write_files", full)
    with pytest.raises(Refused, match="No space left"):
        new_site(tmp_path / "school", "")
    assert list(tmp_path.iterdir()) == []


def take_over(base: Path, school: Path) -> None:
    """Does what the README says: copies one of our pages, keeps its id, edits."""
    for name in ("corrections.md", "corrections.en.md"):
        shutil.copyfile(base / "content" / "about" / name, school / "content" / "about" / name)
    edit(school, "content/about/corrections.md", "写错的地方，请告诉我们。", "写错的地方，请告诉本校德育处。")


def test_a_page_with_the_same_id_stands_in_for_ours(base: Path, tmp_path: Path) -> None:
    school, before = make_school(tmp_path), contents(base)
    take_over(base, school)
    found = compile_folder(school)
    assert {d.severity for d in found.diagnostics if not d.span.file.startswith("base/")} == {"warning"}
    assert found.library.pages["about/corrections"].layer == 0
    assert found.library.pages["about/privacy"].layer == 1
    assert contents(base) == before


@pytest.mark.slow
def test_a_new_site_builds_in_both_languages(base: Path, tmp_path: Path) -> None:
    school = make_school(tmp_path, "东湖中学")
    take_over(base, school)
    before, written = contents(base), contents(school)
    build_site(compile_project(school, TODAY), school / "site")
    zh, en = school / "site", school / "site" / "en"
    ours = (zh / "about" / "our-school.html").read_text("utf-8")
    assert "我们学校：找谁，在哪里" in ours
    assert "东湖中学" in ours
    assert "Our school: whom to ask, and where" in (en / "about" / "our-school.html").read_text("utf-8")
    assert "请告诉本校德育处" in (zh / "about" / "corrections.html").read_text("utf-8")
    assert (zh / "home" / "sleep.html").is_file()
    assert (en / "home" / "sleep.html").is_file()
    assert contents(base) == before
    assert {k: v for k, v in contents(school).items() if not k.startswith("site/")} == written


@pytest.mark.slow
def test_a_site_on_the_builtin_library_builds(tmp_path: Path) -> None:
    root = tmp_path / "学校"
    new_site(root, "")
    assert build_site(compile_project(root, TODAY), root / "site") > 20
    assert (root / "site" / "index.html").is_file()
    assert (root / "site" / "en" / "index.html").is_file()
