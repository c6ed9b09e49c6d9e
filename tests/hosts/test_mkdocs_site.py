"""A build is whole or it is nothing, silent, and the same every time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from project import contents
from support import TODAY

from generator.app import compile_project
from generator.hosts.site import BuildFailed, build_site
from generator.outputs.site.named import version_of

pytestmark = pytest.mark.slow


def test_two_builds_are_byte_identical(project: Path, tmp_path: Path) -> None:
    build_site(compile_project(project, TODAY), tmp_path / "one")
    build_site(compile_project(project, TODAY), tmp_path / "two")
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    assert {"index.html", "en/index.html", "search/index.js", "en/search/index.js"} <= one.keys()


def test_nothing_of_the_host_theme_is_published(project: Path, tmp_path: Path) -> None:
    build_site(compile_project(project, TODAY), tmp_path / "site")
    assets = {name for name in contents(tmp_path / "site") if name.startswith("assets/")}
    assert assets == {
        "assets/xinyu.css",
        "assets/xinyu.js",
        "assets/my.js",
        "assets/search.js",
        "assets/exam.js",
        "assets/verify.js",
        "assets/licences.txt",
        "assets/xinyu-first.js",
        "assets/favicon.svg",
        "assets/touch.png",
        "assets/icon-192.png",
        "assets/icon-512.png",
        "assets/icon-maskable-512.png",
    }


def test_a_failed_build_leaves_the_old_site_as_it_was(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "index.html").write_text("the old one")
    page = project / "content" / "home" / "sleep.md"
    page.write_text(page.read_text("utf-8").replace("kind: guide", "kind: giude"), "utf-8")
    with pytest.raises(BuildFailed, match="kind-unknown"):
        build_site(compile_project(project, TODAY), target)
    assert contents(target) == {"index.html": b"the old one"}
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".site")] == []


def test_a_former_address_forwards_to_the_page(project: Path, tmp_path: Path) -> None:
    page = project / "content" / "home" / "sleep.md"
    text = page.read_text("utf-8").replace("kind: guide\n", "kind: guide\naliases: [home/old-sleep]\n", 1)
    page.write_text(text, "utf-8")
    build_site(compile_project(project, TODAY), tmp_path / "site")
    forward = (tmp_path / "site" / "home" / "old-sleep.html").read_text("utf-8")
    assert 'url=sleep.html"' in forward
    assert (tmp_path / "site" / "en" / "home" / "old-sleep.html").is_file()


def test_a_picture_beside_a_page_is_published_with_it(project: Path, tmp_path: Path) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'
    (project / "content" / "home" / "bed.svg").write_text(picture)
    page = project / "content" / "home" / "sleep.md"
    page.write_text(page.read_text("utf-8") + "\n![一张小床](bed.svg)\n", "utf-8")
    build_site(compile_project(project, TODAY), tmp_path / "site")
    assert (tmp_path / "site" / "media" / "content" / "home" / "bed.svg").read_text() == picture
    html = (tmp_path / "site" / "home" / "sleep.html").read_text("utf-8")
    assert f'<img src="../media/content/home/bed.svg?v={version_of(picture.encode())}" width="40" height="30" ' in html


def test_a_public_address_gives_a_site_map_in_each_language(project: Path, tmp_path: Path) -> None:
    settings = project / "site_config" / "site.yml"
    settings.write_text(settings.read_text("utf-8") + "url: https://school.example/xinyu\n", "utf-8")
    site = tmp_path / "site"
    build_site(compile_project(project, TODAY), site)
    for folder in ("", "en/"):
        address = f"https://school.example/xinyu/{folder}home/sleep.html"
        assert f"<loc>{address}</loc>" in (site / folder / "sitemap.xml").read_text("utf-8")
        assert f'<link rel="canonical" href="{address}">' in (site / folder / "home/sleep.html").read_text("utf-8")
        assert f'href="/xinyu/{folder}assets/xinyu.css?v=' in (site / folder / "404.html").read_text("utf-8")
        other = "" if folder else "en/"
        link = f'<link rel="alternate" hreflang="{"zh-CN" if folder else "en"}" href="https://school.example/xinyu/{other}home/sleep.html">'
        assert link in (site / folder / "home/sleep.html").read_text("utf-8")


def test_without_a_public_address_nothing_claims_one(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build_site(compile_project(project, TODAY), site)
    for folder in ("", "en/"):
        assert not (site / folder / "sitemap.xml").exists()
        assert "canonical" not in (site / folder / "home/sleep.html").read_text("utf-8")
        lost = (site / folder / "404.html").read_text("utf-8")
        assert f'href="/{folder}assets/xinyu.css?v=' in lost
        assert "hreflang" not in lost.partition("</head>")[0]
        assert 'href="tel:12356"' in lost


HOSTILE = """</title><script>alert(1)</script>"'><b>&lt;i&gt; & {{ 7 * 7 }}"""


