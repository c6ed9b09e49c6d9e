"""Lectures on a screen: PPTX that can be edited, and an HTML file that presents without a network."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from sheet_making import LONG, RARE, paragraph, real, sheet, table, words

from generator.model import blocks as b
from generator.outputs.print.deck import write_deck
from generator.outputs.print.pptx import write_pptx
from generator.outputs.print.sheet import Sheet
from generator.outputs.print.slides import read_slides


def slide(title: str, *face: b.Block, notes: str = "讲的话") -> b.Group:
    return b.Group("slide", (b.Heading(2, words(title)), *face, b.Group("notes", (paragraph(notes),))))


def points(*lines: str) -> b.ListBlock:
    return b.ListBlock(tuple(b.ListItem((paragraph(line),)) for line in lines))


HARD = {
    "plain": sheet(slide("一", points("甲", "乙")), slide("二", points("丙"), paragraph("末"))),
    "long title": sheet(slide(LONG, points("甲"))),
    "too much for a page": sheet(slide("一", points(*("一行话" * 12 for _ in range(40))))),
    "a line without end": sheet(slide("一", paragraph("话" * 3_000))),
    "sixty rows": sheet(slide("表", table(60)), slide("表和话", paragraph("先看"), table(3))),
    "rare characters": sheet(slide(RARE, points(RARE), notes=RARE)),
    "empty": sheet(),
    "empty slide": sheet(b.Group("slide", ())),
    "boxes": sheet(
        slide("一", b.Group("say", (paragraph("可以说"), points("点")), "说法"), b.Quote((paragraph("引"),)))
    ),
    "English": sheet(slide("One", points("a < b & c")), lang="en"),
}


def lecture() -> Sheet:
    return next(s for s in real() if "pptx" in s.formats)


@pytest.mark.parametrize("name", [*HARD, "real"])
def test_hard_input_gives_a_sound_presentation(name: str, tmp_path: Path) -> None:
    made = lecture() if name == "real" else HARD[name]
    data = write_pptx(made)
    assert data == write_pptx(made)
    (tmp_path / "a.pptx").write_bytes(data)
    assert [str(e) for e in OpenXmlValidator().validate(tmp_path / "a.pptx").errors] == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [n for n in archive.namelist() if "printerSettings" in n or "thumbnail" in n]


def test_titles_and_words_are_in_placeholders_and_the_notes_are_kept() -> None:
    made = lecture()
    show = Presentation(io.BytesIO(write_pptx(made)))
    slides = read_slides(made)
    assert [s.shapes.title.text_frame.text for s in show.slides] == [s.title for s in slides]
    for page, given in zip(show.slides, slides, strict=True):
        text = "".join(p.text_frame.text for p in page.placeholders if p.placeholder_format.idx == 1)
        for line in given.lines:
            assert "".join(run.text for run in line.runs) in text
        assert page.notes_slide.notes_text_frame.text == given.notes
        assert given.notes


def test_chinese_has_a_font_of_its_own_in_the_theme() -> None:
    with zipfile.ZipFile(io.BytesIO(write_pptx(HARD["plain"]))) as archive:
        themes = [archive.read(n).decode() for n in archive.namelist() if "theme/theme" in n and n.endswith(".xml")]
        master = archive.read("ppt/slideMasters/slideMaster1.xml").decode()
    assert len(themes) == 2  # slides and notes
    assert all('<a:ea typeface="微软雅黑"/>' in t for t in themes)
    assert '<a:ea typeface="+mj-ea"/>' in master


def test_what_does_not_fit_is_continued_and_nothing_is_lost() -> None:
    show = Presentation(io.BytesIO(write_pptx(HARD["a line without end"])))
    assert len(show.slides) > 1
    text = "".join(p.text_frame.text for s in show.slides for p in s.placeholders if p.placeholder_format.idx == 1)
    assert text.count("话") == 3_000


def test_a_long_title_is_cut_on_the_slide_and_whole_in_the_notes() -> None:
    (page,) = Presentation(io.BytesIO(write_pptx(HARD["long title"]))).slides
    assert len(page.shapes.title.text_frame.text) <= 200
    assert LONG in page.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("name", [*HARD, "real"])
def test_the_deck_fetches_nothing_and_holds_every_word(name: str) -> None:
    made = lecture() if name == "real" else HARD[name]
    html = write_deck(made, {}).decode()
    assert write_deck(made, {}).decode() == html
    assert not re.search(r'(?:src|href)="(?!https?://|tel:|mailto:|data:)', html)
    assert "<link" not in html
    assert "@import" not in html
    assert html.count('<section class="slide">') == sum(isinstance(x, b.Group) for x in made.blocks)
    assert html.count('class="notes"') == sum(bool(s.notes) for s in read_slides(made))


def test_what_an_author_wrote_is_words_in_the_deck() -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    html = write_deck(sheet(slide(evil, points(evil), notes=evil), title=evil), {}).decode()
    assert html.count("<script>") == 1
    assert "<img" not in html
