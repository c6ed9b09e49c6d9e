"""The zip as a reader gets it: unpacked into a folder with Chinese and a blank in its name, opened by double click."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from answering import kept
from driving import FOLDER, HELPLINE, LANGS, ROOT, watched
from exam_project import EXAM, exam_project, ticket
from leaks import find_leaks
from learner import UNIT, answer
from playwright.sync_api import BrowserContext, Page, expect
from support import TODAY

from generator.app import compile_project
from generator.hosts.offline import pack_site
from generator.hosts.site import build_site
from generator.load.project import load_project
from generator.outputs.site.archive import LARGEST, START, write_archive
from generator.records.exam.ticket import show_ticket


def unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as held:
        held.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def stick(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole library's zip, unpacked."""
    held = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    data = write_archive(held, {"zh": "心育", "en": "Xinyu"})
    assert len(data) <= LARGEST
    folder = tmp_path_factory.mktemp("stick")
    (folder / "a.zip").write_bytes(data)
    return unpacked(folder / "a.zip", folder / "我的 U 盘 (E)")


@pytest.fixture(scope="module")
def exams(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A zip with an exam that is open, and the project it is of."""
    folder = tmp_path_factory.mktemp("exam")
    root = exam_project(folder / "p")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copyfile(ROOT / name, root / name)
    project = compile_project(root, TODAY)
    build_site(project, folder / "site")
    return unpacked(pack_site(project, folder / "site", date(2026, 11, 21)), folder / "考试 盘"), root


def test_a_double_click_leads_to_the_front_page(stick: Path, page: Page) -> None:
    watch = watched(page, f"{stick.as_uri()}/")
    page.goto((stick / START).as_uri())
    page.wait_for_url("**/site/index.html")
    assert page.locator("body[data-xy-kind=home]").count() == 1
    page.wait_for_timeout(3500)  # whatever a page does late
    assert not watch.trouble, "\n".join(watch.trouble)


def test_the_first_page_alone_says_that_the_zip_is_closed(stick: Path, tmp_path: Path, page: Page) -> None:
    """As file managers do: they unpack the one file that was clicked."""
    shutil.copyfile(stick / START, tmp_path / START)
    page.goto((tmp_path / START).as_uri())
    for words in ("全部解压缩", "Extract all"):
        assert words in page.locator("main").inner_text()


@pytest.mark.parametrize("lang", LANGS)
def test_the_site_works_from_the_stick(stick: Path, page: Page, lang: str) -> None:
    base = f"{(stick / 'site').as_uri()}/"
    watch = watched(page, base)
    page.goto(f"{base}{FOLDER[lang]}index.html")
    page.locator(".xy-doors a").first.click()  # navigation
    expect(page.locator("body:not([data-xy-kind=home])")).to_have_count(1)
    page.locator("[data-xy-search]").click()  # search
    page.locator(".xyt-search input").fill("睡不着" if lang == "zh" else "can't sleep")
    page.locator(".xyt-search .xy-hits a").first.click()
    expect(page.locator("body[data-xy-id='home/sleep']")).to_have_count(1)
    page.goto(f"{base}{FOLDER[lang]}{UNIT}.html")  # a quiz
    assert len(answer(page, most=2)) == 2
    assert kept(page, "paper/")
    page.goto(f"{base}{FOLDER[lang]}my.html")  # the record of it
    expect(page.locator("[data-live=my]")).to_contain_text(
        "2 道题做了没交" if lang == "zh" else "2 questions are begun"
    )
    page.locator(".xyt-tools a[hreflang]").click()  # the other language
    expect(page.locator(f"html[lang|={'en' if lang == 'zh' else 'zh'}]")).to_have_count(1)
    assert kept(page, "paper/")
    expect(page.locator("body")).to_contain_text(HELPLINE, use_inner_text=True)
    assert not watch.trouble, "\n".join(watch.trouble)


@pytest.mark.parametrize("lang", LANGS)
def test_a_sealed_exam_opens_from_the_stick(exams: tuple[Path, Path], page: Page, lang: str) -> None:
    base = f"{(exams[0] / 'site').as_uri()}/"
    watch = watched(page, base)
    page.goto(f"{base}{FOLDER[lang]}{EXAM}.html")
    page.locator("#xy-ticket").fill(show_ticket(ticket(5)))
    page.locator("input[name=mode]").first.check()
    page.locator(".xy-exam__enter button[type=submit], .xy-exam__enter button").first.click()
    expect(page.locator("[data-state=paper]")).to_be_visible()
    assert page.locator("[data-state=paper] fieldset.xy-q").count() > 2
    assert not watch.trouble, "\n".join(watch.trouble)


def test_no_byte_on_the_stick_tells_the_key(exams: tuple[Path, Path]) -> None:
    folder, root = exams
    assert (folder / "site" / f"{EXAM}.html").is_file()
    assert find_leaks(folder, load_project(root, TODAY).library) == []


def test_the_record_stays_when_a_newer_zip_is_laid_over(
    stick: Path, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context().new_page()
    address = (stick / "site" / f"{UNIT}.html").as_uri()
    page.goto(address)
    answer(page, most=1)
    before = kept(page, "paper/")
    path = stick / "site" / f"{UNIT}.html"
    path.write_text(path.read_text("utf-8") + "\n<!-- a later build -->\n", "utf-8")
    page.goto(address)
    assert kept(page, "paper/") == before
