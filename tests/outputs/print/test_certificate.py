"""Printed certificates: every word on one page inside its frame, a code that is read back, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
from ctypes import c_float
from dataclasses import fields
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from reading_pdf import bare, bookmarks, faults, image, pages_text
from reading_qr import read_codes

from generator.messages import interface
from generator.model.certificate import LETTERS, LONGEST, Certificate, Issued
from generator.model.config import School
from generator.model.library import Library
from generator.model.record import Lang
from generator.outputs.print.certificate import print_certificates, write_certificates
from generator.outputs.print.qr import qr_code

MM = 72 / 25.4
FRAME = 12  # mm from the paper's edge to the inner line
LIBRARY = Library(dt.date(2026, 11, 21))
ADDRESS = "https://xinyu.school.example/verify.html"
SAID = {
    "zh": "于2026年11月21日修完校本培训课程 心理健康教育全员培训 计10课时，准予结业。",
    "en": "completed the school-based training course 心理健康教育全员培训 of 10 class hours on 21 November 2026.",
}


def issued(length: int = 400, address: str = ADDRESS, **said: object) -> Issued:
    """A certificate of an invented person; its text has `length` characters, which stand for a signed one."""
    told = {
        "number": "7K3QM4XW9P",
        "name": "测试甲",
        "course": "course-t1",
        "title": "心理健康教育全员培训",
        "hours": "10",
        "day": dt.date(2026, 11, 21),
        "school": "某某学校",
        **said,
    }
    head = f"{address}#" if address else ""
    signed = "".join(random.Random(str(told)).choices(LETTERS + LETTERS.lower() + "-_.", k=length - len(head)))
    return Issued(Certificate(**told), signed, head + signed)  # type: ignore[arg-type]


EXTREMES = {
    "usual": issued(),
    "post": issued(post="三年级班主任"),
    "blank": issued(school="", address=""),
    "han": issued(LONGEST, name="某" * 40, title="题" * 80, school="校" * 60, post="岗" * 40, hours="999"),
    "wide": issued(LONGEST, name="W" * 40, title="W" * 80, school="W" * 60, post="W" * 40, hours="999.5"),
    "words": issued(name="Test Person " * 3, title="A course of long words " * 3, school="A school " * 6),
    "rare": issued(name="𠮷㊗😀A\u0301·" * 6, title="𰻝〇" * 40, school="家🏳️‍🌈" * 10),
    "no font": issued(name="\ue000" * 40, title="\ue000" * 80, school="\ue000" * 60, post="\ue000" * 40),
    "address": issued(LONGEST, address=f"https://{'W' * 180}/verify.html"),
    "longest code": issued(666, post="岗" * 40),
}


@cache
def printed(name: str, lang: Lang) -> bytes:
    return write_certificates((EXTREMES[name],), LIBRARY, lang)


EACH = pytest.mark.parametrize(("name", "lang"), [(n, lang) for n in EXTREMES for lang in ("zh", "en")])


@EACH
def test_a_certificate_is_one_page_that_a_screen_reader_can_read(name: str, lang: Lang) -> None:
    data = printed(name, lang)

    (page,) = pdfium.PdfDocument(data)
    assert [round(side / MM) for side in page.get_size()] == [297, 210]
    assert faults(data) == set()
    assert len(bookmarks(data)) == 1


@EACH
def test_nothing_leaves_the_frame_or_lies_upon_another(name: str, lang: Lang) -> None:
    boxes = [*_lines(printed(name, lang)), _code(printed(name, lang))]

    low, right, high = FRAME * MM, (297 - FRAME) * MM, (210 - FRAME) * MM
    assert [b for b in boxes if b[0] < low or b[1] < low or b[2] > right or b[3] > high] == []
    assert [(a, b) for a, b in itertools.combinations(boxes, 2) if _share(a, b)] == []


@EACH
def test_the_code_is_read_back_from_paper_and_its_modules_are_not_too_small(name: str, lang: Lang) -> None:
    data = printed(name, lang)
    text = EXTREMES[name].text

    assert read_codes([image(data, scale=200 / 72)]) == [text]
    left, _, right, _ = _code(data)
    size = qr_code(text).size
    assert (right - left) / size / MM >= 0.45
    assert _least_height(data) == pytest.approx((right - left) / size, rel=0.01)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_certificate_says_who_did_what_when_and_what_it_is_not(lang: Lang) -> None:
    text = bare(pages_text(printed("post", lang))[0])
    t = interface(lang)

    order = ["某某学校", t["certificate-title"], "测试甲", "三年级班主任", *SAID[lang].split(" "), "7K3QM4XW9P"]
    order += [t["certificate-how"], ADDRESS, t["certificate-sign"], t["certificate-seal"], t["certificate-standing"]]
    at = 0
    for words in order:
        at = text.index(bare(words), at) + len(bare(words))


def test_the_chinese_sentence_says_that_it_is_no_licence() -> None:
    standing = "本凭证由学校出具，记录自学和校内考核，不等同于教育主管部门颁发的资格证书或上岗证书。"

    assert standing in bare(pages_text(printed("usual", "zh"))[0])


def test_an_address_can_be_copied_as_it_is() -> None:
    assert ADDRESS in pages_text(printed("usual", "zh"))[0]


def test_without_an_address_the_page_to_check_on_is_named() -> None:
    for lang in ("zh", "en"):
        text = bare(pages_text(printed("blank", lang))[0])
        t = interface(lang)
        assert bare(t["certificate-how-page"]) in text
        assert t["kind-verify"] in t["certificate-how-page"]
        assert bare(t["certificate-school"]) in text


@pytest.mark.parametrize(("hours", "said"), [("1", "1 class hour on"), ("0.5", "0.5 class hours on")])
def test_one_hour_is_no_plural(hours: str, said: str) -> None:
    data = write_certificates((issued(hours=hours),), LIBRARY, "en")

    assert said in pages_text(data)[0].replace("\n", " ")


def test_certificates_follow_each_other_and_are_found_by_name() -> None:
    names = [f"测试{n}" for n in range(1, 8)]
    data = write_certificates([issued(name=n) for n in names], LIBRARY, "zh")

    assert [title for _, title in bookmarks(data)] == names
    pages = pages_text(data)
    assert len(pages) == len(names)
    assert all(name in bare(page) for name, page in zip(names, pages, strict=True))
    assert faults(data) == set()


def test_the_picture_of_the_code_says_what_it_is() -> None:
    for lang in ("zh", "en"):
        says = interface(lang)["certificate-code"].format(number="7K3QM4XW9P")
        assert _alternatives(printed("usual", lang)) == [says]


def test_chinese_words_on_an_english_certificate_are_marked_as_chinese() -> None:
    data = printed("usual", "en").replace(b" ", b"")

    assert b"/Lang(en-GB)" in data
    assert b"/Lang(zh-CN)" in data
    assert b"/Lang(en" not in printed("usual", "zh").replace(b" ", b"")


def test_a_character_that_no_font_has_is_printed_by_its_number_and_told() -> None:
    done = print_certificates((issued(name="甲\ue001"),), LIBRARY, "zh")

    assert done.unprintable == ("\ue001",)
    assert "甲〔U+E001〕" in bare(pages_text(done.data)[0])


@pytest.mark.parametrize(
    ("name", "told"),
    [("M\u0331ay", "M〔U+0331〕ay"), ("Ko\u0358 Test", "Ko〔U+0358〕Test"), ("甲\u1abf", "甲〔U+1ABF〕")],
)
def test_a_mark_that_no_font_has_takes_nothing_from_anybody_else(name: str, told: str) -> None:
    both = (issued(name="Anna Adams 甲"), issued(name=name))
    done = print_certificates(both, LIBRARY, "zh")

    assert done.unprintable == tuple(c for c in name if c in "\u0331\u0358\u1abf")
    first, second = (bare(page) for page in pages_text(done.data))
    assert bare("Anna Adams 甲") in first
    assert told in second
    assert [read_codes([image(done.data, n, scale=200 / 72)]) for n in (0, 1)] == [[one.text] for one in both]


def test_our_fonts_are_embedded_and_the_file_says_whose_it_is() -> None:
    school = School(name={"zh": "某某学校", "en": "Some School"})  # type: ignore[arg-type]
    data = write_certificates((issued(),), Library(LIBRARY.today, school=school), "en")

    named = {n.decode() for n in re.findall(rb"/BaseFont ?/([^/\s\[\]<>]+)", data)}
    assert named
    assert all(re.fullmatch(r"[A-Z]{6}\+Noto.*", n) for n in named), named
    meta = pdfium.PdfDocument(data).get_metadata_dict()
    assert (meta["Title"], meta["Author"]) == (interface("en")["certificate-title"], "Some School")


def test_black_is_the_only_colour() -> None:
    page = pdfium.PdfDocument(printed("usual", "zh"))[0].render(scale=2).to_pil().convert("RGB")

    assert all(red == green == blue for _, (red, green, blue) in page.getcolors(1 << 24))


def test_two_runs_give_the_same_bytes() -> None:
    some = tuple(EXTREMES.values())

    assert write_certificates(some, LIBRARY, "zh") == write_certificates(some, LIBRARY, "zh")


def test_words_that_look_like_code_are_words() -> None:
    odd = '#pagebreak() "]) $x$ \\u{41} *a*'
    data = write_certificates((issued(name=odd, title=odd, school=odd, post=odd),), LIBRARY, "zh")

    assert bare(pages_text(data)[0]).count(bare(odd)) == 4


def test_no_certificate_and_a_text_too_long_for_a_code_are_refused() -> None:
    with pytest.raises(ValueError, match="no certificate"):
        write_certificates((), LIBRARY, "zh")
    with pytest.raises(ValueError, match="666"):
        write_certificates((issued(700),), LIBRARY, "zh")


def test_every_field_that_a_person_reads_is_printed() -> None:
    shown = {"number", "name", "title", "hours", "day", "post", "school"}

    assert {f.name for f in fields(Certificate)} - shown == {"course"}  # an id, for machines


# --- what lies where ---------------------------------------------------------

Box = tuple[float, float, float, float]  # left, bottom, right, top; points


def _lines(data: bytes) -> list[Box]:
    """The box of the ink of each line of words."""
    page = pdfium.PdfDocument(data)[0].get_textpage()
    return [page.get_rect(at) for at in range(page.count_rects())]


def _share(one: Box, other: Box) -> bool:
    """Whether two boxes share more than half a point, which letters of one line do that lean on each other."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    return wide > 0.5 and min(one[3], other[3]) - max(one[1], other[1]) > 0.5


