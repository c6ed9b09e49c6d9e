"""A school that leaves English out: no English page, print or link is made, and nothing waits for one."""

from __future__ import annotations

import os
import shutil
import zipfile
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from project import REPOSITORY, contents
from support import TODAY, compile_folder, edit
from typer.testing import CliRunner

from generator.app import build_packs, compile_project, missing_translations
from generator.cli import app
from generator.hosts.offline import pack_site
from generator.hosts.site import build_site
from generator.hosts.staging import stage_project

SCHOOL = "site_config/school.yml"


class Links(HTMLParser):
    """Every address a page names."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - by name
        held = dict(attrs)
        self.found += [v for k in ("href", "src") if (v := held.get(k))]
        self.found += (held.get("data-xy-worker") or "").split()


def english_links(site: Path) -> list[tuple[str, str]]:
    """Addresses in Chinese pages that lead into the English tree, with their pages."""
    out = []
    for page in site.rglob("*.html"):
        for link in Links(page.read_text("utf-8")).found:
            leads = os.path.normpath(page.parent / link.partition("#")[0].partition("?")[0])
            if leads.startswith(str(site / "en") + os.sep):
                out.append((page.relative_to(site).as_posix(), link))
    return out


@pytest.fixture
def both(minimal_project: Path) -> Path:
    """A small project with the configuration of both languages."""
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copyfile(REPOSITORY / name, minimal_project / name)
    return minimal_project


@pytest.fixture
def chinese(both: Path) -> Path:
    edit(both, SCHOOL, "languages: [zh, en]", "languages: [zh]")
    return both


def test_the_site_is_chinese_and_names_no_english_address(both: Path, tmp_path: Path) -> None:
    edit(both, "site_config/site.yml", "title:", "url: https://example.org/\ntitle:")
    build_site(compile_project(both, TODAY), tmp_path / "two")
    assert english_links(tmp_path / "two")
    edit(both, SCHOOL, "languages: [zh, en]", "languages: [zh]")
    build_site(compile_project(both, TODAY), tmp_path / "site")
    two, one = contents(tmp_path / "two"), contents(tmp_path / "site")
    assert set(one) == {name for name in two if not name.startswith("en/")}
    assert b'hreflang="en"' in two["home/sleep.html"]
    assert [name for name, data in one.items() if b'hreflang="' in data] == []
    assert english_links(tmp_path / "site") == []


def test_a_build_that_leaves_english_out_takes_the_old_english_pages_away(both: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build_site(compile_project(both, TODAY), site)
    edit(both, SCHOOL, "languages: [zh, en]", "languages: [zh]")
    build_site(compile_project(both, TODAY), site)
    assert not (site / "en").exists()


def test_the_zip_opens_in_chinese_alone(chinese: Path, tmp_path: Path) -> None:
    project = compile_project(chinese, TODAY)
    build_site(project, tmp_path / "site")
    with zipfile.ZipFile(pack_site(project, tmp_path / "site", date(2026, 11, 21))) as held:
        names = held.namelist()
        (start,) = (n for n in names if n.count("/") == 0 and n.endswith(".html"))
        words = held.read(start).decode()
    assert not any("/en/" in name for name in names)
    assert words.count("<section") == 1
    assert "en/index.html" not in words


def test_packs_and_the_staged_tree_are_chinese(both: Path, tmp_path: Path) -> None:
    two = compile_project(both, TODAY)
    stage_project(two, tmp_path / "stage")
    assert (tmp_path / "stage" / "mkdocs.en.yml").is_file()
    edit(both, SCHOOL, "languages: [zh, en]", "languages: [zh]")
    project = compile_project(both, TODAY)
    stage_project(project, tmp_path / "stage")
    assert {p.name for p in (tmp_path / "stage").iterdir()} == {".xinyu-staged", "zh", "mkdocs.yml"}
    build_packs(project, tmp_path / "packs", formats=("txt",))
    build_packs(two, tmp_path / "packs-both", formats=("txt",))
    assert (tmp_path / "packs-both" / "en").is_dir()
    assert not (tmp_path / "packs" / "en").exists()
    assert contents(tmp_path / "packs")


def test_nobody_waits_for_english(chinese: Path) -> None:
    (chinese / "content/home/sleep.en.md").unlink()
    project = compile_project(chinese, TODAY)
    assert missing_translations(project) == ()
    (chinese / "site_config" / "search_queries.tsv").write_text("en\tunicorns\thome/sleep\tword\n", "utf-8")
    said = CliRunner().invoke(app, ["check", "--project", str(chinese)])
    assert (said.exit_code, "英文" in said.output) == (0, False), said.output


def test_english_alone_cannot_be_built_by_its_configuration(chinese: Path) -> None:
    from mkdocs.config import load_config  # noqa: PLC0415 - only here
    from mkdocs.exceptions import PluginError  # noqa: PLC0415

    config = load_config(str(chinese / "mkdocs.en.yml"))
    config.plugins["xinyu"].project = None  # MkDocs may hand out the plugin of an earlier build in this process
    with pytest.raises(PluginError, match=r"school\.yml leaves English out"):
        config.plugins.on_config(config)


@pytest.mark.parametrize("written", ["[fr]", "[]", "zh"])
def test_languages_we_do_not_have_are_told(written: str, minimal_project: Path) -> None:
    edit(minimal_project, SCHOOL, "languages: [zh, en]", f"languages: {written}")
    found = [d for d in compile_folder(minimal_project).diagnostics if d.severity == "error"]
    assert [(d.span.file, d.span.line) for d in found] == [(SCHOOL, 1)]


def test_chinese_is_always_there(minimal_project: Path) -> None:
    edit(minimal_project, SCHOOL, "languages: [zh, en]", "languages: [en]")
    assert compile_folder(minimal_project).library.langs == ("zh", "en")
