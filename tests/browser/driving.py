"""What the browser tests share: serving the built site, watching a page, reading a printed one."""

from __future__ import annotations

import http.server
import re
import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "generator" / "assets" / "node_modules" / "axe-core" / "axe.min.js"

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
LANGS = ("zh", "en")
BLOCKED = "Service Worker registration blocked by Playwright"  # what it says itself where a test wants no worker
FOLDER = {"zh": "", "en": "en/"}
HTML_LANG = {"zh": "zh-CN", "en": "en"}
HELPLINE = "12356"

# Every kind of page there is; test_crawl holds this list against the built site.
KINDS = (
    "home",
    "urgent",
    "guide",
    "course",
    "unit",
    "lesson",
    "theme-meeting",
    "lecture",
    "document",
    "policy",
    "library",
    "hotline-list",
    "coverage",
    "exam",
    "my",
    "verify",
    "page",
)

_KIND = re.compile(r'<body[^>]* data-xy-kind="([a-z-]+)"')


def tool(name: str) -> ModuleType:
    """A program of tools/ as a module."""
    loader = SourceFileLoader(f"tool_{name}", str(ROOT / "tools" / name))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def pages_by_kind(folder: Path) -> dict[str, list[str]]:
    """The Chinese pages of a built site by kind, the longest first; `404` is a kind of its own."""
    found: dict[str, list[str]] = {"404": ["404.html"]}
    for path in sorted(folder.rglob("*.html"), key=lambda p: (-p.stat().st_size, str(p))):
        name = path.relative_to(folder).as_posix()
        kind = _KIND.search(path.read_text(encoding="utf-8"))
        if kind and name != "404.html" and not name.startswith("en/"):
            found.setdefault(kind[1], []).append(name)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Static hosting as schools have it: files, and 404.html for what is not there."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serves a folder on a free port; gives its address with a `/` at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Watch:
    """Everything a page does that it must not do. `base` is where the site lies."""

    base: str
    trouble: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def on(self, page: Page) -> Watch:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.trouble.append(f"script error on {page.url}: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        return self

    def take(self) -> list[str]:
        """What went wrong since it was last asked."""
        found, self.trouble = self.trouble, []
        return found

    def _console(self, message: ConsoleMessage) -> None:
        if message.text == BLOCKED:
            return
        if message.type in {"error", "warning", "assert"}:
            self.trouble.append(f"console {message.type}: {message.text} at {message.location.get('url')}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.base, "data:", "blob:", "about:")):
            self.trouble.append(f"request to another place: {request.url}")

    def _failed(self, request: Request) -> None:
        late = any(
            part in request.url for part in ("/favicon.", "/search/s-", "/media/")
        )  # icon, texts of results, pictures
        if request.failure == "net::ERR_ABORTED" and late:
            return  # the test went on to the next page before it came; that it exists is checked elsewhere
        self.trouble.append(f"request failed: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.trouble.append(f"status {response.status}: {response.url}")


def watched(page: Page, base: str) -> Watch:
    return Watch(base).on(page)


def inside(url: str, base: str) -> str | None:
    """The path below `base` that an address names, without its anchor; None for another place."""
    plain = urlsplit(url)._replace(fragment="", query="").geturl()
    return unquote(plain[len(base) :]) if plain.startswith(base) else None


def focused(page: Page) -> dict:
    """The element that has the focus, as a person would name it."""
    return page.evaluate(
        """() => { const e = document.activeElement, b = e.getBoundingClientRect();
        return {tag: e.tagName.toLowerCase(), id: e.id, cls: e.className.toString(),
                text: (e.getAttribute('aria-label') || e.textContent || '').trim().slice(0, 60),
                href: e.getAttribute('href'), top: b.top, bottom: b.bottom, left: b.left, right: b.right,
                ring: e.matches(':focus-visible') &&
                  (getComputedStyle(e).outlineStyle !== 'none' || getComputedStyle(e).boxShadow !== 'none')}; }"""
    )


def tab_to(page: Page, selector: str, key: str = "Tab", most: int = 120) -> None:
    """Presses Tab until the focus is on `selector`, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with {key} on {page.url}")


def reached_by_tab(page: Page, most: int = 40) -> list[dict]:
    """The stops of Tab from the top of the page until it comes round or `most` are found."""
    stops: list[dict] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        now = focused(page)
        if now["tag"] == "body":
            break
        stops.append(now)
    return stops


# --- text of a PDF that Chromium printed: enough of the format for that one writer --------------------------------

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(
    rb"/(F\d+) [\d.]+ Tf|/ActualText <(?:FEFF)?([0-9A-Fa-f]*)>|(EMC)|<([0-9A-Fa-f]+)>|\((?:[^()\\]|\\.)*\)\s*Tj"
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_text(data: bytes) -> str:
    """The text of a PDF in the order it was drawn, without white space."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    fonts: dict[bytes, dict[int, str]] = {}
    for body in objects.values():
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body):
            link = re.search(rb"/ToUnicode (\d+) 0 R", objects.get(int(number), b""))
            if link:
                fonts[name] = _to_unicode(_inflate(objects[int(link[1])]))
    text = []
    for body in objects.values():
        if b"/Contents" not in body:
            continue
        drawn = re.search(rb"/Contents \[?([\d R]+)", body)
        numbers = re.findall(rb"(\d+) 0 R", drawn[1]) if drawn else []
        text += [_drawn(_inflate(objects[int(number)]), fonts) for number in numbers]
    return re.sub(r"\s", "", "".join(text))


def _inflate(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    if not stream:
        return b""
    return zlib.decompressobj().decompress(stream[1]) if b"/FlateDecode" in body else stream[1]


def _to_unicode(cmap: bytes) -> dict[int, str]:
    table: dict[int, str] = {}

    def sign(code: bytes) -> str:
        return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")

    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, code in re.findall(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>", block):
            table[int(glyph, 16)] = sign(code)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, code in re.findall(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>", block):
            start = sign(code)
            for step in range(int(last, 16) - int(first, 16) + 1):
                table[int(first, 16) + step] = start[:-1] + chr(ord(start[-1]) + step)
    return table


def _drawn(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    out: list[str] = []
    table: dict[int, str] = {}
    spelled = False  # inside a span whose text stands beside its glyphs
    for found in _SHOWN.finditer(content):
        if found[1]:
            table = fonts.get(found[1], {})
        elif found[2] is not None:
            spelled = True
            out.append(bytes.fromhex(found[2].decode()).decode("utf-16-be", "replace"))
        elif found[3]:
            spelled = False
        elif not spelled:
            out.append("".join(table.get(code, "") for code in _glyphs(found, table)))
    return "".join(out)


def _glyphs(found: re.Match[bytes], table: dict[int, str]) -> list[int]:
    """The glyph numbers of a shown string. Skia's fonts have two bytes a glyph, or (Type 3) one."""
    if found[4]:
        raw = bytes.fromhex(found[4].decode())
    else:
        inner = found[0][1 : found[0].rindex(b")")]
        raw = _ESCAPE.sub(lambda m: bytes([int(m[1], 8)]) if m[1].isdigit() else _SIGNS.get(m[1], m[1]), inner)
    wide = any(code > 255 for code in table) or (len(raw) % 2 == 0 and raw[:1] == b"\0")
    return [int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2)] if wide else list(raw)
