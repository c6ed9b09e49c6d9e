"""Blocks as the body of a DOCX document: paragraphs with styles, numbered lists, tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.messages import interface
from generator.model import blocks as b
from generator.outputs.print.docx.inline import InlineWriter, run, tick
from generator.outputs.print.docx.look import MM, Look
from generator.outputs.print.docx.numbering import BULLETS, Numbering
from generator.outputs.print.docx.pictures import read_picture
from generator.outputs.print.docx.section import write_section
from generator.outputs.print.docx.styles import BAR_INDENT, QUIET
from generator.outputs.print.docx.tables import cards, framed, grid, table
from generator.outputs.print.sheet import Sheet

STYLES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "issuer": "Issuer",
    "number": "DocNumber",
    "addressee": "Addressee",
    "signed": "Signed",
    "center": "Centered",
    "small": "Small",
    "big": "Big",
    "lead": "Lead",
    "minutes": "Minutes",
    "flush": "Flush",
    "option": "Option",
}
BOXES = {
    "say": "Say",
    "dont-say": "DontSay",
    "note": "Note",
    "warning": "Warning",
    "notes": "Note",
    "teacher": "Teacher",
    "pupils": "Teacher",
    "intent": "Teacher",
}
SCHEMAS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
SPOKEN = frozenset({"say", "teacher", "pupils", "intent"})  # their bar says what they are
CELLS = frozenset({"TableText", "TableHead"})
TIGHT = '<w:spacing w:before="40" w:after="40"/>'  # a heading in a form
GAP = 120  # twips of the empty line after a table or a box
HANG, HANG_CELL = 420, 300  # twips between a list's mark and its words
DEEPEST = 8  # the last level that numbering has


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: the style of plain ones, what it is indented by, the room there, how deep in lists."""

    style: str
    room: int
    indent: int = 0
    depth: int = -1
    keep: bool = False


