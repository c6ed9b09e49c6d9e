"""Pages the compiler fills: libraries with facets, the hotline list, the coverage table, the front page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from generator.model import blocks as b
from generator.model.coverage import CoverageRow
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.page import Body, Page, PageMeta
from generator.model.record import Id, PageId, Record, Text
from generator.pages.contacts import contact
from generator.pages.context import Context, bands_of, flow, grade_words, in_order, law_title
from generator.pages.kind import PageKind, unknown_group

FACETS = ("kind", "audience", "band", "grade", "term", "goal", "theme")


class LibraryMeta(PageMeta):
    """Front matter of a library: which kinds of page it lists, for whom, and where it stands."""

    kind: Literal["library"]
    of: tuple[Id, ...] = Field(min_length=1)
    audience: Id | None = None
    group: tuple[Id, ...] = Field(min_length=1, max_length=2)


class HotlineListMeta(PageMeta):
    """Front matter of the list of hotlines."""

    kind: Literal["hotline-list"]


class CoverageMeta(PageMeta):
    """Front matter of the coverage table."""

    kind: Literal["coverage"]


class Door(Record):
    """One of the front page's doors."""

    icon: Literal["teachers", "families", "school"]
    page: PageId
    title: Text
    text: Text


class HomeMeta(PageMeta):
    """Front matter of the front page; `urgent` is the page its help link leads to."""

    kind: Literal["home"]
    doors: tuple[Door, ...] = Field(min_length=1, max_length=4)
    urgent: PageId


# --- libraries --------------------------------------------------------------


def _library_lower(page: Page, body: Body, context: Context) -> b.Blocks:
    meta = page.meta
    assert isinstance(meta, LibraryMeta)
    entries = tuple(context.entry(p) for p in listed(meta, context.library))
    facets = tuple(f for name in FACETS if (f := _facet(name, entries, meta, context)))
    listing = b.Listing("library", page.title(context.lang), entries, facets)
    return (*flow(body), listing)


def listed(meta: LibraryMeta, library: Library) -> Iterator[Page]:
    """The pages a library page lists, in reading order."""
    for kind in meta.of:
        for page in in_order(library.of_kind(kind), library):
            audience = getattr(page.meta, "audience", None)
            for_them = audience is None or meta.audience in {None, audience}
            if for_them and (not meta.bands or set(meta.bands) & set(bands_of(page.meta, library))):
                yield page


def _facet(name: str, entries: tuple[b.Entry, ...], meta: LibraryMeta, context: Context) -> b.Facet | None:
    """The facet with its values in vocabulary order, or None where it would not divide the list."""
    counts: dict[str, int] = {}
    for entry in entries:
        for value in entry.facets.get(name, ()):
            counts[value] = counts.get(value, 0) + 1
    if len(counts) < 2 or all(n == len(entries) for n in counts.values()):
        return None
    order = list(meta.of) if name == "kind" else _order(name, context.library)
    values = sorted(counts, key=lambda v: (order.index(v) if v in order else len(order), v))
    labelled = tuple((v, _value_words(name, v, context), counts[v]) for v in values)
    return b.Facet(name, context.t(f"facet-{name}"), labelled)


def _order(name: str, library: Library) -> list[str]:
    tables = {"band": library.bands, "theme": library.themes, "goal": library.goals}
    if name == "grade":
        return [g for band in library.bands.values() for g in band.grades]
    return list(tables.get(name, {}))


def _value_words(name: str, value: str, context: Context) -> str:
    tables = {"band": "bands", "theme": "themes", "goal": "goals"}
    if name in tables:
        return context.names(tables[name], (value,))
    if name == "grade":
        return grade_words(value, context)
    return context.t(f"{name}-{value}")


def _library_check(page: Page, body: Body, library: Library) -> Iterator[Diagnostic]:
    meta = page.meta
    assert isinstance(meta, LibraryMeta)
    yield from unknown_group(page, meta.group)
    if not list(listed(meta, library)):
        yield Diagnostic("library-empty", page.at("of"), severity="warning")


# --- hotlines ---------------------------------------------------------------


def _hotlines_lower(page: Page, body: Body, context: Context) -> b.Blocks:
    cards = tuple(contact(h, context) for h in context.library.hotlines.values())
    return (b.Contacts("list", context.t("hotlines"), cards), *flow(body))


