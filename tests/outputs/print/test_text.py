"""Plain text for pasting: every word, nothing that only a program understands."""

from __future__ import annotations

import pytest
from sheet_making import LONG, RARE, everything, paragraph, real, said, sheet, table, words

from generator.model import blocks as b
from generator.outputs.print.text import write_text


def test_everything_is_said_in_order() -> None:
    text = write_text(sheet(*everything()))
    at = 0
    for passage in filter(None, (p.strip() for p in said(everything()))):
        if passage not in {"版记", "内容"}:
            assert passage.split("\n")[0] in text, passage
        at = max(at, text.find(passage))
    assert at > len(text) // 2
    for mark in ("**", "<", "[[", "](", "\t", "\u200b"):
        assert mark not in text.replace("a < b & c", "").replace("一行\n\t二行", "")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_real_sheets_have_no_space_at_line_ends_and_no_gaps(lang: str) -> None:
    for made in real(lang):
        text = write_text(made)
        assert not any(line != line.rstrip() for line in text.split("\n")), made.id
        assert "\n\n\n" not in text, made.id
        assert text.endswith("\n")


def test_a_notice_is_what_one_pastes() -> None:
    notice = next(s for s in real() if s.name == "notice")
    text = write_text(notice)
    assert notice.title not in text.split("\n")[0]
    assert "＿" in text


def test_hard_input() -> None:
    assert write_text(sheet(headed=False)) == "\n"
    assert write_text(sheet(title=LONG)).startswith(LONG)
    assert "𠮷野家㊗😀" in write_text(sheet(paragraph(RARE)))
    assert "\x07" not in write_text(sheet(paragraph(RARE)))
    assert write_text(sheet(table(60))).count("\n") > 60


def test_a_table_to_fill_in_keeps_its_columns() -> None:
    empty = b.Table((words("天"), words("睡了多久")), ((words("1"), ()), (words("2"), ())))
    assert write_text(sheet(empty, headed=False)) == "天｜睡了多久\n1｜＿\n2｜＿\n"
    full = b.Table((words("天"), words("睡了多久")), ((words("1"), words("八小时")),))
    assert write_text(sheet(full, headed=False)) == "天：1｜睡了多久：八小时\n"
