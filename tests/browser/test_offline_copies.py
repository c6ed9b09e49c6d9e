"""The installed site: urgent and visited pages without a network; a new build that mixes with nothing and loses nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from copies import (
    UNIT,
    UNSEEN,
    URGENT,
    builds,
    installed,
    kept_addresses,
    next_build,
    plan_of,
    small_site,
    until,
    visited,
)
from driving import HELPLINE, Watch, watched
from hosting import Host, hosting
from playwright.sync_api import BrowserContext, Page, expect

RECORD = "xinyu/record/1"
UPDATE = ".xyt-update"


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_site(tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="module")
def two(one: Path) -> Path:
    return next_build(one, one.parent / "two", "two")


@pytest.fixture(scope="module")
def three(two: Path) -> Path:
    return next_build(two, two.parent / "three", "three")


@pytest.fixture
def host(one: Path) -> Iterator[Host]:
    with hosting(one) as host:
        yield host


@pytest.fixture
def reader(host: Host, open_context: Callable[..., BrowserContext]) -> Page:
    """A phone that has read one unit of the site, with both workers in place."""
    page = open_context(service_workers="allow").new_page()
    page.goto(host.base + UNIT)
    installed(page)
    visited(page, UNIT)
    return page


def works(page: Page) -> None:
    """The page is styled and its scripts run."""
    assert page.evaluate("getComputedStyle(document.querySelector('.xyt-header')).display") != "inline"
    expect(page.locator("html[data-xy-js]")).to_have_count(1)
    page.locator("[data-xy-large]").click()
    expect(page.locator("html[data-xy-type=large]")).to_have_count(1)
    page.locator("[data-xy-large]").click()


def test_urgent_pages_open_in_flight_mode_though_never_visited(reader: Page, host: Host) -> None:
    host.down()
    watch = watched(reader, host.base)
    for path in (*URGENT, "index.html", "en/index.html", "my.html", "verify.html"):
        reader.goto(host.base + path)
        assert reader.url == host.base + path
        works(reader)
        assert HELPLINE in reader.locator("body").inner_text()
    assert not watch.trouble, "\n".join(watch.trouble)


def test_a_visited_unit_works_in_flight_mode(reader: Page, host: Host) -> None:
    host.down()
    watch = watched(reader, host.base)
    reader.goto(host.base + UNIT)
    works(reader)
    form = reader.locator(".xy-asked form[data-live]").first
    form.locator("input").first.check()
    form.locator(".xy-check").click()
    assert "is-checked" in form.get_attribute("class")
    assert UNIT.removesuffix(".html") in reader.evaluate("k => localStorage.getItem(k)", RECORD)
    assert not watch.trouble, "\n".join(watch.trouble)


@pytest.mark.parametrize(("folder", "words"), [("", "没有网络"), ("en/", "No network")])
def test_a_page_never_visited_shows_numbers_and_what_is_there(
    reader: Page, host: Host, folder: str, words: str
) -> None:
    host.down()
    reader.goto(host.base + folder + UNSEEN)
    expect(reader.locator("h1")).to_contain_text(words)
    works(reader)
    assert reader.locator(f"main a[href='tel:{HELPLINE}']").is_visible()
    assert reader.locator("main a[href$='urgent/now.html']").is_visible()
    if not folder:
        expect(reader.locator("[data-xy-visits] a")).to_have_attribute("href", host.base + UNIT)
    host.up()
    reader.locator("[data-xy-again]").click()
    expect(reader.locator(f"body[data-xy-id='{UNSEEN.removesuffix('.html')}']")).to_have_count(1)


@pytest.mark.parametrize(
    "page",
    ["javascript:alert(1)", "//other.example/x", "https://other.example/", "../../outside.html", "data:text/html,x"],
)
def test_the_way_back_leads_nowhere_else(reader: Page, host: Host, page: str) -> None:
    reader.goto(f"{host.base}offline.html?page={quote(page, safe='')}")
    assert reader.locator("[data-xy-again]").evaluate("a => a.href").startswith(host.base)


def test_a_new_build_waits_and_mixes_with_nothing(reader: Page, host: Host, two: Path) -> None:
    reader.evaluate("localStorage.setItem('kept-by-me', 'x')")
    record = reader.evaluate("k => localStorage.getItem(k)", RECORD)
    host.folder = two
    other = reader.context.new_page()
    other.goto(host.base + URGENT[0])  # from the network: the new page with the new sheet
    assert builds(other) == ("two", "two")
    other.locator(UPDATE).wait_for(timeout=20_000)  # the new build is whole and waits
    assert builds(reader) == ("", "")  # who began with the old one still has it
    host.down()
    for path in URGENT[:1]:
        other.goto(host.base + path)  # without a network: the old page with the old sheet
        assert builds(other) == ("", "")
        works(other)
    host.up()
    other.goto(host.base + UNIT)
    assert builds(other) == ("two", "two")
    other.locator(f"{UPDATE}__now").click()
    other.wait_for_timeout(2000)
    expect(other.locator(UPDATE)).to_have_count(0)
    assert builds(reader) == ("", "")  # nobody reloads a page under a reader's hands
    host.down()
    for path in (URGENT[0], "index.html", UNIT):
        reader.goto(host.base + path)
        assert builds(reader) == ("two", "two"), path
        works(reader)
    assert reader.evaluate("localStorage.getItem('kept-by-me')") == "x"
    assert reader.evaluate("k => localStorage.getItem(k)", RECORD) is not None or record is None


def test_left_alone_a_new_build_takes_over_when_all_pages_are_closed(reader: Page, host: Host, two: Path) -> None:
    host.folder = two
    context = reader.context
    reader.goto(host.base + "index.html")
    reader.locator(UPDATE).wait_for(timeout=20_000)
    reader.locator(f"{UPDATE}__later").click()
    reader.goto(host.base + URGENT[0])
    reader.wait_for_timeout(4000)
    expect(reader.locator(UPDATE)).to_have_count(0)  # asked once
    reader.goto("about:blank")
    fresh = context.new_page()
    reader.close()
    fresh.wait_for_timeout(1000)
    host.down()
    fresh.goto(host.base + URGENT[0])
    assert builds(fresh) == ("two", "two")


def test_a_visited_page_outlives_builds_with_the_files_it_was_read_with(
    reader: Page, host: Host, two: Path, three: Path
) -> None:
    for folder in (two, three, next_build(three, three.parent / "four", "four")):
        host.folder = folder
        reader.goto(host.base + "index.html")
        reader.locator(f"{UPDATE}__now").click(timeout=20_000)
        reader.wait_for_timeout(1500)
    shutil.rmtree(three.parent / "four")
    host.down()
    reader.goto(host.base + UNIT)
    assert builds(reader) == ("", "")
    works(reader)
    reader.goto(host.base + URGENT[0])
    assert builds(reader) == ("four", "four")
    sheets = [url for url in kept_addresses(reader) if "/en/" not in url and "xinyu.css" in url]
    assert len(sheets) == 3  # of the last two builds, and of the page that was read


def test_half_a_deployment_installs_nothing(reader: Page, host: Host, one: Path, two: Path, tmp_path: Path) -> None:
    half = Path(shutil.copytree(one, tmp_path / "half"))
    shutil.copyfile(two / "sw.js", half / "sw.js")  # the worker came first, the rest is still to come
    host.folder = half
    before = kept_addresses(reader)
    reader.goto(host.base + "index.html")
    reader.wait_for_timeout(6000)
    expect(reader.locator(UPDATE)).to_have_count(0)
    assert [url for url in kept_addresses(reader) if url not in before] == []
    host.folder = two
    reader.goto(host.base + "index.html")
    reader.locator(UPDATE).wait_for(timeout=20_000)


def test_a_guest_network_s_page_is_not_kept_as_ours(reader: Page, host: Host) -> None:
    host.instead[f"/{UNSEEN}"] = (200, b"<!doctype html><title>Sign in</title><p>Welcome to the hotel")
    reader.goto(host.base + UNSEEN)
    assert "Welcome" in reader.locator("body").inner_text()
    host.down()
    reader.goto(host.base + UNSEEN)
    expect(reader.locator("h1")).to_contain_text("没有网络")


def test_a_host_in_trouble_is_answered_from_the_copy(reader: Page, host: Host) -> None:
    for path in (UNIT, URGENT[0]):
        host.instead[f"/{path}"] = (503, b"<!doctype html><p>down")
        reader.goto(host.base + path)
        works(reader)
    host.instead[f"/{UNSEEN}"] = (503, b"<!doctype html><p>down")
    reader.goto(host.base + UNSEEN)
    assert reader.locator("body").inner_text() == "down"


def test_in_a_folder_of_a_server_it_leaves_the_neighbours_alone(
    one: Path, open_context: Callable[..., BrowserContext]
) -> None:
    with hosting(one, "/district/心育/") as host:
        page = open_context(service_workers="allow").new_page()
        base = host.base.replace("心育", quote("心育"))
        page.goto(f"http://127.0.0.1:{host.port}/neighbour.html")
        page.evaluate("caches.open('neighbour').then(c => c.put('/a', new Response('a')))")
        page.goto(base + UNIT)
        installed(page)
        visited(page, UNIT)
        host.down()
        assert page.goto(base + URGENT[1]).status == 200
        works(page)
        page.goto(base + UNSEEN)
        expect(page.locator("h1")).to_contain_text("没有网络")
        names = page.evaluate("caches.keys()")
        assert "neighbour" in names
        ours = [n for n in names if n != "neighbour"]
        assert all(n.startswith("xinyu /district/") for n in ours)
        with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
            page.goto(f"http://127.0.0.1:{host.port}/neighbour.html")


def test_the_switch_in_site_yml_ends_workers_and_keeps_the_record(reader: Page, host: Host, tmp_path: Path) -> None:
    reader.evaluate("k => localStorage.setItem(k, 'progress')", "mine")
    host.folder = small_site(tmp_path, works_offline=False)
    reader.goto(host.base + "index.html")
    assert reader.locator("html[data-xy-worker]").count() == 0
    until(reader, "async () => !(await caches.keys()).some(n => n.startsWith('xinyu / '))")
    reader.goto(host.base + "en/index.html")
    until(
        reader,
        "async () => !(await navigator.serviceWorker.getRegistrations()).length && !(await caches.keys()).length",
    )
    assert reader.evaluate("localStorage.getItem('mine')") == "progress"
    host.down()
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        reader.goto(host.base + URGENT[0])


def test_without_a_secure_context_nothing_is_tried(host: Host, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(service_workers="allow").new_page()
    watch = Watch(host.base.replace("127.0.0.1", "school.lan")).on(page)
    page.goto(watch.base + UNIT)
    page.wait_for_timeout(4500)
    assert page.locator("link[rel=manifest]").count() == 0
    assert not [a for a in host.asked if "sw.js" in a or "manifest" in a]
    assert not watch.trouble, "\n".join(watch.trouble)


def test_a_browser_finds_the_site_installable(reader: Page, host: Host) -> None:
    session = reader.context.new_cdp_session(reader)
    for path in ("index.html", "en/index.html"):
        reader.goto(host.base + path)
        found = session.send("Page.getAppManifest")
        assert found["errors"] == []
        assert found["url"] == f"{host.base}{path.replace('index.html', 'manifest.json')}"
        errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [e["errorId"] for e in errors] == [
            "in-incognito"
        ]  # a test's own window is; nothing else stands in the way


def test_every_urgent_page_and_both_frames_are_in_the_plan(site: Path) -> None:
    """Of the real library."""
    for tree in (site, site / "en"):
        plan = {address.partition("?")[0] for address in plan_of(tree)}
        wanted = {p.relative_to(tree).as_posix() for f in ("urgent", "hotline") for p in (tree / f).glob("*.html")}
        wanted |= {
            "index.html",
            "my.html",
            "verify.html",
            "404.html",
            "offline.html",
            "assets/xinyu.js",
            "assets/xinyu.css",
        }
        assert wanted <= plan
        assert len(wanted) > 8
        size = sum((tree / name).stat().st_size for name in plan)
        assert size < 700_000  # bytes before gzip; a phone's data is somebody's money


def test_sensitive_pages_are_kept_but_not_listed_and_erasing_drops_the_copies(
    reader: Page, host: Host, one: Path, tmp_path: Path
) -> None:
    marked = Path(shutil.copytree(one, tmp_path / "marked"))
    page = marked / UNSEEN
    text = page.read_text("utf-8")
    note = '<aside class="xy-notice xy-notice--sensitive" role="note"><p>x</p></aside>'
    page.write_text(text.replace("<h1", f"{note}<h1", 1), "utf-8")
    host.folder = marked
    reader.goto(host.base + UNSEEN)
    visited(reader, UNSEEN)
    host.down()
    reader.goto(host.base + UNSEEN)
    expect(reader.locator(".xy-notice--sensitive")).to_have_count(1)  # it can be read again
    reader.goto(f"{host.base}offline.html")
    expect(reader.locator("[data-xy-visits] a")).to_have_count(1)  # the unit alone
    reader.goto(f"{host.base}my.html")
    reader.locator("section:has(> h2#erase) button, section#erase button").first.click()
    reader.locator(".xy-danger").click()
    until(reader, "async () => !(await caches.keys()).some(n => n.startsWith('xinyu / visited'))")
    assert [url for url in kept_addresses(reader) if url.endswith(UNIT)] == []


def test_a_worker_fetches_nothing_outside_its_folder_whatever_it_is_told(
    one: Path, open_context: Callable[..., BrowserContext]
) -> None:
    with hosting(one) as host, hosting(one) as other:
        host.headers = {}  # without the policy that would forbid it anyway
        page = open_context(service_workers="allow").new_page()
        page.goto(host.base + UNIT)
        installed(page)
        visited(page, UNIT)
        page.goto(host.base + UNSEEN)
        page.evaluate(
            """async files => (await navigator.serviceWorker.ready).active
              .postMessage({ type: 'visited', title: 'told', files })""",
            [other.base + "assets/xinyu.css", host.base + "assets/xinyu.css", 7],
        )
        visited(page, UNSEEN)
        page.wait_for_timeout(300)
        assert not other.asked
        assert not [address for address in kept_addresses(page) if not address.startswith(host.base)]
