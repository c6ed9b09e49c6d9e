"""A document on paper: official ones in the proportions of GB/T 9704, letters a page each, forms as they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeGuard

from generator.model import blocks as b
from generator.outputs.print.frame import Frame
from generator.outputs.print.sheet import Layout, Sheet, section
from generator.outputs.print.sheets import poster
from generator.pages.document import DocumentMeta

NUMBERED = re.compile(r"^[一二三四五六七八九十]+、|^\d+[.、]|^Part \d|^\d+\.")
ISSUED = re.compile(r"[\s　（）()年月日盖章sealdate,，:：.]|Signed and sealed", re.IGNORECASE)
TITLE_LEVEL = 3  # headings inside a section


def sheets(frame: Frame) -> tuple[Sheet, ...]:
    """The document as one sheet; one of layout `card` is posters and cards."""
    meta = frame.page.meta
    assert isinstance(meta, DocumentMeta)
    body = section(frame.parts, "body")
    if meta.layout == "card":
        return poster.sheets(frame, body)
    blocks = _signed(body, frame)
    layout: Layout = meta.layout
    if layout == "official":
        blocks = _official(blocks)
    if layout == "form":
        blocks = _form(blocks)
    if layout == "letter":
        blocks = _letters(blocks)
    titled = any(isinstance(x, b.Paragraph) and x.role == "title" for x in blocks)
    # Official documents carry nothing at the head, and only the number of the page at the foot.
    running = frame.running(meta.code if layout != "official" else "", helped=layout == "letter")
    running = replace(running, left="") if layout in {"official", "letter"} else running
    title = frame.document.title
    return (
        frame.sheet(
            "document", title, layout, blocks, headed=not titled, running=running, formats=("pdf", "docx", "txt")
        ),
    )


def _official(blocks: b.Blocks) -> b.Blocks:
    """Gives issuer, number, title, addressee and imprint their places."""
    out: list[b.Block] = []
    titled = False
    for block in blocks:
        match block:
            case b.Heading(content=content) if not titled and not NUMBERED.match(b.plain(content)):
                titled = True
                out.append(b.Paragraph(content, "title"))
            case b.Heading(level=level):
                out.append(replace(block, level=max(2, level - 1)))
            case b.Paragraph() if not titled:
                issued = any(isinstance(x, b.Paragraph) and x.role == "issuer" for x in out)
                role = "number" if issued or "〔" in b.plain(block.content) else "issuer"
                out.append(replace(block, role=role))
            case b.Paragraph(content=content, role="") if _last_role(out) == "title":
                ends = b.plain(content).rstrip().endswith(("：", ":"))
                out.append(replace(block, role="addressee") if ends else block)
            case b.Table(header=header) if _is_imprint(header):
                out.append(replace(block, role="imprint"))
            case _:
                out.append(block)
    return tuple(out)


def _form(blocks: b.Blocks) -> b.Blocks:
    """Gives a form its own title, the school's name above it."""
    first = next((i for i, x in enumerate(blocks) if isinstance(x, b.Heading)), None)
    if first is None or not all(isinstance(x, b.Paragraph) for x in blocks[:first]):
        return blocks
    heading = blocks[first]
    assert isinstance(heading, b.Heading)
    if NUMBERED.match(b.plain(heading.content)):
        return blocks
    above = tuple(replace(x, role="center") if isinstance(x, b.Paragraph) else x for x in blocks[:first])
    return (*above, b.Paragraph(heading.content, "title"), *blocks[first + 1 :])


def _last_role(blocks: list[b.Block]) -> str:
    return blocks[-1].role if blocks and isinstance(blocks[-1], b.Paragraph) else ""


def _is_imprint(header: tuple[b.Inlines, ...]) -> bool:
    """The table of keywords, copies and printing at the end of an official document."""
    return bool(header) and b.plain(header[0]).strip().lower() in {"版记", "imprint", "distribution"}


def _signed(blocks: b.Blocks, frame: Frame) -> b.Blocks:
    """Sets to the right, below the text, the lines that say who issues it and when."""
    first = next((i for i, x in enumerate(blocks) if isinstance(x, (b.Heading, b.Table, b.ListBlock))), 0)
    return tuple(replace(x, role="signed") if i > first and _is_signed(x, frame) else x for i, x in enumerate(blocks))


def _is_signed(block: b.Block, frame: Frame) -> TypeGuard[b.Paragraph]:
    """Whether a paragraph holds nothing but the school's name, its seal and a date."""
    if not isinstance(block, b.Paragraph) or block.role:
        return False
    labels = {n.label for n in block.content if isinstance(n, b.Blank)}
    words = b.plain(block.content)
    named = frame.t("school-name") in labels or bool(frame.school and frame.school in words)
    dated = "年" in words and "日" in words
    left = ISSUED.sub("", words.replace(frame.school, "") if frame.school else words)
    return (named or dated) and not left and not labels - {None, frame.t("school-name"), "日期", "date"}


def _letters(blocks: b.Blocks) -> b.Blocks:
    """Every letter of a collection on a page of its own."""
    out: list[b.Block] = []
    for block in blocks:
        if isinstance(block, b.Heading) and block.level == TITLE_LEVEL and any(isinstance(x, b.Heading) for x in out):
            out.append(b.PageBreak())
        out.append(block)
    return tuple(out)
