"""The site under the documented headers: a strict policy stops nothing that a reader does, and stops what is not ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from answering import kept
from driving import FOLDER, KINDS, LANGS, watched
from hosting import Host, hosting
from learner import UNIT, answer
from playwright.sync_api import BrowserContext, Page, expect

from generator.outputs.site.headers import HEADERS, POLICY

# Every violation, from the first byte of the page on; an inline script that put it there would be one itself.
LISTEN = """window.broken = [];
document.addEventListener('securitypolicyviolation', e => window.broken.push(
  `${e.violatedDirective}: ${e.blockedURI} ${e.sourceFile || ''}:${e.lineNumber} ${e.sample}`));"""


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[Host]:
    with hosting(site) as host:
        yield host


@pytest.fixture
def reader(open_context: Callable[..., BrowserContext]) -> Page:
    context = open_context()
    context.add_init_script(LISTEN)
    return context.new_page()


def broken(page: Page) -> list[str]:
    return [f"{page.url}: {what}" for what in page.evaluate("window.broken")]


def test_the_policy_has_no_way_around() -> None:
    text = " ".join(POLICY.values())
    for way in ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "blob:", "http:", "https:", "*", "nonce-", "sha256-"):
        assert way not in text
    assert POLICY["default-src"] == POLICY["base-uri"] == POLICY["frame-ancestors"] == "'none'"
    assert [name for name, value in POLICY.items() if "data:" in value] == ["img-src"]


def test_the_listening_hears_what_is_stopped(host: Host, reader: Page) -> None:
    reader.goto(host.base)
    reader.evaluate(
        """() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.head.append(s);
        document.body.setAttribute('style', 'color: red');
        const i = new Image(); i.src = 'https://other.example/x.png'; document.body.append(i);
        const f = document.createElement('form'); f.action = '/x'; document.body.append(f); f.submit(); }"""
    )
    reader.wait_for_timeout(300)
    assert reader.evaluate("window.ran") is None
    heard = {what.split(": ")[1].split(":")[0] for what in broken(reader)}
    assert {"script-src-elem", "style-src-attr", "img-src", "form-action"} <= heard


@pytest.mark.parametrize("lang", LANGS)
def test_no_kind_of_page_breaks_the_policy(
    host: Host, reader: Page, one_of: Callable[[str, str], str], lang: str
) -> None:
    wrong: list[str] = []
    for kind in [*KINDS, "404"]:
        watch = watched(reader, host.base)
        answered = reader.goto(host.base + one_of(kind, lang))
        assert {name: answered.headers.get(name.lower()) for name in HEADERS} == dict(HEADERS)
        for theme in ("dark", "light", "auto"):
            reader.locator(f"input[name=xy-theme][value={theme}]").check()
        reader.locator("[data-xy-large]").click()
        reader.locator("[data-xy-large]").click()
        reader.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        wrong += broken(reader) + watch.take()
    assert not wrong, "\n".join(wrong)


def test_searching_breaks_nothing(host: Host, reader: Page) -> None:
    reader.goto(f"{host.base}home/index.html")
    reader.locator("[data-xy-search]").click()
    reader.locator(".xyt-search input").fill("孩子不想上学怎么办")
    reader.locator(".xyt-search .xy-hits a").first.wait_for()
    reader.locator(".xyt-search .xy-hits mark").first.wait_for()
    assert broken(reader) == []


def test_a_quiz_and_the_record_break_nothing(host: Host, reader: Page) -> None:
    reader.goto(f"{host.base}{UNIT}.html")
    assert len(answer(reader, most=2)) == 2
    reader.locator("[data-case] .xy-choices a").first.click()
    assert broken(reader) == []
    assert kept(reader, "paper/")
    reader.goto(f"{host.base}my.html")
    with reader.expect_download() as download:
        reader.locator("main button:visible", has_text="文件").first.click()
    assert json.loads(Path(download.value.path()).read_text("utf-8"))["format"] == "xinyu-passport"
    for button in reader.locator("main button:visible:enabled").all():
        if button.is_visible() and not button.evaluate("b => /erase|forget/.test(b.className + b.dataset.do)"):
            button.click()
    reader.wait_for_timeout(500)
    assert broken(reader) == []


@pytest.mark.parametrize("lang", LANGS)
def test_filters_and_the_drawer_break_nothing(host: Host, reader: Page, lang: str) -> None:
    reader.goto(f"{host.base}{FOLDER[lang]}lesson/index.html")
    reader.locator("[data-xy-menu]").click()
    reader.locator("[data-xy-close]").click()
    for toggle in reader.locator(".xy-facets__toggle:visible").all():
        toggle.click()
    reader.locator(".xy-chip:visible").first.click()
    expect(reader.locator(".xy-found")).not_to_be_empty()
    assert broken(reader) == []
