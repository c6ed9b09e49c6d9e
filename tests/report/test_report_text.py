"""The report a person reads in a terminal."""

from __future__ import annotations

import time
import unicodedata

import pytest

from generator.model.diagnostic import Diagnostic, Span
from generator.report.text import write_text


def show(line: str, column: int, length: int, lang: str = "zh", code: str = "theme-unknown") -> list[str]:
    span = Span("content/a.md", 1, column, length)
    return write_text([Diagnostic(code, span, params={"id": "x"})], {"content/a.md": line}, lang).split("\n")


def columns(text: str) -> int:
    """Columns on a terminal, counted here on its own."""
    return sum(1 + (unicodedata.east_asian_width(c) in {"W", "F"}) for c in text)


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("themes: [sleep]", "sleep"),
        ("主题：睡眠与作息", "睡眠"),
        ("全角ＡＢＣ字 abc", "abc"),
        ("😀表情 x", "x"),
        ("\t- 制表 x", "x"),
        ("半角ｱｲｳ x", "x"),
        ("x", "x"),
    ],
)
def test_the_carets_stand_under_what_is_wrong(line: str, marked: str) -> None:
    start = line.index(marked)
    _, shown, carets, *_ = show(line, start + 1, len(marked))
    before, _, under = carets.partition("^")
    assert shown.startswith("   1 | ")
    assert columns(before) == columns(shown[: shown.rindex(marked)])
    assert 1 + len(under) == columns(marked)


def test_all_that_is_said() -> None:
    diagnostic = Diagnostic("theme-unknown", Span("content/a.md", 12, 9, 6), "error", {"id": "sleeep"}, "sleep")
    said = write_text([diagnostic], {"content/a.md": "\n" * 11 + "themes: sleeep"}, "zh")
    assert said.split("\n")[:5] == [
        "content/a.md:12:9  错误  theme-unknown  没有主题“sleeep”",
        "   12 | themes: sleeep",
        "      |         ^^^^^^",
        "   改法：是否想写“sleep”？ 从 `site_config/themes.yml` 里选一个 id，例如 `themes: [sleep]`。",
        "   xinyu explain theme-unknown",
    ]


def test_english() -> None:
    first, _, _, fix, _, _ = show("themes: x", 9, 1, "en")
    assert first == 'content/a.md:1:9  error  theme-unknown  there is no theme "x"'
    assert fix.startswith("   fix: Use an id from")


def test_a_warning_is_called_one() -> None:
    said = write_text([Diagnostic("reviewed-missing", Span("a.md"), "warning")], {}, "zh")
    assert said.startswith("a.md:1:1  提醒  reviewed-missing")


def test_a_blank_line_stands_between_two() -> None:
    two = [Diagnostic("file-unknown", Span("a"), "warning"), Diagnostic("file-unknown", Span("b"), "warning")]
    blocks = write_text(two, {}, "zh").rstrip("\n").split("\n\n")
    assert [b.split(":")[0] for b in blocks] == ["a", "b"]


def test_nothing_wrong_is_nothing_said() -> None:
    assert write_text([], {}, "zh") == ""


@pytest.mark.parametrize(("line", "column"), [(99, 1), (1, 99), (2, 1)])
def test_a_place_that_is_not_in_the_text_is_no_fault_of_the_author(line: int, column: int) -> None:
    diagnostic = Diagnostic("file-unknown", Span("a.md", line, column, 5))
    assert f"a.md:{line}:{column}" in write_text([diagnostic], {"a.md": "x\n"}, "zh")


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "前" * 500 + "错误" + "后" * 500
    _, shown, carets, *_ = show(line, 501, 2)
    assert columns(shown) < 400
    assert "错误" in shown
    assert columns(carets.partition("^")[0]) == columns(shown.partition("错误")[0])


def test_the_terminal_is_not_given_orders() -> None:
    diagnostic = Diagnostic("theme-unknown", Span("a.md", 1, 3, 1), params={"id": "\x1b[2J\x07"}, suggestion="\x9b1m")
    said = write_text([diagnostic], {"a.md": "\x1b]0;x\x07 y"}, "zh")
    assert not [c for c in said if unicodedata.category(c) == "Cc" and c != "\n"]


def test_thousands_of_problems_in_one_file_are_reported_in_good_time() -> None:
    text = "字<b>\n" * 100_000
    many = [Diagnostic("html-in-markdown", Span("a.md", n, 2, 3)) for n in range(1, 5_001)]
    began = time.monotonic()
    said = write_text(many, {"a.md": text}, "zh")
    assert said.count("html-in-markdown  ") == 5_000
    assert time.monotonic() - began < 10
