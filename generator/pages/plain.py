"""Free pages, and policy pages that carry their source's standing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.model.page import Body, Page, PageMeta
from generator.model.record import Id
from generator.pages.context import Context
from generator.pages.kind import PageKind, unknown_group


class PlainMeta(PageMeta):
    """Front matter of a free page. `group` is its place in the navigation, `about` of the school's by default."""

    kind: Literal["page"]
    group: tuple[Id, ...] = Field(default=("school", "about"), min_length=1, max_length=2)


class PolicyMeta(PageMeta):
    """Front matter of a policy page; `source` is the law or policy it is about."""

    kind: Literal["policy"]
    source: Id | None = None


def _policy_facts(page: Page, context: Context) -> tuple[tuple[str, str], ...]:
    source = context.library.sources.get(str(getattr(page.meta, "source", "")))
    if source is None:
        return ()
    facts = [(context.t("fact-status"), context.t(f"status-{source.status}"))]
    if source.checked:
        facts.append((context.t("fact-checked"), source.checked.isoformat()))
    return tuple(facts)


def _policy_check(page: Page, body: Body, library: Library) -> Iterator[Diagnostic]:
    source = getattr(page.meta, "source", None)
    if source and source not in library.sources:
        yield Diagnostic("source-unknown", page.at("source"), params={"source": source})


def _plain_check(page: Page, body: Body, library: Library) -> Iterator[Diagnostic]:
    assert isinstance(page.meta, PlainMeta)
    yield from unknown_group(page, page.meta.group)


PLAIN = PageKind(
    "page", PlainMeta, lambda page: tuple(getattr(page.meta, "group", ("school", "about"))), check=_plain_check
)
POLICY = PageKind("policy", PolicyMeta, lambda page: ("school", "policy"), facts=_policy_facts, check=_policy_check)
