"""Without a mouse; and what a reader chose (theme, large type) stays, where the browser allows it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import corners
import pytest
from driving import DESK, FOLDER, KINDS, focused, reached_by_tab, tab_to, watched
from playwright.sync_api import BrowserContext, Locator, Page, expect

base, lang = corners.base, corners.lang

UNIT = "course/t1/c1-3.html"
NO_STORAGE = {
    "throws": """for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name,
        {get() { throw new DOMException('denied', 'SecurityError'); }});""",
    "is-full": """Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
        Storage.prototype.getItem = () => { throw new DOMException('gone', 'InvalidStateError'); };""",
    "is-missing": "Object.defineProperty(window, 'localStorage', {value: undefined});",
}


@pytest.fixture
def desk(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(viewport=DESK, reduced_motion="reduce").new_page()


def test_the_skip_link_comes_first_and_skips(page: Page, base: str, lang: str) -> None:
    page.goto(f"{base}{FOLDER[lang]}lesson/g7-a08.html")
    skip = page.locator(".xyt-skip")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')"), focused(page)


def test_tab_walks_the_header_in_the_order_it_is_read(desk: Page, http: str, lang: str) -> None:
    desk.goto(f"{http}{FOLDER[lang]}lesson/g7-a08.html")
    stops = reached_by_tab(desk, 9)
    shown = desk.eval_on_selector_all(
        ".xyt-header a, .xyt-header button",
        "all => all.filter(e => e.offsetParent && e.getBoundingClientRect().width > 1).map(e => e.textContent.trim().slice(0, 60))",
    )
    assert [s["text"] for s in stops[1 : 1 + len(shown)]] == shown
    for before, after in pairwise(stops[1 : 1 + len(shown)]):
        assert after["left"] >= before["left"], (before, after)
    for stop in stops:
        assert stop["ring"], f"no sign of the focus on {stop}"


@pytest.mark.parametrize("kind", ["home", "guide", "library", "unit"])
def test_every_stop_of_tab_can_be_seen(page: Page, http: str, one_of: Callable[[str, str], str], kind: str) -> None:
    """The focus is never outside the window, hidden or under the header (WCAG 2.4.7, 2.4.11)."""
    page.goto(http + one_of(kind, "zh"))
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stop = page.evaluate(
            """() => { const e = document.activeElement, t = e.closest('label') || e, b = t.getBoundingClientRect();
            const x = Math.min(Math.max(b.left + b.width / 2, 1), innerWidth - 1), y = Math.min(Math.max(b.top + b.height / 2, 1), innerHeight - 1);
            const on = document.elementFromPoint(x, y);
            const c = e.closest('label') ? [e, e.nextElementSibling || e, t] : [e];
            const ring = c.some(n => { const s = getComputedStyle(n); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; });
            return {name: e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 30), ring,
                    inside: b.bottom > 0 && b.top < innerHeight && b.right > 0 && b.left < innerWidth,
                    free: !!on && (t.contains(on) || on.contains(t))}; }"""
        )
        if not (stop["ring"] and stop["inside"] and stop["free"]):
            unseen.append(stop)
    assert not unseen, "\n" + "\n".join(map(str, unseen))


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_drawer_opens_keeps_the_focus_and_closes(page: Page, base: str, lang: str, key: str) -> None:
    watch = watched(page, base)
    page.goto(f"{base}{FOLDER[lang]}lesson/g7-a08.html")
    opener, side = page.locator("[data-xy-menu]"), page.locator("#xy-side")
    tab_to(page, "[data-xy-menu]")
    expect(opener).to_have_attribute("aria-expanded", "false")
    page.keyboard.press(key)
    expect(page.locator("[data-xy-close]")).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(side).to_be_in_viewport()
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('#xy-side')"), focused(page)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("!!document.activeElement.closest('#xy-side')"), focused(page)
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(side).not_to_be_in_viewport()
    page.keyboard.press(key)
    page.keyboard.press(key)  # the focus is on the closer
    expect(opener).to_be_focused()
    assert not watch.trouble, "\n".join(watch.trouble)


def test_the_closed_drawer_takes_no_tab(page: Page, http: str) -> None:
    page.goto(f"{http}lesson/g7-a08.html")
    stops = reached_by_tab(page, 20)
    assert not [s for s in stops if s["right"] <= 0 or s["left"] >= 360], stops


def step(page: Page, case: Locator, number: int) -> bool:
    """One step of a case with the keyboard alone; whether it went on."""
    choices = case.locator(".xy-choices:visible a")
    if case.locator(".xy-turn:visible .xy-next").count():
        tab_to(page, ".xy-turn .xy-next")
        page.keyboard.press("Enter")
        return True
    if not choices.count():
        return False
    choice = choices.nth(number % choices.count())
    for _ in range(20):
        page.keyboard.press("Tab")
        if choice.evaluate("e => e === document.activeElement"):
            break
    expect(choice).to_be_focused()
    page.keyboard.press("Enter")
    turn = page.evaluate("[document.activeElement.className, document.activeElement.getAttribute('tabindex')]")
    assert "xy-turn" in turn[0] and turn[1] == "-1", turn  # noqa: PT018 - one fact: the answer has the focus
    return True


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_case_is_walked_to_its_end_by_keyboard(desk: Page, base: str, lang: str, number: int) -> None:
    page, watch = desk, watched(desk, base)
    page.goto(f"{base}{FOLDER[lang]}{UNIT}")
    case = page.locator("[data-case]").first
    expect(case.locator(".xy-node:visible")).to_have_count(1)
    expect(case.locator(".xy-debrief")).to_be_hidden()
    case.evaluate("e => { e.tabIndex = -1; e.focus(); }")
    steps = 0
    while step(page, case, number):
        steps += 1
        assert steps < 30, "the case does not end"
        assert page.evaluate("!!document.activeElement.closest('[data-case]')"), focused(page)
    expect(case.locator(".xy-ending:visible")).to_have_count(1)
    expect(case.locator(".xy-ending:visible")).to_be_focused()
    expect(case.locator(".xy-ending:visible")).to_be_in_viewport()
    expect(case.locator(".xy-debrief")).to_be_visible()
    assert steps >= 4
    page.keyboard.press("Tab")
    write = case.locator("textarea")
    if write.count():
        expect(write).to_be_focused()
        page.keyboard.type("hello")
        expect(write).to_have_value("hello")
        page.keyboard.press("Tab")
    expect(case.locator(".xy-again:visible")).to_be_focused()
    page.keyboard.press("Enter")
    expect(case.locator(".xy-node:visible")).to_have_count(1)
    expect(case.locator(".xy-ending:visible")).to_have_count(0)
    assert page.evaluate("document.activeElement.className").startswith("xy-node")
    assert not watch.trouble, "\n".join(watch.trouble)


def test_a_case_goes_one_step_back(desk: Page, http: str) -> None:
    desk.goto(http + UNIT)
    case = desk.locator("[data-case]").first
    case.evaluate("e => { e.tabIndex = -1; e.focus(); }")
    start = case.locator(".xy-node:visible").get_attribute("id")
    step(desk, case, 0)
    step(desk, case, 0)
    assert case.locator(".xy-node:visible").get_attribute("id") != start
    for _ in range(2):
        case.locator(".xy-again:visible").first.focus()
        desk.keyboard.press("Enter")
    assert case.locator(".xy-node:visible").get_attribute("id") == start
    expect(case.locator(".xy-turn:visible")).to_have_count(0)


def test_a_question_is_answered_by_keyboard_and_answers_beside_the_choice(desk: Page, base: str, lang: str) -> None:
    watch = watched(desk, base)
    desk.goto(f"{base}{FOLDER[lang]}{UNIT}")
    form = desk.locator("form[data-q][data-type=single]").first
    expect(form.locator(".xy-feedback:visible")).to_have_count(0)
    form.locator("input").first.focus()
    desk.keyboard.press("Space")
    desk.keyboard.press("ArrowDown")
    option = form.locator(".xy-options > li").nth(1)
    expect(option.locator("input")).to_be_checked()
    expect(option.locator(".xy-feedback")).to_be_empty()
    expect(option.locator(".xy-feedback")).to_have_attribute("role", "status")
    desk.keyboard.press("Enter")
    expect(option.locator(".xy-feedback")).not_to_be_empty()
    expect(form.locator(".xy-feedback:not(:empty)")).to_have_count(1)
    multiple = desk.locator("form[data-q][data-type=multiple]").first
    boxes = multiple.locator("input")
    boxes.nth(0).focus()
    desk.keyboard.press("Space")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    desk.keyboard.press("Enter")
    for n in (0, 1):
        expect(multiple.locator(".xy-options > li").nth(n).locator(".xy-feedback")).not_to_be_empty()
    assert desk.url == f"{base}{FOLDER[lang]}{UNIT}", "Enter sent the form away"
    assert not watch.trouble, "\n".join(watch.trouble)


# --- what a reader chose ------------------------------------------------------------------------------------------


def choose(page: Page, theme: str) -> None:
    page.locator(f"input[name=xy-theme][value={theme}]").focus()
    page.keyboard.press("Space")


def background(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def body_size(page: Page) -> float:
    return page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('main article > p:not([class])')).fontSize)"
    )


def test_theme_and_large_type_stay(page: Page, base: str, lang: str) -> None:
    watch = watched(page, base)
    unit, guide = (f"{base}{FOLDER[lang]}{path}" for path in (UNIT, "home/sleep.html"))
    sizes = {}
    for address in (unit, guide):
        page.goto(address)
        sizes[address] = body_size(page)
    light = background(page)
    choose(page, "dark")
    dark = background(page)
    assert dark != light
    large = page.locator("[data-xy-large]")
    expect(large).to_have_attribute("aria-pressed", "false")
    large.press("Enter")
    for address in (guide, unit, guide):
        assert background(page) == dark
        expect(page.locator("input[name=xy-theme][value=dark]")).to_be_checked()
        expect(page.locator("[data-xy-large]")).to_have_attribute("aria-pressed", "true")
        assert body_size(page) > sizes.get(page.url, 0) * 1.1
        page.goto(address)
    choose(page, "light")
    assert background(page) == light
    page.reload()
    assert background(page) == light
    choose(page, "auto")
    page.emulate_media(color_scheme="dark")
    assert background(page) == dark
    assert not watch.trouble, "\n".join(watch.trouble)


def test_another_tab_follows(open_context: Callable[..., BrowserContext], http: str) -> None:
    context = open_context()
    one, two = context.new_page(), context.new_page()
    one.goto(f"{http}home/sleep.html")
    two.goto(f"{http}home/sleep.html")
    choose(one, "dark")
    expect(two.locator("html[data-xy-theme=dark]")).to_have_count(1)


def test_a_remembered_dark_page_does_not_flash(page: Page, http: str) -> None:
    page.goto(f"{http}home/sleep.html")
    choose(page, "dark")
    page.route("**/xinyu.js", lambda route: route.abort())
    page.reload()
    expect(page.locator("html[data-xy-theme=dark]")).to_have_count(1)


@pytest.mark.parametrize("how", NO_STORAGE)
def test_pages_work_where_nothing_may_be_kept(
    open_context: Callable[..., BrowserContext], base: str, how: str, one_of: Callable[[str, str], str]
) -> None:
    context = open_context()
    context.add_init_script(NO_STORAGE[how])
    page = context.new_page()
    watch = watched(page, base)
    for kind in KINDS if how == "throws" and base.startswith("http") else ("home", "unit", "library"):
        page.goto(base + one_of(kind, "zh"))
        assert page.locator("h1").is_visible()
    page.goto(f"{base}{UNIT}")
    light = background(page)
    choose(page, "dark")
    assert background(page) != light
    page.locator("[data-xy-large]").click()
    expect(page.locator("html[data-xy-type=large]")).to_have_count(1)
    page.locator("[data-case] .xy-choices:visible a").first.click()
    expect(page.locator("[data-case] .xy-turn:visible").first).to_be_visible()
    assert not watch.trouble, "\n".join(watch.trouble)
