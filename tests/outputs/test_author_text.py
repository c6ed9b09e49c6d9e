"""Nothing an author writes becomes a tag, an attribute or a comment: it is read as it was written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from building import compiled, context, page
from hypothesis import example, given
from hypothesis import strategies as st
from reading import MKDOCS, OURS, Reader, rendered

from generator.compile.document import Crumb, Document
from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library
from generator.outputs.site.html import HtmlWriter
from generator.outputs.site.page import Addresses, write_page
from generator.outputs.site.tree import write_tree
from generator.outputs.site.trouble import show_trouble
from generator.pages.contacts import help_block

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!--/xinyu-->\n<b>out</b>",
    "\n<!--/xinyu-->\n\n<b>out</b>\n",
    "\n\n<b>paragraph</b>\n\n",
    "&lt;b&gt; &#60;b&#62; &amp;lt;",
    "</h2></title></textarea></script></li></ul></div>",
    "{: onclick=alert(1) }",
    "{#a onclick=alert(1)}",
    "[x](javascript:alert(1)) ![x](y) `<b>`",
    "<!DOCTYPE html><![CDATA[x]]><?php x ?>",
    "\\<b\\> \\",
    "# x\n## y\n- z\n> q\n```\ncode\n```\n~~~\n<i>\n~~~",
    "[TOC]\n\n[x]: http://x.example\n\n| a |\n|---|\n",
)
texts = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(st.sampled_from("<>&\"'/=!-#{}:[]()`~|\\ \n\taxs"), max_size=40),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)


def text(words: str) -> b.Inlines:
    return (b.Str(words),)


def blocks(words: str) -> b.Blocks:
    """A block of every kind, with the author's words wherever an author may write."""
    inlines: b.Inlines = (
        b.Str(words),
        b.Styled("strong", text(words)),
        b.Code(words),
        b.LineBreak(hard=True),
        b.Link("page:home/a", text(words)),
        b.Link(f"https://example.org/{words}", text(words)),
        b.Link(f"tel:{words}", text(words)),
        b.Image(f"file:content/{words}.svg", words),
        b.Blank(8, words),
        b.Ruby(words, words),
    )
    option = b.Option("a", words, words, correct=True)
    other = b.Option("b", words, words)
    entry = b.Entry("home/a", words, words, words, {"theme": (words,)}, (9,), "families")
    items = tuple(
        b.Item("q", kind, control, words, (option, other), (option, other), words, words, critical=True)
        for kind, control in (
            ("single", "one"),
            ("multiple", "many"),
            ("order", "order"),
            ("match", "match"),
            ("reflection", "write"),
        )
    )
    nodes = (b.CaseNode("n1", words, (b.Turn("a", words, words, "best", "e1"),)),)
    case = b.Case("c", words, words, "n1", nodes, (b.Ending("e1", "good", words, words),), words, words, words)
    contact = b.Contact("12356", words, words, words, words, words, words)
    kinds = ("say", "note", "fold", "card", "sources", "sheet", "paper-form", "slide", "unheard-of")
    return (
        b.Heading(2, inlines, "one"),
        b.Paragraph(inlines),
        b.ListBlock((b.ListItem((b.Paragraph(inlines),), task=True), b.ListItem((b.Quote((b.Paragraph(inlines),)),)))),
        b.Heading(3, text(words), "two"),
        b.Table((inlines, text(words)), ((inlines, text(words)),), words),
        b.CodeBlock(words),
        *(b.Group(kind, (b.Paragraph(inlines),), words) for kind in kinds),
        b.Facts(((words, words),)),
        b.Notice("draft", (words,)),
        b.Listing("library", words, (entry,), (b.Facet("theme", words, ((words, words, 1),)),)),
        *(b.Listing(kind, words, (entry,)) for kind in ("related", "doors", "due", "units")),
        b.Contacts("help", words, (contact,), words),
        b.Contacts("list", words, (contact,)),
        b.Quiz("z", words, (*items, case)),
    )


@given(texts)
def test_the_writer_makes_the_same_tags_whatever_the_words(words):
    writer = HtmlWriter("zh", Addresses("home/x"))
    for plain, found in zip(blocks("x"), blocks("x" + words), strict=True):
        assert Reader(writer.block(found)).shape == Reader(writer.block(plain)).shape


def document(words: str) -> tuple[Document, Library]:
    made = compiled(page("guide", "home/x", "话", audience="families"))
    entry = b.Entry("home/a", words, words)
    changed = replace(
        made.documents["zh"]["home/x"],
        title=words,
        summary=words,
        crumbs=(Crumb(words, "index"), Crumb(words, None)),
        head=(b.Paragraph(text(words), role="lead"),),
        body=blocks(words),
        foot=(help_block(context()),),
        previous=entry,
        next=entry,
    )
    return changed, made.library


@pytest.mark.parametrize("extensions", [OURS, MKDOCS], ids=["ours", "mkdocs"])
@given(words=texts)
@example(words="\n```\n<b>\n```\n")
def test_a_whole_page_has_the_same_tags_whatever_the_words(extensions, words):
    shapes = [Reader(rendered(write_page(*document(w)), extensions)).shape for w in ("x", "x" + words)]
    assert shapes[0] == shapes[1]


@given(texts)
def test_forwarding_pages_and_error_notes_have_the_same_tags_whatever_the_words(words):
    shapes = []
    for given_words in ("x", "x" + words):
        made = compiled(
            page("guide", "home/x", "话", audience="families", title=given_words[:99], aliases=["home/old"])
        )
        shapes.append(Reader(write_tree(made, "zh").files["home/old.html"].decode()).shape)
        fault = Diagnostic("hotline-unknown", Span("content/home/x.md"), params={"id": given_words})
        files = {"content/home/x.md": given_words}
        wrong = replace(made, diagnostics=(fault,), library=replace(made.library, files=files))
        shown = show_trouble(write_tree(wrong, "zh"), wrong, {})
        shapes.append(Reader(rendered(shown.pages["home/x.md"])).shape)
    assert shapes[:2] == shapes[2:]


@given(texts)
def test_an_authors_section_id_is_never_more_than_an_id(words):
    made, library = document("x")
    changed = replace(made, body=(b.Heading(2, text("x"), "a" + words.replace(" ", "")), b.Paragraph(text("x"))))
    plain = replace(made, body=(b.Heading(2, text("x"), "a"), b.Paragraph(text("x"))))
    shapes = [Reader(rendered(write_page(d, library))).shape for d in (plain, changed)]
    assert shapes[0] == shapes[1]
