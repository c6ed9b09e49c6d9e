"""DOCX: what a teacher opens in Word or WPS. Structure, words, pages, and an independent checker's opinion."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from sheet_making import LONG, RARE, bare, everything, paragraph, real, said, sheet, table, words

from generator.model import blocks as b
from generator.outputs.print.docx import write_docx
from generator.outputs.print.sheet import Sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HARD = {
    "everything": sheet(*everything()),
    "official": sheet(*everything(), layout="official", headed=False),
    "long title": sheet(paragraph("短"), title=LONG),
    "sixty rows": sheet(table(60), layout="form"),
    "rare characters": sheet(paragraph(RARE), title=RARE),
    "empty": sheet(),
    "empty parts": sheet(
        b.Heading(2, ()), b.ListBlock(()), b.Group("say", ()), b.Table((words("a"),), ()), b.Grid((1,), (), "x")
    ),
    "English": sheet(paragraph("Only English, with a very-long-word" + "x" * 300), lang="en", title="English"),
    "sideways": sheet(paragraph("横"), landscape=True, paper="a3", layout="board"),
}


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def spoken(document: etree._Element) -> str:
    """The document's words in order, readings after what they are read from."""
    out = []
    for node in document.iter(f"{W}t", f"{W}ruby"):
        above = next((a.tag for a in node.iterancestors() if a.tag in {f"{W}rt", f"{W}rubyBase"}), "")
        if node.tag == f"{W}ruby":
            out += [
                "".join(t.text or "" for t in node.iter(f"{W}t") if t.getparent().getparent().tag == f"{W}{side}")
                for side in ("rubyBase", "rt")
            ]
        elif not above:
            out.append(node.text or "")
    return bare("".join(out))


def expected(made: Sheet) -> str:
    text = (made.title if made.headed else "") + "".join(said(made.blocks, made.lang))
    return bare("".join(c if c not in "\x07\ufffe" else "\ufffd" for c in text))


def faults(data: bytes, tmp_path: Path, name: str = "a.docx") -> list[str]:
    path = tmp_path / name
    path.write_bytes(data)
    return [str(e) for e in OpenXmlValidator().validate(path).errors]


@pytest.mark.parametrize("name", HARD)
def test_hard_input_gives_a_sound_document_with_every_word(name: str, tmp_path: Path) -> None:
    data = write_docx(HARD[name], {})
    assert faults(data, tmp_path) == []
    assert spoken(part(data)) == expected(HARD[name])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_real_sheets_are_sound_and_say_what_the_source_says(lang: str, tmp_path: Path) -> None:
    for made in real(lang):
        if "docx" in made.formats:
            data = write_docx(made, {})
            assert faults(data, tmp_path) == [], made.id
            assert spoken(part(data)) == expected(made), made.id


def test_the_same_bytes_every_time_and_no_date_of_today() -> None:
    first, again = write_docx(HARD["everything"], {}), write_docx(HARD["everything"], {})
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "2026-11-21" in core
    assert "心育" in core
    assert "lastModifiedBy" not in core


def test_headings_are_headings_and_skip_no_level() -> None:
    styles = [p.get(f"{W}val") for p in part(write_docx(HARD["everything"], {})).iter(f"{W}pStyle")]
    assert styles[0] == "Title"
    assert [s for s in styles if s and s.startswith("Heading")] == ["Heading1", "Heading2"]


def test_ordered_lists_count_by_themselves_and_from_where_they_should() -> None:
    data = write_docx(HARD["everything"], {})
    numbers = part(data, "word/numbering.xml")
    starts = {n.get(f"{W}numId"): n.find(f".//{W}startOverride") for n in numbers.iter(f"{W}num")}
    used = [n.get(f"{W}val") for n in part(data).iter(f"{W}numId")]
    assert set(used) <= set(starts)
    assert [starts[u].get(f"{W}val") for u in used if starts[u] is not None] == ["3", "1", "3", "3"]


