"""A page in one language as every output sees it: a tree of neutral blocks, and what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.compile.links import LinkIndex
from generator.compile.marks import MarkRules
from generator.compile.rewrite import rewrite
from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic
from generator.model.page import Page
from generator.model.record import Lang
from generator.pages import PAGE_KINDS
from generator.pages.contacts import help_block
from generator.pages.context import Context

MAX_RELATED = 4
WITHOUT_RELATED = frozenset({"home", "library", "coverage"})
SECTION_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to a page; the last one and groups without a landing page have no `page`."""

    title: str
    page: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A page lowered in one language. `head` stands before the body, `foot` after it on every output that has room."""

    id: str
    lang: Lang
    kind: str
    title: str
    summary: str
    keywords: tuple[str, ...]
    asked: tuple[str, ...]
    sensitive: bool
    translated: bool
    crumbs: tuple[Crumb, ...]
    head: b.Blocks
    body: b.Blocks
    foot: b.Blocks
    source: str
    previous: b.Entry | None = None
    next: b.Entry | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands among the others.

    The groups on the way to it with the page that each opens, its neighbours, the pages that share most themes.
    """

    way: tuple[tuple[str, str | None], ...] = ()
    previous: str | None = None
    next: str | None = None
    shared: tuple[str, ...] = ()


def lower_page(page: Page, context: Context, index: LinkIndex, place: Place) -> tuple[Document, list[Diagnostic]]:
    """`page` as a document in the context's language, and what could not be resolved."""
    lang = context.lang
    kind = PAGE_KINDS[page.meta.kind]
    body = page.text(lang)
    rules = MarkRules(context, index, page.id, body.file)
    blocks = _number_headings(rules.apply(_cards(kind.lower(page, body, context), page, context)))
    pages = context.library.pages
    document = Document(
        id=page.id,
        lang=lang,
        kind=page.meta.kind,
        title=page.title(lang),
        summary=page.summary(lang),
        keywords=page.keywords(lang),
        asked=page.asked(lang),
        sensitive=page.meta.sensitive,
        translated=page.is_translated(lang),
        crumbs=_crumbs(page, context, place),
        head=_head(page, context),
        body=blocks,
        foot=_foot(page, context, place),
        source=body.file,
        previous=context.entry(pages[place.previous]) if place.previous else None,
        next=context.entry(pages[place.next]) if place.next else None,
    )
    return document, rules.problems


def _head(page: Page, context: Context) -> b.Blocks:
    out: list[b.Block] = []
    summary = page.summary(context.lang)
    if not page.is_translated(context.lang):
        out.append(b.Notice("fallback", (context.t("notice-fallback"),)))
    if page.meta.sensitive:
        out.append(b.Notice("sensitive", (context.t(_warning(page)),)))
    out.extend(_draft_notices(page, context))
    if summary:
        out.append(b.Paragraph((b.Str(summary),), role="lead"))
    facts = list(PAGE_KINDS[page.meta.kind].facts(page, context))
    if page.meta.reviewed and page.meta.kind not in {"home", "library"}:
        facts.append((context.t("fact-reviewed"), page.meta.reviewed.isoformat()))
    if facts and page.meta.kind != "urgent":
        out.append(b.Facts(tuple(facts)))
    return tuple(out)


def _warning(page: Page) -> str:
    """Which words stand before a sensitive page: to the pupil it is written to, else to the adult who reads it."""
    if getattr(page.meta, "audience", "") == "pupils":
        return "notice-sensitive-pupils"
    return "notice-sensitive-urgent" if page.meta.kind == "urgent" else "notice-sensitive"


def _draft_notices(page: Page, context: Context) -> list[b.Block]:
    """The standing of every draft or sample that the page cites, rests on or serves."""
    library = context.library
    cited = [c.law for c in page.meta.sources if c.law]
    cited += [str(getattr(page.meta, "source", None) or "")]
    cited += [library.duties[d].source for d in getattr(page.meta, "serves", ()) if d in library.duties]
    out: list[b.Block] = []
    for identity in dict.fromkeys(cited):
        source = library.sources.get(identity)
        if source and source.notice and source.status == "draft":
            out.append(b.Notice("draft", (source.notice.get(context.lang),)))
    return out


def _foot(page: Page, context: Context, place: Place) -> b.Blocks:
    out: list[b.Block] = []
    if page.meta.sources:
        items = tuple(b.ListItem((b.Paragraph((b.Str(context.cite(c)),)),)) for c in page.meta.sources)
        out.append(b.Group("sources", (b.ListBlock(items),), context.t("sources")))
    related = _related(page, context, place)
    if related:
        out.append(b.Listing("related", context.t("related"), related))
    out.append(help_block(context))
    return tuple(out)


def _related(page: Page, context: Context, place: Place) -> tuple[b.Entry, ...]:
    """The pages the author named, then those that share most themes."""
    pages, meta = context.library.pages, page.meta
    if meta.kind in WITHOUT_RELATED:
        return ()
    named = [i for i in dict.fromkeys(meta.related) if i in pages and i != page.id]
    shared = [i for i in place.shared if i not in named]
    return tuple(context.entry(pages[i]) for i in [*named, *shared][:MAX_RELATED])


def _crumbs(page: Page, context: Context, place: Place) -> tuple[Crumb, ...]:
    if page.meta.kind == "home":
        return ()
    home = next(iter(context.library.of_kind("home")), None)
    first = [Crumb(context.t("nav-home"), home.id)] if home else []
    way = [Crumb(context.t(f"nav-{key}"), landing) for key, landing in place.way]
    return (*first, *way, Crumb(page.title(context.lang), None))


def _cards(blocks: b.Blocks, page: Page, context: Context) -> b.Blocks:
    """Gives every screenshot box its title, where it comes from, and the help line."""
    out: list[b.Block] = []
    for block in blocks:
        if isinstance(block, b.Group) and block.kind == "card":
            where = b.Paragraph((b.Str(context.t("card-source", site=site_title(context))),), role="card-source")
            line = b.Paragraph((b.Str(help_line(context)),), role="card-help")
            title = block.title or page.title(context.lang)
            out.append(replace(block, title=title, blocks=(*block.blocks, where, line)))
        else:
            out.append(block)
    return tuple(out)


def site_title(context: Context) -> str:
    """The site's title in the context's language."""
    return context.library.site.title.get(context.lang)


def help_line(context: Context) -> str:
    """One line of numbers for cards and the foot of printed pages."""
    shown = [h for h in context.library.hotlines.values() if h.block]
    parts = [f"{h.name.get(context.lang)} {h.number}" for h in shown]
    return context.t("list-semicolon").join(parts)


def _number_headings(blocks: b.Blocks) -> b.Blocks:
    """Gives every heading that has none an id that depends on its place only, inside groups too."""
    count = [0, 0]  # sections, headings inside the section

    def named(block: b.Block) -> b.Blocks:
        if not isinstance(block, b.Heading):
            return (block,)
        section_begins = block.level == SECTION_LEVEL
        count[:] = [count[0] + 1, 0] if section_begins else [count[0], count[1] + 1]
        identity = f"s{count[0]}" if section_begins else f"s{count[0]}-{count[1]}"
        return (block if block.id else replace(block, id=identity),)

    return rewrite(blocks, lambda node: (node,), named)
