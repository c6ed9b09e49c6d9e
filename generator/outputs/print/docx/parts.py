"""The parts of a DOCX package around its body: types, relationships, settings, fonts, properties."""

from __future__ import annotations

from generator.outputs.print.archive import xml
from generator.outputs.print.docx.body import BodyWriter
from generator.outputs.print.docx.look import STAND_INS, Look
from generator.outputs.print.docx.pictures import TYPES
from generator.outputs.print.docx.section import write_footer, write_header
from generator.outputs.print.docx.styles import W, write_styles
from generator.outputs.print.office_theme import write_theme
from generator.outputs.print.sheet import Sheet

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("styles", "numbering", "settings", "fontTable", "header1", "footer1", "footer2")


def write_parts(sheet: Sheet, body: BodyWriter, document: str) -> dict[str, bytes]:
    """Every file of the package, in the order they are stored: what a program must read first stands first."""
    look = body.look
    texts = {
        "[Content_Types].xml": _types(look),
        "_rels/.rels": _package_relations(),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(body),
        "word/styles.xml": write_styles(sheet, look),
        "word/numbering.xml": body.numbering.part(),
        "word/settings.xml": _settings(look),
        "word/fontTable.xml": _fonts(),
        "word/header1.xml": write_header(sheet),
        "word/footer1.xml": write_footer(sheet, look),
        **({"word/footer2.xml": write_footer(sheet, look, even=True)} if look.official else {}),
        "word/theme/theme1.xml": write_theme(),
        "docProps/core.xml": _core(sheet),
        "docProps/app.xml": _app(sheet),
    }
    files = {path: f"{HEAD}{text}".encode() for path, text in texts.items()}
    for number, picture in enumerate(body.inline.pictures.values(), 1):
        files[f"word/media/image{number}.{picture.form}"] = picture.data
    return files


def _named(look: Look) -> tuple[str, ...]:
    return PARTS if look.official else PARTS[:-1]


def _types(look: Look) -> str:
    kinds = {"header1": "header", "footer1": "footer", "footer2": "footer"}
    parts = "".join(
        f'<Override PartName="/word/{p}.xml" ContentType="{WORD}.{kinds.get(p, p)}+xml"/>' for p in _named(look)
    )
    pictures = "".join(f'<Default Extension="{form}" ContentType="{kind}"/>' for form, kind in TYPES.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>{parts}'
        '<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        "</Types>"
    )


def _package_relations() -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>'
    )


def _relations(body: BodyWriter) -> str:
    kinds = {"header1": "header", "footer1": "footer", "footer2": "footer"}
    out = [
        f'<Relationship Id="{part}" Type="{OFFICE}/{kinds.get(part, part)}" Target="{part}.xml"/>'
        for part in _named(body.look)
    ]
    out.append(f'<Relationship Id="theme" Type="{OFFICE}/theme" Target="theme/theme1.xml"/>')
    out += [
        f'<Relationship Id="{identity}" Type="{OFFICE}/hyperlink" Target="{xml(target)}" TargetMode="External"/>'
        for target, identity in body.inline.links.items()
    ]
    out += [
        f'<Relationship Id="rIdP{n}" Type="{OFFICE}/image" Target="media/image{n}.{picture.form}"/>'
        for n, picture in enumerate(body.inline.pictures.values(), 1)
    ]
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(out)}</Relationships>'


def _settings(look: Look) -> str:
    """Settings: even pages of their own in official documents, lines under blanks drawn to their end."""
    even = "<w:evenAndOddHeaders/>" if look.official else ""
    return (
        f'<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>{even}'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>'
        "<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/></w:settings>'
    )


def _fonts() -> str:
    """The fonts we name and what to take where they are missing; none is shipped."""
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, (other, family, panose) in STAND_INS.items()
    )
    return f"<w:fonts {W}>{rows}</w:fonts>"


def _core(sheet: Sheet) -> str:
    """What the file says of itself: a school or a library as its author, never a person."""
    about = sheet.about
    day = f"{about.reviewed}T00:00:00Z" if about.reviewed else ""
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified") if day
    )
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml(sheet.title)}</dc:title><dc:subject>{xml(about.subject)}</dc:subject>"
        f"<dc:creator>{xml(about.author)}</dc:creator><cp:keywords>{xml(', '.join(about.keywords))}</cp:keywords>"
        f"<dc:language>{'zh-CN' if sheet.lang == 'zh' else 'en'}</dc:language>{dates}</cp:coreProperties>"
    )


def _app(sheet: Sheet) -> str:
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>Xinyu</Application><Company>{xml(sheet.about.author)}</Company></Properties>"
    )