def test_tables_have_widths_borders_and_a_head_on_every_page() -> None:
    document = part(write_docx(HARD["sixty rows"], {}))
    (made,) = document.iter(f"{W}tbl")
    assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in made.iter(f"{W}tr")] == [True] + [False] * 60
    widths = [int(c.get(f"{W}w", "0")) for c in made.iter(f"{W}gridCol")]
    page = document.find(f".//{W}pgSz")
    assert page is not None
    assert (page.get(f"{W}w"), page.get(f"{W}h")) == ("11906", "16838")
    assert sum(widths) < 11906
    assert min(widths) > 600
    assert made.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "TableGrid"  # type: ignore[union-attr]


def test_pages_are_numbered_by_fields() -> None:
    foot = etree.tostring(part(write_docx(HARD["everything"], {}), "word/footer1.xml")).decode()
    assert " PAGE " in foot
    assert " NUMPAGES " in foot


def test_an_official_document_has_the_proportions_of_the_standard() -> None:
    """GB/T 9704-2012: type area 156 x 225 mm, 22 lines a page; numbers outside, right on odd pages, left on even."""
    data = write_docx(HARD["official"], {})
    document, styles = part(data), etree.tostring(part(data, "word/styles.xml"), encoding="unicode")
    margin = document.find(f".//{W}pgMar")
    assert margin is not None
    mm = {k: int(margin.get(f"{W}{k}", "0")) * 25.4 / 1440 for k in ("top", "bottom", "left", "right")}
    assert 210 - mm["left"] - mm["right"] == pytest.approx(156, abs=0.2)
    assert 297 - mm["top"] - mm["bottom"] == pytest.approx(225, abs=0.2)
    assert mm["top"] == pytest.approx(37, abs=1)
    assert pytest.approx(22, abs=0.2) == 225 / (579 / 20 * 25.4 / 72)
    assert "仿宋" in styles
    assert "方正小标宋简体" in styles
    sides = [part(data, f"word/{n}.xml").find(f".//{W}jc").get(f"{W}val") for n in ("footer1", "footer2")]  # type: ignore[union-attr]
    assert sides == ["right", "left"]


def test_chinese_punctuation_is_set_in_the_chinese_font() -> None:
    document = part(write_docx(HARD["everything"], {}))
    quoted = [r for r in document.iter(f"{W}r") if "“" in "".join(r.itertext())]
    assert quoted
    assert all(r.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia" for r in quoted)  # type: ignore[union-attr]


def test_a_blank_with_a_label_is_a_field_that_vanishes_and_a_box_is_drawn() -> None:
    document = part(write_docx(HARD["everything"], {}))
    labels = Counter(a.get(f"{W}val") for a in document.iter(f"{W}alias"))
    assert labels["日期"] == 1
    assert len(list(document.iter(f"{W}bdr"))) >= 3
    assert not re.search("[☐☑□]", "".join(document.itertext()))


def test_a_picture_is_embedded_with_its_words(tmp_path: Path) -> None:
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
    )
    shown = sheet(b.Paragraph((b.Image("file:dot.png", "一个点"), b.Image("file:dot.png", "再一个"))))
    data = write_docx(shown, {"dot.png": dot})
    assert faults(data, tmp_path) == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("word/media/image1.png") == dot
    document = etree.tostring(part(data), encoding="unicode")
    assert document.count('descr="一个点"') == 2  # the drawing, and the picture in it
    assert document.count('r:embed="rIdP1"') == 2


def test_libreoffice_reads_the_same_words(tmp_path: Path) -> None:
    assert shutil.which("soffice"), "LibreOffice is missing: tools/setup test"
    made = HARD["everything"]
    path = tmp_path / "a.docx"
    path.write_bytes(write_docx(made, {}))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    read = bare(re.sub(r"(?m)^\s*(?:[•–]|\d+\.)\s", "", (tmp_path / "a.txt").read_text("utf-8-sig")))
    for passage in filter(None, (bare(w) for w in said(made.blocks) if "yín" not in w and w != "银行")):
        assert passage in read
