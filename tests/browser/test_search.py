"""Finding a page in one's own words: served and from a stick, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import FOLDER, HELPLINE, Watch, focused, inside, watched
from playwright.sync_api import BrowserContext, Page, Route, expect

DIALOG = ".xyt-search[role=dialog]"
BOX = f"{DIALOG} input[type=search]"
HITS = f"{DIALOG} .xy-hits a"
START = {"zh": "home/index.html", "en": "en/home/index.html"}
QUESTIONS = [
    ("zh", "孩子不想上学怎么办", "home/school-refusal"),
    ("zh", "睡不着", "home/sleep"),
    ("zh", "孩子晚上睡不着觉", "home/sleep"),
    ("zh", "厌学", "home/school-refusal"),
    ("zh", "转介单", "doc/referral"),
    ("en", "my child won't go to school", "home/school-refusal"),
    ("en", "can't sleep", "home/sleep"),
    ("en", "referral form", "doc/referral"),
]
URGENT = [("zh", "想死"), ("zh", "孩子说不想活了"), ("zh", "自杀"), ("en", "suicide"), ("en", "my child wants to die")]


def open_search(page: Page) -> None:
    page.locator("[data-xy-search]").click()
    expect(page.locator(DIALOG)).to_be_visible()


def ask(page: Page, words: str) -> None:
    """Types a question and waits for the answer to it."""
    box = page.locator(BOX)
    expect(box).to_be_focused()
    box.fill(words)
    page.wait_for_function(
        "s => { const d = document.querySelector(s); return d.querySelector('.xy-hits a, .xy-hits__help'); }",
        arg=DIALOG,
    )


def first_hit(page: Page, base: str) -> str:
    url = page.locator(HITS).first.evaluate("a => a.href")
    path = inside(url, base)
    assert path is not None
    return path.removesuffix(".html")


@pytest.fixture
def front(page: Page, base: str, lang: str) -> tuple[Page, Watch]:
    """A page with a search button, and who watches it."""
    watch = watched(page, base)
    page.goto(base + START[lang])
    return page, watch


@pytest.fixture
def box(page: Page, corner: tuple[str, str]) -> tuple[Page, Watch, str, str]:
    """The same in two of the four pairs of place and language, with its base and its language."""
    base, lang = corner
    watch = watched(page, base)
    page.goto(base + START[lang])
    return page, watch, base, lang


def test_nothing_is_fetched_before_somebody_asks(front: tuple[Page, Watch], base: str, lang: str) -> None:
    page, watch = front
    page.wait_for_load_state("networkidle")
    page.mouse.wheel(0, 2000)
    page.wait_for_timeout(200)
    assert not [u for u in watch.requests if "search" in u.removeprefix(base)], watch.requests
    open_search(page)
    ask(page, {"zh": "睡不着", "en": "sleep"}[lang])
    fetched = [u for u in watch.requests if "search/" in u.removeprefix(base)]
    script = f"{base}{FOLDER[lang]}assets/search.js?v="
    assert [u for u in watch.requests if u.startswith(script)], watch.requests
    assert fetched
    assert all(u.startswith(f"{base}{FOLDER[lang]}search/") for u in fetched), fetched
    assert not watch.trouble, "\n".join(watch.trouble)


@pytest.mark.parametrize(("spoken", "words", "wanted"), QUESTIONS)
def test_a_question_in_plain_words_finds_its_page_first(
    page: Page, base: str, spoken: str, words: str, wanted: str
) -> None:
    watch = watched(page, base)
    page.goto(base + START[spoken])
    open_search(page)
    ask(page, words)
    assert first_hit(page, base) == FOLDER[spoken] + wanted
    expect(page.locator(f"{DIALOG} [role=status]")).to_have_text(re.compile(r"\d+"))
    expect(page.locator(f"{DIALOG} .xy-hit__snippet").first).not_to_be_empty()
    assert page.locator(f"{DIALOG} mark").count() > 0
    assert not watch.trouble, "\n".join(watch.trouble)


@pytest.mark.parametrize(("spoken", "words"), URGENT)
def test_danger_leads_with_an_urgent_page(page: Page, http: str, spoken: str, words: str) -> None:
    page.goto(http + START[spoken])
    open_search(page)
    ask(page, words)
    assert first_hit(page, http).startswith(f"{FOLDER[spoken]}urgent/")
    assert "xy-hit--urgent" in page.locator(f"{DIALOG} .xy-hit").first.get_attribute("class")


def test_a_hit_opens_its_page(front: tuple[Page, Watch], base: str, lang: str) -> None:
    page, watch = front
    open_search(page)
    ask(page, {"zh": "孩子不想上学怎么办", "en": "my child won't go to school"}[lang])
    wanted = first_hit(page, base)
    page.locator(HITS).first.click()
    expect(page.locator(f"body[data-xy-id='{wanted.removeprefix('en/')}']")).to_have_count(1)
    assert page.locator("html").get_attribute("lang").startswith(lang)
    assert not watch.trouble, "\n".join(watch.trouble)


def test_every_hit_leads_to_a_page_and_a_place_in_it(box: tuple[Page, Watch, str, str], site: Path) -> None:
    page, _, base, lang = box
    open_search(page)
    wrong = []
    for words in {"zh": ["睡眠", "老师", "记录", "12356"], "en": ["sleep", "teacher", "record", "12356"]}[lang]:
        ask(page, words)
        page.wait_for_timeout(250)
        for href in page.eval_on_selector_all(HITS, "all => all.map(a => a.href)"):
            path, anchor = inside(href, base), href.partition("#")[2]
            if path is None or not (site / path).is_file():
                wrong.append(f"{words}: {href} is no page")
            elif anchor and f'id="{anchor}"' not in (site / path).read_text(encoding="utf-8"):
                wrong.append(f"{words}: {href} has no such place")
    assert not wrong, "\n".join(wrong)


def test_slash_opens_and_escape_closes(box: tuple[Page, Watch, str, str]) -> None:
    page, watch, _, _ = box
    page.keyboard.press("/")
    words = page.locator(BOX)
    expect(words).to_be_focused()
    expect(words).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(words).to_be_focused()
    page.keyboard.type("a/b")
    expect(words).to_have_value("a/b")
    assert not watch.trouble, "\n".join(watch.trouble)


def test_escape_gives_the_focus_back_to_the_button(box: tuple[Page, Watch, str, str]) -> None:
    page, _, _, _ = box
    button = page.locator("[data-xy-search]")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(BOX)).to_be_focused()
    page.locator(f"{DIALOG} button").first.click()
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(button).to_be_focused()


def test_the_keyboard_walks_the_hits_and_stays_in_the_dialog(box: tuple[Page, Watch, str, str]) -> None:
    page, _, _, lang = box
    open_search(page)
    ask(page, {"zh": "老师", "en": "teacher"}[lang])
    page.keyboard.press("ArrowDown")
    expect(page.locator(HITS).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(HITS).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(BOX)).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("s => !!document.activeElement.closest(s)", DIALOG), focused(page)
    page.keyboard.press("Escape")
    expect(page.locator("[data-xy-search]")).to_be_focused()


def test_enter_opens_the_first_hit_even_before_it_is_shown(box: tuple[Page, Watch, str, str]) -> None:
    page, _, base, lang = box
    open_search(page)
    words = {"zh": "睡不着", "en": "can't sleep"}[lang]
    ask(page, words)
    wanted = first_hit(page, base)
    page.reload()
    open_search(page)
    page.keyboard.insert_text(words)
    page.keyboard.press("Enter")
    expect(page.locator(f"body[data-xy-id='{wanted.removeprefix('en/')}']")).to_have_count(1)


def test_nothing_found_still_shows_where_help_is(box: tuple[Page, Watch, str, str]) -> None:
    page, watch, _, _ = box
    open_search(page)
    for words in ("qzxqjv", "龘龘龘", "!!!", "<img src=vv onerror=zz9()>"):
        ask(page, words)
        expect(page.locator(f"{DIALOG} .xyt-search__results")).to_contain_text(HELPLINE)
        expect(page.locator(f"{DIALOG} [role=status]")).not_to_be_empty()
        page.locator(BOX).fill("")
        expect(page.locator(f"{DIALOG} .xy-hits__help")).to_have_count(0)
    assert not watch.trouble, "\n".join(watch.trouble)


def test_words_typed_with_an_input_method_wait_for_its_end(page: Page, http: str) -> None:
    page.goto(http + START["zh"])
    open_search(page)
    link = page.context.new_cdp_session(page)
    link.send("Input.imeSetComposition", {"text": "shui", "selectionStart": 4, "selectionEnd": 4})
    page.wait_for_timeout(400)
    assert page.locator(HITS).count() == 0
    link.send("Input.insertText", {"text": "睡不着"})
    expect(page.locator(HITS).first).to_be_visible()


@pytest.mark.parametrize("enter", [True, False])
def test_what_is_typed_before_the_search_has_come_is_kept(
    http: str, open_context: Callable[..., BrowserContext], *, enter: bool
) -> None:
    page = open_context().new_page()
    held: list[Route] = []
    page.route("**/search.js*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright wants a function of ours
    page.goto(http + START["zh"])
    open_search(page)
    expect(page.locator(BOX)).to_be_focused()
    if enter:
        page.keyboard.insert_text("睡不着")
        page.keyboard.press("Enter")
    else:
        link = page.context.new_cdp_session(page)
        link.send("Input.imeSetComposition", {"text": "shui", "selectionStart": 4, "selectionEnd": 4})
    page.wait_for_timeout(200)
    (script,) = held
    script.continue_()
    if enter:
        expect(page.locator("body[data-xy-id='home/sleep']")).to_have_count(1)
    else:
        page.wait_for_timeout(600)
        assert page.locator(HITS).count() == 0
        link.send("Input.insertText", {"text": "睡不着"})
        expect(page.locator(HITS).first).to_be_visible()


def test_an_index_that_does_not_come_is_said_and_asked_for_again(
    http: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context().new_page()
    page.route("**/search/**", lambda route: route.abort())
    page.goto(http + START["zh"])
    open_search(page)
    box = page.locator(BOX)
    box.fill("睡不着")
    expect(page.locator(f"{DIALOG} [role=status]")).to_contain_text("目录")
    page.unroute("**/search/**")
    box.fill("孩子睡不着")
    expect(page.locator(HITS).first).to_be_visible()


@pytest.mark.parametrize(("spoken", "words"), URGENT)
def test_danger_shows_where_help_is(page: Page, http: str, spoken: str, words: str) -> None:
    page.goto(http + START[spoken])
    open_search(page)
    ask(page, words)
    help_block = page.locator(f"{DIALOG} .xy-hits__help")
    expect(help_block).to_contain_text(HELPLINE)
    assert help_block.locator("a[href^='tel:']").count() >= 3
    above = help_block.evaluate(
        "e => e.getBoundingClientRect().top < document.querySelector('.xy-hit').getBoundingClientRect().top"
    )
    assert above
    ask_calm(page, {"zh": "作业", "en": "homework"}[spoken])
    expect(help_block).to_have_count(0)


def ask_calm(page: Page, words: str) -> None:
    """Types another question over the one that was answered."""
    page.locator(BOX).fill(words)
    expect(page.locator(f"{DIALOG} .xy-hit--urgent")).to_have_count(0)
    expect(page.locator(HITS).first).to_be_visible()


@pytest.mark.parametrize(
    ("spoken", "words", "wanted"),
    [
        ("zh", "失棉", ("home/sleep", "失眠")),
        ("zh", "bxsx", ("home/school-refusal", "不想上学")),
        ("zh", "憂鬱 青春其", ("", "青春期")),
    ],
)
def test_what_was_taken_for_a_slip_is_said(
    page: Page, base: str, spoken: str, words: str, wanted: tuple[str, str]
) -> None:
    opened, meant = wanted
    page.goto(base + START[spoken])
    open_search(page)
    ask(page, words)
    expect(page.locator(f"{DIALOG} .xy-hits__meant")).to_contain_text(meant)
    assert first_hit(page, base).startswith(FOLDER[spoken] + opened)


def test_filters_narrow_the_hits_by_keyboard_and_are_told(box: tuple[Page, Watch, str, str]) -> None:
    page, watch, _, lang = box
    open_search(page)
    ask(page, {"zh": "睡眠", "en": "sleep"}[lang])
    status = page.locator(f"{DIALOG} [role=status]")
    before = int(re.search(r"\d+", status.inner_text())[0])
    summary = page.locator(f"{DIALOG} .xy-hits__filter summary")
    summary.focus()
    page.keyboard.press("Enter")
    chip = page.locator(f"{DIALOG} [data-facet-name=kind] input[value=guide]")
    chip.focus()
    page.keyboard.press("Space")
    expect(chip).to_be_checked()
    expect(chip).to_be_focused()
    left = int(chip.locator("xpath=..").locator(".xy-count").inner_text())
    assert 0 < left < before
    expect(status).to_contain_text(str(left))
    words = {"zh": "指南", "en": "Guide"}[lang]
    assert set(page.locator(f"{DIALOG} .xy-hit__kind").all_inner_texts()) == {words}
    assert page.locator(f"{DIALOG} fieldset legend").all_inner_texts()
    page.locator(f"{DIALOG} .xy-hits__filter button").click()
    expect(status).to_contain_text(str(before))
    expect(summary).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not watch.trouble, "\n".join(watch.trouble)


def test_a_filter_stays_for_the_next_question_while_it_has_such_pages(page: Page, http: str) -> None:
    page.goto(http + START["zh"])
    open_search(page)
    ask(page, "欺凌")
    page.locator(f"{DIALOG} .xy-hits__filter summary").click()
    page.locator(f"{DIALOG} [data-facet-name=audience] input[value=families]").check()
    page.locator(BOX).fill("睡眠")
    chip = page.locator(f"{DIALOG} [data-facet-name=audience] input[value=families]")
    expect(page.locator(f"{DIALOG} .xy-hit__title").first).to_contain_text("睡")
    expect(chip).to_be_checked()
    expect(page.locator(f"{DIALOG} .xy-hits__filter summary")).to_contain_text("1")


def test_nothing_found_offers_pages_to_go_on_from(box: tuple[Page, Watch, str, str]) -> None:
    page, _, base, lang = box
    open_search(page)
    ask(page, "龘龘龘")
    expect(page.locator(HITS).first).to_be_visible()
    assert first_hit(page, base) == f"{FOLDER[lang]}urgent/index"
