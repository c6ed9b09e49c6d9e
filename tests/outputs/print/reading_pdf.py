"""Reads PDFs as a reader, a screen reader and a printer do: words, pages, tags, ink."""

from __future__ import annotations

import io

import page as validator
import pypdfium2 as pdfium
from PIL import Image

# Every font subset of Noto Serif SC is reported: the tool takes the first glyph of a CID-keyed CFF font for 0 wide.
# Reading the same font with fontTools gives 1000, as the file says (docs/decisions/0012-print.md).
KNOWN = {"PDFUA1-FONT-GLYPH-WIDTH-001"}


def faults(data: bytes) -> set[str]:
    """What an independent tool finds against PDF/UA-1, as `rule: message`."""
    report = validator.validate_pdf_bytes(data, profile=validator.ValidationProfile.PDF_UA_1)
    return {f"{f.rule_id}: {f.message}" for f in report.failures if f.rule_id not in KNOWN}


def pages_text(data: bytes) -> list[str]:
    """The words of each page, as a reader would copy them."""
    document = pdfium.PdfDocument(data)
    return [document[i].get_textpage().get_text_range().replace("\r\n", "\n") for i in range(len(document))]


def bare(text: str) -> str:
    """Words without white space and without what marks lists and breaks."""
    return "".join(c for c in text if not c.isspace() and c not in "•·\u200b\ufffe\u00ad")


def image(data: bytes, number: int = 0, scale: float = 1.0) -> Image.Image:
    """A page in grey, 72 dots an inch at `scale` 1."""
    return pdfium.PdfDocument(data)[number].render(scale=scale, grayscale=True).to_pil().convert("L")


def ink_at_edges(data: bytes, margin: int = 24) -> list[int]:
    """The pages that have ink within `margin` points of the paper's left or right edge."""
    out = []
    for number in range(len(pdfium.PdfDocument(data))):
        seen = image(data, number)
        strips = (seen.crop((0, 0, margin, seen.height)), seen.crop((seen.width - margin, 0, seen.width, seen.height)))
        if any(s.getextrema()[0] < 200 for s in strips):
            out.append(number + 1)
    return out


def bookmarks(data: bytes) -> list[tuple[int, str]]:
    """Level and title of every bookmark."""
    return [(m.level, m.get_title()) for m in pdfium.PdfDocument(data).get_toc()]


def png(seen: Image.Image) -> bytes:
    """An image as the reference is kept."""
    out = io.BytesIO()
    seen.save(out, "PNG", optimize=True)
    return out.getvalue()
