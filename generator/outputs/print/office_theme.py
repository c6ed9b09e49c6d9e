"""The theme of office files: the colours and fonts that Word, PowerPoint and WPS offer beside those of the styles."""

from __future__ import annotations

COLOURS = {
    "dk1": "1A1A1A",
    "lt1": "FFFFFF",
    "dk2": "1F4E4A",
    "lt2": "F6F4EF",
    "accent1": "1F6F6B",
    "accent2": "E0A26B",
    "accent3": "5B7F95",
    "accent4": "8A8F5C",
    "accent5": "7A6A8E",
    "accent6": "B3261E",
    "hlink": "1F6F6B",
    "folHlink": "5B5B5B",
}
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
LINE = f'<a:ln w="9525">{FILL}</a:ln>'
EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def write_theme(
    latin: str = "Arial", han: str = "黑体", body_latin: str = "Times New Roman", body_han: str = "宋体"
) -> str:
    """The theme part of a document: `latin` and `han` are the fonts of headings."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items())
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Xinyu"><a:themeElements>'
        f'<a:clrScheme name="Xinyu">{colours}</a:clrScheme><a:fontScheme name="Xinyu">'
        f"<a:majorFont>{_fonts(latin, han)}</a:majorFont><a:minorFont>{_fonts(body_latin, body_han)}</a:minorFont>"
        f'</a:fontScheme><a:fmtScheme name="Xinyu"><a:fillStyleLst>{FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{LINE * 3}</a:lnStyleLst><a:effectStyleLst>{EFFECT * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _fonts(latin: str, han: str) -> str:
    return f'<a:latin typeface="{latin}"/><a:ea typeface="{han}"/><a:cs typeface="{latin}"/><a:font script="Hans" typeface="{han}"/>'
