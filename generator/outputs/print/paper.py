"""Prepares a page's blocks for paper: what leads to another page becomes words, dates become blanks with 年 月 日."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.compile.rewrite import rewrite
from generator.model import blocks as b
from generator.model.record import Lang

BOXES = re.compile("[□☐☑☒]")
TICKED = "☑☒"
DATES = {"日期", "年月日", "date", "Date"}
HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’…—]")
NEAR = 14  # characters before a blank in which its label may already stand


def for_paper(blocks: b.Blocks, lang: Lang) -> b.Blocks:
    """`blocks` as they are printed: drawn boxes, blanks for dates, words instead of links between pages."""

    def block(old: b.Block) -> b.Blocks:
        match old:
            case b.Paragraph(content=content) | b.Heading(content=content):
                return (replace(old, content=_inlines(content, lang)),)
            case b.Table(header=header, rows=rows):
                head = tuple(_inlines(c, lang) for c in header)
                return (replace(old, header=head, rows=tuple(tuple(_inlines(c, lang) for c in row) for row in rows)),)
            case b.Listing() | b.Notice() | b.Facts():
                return ()
            case b.Group(kind="fold"):
                return (replace(old, kind="note"),)
            case _:
                return (old,)

    return rewrite(blocks, lambda node: (node,), block)


def _inlines(content: b.Inlines, lang: Lang) -> b.Inlines:
    out: list[b.Inline] = []
    said = ""
    for index, node in enumerate(content):
        match node:
            case b.Str(text):
                out.extend(_boxes(text))
                said += text
            case b.LineBreak(hard=False):
                after = b.plain(content[index + 1 :])[:1]
                if not (HAN.match(said[-1:] or " ") and HAN.match(after or " ")):
                    out.append(b.Str(" "))
            case b.Link(target=target, content=inner) if target.startswith(("page:", "file:")):
                out.extend(_inlines(inner, lang))
                said += b.plain(inner)
            case b.Link(content=inner) | b.Styled(content=inner):
                out.append(replace(node, content=_inlines(inner, lang)))
                said += b.plain(inner)
            case b.Blank():
                out.extend(_blank(node, said, lang))
                said = ""
            case _:
                out.append(node)
                said += b.plain((node,))
    return tuple(out)


def _boxes(text: str) -> list[b.Inline]:
    """Words with every box character as a drawn box."""
    out: list[b.Inline] = []
    at = 0
    for found in BOXES.finditer(text):
        if found.start() > at:
            out.append(b.Str(text[at : found.start()]))
        out.append(b.Tick(ticked=found.group() in TICKED))
        at = found.end()
    if at < len(text):
        out.append(b.Str(text[at:]))
    return out


def _blank(blank: b.Blank, said: str, lang: Lang) -> b.Inlines:
    """A blank without a label that the words before it have said; in Chinese a date has its 年 月 日."""
    if lang == "zh" and blank.label in DATES:
        return (b.Blank(4), b.Str("年"), b.Blank(2), b.Str("月"), b.Blank(2), b.Str("日"))
    if blank.label and blank.label in said[-NEAR:]:
        return (replace(blank, label=None),)
    return (blank,)
