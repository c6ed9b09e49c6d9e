"""Tables of a DOCX document: borders, widths, heads repeated on every page, cells that span."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.model import blocks as b
from generator.outputs.print.archive import xml
from generator.outputs.print.docx.inline import run
from generator.outputs.print.docx.look import MM
from generator.outputs.print.docx.styles import INK, QUIET
from generator.outputs.print.typst import shares

if TYPE_CHECKING:
    from generator.outputs.print.docx.body import BodyWriter, Place

SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="EFEFEF"/>'
PADDING = 216  # twips of a cell's left and right margins


def table(writer: BodyWriter, block: b.Table, place: Place) -> str:
    """A table of words; a head that is all blank is left out."""
    if block.role == "imprint":
        return _imprint(writer, block, place)
    columns = len(block.header)
    widths = _widths(shares((block.header, *block.rows)), place.room)
    heads = [block.header] if any(b.plain(c).strip() for c in block.header) else []
    rows = []
    for number, row in enumerate((*heads, *block.rows)):
        head = number < len(heads)
        cells = "".join(
            _cell(
                writer.plain(writer.inline.runs(content), _inside(place, width), "TableHead" if head else ""),
                width,
                head=head,
            )
            for content, width in zip((*row, *((),) * (columns - len(row))), widths, strict=False)
        )
        rows.append(_row(cells, repeated=head))
    return _table(rows, widths, place, block.label)


def _imprint(writer: BodyWriter, block: b.Table, place: Place) -> str:
    """Copies and printing at the end of an official document, between lines (GB/T 9704-2012, 7.4)."""
    rows = []
    colon = "：" if writer.sheet.lang == "zh" else ": "
    for row in block.rows:
        words = "".join(writer.inline.runs(c) + (run(colon) if n == 0 else "") for n, c in enumerate(row))
        rows.append(_row(_cell(writer.paragraph(words, "Imprint"), place.room)))
    thick, thin = (f'w:val="single" w:sz="{size}" w:space="0" w:color="{INK}"' for size in (8, 6))
    borders = f"<w:top {thick}/><w:bottom {thick}/><w:insideH {thin}/>"
    return _table(rows, [place.room], place, block.label, borders=borders, style="TableNormal")


def grid(writer: BodyWriter, block: b.Grid, place: Place) -> str:
    """A form's table. A cell that spans rows is continued in the rows below it."""
    widths = _widths(block.widths, place.room)
    going: dict[int, tuple[int, int]] = {}  # column -> rows still to go, columns wide
    rows = []
    for number, row in enumerate(block.rows):
        cells, at, waiting = [], 0, list(row)
        while at < len(widths) and (waiting or at in going):
            if at in going:
                left, wide = going[at]
                cells.append(_cell("<w:p/>", sum(widths[at : at + wide]), columns=wide, merge="continue"))
                going[at] = (left - 1, wide)
                if left == 1:
                    del going[at]
                at += wide
                continue
            cell = waiting.pop(0)
            wide = min(cell.columns, len(widths) - at)
            room = sum(widths[at : at + wide])
            inner = _filled(writer, cell, _inside(place, room))
            merge = "restart" if cell.rows > 1 else ""
            cells.append(_cell(inner, room, columns=wide, merge=merge, head=cell.head))
            if cell.rows > 1:
                going[at] = (cell.rows - 1, wide)
            at += wide
        rows.append(_row("".join(cells), repeated=number < block.heads, tall=block.tall))
    return _table(rows, widths, place, block.label)


def cards(writer: BodyWriter, block: b.Group, place: Place) -> str:
    """Cards to cut out, so many to a row."""
    count = int(block.kind[4:]) if block.kind[4:].isdecimal() else 2
    across = 2 if count >= 2 else 1
    widths = _widths((1.0,) * across, place.room)
    inner = [g for g in block.blocks if isinstance(g, b.Group)]
    rows = []
    for start in range(0, len(inner), across):
        pair = inner[start : start + across]
        cells = [_cell(_titled(writer, g, _inside(place, w)), w) for g, w in zip(pair, widths, strict=False)]
        cells += [_cell("<w:p/>", w) for w in widths[len(pair) :]]
        rows.append(_row("".join(cells), whole=True))
    line = f'w:val="dashed" w:sz="6" w:space="0" w:color="{QUIET}"'
    borders = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return _table(rows, widths, place, "", borders=borders)


def framed(writer: BodyWriter, block: b.Group, place: Place) -> str:
    """A box with a frame and a title."""
    widths = _widths((1.0,), place.room)
    return _table(
        [_row(_cell(_titled(writer, block, _inside(place, widths[0])), widths[0]))], widths, place, block.title
    )


def _titled(writer: BodyWriter, block: b.Group, place: Place) -> str:
    loose = '<w:keepNext w:val="0"/>'  # LibreOffice would keep the whole table with what follows it
    title = writer.paragraph(run(block.title), "BoxTitle", loose) if block.title else ""
    return _ended(title + writer.blocks(block.blocks, place))


def _filled(writer: BodyWriter, cell: b.Cell, place: Place) -> str:
    """A cell's blocks; a head's paragraphs have the style of table heads."""
    inner = replace(place, style="TableHead") if cell.head else place
    return _ended(writer.blocks(cell.blocks, inner))


def _ended(inner: str) -> str:
    """A cell must end in a paragraph (ECMA-376, 17.4.66)."""
    return (
        inner
        if inner.endswith(("</w:p>", "<w:p/>"))
        else f'{inner}<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>'
    )


def _inside(place: Place, room: int) -> Place:
    return replace(place, style="TableText", room=max(200, room - PADDING), indent=0, depth=-1, keep=False)


def _widths(shares_: tuple[float, ...], room: int) -> list[int]:
    """Shares of the room in twips; the last column takes what rounding leaves."""
    total = sum(shares_) or 1
    widths = [max(1, int(room * share / total)) for share in shares_]
    if widths:
        widths[-1] += room - sum(widths)
    return widths


def _row(cells: str, *, repeated: bool = False, whole: bool = False, tall: float = 0) -> str:
    """A row; a `whole` one stands on one page, a `repeated` one at the head of each."""
    high = f'<w:trHeight w:val="{round(tall * MM)}" w:hRule="atLeast"/>' if tall else ""
    head = "<w:tblHeader/>" if repeated else ""
    split = "<w:cantSplit/>" if repeated or whole else ""
    return f"<w:tr><w:trPr>{split}{high}{head}</w:trPr>{cells}</w:tr>" if split or high else f"<w:tr>{cells}</w:tr>"


def _cell(inner: str, width: int, *, columns: int = 1, merge: str = "", head: bool = False) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    joined = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    shade = SHADE if head else ""
    middle = '<w:vAlign w:val="center"/>' if head else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{joined}{shade}{middle}</w:tcPr>{inner}</w:tc>'


def _table(
    rows: list[str], widths: list[int], place: Place, label: str, *, borders: str = "", style: str = "TableGrid"
) -> str:
    borders = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    said = f'<w:tblCaption w:val="{xml(label)}"/>' if label else ""
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    indent = f'<w:tblInd w:w="{place.indent}" w:type="dxa"/>' if place.indent else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{indent}{borders}'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{said}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
