"""No byte of the built site names another host, except where content links outside on purpose."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

# Names of XML vocabularies: never fetched.
NAMES = (
    b"http://www.w3.org/2000/svg",
    b"http://www.w3.org/1999/xlink",
    b"http://www.w3.org/1999/xhtml",
    b"http://www.w3.org/1998/Math/MathML",
    b"http://www.w3.org/XML/1998/namespace",
)
ADDRESS = re.compile(rb"(?:https?|wss?|ftp)(?::|&#58;|%3[aA])(?://|\\/\\/)[^\s\"'<>)\\]*", re.IGNORECASE)
BARE = re.compile(
    rb"""(?:src|href|srcset|action|data|poster|url\(|@import)\s*=?\s*["'(]?\s*//[a-z0-9]""", re.IGNORECASE
)
TRACKERS = re.compile(
    rb"sendBeacon|XMLHttpRequest|WebSocket|EventSource|\bfetch\(|importScripts|serviceWorker|navigator\.geolocation"
)

# What fetches: the service worker, and only from its own folder (test_offline_copies); one script may register it.
MAY = {"xinyu.js": {b"serviceWorker"}, "sw.js": {b"fetch("}}


class Links(HTMLParser):
    """The outside addresses that stand in `a[href][rel~=noreferrer]`: the only place where they may."""

    def __init__(self) -> None:
        super().__init__()
        self.allowed: set[bytes] = set()
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        href = values.get("href") or ""
        if tag == "a" and href.startswith("https://"):
            if "noreferrer" in (values.get("rel") or "").split():
                self.allowed.add(href.encode())
        else:
            self.loaded += [f"{tag} {n}={v}" for n, v in values.items() if n in LOADS and "://" in (v or "")]


LOADS = {"src", "srcset", "href", "action", "formaction", "poster", "data", "ping", "background", "manifest", "style"}


def test_no_file_names_another_host(site: Path) -> None:
    wrong = []
    for path in sorted(p for p in site.rglob("*") if p.is_file() and p.name != "licences.txt"):
        data = path.read_bytes()  # licences.txt is text that nothing loads, in its authors' own words
        name = path.relative_to(site).as_posix()
        allowed = set(NAMES)
        if path.suffix == ".html":
            links = Links()
            links.feed(data.decode("utf-8"))
            allowed |= links.allowed
            wrong += [f"{name}: {e}" for e in links.loaded]
        found = {m.group() for m in ADDRESS.finditer(data)} - allowed
        wrong += [f"{name}: {address.decode('utf-8', 'replace')}" for address in sorted(found)]
        wrong += [f"{name}: {m.group().decode()}" for m in BARE.finditer(data)]
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_script_of_a_page_can_talk_to_a_server(site: Path) -> None:
    wrong = []
    for path in sorted(site.rglob("*.js")):
        found = {m.group() for m in TRACKERS.finditer(path.read_bytes())} - MAY.get(path.name, set())
        wrong += [f"{path.name}: {each.decode()}" for each in sorted(found)]
    assert not wrong, "\n".join(wrong)


def test_pages_hold_no_running_inline_script_style_or_handler(site: Path) -> None:
    """So a school can serve them under the strictest content security policy."""
    wrong = []
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style\b|\sstyle=\"|\son[a-z]+=\"|javascript:",
        re.IGNORECASE,
    )
    for path in sorted(site.rglob("*.html")):
        wrong += [f"{path.relative_to(site)}: {m.group()}" for m in inline.finditer(path.read_text(encoding="utf-8"))]
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_folder_of_the_author_is_published(site: Path) -> None:
    for path in (p for p in site.rglob("*") if p.is_file()):
        assert b"/tmp/" not in path.read_bytes(), path
        assert not path.name.endswith((".map", ".md", ".yml", ".py", ".ts")), path
