"""A picture as it is published: cleaned, in several widths. Its bytes lie elsewhere, under their digests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

PictureForm = Literal["jpg", "png", "webp", "gif", "svg"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One width of a picture, in CSS pixels; `digest` is the SHA-256 of its bytes, in hexadecimal digits."""

    width: int
    height: int
    digest: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's form and its variants, the narrowest first. A drawing (SVG) has one, as wide as it wants to be."""

    form: PictureForm
    variants: tuple[Variant, ...]

    @property
    def largest(self) -> Variant:
        """The variant that is shown where there is room."""
        return self.variants[-1]


@dataclass(frozen=True, slots=True)
class PictureFault:
    """Why a picture is not published: the code and values of a diagnostic, the line of a drawing it is on."""

    code: str
    line: int = 1
    params: Mapping[str, str] = field(default_factory=dict)