# --- coverage ---------------------------------------------------------------


def _coverage_lower(page: Page, body: Body, context: Context) -> b.Blocks:
    out: list[b.Block] = [*flow(body)]
    rows = context.coverage
    counts = {state: sum(r.state == state for r in rows) for state in ("met", "missing", "outside")}
    out.append(b.Paragraph((b.Str(context.t("coverage-counts", total=len(rows), **counts)),), role="lead"))
    for source in dict.fromkeys(r.source for r in rows):
        record = context.library.sources.get(source)
        if record is None:
            continue
        title = law_title(record.title.get(context.lang), context.lang, record.type)
        out.append(b.Heading(2, (b.Str(title),), f"source-{source}"))
        if record.notice:
            kind: Literal["draft", "sample"] = "draft" if record.status == "draft" else "sample"
            out.append(b.Notice(kind, (record.notice.get(context.lang),)))
        header = tuple((b.Str(context.t(f"coverage-{c}")),) for c in ("duty", "who", "needs", "state"))
        table = tuple(_coverage_row(r, context) for r in rows if r.source == source)
        out.append(b.Table(header, table, title, "coverage"))
    return tuple(out)


def _coverage_row(row: CoverageRow, context: Context) -> tuple[b.Inlines, ...]:
    duty = context.library.duties[row.mandate].mandate
    lang = context.lang
    article = context.t("brackets", text=duty.article.get(lang))
    quantity = f"{context.t('list-semicolon')}{duty.quantity.get(lang)}" if duty.quantity else ""
    words: list[b.Inline] = [
        b.Styled("strong", (b.Str(duty.id),)),
        b.Str(f" {duty.duty.get(lang)}{quantity}{article}"),
    ]
    needs: list[b.Inline] = []
    for result in row.results:
        if needs:
            needs.append(b.LineBreak(hard=True))
        text = (b.Str(("✓ " if result.met else "· ") + result.words[lang]),)
        linked = result.page is not None and result.page in context.library.pages
        needs.append(b.Link(f"page:{result.page}", text) if linked else text[0])
    if duty.reason and not row.results:
        needs.append(b.Str(duty.reason.get(lang)))
    state = (b.Str(context.t(f"state-{row.state}")),)
    return (tuple(words), (b.Str(duty.who.get(lang)),), tuple(needs), state)


# --- the front page ---------------------------------------------------------


def _home_lower(page: Page, body: Body, context: Context) -> b.Blocks:
    meta = page.meta
    assert isinstance(meta, HomeMeta)
    lang = context.lang
    doors = tuple(b.Entry(d.page, d.title.get(lang), d.text.get(lang), icon=d.icon) for d in meta.doors)
    now = b.Link(f"page:{meta.urgent}", (b.Str(context.t("help-now")),))
    due = tuple(
        b.Entry(e.page or "", e.title.get(lang), e.text.get(lang), months=e.months)
        for e in context.library.events.values()
    )
    out: list[b.Block] = [
        b.Paragraph((now,), role="now"),
        b.Listing("doors", page.title(lang), doors),
    ]
    if due:
        out.append(b.Listing("due", context.t("due-this-month"), due))
    return (*out, *flow(body))


def _home_check(page: Page, body: Body, library: Library) -> Iterator[Diagnostic]:
    meta = page.meta
    assert isinstance(meta, HomeMeta)
    for field, target in (("urgent", meta.urgent), *(("doors", d.page) for d in meta.doors)):
        if target not in library.pages:
            yield Diagnostic("page-unknown", page.at(field), params={"id": target})


LIBRARY = PageKind(
    "library",
    LibraryMeta,
    lambda page: tuple(getattr(page.meta, "group", ("school",))),
    lower=_library_lower,
    check=_library_check,
)
HOTLINE_LIST = PageKind("hotline-list", HotlineListMeta, lambda page: ("urgent",), lower=_hotlines_lower)
COVERAGE = PageKind("coverage", CoverageMeta, lambda page: ("school", "policy"), lower=_coverage_lower)
HOME = PageKind("home", HomeMeta, lambda page: (), lower=_home_lower, check=_home_check)
