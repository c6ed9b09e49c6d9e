"""The page where whoever holds a certificate checks it: with the school's public keys, in the browser alone."""

from __future__ import annotations

from typing import Literal

from generator.model import blocks as b
from generator.model.library import Library
from generator.model.page import Body, Page, PageMeta
from generator.pages.context import Context, flow
from generator.pages.journey import words
from generator.pages.kind import PageKind


class VerifyMeta(PageMeta):
    """Front matter of the page that checks certificates."""

    kind: Literal["verify"]


def _lower(page: Page, body: Body, context: Context) -> b.Blocks:
    keys = _keys(context.library)
    instead = b.Paragraph((b.Str(context.t("verify-without-script" if keys else "verify-no-key")),))
    data = {"site": context.library.site.title.get(context.lang), "keys": keys}
    return (b.Live("verify", data, words(context, "verify-"), (instead,)), *flow(body))


def _keys(library: Library) -> list[dict[str, object]]:
    """The published halves, field by field, as docs/formats/certificate.md names them; no `until` is an empty text."""
    return [
        {
            "id": key.id,
            "public": key.public,
            "until": key.until.isoformat() if key.until else "",
            "withdrawn": list(key.withdrawn),
        }
        for key in library.certificate_keys.values()
    ]


VERIFY = PageKind(
    "verify", VerifyMeta, lambda page: ("school", "about"), sections=lambda meta: ("proves", "fails"), lower=_lower
)
