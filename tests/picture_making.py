"""Pictures made for the tests, sound and hostile."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from generator.load.pictures.prepare import Prepared, prepare
from generator.model.picture import Picture, PictureFault

PLACE = b"Suzhou 31.2989N 120.5853E"  # what must never be published
GPS = {1: "N", 2: (31.0, 17.0, 56.0), 3: "E", 4: (120.0, 35.0, 7.0)}


def scene(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Something with edges and colours: red above on the left, blue below on the right, lines through it."""
    image = Image.new("RGB", (width, height), (240, 240, 230))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2, height // 2), fill=(220, 20, 20))
    draw.rectangle((width // 2, height // 2, width, height), fill=(20, 20, 220))
    for n in range(0, width, max(1, width // 40)):
        draw.line((n, 0, width - n, height), fill=(n % 256, 90, 255 - n % 256), width=2)
    return image.convert(mode)


def written(image: Image.Image, form: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def camera(image: Image.Image, orientation: int = 1, form: str = "JPEG", **more: object) -> bytes:
    """A picture as a telephone saves it: position, maker, a comment, a thumbnail's place."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = PLACE.decode()
    exif[0x8298] = PLACE.decode()
    exif.get_ifd(0x8825).update(GPS)
    if form == "JPEG":
        more = {"comment": PLACE, "quality": 95, **more}
    if form == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", PLACE.decode())
        info.add_itxt("XML:com.adobe.xmp", f"<x>{PLACE.decode()}</x>", zip=False)
        more = {"pnginfo": info, **more}
    if form in {"WEBP", "JPEG"}:
        more = {"xmp": b"<x:xmpmeta>" + PLACE + b"</x:xmpmeta>", **more}
    return written(image, form, exif=exif, **more)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def made(name: str, data: bytes) -> tuple[Picture, list[bytes]]:
    """The picture as it is published, and the bytes of its variants."""
    prepared = prepare(name, data)
    assert isinstance(prepared.picture, Picture), prepared.picture
    return prepared.picture, [prepared.pixels[v.digest] for v in prepared.picture.variants]


def fault(name: str, data: bytes) -> PictureFault:
    prepared: Prepared = prepare(name, data)
    assert isinstance(prepared.picture, PictureFault), prepared.picture
    assert prepared.pixels == {}
    return prepared.picture


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has very many pixels, all of which are there."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\0" * ((width + 7) // 8 + 1)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def profile_of(name: str) -> bytes:
    """An ICC profile that is not sRGB: Lab's, or sRGB under another name with red and blue changed about."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    if name == "swapped":
        red, blue = data.index(b"rXYZ"), data.index(b"bXYZ")
        data[red : red + 4], data[blue : blue + 4] = b"bXYZ", b"rXYZ"
        for old in (b"sRGB", "sRGB".encode("utf-16-be")):
            while old in data:
                at = data.index(old)
                data[at : at + len(old)] = old.replace(b"s", b"q", 1) if len(old) == 4 else "qRGB".encode("utf-16-be")
    return bytes(data)
