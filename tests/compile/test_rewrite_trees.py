from __future__ import annotations

from dataclasses import replace

from building import every
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.rewrite import rewrite, rewrite_inlines
from generator.model import blocks as b
from generator.model.walk import texts, walk

strs = st.builds(b.Str, st.text(max_size=5))
inlines = st.recursive(
    st.lists(strs | st.builds(b.Code, st.text(max_size=3)) | st.builds(b.LineBreak), max_size=3).map(tuple),
    lambda inner: st.lists(
        st.builds(b.Styled, st.sampled_from(["strong", "em", "del"]), inner) | st.builds(b.Link, st.just("x"), inner),
        max_size=3,
    ).map(tuple),
    max_leaves=6,
)
rows = st.lists(inlines, min_size=2, max_size=2).map(tuple)
leaves = st.one_of(
    st.builds(b.Paragraph, inlines),
    st.builds(b.Heading, st.integers(2, 4), inlines),
    st.builds(b.CodeBlock, st.text(max_size=5)),
    st.builds(b.Rule),
    st.builds(b.Table, rows, st.lists(rows, max_size=2).map(tuple)),
)
trees = st.recursive(
    st.lists(leaves, max_size=3).map(tuple),
    lambda inner: st.lists(
        st.builds(b.Group, st.sampled_from(["say", "fold"]), inner)
        | st.builds(b.Quote, inner)
        | st.builds(b.ListBlock, st.lists(st.builds(b.ListItem, inner), max_size=2).map(tuple)),
        max_size=3,
    ).map(tuple),
    max_leaves=8,
)


@given(trees)
def test_rewriting_with_rules_that_change_nothing_changes_nothing(blocks):
    assert rewrite(blocks, lambda node: (node,), lambda block: (block,)) == blocks


@given(trees)
def test_every_inline_and_every_block_is_seen(blocks):
    seen: list[object] = []

    def inline(node):
        seen.append(node)
        return (node,)

    def block(found):
        seen.append(found)
        return (found,)

    rewrite(blocks, inline, block)
    assert sum(isinstance(x, b.Str) for x in seen) == len(list(every(blocks, b.Str)))
    kinds = (b.Paragraph, b.Heading, b.CodeBlock, b.Rule, b.Table, b.Group, b.Quote, b.ListBlock)
    assert [x for x in seen if isinstance(x, kinds)] == list(walk(blocks))


@given(trees)
def test_words_can_be_replaced_anywhere(blocks):
    def inline(node):
        return (b.Str("字"),) if isinstance(node, b.Str) else (node,)

    out = rewrite(blocks, inline, lambda block: (block,))
    assert {node.text for node in every(out, b.Str)} <= {"字"}
    assert len(list(every(out, b.Str))) == len(list(every(blocks, b.Str)))


def test_a_rule_sees_an_inline_after_what_is_in_it():
    def shout(node):
        match node:
            case b.Str(text):
                return (b.Str(text.upper()),)
            case b.Styled(content=content):
                return content
            case _:
                return (node,)

    content = (b.Styled("strong", (b.Str("a"), b.Styled("em", (b.Str("b"),)))),)
    assert rewrite_inlines(content, shout) == (b.Str("A"), b.Str("B"))


def test_a_block_may_become_several_or_none_and_the_new_ones_are_rewritten_inside():
    def block(found):
        if isinstance(found, b.Rule):
            return ()
        if isinstance(found, b.Quote):
            return (replace(found, blocks=(b.Paragraph((b.Str("x"),)),)), b.Rule())
        return (found,)

    out = rewrite((b.Rule(), b.Quote(())), lambda node: (b.Str("y"),), block)
    assert out == (b.Quote((b.Paragraph((b.Str("y"),)),)), b.Rule())


def test_the_words_of_a_tree_in_reading_order():
    def text(words: str) -> tuple[b.Str]:
        return (b.Str(words),)

    tree = (
        b.Heading(2, text("题")),
        b.Group("note", (b.Paragraph(text("一")),), "小题"),
        b.Table((text("甲"), text("乙")), ((text("丙"), text("丁")),)),
        b.ListBlock((b.ListItem((b.Paragraph(text("二")),)),)),
        b.CodeBlock("码"),
        b.Quote((b.Paragraph(text("三")),)),
        b.Rule(),
    )
    assert list(texts(tree)) == ["题", "小题", "一", "甲 乙", "丙 丁", "二", "码", "三"]


def test_the_words_of_questions_hold_no_key():
    item = b.Item("q", "single", "one", "干", (b.Option("a", "项", "因", True),), rationale="理")
    node = b.CaseNode("n", "境", (b.Turn("a", "做", "馈", "best", "e"),))
    case = b.Case("c", "题", "情", "n", (node,), (b.Ending("e", "good", "结", "果"),), "回", "句")
    assert list(texts((b.Quiz("z", "测", (item, case)),))) == ["测", "干", "项", "题", "情", "境", "回"]
