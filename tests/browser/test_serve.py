"""Writing with the preview open: what is saved is shown, what is broken is said on its page, and nothing dies."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from driving import ROOT, free_port, watched
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow

PATIENCE = 20  # s from saving a file to seeing it
SOURCES = ("content", "courses", "quizzes", "site_config")
SMALL = ROOT / "tests" / "cases" / "minimal"  # saved to seen is what is tried here, not how long a library takes
GUIDE = "content/home/sleep.md"
UNIT = "courses/t1/c1-3.md"
QUIZ = "quizzes/t1/c1-3.yml"


@dataclass
class Preview:
    """A running preview of a copy of the project."""

    root: Path
    address: str
    process: subprocess.Popen[str]
    log: Path

    def get(self, path: str) -> str:
        """A page's HTML, or nothing while it cannot be had."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.HTTPError as problem:
            with problem:
                return f"status {problem.code}"
        except OSError:
            return ""

    def alive(self) -> None:
        assert self.process.poll() is None, f"the server died:\n{self.log.read_text(encoding='utf-8')}"

    def shows(self, path: str, words: str, *, gone: bool = False) -> str:
        """Waits until a page has some words, or has lost them."""
        end = time.monotonic() + PATIENCE
        html = ""
        while time.monotonic() < end:
            self.alive()
            html = self.get(path)
            if html and (words in html) != gone and not (gone and html.startswith("status")):
                return html
            time.sleep(0.2)
        heard = self.log.read_text(encoding="utf-8")[-2000:]
        raise AssertionError(f"{path} {'still shows' if gone else 'does not show'} {words!r}\n{html[-1500:]}\n{heard}")

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}: adapt this test"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def copy_project(to: Path, source: Path = SMALL) -> Path:
    for folder in SOURCES:
        shutil.copytree(source / folder, to / folder)
    for path in ROOT.glob("mkdocs*.yml"):
        shutil.copy(path, to)
    return to


@contextmanager
def previewing(root: Path, *command: str) -> Iterator[Preview]:
    port = free_port()
    log = root / "preview.log"
    program = str(Path(sys.executable).with_name(command[0]))
    words = [program, *(part.format(port=port) for part in command[1:])]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1"}
    with log.open("w", encoding="utf-8") as heard:
        # A process that ignores Ctrl+C, as one in the background does, hands that down; a caught signal it does not.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        process = subprocess.Popen(words, cwd=root, stdout=heard, stderr=subprocess.STDOUT, text=True, env=environment)
        preview = Preview(root, f"http://127.0.0.1:{port}/", process, log)
        try:
            end = time.monotonic() + 60
            while not preview.get("index.html"):
                preview.alive()
                assert time.monotonic() < end, log.read_text(encoding="utf-8")
                time.sleep(0.2)
            yield preview
        finally:
            process.send_signal(signal.SIGINT)
            try:
                ended = process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise
    assert ended in {0, 130, -signal.SIGINT}, f"Ctrl+C ended it with {ended}"
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = copy_project(tmp_path_factory.mktemp("writing"))
    with previewing(root, "xinyu", "serve", "--port", "{port}") as running:
        yield running


def test_both_languages_open_in_a_browser(preview: Preview, page: Page) -> None:
    watch = watched(page, preview.address)
    for path, lang in (("", "zh-CN"), ("en/", "en"), ("home/sleep.html", "zh-CN"), ("en/home/sleep.html", "en")):
        page.goto(preview.address + path)
        expect(page.locator("html")).to_have_attribute("lang", lang)
        expect(page.locator("h1")).to_be_visible()
    waiting = [t for t in watch.take() if "livereload" not in t]
    assert not waiting, "\n".join(waiting)


SAVED = {
    "content": (
        (GUIDE, "到点就收工。", "到点就收工，笔放下。", "home/sleep.html"),
        ("content/home/sleep.en.md", "\n## ", "\nJust written.\n\n## ", "en/home/sleep.html"),
    ),
    "courses": ((UNIT, "先看和他自己比有什么不一样", "先看和他自己比有哪些不一样", "course/t1/c1-3.html"),),
    "quizzes": ((QUIZ, "下面哪一条是事实", "这里哪一条是事实", "course/t1/c1-3.html"),),
    "site_config": (
        ("site_config/site.yml", "zh: 心育", "zh: 心育预览", "index.html"),
        ("site_config/site.yml", "en: Xinyu", "en: Preview of Xinyu", "en/home/sleep.html"),
    ),
}


