"""A document template: filled from `school.yml`, honest blanks elsewhere; never anyone's data."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model import blocks as b
from generator.model.page import Body, Page, PageMeta
from generator.pages.context import Context, section_blocks
from generator.pages.kind import PageKind


class DocumentMeta(PageMeta):
    """Front matter of a document. `privacy` is the class of what it will hold once filled in."""

    kind: Literal["document"]
    code: Annotated[str, Field(pattern=r"^DOC\d{2}[a-z]?$")]
    layout: Literal["official", "form", "letter", "card"]
    privacy: Literal["P0", "P1", "P2-blank", "P3-blank"]
    serves: tuple[Annotated[str, Field(pattern=r"^[A-Z]\d{3}$")], ...] = ()


def _lower(page: Page, body: Body, context: Context) -> b.Blocks:
    meta = page.meta
    assert isinstance(meta, DocumentMeta)
    out: list[b.Block] = []
    for section in body.sections:
        out.extend(section_blocks(section, wrap=f"paper-{meta.layout}" if section.id == "body" else ""))
    return tuple(out)


def _facts(page: Page, context: Context) -> tuple[tuple[str, str], ...]:
    meta = page.meta
    assert isinstance(meta, DocumentMeta)
    facts = [
        (context.t("fact-code"), meta.code),
        (context.t("fact-privacy"), context.t(f"privacy-{meta.privacy}")),
    ]
    if meta.serves:
        facts.append((context.t("fact-serves"), context.t("list-comma").join(meta.serves)))
    return tuple(facts)


DOCUMENT = PageKind(
    "document",
    DocumentMeta,
    lambda page: ("school", "documents"),
    lambda meta: ("use", "body"),
    lower=_lower,
    facts=_facts,
)
