"""Printed certificates: one PDF, a page for each, to be signed, stamped and hung on a wall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from generator.memory.fork import shared_out
from generator.messages import interface
from generator.model.certificate import Issued
from generator.model.library import Library
from generator.model.record import Lang
from generator.outputs.print.paper import HAN
from generator.outputs.print.pdf import Printed, write_source
from generator.outputs.print.qr import QUIET, qr_code, svg
from generator.outputs.print.typst import literal

LEAST_CODE = 42.0  # mm along a side of the code, with its quiet zone
LEAST_MODULE = 0.48  # mm: phones read 0.45 from paper, and a printer may scale to its margins

LINE, ANYWHERE = 44, "\u200b"  # characters of an address beside the code; where a line may end


def write_certificates(issued: Sequence[Issued], library: Library, lang: Lang) -> bytes:
    """The PDF/UA-1 of `issued`, in their order, one A4 page each, its words in `lang`. The same bytes every time.

    Raises `ValueError` where there is none, or the text of a code is longer than a code holds.
    """
    return print_certificates(issued, library, lang).data


def print_certificates(issued: Sequence[Issued], library: Library, lang: Lang) -> Printed:
    """As `write_certificates`, with the characters that no font of ours has: their numbers are printed instead."""
    if not issued:
        raise ValueError("no certificate to print")
    words = interface(lang)
    school = library.school.name
    author = (school or library.site.title).get(lang)
    about = (
        f"title: {literal(words['certificate-title'])}, author: {literal(author)}, "
        f"description: {literal(words['certificate-standing'])}, date: none"
    )
    pages = "".join(f"{page}, " for page in shared_out(lambda share: [_page(one, lang) for one in share], issued))
    source = (
        f'#import "/certificate.typ": certificates\n#set document({about})\n#certificates({literal(lang)}, ({pages}))\n'
    )
    printed = write_source(source)
    assert printed.pages == (len(issued),), "a certificate is one page, whatever it says"
    return printed


def _page(issued: Issued, lang: Lang) -> str:
    """The dictionary that the template makes a page of."""
    c, words = issued.certificate, interface(lang)
    address = issued.text.rpartition("#")[0]
    code = qr_code(issued.text)
    picture = svg(code).decode().replace('"', '\\"')
    wide = max(LEAST_CODE, LEAST_MODULE * (code.size + 2 * QUIET))
    hours = words["certificate-hour" if c.hours == "1" else "certificate-hours"].format(n=c.hours)
    told = {"day": _day(c.day, lang), "hours": hours}
    fields = {
        "title": _said(words["certificate-title"], lang),
        "school": _said(c.school, lang),
        "school-here": _said(words["certificate-school"], lang),
        "name": _said(c.name, lang),
        "post": _said(c.post, lang),
        "before": _said(words["certificate-before"].format(**told), lang),
        "course": _said(c.title, lang),
        "after": _said(words["certificate-after"].format(**told), lang),
        "number": _said(words["certificate-number"].format(number=c.number), lang),
        "how": _said(words["certificate-how" if address else "certificate-how-page"], lang),
        "address": _address(address),
        "sign-here": _said(words["certificate-sign"], lang),
        "seal-here": _said(words["certificate-seal"], lang),
        "standing": _said(words["certificate-standing"], lang),
        "code": f'"{picture}"',
        "code-says": literal(words["certificate-code"].format(number=c.number)),
        "code-wide": f"{wide:.2f}mm",
    }
    return "(" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + ")"


def _address(address: str) -> str:
    """An address as content; whoever copies it from the file gets it as it is, unless it is too long for its line."""
    words = literal(address)
    return f"[#{words if len(address) > LINE else words.replace(ANYWHERE, '')}]" if address else "none"


def _said(text: str, lang: Lang) -> str:
    """Words as content, marked as Chinese where they are among English; `none` where there are none."""
    if not text:
        return "none"
    marked = lang == "en" and HAN.search(text.translate({ord(c): None for c in "“”‘’…—"}))
    return f'text(lang: "zh", region: "cn", {literal(text)})' if marked else f"[#{literal(text)}]"


def _day(day: dt.date, lang: Lang) -> str:
    """A day as it is written in a sentence: 2026年11月21日, 21 November 2026."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    months = interface(lang)["certificate-months"].split()
    return f"{day.day} {months[day.month - 1]} {day.year}"
