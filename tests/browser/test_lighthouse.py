"""Every kind of page has 95 or more in all four categories of Lighthouse on its phone, and is light on the wire."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driving import FOLDER, KINDS, LANGS
from hosting import PACKED, Host, hosting
from lighthouse import CATEGORIES, LEAST, judged
from playwright.sync_api import Page

MOST = 100_000  # bytes on the wire for the first view of a page, gzip (product bars)
OURS = 60 * 1024  # of scripts among them
DARK = ("home", "library", "urgent")


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[Host]:
    with hosting(site) as host:
        yield host


@pytest.mark.parametrize(
    ("kind", "lang", "dark"),
    [
        *((k, "zh", False) for k in KINDS),
        ("home", "en", False),
        ("unit", "en", False),
        *((k, "zh", True) for k in DARK),
    ],
)
def test_a_page_scores_95_in_each_category(
    host: Host, one_of: Callable[[str, str], str], kind: str, lang: str, dark: bool
) -> None:
    report = judged(host.base + one_of(kind, lang), LEAST, dark=dark)
    assert set(report.scores) == set(CATEGORIES)
    low = {name: score for name, score in report.scores.items() if score < LEAST}
    assert not low, f"{low}, machine {report.speed:.0f}\n" + "\n".join(report.lost)
    assert report.bytes < MOST


def wire(site: Path, path: str) -> int:
    file = site / path
    data = file.read_bytes()
    return len(gzip.compress(data, 6, mtime=0)) if file.suffix in PACKED else len(data)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_first_view_is_light(host: Host, page: Page, one_of: Callable[[str, str], str], kind: str, lang: str) -> None:
    host.asked.clear()
    page.goto(host.base + one_of(kind, lang))
    page.wait_for_timeout(200)
    paths = {asked.partition("?")[0].lstrip("/") for asked in host.asked}
    assert f"{FOLDER[lang]}assets/xinyu.js" in paths
    sizes = {path: wire(host.folder, path) for path in paths}
    assert sum(sizes.values()) <= MOST, sizes
    assert sum(size for path, size in sizes.items() if path.endswith(".js")) <= OURS, sizes
