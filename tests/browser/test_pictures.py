"""Pictures on a page: the right width for a screen, nothing jumps, nothing scrolls sideways, and a copy has them too."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from copies import installed, until, visited
from driving import DESK, ROOT, watched
from hosting import Host, hosting
from lighthouse import LEAST, judged
from picture_making import camera, scene, written
from playwright.sync_api import BrowserContext, Page
from support import TODAY, copy_minimal, edit

from generator.app import compile_project
from generator.hosts.site import build_site

PAGE = "home/sleep.html"
HERE = "![孩子和妈妈坐在床边说话](talk.svg)"
FAR = "\n\n".join(["慢慢地说，再等一等。" * 12] * 30)
PICTURES = """
{here}

![一起散步](walk.jpg)

- 列表里的图 ![书桌](desk.png)

::: note
![盒子里的图](lamp.webp)
:::

![画的](draw.svg)

{far}

![很远的一张](far.jpg)
"""
# Shifts of anything on the page, from its first byte on (Layout Instability API).
SHIFTS = """window.shifts = [];
new PerformanceObserver(list => { for (const e of list.getEntries()) window.shifts.push(e.value); })
  .observe({type: 'layout-shift', buffered: true});"""
POLICY_HEARD = """window.broken = [];
document.addEventListener('securitypolicyviolation', e => window.broken.push(e.blockedURI));"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site whose page on sleep has a picture of every kind."""
    folder = tmp_path_factory.mktemp("pictures")
    root = copy_minimal(folder / "p")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copyfile(ROOT / name, root / name)
    home = root / "content" / "home"
    (home / "walk.jpg").write_bytes(camera(scene(4000, 3000), 6))
    (home / "far.jpg").write_bytes(camera(scene(3000, 2000)))
    (home / "desk.png").write_bytes(written(scene(1500, 1000), "PNG"))
    (home / "lamp.webp").write_bytes(written(scene(1500, 1000), "WEBP"))
    (home / "draw.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 6"><style>.a{fill:#0a585c}</style>'
        '<rect class="a" width="8" height="6"/><circle cx="4" cy="3" r="2" fill="#fff"/></svg>'
    )
    edit(root, "content/home/sleep.md", HERE, PICTURES.format(here=HERE, far=FAR))
    build_site(compile_project(root, TODAY), folder / "心育 site")
    return folder / "心育 site"


@pytest.fixture(scope="module")
def host(built: Path) -> Iterator[Host]:
    with hosting(built) as host:
        yield host


def seen(page: Page) -> None:
    """Scrolls to the end as a reader does, until every picture is whole."""
    for _ in range(60):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(30)
    page.wait_for_function("[...document.querySelectorAll('article img')].every(i => i.complete)")


def chosen(page: Page, name: str) -> dict:
    """How a picture stands: the file that was chosen, its own width, the width on the screen."""
    return page.evaluate(
        """name => { const i = [...document.querySelectorAll('article img')].find(i => i.src.includes(name));
        const box = i.getBoundingClientRect();
        return {file: new URL(i.currentSrc).pathname.split('/media/')[1], own: i.naturalWidth,
                width: box.width, ratio: box.width / box.height, room: i.parentElement.clientWidth,
                sharp: box.width * devicePixelRatio}; }""",
        name,
    )


SCREENS = {
    "an old phone": ({"width": 360, "height": 740}, 1, 720),
    "a phone": ({"width": 390, "height": 844}, 2, 720),
    "a fine phone": ({"width": 390, "height": 844}, 3, 1080),
    "a tablet": ({"width": 820, "height": 1180}, 2, 1600),
    "a desk": ({"width": 1280, "height": 800}, 1, 720),
    "a fine desk": (DESK, 2, 1600),
}


@pytest.mark.parametrize("screen", SCREENS, ids=str)
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_every_screen_is_sent_a_width_that_is_sharp_and_no_larger_than_needed(
    built: Path, host: Host, open_context: Callable[..., BrowserContext], screen: str, scheme: str
) -> None:
    view, dots, wanted = SCREENS[screen]
    base = host.base if scheme == "http" else f"{built.as_uri()}/"
    context = open_context(viewport=view, device_scale_factor=dots)
    context.add_init_script(SHIFTS + POLICY_HEARD)
    page = context.new_page()
    watch = watched(page, base)
    page.goto(base + PAGE)
    seen(page)

    walk = chosen(page, "walk.jpg")
    assert walk["file"] == ("content" if wanted == 1600 else f"{wanted}/content") + "/home/walk.jpg"
    assert walk["sharp"] <= wanted * 1.02  # as many dots as the screen shows
    assert abs(walk["ratio"] - 0.75) < 0.01  # upright
    draw = chosen(page, "draw.svg")
    assert abs(draw["width"] - min(648, draw["room"])) < 1
    for name in ("walk.jpg", "desk.png", "lamp.webp", "draw.svg", "far.jpg", "talk.svg"):
        assert chosen(page, name)["width"] <= chosen(page, name)["room"] + 0.5
    assert sum(page.evaluate("window.shifts")) < 0.001
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate("window.broken") == []
    assert watch.take() == []


def test_a_picture_far_below_is_fetched_when_it_comes_near(
    host: Host, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(viewport=DESK).new_page()
    host.asked.clear()
    page.goto(host.base + PAGE, wait_until="networkidle")
    assert any("walk.jpg?v=" in asked for asked in host.asked)
    assert not any("far.jpg" in asked for asked in host.asked)
    seen(page)
    assert sum("far.jpg" in asked for asked in host.asked) == 1


def test_a_page_with_pictures_scores_95_in_each_category(host: Host) -> None:
    report = judged(host.base + PAGE, LEAST)
    assert min(report.scores.values()) >= LEAST, (report.scores, report.lost, report.speed)


def test_without_style_and_script_pictures_are_there(host: Host, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(host.base + PAGE)
    assert page.locator("article img").count() == 6
    assert all(page.locator("article img").nth(n).get_attribute("alt") for n in range(6))


def test_a_visited_page_has_all_its_pictures_in_flight_mode_however_the_phone_is_held(
    host: Host, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, service_workers="allow"
    ).new_page()
    page.goto(host.base + PAGE)
    installed(page)
    visited(page, PAGE)
    until(
        page,
        """async () => { for (const name of await caches.keys()) { if (!name.endsWith(' visited')) continue;
        const keys = await (await caches.open(name)).keys();
        return keys.some(k => k.url.includes('far.jpg')); } return false; }""",
    )
    host.down()
    try:
        for view in ({"width": 390, "height": 844}, {"width": 844, "height": 390}):  # wider: another width is asked for
            page.set_viewport_size(view)
            page.goto(host.base + PAGE)
            seen(page)
            widths = page.evaluate("[...document.querySelectorAll('article img')].map(i => i.naturalWidth)")
            assert len(widths) == 6
            assert min(widths) > 0
    finally:
        host.up()
