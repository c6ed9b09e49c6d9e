"""A lecture's slides into PPTX: real placeholders on a theme of our own, what is spoken in the notes."""

from __future__ import annotations

import datetime as dt
import io
from copy import deepcopy
from typing import Any

from pptx import Presentation
from pptx.util import Emu, Pt

from generator.model import blocks as b
from generator.outputs.print.archive import UNSPEAKABLE, rewritten
from generator.outputs.print.pptx_master import make_master
from generator.outputs.print.sheet import Sheet
from generator.outputs.print.slides import Line, Slide, Spoken, read_slides
from generator.outputs.print.typst import shares

MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - python-pptx wants a date without a zone; no clock either
WIDE, TALL = 11.7, 4.9  # inches of the room for words
SIZES = (32, 28, 24, 22, 20, 18, 16, 14)  # pt, the largest that fits is taken
TITLES = ((36, 21), (30, 50), (24, 90), (18, 160))  # pt, characters it is good for
LONGEST_TITLE = 200
LINE = 1.35  # of the size
EMU_INCH = 914_400
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def write_pptx(sheet: Sheet) -> bytes:
    """The sheet's slides (groups of kind `slide`) as a presentation. Slides too full for a page are continued."""
    show = Presentation()
    make_master(show)
    for number, slide in enumerate(read_slides(sheet)):
        _write(show, slide, first=number == 0)
    core = show.core_properties
    core.title, core.author, core.subject = _clean(sheet.title)[:250], sheet.about.author, sheet.about.subject[:250]
    core.keywords, core.last_modified_by, core.revision = ", ".join(sheet.about.keywords)[:250], "", 1
    core.created = core.modified = MADE
    core.language = "zh-CN" if sheet.lang == "zh" else "en-GB"
    out = io.BytesIO()
    show.save(out)
    return rewritten(out.getvalue())


def _write(show: Any, slide: Slide, *, first: bool) -> None:
    """A slide, and as many more as its words need."""
    size, pages = _fitted(slide.lines)
    for number, lines in enumerate(pages):
        page = show.slides.add_slide(show.slide_layouts[0 if first and number == 0 else 1])
        mark = f" ({number + 1}/{len(pages)})" if len(pages) > 1 else ""
        _title(page, slide.title, mark)
        _body(page, lines, size, last=number == len(pages) - 1, slide=slide)
        _number(page)
        if number == 0:
            whole = slide.title if len(slide.title) > LONGEST_TITLE else ""
            page.notes_slide.notes_text_frame.text = _clean("\n".join(filter(None, (whole, slide.notes))))


def _title(page: Any, title: str, mark: str) -> None:
    frame = page.shapes.title.text_frame
    words = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
    frame.text = _clean(words + mark)
    points = next((size for size, most in TITLES if len(words) <= most), 14)
    for run in frame.paragraphs[0].runs:
        run.font.size = Pt(points)


def _body(page: Any, lines: tuple[Line, ...], size: int, *, last: bool, slide: Slide) -> None:
    """Words into the placeholder for them; a table where the slide has one and nothing else."""
    holder = next(s for s in page.placeholders if s.placeholder_format.idx == 1)
    table = slide.table if last else None
    if table:
        top, height = holder.top, holder.height
        if lines:
            height = Emu(round(_height(lines, size) * EMU_INCH))
            holder.left, holder.top, holder.width, holder.height = holder.left, top, holder.width, height
            top, height = Emu(top + height), Emu(max(EMU_INCH, holder.height))
        _table(page, table, holder.left, top, holder.width)
    if not lines:
        holder.element.getparent().remove(holder.element)
        return
    frame = holder.text_frame
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.level = min(line.level, 4)
        if not line.bullet:
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-pptx has no word for it
            properties.set("marL", "0")
            properties.set("indent", "0")
            properties.insert(0, properties.makeelement(f"{{{A}}}buNone", {}))
        for spoken in line.runs:
            _run(paragraph, spoken, size)


def _run(paragraph: Any, spoken: Spoken, size: int) -> None:
    run = paragraph.add_run()
    run.text = _clean(spoken.text)
    run.font.size = Pt(size)
    run.font.bold = True if spoken.strong else None
    if spoken.link:
        run.hyperlink.address = spoken.link


def _table(page: Any, table: b.Table, left: int, top: int, width: int) -> None:
    heads = [table.header] if any(b.plain(c).strip() for c in table.header) else []
    rows = [*heads, *table.rows]
    columns = len(table.header)
    size = 18 if len(rows) <= 8 else 14 if len(rows) <= 12 else 10
    shape = page.shapes.add_table(len(rows), columns, left, top, width, Emu(round(len(rows) * size * 2 * 12_700)))
    grid = shape.table
    grid.first_row = bool(heads)
    total = sum(shares((table.header, *table.rows)))
    for index, share in enumerate(shares((table.header, *table.rows))):
        grid.columns[index].width = Emu(int(width * share / total))
    for at, row in enumerate(rows):
        for index, content in enumerate(row[:columns]):
            cell = grid.cell(at, index)
            cell.text = _clean(b.plain(content))
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size = Pt(size)


def _number(page: Any) -> None:
    """The layout's slide number, which python-pptx does not copy."""
    for holder in page.slide_layout.placeholders:
        if holder.placeholder_format.type is not None and "SLIDE_NUMBER" in str(holder.placeholder_format.type):
            page.shapes._spTree.append(deepcopy(holder._element))  # noqa: SLF001


def _fitted(lines: tuple[Line, ...]) -> tuple[int, tuple[tuple[Line, ...], ...]]:
    """The largest size at which all lines fit on one slide; at the smallest, as many slides as it takes."""
    for size in SIZES:
        if _height(lines, size) <= TALL:
            return size, (lines,)
    size = SIZES[-1]
    pages: list[list[Line]] = [[]]
    for line in (part for whole in lines for part in whole.cut(_room(size))):
        if pages[-1] and _height((*pages[-1], line), size) > TALL:
            pages.append([])
        pages[-1].append(line)
    return size, tuple(tuple(p) for p in pages)


def _room(size: int) -> int:
    """Full characters that a whole slide takes at `size`."""
    return int(WIDE * 72 / size) * int(TALL * 72 / (size * LINE)) - 20


def _height(lines: tuple[Line, ...], size: int) -> float:
    """Inches that lines take, with the space between them."""
    across = WIDE * 72 / size
    rows = sum(max(1, -(-line.width // (across - 1.5 * line.level - 1))) for line in lines)
    return (rows * LINE + 0.4 * len(lines)) * size / 72


def _clean(text: str) -> str:
    return UNSPEAKABLE.sub("", text)
