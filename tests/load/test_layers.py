"""A school's folder on top of a library: what it adds, what it replaces, and where a layer's faults are shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import Compiled, compile_folder, copy_minimal

from generator.load.layers import Layer, builtin_root, find_root, read_layers

SCHOOL_SLEEP = """---
id: home/sleep
kind: page
title: 我校的作息
summary: 本校的钟点。
aliases: [home/bedtime]
reviewed: 2026-11-21
---

## 什么时候找人帮忙 {#when}

找班主任。
"""


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school's folder that stands on the small project beside it."""
    copy_minimal(tmp_path / "library")
    root = tmp_path / "school"
    (root / "site_config").mkdir(parents=True)
    write(root, "site_config/site.yml", "title: 实验学校\nbase: ../library\n")
    return root


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def titles(project: Compiled) -> dict[str, str]:
    return {page.id: page.title("zh") for page in project.library.pages.values()}


def test_an_empty_school_has_the_whole_library(school: Path) -> None:
    project = compile_folder(school)
    assert project.text() == ""
    assert project.library.site.title.zh == "实验学校"
    assert titles(project) == titles(compile_folder(school.parent / "library"))


def test_a_page_of_the_school_replaces_the_librarys(school: Path) -> None:
    write(school, "content/family/our-hours.md", SCHOOL_SLEEP)
    project = compile_folder(school)
    assert titles(project)["home/sleep"] == "我校的作息"
    assert project.codes == []
    assert project.library.pages["home/sleep"].body.file == "content/family/our-hours.md"


def test_a_page_of_the_school_is_added(school: Path) -> None:
    page = SCHOOL_SLEEP.replace("home/sleep", "school/hours").replace("aliases: [home/bedtime]\n", "")
    write(school, "content/hours.md", page)
    project = compile_folder(school)
    assert titles(project)["school/hours"] == "我校的作息"
    assert "home/sleep" in titles(project)


def test_a_record_of_the_school_replaces_the_one_with_its_id(school: Path) -> None:
    write(
        school, "site_config/themes.yml", "themes:\n  - {id: sleep, name: 本校的睡眠}\n  - {id: ours, name: 我们的}\n"
    )
    themes = compile_folder(school).library.themes
    assert themes["sleep"].name.zh == "本校的睡眠"
    assert themes["ours"].name.zh == "我们的"
    assert themes["crisis"].name.zh == "危机"


def test_the_schools_own_facts_replace_the_librarys(school: Path) -> None:
    write(school, "site_config/school.yml", "languages: [zh]\nphone: 0512-65220000\nposts: {counsellor: 心理教师}\n")
    library = compile_folder(school).library
    assert (library.school.phone, library.school.languages) == ("0512-65220000", ("zh",))


def test_a_quiz_of_the_school_replaces_the_one_with_its_id(school: Path) -> None:
    quiz = (school.parent / "library/quizzes/parent/junior-2.yml").read_text("utf-8").replace("家长自测", "本校自测")
    write(school, "quizzes/ours.yml", quiz)
    project = compile_folder(school)
    assert project.text() == ""
    assert project.library.quizzes["parent-junior-2"].title.zh == "本校自测"


def test_a_fault_below_is_shown_with_where_it_is(school: Path) -> None:
    library = school.parent / "library/content/about/corrections.md"
    library.write_text(library.read_text("utf-8") + "\n[[nix:1]]\n", encoding="utf-8")
    project = compile_folder(school)
    problem = project.only("mark-unknown")
    assert problem.span.file == "base/content/about/corrections.md"
    assert project.marked(problem) == "[[nix:1]]"


def test_pictures_of_the_library_are_found_from_its_pages(school: Path) -> None:
    assert "base/content/home/talk.svg" in compile_folder(school).library.pictures


def test_layers_may_stand_on_layers(school: Path, tmp_path: Path) -> None:
    top = tmp_path / "class"
    write(top, "site_config/site.yml", "base: ../school\n")
    write(top, "site_config/themes.yml", "themes:\n  - {id: sleep, name: 三层}\n")
    write(school, "site_config/themes.yml", "themes:\n  - {id: sleep, name: 二层}\n")
    page = tmp_path / "library/content/about/corrections.md"
    page.write_text(page.read_text("utf-8") + "\n电话 13812345678\n", encoding="utf-8")
    project = compile_folder(top)
    assert project.library.themes["sleep"].name.zh == "三层"
    assert project.library.site.title.zh == "心育"
    assert project.only("private-data").span.file == "base/base/content/about/corrections.md"


def test_layers_that_stand_on_each_other_are_a_circle(school: Path) -> None:
    site = school.parent / "library/site_config/site.yml"
    site.write_text("title: 心育\nbase: ../school\n", encoding="utf-8")
    project = compile_folder(school)
    assert project.codes == ["base-cycle"]
    assert project.only("base-cycle").span.file == "base/site_config/site.yml"


@pytest.mark.parametrize("base", ["../nowhere", "x" * 5_000, '"a\\0b"', "site_config/site.yml", "../library/content"])
def test_a_base_that_is_no_library(school: Path, base: str) -> None:
    write(school, "site_config/site.yml", f"base: {base}\n")
    assert "base-missing" in compile_folder(school).codes


def test_the_library_that_ships_with_the_program(school: Path) -> None:
    write(school, "site_config/site.yml", "base: builtin\n")
    layers, _, _, problems = read_layers(school)
    assert problems == []
    assert [x.root for x in layers] == [school.resolve(), builtin_root()]
    assert (builtin_root() / "site_config" / "hotlines.yml").is_file()


def test_a_project_is_found_from_inside_it(minimal_project: Path) -> None:
    assert find_root(minimal_project / "content" / "home") == minimal_project.resolve()
    assert find_root(minimal_project.parent) is None


def test_hidden_files_are_passed_over(minimal_project: Path) -> None:
    shutil.copy(minimal_project / "content/index.md", minimal_project / "content/.index.md")
    shutil.copytree(minimal_project / "content/home", minimal_project / "content/.trash")
    assert compile_folder(minimal_project).text() == ""


@pytest.mark.parametrize(("root", "path"), [("/", "/content/a.md"), ("/srv/site", "/srv/site/content/a.md")])
def test_a_file_is_named_from_its_layer(root: str, path: str) -> None:
    assert Layer(0, Path(root), "").name(Path(path)) == "content/a.md"
    assert Layer(1, Path(root), "base/").name(Path(path)) == "base/content/a.md"
