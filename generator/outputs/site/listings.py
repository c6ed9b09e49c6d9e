"""Lists of pages and of telephone numbers as HTML: libraries with facets, doors, what is due, help."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import Protocol

from generator.model import blocks as b


class Page(Protocol):
    """What a list needs of the page it stands on."""

    def t(self, key: str, **values: object) -> str:
        """An interface string, escaped."""

    def address(self, target: str) -> str:
        """Where `page:ID` or `file:PATH` lies, relative to this page."""


def write_listing(listing: b.Listing, page: Page) -> str:
    """A list of pages in the shape its kind has."""
    writers = {"library": _library, "related": _related, "doors": _doors, "due": _due, "units": _units}
    return writers[listing.kind](listing, page)


def _library(listing: b.Listing, page: Page) -> str:
    facets = "".join(_facet(f) for f in listing.facets)
    form = f'<form class="xy-facets" aria-label="{page.t("facets")}">{facets}</form>' if facets else ""
    items = "".join(_item(e, page) for e in listing.entries)
    found = page.t("found", n=len(listing.entries))
    template = page.t("found", n="{n}")
    return (
        f'<div class="xy-library" data-library>{form}'
        f'<p class="xy-found" role="status" data-template="{template}">{found}</p>'
        f'<ul class="xy-results">{items}</ul>'
        f'<div class="xy-empty" hidden><p>{page.t("empty")}</p>'
        f'<button type="button" data-reset>{page.t("clear")}</button></div></div>'
    )


def _facet(facet: b.Facet) -> str:
    chips = "".join(
        f'<label class="xy-chip"><input type="checkbox" value="{escape(value)}">'
        f'<span>{escape(label)}</span><span class="xy-count">{count}</span></label>'
        for value, label, count in facet.values
    )
    legend = f"<legend>{escape(facet.title)}</legend>"
    return f'<fieldset class="xy-facet" data-facet="{facet.id}">{legend}{chips}</fieldset>'


def _item(entry: b.Entry, page: Page) -> str:
    data = "".join(
        f' data-{name}="{escape(" ".join(values))}"' for name, values in sorted(entry.facets.items()) if values
    )
    return f'<li class="xy-item"{data}>{_card(entry, page, "xy-item")}</li>'


def _card(entry: b.Entry, page: Page, name: str) -> str:
    link = f'<a class="{name}__title" href="{escape(page.address("page:" + entry.page))}">{escape(entry.title)}</a>'
    summary = f'<p class="{name}__summary">{escape(entry.summary)}</p>' if entry.summary else ""
    meta = f'<p class="{name}__meta">{escape(entry.meta)}</p>' if entry.meta else ""
    return link + summary + meta


def _related(listing: b.Listing, page: Page) -> str:
    items = "".join(_linked(e, page) for e in listing.entries)
    title = escape(listing.title)
    return f'<nav class="xy-related" aria-label="{title}"><h2 id="related">{title}</h2><ul>{items}</ul></nav>'


def _linked(entry: b.Entry, page: Page) -> str:
    summary = f"<p>{escape(entry.summary)}</p>" if entry.summary else ""
    return f'<li><a href="{escape(page.address("page:" + entry.page))}">{escape(entry.title)}</a>{summary}</li>'


def _units(listing: b.Listing, page: Page) -> str:
    items = "".join(
        f'<li class="xy-item" data-unit="{escape(e.page)}">{_card(e, page, "xy-item")}</li>' for e in listing.entries
    )
    role = f' data-track="{escape(listing.key)}"' if listing.key else ""
    return f'<div class="xy-library xy-units"{role}><h2>{escape(listing.title)}</h2><ul class="xy-results">{items}</ul></div>'


def _doors(listing: b.Listing, page: Page) -> str:
    doors = "".join(
        f'<li class="xy-door xy-door--{e.icon}">{icon(e.icon)}'
        f'<a href="{escape(page.address("page:" + e.page))}">{escape(e.title)}</a><p>{escape(e.summary)}</p></li>'
        for e in listing.entries
    )
    return f'<ul class="xy-doors">{doors}</ul>'


def icon(name: str) -> str:
    """An icon of ours as inline SVG."""
    return (files("generator.assets") / "icons" / f"{name}.svg").read_text("utf-8").strip()


def _due(listing: b.Listing, page: Page) -> str:
    items = "".join(
        f'<li data-months="{" ".join(map(str, e.months))}">{_due_title(e, page)}<p>{escape(e.summary)}</p></li>'
        for e in listing.entries
    )
    return f'<section class="xy-due" data-due><h2 id="due">{escape(listing.title)}</h2><ul>{items}</ul></section>'


def _due_title(entry: b.Entry, page: Page) -> str:
    title = escape(entry.title)
    return (
        f'<a href="{escape(page.address("page:" + entry.page))}">{title}</a>' if entry.page else f"<span>{title}</span>"
    )


def write_contacts(block: b.Contacts, page: Page) -> str:
    """The help block, or the cards of the hotline page."""
    if block.kind == "list":
        cards = "".join(_hotline(c, page) for c in block.contacts)
        return f'<ul class="xy-hotlines">{cards}</ul>'
    rows = "".join(
        f"<li>{_number(c)} <span>{escape(c.name)}</span> <small>{escape(c.hours)}</small></li>" for c in block.contacts
    )
    note = f'<p class="xy-help__checked">{escape(block.note)}</p>' if block.note else ""
    title = f'<h2 id="help-block">{escape(block.title)}</h2>'
    return f'<aside class="xy-help" aria-labelledby="help-block">{title}<ul>{rows}</ul>{note}</aside>'


def _number(contact: b.Contact) -> str:
    return f'<a class="xy-tel" href="tel:{escape(contact.dial)}">{escape(contact.number)}</a>'


def _hotline(contact: b.Contact, page: Page) -> str:
    lines = (
        ("", contact.about),
        (page.t("hotline-hours"), contact.hours),
        (page.t("hotline-evidence"), contact.evidence),
        (page.t("hotline-verified"), contact.verified),
    )
    rows = "".join(
        f"<p>{f'<strong>{label}</strong> ' if label else ''}{escape(text)}</p>" for label, text in lines if text
    )
    return f'<li class="xy-hotline"><h2>{escape(contact.name)}</h2>{_number(contact)}{rows}</li>'
