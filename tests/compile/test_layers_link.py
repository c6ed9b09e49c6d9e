"""Links and pictures work across layers: a school's page may stand in for one of the base, or beside it."""

from __future__ import annotations

from generator.compile.links import LinkIndex, resolve_image, resolve_link
from generator.model.diagnostic import Span

INDEX = LinkIndex(
    pages=frozenset({"home/sleep", "about/privacy"}),
    aliases={},
    files={"content/home/sleep.md": "home/sleep", "content/about/privacy.md": "about/privacy"},
    assets=frozenset({"base/content/home/bed.svg", "content/home/lamp.svg", "base/content/home/lamp.svg"}),
)
HERE = Span("content/home/sleep.md")


def test_a_page_of_the_school_links_to_one_of_the_base() -> None:
    found, problem = resolve_link("../about/privacy.md", "home/sleep", "content/home/sleep.md", INDEX, HERE)
    assert (found, problem) == ("page:about/privacy", None)


def test_a_page_of_the_base_links_to_one_the_school_replaced() -> None:
    found, problem = resolve_link("../home/sleep.md", "about/privacy", "base/content/about/privacy.md", INDEX, HERE)
    assert (found, problem) == ("page:home/sleep", None)


def test_a_picture_is_taken_from_the_nearest_layer_that_has_it() -> None:
    assert resolve_image("bed.svg", "content/home/sleep.md", INDEX, HERE)[0] == "file:base/content/home/bed.svg"
    assert resolve_image("lamp.svg", "content/home/sleep.md", INDEX, HERE)[0] == "file:content/home/lamp.svg"
