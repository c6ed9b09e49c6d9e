"""Sheets of neutral blocks into Typst source: calls of the functions of `assets/print/xinyu.typ`, words as string literals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.messages import interface
from generator.model import blocks as b
from generator.outputs.print.sheet import Sheet

BOXED = {"note", "warning", "dont-say", "card", "notes", "quiz"}
BARRED = {"say", "teacher", "pupils", "intent"}
TITLED = BOXED | BARRED
SINGLE = {"poster", "board", "card"}  # printed on one side, so they need no front of their own
ODD = ', to: "odd"'
A3 = 2**0.5
WRITING = 8.5  # mm: the least height of a row that is written in by hand
LEADING = 36  # characters at most of a paragraph that stands as a heading over the next
LINE = 34  # full characters that a line holds in every layout: no blank is longer
UNBROKEN, BREAK = re.compile(r"[!-~]{24,}"), 8  # letters without a space, and after how many a line may end
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # category Cc
DIGITS = 4  # characters that might not fit beside each other in the narrowest column
LEAST_SHARE, MOST_SHARE = 0.08, 0.6
IMAGES = {".svg": "svg", ".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".gif": "gif", ".webp": "webp"}


def literal(text: str) -> str:
    """A Typst string literal. A word too long for a line may be broken anywhere."""
    text = UNBROKEN.sub(lambda found: "\u200b".join(re.findall(f".{{1,{BREAK}}}", found.group())), text)
    plain = CONTROL.sub(lambda found: " " if found.group() in "\n\r\t" else "", text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_typst(sheets: Sequence[Sheet], sizes: Sequence[float], assets: Mapping[str, bytes]) -> str:
    """The whole source of a document: each sheet set in its size (pt), on the front of a new sheet of paper.

    `assets` holds the pictures by project path.
    """
    parts = [
        _part(sheet, size, assets, first=index == 0)
        for index, (sheet, size) in enumerate(zip(sheets, sizes, strict=True))
    ]
    first = sheets[0]
    about = first.about
    keywords = "".join(f"{literal(k)}, " for k in about.keywords)
    document = (
        f"title: {literal(first.title)}, author: {literal(about.author)}, description: {literal(about.subject)}, "
        f"keywords: ({keywords}), date: none"
    )
    return f'#import "/xinyu.typ": *\n#set document({document})\n' + "".join(parts)


def _part(sheet: Sheet, size: float, assets: Mapping[str, bytes], *, first: bool) -> str:
    writer = TypstWriter(sheet, assets)
    head = f"#heading(level: 1)[{writer.text(sheet.title)}]\n" if sheet.headed else ""
    apart = "" if first else f"#pagebreak(weak: true{'' if sheet.layout in SINGLE else ODD})\n"
    size = size * A3 if sheet.paper == "a3" else size
    return f"{apart}#sheet({writer.meta(size)})[{head}{writer.blocks(sheet.blocks)}\n]\n"


@dataclass
class TypstWriter:
    """Writes the blocks of one sheet. `depth` is the heading level reached: PDF/UA allows no level to be skipped."""

    sheet: Sheet
    assets: Mapping[str, bytes]
    depth: int = field(default=0)
    room: float = LINE  # full characters that fit beside each other here
    listed: bool = False  # whether the table of contents has been written

    def __post_init__(self) -> None:
        """A sheet with a title begins below it."""
        self.depth = 1 if self.sheet.headed else 0

    def t(self, key: str) -> str:
        """An interface string."""
        return interface(self.sheet.lang)[key]

    def meta(self, size: float) -> str:
        """The dictionary that the template's frame is given."""
        s, r = self.sheet, self.sheet.running
        running = (
            f"(left: {literal(r.left)}, right: {literal(r.right)}, foot: {literal(r.foot)}, "
            f"numbered: {str(r.numbered).lower()})"
        )
        return (
            f"(lang: {literal(s.lang)}, layout: {literal(s.layout)}, paper: {literal(s.paper)}, "
            f"landscape: {str(s.landscape).lower()}, size: {size}pt, running: {running})"
        )

    # --- inline -------------------------------------------------------------

    def text(self, words: str) -> str:
        """Words in markup."""
        return f"#{literal(words)}" if words else ""

    def inlines(self, content: b.Inlines) -> str:
        """Inlines as markup, one straight after the other."""
        return "".join(self.inline(node) for node in content)

    def inline(self, node: b.Inline) -> str:
        """One inline as markup. Raises `AssertionError` on a mark: the compiler has replaced them all."""
        match node:
            case b.Str(text):
                return self.text(text)
            case b.Styled(style, content):
                name = {"strong": "bold", "em": "slant", "del": "struck"}[style]
                return f"#{name}[{self.inlines(content)}]"
            case b.Code(text):
                return f"#code({literal(text)})"
            case b.LineBreak(hard):
                return "#linebreak()" if hard else self.text(" ")
            case b.Link(target, content) if target.startswith(("https:", "http:", "tel:", "mailto:")):
                return f"#link({literal(target)})[{self.inlines(content)}]"
            case b.Link(target, content) if self.sheet.contents and target.startswith("page:"):
                return f"#turn({literal(target[5:])})[{self.inlines(content)}]"
            case b.Link(content=content):
                return self.inlines(content)
            case b.Image(source, alt):
                return self._image(source, alt)
            case b.Blank(size, label):
                return f"#blank({min(size, self.room)}" + (f", label: {literal(label)})" if label else ")")
            case b.Ruby(base, reading):
                return f"#ruby({literal(base)}, {literal(reading)})"
            case b.Tick(label, ticked):
                inside = f"label: {literal(label)}, " if label else ""
                return f"#tick({inside}ticked: {str(ticked).lower()})"
            case b.Mark():
                raise AssertionError(f"a mark was not resolved: {node}")

    def _image(self, source: str, alt: str) -> str:
        """A picture from the project; its alternative text where the file is gone or of another format."""
        name = source.removeprefix("file:")
        return picture(name, self.assets.get(name, b""), alt)

    # --- blocks -------------------------------------------------------------

    def blocks(self, blocks: b.Blocks) -> str:
        """Blocks as markup, each on a line of its own."""
        return "\n".join(filter(None, (self.block(block) for block in blocks)))

    def block(self, block: b.Block) -> str:
        """One block as markup; what has no place on paper is empty."""
        match block:
            case b.Heading(level=level, content=content, id=identity):
                self.depth = min(max(level, 2), self.depth + 1)
                named = f" #label({literal(identity)})" if self.sheet.contents and "/" in identity else ""
                return f"#heading(level: {self.depth})[{self.inlines(content)}]{named}"
            case b.Paragraph(content=content, role="title"):
                self.depth = 1
                return f"#heading(level: 1)[{self.inlines(content)}]"
            case b.Paragraph(content=content, role=role):
                # A blank cannot be broken: justified, the line before it would be stretched.
                loose = "loose: true, " if any(isinstance(n, b.Blank) for n in content) else ""
                led = "sticky: true, " if leads(content) else ""
                named = f"role: {literal(role)}" if role else ""
                return f"#p({loose}{led}{named})[{self.inlines(content)}]"
            case b.ListBlock():
                return self._list(block)
            case b.Table(role="imprint", rows=rows):
                lines = ", ".join(f"[{self._imprint(row)}]" for row in rows)
                return f"#imprint({lines})"
            case b.Table():
                return self._table(block)
            case b.Grid():
                return self._grid(block)
            case b.Lines(count, tall):
                return f"#ruled({count}, {tall}mm)"
            case b.PageBreak() if self.sheet.contents and not self.listed:
                self.listed = True
                return f"#contents({literal(self.t('book-contents'))})"
            case b.PageBreak(odd):
                return '#pagebreak(weak: true, to: "odd")' if odd else "#pagebreak(weak: true)"
            case b.Quote(blocks=inner):
                return f"#quoted[{self.blocks(inner)}]"
            case b.Rule():
                return "#across"
            case b.CodeBlock(text=text):
                lines = "#linebreak()".join(f"#code({literal(line)})" for line in text.splitlines())
                return f'#p(role: "flush")[{lines}]'
            case b.Group():
                return self._group(block)
            case b.Contacts(contacts=contacts):
                lines = "".join(f"({literal(c.name)}, {literal(c.number)}), " for c in contacts)
                return f"#numbers-band(({lines}))"
            case _:
                return ""

    def _list(self, block: b.ListBlock) -> str:
        ticked = bool(block.items) and all(i.task for i in block.items) and not block.ordered
        rows = [f"[{self._item(item, boxed=item.task and not ticked)}]" for item in block.items]
        if block.ordered:
            return f"#steps(start: {block.start}, {', '.join(rows)})"
        return f"#{'ticks' if ticked else 'items'}({', '.join(rows)})"

    def _item(self, item: b.ListItem, *, boxed: bool) -> str:
        """An item; its first paragraph stands beside the mark, and a box among items that have none before its words."""
        box = "#tick()#h(0.5em)" if boxed else ""
        first = next(iter(item.blocks), None)
        if isinstance(first, b.Paragraph) and not first.role:
            return f"{box}{self.inlines(first.content)}\n{self.blocks(item.blocks[1:])}"
        return box + self.blocks(item.blocks)

    def _table(self, block: b.Table) -> str:
        each = shares((block.header, *block.rows))
        widths = ", ".join(f"{share:.3f}fr" for share in each)
        blank = not any(b.plain(c).strip() for c in block.header)
        head = "" if blank else "".join(f"[{self.inlines(c)}], " for c in block.header)
        cells = ", ".join(
            self._filled(c, share / sum(each)) for row in block.rows for c, share in zip(row, each, strict=False)
        )
        return f"#rows(({widths},), ({head}), {cells})"

    def _filled(self, content: b.Inlines, share: float) -> str:
        """A cell of that share of the line. One that is only a blank needs no line: the cell is where to write."""
        outside, self.room = self.room, max(2, int(self.room * share) - 2)
        try:
            return self._content(content)
        finally:
            self.room = outside

    def _content(self, content: b.Inlines) -> str:
        match content:
            case (b.Blank(label=label),):
                return f"[#strut({WRITING}mm)#hint({literal(label or '')})]"
            case _:
                return f"[{self.inlines(content)}]"

    def _imprint(self, row: tuple[b.Inlines, ...]) -> str:
        """A line of an imprint: its name, then what it says."""
        colon = "：" if self.sheet.lang == "zh" else ": "
        return f'#p(role: "flush")[{self.inlines(row[0])}{self.text(colon)}{"".join(map(self.inlines, row[1:]))}]'

    def _grid(self, block: b.Grid) -> str:
        widths = ", ".join(f"{w}fr" for w in block.widths)
        # PDF/UA: a table has header cells, so the first row (and what it spans) is one, if not repeated.
        heads = max(block.heads, *(c.rows for c in block.rows[0]), 1) if block.rows else 1
        head = "".join(
            f"{self._row(row, block.widths, 0 if block.heads else block.tall)}, " for row in block.rows[:heads]
        )
        body: list[str] = []
        heights = ["auto"] * heads
        for row in block.rows[heads:]:
            # A row known to be as tall as it is to be is not measured: a sixth of a sign-in sheet's time.
            known = block.tall > 0 and all(map(_slight, row))
            heights.append(f"{block.tall}mm" if known else "auto")
            body.append(self._row(row, block.widths, 0 if known else block.tall))
        tall = f"rows: ({', '.join(heights)},), middle: true, " if block.tall else ""
        return f"#form(({widths},), {tall}repeat: {str(block.heads > 0).lower()}, head: ({head}), {', '.join(body)})"

    def _row(self, row: tuple[b.Cell, ...], widths: tuple[float, ...], tall: float) -> str:
        """A row; a heading across all columns is a header of its own, which never stands alone at a page's foot."""
        least = min(widths) / sum(widths)  # which column a cell stands in is not known where rows above span it
        holds = max((at for at, c in enumerate(row) if _empty(c)), default=0)  # the cell that keeps the row so tall
        cells = ", ".join(
            self._cell(c, max(least, self._share(row, at, widths)), tall if at == holds else 0)
            for at, c in enumerate(row)
        )
        whole = len(row) == 1 and row[0].columns == len(widths)
        titled = whole and isinstance(next(iter(row[0].blocks), None), b.Heading)
        return f"table.header(level: 2, repeat: false, {cells})" if titled else cells

    @staticmethod
    def _share(row: tuple[b.Cell, ...], at: int, widths: tuple[float, ...]) -> float:
        """The share of the line that the cell `at` of a row has."""
        start = sum(c.columns for c in row[:at])
        return sum(widths[start : start + row[at].columns]) / sum(widths)

    def _cell(self, cell: b.Cell, share: float, tall: float = 0) -> str:
        outside, self.room = self.room, max(2, int(self.room * share) - 2)
        inner = "" if _empty(cell) else self.blocks(cell.blocks)
        self.room = outside
        if tall and not inner:  # a third of the time that `tall` takes, which has to measure the words beside it
            inner, tall = f"#upright({tall}mm)", 0
        if cell.head or tall or cell.columns > 1 or cell.rows > 1:
            shape = f"head: {str(cell.head).lower()}, columns: {cell.columns}, rows: {cell.rows}, tall: {tall}mm"
            return f"cell({shape})[{inner}]"
        return f"[{inner}]"

    def _group(self, block: b.Group) -> str:
        kind, inner = block.kind, block.blocks
        if kind.startswith("cut-"):
            cards = ", ".join(
                f"cut-card({self._title(g)})[{self.blocks(g.blocks)}]" for g in inner if isinstance(g, b.Group)
            )
            return f"#cut({kind[4:]}, {cards})"
        words = self.blocks(inner)
        if kind == "keep":
            return f"#keep[{words}]"
        if kind in BARRED:
            named = f'#p(role: "minutes")[{self.text(block.title)}]' if block.title else ""
            return f"#barred[{named}{words}]"
        if kind in BOXED:
            heavy = str(kind == "warning").lower()
            return f"#boxed({self._title(block)}heavy: {heavy})[{words}]"
        return words

    def _title(self, block: b.Group) -> str:
        words = block.title or (self.t(f"box-{block.kind}") if block.kind in TITLED else "")
        return f"title: {literal(words)}, " if words else ""


