"""What authors get wrong or do not foresee: sane paper or a word about it, never a crash, never tofu."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_pdf import bare, faults, image, ink_at_edges, pages_text
from sheet_making import LONG, RARE, paragraph, sheet, small, table, words
from support import copy_minimal, edit

from generator.app import build_packs, compile_project, printed_pictures
from generator.model import blocks as b
from generator.outputs.print.pdf import write_pdf
from generator.outputs.print.sheet import file_name


def test_a_title_of_three_thousand_characters_stays_on_the_paper() -> None:
    data = write_pdf((sheet(paragraph("甲"), title=LONG),), {}).data

    assert ink_at_edges(data) == []
    assert "甲" in pages_text(data)[-1]


def test_a_table_of_sixty_rows_loses_none() -> None:
    data = write_pdf((sheet(table(60)),), {}).data

    text = bare("".join(pages_text(data)))
    assert all(f"第{n}件事" in text for n in range(1, 61))


def test_a_word_without_an_end_is_broken_in_text_and_table() -> None:
    long = "https://example.org/" + "a" * 400
    row = ((words(long), words("旁边")),)
    data = write_pdf((sheet(paragraph(long), b.Table((words("W" * 120), words("乙")), row)),), {}).data

    assert ink_at_edges(data) == []


def test_a_blank_is_never_longer_than_the_line_or_its_cell() -> None:
    blank = b.Blank(60, "很长")
    grid = b.Grid((1, 3, 1), ((b.Cell((b.Paragraph((b.Str("甲"), blank)),)),) * 3,), "表")
    mixed = b.Table((words("一"), words("二")), (((b.Str("□"), blank), (blank,)),))
    data = write_pdf((sheet(b.Paragraph((blank, blank)), grid, mixed),), {}).data

    assert ink_at_edges(data) == []


def test_rare_characters_and_emoji_are_printed_and_the_others_are_told() -> None:
    printed = write_pdf((sheet(paragraph(RARE + "\ue000\ua980")),), {})

    text = "".join(pages_text(printed.data))
    assert set(printed.unprintable) == {"\ufffe", "\ue000", "\ua980"}
    assert all(c in text for c in "𠮷㊗😀")
    assert "〔U+E000〕" in text
    assert faults(printed.data) == set()


@pytest.mark.parametrize("source", ["file:none.png", "file:broken.png", "file:odd.xyz", "file:broken.svg"])
def test_a_picture_that_is_not_there_or_no_picture_leaves_its_words(source) -> None:
    assets = dict.fromkeys(("broken.png", "odd.xyz", "broken.svg"), b"no picture")
    printed = write_pdf((sheet(b.Paragraph((b.Image(source, "一盏灯"),))),), assets)

    assert "一盏灯" in "".join(pages_text(printed.data))
    assert faults(printed.data) == set()
    assert printed.unshown == ((source[5:],) if "broken" in source else ())


def test_a_picture_is_shown_with_its_words_as_alternative_text() -> None:
    assets = printed_pictures(small().library)
    (name,) = [n for n in assets if n.endswith("talk.svg")]

    with_picture, without = (
        write_pdf((sheet(b.Paragraph((b.Image(f"file:{name}", "一盏灯"),))),), a).data for a in (assets, {})
    )

    assert "一盏灯" not in "".join(pages_text(with_picture))
    assert faults(with_picture) == set()
    assert image(with_picture).tobytes() != image(without).tobytes()


def test_an_empty_sheet_has_its_title() -> None:
    assert "题目" in pages_text(write_pdf((sheet(),), {}).data)[0]


@pytest.mark.parametrize(
    "text", ['"', "\\", "#pagebreak()", "$x$", "[b]", "*a*", "_a_", "`a`", "<a>", "@a", "//", "/*"]
)
def test_what_the_engine_would_read_as_its_own_is_plain_text(text) -> None:
    data = write_pdf((sheet(paragraph(f"甲{text}乙"), title=f"题{text}目"),), {}).data

    assert f"甲{text}乙" in bare("".join(pages_text(data)))


@pytest.mark.parametrize(
    ("words_", "name"),
    [
        ("a/b\\c:d*e?f", "a b c d e f"),
        ("CON", "_CON"),
        ("  .题目.  ", "题目"),
        ("", "_"),
        ("题" * 300, "题" * 40),
        ("a\u202eb\u0000c\ud800", "abc"),
    ],
)
def test_a_file_is_called_what_every_file_system_takes(words_, name) -> None:
    assert file_name(words_) == name


def test_a_page_only_in_english_words_and_one_that_runs_over_are_reported(tmp_path: Path) -> None:
    root = copy_minimal(tmp_path / "project")
    long = "老师慢慢地说完这一句，再等一等。" * 220
    edit(root, "content/lesson/g3-a09.md", "::: pupils", f"::: note\n{long}\ue000\n:::\n\n::: pupils")
    project = compile_project(root, compile_day())

    made = build_packs(project, tmp_path / "out", ("lesson/g3-a09",), ("pdf",))

    assert {d.code for d in made.diagnostics} == {"print-pages", "print-characters"}
    assert {d.span.file for d in made.diagnostics} == {"content/lesson/g3-a09.md"}
    assert any("/en/" in f"/{path}" for path in made.written)


def compile_day():
    from support import TODAY  # noqa: PLC0415 - beside its use

    return TODAY
