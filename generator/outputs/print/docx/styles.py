"""The styles of a DOCX file: what Word and WPS show in their list of styles, and authors change in one place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.outputs.print.docx.look import Face, Look
from generator.outputs.print.sheet import Sheet

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
INK, QUIET, RED = "1A1A1A", "595959", "B3261E"
# Boxes on paper: a bar at their left, by kind: its line and its weight in 1/8 pt. All tell apart without colour.
BARS = {
    "Say": ("single", 12),
    "DontSay": ("dashed", 12),
    "Note": ("single", 6),
    "Warning": ("single", 24),
    "Teacher": ("single", 6),
}
BAR_INDENT = 227


def write_styles(sheet: Sheet, look: Look) -> str:
    """styles.xml."""
    return (
        f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(look.body)}<w:color w:val="{INK}"/>'
        f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
        f'<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{''.join(_styles(sheet, look))}</w:styles>"
    )


def fonts(face: Face) -> str:
    """The fonts of a run for every script."""
    hint = f'w:ascii="{face.latin}" w:hAnsi="{face.latin}" w:eastAsia="{face.han}" w:cs="{face.latin}"'
    return f"<w:rFonts {hint}/>"


def _styles(sheet: Sheet, look: Look) -> Iterator[str]:
    line = f'w:line="{look.line}" w:lineRule="exact"' if look.line else 'w:line="324" w:lineRule="auto"'
    loose = 300 if look.size > 21 else 250
    tight = f'w:line="{look.line or loose}" w:lineRule="{"exact" if look.line else "auto"}"'
    table = f'w:before="10" w:after="10" w:line="{min(loose, 264)}" w:lineRule="auto"'
    after = 0 if look.official else 80
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{look.size * 20}"/>' if look.indented else ""
    no_indent = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    end = "both" if sheet.lang == "zh" else "left"
    yield _paragraph("Normal", "Normal", "", f'<w:spacing w:after="0" {tight}/>', "", default=True)
    yield _paragraph(
        "BodyText", "Body Text", "Normal", f'<w:spacing w:after="{after}" {line}/>{indent}<w:jc w:val="{end}"/>', ""
    )
    # Title: GB/T 9704 7.3.1 sets it two lines below the head and one above the text.
    space = 'w:before="579" w:after="579"' if look.official else 'w:before="0" w:after="200"'
    big = 'w:line="640" w:lineRule="exact"' if look.official else 'w:line="300" w:lineRule="auto"'
    yield _paragraph(
        "Title",
        "Title",
        "Normal",
        f'<w:keepNext/><w:keepLines/><w:spacing {space} {big}/><w:jc w:val="center"/>',
        f"{fonts(look.title)}{_bold(not look.official)}{_size(look.title_size)}",
        following="BodyText",
    )
    yield _paragraph(
        "Subtitle",
        "Subtitle",
        "Normal",
        f'<w:keepNext/><w:spacing w:after="160" {tight}/><w:jc w:val="center"/>',
        f"{fonts(look.body)}{_size(look.size + 2)}",
        following="BodyText",
    )
    for level, (face, size) in enumerate(zip((*look.headings, look.headings[-1]), _four(look), strict=True), 1):
        lead = 0 if look.official else max(120, 280 - 60 * level)
        spacing = f'<w:spacing w:before="{lead}" w:after="{lead // 2}" {line if look.official else tight}/>'
        first = indent if look.official else ""
        yield _paragraph(
            f"Heading{level}",
            f"heading {level}",
            "Normal",
            f'<w:keepNext/><w:keepLines/>{spacing}{first}<w:outlineLvl w:val="{level - 1}"/>',
            f"{fonts(face)}{_bold(look.official and level > 2)}{_size(size)}",
            following="BodyText",
        )
    hanging = '<w:ind w:left="420" w:hanging="420"/>'
    yield _paragraph("ListParagraph", "List Paragraph", "Normal", f'<w:spacing w:after="40" {line}/>{hanging}', "")
    yield _paragraph(
        "Quote",
        "Quote",
        "Normal",
        f'<w:spacing w:after="80" {line}/><w:ind w:left="480" w:right="480"/>',
        fonts(KAI_QUOTE),
    )
    for name, (kind, weight) in BARS.items():
        bar = f'<w:pBdr><w:left w:val="{kind}" w:sz="{weight}" w:space="6" w:color="{QUIET}"/></w:pBdr>'
        yield _paragraph(
            name, NAMES[name], "Normal", f'{bar}<w:spacing w:after="0" {tight}/><w:ind w:left="{BAR_INDENT}"/>', ""
        )
    yield _paragraph("BoxTitle", "Box Title", "Normal", "<w:keepNext/>", f"{fonts(look.headings[0])}{_bold(True)}")
    yield _paragraph("TableText", "Table Text", "Normal", f"<w:spacing {table}/>", _size(min(look.size, 24)))
    yield _paragraph(
        "TableHead",
        "Table Head",
        "TableText",
        '<w:keepNext/><w:jc w:val="center"/>',
        f"{fonts(look.headings[0])}{_bold(False)}",
    )
    roles = {
        "Lead": ("", fonts(look.headings[0])),
        "Minutes": ("<w:keepNext/>", f"{fonts(look.headings[0])}{_size(look.size - 2)}"),
        "Small": ("", f'<w:color w:val="{QUIET}"/>{_size(max(18, look.size - 5))}'),
        "Centered": ('<w:jc w:val="center"/>', ""),
        "Big": ('<w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>', f"{fonts(look.title)}{_bold(True)}{_size(round(look.size * 1.6))}"),
        "Issuer": ('<w:keepNext/><w:spacing w:before="400" w:after="300" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>', f'{fonts(look.title)}<w:color w:val="{RED}"/>{_size(56)}'),
        "DocNumber": (
            f'<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="12" w:space="8" w:color="{RED}"/></w:pBdr>'
            '<w:jc w:val="center"/>',
            "",
        ),
        "Addressee": (f"<w:keepNext/><w:spacing {line}/>", ""),
        "Signed": (f'<w:keepLines/><w:spacing {line}/><w:ind w:rightChars="200" w:right="{look.size * 20}"/><w:jc w:val="right"/>', ""),
        "Flush": (f'<w:spacing w:after="{after}" {line}/>{no_indent}', ""),
        "PlainCode": ("<w:contextualSpacing/>", fonts(HEI_CODE)),
    }  # fmt: skip
    for name, (paragraph, run) in roles.items():
        yield _paragraph(name, NAMES[name], "Normal", paragraph, run)
    small = f'<w:color w:val="{QUIET}"/>{_size(17)}'
    for name, words in (("Header", "header"), ("Footer", "footer")):
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{look.width}"/></w:tabs><w:spacing w:line="240" w:lineRule="auto"/>'
        yield _paragraph(name, words, "Normal", tab, f"{fonts(look.headings[0])}{small}")
    number = f"{fonts(OFFICIAL_FIGURES)}{_size(28)}"
    yield _paragraph("PageNumber", "Page Number Line", "Normal", '<w:spacing w:line="240" w:lineRule="auto"/>', number)
    yield '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    yield _character("Strong", "Strong", f"{fonts(look.headings[0])}{_bold(True)}")
    yield _character("Emphasis", "Emphasis", '<w:em w:val="dot"/>' if sheet.lang == "zh" else "<w:i/>")
    yield _character("Hyperlink", "Hyperlink", '<w:u w:val="single"/>')
    yield _character("Hint", "Hint in a Blank", f'<w:color w:val="{QUIET}"/>{_size(round(look.size * 0.7))}')
    yield _character("CodeText", "Code Text", fonts(HEI_CODE))
    yield '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{INK}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    yield f'<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style>'
    yield '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'


KAI_QUOTE = Face("Times New Roman", "楷体")
HEI_CODE = Face("Consolas", "黑体")
OFFICIAL_FIGURES = Face("宋体", "宋体")
NAMES = {
    "Say": "Say",
    "DontSay": "Better Unsaid",
    "Note": "Note Box",
    "Warning": "Warning Box",
    "Teacher": "Part Box",
    "Lead": "Lead",
    "Minutes": "Minutes",
    "Small": "Small Print",
    "Centered": "Centered",
    "Big": "Poster Line",
    "Issuer": "Issuer",
    "DocNumber": "Document Number",
    "Addressee": "Addressee",
    "Signed": "Signed",
    "Flush": "Flush Text",
    "PlainCode": "Code Lines",
}


def _four(look: Look) -> tuple[int, ...]:
    return (*look.heading_sizes, look.heading_sizes[-1])


def _bold(on: bool) -> str:
    return "<w:b/><w:bCs/>" if on else '<w:b w:val="0"/><w:bCs w:val="0"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _paragraph(
    identity: str, name: str, base: str, paragraph: str, run: str, *, following: str = "", default: bool = False
) -> str:
    first = ' w:default="1"' if default else ""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    following = f'<w:next w:val="{following}"/>' if following else ""
    ppr = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    rpr = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{identity}"><w:name w:val="{name}"/>'
        f"{based}{following}<w:qFormat/>{ppr}{rpr}</w:style>"
    )


def _character(identity: str, name: str, run: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{run}</w:rPr></w:style>'
    )
