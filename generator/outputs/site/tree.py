"""One language of the site as files for an engine: pages, pictures, search index, scripts, forwarding pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from generator.compile.compilation import Compilation
from generator.compile.document import Document
from generator.compile.navigation import NavGroup
from generator.memory.memory import Memory
from generator.messages import interface
from generator.model import blocks as b
from generator.model.library import Library
from generator.model.page import Page
from generator.model.record import Lang
from generator.model.walk import texts
from generator.outputs.site.html import HtmlWriter
from generator.outputs.site.page import Addresses, media_path, write_page
from generator.outputs.site.search.index import SearchEntry, Synonym, write_search_index
from generator.pages.contacts import help_block
from generator.pages.context import Context

Nav: TypeAlias = list[dict[str, "str | Nav"]]
BUNDLE = ("xinyu.css", "xinyu.js", "exam.js", "my.js", "licences.txt")
# The words that scripts use: all others stay out of the page (assets/src, calls of `word`).
SCRIPT_PREFIXES = ("search", "kind-", "q-")
SCRIPT_WORDS = frozenset(
    {"close", "filter", "filter_reset", "facet_more", "case_again", "case_back", "case-poor", "gap"}
)
NOT_SEARCHED = frozenset({"coverage", "home", "my"})


@dataclass(frozen=True, slots=True)
class SiteTree:
    """Files by path (Markdown as text, everything else as bytes), the navigation, words of the frame."""

    lang: Lang
    pages: Mapping[str, str]
    files: Mapping[str, bytes]
    nav: Nav
    title: str
    description: str
    frame: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SitePage:
    """A document written: its Markdown, and what the search knows of it (None where it is not searched)."""

    text: str
    entry: SearchEntry | None


def write_document(document: Document, library: Library) -> SitePage:
    """What the site shows of a document. Asks nothing of the library but what its tables answer."""
    return SitePage(write_page(document, library), _entry(document))


def write_tree(compilation: Compilation, lang: Lang, memory: Memory | None = None) -> SiteTree:
    """Everything an engine needs to publish the library in `lang`; `memory` saves it work it has done before."""
    library = compilation.library
    pages = _written(compilation, lang)
    site = library.site
    return SiteTree(
        lang=lang,
        pages={f"{key}.md": page.text for key, page in pages.items()},
        files={
            **_bundle(),
            **_pictures(compilation),
            **_forwards(compilation, lang),
            **write_search_index([p.entry for p in pages.values() if p.entry], _synonyms(library, lang), lang, memory),
        },
        nav=_nav(compilation.navigation, library.pages, lang),
        title=site.title.get(lang),
        description=site.tagline.get(lang),
        frame=frame(compilation, lang),
    )


def frame(compilation: Compilation, lang: Lang) -> dict[str, object]:
    """What the template shows around every page: words, licence, the help line for paper, help for who is lost."""
    shown = [h for h in compilation.library.hotlines.values() if h.block]
    words = interface(lang)
    line = words["list-semicolon"].join(f"{h.name.get(lang)} {h.number}" for h in shown)
    block = help_block(Context(compilation.library, lang)) if compilation.library.pages else None
    return {
        "lang": lang,
        "strings": dict(words),
        "script_strings": {k: v for k, v in words.items() if k in SCRIPT_WORDS or k.startswith(SCRIPT_PREFIXES)},
        "licence": words["licence"],
        "helpline": line,
        "help": HtmlWriter(lang, Addresses("index")).blocks((block,)) if block else "",
    }


def _bundle() -> dict[str, bytes]:
    folder = files("generator.assets") / "dist"
    return {f"assets/{name}": (folder / name).read_bytes() for name in BUNDLE}


def _pictures(compilation: Compilation) -> dict[str, bytes]:
    assets = compilation.library.assets
    return {media_path(name): Path(path).read_bytes() for name, path in sorted(assets.items())}


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


def _written(compilation: Compilation, lang: Lang) -> dict[str, SitePage]:
    """Every page as `write_document` gives it, by id, in the order of ids."""
    done, documents = compilation.written[lang], compilation.documents[lang]
    out: dict[str, SitePage] = {}
    for key in documents:
        page = done.get(key)
        out[key] = page if isinstance(page, SitePage) else write_document(documents[key], compilation.library)
    return out


def _nav(groups: tuple[NavGroup, ...], pages: Mapping[str, Page], lang: Lang) -> Nav:
    home = next((p for _, p in sorted(pages.items()) if p.meta.kind == "home"), None)
    out: Nav = [{home.title(lang): f"{home.id}.md"}] if home else []
    return out + [_group(g, pages, lang) for g in groups]


def _group(group: NavGroup, documents: Mapping[str, Page], lang: Lang) -> dict[str, str | Nav]:
    words = interface(lang)
    title = words[f"nav-{group.key}"]
    named = {p: documents[p].title(lang) for p in group.pages}
    pages: Nav = [{words["nav-overview"] if t == title else t: f"{p}.md"} for p, t in named.items()]
    inner: Nav = [_group(g, documents, lang) for g in group.groups]
    return {title: pages + inner}


def _entry(d: Document) -> SearchEntry | None:
    if d.kind in NOT_SEARCHED:
        return None
    return SearchEntry(
        page_id=d.id,
        url=f"{d.id}.html",
        title=d.title,
        summary=d.summary,
        headings=tuple((x.id, b.plain(x.content)) for x in d.body if isinstance(x, b.Heading)),
        body="\n".join(texts(tuple(x for x in d.body if not isinstance(x, b.Heading)))),
        keywords=d.keywords,
        kind=d.kind,
        urgent=d.kind == "urgent",
    )


def _synonyms(library: Library, lang: Lang) -> list[Synonym]:
    synonyms = [Synonym((t.term.get(lang), *getattr(t.aliases, lang))) for t in library.glossary.values()]
    return [s for s in synonyms if len(s.words) > 1]
