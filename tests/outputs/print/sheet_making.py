"""Sheets for the writers' tests: real ones of the small project, hard ones made by hand, and the words of either."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from support import MINIMAL

from generator.compile.compilation import Compilation, compile_library
from generator.load.project import load_project
from generator.messages import interface
from generator.model import blocks as b
from generator.outputs.print.frame import Frame
from generator.outputs.print.plan import KINDS
from generator.outputs.print.sheet import About, Running, Sheet

ABOUT = About("心育", "一句话", ("睡眠", "求助"), "2026-11-21")
LONG = "很长的题目" * 600  # 3,000 characters
RARE = "𠮷野家㊗😀 A\u0301 \x07\ufffe 🏳️‍🌈"


@cache
def small() -> Compilation:
    """The small project, compiled."""
    loaded = load_project(MINIMAL, dt.date(2026, 11, 21))
    return compile_library(loaded.library, loaded.diagnostics)


@cache
def real(lang: str = "zh") -> tuple[Sheet, ...]:
    """Every sheet of the small project in one language."""
    documents = small().documents[lang].values()  # type: ignore[index]
    return tuple(s for d in documents if d.kind in KINDS for s in KINDS[d.kind](Frame(d, small())))


def sheet(*blocks: b.Block, title: str = "题目", layout: str = "plain", lang: str = "zh", **more: object) -> Sheet:
    """A sheet of these blocks."""
    running = Running("心育", title[:30], "全国统一心理援助热线 12356")
    fields = {"about": ABOUT, "running": running, **more}
    return Sheet("page/x#sheet", "sheet", "纸", title, lang, layout, blocks, **fields)  # type: ignore[arg-type]


def words(text: str) -> b.Inlines:
    return (b.Str(text),)


def paragraph(text: str, role: str = "") -> b.Paragraph:
    return b.Paragraph(words(text), role)


def table(rows: int) -> b.Table:
    head = (words("序号"), words("做什么"), words("谁来做"))
    body = tuple(
        (words(str(n)), words(f"第 {n} 件事" * (n % 4 + 1)), (b.Blank(6, "岗位"),)) for n in range(1, rows + 1)
    )
    return b.Table(head, body, "一张表")


def everything() -> b.Blocks:
    """A block of every kind that paper has, nested where authors nest."""
    inner = b.ListBlock(
        (b.ListItem((paragraph("里层"), b.ListBlock((b.ListItem((paragraph("再里一层"),)),)))),), ordered=True, start=3
    )
    cell = b.Cell((paragraph("跨两行"),), head=True, rows=2)
    return (
        b.Heading(2, words("一级“标题”")),
        b.Heading(4, words("跳了一级")),
        b.Paragraph(
            (
                b.Str("平常的话，"),
                b.Styled("strong", (b.Str("要紧"), b.Styled("em", words("又着重")))),
                b.Styled("del", words("删去")),
                b.Code("a < b & c"),
                b.LineBreak(hard=True),
                b.Ruby("银行", "yín háng"),
                b.Link("https://example.org/?a=1&b=2", words("外面")),
                b.Link("page:home/sleep", words("里面")),
                b.Image("file:none.png", "没有的图"),
                b.Tick("A"),
                b.Tick(),
                b.Blank(8),
                b.Blank(8, "日期"),
            )
        ),
        b.ListBlock((b.ListItem((paragraph("点"), inner)), b.ListItem((paragraph("勾"),), task=True))),
        b.ListBlock((b.ListItem((paragraph("从一数起"),)),), ordered=True),
        table(3),
        b.Table((words("版记"), words("内容")), ((words("抄送"), words("校办")),), role="imprint"),
        b.Grid((1, 2), ((cell, b.Cell((paragraph("右上"),))), (b.Cell((inner,)),)), "表格", heads=0, tall=8),
        b.Lines(2),
        b.Quote((paragraph("引文"),)),
        b.Rule(),
        b.CodeBlock("一行\n\t二行"),
        b.Group("say", (paragraph("可以说的话"), inner), "说法"),
        b.Group("warning", (paragraph("当心"),), "留意"),
        b.Group("card", (paragraph("卡片里"), table(2)), "卡片"),
        b.Group(
            "cut-2",
            (
                b.Group("cut", (paragraph("剪一"),), "甲"),
                b.Group("cut", (), "乙"),
                b.Group("cut", (paragraph("剪三"),)),
            ),
        ),
        b.PageBreak(),
        table(2),
        b.PageBreak(odd=True),
        paragraph("右页"),
        b.Group("keep", (paragraph("不分开"),)),
    )


NAMED = {"dont-say", "note", "warning", "notes"}  # boxes whose name is said where the author gave none


def said(blocks: b.Blocks, lang: str = "zh") -> Iterator[str]:
    """Every word a reader should find, in reading order: an account of its own, not the writers'."""
    for block in blocks:
        match block:
            case b.Heading(content=content) | b.Paragraph(content=content):
                yield from _said(content)
            case b.ListBlock(items=items):
                for item in items:
                    yield from said(item.blocks, lang)
            case b.Table(header=header, rows=rows, role=role):
                blank = not any(b.plain(c).strip() for c in header) or role == "imprint"
                for row in rows if blank else (header, *rows):
                    for content in row:
                        yield from _said(content)
            case b.Grid(rows=rows):
                for grid_row in rows:
                    for cell in grid_row:
                        yield from said(cell.blocks, lang)
            case b.Quote(blocks=inner):
                yield from said(inner, lang)
            case b.CodeBlock(text=text):
                yield text
            case b.Group(kind=kind, blocks=inner, title=title):
                yield title or (interface(lang)[f"box-{kind}"] if kind in NAMED else "")
                yield from said(inner, lang)
            case _:
                pass


def _said(content: b.Inlines) -> Iterator[str]:
    for node in content:
        match node:
            case b.Str(text) | b.Code(text):
                yield text
            case b.Styled(content=inner) | b.Link(content=inner):
                yield from _said(inner)
            case b.Ruby(base, reading):
                yield base
                yield reading
            case b.Blank(label=label):
                yield label or ""
            case b.Tick(label=label):
                yield label
            case b.Image(alt=alt):
                yield alt
            case _:
                pass


def bare(text: str) -> str:
    """Words without space and without what is only drawn."""
    return "".join(c for c in text if not c.isspace() and c not in "\u3000\u00a0〔〕：:□√_＿")
