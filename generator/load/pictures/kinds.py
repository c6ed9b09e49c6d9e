"""What a picture's first bytes say it is, whatever its name says."""

from __future__ import annotations

from generator.model.picture import PictureForm

FORMS: dict[str, PictureForm] = {
    ".jpg": "jpg",
    ".jpeg": "jpg",
    ".png": "png",
    ".webp": "webp",
    ".gif": "gif",
    ".svg": "svg",
}
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
)
# Brands of ISO base media files (ISO/IEC 14496-12): what telephones and browsers save pictures as.
_BRANDS = {b"heic": "heic", b"heix": "heic", b"mif1": "heic", b"msf1": "heic", b"avif": "avif", b"avis": "avif"}
_LOOKED_AT = 1024  # bytes in which a drawing has its first element or says that it is XML


def kind_of(data: bytes) -> str:
    """A short name of what `data` is: one of `FORMS`, or `heic`, `bmp` and the like; empty where it is unknown."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "")
    head = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<?xml", b"<svg", b"<!doctype svg", b"<!--")) or b"<svg" in head:
        return "svg"
    return "html" if head.startswith((b"<!doctype html", b"<html")) else ""


def is_lossless(data: bytes) -> bool:
    """Whether a WebP file was saved without loss: the kind of its first chunk of pixels (RFC 9649, 2.5)."""
    at = 12
    while at + 8 <= len(data):
        kind = data[at : at + 4]
        if kind in {b"VP8 ", b"VP8L"}:
            return kind == b"VP8L"
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return False
