"""What comes out of the printer: the page's text and the help line, and nothing of the frame."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest
from driving import HELPLINE, pdf_text
from playwright.sync_api import Page, expect

A4 = re.compile(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]")
FRAME = (".xyt-header", "#xy-side", ".xyt-footer", ".xyt-skip", "nav", "[data-xy-search]")


@pytest.mark.parametrize(
    ("kind", "lang"),
    [
        *product(("lesson", "document", "guide"), ("zh", "en")),
        ("urgent", "zh"),
        ("unit", "zh"),
        ("theme-meeting", "zh"),
    ],
)
def test_a_printed_page_has_its_text_and_the_help_line(
    page: Page, http: str, lang: str, kind: str, one_of: Callable[[str, str], str]
) -> None:
    page.goto(http + one_of(kind, lang))
    title = page.locator("h1").inner_text()
    page.emulate_media(media="print")
    headings = page.eval_on_selector_all(
        "main h2, .xy-steps > li > strong",
        "all => all.filter(e => e.getBoundingClientRect().width > 1).map(e => e.innerText)",
    )
    assert headings
    for part in FRAME:
        for element in page.locator(part).all():
            expect(element).to_be_hidden()
    sheet = page.pdf(prefer_css_page_size=True)
    text = pdf_text(sheet)
    assert re.sub(r"\s", "", title) in text
    assert HELPLINE in text
    for heading in headings:
        assert re.sub(r"\s", "", heading) in text, heading
    pages = len(re.findall(rb"/Type /Page\b", sheet))
    assert len(A4.findall(sheet)) in {1, pages}, "not A4"
    assert text.count(HELPLINE) >= pages, f"the help line is not on each of the {pages} sheets"


def test_what_is_folded_is_printed(page: Page, http: str) -> None:
    """A quiz's key and every branch of a case, whether opened on the screen or not."""
    page.goto(f"{http}course/t1/c1-3.html")
    why = page.locator(".xy-why").first.text_content()
    ending = page.locator(".xy-ending h4").last.text_content()
    text = pdf_text(page.pdf(prefer_css_page_size=True))
    assert re.sub(r"\s", "", why) in text
    assert re.sub(r"\s", "", ending) in text


def test_a_dark_page_prints_black_on_white(page: Page, http: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{http}home/sleep.html")
    page.evaluate("document.documentElement.setAttribute('data-xy-theme', 'dark')")
    colours = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('main p')).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_the_tests_can_read_a_printed_page(page: Page) -> None:
    page.set_content("<h1>心育 Aé (1)</h1><p style='font-family: serif'>第二行</p>")
    assert pdf_text(page.pdf()) == "心育Aé(1)第二行"


def test_a_printed_library_shows_what_was_chosen(page: Page, http: str) -> None:
    page.goto(f"{http}lesson/index.html#term=a")
    shown = page.locator(".xy-item__title:visible").all_inner_texts()
    hidden = [t for t in page.locator(".xy-item__title").all_text_contents() if t not in shown]
    page.emulate_media(media="print")
    assert page.locator(".xy-item__title:visible").all_inner_texts() == shown
    assert hidden
    text = pdf_text(page.pdf())
    assert all(re.sub(r"\s", "", t) in text for t in shown)
    assert not any(re.sub(r"\s", "", t) in text for t in hidden)
