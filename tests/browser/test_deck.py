"""A lecture's HTML deck from a USB stick: turned by keys, notes beside the slide, printed whole, nothing fetched."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import DESK, PHONE
from playwright.sync_api import BrowserContext, Page, expect

sys.path.insert(0, str(Path(__file__).parents[1] / "outputs" / "print"))
from sheet_making import real, sheet
from test_access import violations

from generator.model import blocks as b
from generator.outputs.print.deck import write_deck
from generator.outputs.print.sheet import Sheet


@pytest.fixture(params=["desk", "phone"])
def deck(request: pytest.FixtureRequest, tmp_path: Path, open_context: Callable[..., BrowserContext]) -> Page:
    path = tmp_path / "讲座 deck.html"
    path.write_bytes(write_deck(next(s for s in real() if "html" in s.formats), {}))
    page = open_context(viewport=DESK if request.param == "desk" else PHONE).new_page()
    page.on("request", lambda r: asked.append(r.url))
    asked: list[str] = []
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    return page


def at(page: Page) -> str:
    return page.locator("[data-at]").inner_text()


def test_keys_turn_pages_and_stop_at_either_end(deck: Page) -> None:
    count = deck.locator("section.slide").count()
    assert at(deck) == f"1 / {count}"
    for key in ("ArrowRight", " ", "PageDown"):
        deck.keyboard.press(key)
    assert at(deck).startswith("4 /")
    deck.keyboard.press("ArrowLeft")
    deck.keyboard.press("End")
    deck.keyboard.press("ArrowRight")
    assert at(deck) == f"{count} / {count}"
    deck.keyboard.press("Home")
    deck.keyboard.press("ArrowLeft")
    assert at(deck).startswith("1 /")
    assert deck.locator("section.slide:visible").count() == 1


def test_notes_are_shown_when_asked_for(deck: Page) -> None:
    notes = deck.locator("section.slide[data-on] .notes")
    expect(notes).to_be_hidden()
    deck.keyboard.press("n")
    expect(notes).to_be_visible()
    deck.locator("[data-do=notes]").click()
    expect(notes).to_be_hidden()


def test_a_reload_stays_on_the_slide(deck: Page) -> None:
    deck.keyboard.press("ArrowRight")
    deck.reload()
    assert at(deck).startswith("2 /")


def test_on_paper_every_slide_has_its_notes(deck: Page) -> None:
    deck.emulate_media(media="print")
    assert deck.locator("section.slide:visible").count() == deck.locator("section.slide").count()
    expect(deck.locator("section.slide .notes").last).to_be_visible()
    expect(deck.locator(".bar")).to_be_hidden()


def test_axe_finds_nothing(deck: Page) -> None:
    assert not (found := violations(deck)), found
    deck.keyboard.press("n")
    assert not (found := violations(deck)), found


def test_too_many_words_are_set_smaller(tmp_path: Path, open_context: Callable[..., BrowserContext]) -> None:
    lines = b.ListBlock(tuple(b.ListItem((b.Paragraph((b.Str("一行很长的话" * 6),)),)) for _ in range(7)))
    full: Sheet = sheet(b.Group("slide", (b.Heading(2, (b.Str("满"),)), lines)))
    path = tmp_path / "full.html"
    path.write_bytes(write_deck(full, {}))
    page = open_context(viewport=DESK).new_page()
    page.goto(path.as_uri())
    face = page.locator(".face")
    assert face.evaluate("f => f.scrollHeight <= f.clientHeight + 1")
    assert float(face.evaluate("f => f.style.getPropertyValue('--fit')")) < 1
