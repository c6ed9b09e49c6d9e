"""Photographs and other pictures of pixels, decoded and written anew: upright, in sRGB, at several widths, nothing else.

What is published is made from the pixels alone. So no position, no serial number of a telephone, no thumbnail of what
was cut away and no second file hidden behind the picture can be in it (tests/load/pictures).
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from PIL import GifImagePlugin, Image, ImageCms, ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from PIL.Image import Resampling, Transpose

from generator.load.pictures.kinds import is_lossless
from generator.load.pictures.unfit import Unfit
from generator.model.picture import PictureForm

Made = tuple[int, int, bytes]  # width, height, content

# A phone's screen without margins is about 353 CSS px at two or three dots each (706, 1,059), a page's text 648 CSS px
# on a desk at one or two (648, 1,296).
WIDTHS = (720, 1080, 1600)
TALLEST = 8000  # of a picture as published: a long notice stays readable
MOST_PIXELS = 64_000_000  # of a source; 192 MB while it is read
LIGHTER = 0.9  # what a narrower variant may weigh of the next one; a drawing's narrower one may weigh more
NARROWER = 1.25  # a variant so close to the next one in width is not worth its place
QUALITY = 82
# Not `Image.open`, which asks all formats, and refuses a bomb without a word of its size.
READERS: dict[str, Callable[[io.BytesIO], ImageFile.ImageFile]] = {
    "jpg": JpegImagePlugin.JpegImageFile,  # the first picture; further ones in the file are previews
    "png": PngImagePlugin.PngImageFile,
    "webp": WebPImagePlugin.WebPImageFile,
    "gif": GifImagePlugin.GifImageFile,
}
ORIENTATION = 0x0112  # of Exif 2.32, 4.6.4
# How the values of that tag are set upright.
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
SIDEWAYS = frozenset({5, 6, 7, 8})


def clean_raster(data: bytes, form: PictureForm) -> list[Made]:
    """The variants of a picture, the narrowest first, in the form it came in. Raises `Unfit`."""
    with _reading():
        source = READERS[form](io.BytesIO(data))
        width, height = source.size
    if width * height > MOST_PIXELS:
        million, wan = str(MOST_PIXELS // 1_000_000), str(MOST_PIXELS // 10_000)
        params = {"width": str(width), "height": str(height), "most": million, "wan": wan}
        raise Unfit("image-pixels", params=params)
    with _reading():
        if getattr(source, "is_animated", False):
            raise Unfit("image-moving")
        turn = _orientation(source)
        if turn in SIDEWAYS:
            width, height = height, width
        full = _within(width, height)
        if isinstance(source, JpegImagePlugin.JpegImageFile):  # decodes at a half or a quarter where that is enough
            wanted = (2 * full[0], 2 * full[1])
            source.draft(None, (wanted[1], wanted[0]) if turn in SIDEWAYS else wanted)
        source.load()
        tables = _coarser(source)
        lossless = form == "webp" and is_lossless(data)
        image = _plain(source, form)
    if turn in UPRIGHT:
        image = image.transpose(UPRIGHT[turn])
    made: list[Made] = []
    for size in reversed(_sizes(*full)):
        resized = _resized(image, size)
        content = _encoded(resized, form, lossless=lossless, tables=tables if resized.size == image.size else None)
        if not made or len(content) < LIGHTER * len(made[0][2]):
            made.insert(0, (*size, content))
    return made


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever reading a hostile file brings about, the author is told that it cannot be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except Unfit:
            raise
        except Exception as fault:
            raise Unfit("image-broken") from fault


def _orientation(source: Image.Image) -> int:
    try:
        return int(source.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - a damaged tag beside a sound picture: it is shown as it lies
        return 1


def _within(width: int, height: int) -> tuple[int, int]:
    """The size of the largest variant: never enlarged."""
    scale = min(1.0, WIDTHS[-1] / width, TALLEST / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _sizes(width: int, height: int) -> list[tuple[int, int]]:
    narrower = [w for w in WIDTHS if w * NARROWER <= width]
    return [*((w, max(1, round(height * w / width))) for w in narrower), (width, height)]


def _plain(source: Image.Image, form: PictureForm) -> Image.Image:
    """The pixels in a mode that is published, in sRGB, without anything the file said beside them."""
    profile = source.info.get("icc_profile")
    clear = "transparency" in source.info
    image = source
    if image.mode.startswith("I"):  # 16 bits a pixel; the upper ones are kept
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode == "P" and not profile and form in {"png", "gif"}:
        return _indexed(image)
    elif image.mode in {"P", "PA", "La", "LA", "RGBa"} or clear:
        image = image.convert("RGBA")
    elif image.mode not in {"1", "L", "RGB", "RGBA", "CMYK"}:
        image = image.convert("RGB")
    if isinstance(profile, bytes) and image.mode != "1":
        image = _in_srgb(image, profile)
    if image.mode == "CMYK":
        image = image.convert("RGB")
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    if form == "webp" and image.mode in {"1", "L"}:
        image = image.convert("RGB")
    if form == "jpg" and image.mode == "1":
        image = image.convert("L")
    return Image.frombytes(image.mode, image.size, image.tobytes())


def _indexed(image: Image.Image) -> Image.Image:
    """A picture with a palette: its palette, and which of its colours is clear."""
    out = Image.frombytes("P", image.size, image.tobytes())
    palette = image.getpalette() or []
    out.putpalette(palette)
    clear = image.info.get("transparency")
    if isinstance(clear, (int, bytes)):
        out.info["transparency"] = clear
    return out


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture as its profile means it. A damaged profile means nothing, and sRGB's own changes nothing."""
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(given):
            return image
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        turned = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return turned or image


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return image
    if image.mode != "P":
        image = image.convert("L") if image.mode == "1" else image
        return image.resize(size, Resampling.LANCZOS)
    clear = "transparency" in image.info
    smooth = image.convert("RGBA" if clear else "RGB").resize(size, Resampling.LANCZOS)
    method = Image.Quantize.FASTOCTREE if clear else Image.Quantize.MEDIANCUT
    return smooth.quantize(256, method, dither=Image.Dither.NONE)


def _encoded(image: Image.Image, form: PictureForm, *, lossless: bool, tables: object) -> bytes:
    out = io.BytesIO()
    if form == "jpg":
        more = {"qtables": tables} if tables else {"quality": QUALITY}
        image.save(out, "JPEG", progressive=True, optimize=True, **more)
    elif form == "png":
        image.save(out, "PNG", optimize=True)
    elif form == "webp":
        image.save(out, "WEBP", quality=QUALITY, method=4, lossless=lossless)
    else:
        image.save(out, "GIF", optimize=True)
    return out.getvalue()


def _coarser(source: Image.Image) -> object:
    """The tables of a JPEG that was saved coarser than we do: saving it finer would add bytes and no detail."""
    if not isinstance(source, JpegImagePlugin.JpegImageFile) or source.mode not in {"L", "RGB"}:
        return None
    tables = source.quantization
    if not tables or sum(tables[0]) <= _ours():
        return None
    return tables if all(len(t) == 64 and max(t) < 256 for t in tables.values()) else None


@cache
def _ours() -> int:
    """The sum of the luminance table that `QUALITY` means."""
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "JPEG", quality=QUALITY)
    written = Image.open(out)
    assert isinstance(written, JpegImagePlugin.JpegImageFile)
    return sum(written.quantization[0])
