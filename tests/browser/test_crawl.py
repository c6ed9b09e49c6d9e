"""Every page, every link, every anchor: served and from a stick, in both languages."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from driving import DESK, FOLDER, HELPLINE, HTML_LANG, KINDS, PHONE, inside, serving, watched
from playwright.sync_api import Browser, BrowserContext, Error, Page

LOOK = """() => ({
  title: document.title,
  lang: document.documentElement.lang,
  kind: document.body.dataset.xyKind,
  id: document.body.dataset.xyId,
  h1: Array.from(document.querySelectorAll('h1'), e => e.textContent.trim()),
  wide: [document.documentElement.scrollWidth, innerWidth],
  mains: document.querySelectorAll('main').length,
  ids: Array.from(document.querySelectorAll('[id]'), e => e.id),
  links: Array.from(document.querySelectorAll('a[href], area[href]'), a => [a.getAttribute('href'), a.href, a.textContent.trim().slice(0, 40)]),
  parts: Array.from(document.querySelectorAll('link[href]:not([rel=alternate]):not([rel=canonical]), script[src]'), e => e.href || e.src),
  pictures: Array.from(document.images, i => [i.src, i.hasAttribute('alt'), i.loading === 'lazy' || i.naturalWidth > 0]),
  help: Array.from(document.querySelectorAll('.xy-help'), e => e.textContent),
  other: Array.from(document.querySelectorAll('.xyt-tools a[hreflang]'), a => a.href),
  alternate: Array.from(document.querySelectorAll('link[rel=alternate][hreflang]'), l => l.href),
  nested: document.querySelectorAll('a a, a button, button a, p p, form form').length,
  emptyLinks: Array.from(document.querySelectorAll('a[href], button'), e => (e.textContent + (e.getAttribute('aria-label') || '')).trim() ? '' : e.outerHTML.slice(0, 120)).filter(Boolean),
  strings: Object.keys(JSON.parse(document.getElementById('xy-strings').textContent)).length,
})"""


@dataclass
class Seen:
    path: str
    facts: dict
    trouble: list[str]


@dataclass
class Crawl:
    base: str
    pages: dict[str, Seen]
    broken: list[str]

    def of(self, lang: str) -> list[Seen]:
        return [p for p in self.pages.values() if p.path.startswith("en/") == (lang == "en")]


@pytest.fixture(scope="module")
def crawl(base: str, site: Path, browser: Browser) -> Crawl:
    """Opens every page once, from the two front pages on, and keeps what there is to see: on a desk, then on a phone."""
    context = browser.new_context(viewport=DESK if base.startswith("http") else PHONE)
    page = context.new_page()
    watch = watched(page, base)
    pages: dict[str, Seen] = {}
    broken: list[str] = []
    queue = deque(["index.html", "en/index.html"])
    asked = set(queue)
    while queue:
        path = queue.popleft()
        try:
            page.goto(base + path)
        except Error as problem:
            broken.append(f"{path}: {problem}")
            watch.take()
            continue
        facts = page.evaluate(LOOK)
        pages[path] = Seen(path, facts, watch.take())
        for url in facts["parts"]:
            target = inside(url, base)
            if target is None or not (site / target).is_file():
                broken.append(f"{path}: {url} is not a file of the site")
        for href, url, _ in facts["links"]:
            target = inside(url, base)
            if target is None or href.startswith(("#", "tel:", "mailto:")):
                continue
            if not (site / target).is_file():
                broken.append(f"{path}: {href} leads to no file")
            elif target.endswith(".html") and target not in asked:
                asked.add(target)
                queue.append(target)
    context.close()
    return Crawl(base, pages, broken)


def say(problems: list[str]) -> str:
    return "\n" + "\n".join(problems)


def test_every_link_leads_to_a_page(crawl: Crawl) -> None:
    assert not crawl.broken, say(crawl.broken)
    assert len(crawl.pages) > 60


def test_every_page_is_reached_from_the_front_page_of_its_language(crawl: Crawl, site: Path, lang: str) -> None:
    start = FOLDER[lang] + "index.html"
    reached, queue = {start}, [start]
    while queue:
        for href, url, _ in crawl.pages[queue.pop()].facts["links"]:
            path = inside(url, crawl.base)
            if path not in crawl.pages or path in reached or href.startswith("#"):
                continue
            if path.startswith("en/") == (lang == "en"):
                reached.add(path)
                queue.append(path)
    built = {p.relative_to(site).as_posix() for p in site.rglob("*.html")}
    built = {p for p in built if p.startswith("en/") == (lang == "en") and not p.endswith(("404.html", "offline.html"))}
    moved = {p for p in built if 'http-equiv="refresh"' in (site / p).read_text(encoding="utf-8")}
    assert built - moved <= reached, sorted(built - moved - reached)


def test_every_anchor_exists(crawl: Crawl, lang: str) -> None:
    missing = []
    for seen in crawl.of(lang):
        for href, url, text in seen.facts["links"]:
            anchor = unquote(urlsplit(url).fragment)
            path = inside(url, crawl.base)
            if anchor and path in crawl.pages and anchor not in crawl.pages[path].facts["ids"]:
                missing.append(f"{seen.path}: {href} ({text})")
    assert not missing, say(missing)


def test_nothing_goes_wrong_and_nothing_is_fetched_from_elsewhere(crawl: Crawl, lang: str) -> None:
    trouble = [f"{seen.path}: {t}" for seen in crawl.of(lang) for t in seen.trouble]
    assert not trouble, say(trouble)


def test_every_page_says_what_it_is(crawl: Crawl, lang: str) -> None:
    wrong = []
    titles: dict[str, str] = {}
    for seen in crawl.of(lang):
        facts = seen.facts
        if len(facts["h1"]) != 1 or not facts["h1"][0]:
            wrong.append(f"{seen.path}: h1 is {facts['h1']}")
        if facts["lang"] != HTML_LANG[lang]:
            wrong.append(f"{seen.path}: lang is {facts['lang']}")
        if not facts["title"].strip():
            wrong.append(f"{seen.path}: no title")
        if facts["title"] in titles:
            wrong.append(f"{seen.path}: has the title of {titles[facts['title']]}: {facts['title']}")
        titles[facts["title"]] = seen.path
        if facts["mains"] != 1:
            wrong.append(f"{seen.path}: {facts['mains']} main elements")
        if f"{FOLDER[lang]}{facts['id']}.html" != seen.path:
            wrong.append(f"{seen.path}: calls itself {facts['id']}")
        double = sorted({i for i in facts["ids"] if facts["ids"].count(i) > 1})
        if double:
            wrong.append(f"{seen.path}: ids used twice: {double}")
        if facts["nested"]:
            wrong.append(f"{seen.path}: {facts['nested']} elements where they may not stand")
        wrong += [f"{seen.path}: nothing to read in {e}" for e in facts["emptyLinks"]]
        wrong += [f"{seen.path}: picture {p}" for p in facts["pictures"] if not all(p)]
    assert not wrong, say(wrong)


def test_no_page_scrolls_sideways(crawl: Crawl, lang: str) -> None:
    wrong = [f"{seen.path}: {w} > {room}" for seen in crawl.of(lang) for w, room in [seen.facts["wide"]] if w > room]
    assert not wrong, say(wrong)


def test_every_page_offers_help(crawl: Crawl, lang: str) -> None:
    wrong = [seen.path for seen in crawl.of(lang) if not any(HELPLINE in text for text in seen.facts["help"])]
    assert not wrong, say(wrong)


def test_the_language_switch_leads_to_the_same_page_and_back(crawl: Crawl, lang: str) -> None:
    wrong = []
    for seen in crawl.of(lang):
        plain = seen.path.removeprefix("en/")
        want = crawl.base + (plain if lang == "en" else f"en/{plain}")
        if seen.facts["other"] != [want]:
            wrong.append(f"{seen.path}: the switch leads to {seen.facts['other']}")
        if seen.facts["alternate"]:  # search engines read full addresses only, and this site has none
            wrong.append(f"{seen.path}: alternate is {seen.facts['alternate']}")
        if inside(want, crawl.base) not in crawl.pages:
            wrong.append(f"{seen.path}: {want} was not reached")
    assert not wrong, say(wrong)


def test_the_list_of_kinds_in_these_tests_is_whole(crawl: Crawl) -> None:
    assert {seen.facts["kind"] for seen in crawl.pages.values()} == set(KINDS)


@pytest.mark.parametrize("path", ["nothing.html", "home/nothing.html", "a/b/c/nothing", "en/nothing.html"])
def test_a_wrong_address_shows_a_whole_page_with_a_way_on(http: str, page: Page, path: str) -> None:
    watch = watched(page, http)
    page.goto(http + path)
    wrong = [t for t in watch.take() if path not in t]
    assert not wrong, say(wrong)
    assert page.locator("h1").inner_text()
    assert HELPLINE in page.locator("body").inner_text(), "no help line for who lost the way"
    style = page.evaluate(
        "getComputedStyle(document.querySelector('.xyt-header')).position + document.styleSheets.length"
    )
    assert style[-1] != "0"
    for link in page.locator("main a[href]:not([href^='tel:']), .xyt-tabs a[href]").all():
        target = inside(link.evaluate("a => a.href"), http)
        assert target is not None
        assert page.request.get(http + target).ok, target
    page.locator("main a[href]:not([href^='tel:'])").first.click()
    assert page.locator("body[data-xy-kind=home]").count() == 1


def test_the_english_404_page_stays_english(http: str, page: Page) -> None:
    page.goto(http + "en/404.html")
    assert page.locator("html").get_attribute("lang") == "en"
    leads = page.eval_on_selector_all(
        "main a[href]:not([href^='tel:']), .xyt-tabs a, .xyt-brand", "all => all.map(a => a.href)"
    )
    astray = [url for url in leads if not url.startswith(http + "en/")]
    assert not astray, say(astray)


def test_a_site_in_a_folder_of_a_server_works(
    site: Path, tmp_path: Path, open_context: Callable[..., BrowserContext]
) -> None:
    """`http://school.lan/xinyu/` is as good as `http://school.lan/`: no address starts at the server's root."""
    (tmp_path / "xinyu").symlink_to(site, target_is_directory=True)
    with serving(tmp_path) as address:
        base = f"{address}xinyu/"
        page = open_context(viewport=DESK).new_page()
        watch = watched(page, base)
        for path in ("index.html", "en/index.html", "course/t1/c1-3.html"):
            page.goto(base + path)
            outside = [
                url
                for url in page.eval_on_selector_all("a[href]:not([href^='tel:'])", "all => all.map(a => a.href)")
                if not url.startswith(base)
            ]
            assert not outside, say(outside)
        assert not watch.trouble, say(watch.trouble)
