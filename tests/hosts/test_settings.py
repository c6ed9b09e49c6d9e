"""A configuration that says no more than ours is read without MkDocs; about anything else MkDocs is asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import normalize_url
from project import REPOSITORY

from generator.hosts.settings import Settings, read_settings
from generator.hosts.shown_nav import BEFORE, SHOWN, WHOLE, Item, NavView, read_items
from generator.outputs.site.page import seen_from
from generator.outputs.site.tree import Nav


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


names = st.lists(st.sampled_from(["a", "b", "index", "x-1"]), min_size=1, max_size=4).map("/".join)


class _Page:
    def __init__(self, url: str) -> None:
        self.url = url


@given(names, names, st.sampled_from(["", "./"]))
def test_addresses_are_seen_from_a_page_as_mkdocs_sees_them(here: str, there: str, before: str) -> None:
    page = _Page(f"{here}.html")
    for url in (f"{before}{there}.html", "."):
        assert seen_from(page.url, url) == normalize_url(url, page)  # type: ignore[arg-type]


trees = st.recursive(
    st.just(""),
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.just([""] * (WHOLE + 12)),
    max_leaves=30,
)


def nav_of(tree: object, at: str = "p", title: str = "题") -> Nav:
    rows = tree if isinstance(tree, list) else [tree]
    return [
        {f"{title}{n}": nav_of(row, f"{at}/{n}", title) if isinstance(row, list) else f"{at}/{n}.md"}
        for n, row in enumerate(rows)
    ]


def paths(items: tuple[Item, ...]) -> list[str]:
    return [path for item in items for path in ([item.path] if item.path else paths(item.items))]


@given(trees, st.data())
def test_what_a_page_shows_changes_with_its_mark_and_not_without(tree: object, data: st.DataObject) -> None:
    def view(nav: Nav) -> tuple[NavView, list[str]]:
        items = read_items(nav, lambda path: path.replace(".md", ".html"))
        return NavView(items), paths(items)

    nav = nav_of(tree)
    before, every = view(nav)
    level: object = nav
    while isinstance(level, list):  # a title somewhere is another
        row = data.draw(st.sampled_from(level))
        (title,) = row
        level = row[title]
        if not isinstance(level, list) or data.draw(st.booleans()):
            renamed = f"{title}新"
            row[renamed] = row.pop(title)
            break
    after, _ = view(nav)
    for path in every:
        assert (before.of(path) == after.of(path)) == (before.mark(path) == after.mark(path))
    marks = [before.mark(path) for path in every]
    assert len(set(marks)) == len(marks)


def test_of_a_long_level_a_page_shows_its_neighbours() -> None:
    nav: Nav = [{"组": [{f"页{n}": f"p/{n}.md"} for n in range(WHOLE + 12)]}]
    view = NavView(read_items(nav, lambda path: path))
    ((title, href, here, below),) = view.of("p/30.md").drawer.rows
    assert (title, href, here) == ("组", "p/0.md", True)
    assert below is not None
    assert [row[1] for row in below.rows] == ["p/0.md", *(f"p/{n}.md" for n in range(30 - BEFORE, 30 - BEFORE + SHOWN))]
    assert [row[1] for row in below.rows if row[2]] == ["p/30.md"]
    assert below.more == "p/0.md"
    assert view.of("nowhere.md").drawer.rows == (("组", "p/0.md", False, None),)
