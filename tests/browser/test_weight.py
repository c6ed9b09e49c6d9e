"""What a unit page loads of ours: scripts and styles, and all of it with the page's own text."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import inside
from learner import answer, walk_cases
from playwright.sync_api import BrowserContext

OURS = 60_000  # scripts and styles of a unit page, gzip
WHOLE = 100_000  # the same with the page itself: the first view of any page


def loaded(
    site: Path, base: str, context: BrowserContext, path: str, then: Callable[..., object] | None
) -> dict[str, int]:
    """Every file a page asks for, from opening it to the end of `then`, with its size as gzip packs it."""
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(inside(request.url, base) or ""))
    page.goto(base + path, wait_until="load")
    if then:
        then(page)
    page.close()
    names = sorted(asked - {""})
    return {name: len(gzip.compress((site / name).read_bytes(), 9)) for name in names}


@pytest.mark.parametrize("lang", ["", "en/"], ids=["zh", "en"])
def test_a_unit_page_is_light_to_its_last_question(
    site: Path, http: str, open_context: Callable[..., BrowserContext], kinds: dict[str, list[str]], lang: str
) -> None:
    path = kinds["unit"][0]  # the longest

    def learn(page) -> None:
        walk_cases(page)
        answer(page)

    sizes = loaded(site, http, open_context(), lang + path, learn)
    code = {name: size for name, size in sizes.items() if name.endswith((".js", ".css", ".svg", ".png"))}
    assert any(name.endswith("xinyu.js") for name in code)
    assert any(name.endswith("xinyu.css") for name in code)
    assert sum(code.values()) <= OURS, code
    assert sum(sizes.values()) <= WHOLE, sizes


@pytest.mark.parametrize("path", ["my.html", "verify.html", "course/t1.html", "course/t1/exam.html"])
def test_the_other_pages_of_a_course_keep_the_bar_of_every_page(
    site: Path, http: str, open_context: Callable[..., BrowserContext], path: str
) -> None:
    sizes = loaded(site, http, open_context(), path, None)
    assert path in sizes
    assert sum(sizes.values()) <= WHOLE, sizes
