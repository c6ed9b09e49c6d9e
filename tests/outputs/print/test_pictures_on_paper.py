"""Photographs on paper and in office files: the cleaned picture, of a size that leaves room for words."""

from __future__ import annotations

import base64
import io
import re
import zipfile

import pypdfium2 as pdfium
import pytest
from picture_making import PLACE, camera, scene
from PIL import Image
from reading_pdf import faults
from sheet_making import paragraph, sheet
from support import TODAY, copy_minimal, edit

from generator.app import compile_project, printed_pictures
from generator.model import blocks as b
from generator.outputs.print.deck import write_deck
from generator.outputs.print.docx import write_docx
from generator.outputs.print.epub import write_epub
from generator.outputs.print.pdf import write_pdf

SHOWN = b.Paragraph((b.Image("file:content/home/walk.jpg", "一起散步"),))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = copy_minimal(tmp_path_factory.mktemp("p"))
    (root / "content/home/walk.jpg").write_bytes(camera(scene(4000, 3000), 6))
    here = "![孩子和妈妈坐在床边说话](talk.svg)"
    edit(root, "content/home/sleep.md", here, f"{here}\n\n![一起散步](walk.jpg)")
    return printed_pictures(compile_project(root, TODAY).compilation.library)


def inside(data: bytes, folder: str) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(n) for n in archive.namelist() if folder in n and n.endswith(".jpg")]


def test_word_books_and_slides_hold_the_picture_without_what_the_camera_noted(pictures: dict[str, bytes]) -> None:
    slide = sheet(b.Group("slide", (SHOWN,), "一页"))
    deck = write_deck(slide, pictures)
    held = [
        *inside(write_docx(sheet(SHOWN), pictures), "word/media/"),
        *inside(write_epub(sheet(b.Heading(2, (b.Str("一节"),), "a"), SHOWN), pictures), "EPUB/"),
        *(base64.b64decode(data) for data in re.findall(rb"data:image/jpeg;base64,([\w+/=]+)", deck)),
    ]
    assert len(held) == 3
    for data in held:
        image = Image.open(io.BytesIO(data))
        assert (image.size, dict(image.getexif())) == ((1600, 2133), {})
        assert PLACE not in data


def test_a_photo_held_upright_leaves_room_on_the_page(pictures: dict[str, bytes]) -> None:
    data = write_pdf((sheet(paragraph("上面一段。"), SHOWN, paragraph("下面一段。")),), pictures).data

    assert faults(data) == set()
    assert PLACE not in data
    document = pdfium.PdfDocument(data)
    assert len(document) == 1
    (image,) = [o for o in document[0].get_objects() if o.type == pdfium.raw.FPDF_PAGEOBJ_IMAGE]
    left, bottom, right, top = image.get_bounds()
    assert abs((top - bottom) - 110 / 25.4 * 72) < 1
    assert abs((right - left) / (top - bottom) - 0.75) < 0.01
