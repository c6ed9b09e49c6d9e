"""Turns what an author wrote as a link into a page, a picture or an outside address, or says why not."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library
from generator.model.page import Page
from generator.model.suggest import nearest

LAYER = "base/"  # stands before the name of a file of a lower layer (generator.load.layers)
OUTSIDE = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class LinkIndex:
    """What can be linked to: pages by id, former id and source file, the anchors of each, pictures."""

    pages: frozenset[str]
    aliases: Mapping[str, str]
    files: Mapping[str, str]
    assets: frozenset[str]
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)


def index_links(library: Library) -> LinkIndex:
    """The index of a library."""
    aliases = {alias: page.id for page in library.pages.values() for alias in page.meta.aliases}
    files: dict[str, str] = {}
    anchors: dict[str, frozenset[str]] = {}
    for page in library.pages.values():
        for _, body in page.bodies():
            files[without_layer(body.file)] = page.id
        anchors[page.id] = frozenset([*page.body.anchors, *_made(page)])
    return LinkIndex(library.unreadable.union(library.pages), aliases, files, frozenset(library.pictures), anchors)


def without_layer(name: str) -> str:
    """A source's path whichever layer it lies in: a page may link to one that another layer replaces or adds."""
    while name.startswith(LAYER):
        name = name.removeprefix(LAYER)
    return name


def _made(page: Page) -> tuple[str, ...]:
    """The anchors of headings that the page's kind adds."""
    if page.meta.kind == "lecture" and getattr(page.meta, "quiz", None):
        return ("self-check",)
    return ("outcomes",) if page.meta.kind == "unit" else ()


def resolve_link(
    target: str, page_id: str, file: str, index: LinkIndex, span: Span
) -> tuple[str | None, Diagnostic | None]:
    """`page:ID#anchor` or an outside address for `target` as written in `file`, or a diagnostic."""
    if target.startswith(OUTSIDE):
        return target, None
    scheme = target.split(":", 1)[0].lower() if ":" in target else ""
    if scheme and scheme != "page":
        return None, Diagnostic("link-scheme", span, params={"target": target})
    path, _, anchor = target.removeprefix("page:").partition("#")
    path, anchor = unquote(path), unquote(anchor)
    if not path:
        found: str | None = page_id
    elif path.endswith(".md"):
        found = index.files.get(_beside(path, file))
    else:
        found = path if path in index.pages else index.aliases.get(path)
    if found is None:
        relative = path.endswith(".md")
        hint = nearest(_beside(path, file), index.files) if relative else nearest(path, index.pages)
        return None, Diagnostic("link-broken", span, params={"target": target}, suggestion=hint)
    if anchor and found in index.anchors and anchor not in index.anchors.get(found, frozenset()):
        hint = nearest(anchor, index.anchors.get(found, frozenset()))
        params = {"target": target, "anchor": anchor, "page": found}
        return None, Diagnostic("link-anchor", span, params=params, suggestion=hint)
    return f"page:{found}" + (f"#{anchor}" if anchor else ""), None


def resolve_image(source: str, file: str, index: LinkIndex, span: Span) -> tuple[str | None, Diagnostic | None]:
    """`file:PATH` for a picture beside `file`, or a diagnostic; outside pictures are refused."""
    if "://" in source or source.startswith(("//", "data:")):
        return None, Diagnostic("image-outside", span, params={"source": source[:80]})
    wanted = _beside(source, file)
    held = sorted((name for name in index.assets if without_layer(name) == wanted), key=len)
    if not held:
        hint = nearest(wanted, map(without_layer, index.assets))
        return None, Diagnostic("image-missing", span, params={"source": source}, suggestion=hint)
    return f"file:{held[0]}", None


def _beside(path: str, file: str) -> str:
    """What a relative path in `file` means, whichever layer holds it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(without_layer(file)), unquote(path)))
