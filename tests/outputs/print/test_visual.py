"""A few pages as they were when someone looked at them; `pytest --update` draws them anew: look before you keep them.

Pages are compared small and in grey, dot by dot: a shift by a line or a missing box shows, a new rounding does not.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from reading_pdf import image, png
from sheet_making import real, small

from generator.app import printed_pictures
from generator.outputs.print.pdf import write_pdf
from generator.outputs.print.sheet import Sheet

REFERENCES = Path(__file__).parent / "references"
SCALE = 0.9  # of 72 dots an inch
DIFFERENT = 96  # of 255: a dot that is another
MOST = 0.004  # share of the dots that may differ


def named(page: str, name: str, lang: str = "zh") -> Sheet:
    return next(s for s in real(lang) if s.id == f"{page}#{name}")


PAGES: dict[str, Callable[[], Sheet]] = {
    "lesson-plan": lambda: named("lesson/g3-a09", "plan"),
    "pupils": lambda: named("lesson/g3-a09", "pupils"),
    "document": lambda: named("doc/referral", "document"),
    "exam-cover": lambda: named("course/t1", "exam-a"),
    "answer-sheet": lambda: named("course/t1", "answers-a"),
    "leaflet-en": lambda: named("home/sleep", "leaflet", "en"),
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_looks_as_it_did(name: str, update: bool) -> None:
    seen = image(write_pdf((PAGES[name](),), printed_pictures(small().library)).data, 0, SCALE)
    kept = REFERENCES / f"{name}.png"
    if update:
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(png(seen))

    reference = Image.open(io.BytesIO(kept.read_bytes())).convert("L")

    assert seen.size == reference.size
    other = ImageChops.difference(seen, reference).point([255 if n > DIFFERENT else 0 for n in range(256)])
    share = sum(other.histogram()[255:]) / (seen.width * seen.height)
    assert share <= MOST
