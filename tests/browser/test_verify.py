"""A certificate checked in a real browser: by its address and pasted, served and as files, in both languages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from copies import add_verify, installed
from driving import DESK, FOLDER, LANGS, PHONE, ROOT, pdf_text, serving, tab_to, watched
from hosting import Host, hosting
from lighthouse import LEAST, judged
from playwright.sync_api import Browser, BrowserContext, Page, expect
from support import CASES, TODAY, copy_minimal
from test_access import violations

from generator.app import compile_project
from generator.hosts.site import build_site

VECTORS = json.loads((CASES / "certificates" / "vectors.json").read_text("utf-8"))
CASE = {case["name"]: case for case in VECTORS["cases"]}
PLAIN = CASE["plain"]
GOOD = PLAIN["text"]
SAID = PLAIN["claims"]
PAGE = "verify.html"
HEAD, PAYLOAD, SIGNATURE = GOOD.split(".")
BROKEN = {  # what is wrong with it -> (the text, a word of the reason in each language)
    "one character": (
        f"{HEAD}.{PAYLOAD[:90]}{'A' if PAYLOAD[90] != 'A' else 'B'}{PAYLOAD[91:]}.{SIGNATURE}",
        "签名对不上",
        "does not fit",
    ),
    "withdrawn": (CASE["withdrawn"]["text"], "收回", "withdrawn"),
    "late": (CASE["a day after until"]["text"], "停用", "later than"),
    "unknown key": (CASE["unknown key"]["text"], "没有公布", "has not published"),
    "nonsense": ("abc.def.ghi", "读不出", "No certificate"),
}
TITLE = {
    True: {"zh": "核对上了", "en": "This certificate holds"},
    False: {"zh": "没有核对上", "en": "This does not hold"},
}
BOX = ".xy-verify"


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with the page and the keys of the cases."""
    folder = tmp_path_factory.mktemp("certified")
    root = copy_minimal(folder / "p")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copyfile(ROOT / name, root / name)
    add_verify(root, json.dumps({"keys": VECTORS["keys"]}))
    build_site(compile_project(root, TODAY), folder / "核对 site")
    return folder / "核对 site"


@pytest.fixture(scope="module")
def served(certified: Path) -> Iterator[str]:
    with serving(certified) as address:
        yield address


@pytest.fixture(params=["http", "lan", "file"])
def place(request: pytest.FixtureRequest, certified: Path, served: str) -> str:
    """Served, served where the browser trusts nothing (plain http under a name), and from a stick."""
    if request.param == "file":
        return f"{certified.as_uri()}/"
    return served.replace("127.0.0.1", "school.lan") if request.param == "lan" else served


def names_nobody(page: Page) -> None:
    """Nothing that was signed stands anywhere: not in the text, the address, the title, storage."""
    whole = page.content() + page.url + page.title() + page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    for said in (SAID["n"], SAID["s"], SAID["t"], PAYLOAD[:60]):
        assert said not in whole


@pytest.mark.parametrize("lang", LANGS)
def test_a_valid_address_shows_the_words_and_is_emptied(page: Page, place: str, lang: str) -> None:
    watch = watched(page, place)
    address = f"{place}{FOLDER[lang]}{PAGE}"
    page.goto(f"{address}#{GOOD}")
    box = page.locator(BOX)
    expect(box.locator("h2")).to_have_text(TITLE[True][lang])
    expect(box.locator("h2")).to_be_focused()
    assert page.url == address
    said = box.locator("dd").all_inner_texts()
    day = {"zh": "2026年11月20日", "en": "20 Nov 2026"}[lang]
    assert said == [SAID["s"], SAID["n"], SAID["p"], SAID["t"], SAID["h"], day, SAID["i"]]
    expect(box).to_contain_text({"zh": "不是主管部门颁发的", "en": "no licence or qualification"}[lang])
    assert box.get_attribute("role") == "status"
    page.reload()  # nothing of it is left behind
    expect(page.locator("#verify-paste")).to_be_visible()
    expect(box).to_be_hidden()
    names_nobody(page)
    assert not watch.trouble, "\n".join(watch.trouble)
    assert all(url.startswith((place, "data:")) for url in watch.requests)
    assert not [url for url in watch.requests if PAYLOAD[:40] in url.partition("#")[0]]


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("lang", LANGS)
def test_what_does_not_hold_says_why_and_names_nobody(page: Page, place: str, lang: str, what: str) -> None:
    text, *words = BROKEN[what]
    watch = watched(page, place)
    page.goto(f"{place}{FOLDER[lang]}{PAGE}#{text}")
    box = page.locator(BOX)
    expect(box.locator("h2")).to_have_text(TITLE[False][lang])
    expect(box).to_contain_text(words[LANGS.index(lang)])
    assert box.locator("dl").count() == 0
    assert "#" not in page.url
    names_nobody(page)
    assert not watch.trouble, "\n".join(watch.trouble)


