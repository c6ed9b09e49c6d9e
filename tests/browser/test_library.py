"""A library: chips narrow it, counts tell the truth, the address remembers; without script everything is there."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import corners
import pytest
from driving import FOLDER, Watch, watched
from playwright.sync_api import BrowserContext, Page, expect

base, lang = corners.base, corners.lang

READ = """() => ({
  facets: Object.fromEntries(Array.from(document.querySelectorAll('[data-facet]'), f => [f.dataset.facet,
    Array.from(f.querySelectorAll('.xy-chip'), c => [c.querySelector('input').value, c.querySelector('input').checked, +c.querySelector('.xy-count').textContent])])),
  items: Array.from(document.querySelectorAll('.xy-item'), e => ({title: e.querySelector('a').textContent, shown: e.offsetParent !== null, values: Object.assign({}, e.dataset)})),
  found: document.querySelector('.xy-found').textContent,
  template: document.querySelector('.xy-found').dataset.template,
  empty: document.querySelector('.xy-empty').offsetParent !== null,
  hash: location.hash,
})"""

Chosen = dict[str, set[str]]


def fits(item: dict, chosen: Chosen, but: str = "") -> bool:
    """Values of one facet add up, facets narrow each other."""
    return all(
        not want or facet == but or want & set(item["values"].get(facet, "").split()) for facet, want in chosen.items()
    )


def check(page: Page, chosen: Chosen) -> dict:
    """Holds what the library shows against its own data."""
    state = page.evaluate(READ)
    wanted = [i["title"] for i in state["items"] if fits(i, chosen)]
    assert [i["title"] for i in state["items"] if i["shown"]] == wanted
    assert state["found"] == state["template"].replace("{n}", str(len(wanted)))
    assert state["empty"] == (not wanted)
    for facet, chips in state["facets"].items():
        left = [i for i in state["items"] if fits(i, chosen, but=facet)]
        for value, checked, count in chips:
            assert checked == (value in chosen.get(facet, set())), (facet, value)
            assert count == sum(value in i["values"].get(facet, "").split() for i in left), (facet, value)
    named = {
        facet: {unquote(v) for v in values.split("+")}
        for facet, _, values in (p.partition("=") for p in state["hash"].lstrip("#").split("&"))
        if facet
    }
    assert named == {facet: values for facet, values in chosen.items() if values}
    return state


def press(page: Page, facet: str, value: str) -> None:
    page.locator(f"[data-facet={facet}] .xy-chip", has=page.locator(f"input[value='{value}']")).click()


@pytest.fixture
def library(open_context: Callable[..., BrowserContext], base: str, lang: str) -> tuple[Page, Watch]:
    """The library with the most facets, wide enough to show them all."""
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    watch = watched(page, base)
    page.goto(f"{base}{FOLDER[lang]}lesson/index.html")
    more = page.locator(".xy-facet__more")
    while more.count():  # each goes when it is pressed
        more.first.click()
    return page, watch


def plan(page: Page) -> tuple[tuple[str, str, str], tuple[str, str]]:
    """Two values of one facet that find different items, and a value of another facet that narrows them."""
    state = page.evaluate(READ)
    for facet, chips in state["facets"].items():
        for (one, _, n), (two, _, m) in pairwise(chips):
            both = [i for i in state["items"] if fits(i, {facet: {one, two}})]
            if not len(both) > max(n, m):
                continue
            for other, values in state["facets"].items():
                for value, _, _ in values:
                    narrowed = [i for i in both if fits(i, {other: {value}})]
                    if other != facet and 0 < len(narrowed) < len(both):
                        return (facet, one, two), (other, value)
    raise AssertionError("this library is too small to show how chips work")


def test_chips_of_one_facet_add_up_and_facets_narrow(library: tuple[Page, Watch]) -> None:
    page, watch = library
    whole = check(page, {})
    (facet, one, two), (other, value) = plan(page)
    press(page, facet, one)
    first = check(page, {facet: {one}})
    press(page, facet, two)
    both = check(page, {facet: {one, two}})
    press(page, other, value)
    narrowed = check(page, {facet: {one, two}, other: {value}})
    sizes = [sum(i["shown"] for i in s["items"]) for s in (whole, first, both, narrowed)]
    assert sizes[0] >= sizes[2] > sizes[1] >= 1
    assert sizes[2] > sizes[3] >= 1
    press(page, facet, one)
    check(page, {facet: {two}, other: {value}})
    page.locator(".xy-facets__foot button[type=reset]").click()
    page.wait_for_function("document.querySelectorAll('.xy-chip input:checked').length === 0")
    page.wait_for_function("location.hash === ''")
    check(page, {})
    assert not watch.trouble, "\n".join(watch.trouble)


def test_the_choice_survives_a_reload_and_travels_by_link(library: tuple[Page, Watch]) -> None:
    page, watch = library
    (facet, one, two), (other, value) = plan(page)
    chosen = {facet: {one, two}, other: {value}}
    for name, values in chosen.items():
        for v in values:
            press(page, name, v)
    check(page, chosen)
    page.reload()
    check(page, chosen)
    address = page.url
    page.locator(".xy-item__title:visible").first.click()
    page.wait_for_load_state()
    page.go_back()
    page.wait_for_selector(".xy-facets[data-folded], .xy-facets__toggle", state="attached")
    check(page, chosen)
    fresh = page.context.new_page()
    fresh.goto(address)
    check(fresh, chosen)
    assert not watch.trouble, "\n".join(watch.trouble)


def test_what_was_found_is_announced(library: tuple[Page, Watch]) -> None:
    page, _ = library
    (facet, one, _), _ = plan(page)
    expect(page.locator(".xy-found")).to_have_attribute("role", "status")
    page.evaluate(
        """() => { window.told = []; new MutationObserver(() => window.told.push(document.querySelector('.xy-found').textContent))
        .observe(document.querySelector('.xy-found'), {childList: true, characterData: true, subtree: true}); }"""
    )
    press(page, facet, one)
    state = check(page, {facet: {one}})
    page.wait_for_function("window.told.length > 0")
    assert page.evaluate("window.told") == [state["found"]]


def test_an_empty_result_helps_on(library: tuple[Page, Watch], base: str, lang: str) -> None:
    page, watch = library
    state = page.evaluate(READ)
    chosen: Chosen = {}
    for facet, chips in state["facets"].items():
        for value, _, _ in chips:
            if not any(fits(i, {**chosen, facet: {value}}) for i in state["items"]):
                chosen[facet] = {value}
                break
        else:
            if facet not in chosen and chips:
                chosen[facet] = {chips[0][0]}
        if not any(fits(i, chosen) for i in state["items"]):
            break
    hash_ = "&".join(f"{facet}={'+'.join(values)}" for facet, values in chosen.items())
    page.goto(f"{base}{FOLDER[lang]}lesson/index.html#{hash_}")
    check(page, chosen)
    expect(page.locator(".xy-empty p")).not_to_be_empty()
    page.locator(".xy-empty button").click()
    page.wait_for_function("location.hash === ''")
    check(page, {})
    assert page.evaluate("document.activeElement !== document.body"), "the focus got lost with the button"
    assert not watch.trouble, "\n".join(watch.trouble)


@pytest.mark.parametrize("hash_", ["#band=%E0%A4%A", "#nonsense", "#band=no-such&x=1", "#=", "#band=", "#xy-main"])
def test_a_damaged_address_hides_nothing(page: Page, http: str, hash_: str) -> None:
    watch = watched(page, http)
    page.goto(f"{http}lesson/index.html{hash_}")
    state = page.evaluate(READ)
    assert all(i["shown"] for i in state["items"])
    assert not watch.trouble, "\n".join(watch.trouble)


def test_on_a_phone_the_facets_unfold(page: Page, http: str) -> None:
    page.goto(f"{http}lesson/index.html")
    toggle = page.locator(".xy-facets__toggle")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    assert page.locator(".xy-chip").first.is_hidden()
    toggle.focus()
    page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator(".xy-chip input:checked").count() == 1
    page.wait_for_function("location.hash.length > 1")


# --- without script -----------------------------------------------------------------------------------------------


@pytest.fixture
def still(open_context: Callable[..., BrowserContext]) -> Page:
    """A browser that runs no script."""
    return open_context(java_script_enabled=False).new_page()


def test_without_script_every_item_is_there_and_its_link_works(still: Page, base: str, lang: str) -> None:
    watch = watched(still, base)
    still.goto(f"{base}{FOLDER[lang]}lesson/index.html")
    items = still.locator(".xy-item")
    assert items.count() >= 3
    for item in items.all():
        assert item.is_visible()
        assert item.locator("a").inner_text().strip()
    for gone in (".xy-empty", "[data-xy-search]", "[data-xy-large]", ".xyt-view"):
        assert still.locator(gone).is_hidden(), f"{gone} does nothing without script"
    title = items.first.locator("a").inner_text()
    items.first.locator("a").click()
    expect(still.locator("h1")).to_have_text(title)
    assert not watch.trouble, "\n".join(watch.trouble)


def test_without_script_a_unit_is_whole(still: Page, base: str, lang: str) -> None:
    watch = watched(still, base)
    still.goto(f"{base}{FOLDER[lang]}course/t1/c1-3.html")
    questions = still.locator("form[data-q]")
    assert questions.count() >= 5
    for form in questions.all():
        assert form.locator("legend").is_visible()
        assert form.locator(".xy-options > li").count() >= 2
        for option in form.locator(".xy-options > li").all():
            assert option.is_visible()
        key = form.locator("details.xy-key")
        key.locator("summary").click()
        assert key.locator(".xy-why").is_visible()
    cases = still.locator("[data-case]")
    assert cases.count() >= 1
    for case in cases.all():
        own = case.get_attribute("id")
        ids = case.evaluate("e => Array.from(e.querySelectorAll('[id]'), x => x.id)")
        links = case.locator("a[href^='#']").all()
        assert links
        for link in links:
            assert link.is_visible()
            assert link.get_attribute("href")[1:] in ids, (own, link.get_attribute("href"))
        for part in case.locator(".xy-node, .xy-turn, .xy-ending, .xy-debrief").all():
            assert part.is_visible()
        links[0].click()
        target = urlsplit(still.url).fragment
        assert target == links[0].get_attribute("href")[1:]
        expect(still.locator(f"#{target}")).to_be_in_viewport()
    assert not watch.trouble, "\n".join(watch.trouble)


def test_without_script_menu_and_calendar_work(still: Page, base: str, lang: str) -> None:
    still.goto(f"{base}{FOLDER[lang]}index.html")
    due = still.locator("[data-due] [data-months]")
    assert due.count() > 12
    assert all(item.is_visible() for item in due.all())
    still.locator("[data-xy-menu]").click()
    expect(still.locator("#xy-side a[data-xy-close]")).to_be_visible()
    link = still.locator("#xy-side .xyt-nav a").nth(1)
    expect(link).to_be_in_viewport()
    still.locator("#xy-side a[data-xy-close]").click()
    expect(still.locator("#xy-side")).not_to_be_in_viewport()


def test_only_this_month_is_due(open_context: Callable[..., BrowserContext], http: str, lang: str) -> None:
    for month in (1, 6, 8, 11):
        page = open_context().new_page()
        page.clock.set_fixed_time(f"2026-{month:02d}-15T20:00:00")
        page.goto(f"{http}{FOLDER[lang]}index.html")
        section = page.locator("[data-due]")
        shown = section.locator("[data-months]:visible")
        wanted = [
            i for i in section.locator("[data-months]").all() if str(month) in i.get_attribute("data-months").split()
        ]
        assert shown.count() == len(wanted), month
        assert section.is_visible() == bool(wanted)