def _paths(data: bytes) -> list[pdfium.PdfObject]:
    page = pdfium.PdfDocument(data)[0]
    return [o for o in page.get_objects(max_depth=4) if o.type == pdfium_c.FPDF_PAGEOBJ_PATH]


def _code(data: bytes) -> Box:
    """The box of the code's dark modules: of the path that has the most parts."""
    return max(_paths(data), key=lambda o: pdfium_c.FPDFPath_CountSegments(o.raw)).get_bounds()


def _least_height(data: bytes) -> float:
    """The height in points of a module, as the path of the code draws it."""
    path = max(_paths(data), key=lambda o: pdfium_c.FPDFPath_CountSegments(o.raw))
    heights = []
    for at in range(pdfium_c.FPDFPath_CountSegments(path.raw)):
        x, y = c_float(), c_float()
        pdfium_c.FPDFPathSegment_GetPoint(pdfium_c.FPDFPath_GetPathSegment(path.raw, at), x, y)
        heights.append(y.value)
    steps = {round(abs(a - b), 4) for a, b in itertools.pairwise(heights)} - {0.0}
    return abs(min(steps) * path.get_matrix().get()[3])  # the picture's rows run downwards


def _alternatives(data: bytes) -> list[str]:
    """The words that stand for pictures, as a screen reader finds them in the tags."""
    page = pdfium.PdfDocument(data)[0]
    tree = pdfium_c.FPDF_StructTree_GetForPage(page.raw)
    found: list[str] = []

    def visit(element: object) -> None:
        size = pdfium_c.FPDF_StructElement_GetAltText(element, None, 0)
        if size > 2:
            buffer = (pdfium_c.c_char * size)()
            pdfium_c.FPDF_StructElement_GetAltText(element, buffer, size)
            found.append(bytes(buffer).decode("utf-16-le").rstrip("\0"))
        for at in range(max(0, pdfium_c.FPDF_StructElement_CountChildren(element))):
            child = pdfium_c.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                visit(child)

    for at in range(pdfium_c.FPDF_StructTree_CountChildren(tree)):
        visit(pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, at))
    pdfium_c.FPDF_StructTree_Close(tree)
    return found
