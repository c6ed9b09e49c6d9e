"""What crosses Python-Markdown arrives as it was sent: headings word for word, passages byte for byte."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import yaml
from building import compiled, page, real_project
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.utils.meta import get_data
from reading import MKDOCS, OURS, Reader, rendered

from generator.model import blocks as b
from generator.outputs.site.extension import CLOSE, OPEN, makeExtension
from generator.outputs.site.html import HtmlWriter
from generator.outputs.site.page import passage, write_page
from generator.outputs.site.tree import write_tree

BOTH = pytest.mark.parametrize("extensions", [OURS, MKDOCS], ids=["ours", "mkdocs"])
lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
marked = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~^=:$&;\"'%@/ 1a字　"), max_size=30)
MADE = compiled(page("guide", "home/x", "话", audience="families"))
DOCUMENT = MADE.documents["zh"]["home/x"]


def written(**changes: object) -> str:
    return write_page(replace(DOCUMENT, **changes), MADE.library)


@BOTH
@given(words=marked | lines)
@example(words="Quiz: noticing | writing ~down~ ^now^ =x= $y$ 3:00")
@example(words="1. 不是 # 列表 #")
@example(words="[TOC]")
@example(words="https://www.example.org a@b.c :smile:")
@example(words="a {: #b .c } {d}")
@example(words="&lt; &amp; <b> \\* \\")
@example(words="``x`` **y** __z__ ~~w~~")
def test_a_heading_says_what_its_author_wrote(extensions, words):
    assume(words.strip())
    body = (b.Heading(2, (b.Str(words),), "s1"), b.Heading(3, (b.Str(words),), "s1-1"))
    found = Reader(rendered(written(title=words, body=body), extensions))
    for tag in ("h1", "h2", "h3"):
        assert found.words[tag][0].strip() == words.strip(), tag
    ids = [a["id"] for t, a in found.tags if t in {"h2", "h3"}]
    assert ids[:2] == ["s1", "s1-1"]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
@example("a\x7f\x85\u2028\u2029\ufeff\ufffe\x00b", "---\n")
def test_front_matter_is_read_back_as_it_was_written(title, summary):
    source = written(title=title, summary=summary)
    front = yaml.safe_load(source.split("---\n")[1])
    assert (front["title"], front["description"]) == (title, summary)
    assert get_data(source)[1]["xy"] == front["xy"]


# --- passages ---------------------------------------------------------------

html_lines = st.lists(
    st.text(st.sampled_from("<>/=\"'&; abp#*_`~[]{}:|!-\\字"), min_size=1, max_size=30).filter(str.strip), max_size=6
)


@BOTH
@given(held=html_lines)
@example(held=["```", "x", "```"])
@example(held=["    four spaces", "# no heading", "- no list", "[x]: y", "| a |", "|---|"])
@example(held=["<p>&amp; \\* [TOC] {: #x }</p>"])
@example(held=["<!--xinyu-->", "x"])
def test_a_passage_arrives_byte_for_byte(extensions, held):
    html = "\n".join(["<div>", *held, "</div>"])
    assume(CLOSE not in held)
    out = Markdown(extensions=list(extensions)).convert(f"# x\n\n{passage(html)}\n\n## y\n")
    assert f"\n{html}\n" in out


@BOTH
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_passage_of_the_real_project_arrives_byte_for_byte(extensions, lang):
    for name, source in write_tree(real_project().compilation, lang).pages.items():
        out = rendered(source, extensions)
        passages = re.findall(f"{OPEN}\n(.*?)\n{CLOSE}", source, re.DOTALL)
        assert passages, name
        assert all(p in out for p in passages), name
        assert OPEN not in out, name


@BOTH
@given(code=st.text(st.sampled_from("a<&\n\t `~#|"), max_size=30))
@example(code="a\n\n\tb\n```\nc\n```\n")
def test_code_keeps_its_blank_lines_and_tabs(extensions, code):
    found = Reader(rendered(written(body=(b.CodeBlock(f"x{code}x"),)), extensions))
    assert found.words["pre"] == [f"x{code}x"]


def test_without_the_extension_a_passage_is_still_one_block():
    html = HtmlWriter("zh", str).blocks((b.Group("say", (b.Paragraph((b.Str("a *b*"),)), b.CodeBlock("x\n\ny")), "t"),))
    assert "<p>a *b*</p>" in Markdown().convert(passage(html))


def test_a_passage_that_is_never_closed_is_not_ours():
    out = Markdown(extensions=["xinyu"]).convert(f"# x\n\n{OPEN}\n\n*y*")
    assert "<em>y</em>" in out


def test_two_passages_and_the_words_between():
    out = Markdown(extensions=[makeExtension()]).convert(f"{passage('<p>1</p>')}\n\n*x*\n\n{passage('<p>2</p>')}")
    assert out == "<p>1</p>\n<p><em>x</em></p>\n<p>2</p>"