class Seen(HTMLParser):
    """The words of the title and of the description, and everything that could run."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.description, self.scripts, self._open = "", "", 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = tag
        self.scripts += tag == "script"
        if ("name", "description") in attrs:
            self.description = str(dict(attrs)["content"])
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self._open == "title":
            self.title += data
        assert self._open != "b"


def test_words_are_shown_as_words_wherever_the_frame_shows_them(project: Path, tmp_path: Path) -> None:
    def seen(path: Path) -> Seen:
        out = Seen()
        out.feed(path.read_text("utf-8"))
        return out

    pages = ("home/sleep.html", "about/privacy.html", "index.html", "404.html", "offline.html")
    build_site(compile_project(project, TODAY), tmp_path / "before")
    said = json.dumps(HOSTILE)
    for name, field, pattern in (
        ("content/home/sleep.md", "title", r"^title: .*"),
        ("content/home/sleep.md", "summary", r"^summary: .*"),
        ("content/about/privacy.md", "title", r"^title: .*"),
    ):
        path = project / name
        path.write_text(
            re.sub(pattern, lambda _, f=field: f"{f}: {said}", path.read_text("utf-8"), count=1, flags=re.MULTILINE)
        )
    settings = project / "site_config" / "site.yml"
    settings.write_text(re.sub(r"zh: [^,}]*", lambda _: f"zh: {said}", settings.read_text("utf-8")), "utf-8")
    page = project / "content" / "home" / "sleep.md"
    page.write_text(f"{page.read_text('utf-8')}\n## `<b>` 与 A&amp;B {{#odd}}\n\n话。\n", "utf-8")
    build_site(compile_project(project, TODAY), tmp_path / "after")
    for name in pages:
        before, after = seen(tmp_path / "before" / name), seen(tmp_path / "after" / name)
        assert after.scripts == before.scripts, name
        assert HOSTILE in after.title, name
    sleep = seen(tmp_path / "after" / "home/sleep.html")
    assert sleep.title.strip() == f"{HOSTILE} · {HOSTILE}"
    assert sleep.description == HOSTILE
    assert '<a href="#odd">&lt;b&gt; 与 A&amp;B</a>' in (tmp_path / "after/home/sleep.html").read_text("utf-8")


@pytest.mark.parametrize(("config", "folder"), [("mkdocs.yml", "site"), ("mkdocs.en.yml", "site/en")])
def test_mkdocs_itself_builds_each_language(project: Path, config: str, folder: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (project / folder / "home" / "sleep.html").is_file()


def test_mkdocs_itself_stops_with_the_diagnostic_and_keeps_the_old_site(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("the old one")
    page = project / "content" / "home" / "sleep.md"
    page.write_text(page.read_text("utf-8").replace("[[hotline:12356]]", "[[hotline:12357]]", 1), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "content/home/sleep.md:" in done.stderr
    assert "hotline-unknown" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "site" / "index.html").read_text() == "the old one"
