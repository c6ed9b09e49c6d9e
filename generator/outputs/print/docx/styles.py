"""The styles of a DOCX file: what Word and WPS show in their list of styles, and authors change in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.outputs.print.docx.look import HEI, KAI, OFFICIAL_LINE, OFFICIAL_SPACING, Face, Look
from generator.outputs.print.sheet import Sheet

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
INK, QUIET, RED = "1A1A1A", "595959", "B3261E"
FIGURES = Face("宋体", "宋体")  # of page numbers: GB/T 9704-2012, 7.5
CODE = Face("Consolas", "黑体")
# Boxes: a bar at their left, by style: its line and its weight in 1/8 pt. All can be told apart without colour.
BARS = {
    "Say": ("single", 12),
    "DontSay": ("dashed", 12),
    "Note": ("single", 6),
    "Warning": ("single", 24),
    "Teacher": ("single", 6),
}
BAR_INDENT = 227
CENTER = '<w:jc w:val="center"/>'
NEXT = "<w:keepNext/>"
# Styles every document has and nobody uses by name.
FIXED = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's style: its id, the name people see, properties of the paragraph and of its words.

    Properties are written in the order of the schema (ECMA-376, 17.3.1.26 and 17.3.2.28).
    """

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    base: str = "Normal"
    next: str = ""

    def xml(self) -> str:
        """The style as an element of styles.xml."""
        default = ' w:default="1"' if not self.base else ""
        based = f'<w:basedOn w:val="{self.base}"/>' if self.base else ""
        after = f'<w:next w:val="{self.next}"/>' if self.next else ""
        paragraph = f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else ""
        run = f"<w:rPr>{self.run}</w:rPr>" if self.run else ""
        return (
            f'<w:style w:type="paragraph"{default} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f"{based}{after}<w:qFormat/>{paragraph}{run}</w:style>"
        )


def write_styles(sheet: Sheet, look: Look) -> str:
    """styles.xml."""
    spaced = f'<w:spacing w:val="{OFFICIAL_SPACING}"/>' if look.official else ""
    styles = (*_texts(sheet, look), *_headings(look), *_boxes(look), *_tables(look), *_roles(look), *_running(look))
    return (
        f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(look.body)}<w:color w:val="{INK}"/>{spaced}'
        f'{_size(look.size)}<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{''.join(s.xml() for s in styles)}{FIXED}"
        f"{''.join(_characters(sheet, look))}{_grid()}</w:styles>"
    )


def fonts(face: Face) -> str:
    """The fonts of a run for every script."""
    named = f'w:ascii="{face.latin}" w:hAnsi="{face.latin}" w:eastAsia="{face.han}" w:cs="{face.latin}"'
    return f"<w:rFonts {named}/>"


def _line(look: Look, auto: int, *, before: int = 0, after: int = 0) -> str:
    """Space around and between lines: the official line height, or `auto` 240ths of a line."""
    rule = f'w:line="{look.line}" w:lineRule="exact"' if look.line else f'w:line="{auto}" w:lineRule="auto"'
    return f'<w:spacing w:before="{before}" w:after="{after}" {rule}/>'


def _indent(look: Look) -> str:
    return f'<w:ind w:firstLineChars="200" w:firstLine="{look.size * 20}"/>' if look.indented else ""


def _after(look: Look) -> int:
    return 0 if look.official else 80


def _texts(sheet: Sheet, look: Look) -> Iterator[Style]:
    """Running text, lists, quotations."""
    justified = f'<w:jc w:val="{"both" if sheet.lang == "zh" else "left"}"/>'
    yield Style("Normal", "Normal", _line(look, look.tight), _size(look.size), base="")
    yield Style("BodyText", "Body Text", f"{_line(look, 324, after=_after(look))}{_indent(look)}{justified}")
    yield Style("Flush", "Flush Text", _line(look, 324, after=_after(look)))
    option = '<w:ind w:left="840" w:hanging="420"/>'
    yield Style("Option", "Answer to Choose", f"{_line(look, 324, after=40)}{option}")
    yield Style("ListParagraph", "List Paragraph", f'{_line(look, 324, after=40)}<w:ind w:left="420" w:hanging="420"/>')
    yield Style("Quote", "Quote", f'{_line(look, 324, after=80)}<w:ind w:left="480" w:right="480"/>', fonts(KAI))
    yield Style("PlainCode", "Code Lines", "<w:contextualSpacing/>", fonts(CODE))


def _headings(look: Look) -> Iterator[Style]:
    """Title and headings. GB/T 9704-2012, 7.3.1: the title stands two lines below the head, a line above the text."""
    if look.official:
        space = f'<w:spacing w:before="{OFFICIAL_LINE}" w:after="{OFFICIAL_LINE}" w:line="640" w:lineRule="exact"/>'
    else:
        space = '<w:spacing w:before="0" w:after="200" w:line="300" w:lineRule="auto"/>'
    title = f"{fonts(look.title)}{_bold(not look.official)}{_size(look.title_size)}"
    yield Style("Title", "Title", f"{NEXT}<w:keepLines/>{space}{CENTER}", title, next="BodyText")
    subtitle = f"{NEXT}{_line(look, look.tight, after=160)}{CENTER}"
    yield Style("Subtitle", "Subtitle", subtitle, f"{fonts(look.body)}{_size(look.size + 2)}", next="BodyText")
    for level in range(1, 5):
        face = look.headings[min(level, len(look.headings)) - 1]
        size = look.heading_sizes[min(level, len(look.heading_sizes)) - 1]
        before = 0 if look.official else max(120, 280 - 60 * level)
        first = _indent(look) if look.official else ""
        paragraph = f"{NEXT}<w:keepLines/>{_line(look, look.tight, before=before, after=before // 2)}{first}"
        run = f"{fonts(face)}{_bold(look.official and level > 2)}{_size(size)}"
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        yield Style(f"Heading{level}", f"heading {level}", f"{paragraph}{outline}", run, next="BodyText")


