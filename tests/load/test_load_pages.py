"""Pages: front matter, body and translation, and what each fault leaves standing."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import compile_folder, edit

PAGE = "content/about/corrections.md"
ENGLISH = "content/about/corrections.en.md"


def test_a_page_and_its_translation(minimal_project: Path) -> None:
    page = compile_folder(minimal_project).library.pages["home/sleep"]
    assert (page.title("zh"), page.title("en")) == ("睡不够的孩子", "The child who gets too little sleep")
    assert (page.keywords("zh"), page.keywords("en")) == (("熬夜", "睡不着"), ("staying up",))
    assert [s.id for s in page.body.sections] == [s.id for s in page.text("en").sections]
    assert page.is_translated("en")


def test_a_field_knows_its_line(minimal_project: Path) -> None:
    page = compile_folder(minimal_project).library.pages["home/sleep"]
    assert (page.at("bands").line, page.at("bands").column) == (7, 8)
    assert page.at("nothing") == page.span


def test_lines_of_the_body_are_counted_from_the_top_of_the_file(minimal_project: Path) -> None:
    edit(minimal_project, PAGE, "写错的地方", "\n\n看[[nix:1]]，写错的地方")
    project = compile_folder(minimal_project)
    problem = project.only("mark-unknown")
    assert (problem.span.line, project.marked(problem)) == (11, "[[nix:1]]")


def test_lines_of_the_english_body_too(minimal_project: Path) -> None:
    edit(minimal_project, ENGLISH, "Tell us", "See [[nix:1]]. Tell us")
    edit(minimal_project, ENGLISH, "summary: How to tell us", "summary: |\n  How\n  to tell us")
    project = compile_folder(minimal_project)
    problem = project.only("mark-unknown")
    assert (problem.span.file, problem.span.line, project.marked(problem)) == (ENGLISH, 8, "[[nix:1]]")


def test_a_broken_translation_leaves_the_chinese_page(minimal_project: Path) -> None:
    edit(minimal_project, ENGLISH, "title:", "titel:")
    page = compile_folder(minimal_project).library.pages["about/corrections"]
    assert page.translated is None
    assert page.title("en") == "更正"


@pytest.mark.parametrize("rule", ["---", "---  "])
def test_the_rule_after_the_front_matter_may_have_spaces(minimal_project: Path, rule: str) -> None:
    edit(minimal_project, PAGE, "reviewed: 2026-11-21\n---", f"reviewed: 2026-11-21\n{rule}")
    assert compile_folder(minimal_project).text() == ""


def test_a_rule_in_the_body_is_a_rule(minimal_project: Path) -> None:
    edit(minimal_project, PAGE, "写错的地方", "上面。\n\n---\n\n写错的地方")
    assert compile_folder(minimal_project).text() == ""


def test_front_matter_alone_is_a_page(minimal_project: Path) -> None:
    path = minimal_project / PAGE
    path.write_text(path.read_text("utf-8").split("\n\n")[0], encoding="utf-8")
    project = compile_folder(minimal_project)
    assert project.library.pages["about/corrections"].body.sections == ()


@pytest.mark.parametrize("kind", ["[page]", "{a: b}", "12", "'null'"])
def test_a_kind_that_is_none(minimal_project: Path, kind: str) -> None:
    edit(minimal_project, PAGE, "kind: page", f"kind: {kind}")
    assert compile_folder(minimal_project).only("kind-unknown").span.line == 3


def test_pages_lie_where_people_want_them(minimal_project: Path) -> None:
    (minimal_project / PAGE).rename(minimal_project / "content/更正 一.md")
    (minimal_project / ENGLISH).rename(minimal_project / "content/更正 一.en.md")
    project = compile_folder(minimal_project)
    assert project.text() == ""
    assert "about/corrections" in project.library.pages


def test_a_file_of_another_type_is_named(minimal_project: Path) -> None:
    (minimal_project / "content/about/draft.docx").write_bytes(b"PK")
    problem = compile_folder(minimal_project).only("file-unknown")
    assert (problem.severity, problem.span.file) == ("warning", "content/about/draft.docx")
