"""The page of a DOCX section, and its header and footer with the fields PAGE and NUMPAGES."""

from __future__ import annotations

from generator.messages import interface
from generator.outputs.print.archive import xml
from generator.outputs.print.docx.look import MM, OFFICIAL_LINE, Look
from generator.outputs.print.sheet import Sheet

SCHEMAS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
FOOT = round(7 * MM)  # GB/T 9704-2012, 7.5: the page number stands 7 mm below the type area


def write_section(look: Look, sheet: Sheet, *, odd: bool = False) -> str:
    """The section's properties; `odd`: it begins on the front of a sheet of paper."""
    wide, tall = look.paper
    turned = ' w:orient="landscape"' if look.landscape else ""
    kind = '<w:type w:val="oddPage"/>' if odd else ""
    names = ("header1", "footer1") if not look.official else ("header1", "footer1", "footer2")
    references = "".join(
        f'<w:{name[:6]}Reference w:type="{"even" if name.endswith("2") else "default"}" r:id="{name}"/>'
        for name in names
    )
    if look.official:
        foot = look.bottom - FOOT - 280
        grid = f'<w:docGrid w:type="lines" w:linePitch="{OFFICIAL_LINE}"/>'
    else:
        foot = round(look.bottom * 0.5)
        grid = '<w:docGrid w:linePitch="312"/>'
    return (
        f'<w:sectPr>{references}{kind}<w:pgSz w:w="{wide}" w:h="{tall}"{turned}/>'
        f'<w:pgMar w:top="{look.top}" w:right="{look.right}" w:bottom="{look.bottom}" w:left="{look.left}" '
        f'w:header="{round(look.top * 0.5)}" w:footer="{foot}" w:gutter="0"/><w:cols w:space="425"/>{grid}</w:sectPr>'
    )


def write_header(sheet: Sheet) -> str:
    """header1.xml: what runs along the top."""
    running = sheet.running
    words = f"{_run(running.left)}<w:r><w:tab/></w:r>{_run(running.right)}" if running.left or running.right else ""
    return f'<w:hdr {SCHEMAS}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{words}</w:p></w:hdr>'


def write_footer(sheet: Sheet, look: Look, *, even: bool = False) -> str:
    """footer1.xml and, for official documents, footer2.xml of the even pages."""
    running = sheet.running
    foot = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_run(running.foot)}'
    if look.official:
        side, indent = ("left", "left") if even else ("right", "right")
        number = (
            f'<w:p><w:pPr><w:pStyle w:val="PageNumber"/><w:ind w:{indent}Chars="100" w:{indent}="280"/>'
            f'<w:jc w:val="{side}"/></w:pPr>{_run("— ")}{field("PAGE")}{_run(" —")}</w:p>'
        )
        words = number + (f"{foot}</w:p>" if running.foot else "")
        return f"<w:ftr {SCHEMAS}>{words if running.numbered else foot + '</w:p>'}</w:ftr>"
    pages = f"<w:r><w:tab/></w:r>{_page_of(sheet)}" if running.numbered else ""
    return f"<w:ftr {SCHEMAS}>{foot}{pages}</w:p></w:ftr>"


def _page_of(sheet: Sheet) -> str:
    """Page x of y, in the words of the language."""
    words = interface(sheet.lang)["page-of"]
    before, _, rest = words.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return f"{_run(before)}{field('PAGE')}{_run(between)}{field('NUMPAGES')}{_run(after)}"


def field(name: str) -> str:
    """A field that Word works out, with what it says until then."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{xml(text)}</w:t></w:r>' if text else ""