@pytest.mark.parametrize("folder", SAVED)
def test_a_saved_source_is_shown(preview: Preview, folder: str) -> None:
    for name, old, new, _ in SAVED[folder]:
        preview.edit(name, old, new)
    for _, _, new, page in SAVED[folder]:
        preview.shows(page, new.strip(" #\n").removeprefix("zh: ").removeprefix("en: "))


def test_a_broken_page_says_what_and_where_and_comes_back(preview: Preview) -> None:
    path = preview.root / GUIDE
    good = path.read_text(encoding="utf-8")
    try:
        for old, new, said in (
            ("title: ", "title: [unclosed, ", f"{GUIDE}:5:"),  # the line after, where YAML misses the bracket
            ("[[page:about/privacy|", "[[page:about/privacey|", "about/privacey"),
        ):
            path.write_text(good.replace(old, new, 1), encoding="utf-8")
            html = preview.shows("home/sleep.html", said)
            assert "xy-notice--error" in html
            assert re.search(rf"<code>{re.escape(GUIDE)}:\d+:\d+</code>", html), "the page does not say where"
            assert "Traceback" not in html
            assert "xy-help" in preview.get("about/privacy.html"), "another page went down with it"
    finally:
        path.write_text(good, encoding="utf-8")
    html = preview.shows("home/sleep.html", "xy-notice--error", gone=True)
    assert "到点就收工" in html
    assert "Traceback" not in preview.log.read_text(encoding="utf-8")


def test_broken_quizzes_and_settings_are_said_and_pages_come_and_go(preview: Preview) -> None:
    names = (QUIZ, "site_config/hotlines.yml")
    kept = {name: (preview.root / name).read_text(encoding="utf-8") for name in names}
    for name, text in kept.items():
        (preview.root / name).write_text(f"{text}\n  - [: broken\n", encoding="utf-8")
    new = preview.root / "content/home/sleep-two.md"
    guide = (preview.root / GUIDE).read_text(encoding="utf-8")
    new.write_text(
        guide.replace("id: home/sleep", "id: home/sleep-two", 1).replace("aliases: [home/bedtime]\n", "", 1),
        encoding="utf-8",
    )
    for name in names:
        preview.shows("index.html", f"{name}:")
    preview.shows("home/sleep-two.html", "到点就收工")
    for name, text in kept.items():
        (preview.root / name).write_text(text, encoding="utf-8")
    new.unlink()
    for name in names:
        preview.shows("index.html", f"{name}:", gone=True)
    preview.shows("home/sleep-two.html", "status 404")


def test_plain_mkdocs_serve_survives_broken_content(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    with previewing(root, "mkdocs", "serve", "-f", "mkdocs.yml", "-a", "127.0.0.1:{port}") as running:
        assert "到点就收工" in running.get("home/sleep.html")
        good = (root / GUIDE).read_text(encoding="utf-8")
        running.edit(GUIDE, "title: ", "title: [unclosed, ")
        running.shows("home/sleep.html", f"{GUIDE}:")
        (root / GUIDE).write_text(good, encoding="utf-8")
        running.shows("home/sleep.html", f"{GUIDE}:", gone=True)


def test_plain_mkdocs_builds_each_language(tmp_path: Path, site: Path) -> None:
    """`mkdocs build` gives what `xinyu build` gives, byte for byte."""
    root = copy_project(tmp_path / "project", ROOT)
    different = []
    for config, out, folder in (("mkdocs.yml", "zh", site), ("mkdocs.en.yml", "en", site / "en")):
        command = [
            str(Path(sys.executable).with_name("mkdocs")),
            "build",
            "-q",
            "-f",
            config,
            "-d",
            str(tmp_path / out),
        ]
        built = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120, check=False)
        assert built.returncode == 0, built.stdout + built.stderr
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            name = path.relative_to(folder).as_posix()
            if out == "zh" and name.startswith("en/"):
                continue
            twin = tmp_path / out / name
            if not twin.is_file() or twin.read_bytes() != path.read_bytes():
                different.append(f"{out}: {name}")
    assert not different, "\n".join(different)
