"""Nothing sticks out, nothing is too small to touch: phone, desk, and a phone's width at 200 % (WCAG 1.4.10, 2.5.8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from driving import DESK, KINDS, PHONE, watched
from playwright.sync_api import Browser, BrowserContext, Page

WIDTHS: dict[str, tuple[dict, tuple[str, ...]]] = {
    "phone": ({"viewport": PHONE, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}, ("zh", "en")),
    # 1280 px at 400 %, and a small phone at 200 %: both leave 320 px
    "reflow": ({"viewport": {"width": 320, "height": 512}, "device_scale_factor": 2}, ("zh", "en")),
    "tablet": ({"viewport": {"width": 768, "height": 1024}}, ("zh",)),
    "desk": ({"viewport": DESK}, ("en",)),
}

# Elements that reach beyond the right edge and are not inside something that scrolls or clips on purpose.
STICKING_OUT = """wide => {
  const out = [];
  for (const e of document.body.querySelectorAll('*')) {
    const b = e.getBoundingClientRect();
    if (!b.width || !b.height || (b.right <= wide + 1 && b.left >= -1)) continue;
    let held = false;
    for (let p = e; p && p !== document.body; p = p.parentElement) {
      const s = getComputedStyle(p);
      if (s.position === 'fixed' || s.visibility === 'hidden' || (p !== e && s.overflowX !== 'visible')
          || /xyt-(sr|skip)/.test(p.className)) { held = true; break; }
    }
    if (!held) out.push(`${e.tagName.toLowerCase()}.${e.className} to ${Math.round(b.right)}: ${e.textContent.trim().slice(0, 40)}`);
  }
  return out.slice(0, 5);
}"""

# WCAG 2.5.8. Buttons and the links of the frame: 24 by 24 px. Any other target that is smaller needs room around it:
# a circle of 24 px about its middle meets no other target. Links within a sentence are excepted.
SMALL = """() => {
  const strict = 'button, summary, header a, footer a, .xyt-side a, .xy-doors a, .xy-now a, .xy-choices a, .xy-next, .xy-around a, .xy-help a, .xy-steps .xy-tel, .xy-chip, .xy-options label';
  const boxes = [];
  for (const e of document.querySelectorAll('a[href], button, summary, label, select, input, textarea')) {
    const s = getComputedStyle(e); let b = e.getBoundingClientRect();
    if (e.matches('a') && getComputedStyle(e, '::after').position === 'absolute') b = e.offsetParent.getBoundingClientRect();
    if (s.visibility === 'hidden' || s.display === 'none' || b.width <= 1 || b.height <= 1) continue;
    if (b.right <= 0 || b.bottom + scrollY <= 0 || b.left >= innerWidth || e.closest('.xyt-sr, .xyt-skip')) continue;
    if (e.tagName === 'INPUT' && e.closest('label')) continue;
    boxes.push({e, b, small: Math.round(b.width) < 24 || Math.round(b.height) < 24});
  }
  const alone = e => { const p = e.closest('p, li, td, dd'); return !p || p.textContent.trim() === e.textContent.trim() || e.parentElement.childElementCount && !e.previousSibling; };
  const out = [];
  for (const one of boxes) {
    const {e, b} = one;
    if (!one.small) continue;
    const name = `${e.tagName.toLowerCase()}.${e.className} ${Math.round(b.width)}x${Math.round(b.height)}: ${e.textContent.trim().slice(0, 40)}`;
    if (e.matches(strict)) { out.push(name); continue; }
    if (!alone(e)) continue;
    const x = (b.left + b.right) / 2, y = (b.top + b.bottom) / 2;
    for (const other of boxes) {
      if (other === one || e.contains(other.e) || other.e.contains(e)) continue;
      const o = other.b;
      const dx = Math.max(o.left - x, 0, x - o.right), dy = Math.max(o.top - y, 0, y - o.bottom);
      const between = Math.hypot((o.left + o.right) / 2 - x, (o.top + o.bottom) / 2 - y);
      if (Math.hypot(dx, dy) < 12 || (other.small && between < 24)) { out.push(`${name} (too near to: ${other.e.textContent.trim().slice(0, 30)})`); break; }
    }
  }
  return out;
}"""


@pytest.fixture(scope="module", params=WIDTHS)
def sized(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, tuple[str, ...]]]:
    """One page of a width, kept for all kinds, and the languages to read in it."""
    options, langs = WIDTHS[request.param]
    context = browser.new_context(**options)
    yield context.new_page(), langs
    context.close()


def misfits(page: Page, path: str) -> list[str]:
    """What makes a page wider than its window. A phone's own window grows with its page, so the asked width counts."""
    wide = page.viewport_size["width"]
    width = page.evaluate("document.documentElement.scrollWidth")
    wrong = [f"{path} scrolls sideways: {width} > {wide}"] if width > wide else []
    return wrong + [f"{path} sticks out: {e}" for e in page.evaluate(STICKING_OUT, wide)]


@pytest.mark.parametrize("kind", [*KINDS, "404"])
def test_a_page_fits(
    sized: tuple[Page, tuple[str, ...]], kind: str, http: str, one_of: Callable[[str, str], str]
) -> None:
    page, langs = sized
    wrong = []
    for lang in langs:
        path = one_of(kind, lang)
        page.goto(http + path)
        wrong += misfits(page, path)
        wrong += [f"{path} too small to touch: {e}" for e in page.evaluate(SMALL)]
    assert not wrong, "\n" + "\n".join(wrong)


def test_large_type_fits_a_phone(
    http: str, one_of: Callable[[str, str], str], open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context().new_page()
    page.goto(http)
    page.locator("[data-xy-large]").click()
    wrong = []
    for kind in KINDS:
        for lang in ("zh", "en"):
            page.goto(http + one_of(kind, lang))
            assert page.locator("html[data-xy-type=large]").count() == 1
            wrong += misfits(page, one_of(kind, lang))
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_drawer_on_a_phone_fits_and_can_be_touched(http: str, page: Page) -> None:
    page.goto(f"{http}lesson/index.html")
    page.locator("[data-xy-menu]").click()
    page.locator("[data-xy-close]").wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not page.evaluate(SMALL)


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce"}, {"forced_colors": "active"}], ids=str)
def test_pages_open_with_a_reader_s_own_settings(
    http: str, one_of: Callable[[str, str], str], open_context: Callable[..., BrowserContext], options: dict
) -> None:
    page = open_context(**options).new_page()
    watch = watched(page, http)
    for kind in KINDS:
        page.goto(http + one_of(kind, "zh"))
        assert page.locator("h1").is_visible()
        if "forced_colors" in options:  # a button drawn by a mask alone would vanish
            assert page.locator("[data-xy-search] .xyt-i").evaluate(
                "e => getComputedStyle(e).backgroundColor !== getComputedStyle(document.body).backgroundColor"
            )
        else:
            moving = page.evaluate("document.getAnimations().filter(a => a.playState === 'running').length")
            assert moving == 0, f"{page.url} moves"
    assert not watch.trouble, "\n".join(watch.trouble)
