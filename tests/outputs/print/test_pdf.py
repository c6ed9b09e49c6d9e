"""PDFs: tagged for PDF/UA, the same every time, complete, inside the paper, headings with what they head."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pytest
from reading_pdf import bare, bookmarks, faults, image, ink_at_edges, pages_text
from sheet_making import everything, paragraph, real, said, sheet, small, words

from generator.app import printed_pictures
from generator.model import blocks as b
from generator.outputs.print.pdf import SIZES, write_pdf
from generator.outputs.print.plan import plan_packs

EVERY = [a for pack in plan_packs(small()) for a in pack.make()[1] if a.format == "pdf"]


@pytest.mark.parametrize("artefact", EVERY, ids=lambda a: a.path)
def test_a_real_pdf_is_tagged_within_its_paper_and_says_which_page_it_is(artefact) -> None:
    printed = write_pdf(artefact.sheets, printed_pictures(small().library))

    assert faults(printed.data) == set()
    assert ink_at_edges(printed.data) == []
    assert not printed.unprintable
    assert len(bookmarks(printed.data)) >= len(artefact.sheets)
    first = artefact.sheets[0]
    if first.layout != "official" and first.running.numbered:
        count = len(pdfium.PdfDocument(printed.data))
        assert re.search(rf"第\s*1\s*页\s*共\s*{count}\s*页|Page 1 of {count}", pages_text(printed.data)[0])


@pytest.mark.parametrize("sheet_", [s for s in real() if "pdf" in s.formats], ids=lambda s: s.id)
def test_the_words_of_a_sheet_are_on_paper(sheet_) -> None:
    found = bare("".join(pages_text(write_pdf((sheet_,), printed_pictures(small().library)).data)))

    missing = [w for w in said(sheet_.blocks) if bare(w) and not _within(bare(w), found)]

    assert missing == []


def _within(words_: str, found: str) -> bool:
    """Whether the words are there, if need be around the end of a page: in halves, down to a few characters."""
    if words_ in found or len(words_) <= 4:
        return True
    middle = len(words_) // 2
    return _within(words_[:middle], found) and _within(words_[middle:], found)


@pytest.mark.parametrize("layout", sorted(SIZES))
def test_every_layout_takes_every_block(layout) -> None:
    printed = write_pdf((sheet(*everything(), layout=layout),), {})

    assert faults(printed.data) == set()


def test_two_runs_give_the_same_bytes() -> None:
    sheets = EVERY[0].sheets

    assert write_pdf(sheets, {}).data == write_pdf(sheets, {}).data


def test_only_our_fonts_are_used_and_they_are_embedded_as_subsets() -> None:
    data = write_pdf((sheet(*everything(), paragraph("😀")),), {}).data

    named = {n.decode() for n in re.findall(rb"/BaseFont ?/([^/\s\[\]<>]+)", data)}
    assert named
    assert all(re.fullmatch(r"[A-Z]{6}\+Noto(SerifSC|SansSC|SansCJKsc|Emoji|SansSymbols|Sans-).*", n) for n in named), (
        named
    )
    assert len(data) < 100_000


def test_a_pdf_says_its_title_language_and_author() -> None:
    data = write_pdf((sheet(paragraph("甲"), title="睡不够的孩子"),), {}).data

    meta = pdfium.PdfDocument(data).get_metadata_dict()
    assert (meta["Title"], meta["Author"], meta["Subject"]) == ("睡不够的孩子", "心育", "一句话")
    assert b"/Lang(zh-CN)" in data.replace(b" ", b"")


def test_sheets_bound_together_begin_on_a_front_and_are_counted_without_the_blank_page() -> None:
    one = sheet(paragraph("甲"), title="一")
    two = sheet(paragraph("乙"), b.PageBreak(), paragraph("丙"), title="二")

    printed = write_pdf((one, two, one), {})

    assert printed.pages == (1, 2, 1)
    assert len(pdfium.PdfDocument(printed.data)) == 5
    assert "乙" in pages_text(printed.data)[2]


@pytest.mark.parametrize("filled", range(26, 40))
def test_no_heading_is_left_alone_at_the_foot_of_a_page(filled) -> None:
    lines = [paragraph("一行文字") for _ in range(filled)]
    after = (b.Heading(2, words("孤零零的标题")), paragraph("标题下面的话"))

    pages = pages_text(write_pdf((sheet(*lines, *after),), {}).data)

    (holding,) = [t for t in pages if "孤零零的标题" in t]
    assert "标题下面的话" in holding


def test_a_sheet_that_states_its_pages_is_set_smaller_until_it_fits() -> None:
    blocks = tuple(paragraph("一些话，" * 12) for _ in range(17))

    free, held = write_pdf((sheet(*blocks),), {}), write_pdf((sheet(*blocks, pages=1),), {})

    assert free.pages == (2,)
    assert held.pages == (1,)
    assert held.sizes[0] < free.sizes[0]


def test_a_tick_box_in_a_list_is_drawn_and_pinyin_stands_with_its_word() -> None:
    blocks = (
        b.ListBlock((b.ListItem((paragraph("做了"),), task=True),)),
        b.Paragraph((b.Ruby("担心", "dān xīn"),)),
    )

    text = pages_text(write_pdf((sheet(*blocks),), {}).data)[0]

    assert "□" not in text
    assert bare(text).index("dānxīn") < bare(text).index("担心")


def test_the_head_of_a_long_table_is_repeated() -> None:
    rows = tuple((words(str(n)), words("做什么")) for n in range(60))
    data = write_pdf((sheet(b.Table((words("序号"), words("事情")), rows, "表")),), {}).data

    pages = pages_text(data)
    assert len(pages) > 1
    assert all("序号" in text for text in pages)


def test_english_quotation_marks_are_no_wider_than_english_ones_are() -> None:
    def breadth(text: str, lang: str) -> int:
        seen = image(write_pdf((sheet(paragraph(text), lang=lang, headed=False),), {}).data)
        return seen.crop((0, 60, seen.width, 110)).point(lambda dot: 255 * (dot < 128)).getbbox()[2]

    plain, quoted = breadth("xx", "en"), breadth("x’’’’’’’’x", "en")
    assert quoted - plain < 8 * 5
