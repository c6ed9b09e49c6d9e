"""axe finds nothing (WCAG 2.0, 2.1, 2.2, A and AA): every page kind, both languages, light and dark, and open states."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from driving import AXE, DESK, FOLDER, KINDS, PHONE
from playwright.sync_api import Browser, BrowserContext, Page, expect

RUN = """async () => {
  scrollTo(0, 0);  // the fixed header must not lie over what is measured
  const found = await axe.run(document, {
    runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']},
    rules: {'target-size': {enabled: true}},
    resultTypes: ['violations'],
  });
  return found.violations.map(v => [v.id, v.help, v.nodes.length, v.nodes.slice(0, 4).map(n =>
    n.target.flat().join(' ') + ': ' + n.html.slice(0, 140) + '\\n      ' + (n.any.concat(n.all, n.none)[0] || {message: ''}).message)]);
}"""

# Light and dark, both languages, phone and desk: each of them on half of the looks.
LOOKS = {
    "zh-light-phone": {"lang": "zh", "color_scheme": "light", "viewport": PHONE},
    "zh-dark-desk": {"lang": "zh", "color_scheme": "dark", "viewport": DESK},
    "en-light-desk": {"lang": "en", "color_scheme": "light", "viewport": DESK},
    "en-dark-phone": {"lang": "en", "color_scheme": "dark", "viewport": PHONE},
}


def violations(page: Page) -> str:
    """axe's findings as a person reads them; empty when there are none. Waits for colours to settle."""
    page.evaluate("() => Promise.all(document.getAnimations().map(a => a.finished.catch(() => 0)))")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
    lines = []
    for rule, what, count, places in page.evaluate(RUN):
        lines.append(f"{rule}: {what} ({count})")
        lines += [f"    {place}" for place in places]
    return "\n".join([page.url, *lines]) if lines else ""


@pytest.fixture(scope="module", params=LOOKS)
def look(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, str]]:
    """A page with one look, and its language."""
    options = dict(LOOKS[request.param])
    lang = options.pop("lang")
    context = browser.new_context(**options)
    yield context.new_page(), lang
    context.close()


@pytest.mark.parametrize("kind", [*KINDS, "404"])
def test_axe_finds_nothing(look: tuple[Page, str], kind: str, http: str, one_of: Callable[[str, str], str]) -> None:
    page, lang = look
    page.goto(http + one_of(kind, lang))
    assert not (found := violations(page)), f"\n{found}"


# --- states: each is brought about as a reader would --------------------------------------------------------------


def search_open(page: Page, base: str) -> None:
    page.goto(f"{base}home/index.html")
    page.locator("[data-xy-search]").click()
    page.locator(".xyt-search input[type=search]").fill("睡不着" if "/en/" not in base else "sleep")
    expect(page.locator(".xy-hits a").first).to_be_visible()
    expect(page.locator(".xy-hit__snippet").first).to_be_visible()


def search_in_danger(page: Page, base: str) -> None:
    page.goto(f"{base}home/index.html")
    page.keyboard.press("/")
    page.locator(".xyt-search input[type=search]").fill("想死" if "/en/" not in base else "suicide")
    expect(page.locator(".xy-hit--urgent").first).to_be_visible()
    page.locator(".xy-hit--urgent a").first.focus()


def search_empty_handed(page: Page, base: str) -> None:
    page.goto(f"{base}home/index.html")
    page.keyboard.press("/")
    page.locator(".xyt-search input[type=search]").fill("qzxqjv")
    expect(page.locator(".xy-hits__help")).to_be_visible()


def facets_chosen(page: Page, base: str) -> None:
    page.goto(f"{base}lesson/index.html")
    toggle = page.locator(".xy-facets__toggle")
    if toggle.is_visible():
        toggle.click()
        expect(toggle).to_have_attribute("aria-expanded", "true")
    page.locator(".xy-chip:visible").first.click()
    expect(page.locator(".xy-facets__foot")).to_be_visible()


def nothing_fits(page: Page, base: str) -> None:
    page.goto(f"{base}lesson/index.html#band=junior&term=b&goal=J4&theme=bullying&grade=g3")
    expect(page.locator(".xy-empty")).to_be_visible()


def drawer_open(page: Page, base: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{base}lesson/g7-a08.html")
    page.locator("[data-xy-menu]").click()
    expect(page.locator("[data-xy-close]")).to_be_focused()


def large_type(page: Page, base: str) -> None:
    page.goto(f"{base}home/sleep.html")
    page.locator("[data-xy-large]").click()
    expect(page.locator("html[data-xy-type=large]")).to_have_count(1)


def option_chosen(page: Page, base: str) -> None:
    page.goto(f"{base}course/t1/c1-3.html")
    for form in page.locator("form[data-q]").all():
        options = form.locator(".xy-options label")
        for n in range(min(2, options.count())):
            options.nth(n).click()
        form.locator(".xy-check").click()
    expect(page.locator(".xy-feedback:not(:empty)").first).to_be_visible()


def key_open(page: Page, base: str) -> None:
    """Every fold, the keys of questions that have been checked among them."""
    option_chosen(page, base)
    for summary in page.locator("details > summary:visible").all():
        summary.click()
    assert page.locator(".xy-key[open]").count() >= 1
    assert page.locator("details:not([open]):visible").count() == 0


def case_half_way(page: Page, base: str) -> None:
    page.goto(f"{base}course/t1/c1-3.html")
    page.locator("[data-case] .xy-choices:visible a").first.click()
    expect(page.locator("[data-case] .xy-turn:visible").first).to_be_visible()


def case_ended(page: Page, base: str) -> None:
    page.goto(f"{base}course/t1/c1-3.html")
    case = page.locator("[data-case]").first
    for _ in range(12):
        if case.locator(".xy-ending:visible").count():
            break
        step = case.locator(".xy-turn:visible .xy-next")
        (step if step.count() else case.locator(".xy-choices:visible a")).first.click()
    expect(case.locator(".xy-ending:visible")).to_have_count(1)


STATES = (
    search_open,
    search_in_danger,
    search_empty_handed,
    facets_chosen,
    nothing_fits,
    drawer_open,
    large_type,
    option_chosen,
    key_open,
    case_half_way,
    case_ended,
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_in_an_open_state(
    http: str, state: Callable[[Page, str], None], scheme: str, open_context: Callable[..., BrowserContext]
) -> None:
    """Light in Chinese on a phone, dark in English on a desk."""
    lang, size = ("zh", PHONE) if scheme == "light" else ("en", DESK)
    page = open_context(color_scheme=scheme, viewport=size, reduced_motion="reduce").new_page()
    state(page, http + FOLDER[lang])
    assert not (found := violations(page)), f"\n{found}"


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_axe_finds_nothing_in_a_theme_chosen_by_hand(
    http: str, chosen: str, open_context: Callable[..., BrowserContext]
) -> None:
    """The switch against the system: dark on a light system and the other way round."""
    page = open_context(color_scheme="dark" if chosen == "light" else "light").new_page()
    page.goto(f"{http}home/sleep.html")
    page.locator(f"input[name=xy-theme][value={chosen}]").check(force=True)
    expect(page.locator(f"html[data-xy-theme={chosen}]")).to_have_count(1)
    assert not (found := violations(page)), f"\n{found}"
