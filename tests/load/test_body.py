"""A page's Markdown: sections, blocks, and everything an author may get wrong at its place."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.body import parse_body
from generator.load.dialect import DIRECTIVES
from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic, Span


def read(text: str) -> tuple[b.Section, ...]:
    sections, problems = parse_body(text, "a.md")
    assert problems == []
    return sections


def blocks(text: str) -> b.Blocks:
    (section,) = read(text)
    return section.blocks


def inlines(text: str) -> b.Inlines:
    (paragraph,) = blocks(text)
    assert isinstance(paragraph, b.Paragraph)
    return paragraph.content


def problems(text: str, first_line: int = 1) -> list[Diagnostic]:
    return parse_body(text, "a.md", first_line)[1]


def walk(node: Any) -> Iterator[Any]:
    """Every block and inline of a tree."""
    if isinstance(node, tuple):
        for inner in node:
            yield from walk(inner)
    elif is_dataclass(node) and not isinstance(node, (type, Span)):
        yield node
        for f in fields(node):
            yield from walk(getattr(node, f.name))


def marked(text: str, kind: type) -> list[str]:
    """The source under the span of every node of a kind."""
    lines = text.split("\n")
    spans: list[Span] = [n.span for n in walk(parse_body(text, "a.md")[0]) if isinstance(n, kind)]  # type: ignore[attr-defined]
    return [lines[s.line - 1][s.column - 1 : s.column - 1 + s.length] for s in spans]


# --- sections and headings -----------------------------------------------------


def test_second_level_headings_make_the_sections() -> None:
    first, second = read("引子。\n\n## 今晚 {#tonight}\n\n### 小题\n\n正文。\n")
    assert (first.id, first.heading) == ("", None)
    assert second.id == "tonight"
    assert second.heading is not None
    assert b.plain(second.heading.content) == "今晚"
    assert [type(x) for x in second.blocks] == [b.Heading, b.Paragraph]


def test_the_braces_of_a_heading() -> None:
    (section,) = read('## 导入：**空着**的位置 {.phase .activity minutes="12" #x}\n')
    heading = section.heading
    assert heading is not None
    assert (heading.id, heading.classes, dict(heading.attributes)) == ("x", ("phase", "activity"), {"minutes": "12"})
    assert b.plain(heading.content) == "导入：空着的位置"


def test_braces_in_the_middle_are_words() -> None:
    (section,) = read("## 集合 {a} 与 b\n")
    assert section.heading is not None
    assert b.plain(section.heading.content) == "集合 {a} 与 b"


def test_a_word_in_braces_that_means_nothing() -> None:
    (problem,) = problems("## 今晚 {#tonight 今晚}\n")
    assert (problem.code, problem.params["word"]) == ("heading-attribute", "今晚")


def test_a_first_level_heading_is_reported_and_still_shown() -> None:
    sections, (problem,) = parse_body("正文。\n\n# 题目\n", "a.md", 12)
    assert (problem.code, problem.span.line, problem.params["title"]) == ("heading-level-one", 14, "题目")
    assert sections[1].heading is not None


# --- emphasis in Chinese ---------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("**注意：**这里", "注意："),
        ("说**“不要紧”**的人", "“不要紧”"),
        ("先**听完**再说", "听完"),
        ("**（可选）**家里", "（可选）"),
        ("他说：**“我在。”**", "“我在。”"),
        ("a **bold** b", "bold"),
        ("**整句。**\n下一行", "整句。"),
    ],
)
def test_strong_words_beside_chinese_punctuation(text: str, strong: str) -> None:
    (found,) = [n for n in inlines(text) if isinstance(n, b.Styled)]
    assert (found.style, b.plain(found.content)) == ("strong", strong)


@pytest.mark.parametrize("text", ["2 * 3 * 4", "a ** b ** c", "snake_case_name", "5 \\* 6", "** 空 **"])
def test_what_is_not_emphasis(text: str) -> None:
    assert not any(isinstance(n, b.Styled) for n in inlines(text))


# --- marks ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "argument", "label"),
    [
        ("[[page:home/sleep]]", "page", "home/sleep", None),
        ("[[page:home/sleep|怎样睡够]]", "page", "home/sleep", "怎样睡够"),
        ("[[law:jwf:28]]", "law", "jwf:28", None),
        ("[[blank: 8 ]]", "blank", "8", None),
        ("[[blank]]", "blank", "", None),
        ("[[page:home/sleep\\|怎样]]", "page", "home/sleep", "怎样"),
    ],
)
def test_marks(text: str, name: str, argument: str, label: str | None) -> None:
    (mark,) = inlines(text)
    assert isinstance(mark, b.Mark)
    assert (mark.name, mark.argument, mark.label) == (name, argument, label)


@pytest.mark.parametrize("text", ["[[Page:x]]", "[[page:x]", "`[[page:x]]`", "[[]]", "[[页:x]]"])
def test_what_is_not_a_mark(text: str) -> None:
    assert not any(isinstance(n, b.Mark) for n in inlines(text))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("字[[a:1]]，字[[a:1]]", ["[[a:1]]", "[[a:1]]"]),
        ("| 甲 | 乙 |\n|---|---|\n| [[a:1\\|二]] | [[b:2\\|二]] |", ["[[a:1\\|二]]", "[[b:2\\|二]]"]),
        ("`[[a:1]]` 与 [[a:1]]", ["[[a:1]]"]),
        ("::: say\n- 说\n  - [[a:1]]\n:::", ["[[a:1]]"]),
        ("## 标题 [[a:1]] {#x}", ["[[a:1]]"]),
        ("[看 [[a:1]] 吧](x.md) [[b:2]]", ["[[a:1]]", "[[b:2]]"]),
        ("<https://example.org> [[a:1]] [b](c.md)", ["[[a:1]]"]),
    ],
)
def test_a_mark_knows_its_place(text: str, places: list[str]) -> None:
    assert marked(text, b.Mark) == places


def test_two_equal_marks_have_two_places() -> None:
    spans = [n.span for n in walk(read("字[[a:1]]，字[[a:1]]\n又[[a:1]]")) if isinstance(n, b.Mark)]
    assert [(s.line, s.column) for s in spans if s] == [(1, 2), (1, 11), (2, 2)]


# --- links and pictures --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("见[甲](a.md)和[乙 *强* ](b.md#c)。", b.Link, ["[甲](a.md)", "[乙 *强* ](b.md#c)"]),
        ("见 ![图](a.svg)。", b.Image, ["![图](a.svg)"]),
        ("<https://a.cn> 与 [甲](a.md)", b.Link, ["<https://a.cn>", "[甲](a.md)"]),
        ("[甲][一] 与 [乙](b.md)\n\n[一]: a.md", b.Link, ["[甲]", "[乙](b.md)"]),
    ],
)
def test_links_and_pictures_know_their_place(text: str, kind: type, places: list[str]) -> None:
    assert marked(text, kind) == places


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x"])
def test_a_dangerous_link_is_a_link_so_that_it_can_be_refused(target: str) -> None:
    (link,) = inlines(f"[看]({target})")
    assert isinstance(link, b.Link)
    assert link.target == target


# --- directives ----------------------------------------------------------------------


@pytest.mark.parametrize("name", DIRECTIVES)
def test_every_directive_is_a_group(name: str) -> None:
    (group,) = blocks(f"::: {name} 题目\n正文。\n:::\n")
    assert isinstance(group, b.Group)
    assert (group.kind, group.title, len(group.blocks)) == (name, "题目", 1)


def test_directives_nest_and_each_has_its_own_end() -> None:
    (outer, after) = blocks("::: teacher\n念：\n\n::: say\n- 第一句\n- 第二句\n:::\n\n再等一等。\n:::\n\n外面。\n")
    assert isinstance(outer, b.Group)
    assert [type(x) for x in outer.blocks] == [b.Paragraph, b.Group, b.Paragraph]
    assert isinstance(after, b.Paragraph)


def test_a_directive_ends_a_paragraph_without_a_blank_line() -> None:
    (before, group, after) = blocks("前\n::: say\n说\n:::\n后\n")
    assert [type(x) for x in (before, group, after)] == [b.Paragraph, b.Group, b.Paragraph]


@pytest.mark.parametrize("opening", [":::say", "::::: say", ":::  say  "])
def test_a_directive_may_be_written_loosely(opening: str) -> None:
    (group,) = blocks(f"{opening}\n说\n:::\n")
    assert isinstance(group, b.Group)
    assert group.kind == "say"


def test_a_directive_in_a_list_belongs_to_its_item() -> None:
    (items, after) = blocks("- 一\n\n  ::: say\n  说\n  :::\n\n- 二\n\n后。\n")
    assert isinstance(items, b.ListBlock)
    assert [[type(x) for x in i.blocks] for i in items.items] == [[b.Paragraph, b.Group], [b.Paragraph]]
    assert isinstance(after, b.Paragraph)


def test_an_unclosed_directive_is_reported_where_it_opens() -> None:
    sections, (problem,) = parse_body("一\n\n::: say\n说\n\n## 下一节 {#next}\n", "a.md")
    assert (problem.code, problem.span.line) == ("directive-unclosed", 3)
    assert "说" in repr(sections)


def test_an_unclosed_directive_in_a_list_keeps_what_follows_the_list() -> None:
    sections, (problem,) = parse_body("- 一\n\n  ::: say\n  说\n\n外面。\n\n## 下一节 {#next}\n", "a.md")
    assert (problem.code, problem.span.line) == ("directive-unclosed", 3)
    assert [s.id for s in sections] == ["", "next"]
    assert isinstance(sections[0].blocks[-1], b.Paragraph)


def test_an_unknown_directive_is_shown_all_the_same() -> None:
    sections, (problem,) = parse_body("::: dontsay\n说\n:::\n", "a.md")
    assert (problem.code, problem.suggestion) == ("directive-unknown", "dont-say")
    assert isinstance(sections[0].blocks[0], b.Group)


# --- lists, tables, HTML ------------------------------------------------------------


def test_boxes_to_tick() -> None:
    (items,) = blocks("- [ ] 监护人同意\n- [x] 已告知\n- 普通\n- [x]不是\n")
    assert isinstance(items, b.ListBlock)
    assert [i.task for i in items.items] == [True, True, False, False]
    assert [b.plain(i.blocks[0].content) for i in items.items if isinstance(i.blocks[0], b.Paragraph)] == [
        "监护人同意",
        "已告知",
        "普通",
        "[x]不是",
    ]


def test_a_numbered_list_keeps_its_first_number() -> None:
    (items,) = blocks("3. 三\n4. 四\n")
    assert isinstance(items, b.ListBlock)
    assert (items.ordered, items.start) == (True, 3)


def test_a_table_with_marks() -> None:
    (table,) = blocks("| 谁 | 电话 |\n|---|---|\n| 家长 | [[hotline:12356\\|打]] |\n| 只有一格 |\n")
    assert isinstance(table, b.Table)
    assert [b.plain(c) for c in table.header] == ["谁", "电话"]
    assert table.rows[0][1] == (b.Mark("hotline", "12356", "打", Span("a.md", 3, 8, 20)),)
    assert [len(r) for r in table.rows] == [2, 2]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("字<b>粗</b>", [(1, 2, 3), (1, 6, 4)]),
        ("<div>\n块\n</div>", [(1, 1, 5), (3, 1, 6)]),
        ("一\n二<br/>", [(2, 2, 5)]),
        ("| <i>a</i> |\n|---|\n| b |", [(1, 3, 3), (1, 7, 4)]),
        ("`<p>` 之外 <p>", [(1, 10, 3)]),
    ],
)
def test_html_is_reported_at_each_tag(text: str, places: list[tuple[int, int, int]]) -> None:
    found = problems(text)
    assert {p.code for p in found} == {"html-in-markdown"}
    assert [(p.span.line, p.span.column, p.span.length) for p in found] == places


@pytest.mark.parametrize("text", ["1 < 2", "`<p>`", "a <- b", "```\n<p>\n```", "\\<p>"])
def test_what_is_not_html(text: str) -> None:
    assert problems(text) == [] or text == "\\<p>"


def test_html_far_down_a_long_paragraph_is_found_on_its_line() -> None:
    (problem,) = problems("一\n" * 500 + "<b>")
    assert problem.span.line == 501


# --- no text may hold the program up -----------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "[[a:" * 6_000,
        "[[a:b|" * 6_000,
        "## a" + " " * 40_000 + "b",
        "## {" + " " * 40_000 + "b",
        "<a" * 20_000,
        "::: say\n" * 2_000,
        "- ::: say\n" * 1_000,
        "> " * 1_000 + "x",
        "*a **b " * 2_000,
    ],
    ids=lambda t: t[:8].strip(),
)
def test_hostile_text_is_read_in_good_time(text: str) -> None:
    began = time.monotonic()
    parse_body(text, "a.md")
    assert time.monotonic() - began < 8


BITS = st.sampled_from(
    [
        *("::: say\n", ":::\n", "::: note 题\n", "- ", "1. ", "> ", "| a | b |\n|---|---|\n", "| c\\|d |\n", "# "),
        *("## 题 {#a .b c=d e}", "\n", "\n\n", "  ", "    ", "[[page:a|b]]", "[[x]]", "[a](b)", "![](c)", "![", "]("),
        *("<b>", "<https://a>", "`", "```\n", "**", "*", "_", "~~", "睡眠", "。", "a", "\\", "[ ] ", "---\n", "&amp;"),
        *("\u2028", "\t", "[r]: x\n", "[r]"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(BITS, max_size=40).map("".join)))
def test_any_body_is_read_and_every_place_is_in_it(text: str) -> None:
    text = text.replace("\r", "\n").replace("\x00", "")  # as `read_source` hands it over
    sections, found = parse_body(text, "a.md", 7)
    lines = text.split("\n")
    spans = [p.span for p in found] + [s for n in walk(sections) if (s := getattr(n, "span", None))]
    for span in spans:
        assert 7 <= span.line < 7 + len(lines)
        assert 1 <= span.column <= max(1, len(lines[span.line - 7]))
        assert span.column - 1 + span.length <= max(1, len(lines[span.line - 7]))