def _boxes(look: Look) -> Iterator[Style]:
    names = {
        "Say": "Say",
        "DontSay": "Better Unsaid",
        "Note": "Note Box",
        "Warning": "Warning Box",
        "Teacher": "Part Box",
    }
    for identity, (kind, weight) in BARS.items():
        bar = f'<w:pBdr><w:left w:val="{kind}" w:sz="{weight}" w:space="6" w:color="{QUIET}"/></w:pBdr>'
        paragraph = f'{bar}{_line(look, look.tight)}<w:ind w:left="{BAR_INDENT}"/>'
        yield Style(identity, names[identity], paragraph)
    yield Style("BoxTitle", "Box Title", NEXT, f"{fonts(look.headings[0])}{_bold(True)}")


def _tables(look: Look) -> Iterator[Style]:
    space = f'<w:spacing w:before="10" w:after="10" w:line="{min(look.tight, 264)}" w:lineRule="auto"/>'
    yield Style("TableText", "Table Text", f'<w:snapToGrid w:val="0"/>{space}', _size(min(look.size, 24)))
    yield Style("TableHead", "Table Head", CENTER, f"{fonts(HEI)}{_bold(False)}", base="TableText")
    yield Style(
        "Imprint", "Imprint", '<w:ind w:left="280" w:hanging="0"/>', _size(min(look.size, 28)), base="TableText"
    )


def _roles(look: Look) -> Iterator[Style]:
    """What a paragraph is on its page."""
    head = fonts(look.headings[0])
    yield Style("Lead", "Lead", _line(look, 300, after=_after(look)), head)
    yield Style("Minutes", "Minutes", NEXT, f"{head}{_size(look.size - 2)}")
    yield Style("Small", "Small Print", "", f'<w:color w:val="{QUIET}"/>{_size(max(18, look.size - 5))}')
    yield Style("Centered", "Centered", CENTER)
    big = f"{fonts(look.title)}{_bold(True)}{_size(round(look.size * 1.6))}"
    yield Style("Big", "Poster Line", f'<w:spacing w:before="120" w:after="120"/>{CENTER}', big)
    space = '<w:spacing w:before="400" w:after="300" w:line="240" w:lineRule="auto"/>'
    issuer = f'{fonts(look.title)}<w:color w:val="{RED}"/>{_size(52)}'
    yield Style("Issuer", "Issuer", f"{NEXT}{space}{CENTER}", issuer)
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="8" w:color="{RED}"/></w:pBdr>'
    yield Style("DocNumber", "Document Number", f"{NEXT}{rule}{CENTER}")
    yield Style("Addressee", "Addressee", f"{NEXT}{_line(look, 324)}")
    right = f'<w:ind w:rightChars="200" w:right="{look.size * 20}"/><w:jc w:val="right"/>'
    yield Style("Signed", "Signed", f"<w:keepLines/>{_line(look, 324)}{right}")


def _running(look: Look) -> Iterator[Style]:
    """Headers, footers, the page number of official documents."""
    single = '<w:spacing w:line="240" w:lineRule="auto"/>'
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{look.width}"/></w:tabs>{single}'
    for identity in ("Header", "Footer"):
        yield Style(identity, identity.lower(), tab, f'{fonts(HEI)}<w:color w:val="{QUIET}"/>{_size(17)}')
    yield Style("PageNumber", "Page Number Line", single, f"{fonts(FIGURES)}{_size(28)}")


def _characters(sheet: Sheet, look: Look) -> Iterator[str]:
    emphasis = '<w:em w:val="dot"/>' if sheet.lang == "zh" else "<w:i/>"
    hint = f'<w:color w:val="{QUIET}"/>{_size(round(look.size * 0.7))}'
    for identity, name, run in (
        ("Strong", "Strong", f"{fonts(look.headings[0])}{_bold(True)}"),
        ("Emphasis", "Emphasis", emphasis),
        ("Hyperlink", "Hyperlink", '<w:u w:val="single"/>'),
        ("Hint", "Hint in a Blank", hint),
        ("CodeText", "Code Text", fonts(CODE)),
    ):
        yield (
            f'<w:style w:type="character" w:styleId="{identity}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{run}</w:rPr></w:style>'
        )


def _grid() -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{INK}"'
    sides = "".join(f"<w:{s} {line}/>" for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f'<w:uiPriority w:val="39"/><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style>'
    )


def _bold(on: bool) -> str:
    return "<w:b/><w:bCs/>" if on else '<w:b w:val="0"/><w:bCs w:val="0"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