def test_pasting_works_by_keyboard_and_each_check_replaces_the_last(page: Page, place: str) -> None:
    page.goto(place + PAGE)
    tab_to(page, "#verify-paste")
    tab_to(page, ".xy-verify__form button")
    page.keyboard.press("Enter")
    expect(page.locator(".xy-verify__form [role=status]")).not_to_be_empty()
    expect(page.locator("#verify-paste")).to_be_focused()
    expect(page.locator(BOX)).to_be_hidden()
    wrapped = "\n".join(GOOD[i : i + 60] for i in range(0, len(GOOD), 60))
    for text, holds in ((f"  https://school.example/{PAGE}#{wrapped}\n", True), ("心育", False), (GOOD, True)):
        page.locator("#verify-paste").fill(text)
        tab_to(page, ".xy-verify__form button")
        page.keyboard.press("Enter")
        expect(page.locator(f"{BOX} h2")).to_have_text(TITLE[holds]["zh"])
        expect(page.locator(f"{BOX} h2")).to_be_focused()
        expect(page.locator(f"{BOX} dl")).to_have_count(int(holds))
        expect(page.locator(".xy-verify__form [role=status]")).to_be_empty()


def test_a_second_address_in_the_same_tab_is_checked_and_a_place_of_the_page_is_none(page: Page, place: str) -> None:
    page.goto(f"{place}{PAGE}#proves")
    expect(page.locator("#verify-paste")).to_be_visible()
    expect(page.locator(BOX)).to_be_hidden()
    assert page.url.endswith("#proves")
    page.evaluate("hash => { location.hash = hash; }", GOOD)
    expect(page.locator(f"{BOX} h2")).to_have_text(TITLE[True]["zh"])
    assert page.url == place + PAGE
    page.evaluate("hash => { location.hash = hash; }", BROKEN["withdrawn"][0])
    expect(page.locator(f"{BOX} h2")).to_have_text(TITLE[False]["zh"])
    names_nobody(page)


def test_signs_of_a_name_stay_signs(page: Page, place: str) -> None:
    case = CASE["quotes, backslash, emoji of several code points"]
    page.goto(f"{place}{PAGE}#{case['text']}")
    expect(page.locator(f"{BOX} dd").first).to_have_text(
        case["claims"]["n"]
    )  # no school in it, so the name comes first
    assert page.locator(f"{BOX} dd *:not(bdi)").count() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_key_the_page_says_so_and_has_no_form(site: Path, page: Page, http: str, lang: str) -> None:
    """The library's own site, which has no key."""
    page.goto(f"{http}{FOLDER[lang]}{PAGE}#{GOOD}")
    expect(page.locator(".xy-live--verify")).to_contain_text({"zh": "没有公布", "en": "published no key"}[lang])
    assert page.locator("#verify-paste").count() == 0
    assert "#" not in page.url


def test_without_a_script_it_says_how_to_have_it_checked(
    served: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{served}{PAGE}#{GOOD}")
    expect(page.locator(".xy-live--verify")).to_be_visible()
    expect(page.locator(".xy-live--verify")).to_contain_text("xinyu certificates check")


def test_only_this_page_loads_the_bundle(certified: Path) -> None:
    pages = [p for p in certified.rglob("*.html") if "assets/verify.js" in p.read_text("utf-8")]
    assert sorted(p.relative_to(certified).as_posix() for p in pages) == ["en/verify.html", "verify.html"]


def test_it_checks_in_flight_mode_though_never_visited(
    certified: Path, open_context: Callable[..., BrowserContext]
) -> None:
    with hosting(certified) as host:
        page = open_context(service_workers="allow").new_page()
        page.goto(f"{host.base}index.html")
        installed(page)
        host.down()
        for lang in LANGS:
            page.goto(f"{host.base}{FOLDER[lang]}{PAGE}#{GOOD}")
            expect(page.locator(f"{BOX} h2")).to_have_text(TITLE[True][lang])
        kept = page.evaluate(
            """async () => { const out = [];
            for (const name of await caches.keys())
              for (const one of await (await caches.open(name)).keys()) out.push(one.url);
            return out.join(' '); }"""
        )
        assert PAYLOAD[:40] not in kept


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_and_nothing_is_cut_off(
    served: str, browser: Browser, scheme: str, size: dict[str, int]
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport=size, reduced_motion="reduce")
    page = context.new_page()
    lang = "zh" if (scheme == "light") == (size == PHONE) else "en"
    long = CASE["longest title and school"]["text"]
    for text in (GOOD, long, *(text for text, *_ in BROKEN.values())):
        page.goto("about:blank")
        page.goto(f"{served}{FOLDER[lang]}{PAGE}#{text}")
        expect(page.locator(f"{BOX} h2")).to_be_visible()
        assert not (found := violations(page)), found
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    context.close()


def test_on_paper_stands_the_answer_and_no_form(served: str, page: Page) -> None:
    page.goto(f"{served}{PAGE}#{GOOD}")
    expect(page.locator(f"{BOX} h2")).to_be_visible()
    text = pdf_text(page.pdf(prefer_css_page_size=True))
    assert SAID["n"] in text
    assert SAID["i"] in text
    assert "贴进来" not in text


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_with_a_key_the_page_scores_95_in_each_category(certified: Path, dark: bool) -> None:
    host: Host
    with hosting(certified) as host:
        report = judged(host.base + PAGE, LEAST, dark=dark)
    assert min(report.scores.values()) >= LEAST, report.lost
