"""Sheets into DOCX: a document to edit in Word, WPS or LibreOffice, written part by part into a package."""

from __future__ import annotations

from collections.abc import Mapping

from generator.outputs.print.archive import write_archive
from generator.outputs.print.docx.body import BodyWriter
from generator.outputs.print.docx.look import look
from generator.outputs.print.docx.parts import write_parts
from generator.outputs.print.sheet import Sheet


def write_docx(sheet: Sheet, assets: Mapping[str, bytes]) -> bytes:
    """`sheet` as a DOCX file (ECMA-376 transitional). `assets` holds the pictures by project path."""
    body = BodyWriter(sheet, look(sheet), assets)
    document = body.document()
    return write_archive(write_parts(sheet, body, document))
