"""The slide master and layouts: python-pptx's plain ones, made wide and given our theme, fonts and places."""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches, Pt

from generator.outputs.print.office_theme import write_theme

WIDE, TALL = Inches(13.333), Inches(7.5)
KEPT = ("Title Slide", "Title and Content")
SIDE = Inches(0.8)
ROOM = Emu(WIDE - 2 * SIDE)
TITLE = (SIDE, Inches(0.5), ROOM, Inches(1.2))
BODY = (SIDE, Inches(1.9), ROOM, Inches(4.9))
OPENING_TITLE = (SIDE, Inches(1.3), ROOM, Inches(1.6))
OPENING_BODY = (SIDE, Inches(3.0), ROOM, Inches(3.4))
NUMBER = (Emu(WIDE - SIDE - Inches(1.5)), Inches(6.95), Inches(1.5), Inches(0.35))
LATIN, HAN = "Arial", "微软雅黑"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def make_master(show: Any) -> None:
    """Makes a new presentation 16:9, with two layouts: an opening slide, and a title with words below it."""
    show.slide_width, show.slide_height = WIDE, TALL
    show.element.sldSz.attrib.pop("type", None)  # it says 4:3
    _without(show.part, "/printerSettings")
    _without(show.part.package, "/thumbnail")
    _theme(show.slide_master.part)
    _theme(show.notes_master.part)
    _drop_layouts(show)
    for holder in show.slide_master.placeholders:
        _place(holder, TITLE, BODY)
    for layout in show.slide_layouts:
        opening = layout.name == KEPT[0]
        for holder in layout.placeholders:
            _place(holder, OPENING_TITLE if opening else TITLE, OPENING_BODY if opening else BODY)
        if opening:
            _opening(layout.element)
    _styles(show.slide_master.element)
    _bar(show.slide_master)
    _name_notes(show)


def _theme(part: Any) -> None:
    """Replaces a master's theme part by ours."""
    theme = part.part_related_by(RT.THEME)
    data = (HEAD + write_theme(LATIN, HAN, LATIN, HAN)).encode()
    if hasattr(theme, "_element"):  # that of the notes is held as a tree, that of the slides as bytes
        theme._element = parse_xml(data)  # noqa: SLF001 - it has no setter
    else:
        theme._blob = data  # noqa: SLF001


def _without(owner: Any, kind: str) -> None:
    """Takes out what python-pptx's own example presentation left behind: a printer's settings, a picture of it."""
    relations = owner._rels  # noqa: SLF001 - it has no word for it
    for identity in [i for i, relation in relations.items() if relation.reltype.endswith(kind)]:
        relations.pop(identity)


def _name_notes(show: Any) -> None:
    """The list of notes masters, which python-pptx leaves out (ECMA-376, 19.2.1.18)."""
    part = show.part
    identity = part.relate_to(part.notes_master_part, RT.NOTES_MASTER)
    masters = show.element.find(f"{{{P}}}sldMasterIdLst")
    entries = masters.makeelement(f"{{{P}}}notesMasterIdLst", {})
    entries.append(entries.makeelement(f"{{{P}}}notesMasterId", {f"{{{R}}}id": identity}))
    masters.addnext(entries)


def _opening(layout: Any) -> None:
    """The opening slide's words stand as the others do: at the left, in ink."""
    for properties in layout.iter():
        if str(properties.tag).endswith("pPr") and properties.get("algn"):
            properties.set("algn", "l")
        if properties.tag == f"{{{A}}}schemeClr":
            properties.set("val", "tx1")
            for tint in list(properties):
                properties.remove(tint)


def _bar(master: Any) -> None:
    """A short apricot line above every title: the one ornament."""
    tree = master.shapes._spTree  # noqa: SLF001 - masters take no shapes from it
    place = f'<a:off x="{SIDE + Inches(0.1)}" y="{Inches(0.45)}"/><a:ext cx="{Inches(0.9)}" cy="{Inches(0.07)}"/>'
    bar = (
        f'<p:sp xmlns:p="{P}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="90" name="Bar"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>{place}</a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        '</a:prstGeom><a:solidFill><a:schemeClr val="accent2"/></a:solidFill></p:spPr></p:sp>'
    )
    tree.append(parse_xml(bar))


def _drop_layouts(show: Any) -> None:
    layouts = show.slide_layouts
    for layout in [x for x in layouts if x.name not in KEPT]:
        layouts.remove(layout)


def _place(holder: Any, title: tuple[int, ...], body: tuple[int, ...]) -> None:
    """Puts a placeholder where it belongs; date and footer are taken out: nobody fills them in."""
    name = str(holder.placeholder_format.type)
    if "DATE" in name or "FOOTER" in name:
        holder.element.getparent().remove(holder.element)
        return
    box = title if "TITLE" in name and "SUB" not in name else NUMBER if "NUMBER" in name else body
    holder.left, holder.top, holder.width, holder.height = box


def _styles(master: Any) -> None:
    """Titles and words at the left, in our colours and sizes; figures of the page quiet."""
    for style, size, colour in (("titleStyle", 36, "accent1"), ("bodyStyle", 28, "tx1")):
        for node in master.iter(f"{{{P}}}{style}"):
            for level, properties in enumerate(node):
                if not properties.tag.endswith("pPr"):
                    continue
                properties.set("algn", "l")
                spacing = f'<a:lnSpc xmlns:a="{A}"><a:spcPct val="115000"/></a:lnSpc>'
                if style == "bodyStyle" and properties.find(f"{{{A}}}lnSpc") is None:
                    properties.insert(0, parse_xml(spacing))
                for run in properties.iter(f"{{{A}}}defRPr"):
                    run.set("sz", str(Pt(max(14, size - 2 * level)).centipoints))
                    run.set("b", "1" if style == "titleStyle" else "0")
                    for fill in run.iter(f"{{{A}}}schemeClr"):
                        fill.set("val", colour)
