"""A configuration that says no more than ours is read without MkDocs; about anything else MkDocs is asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from project import REPOSITORY

from generator.hosts.settings import Settings, read_settings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(REPOSITORY / name, tmp_path)
    for name in ("content", "courses", "quizzes", "site_config"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_ours_is_understood(root: Path) -> None:
    assert read_settings(root, "zh") == Settings()
    assert read_settings(root, "en") == Settings()


def test_what_a_page_shows_is_kept_and_the_english_one_inherits_it(root: Path) -> None:
    with (root / "mkdocs.yml").open("a") as file:
        file.write("copyright: 心\nsite_url: https://school.example/x\n")
    assert read_settings(root, "zh") == read_settings(root, "en") == Settings("https://school.example/x/")


@pytest.mark.parametrize(
    "more",
    [
        "hooks: [hook.py]",
        "nav: [index.md]",
        "extra: {a: b}",
        "not_in_nav: x",
        "use_directory_urls: true",
        "docs_dir: courses",
        "theme: {name: material}",
        "theme: {name: xinyu, custom_dir: mine}",
        "theme: material",
        "plugins: []",
        "plugins: [xinyu, search]",
        "plugins: [xinyu: {language: en}]",
        "markdown_extensions: [footnotes]",
        "markdown_extensions: [toc: {permalink: true}]",
        "extra_css: ['https://cdn.example/x.css']",
        "extra_css: [../x.css]",
        "extra_css: [x.css]",
        "watch: [nowhere]",
        "extra_javascript: [x.mjs]",
        "extra_javascript: [{path: x.js, defer: true}]",
        "site_url: school.example",
        "site_url: !ENV SITE",
        "copyright: 7",
        "strict: often",
        "INHERIT: mkdocs.en.yml",
        "INHERIT: ../mkdocs.yml",
        "- [",
        "7: x",
    ],
)
def test_about_anything_else_mkdocs_is_asked(root: Path, more: str) -> None:
    lines = (root / "mkdocs.yml").read_text("utf-8").split("\n")
    name = more.partition(":")[0]
    at = next((n for n, line in enumerate(lines) if line.startswith(f"{name}:")), None)
    if at is not None:
        end = next((n for n in range(at + 1, len(lines)) if not lines[n].startswith(" ")), len(lines))
        lines[at:end] = []
    (root / "mkdocs.yml").write_text("\n".join([*lines, more, ""]), "utf-8")
    assert read_settings(root, "zh") is None


@pytest.mark.parametrize("name", ["site_name", "theme", "plugins", "docs_dir", "use_directory_urls"])
def test_what_mkdocs_would_take_otherwise_has_to_be_said(root: Path, name: str) -> None:
    lines = (root / "mkdocs.yml").read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{name}:"))
    end = next(n for n in range(at + 1, len(lines)) if not lines[n].startswith(" "))
    (root / "mkdocs.yml").write_text("\n".join([*lines[:at], *lines[end:]]), "utf-8")
    assert read_settings(root, "zh") is None


def test_what_is_not_there_is_left_to_mkdocs_to_say(root: Path) -> None:
    (root / "quizzes").rmdir()
    assert read_settings(root, "zh") is None
    (root / "quizzes").mkdir()
    (root / "content").rmdir()
    assert read_settings(root, "zh") is None
    (root / "mkdocs.yml").unlink()
    assert read_settings(root, "zh") is None
    assert read_settings(root, "en") is None
