"""One build of the site, one browser: every browser test looks at the same pages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import FOLDER, PHONE, ROOT, pages_by_kind, serving, tool
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

LAN_HOST = "school.lan"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site. Its name has a space and Chinese in it, as on a school's USB stick."""
    if "XINYU_BUILT" in os.environ:  # a site built before, while one writes a test
        return Path(os.environ["XINYU_BUILT"])
    folder = tmp_path_factory.mktemp("stick") / "心育 site"
    command = [str(Path(sys.executable).with_name("xinyu")), "build", "-o", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture(scope="session")
def kinds(site: Path) -> dict[str, list[str]]:
    """The Chinese pages by kind, the longest first."""
    return pages_by_kind(site)


@pytest.fixture(scope="session")
def http(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def lan(http: str) -> str:
    """The same site under a plain host name: for the browser no secure context."""
    return http.replace("127.0.0.1", LAN_HOST)


@pytest.fixture(scope="session", params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path) -> str:
    """Where the site lies, with a `/` at the end: served, and as files on a stick."""
    return request.getfixturevalue("http") if request.param == "http" else f"{site.as_uri()}/"


@pytest.fixture(scope="session", params=["http-zh", "file-en"])
def corner(request: pytest.FixtureRequest, site: Path) -> tuple[str, str]:
    """Two of the four pairs of place and language; `corners.py` gives them apart."""
    if request.param == "http-zh":
        return request.getfixturevalue("http"), "zh"
    return f"{site.as_uri()}/", "en"


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = tool("browser").find()
    assert path, "no Chromium: run tools/setup test"
    with sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                f"--host-resolver-rules=MAP {LAN_HOST} 127.0.0.1",
            ],
        )
        browser.new_context().close()
        yield browser
        browser.close()


@pytest.fixture
def open_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes contexts that end with the test; on a phone unless told otherwise."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**{"viewport": PHONE, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A page on a phone."""
    return open_context().new_page()


@pytest.fixture
def one_of(kinds: dict[str, list[str]]) -> Callable[[str, str], str]:
    """The path of a page of a kind in a language."""
    return lambda kind, lang: FOLDER[lang] + kinds[kind][0]
