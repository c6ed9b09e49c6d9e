"""A document as the Markdown file an engine renders: headings in Markdown, the rest finished HTML."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from generator.compile.document import Document
from generator.messages import interface
from generator.model import blocks as b
from generator.model.library import Library
from generator.model.record import LANGS, Lang
from generator.outputs.site.extension import CLOSE, OPEN
from generator.outputs.site.html import HtmlWriter

_SPECIAL = re.compile(r"([\\`*_{}\[\]()>#+\-.!])")  # Python-Markdown's own list of what may be escaped
_LAYERS = re.compile(r"^(?:base/)+")
_NOT_IN_ID = re.compile(r"[^\w-]")  # what would end an id in an attribute list
_NOT_IN_YAML = {n: f"\\u{n:04x}" for n in (*range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)}  # 1.1, 5.1, 5.4
LANG_FOLDER: dict[Lang, str] = {"zh": "", "en": "en/"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things lie, seen from one page of one language's tree."""

    page_id: str

    @property
    def root(self) -> str:
        """The tree's root, ending in `/`: `./` or `../`."""
        return seen_from(self.page_id, ".") + "/"

    def __call__(self, target: str) -> str:
        """The address of `page:ID#anchor`, of `file:PATH`, or of the picture's narrower variant `file@WIDTH:PATH`."""
        scheme, _, rest = target.partition(":")
        kind, _, width = scheme.partition("@")
        if kind == "file":
            return quote(seen_from(self.page_id, media_path(rest, width)))
        path, hash_, anchor = rest.partition("#")
        if path == self.page_id and anchor:
            return f"#{anchor}"
        return seen_from(self.page_id, f"{path}.html") + hash_ + anchor


def seen_from(page: str, path: str) -> str:
    """The relative address of `path` from `page`, both in one tree; `posixpath.relpath` asks where we are each time."""
    here = page.split("/")[:-1]
    there = [part for part in path.split("/") if part != "."]
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    return "/".join([*[".."] * (len(here) - common), *there[common:]]) or "."


def media_path(source: str, width: int | str = "") -> str:
    """Where a picture of the project is published, or its variant of a width. No two pictures share a path.

    Sources lie in `content/` and `courses/`, so a folder named after a width can be none of theirs.
    """
    folder = f"media/{width}" if width else "media"
    return f"{folder}/{_LAYERS.sub('', source)}"


def write_page(document: Document, library: Library) -> str:
    """The Markdown of a document, front matter first."""
    addresses = Addresses(document.id)
    writer = HtmlWriter(document.lang, addresses)
    around = _around(document, writer)
    parts = [_front_matter(document, library, addresses)]
    if document.crumbs:
        parts.append(passage(_crumbs(document, writer)))
    parts.append(f"# {_heading_text(document.title)}")
    parts += _passages(writer.blocks(document.head), document.body, writer, writer.blocks(document.foot) + around)
    return "\n\n".join(parts) + "\n"


def _passages(before: str, body: b.Blocks, writer: HtmlWriter, after: str) -> list[str]:
    """Headings as Markdown lines, what lies between them as passages."""
    out: list[str] = []
    held = [before] if before else []
    for block in body:
        if isinstance(block, b.Heading):
            if held:
                out.append(passage("\n".join(held)))
            text = _heading_text(b.plain(block.content))
            identity = _NOT_IN_ID.sub("-", block.id)
            out.append(f"{'#' * block.level} {text} {{: #{identity} }}")
            held = []
        else:
            held.append(writer.block(block))
    held.append(after)
    out.append(passage("\n".join(held)))
    return out


def passage(html: str) -> str:
    """`html` between the marks the extension knows; blank lines would end a raw block elsewhere."""
    lines = [line for line in html.split("\n") if line.strip()]
    return "\n".join((OPEN, *lines, CLOSE))


def _heading_text(text: str) -> str:
    """Plain words as Markdown that renders as just those words."""
    return _SPECIAL.sub(r"\\\1", escape(text, quote=False).replace("\n", " "))


def _front_matter(document: Document, library: Library, addresses: Addresses) -> str:
    """JSON, which is YAML: nothing in a title can break it."""
    xy = {
        "kind": document.kind,
        "id": document.id,
        "lang": document.lang,
        "root": addresses.root,
        "alternate": alternate(document, addresses) if len(library.langs) > 1 else None,
        "now": {"title": interface(document.lang)["help-now"], "url": addresses("page:urgent/now")}
        if "urgent/now" in library.pages
        else None,
        "footer": [
            {"title": interface(document.lang)[f"footer-{name}"], "url": addresses(f"page:about/{name}")}
            for name in ("privacy", "corrections")
            if f"about/{name}" in library.pages
        ]
        + [{"title": page.title(document.lang), "url": addresses(f"page:{page.id}")} for page in library.of_kind("my")],
    }
    meta = {"title": document.title, "description": document.summary, "xy": xy}
    return f"---\n{json.dumps(meta, ensure_ascii=False).translate(_NOT_IN_YAML)}\n---"


def alternate(document: Document, addresses: Addresses) -> str:
    """The same page in the other language."""
    other = next(lang for lang in LANGS if lang != document.lang)
    up = addresses.root if document.lang == "zh" else addresses.root + "../"
    return posixpath.normpath(f"{up}{LANG_FOLDER[other]}{document.id}.html")


def _crumbs(document: Document, writer: HtmlWriter) -> str:
    *way, here = document.crumbs
    steps = "".join(
        f'<li><a href="{escape(writer.address(f"page:{c.page}"))}">{escape(c.title)}</a></li>'
        if c.page
        else f"<li>{escape(c.title)}</li>"
        for c in way
    )
    last = f'<li aria-current="page">{escape(here.title)}</li>'
    return f'<nav class="xy-crumbs" aria-label="{writer.t("crumbs")}"><ol>{steps}{last}</ol></nav>'


def _around(document: Document, writer: HtmlWriter) -> str:
    def link(entry: b.Entry, rel: str, label: str) -> str:
        where = escape(writer.address(f"page:{entry.page}"))
        return f'<a rel="{rel}" href="{where}"><span>{writer.t(label)}</span> <span>{escape(entry.title)}</span></a>'

    links = ""
    if document.previous:
        links += link(document.previous, "prev", "previous")
    if document.next:
        links += link(document.next, "next", "next")
    label = f"{writer.t('previous')} / {writer.t('next')}"
    return f'\n<nav class="xy-around" aria-label="{label}">{links}</nav>' if links else ""