def _empty(cell: b.Cell) -> bool:
    """Whether a cell shows nothing."""
    return all(
        isinstance(block, b.Paragraph) and all(isinstance(n, b.Str) and not n.text for n in block.content)
        for block in cell.blocks
    )


def _slight(cell: b.Cell) -> bool:
    """Whether a cell shows nothing, or a number that no column is too narrow for."""
    content = [node for block in cell.blocks if isinstance(block, b.Paragraph) for node in block.content]
    words = b.plain(tuple(content)).strip()
    plain = all(isinstance(block, b.Paragraph) for block in cell.blocks) and all(isinstance(n, b.Str) for n in content)
    return plain and cell.columns == cell.rows == 1 and len(words) < DIGITS and words.isascii()


def leads(content: b.Inlines) -> bool:
    """Whether a short paragraph that begins in bold, or ends in a colon, belongs to what follows it."""
    words = b.plain(content).strip()
    if len(words) > LEADING or not words:
        return False
    first = content[0]
    return words.endswith(("：", ":")) or (isinstance(first, b.Styled) and first.style == "strong")


def picture(name: str, data: bytes, alt: str) -> str:
    """A call that shows a picture; its words where there is none or it is of a format we do not print."""
    form = IMAGES.get(Path(name).suffix.lower())
    if form is None or not data:
        return f"#{literal(f'〔{alt}〕')}"
    if form == "svg":
        words = data.decode("utf-8", "replace").replace("\\", "\\\\").replace('"', '\\"')
        return f'#picture("{words}", "svg", {literal(alt)})'
    return f"#picture(bytes(({','.join(map(str, data))},)), {literal(form)}, {literal(alt)})"


def width(content: b.Inlines) -> float:
    """How wide words stand, in full characters: Chinese 1, others a half, a blank as long as it is."""
    total = 0.0
    for node in content:
        match node:
            case b.Blank(size=size):
                total += size
            case b.Styled(content=inner) | b.Link(content=inner):
                total += width(inner)
            case b.Tick():
                total += 1
            case _:
                words = b.plain((node,))
                total += sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in words)
    return total


def shares(rows: tuple[tuple[b.Inlines, ...], ...]) -> tuple[float, ...]:
    """The share of the line each column of a table gets: by the root of what it holds, none starved, none greedy."""
    columns = max((len(row) for row in rows), default=0)
    sizes = []
    for index in range(columns):
        widths = [width(row[index]) for row in rows if index < len(row)]
        longest, mean = max(widths, default=1), sum(widths) / max(1, len(widths))
        sizes.append(max(2.0, (longest * mean) ** 0.5) ** 0.62)
    total = sum(sizes) or 1
    return tuple(min(max(size / total, LEAST_SHARE), MOST_SHARE) for size in sizes)
