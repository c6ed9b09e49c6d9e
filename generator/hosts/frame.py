"""Our frame around the pages of one language, byte for byte as MkDocs puts them together; a test compares.

MkDocs is not asked: reading it and its objects for a thousand pages took a fifth of an edit's time.
"""

from __future__ import annotations

import json
import posixpath
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from jinja2.runtime import Context

import generator.assets
from generator.hosts.settings import Place
from generator.hosts.shown_nav import NavView, ShownNav, read_items
from generator.memory.digest import digest, program
from generator.memory.memory import Memory
from generator.outputs.site.finished import render
from generator.outputs.site.page import seen_from
from generator.outputs.site.tree import SiteTree

THEME = Path(generator.assets.__file__).parent / "theme"
LOST = "404.html"  # shown at any depth
TEMPLATES = (LOST, "offline.html")  # pages of their own
SITE_MAP = "sitemap.xml"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A heading of a page, as the template lists it."""

    title: str
    url: str
    level: int
    children: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the template is told of a page."""

    url: str
    canonical_url: str | None
    is_homepage: bool
    title: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    content: str = ""
    toc: tuple[Anchor, ...] = ()


class Frame:
    """One language's pages as files; `worker`: whether browsers keep copies."""

    def __init__(self, tree: SiteTree, place: Place, memory: Memory, *, worker: bool) -> None:
        self.tree, self._place = tree, place
        self.view = NavView(read_items(tree.nav, _address))
        self._config: Mapping[str, Any] = {
            "site_name": tree.title,
            "site_description": tree.description,
            "site_url": place.url,
            "extra_css": (),
            "extra_javascript": (),
            "extra": {"xy": {**tree.frame, "public": place.public, "worker": worker}},
        }
        self._env = Environment(loader=FileSystemLoader(THEME), auto_reload=False)  # noqa: S701 - as in MkDocs: texts come escaped
        self._env.filters |= {"url": self._url, "script_tag": str}  # there are no further scripts
        self._seen: dict[tuple[str, str], str] = {}
        self._env.bytecode_cache = memory.live("templates", Templates)
        self._digest = digest(program(), json.dumps(self._config, ensure_ascii=False))

    def mark(self, path: str) -> str:
        """A digest of all that goes into the page of a source, or into a template where there is none."""
        return digest(self._digest, self.tree.mark(path) if path else "", self.view.mark(path))

    def page(self, path: str) -> bytes:
        """The file of the page of a source."""
        text = self.tree.pages[path]
        _, front, body = text.split("\n", 2)
        meta = json.loads(front)
        finished = render(body.removeprefix("---\n").lstrip("\n"))
        page = Page(
            **self._where(path),
            title=meta["title"],
            meta=meta,
            content=finished.html,
            toc=tuple(map(_anchor, finished.headings)),
        )
        return self._render("main.html", page, seen_from(page.url, "."), self.view.of(path))

    def template(self, name: str) -> bytes:
        """The file of a template that is a page of its own."""
        return self._render(name, None, urlsplit(self._place.url).path if name == LOST else ".", self.view.of(""))

    def site_map(self, day: str) -> bytes:
        """The site map; `day` (ISO) is that of the build."""
        pages = [{"page": {**self._where(path), "update_date": day}} for path in self.tree.pages]
        return self._env.get_template(SITE_MAP).render(pages=pages).encode()

    def _where(self, path: str) -> dict[str, Any]:
        url = _address(path)
        home = url == "index.html" and self.view.is_top(path)
        return {"url": url, "canonical_url": urljoin(self._place.url, url), "is_homepage": home}

    def _render(self, name: str, page: Page | None, base: str, nav: ShownNav) -> bytes:
        words = self._env.get_template(name).render(config=self._config, page=page, base_url=base, xy_nav=nav)
        return words.encode("utf-8", errors="xmlcharrefreplace")

    @pass_context
    def _url(self, context: Context, value: str) -> str:
        """An address of the site (never another's: see `settings`) as seen from the page."""
        page = context["page"]
        if page is None:
            return posixpath.join(context["base_url"], value)
        place = page.url.rpartition("/")[0], value
        if place not in self._seen:
            self._seen[place] = seen_from(page.url, value)
        return self._seen[place]


class Templates(FileSystemBytecodeCache):
    """Templates as they were compiled before: by this process, or by one that could leave them beside our own modules.

    Whoever can write there can change the program itself; `.cache` may come from anywhere, and holds no code.
    """

    def __init__(self) -> None:
        beside = Path(__file__).parent / "__pycache__"
        super().__init__(str(beside), f"%s.{sys.implementation.cache_tag}.jinja-{version('jinja2')}.template")
        self._held: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives what was compiled from the same source."""
        source, code = self._held.get(bucket.key, ("", None))
        if source == bucket.checksum:
            bucket.code = code
        else:
            with suppress(Exception):  # whatever a damaged file brings about, it is as good as none
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Takes what has just been compiled."""
        assert bucket.code is not None
        self._held[bucket.key] = (bucket.checksum, bucket.code)
        if not sys.dont_write_bytecode:
            with suppress(OSError):  # an installation that is not ours to write to
                super().dump_bytecode(bucket)


def target(path: str) -> str:
    """The file that the page of a source is written to."""
    return f"{path.removesuffix('.md')}.html"


def _address(path: str) -> str:
    return quote(target(path))


def _anchor(heading: Mapping[str, Any]) -> Anchor:
    return Anchor(heading["name"], f"#{heading['id']}", heading["level"], tuple(map(_anchor, heading["children"])))
