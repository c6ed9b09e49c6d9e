"""A small site with a worker, its next build, and what a browser keeps of it."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

from driving import ROOT
from playwright.sync_api import Page
from support import TODAY, copy_minimal, edit

from generator.app import compile_project
from generator.hosts.site import build_site
from generator.outputs.site.named import version_of
from generator.outputs.site.worker import write_worker

UNIT = "course/t1/c1-3.html"
UNSEEN = "lesson/g3-a09.html"
URGENT = ("urgent/now.html", "en/urgent/now.html")


def add_verify(root: Path, keys: str = "") -> None:
    """The page that checks certificates, laid over the small project; `keys` are the words of its file of keys."""
    for name in ("content/verify.md", "content/verify.en.md"):
        shutil.copyfile(ROOT / name, root / name)
    edit(root, "content/verify.md", "themes: [organisation, privacy]", "themes: [sleep]")
    edit(root, "content/verify.md", "related: [course/teacher-cert, course/verify, about/privacy]", "related: []")
    if keys:
        (root / "site_config" / "certificate-keys.yml").write_text(keys, "utf-8")


def small_site(folder: Path, *, works_offline: bool = True) -> Path:
    """The small project, built by `xinyu build`'s own steps."""
    root = copy_minimal(folder / "p")
    for name in ("mkdocs.yml", "mkdocs.en.yml", "content/my.md", "content/my.en.md"):
        shutil.copyfile(ROOT / name, root / name)
    edit(root, "content/my.md", "themes: [privacy]", "themes: [sleep]")
    add_verify(root)
    if not works_offline:
        edit(root, "site_config/site.yml", "title:", "works_offline: false\ntitle:")
    build_site(compile_project(root, TODAY), folder / "心育 site")
    return folder / "心育 site"


def plan_of(tree: Path) -> dict[str, str]:
    """The plan in a tree's `sw.js`: address -> digest."""
    first = (tree / "sw.js").read_text("utf-8").split(";\n", 1)[0]
    return dict(json.loads(first.removeprefix("self.xinyuPlan="))["files"])


def next_build(old: Path, new: Path, mark: str) -> Path:
    """The next build of a site: the style sheet says `mark`, and so does every page. All else follows from that."""
    shutil.copytree(old, new)
    for tree in (new, new / "en"):
        sheet = tree / "assets" / "xinyu.css"
        before = version_of(sheet.read_bytes())
        sheet.write_bytes(sheet.read_bytes() + f"\nbody::before{{content:'{mark}';display:none}}".encode())
        after = version_of(sheet.read_bytes())
        for page in (p for p in tree.rglob("*.html") if tree != new or "en" not in p.relative_to(new).parts):
            text = page.read_text("utf-8")
            body = text.replace("<body ", f'<body data-build="{mark}" ').replace(
                f"xinyu.css?v={before}", f"xinyu.css?v={after}"
            )
            page.write_text(body, "utf-8")
        kept = (address.replace(before, after) for address in plan_of(tree))
        files = {address: (tree / address.partition("?")[0]).read_bytes() for address in kept}
        (tree / "sw.js").write_bytes(write_worker(files))
    return new


def builds(page: Page) -> tuple[str, str]:
    """Which build the page, and which build its style sheet is of."""
    return (
        page.evaluate("document.body.getAttribute('data-build') || ''"),
        page.evaluate("getComputedStyle(document.body, '::before').content").strip("\"'").replace("none", ""),
    )


WHOLE = """async wanted => (await navigator.serviceWorker.getRegistrations())
  .filter(r => r.active && r.active.state === 'activated').length >= wanted"""


def until(page: Page, script: str, arg: object = None, seconds: float = 20) -> None:
    """Asks the page until it says yes; `script` may be async, which a browser's own waiting does not await."""
    end = time.monotonic() + seconds
    while not page.evaluate(script, arg):
        assert time.monotonic() < end, f"still not so after {seconds} s: {script} {arg}"
        page.wait_for_timeout(100)


def installed(page: Page, *, workers: int = 2) -> None:
    """Waits until both languages' workers are there."""
    until(page, WHOLE, workers)


def kept_addresses(page: Page) -> list[str]:
    """Every address in every store of this browser."""
    return page.evaluate(
        """async () => { const out = [];
        for (const name of await caches.keys())
          for (const request of await (await caches.open(name)).keys()) out.push(request.url);
        return out.sort(); }"""
    )


def visited(page: Page, path: str) -> None:
    """Waits until a page and its files are noted as visited."""
    until(
        page,
        """async path => { for (const name of await caches.keys()) {
          if (!name.endsWith(' visited')) continue;
          const list = await (await caches.open(name)).match(location.origin + name.split(' ')[1] + 'visited-list');
          if (list && Object.keys(await list.json()).some(url => url.endsWith(path))) return true;
        } return false; }""",
        path,
    )
