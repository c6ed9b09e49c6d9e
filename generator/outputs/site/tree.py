"""One language of the site as files for an engine: pages, pictures, search index, scripts, forwarding pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import TypeAlias

from generator.compile.compilation import Compilation
from generator.compile.navigation import NavGroup
from generator.memory.digest import digest
from generator.messages import interface
from generator.model.page import Page
from generator.model.picture import Picture
from generator.model.record import Lang
from generator.outputs.site.html import HtmlWriter
from generator.outputs.site.named import version_of
from generator.outputs.site.page import Addresses, media_path
from generator.outputs.site.worker import MANIFEST, kept_pages, write_manifest
from generator.outputs.site.written import PageTexts, SearchFiles
from generator.pages.contacts import help_block
from generator.pages.context import Context

Nav: TypeAlias = list[dict[str, "str | Nav"]]
BUNDLE = ("xinyu.css", "xinyu.js", "search.js", "exam.js", "my.js", "verify.js", "licences.txt")
FRAME_FILES = ("xinyu-first.js", "favicon.svg", "touch.png")  # of the theme itself
# The words that scripts use: all others stay out of the page (assets/src, calls of `word`).
SCRIPT_PREFIXES = ("search", "kind-", "audience-", "q-", "update-")
SCRIPT_WORDS = frozenset(
    {
        "close",
        "filter",
        "filter_reset",
        "facet_more",
        "facet-kind",
        "facet-audience",
        "case_again",
        "case_back",
        "case-poor",
        "gap",
    }
)


@dataclass(frozen=True, slots=True)
class SiteTree:
    """Files by path (Markdown as text, everything else as bytes), the navigation, words of the frame.

    `search` are the files of the search index, made when they are first looked at. `kept` are addresses of the written
    site that a service worker keeps from the start.
    """

    lang: Lang
    pages: Mapping[str, str]
    own: Mapping[str, bytes]
    search: Mapping[str, bytes]
    nav: Nav
    title: str
    description: str
    frame: Mapping[str, object]
    kept: tuple[str, ...] = ()

    @property
    def files(self) -> dict[str, bytes]:
        """Everything but the pages."""
        return {**self.own, **self.search}

    def mark(self, path: str) -> str:
        """A digest that a page's Markdown does not change without; the text itself is read only where it has to be."""
        return self.pages.mark(path) if isinstance(self.pages, PageTexts) else digest(self.pages[path])


def write_tree(compilation: Compilation, lang: Lang) -> SiteTree:
    """Everything an engine needs to publish the library in `lang`."""
    library = compilation.library
    site = library.site
    return SiteTree(
        lang=lang,
        pages=PageTexts(compilation, lang),
        own={
            **_bundle(),
            **_pictures(compilation),
            **_forwards(compilation, lang),
            MANIFEST: write_manifest(compilation, lang),
        },
        search=SearchFiles(compilation, lang),
        nav=_nav(compilation.navigation, library.pages, lang),
        title=site.title.get(lang),
        description=site.tagline.get(lang),
        frame=frame(compilation, lang),
        kept=(*kept_pages(compilation), *(f"assets/{name}?v={v}" for name, v in _versions().items()), MANIFEST),
    )


def frame(compilation: Compilation, lang: Lang) -> dict[str, object]:
    """What the template shows around every page: words, licence, the help line for paper, help for who is lost."""
    library = compilation.library
    shown = [h for h in library.hotlines.values() if h.block]
    words = interface(lang)
    line = words["list-semicolon"].join(f"{h.name.get(lang)} {h.number}" for h in shown)
    block = help_block(Context(library, lang)) if library.pages else None
    return {
        "lang": lang,
        "alone": len(library.langs) == 1,
        "strings": dict(words),
        "script_strings": _json({k: v for k, v in words.items() if k in SCRIPT_WORDS or k.startswith(SCRIPT_PREFIXES)}),
        "licence": words["licence"],
        "helpline": line,
        "v": _versions(),
        "offline": [
            {"url": f"{page.id}.html", "title": page.title(lang)}
            for _, page in sorted(library.pages.items())
            if page.meta.kind in ("urgent", "hotline-list")
        ],
        "help": HtmlWriter(lang, Addresses("index")).blocks((block,)) if block else "",
    }


def _json(words: Mapping[str, str]) -> str:
    """JSON that may stand in HTML."""
    text = json.dumps(words, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("'", "\\u0027")


def _bundle() -> dict[str, bytes]:
    folder = files("generator.assets") / "dist"
    return {f"assets/{name}": (folder / name).read_bytes() for name in BUNDLE}


def _versions() -> dict[str, str]:
    """What stands after `?v=` in the addresses of the frame's files: a changed file has another address."""
    assets = files("generator.assets")
    own = {name: assets / "dist" / name for name in BUNDLE if not name.endswith(".txt")}
    theme = {name: assets / "theme" / "assets" / name for name in FRAME_FILES}
    return {name: version_of(path.read_bytes()) for name, path in (own | theme).items()}


def _pictures(compilation: Compilation) -> dict[str, bytes]:
    """Every width of every picture; of two at one address the upper layer's, which sorts last."""
    library = compilation.library
    shown = {media_path(n): (n, p) for n, p in sorted(library.pictures.items()) if isinstance(p, Picture)}
    return {
        media_path(name, "" if variant == picture.largest else variant.width): library.pixels[variant.digest]
        for name, picture in shown.values()
        for variant in picture.variants
    }


def _forwards(compilation: Compilation, lang: Lang) -> dict[str, bytes]:
    """A small page at every former address."""
    out: dict[str, bytes] = {}
    words = interface(lang)
    for page in compilation.library.pages.values():
        for alias in page.meta.aliases:
            url = escape(Addresses(alias)(f"page:{page.id}"))
            title = escape(page.title(lang))
            html = (
                f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
                f'<meta http-equiv="refresh" content="0; url={url}"><meta name="robots" content="noindex">'
                f"<title>{title}</title></head><body><p>{escape(words['moved'])} "
                f'<a href="{url}">{title}</a></p></body></html>\n'
            )
            out[f"{alias}.html"] = html.encode()
    return out


def _nav(groups: tuple[NavGroup, ...], pages: Mapping[str, Page], lang: Lang) -> Nav:
    home = next((page for _, page in sorted(pages.items()) if page.meta.kind == "home"), None)
    out: Nav = [{home.title(lang): f"{home.id}.md"}] if home else []
    return out + [_group(g, pages, lang) for g in groups]


def _group(group: NavGroup, held: Mapping[str, Page], lang: Lang) -> dict[str, str | Nav]:
    words = interface(lang)
    title = words[f"nav-{group.key}"]
    named = {p: held[p].title(lang) for p in group.pages}
    pages: Nav = [{words["nav-overview"] if t == title else t: f"{p}.md"} for p, t in named.items()]
    inner: Nav = [_group(g, held, lang) for g in group.groups]
    return {title: pages + inner}
