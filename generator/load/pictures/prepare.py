"""One file of a picture into what is published of it, or the reason why nothing is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.load.pictures.kinds import FORMS, kind_of
from generator.load.pictures.unfit import Unfit
from generator.model.picture import Picture, PictureFault, Variant

MOST_BYTES = 25_000_000  # of a source; a telephone's largest photos are 10 to 20 MB


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture or what is wrong with it, and the bytes of its variants by their digests."""

    picture: Picture | PictureFault
    pixels: Mapping[str, bytes] = field(default_factory=dict)


def prepare(name: str, data: bytes) -> Prepared:
    """What is published of the picture `name` with the content `data`. The same bytes for the same content."""
    try:
        return _prepared(name, data)
    except Unfit as unfit:
        return Prepared(PictureFault(unfit.code, unfit.line, {"picture": name, **unfit.params}))


def too_large(name: str, size: int) -> Prepared:
    """What is said of a file of `size` bytes, too many to be read."""
    params = {"picture": name, "size": f"{size / 1e6:.0f}", "most": str(MOST_BYTES // 1_000_000)}
    return Prepared(PictureFault("image-large", params=params))


def _prepared(name: str, data: bytes) -> Prepared:
    if not data:
        raise Unfit("image-empty")
    form = FORMS["." + name.rpartition(".")[2].lower()]
    found = kind_of(data)
    if found and found != form:
        raise Unfit("image-type", params={"found": found})
    # What prepares them is read where it is used: most runs have nothing to prepare.
    if form == "svg":
        from generator.load.pictures.drawing import clean_drawing  # noqa: PLC0415

        cleaned, width, height = clean_drawing(data)
        made = [(width, height, cleaned)]
    else:
        from generator.load.pictures.raster import clean_raster  # noqa: PLC0415

        made = clean_raster(data, form)
    pixels = {hashlib.sha256(content).hexdigest(): content for _, _, content in made}
    variants = tuple(Variant(w, h, mark) for (w, h, _), mark in zip(made, pixels, strict=True))
    return Prepared(Picture(form, variants), pixels)
