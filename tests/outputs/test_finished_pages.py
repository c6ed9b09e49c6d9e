"""Pages put together without Python-Markdown are those that Python-Markdown makes, byte for byte."""

from __future__ import annotations

from dataclasses import replace

import pytest
from building import compiled, page, real_project
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from generator.model import blocks as b
from generator.outputs.site.extension import CLOSE, OPEN, makeExtension
from generator.outputs.site.finished import finish, render
from generator.outputs.site.page import write_page
from generator.outputs.site.tree import write_tree

MADE = compiled(page("guide", "home/x", "话", audience="families"))
DOCUMENT = MADE.documents["zh"]["home/x"]
words = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~^=:$&;\"'%@/ 1aZ字é　\n\t\x02"), max_size=24) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=24
)
html = st.sampled_from(
    ["<p>话</p>", "<a href='x'>y</a>", "words", "<!-- c -->", "<DIV>\n  <p>\n</DIV>", "&amp; \\* #", "", "# no"]
)


def parsed(text: str) -> tuple[str, object]:
    """The same by Python-Markdown, set up as MkDocs does."""
    engine = Markdown(extensions=["toc", "tables", "fenced_code", "attr_list", makeExtension()])
    return engine.convert(text), engine.toc_tokens  # type: ignore[attr-defined]


def same(text: str) -> bool:
    """Whether the page is one we put together; if so it must be Python-Markdown's."""
    found = render(text)
    assert (found.html, found.headings) == parsed(text)
    return finish(text) is not None


@given(words, st.lists(words, max_size=3))
@example("x", ["1. 不是 # 列表 #", "a {: #b .c } {d}", "[TOC]"])
@example("&lt; &amp; <b> \\* \\", ["a  b", "x"])
@example("T1 Notice", ["T1 notice"])
def test_a_page_of_ours(title, headings):
    body = tuple(b.Heading(2 + n % 3, (b.Str(text),), f"s{n}") for n, text in enumerate(headings))
    text = write_page(replace(DOCUMENT, title=title, body=body), MADE.library)
    same(text.partition("\n---\n")[2])


plain = st.text(st.sampled_from("字 aZé1\\_&amp;lt\"'-"), min_size=1, max_size=12)
passages = html.map(lambda inside: f"{OPEN}\n{inside}\n{CLOSE}")
heads = st.builds(
    lambda level, text, name: f"{'#' * level} {text}{name}",
    st.integers(1, 6),
    plain,
    st.sampled_from(["", " {: #a-b }", " {: #x }", "{: #x }", " {: .y }", " "]),
)


@given(st.lists(passages | heads | words, max_size=6), st.sampled_from(["\n\n", "\n"]))
@example(["# a", f"{OPEN}\n<p>x</p>\n{CLOSE}", "# a", "## _1"], "\n\n")
def test_any_text_is_put_together_rightly_or_left_alone(parts, between):
    same(between.join(parts) + "\n")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_of_the_library(lang):
    pages = write_tree(real_project().compilation, lang).pages
    assert [name for name, text in pages.items() if not same(text.partition("\n---\n")[2])] == []
