from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import blocks as b

word = st.text(max_size=8)


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (b.Str("字"), "字"),
        (b.Code("x"), "x"),
        (b.Styled("strong", (b.Str("重"), b.Code("y"))), "重y"),
        (b.Link("page:a", (b.Str("去"),)), "去"),
        (b.LineBreak(), " "),
        (b.LineBreak(hard=True), " "),
        (b.Image("a.svg", "一张图"), "一张图"),
        (b.Ruby("担心", "dān xīn"), "担心"),
        (b.Mark("page", "a", "这一页"), "这一页"),
        (b.Mark("page", "a"), ""),
        (b.Blank(8, "日期"), ""),
    ],
)
def test_the_words_of_each_inline(node, words):
    assert b.plain((node,)) == words


@given(st.lists(word))
def test_words_are_kept_in_order(parts):
    assert b.plain(tuple(map(b.Str, parts))) == "".join(parts)


def test_a_section_is_named_by_its_heading():
    assert b.Section(None, ()).id == ""
    assert b.Section(b.Heading(2, (), "tonight"), ()).id == "tonight"


def test_equal_blocks_are_equal_and_cannot_be_changed():
    one, two = (b.Group("say", (b.Paragraph((b.Str("好"),)),)) for _ in range(2))
    assert one == two
    with pytest.raises(AttributeError):
        one.kind = "note"
