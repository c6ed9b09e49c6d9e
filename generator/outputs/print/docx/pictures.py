"""Pictures in a DOCX file: their size read from their own first bytes, and the drawing that shows them."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from generator.outputs.print.archive import xml

EMU = 9525  # English metric units a pixel, at 96 pixels an inch
TYPES = {"png": "image/png", "jpg": "image/jpeg"}
START_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes, its kind (`png`, `jpg`) and size in pixels."""

    data: bytes
    form: str
    width: int
    height: int


def read_picture(data: bytes) -> Picture | None:
    """A picture as it is published, or None where it is none that Word can show."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return _sized(data, "png", width, height)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    return None


def _jpeg(data: bytes) -> Picture | None:
    """A JPEG's size stands in its frame header (ITU T.81, B.2.2)."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in START_OF_FRAME:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return _sized(data, "jpg", width, height)
        at += 2 + max(2, length)
    return None


def _sized(data: bytes, form: str, width: int, height: int) -> Picture | None:
    return Picture(data, form, width, height) if 0 < width < 30_000 and 0 < height < 30_000 else None


def drawing(picture: Picture, alt: str, relation: str, number: int, room: int = 500) -> str:
    """A run with the picture in the line, never wider than `room` pixels or taller than 1.4 times that."""
    scale = min(1.0, room / picture.width, room * 1.4 / picture.height)
    size = f'cx="{round(picture.width * scale) * EMU}" cy="{round(picture.height * scale) * EMU}"'
    name = f'id="{number}" name="Picture {number}" descr="{xml(alt)}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/><wp:docPr {name}/><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