@dataclass
class BodyWriter:
    """Writes one sheet. `inline` and `numbering` gather what other parts of the package must hold."""

    sheet: Sheet
    look: Look
    assets: Mapping[str, bytes]
    inline: InlineWriter = field(init=False)
    numbering: Numbering = field(default_factory=Numbering)
    _level: int = 0
    _break: bool = False
    _odd: bool = False

    def __post_init__(self) -> None:
        """Pictures are looked up among the project's files."""
        self.inline = InlineWriter(lambda source: read_picture(self.assets.get(source.removeprefix("file:"), b"")))

    def document(self) -> str:
        """document.xml."""
        place = Place("BodyText" if self.look.indented else "Flush", self.look.width)
        head = self.paragraph(self.inline.runs((b.Str(self.sheet.title),)), "Title") if self.sheet.headed else ""
        body = head + self.blocks(self.sheet.blocks, place)
        end = "" if body.endswith("</w:p>") else self.paragraph("", "Flush", small=True)
        section = write_section(self.look, self.sheet, odd=self._odd)
        return f"<w:document {SCHEMAS}><w:body>{body}{end}{section}</w:body></w:document>"

    # --- paragraphs ---------------------------------------------------------

    def paragraph(self, runs: str, style: str, extra: str = "", *, small: bool = False, section: str = "") -> str:
        """A paragraph. `extra` are properties that stand after the style, in the order of the schema."""
        before = "<w:pageBreakBefore/>" if self._break else ""
        self._break = False
        if "<w:keepNext/>" in extra:
            extra = extra.replace("<w:keepNext/>", "")
            before = f"<w:keepNext/>{before}"
        tiny = (
            '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
            if small
            else ""
        )
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{before}{extra}{tiny}{section}</w:pPr>{runs}</w:p>'

    def plain(self, runs: str, place: Place, style: str = "") -> str:
        """A paragraph of running text where it stands."""
        keep = "<w:keepNext/>" if place.keep else ""
        style = "" if style in {"Flush", "Option"} and place.style in CELLS else style
        indent = f'<w:ind w:left="{place.indent}" w:firstLineChars="0" w:firstLine="0"/>' if place.indent else ""
        return self.paragraph(runs, style or place.style, f"{keep}{indent}")

    # --- blocks -------------------------------------------------------------

    def blocks(self, blocks: b.Blocks, place: Place) -> str:
        """Blocks one after the other."""
        return "".join(self.block(block, place) for block in blocks)

    def block(self, block: b.Block, place: Place) -> str:
        """One block; what has no place on paper is empty."""
        match block:
            case b.Heading(level=level, content=content):
                self._level = min(max(1, level - 1), self._level + 1, 4)
                return self.paragraph(
                    self.inline.runs(content), f"Heading{self._level}", TIGHT if place.style in CELLS else ""
                )
            case b.Paragraph(content=content, role=role):
                return self.plain(self.inline.runs(content), place, STYLES.get(role, ""))
            case b.ListBlock():
                return self._list(block, place)
            case b.Table():
                return self._before_table() + table(self, block, place) + self._gap()
            case b.Grid():
                return self._before_table() + grid(self, block, place) + self._gap()
            case b.Lines(count, tall):
                return self._lines(count, tall)
            case b.PageBreak(odd):
                return self._page_break(odd=odd)
            case b.Quote(blocks=inner):
                return self.blocks(inner, replace(place, style="Quote"))
            case b.Rule():
                bar = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="{QUIET}"/></w:pBdr>'
                return self.paragraph("", "Flush", bar)
            case b.CodeBlock(text=text):
                return "".join(self.plain(run(line), place, "PlainCode") for line in text.splitlines())
            case b.Group():
                return self._group(block, place)
            case b.Contacts(contacts=contacts, title=title):
                words = b.Paragraph((b.Str("　".join(f"{c.name} {c.number}" for c in contacts)),))
                return self._group(b.Group("note", (words,), title), place)
            case _:
                return ""

    def _list(self, block: b.ListBlock, place: Place) -> str:
        depth = min(place.depth + 1, DEEPEST)
        number = self.numbering.steps(block.start, depth) if block.ordered else BULLETS
        return "".join(self._item(item, number, replace(place, depth=depth)) for item in block.items)

    def _item(self, item: b.ListItem, number: int, place: Place) -> str:
        base = place.indent + (BAR_INDENT if place.style in BOXES.values() else 0)
        hang = max(HANG, self.look.size * 16) if place.style not in {*CELLS, *BOXES.values()} else HANG_CELL
        inner = replace(place, indent=base + hang)
        first, rest = (item.blocks[:1], item.blocks[1:])
        style = place.style if place.style in {*CELLS, *BOXES.values()} else "ListParagraph"
        keep = "<w:keepNext/>" if place.keep else ""
        indent = f'<w:ind w:left="{base + hang}" w:hanging="{hang}"/>'
        if item.task:
            tab = f'<w:tabs><w:tab w:val="left" w:pos="{base + hang}"/></w:tabs>'
            mark, lead = f"{keep}{tab}{indent}", f"{tick()}<w:r><w:tab/></w:r>"
        else:
            numbered = f'<w:numPr><w:ilvl w:val="{place.depth}"/><w:numId w:val="{number}"/></w:numPr>'
            mark, lead = f"{keep}{numbered}{indent}", ""
        if first and isinstance(first[0], b.Paragraph):
            words = self.inline.runs(first[0].content)
        else:
            words, rest = "", item.blocks
        return self.paragraph(f"{lead}{words}", style, mark) + self.blocks(rest, inner)

    def _lines(self, count: int, tall: float) -> str:
        side = f'w:val="single" w:sz="4" w:space="0" w:color="{QUIET}"'
        bar = f"<w:pBdr><w:bottom {side}/><w:between {side}/></w:pBdr>"
        high = f'<w:spacing w:before="0" w:after="0" w:line="{round(tall * MM)}" w:lineRule="exact"/>'
        return "".join(self.paragraph("", "Normal", bar + high) for _ in range(max(0, count)))

    def _page_break(self, *, odd: bool) -> str:
        if not odd:
            self._break = True
            return ""
        section = write_section(self.look, self.sheet, odd=self._odd)
        self._odd = True
        return self.paragraph("", "Flush", small=True, section=section)

    def _before_table(self) -> str:
        """A table cannot begin a page by itself: an empty line does."""
        return self.paragraph("", "Flush", small=True) if self._break else ""

    def _gap(self, tall: int = GAP) -> str:
        """An empty line: two tables in a row would grow together, and so would two boxes."""
        high = f'<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{tall}" w:lineRule="exact"/>'
        return self.paragraph("", "Normal", high)

    def _group(self, block: b.Group, place: Place) -> str:
        kind = block.kind
        words = interface(self.sheet.lang)
        if kind.startswith("cut-"):
            return self._before_table() + cards(self, block, place) + self._gap()
        if kind in {"card", "cut", "quiz"}:
            return self._before_table() + framed(self, block, place) + self._gap()
        if kind == "keep":
            return self.blocks(block.blocks, replace(place, keep=True))
        if kind not in BOXES:
            title = self.paragraph(run(block.title), "BoxTitle") if block.title and kind == "sources" else ""
            return title + self.blocks(block.blocks, place)
        style = BOXES[kind]
        title = block.title or ("" if kind in SPOKEN else words.get(f"box-{kind}", ""))
        inner = Place(style, place.room - BAR_INDENT, place.indent, place.depth, place.keep)
        face = '<w:rStyle w:val="Strong"/>'
        head = self.plain(run(title, face), replace(inner, keep=True)) if title else ""
        return head + self.blocks(block.blocks, inner) + self._gap(GAP // (2 if place.style in CELLS else 1))
