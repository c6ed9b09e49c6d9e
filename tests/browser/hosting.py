"""A host as docs/deploy sets one up: the documented headers, gzip, 404 pages; and one that can go down and be renewed."""

from __future__ import annotations

import gzip
import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from driving import free_port

from generator.outputs.site.headers import CACHE, CACHE_VERSIONED, HEADERS

PACKED = {".html", ".css", ".js", ".json", ".svg", ".txt"}


class Host:
    """Serves `folder` below `prefix` with the documented headers. `folder` may be exchanged: that is a deployment."""

    def __init__(self, folder: Path, prefix: str = "/") -> None:
        self.folder, self.prefix, self.port = folder, prefix, free_port()
        self.asked: list[str] = []
        self.headers: Mapping[str, str] = HEADERS
        self.instead: dict[str, tuple[int, bytes]] = {}  # path -> another answer, as a guest network gives one
        self._server: http.server.ThreadingHTTPServer | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    def up(self) -> None:
        host = self

        class Handler(_Handler):
            site = host

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def down(self) -> None:
        """Nobody answers any more."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"  # no connection outlives its answer, so a host that is down is down
    site: Host

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        pass

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self.site.asked.append(self.path)
        if address.path in self.site.instead:
            status, body = self.site.instead[address.path]
            self._send(status, body, ".html", CACHE)
            return
        asked = unquote(address.path)
        inside = asked.startswith(self.site.prefix)
        name = asked[len(self.site.prefix) :]
        path = self.site.folder / (name if name and not name.endswith("/") else f"{name}index.html")
        cache = CACHE_VERSIONED if "v" in parse_qs(address.query) else CACHE
        if inside and path.is_file():
            self._send(200, path.read_bytes(), path.suffix, cache)
        else:
            english = name.startswith("en/")
            self._send(
                404, (self.site.folder / ("en/404.html" if english else "404.html")).read_bytes(), ".html", CACHE
            )

    def _send(self, status: int, body: bytes, suffix: str, cache: str) -> None:
        types = {
            ".html": "text/html; charset=utf-8",
            ".css": "text/css; charset=utf-8",
            ".js": "text/javascript; charset=utf-8",
            ".json": "application/json",
            ".svg": "image/svg+xml",
            ".png": "image/png",
            ".txt": "text/plain; charset=utf-8",
        }
        self.send_response(status)
        self.send_header("Content-Type", types.get(suffix, "application/octet-stream"))
        for name, value in self.site.headers.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", cache)
        if suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def hosting(folder: Path, prefix: str = "/") -> Iterator[Host]:
    """A host that is up until the test ends."""
    host = Host(folder, prefix)
    host.up()
    try:
        yield host
    finally:
        host.down()
