"""Diagnostics for editors and for GitHub."""

from __future__ import annotations

import json

from generator.model.diagnostic import Diagnostic, Span
from generator.report.machine import write_github, write_json

FILES = {"content/a.md": "---\nthemes: [睡]\n"}
WRONG = Diagnostic("theme-unknown", Span("content/a.md", 2, 10, 1), params={"id": "睡"}, suggestion="sleep")
HINT = Diagnostic("file-unknown", Span("content/b,c:d.txt"), "warning")


def test_json_holds_place_words_and_counts() -> None:
    said = json.loads(write_json([WRONG, HINT], FILES, "zh"))
    assert said["counts"] == {"error": 1, "warning": 1}
    first, second = said["diagnostics"]
    assert first == {
        "file": "content/a.md",
        "line": 2,
        "column": 10,
        "length": 1,
        "severity": "error",
        "code": "theme-unknown",
        "message": "没有主题“睡”",
        "why": first["why"],
        "fix": first["fix"],
        "suggestion": "sleep",
        "source": "themes: [睡]",
    }
    assert "site_config/themes.yml" in first["fix"]
    assert (second["suggestion"], second["source"], second["severity"]) == (None, "", "warning")


def test_json_of_nothing() -> None:
    assert json.loads(write_json([], {}, "en")) == {"diagnostics": [], "counts": {"error": 0, "warning": 0}}


def test_chinese_is_readable_in_json() -> None:
    assert "没有主题" in write_json([WRONG], FILES, "zh")


def test_github_shows_it_beside_the_line() -> None:
    (line,) = write_github([WRONG], FILES, "en").split("\n")
    command, _, words = line.removeprefix("::").partition("::")
    assert command == "error file=content/a.md,line=2,col=10,title=theme-unknown"
    assert words.startswith('there is no theme "睡" did you mean “sleep”?')


def test_github_takes_what_would_break_a_command() -> None:
    (line,) = write_github([HINT], {}, "zh").split("\n")
    assert line.startswith("::warning file=content/b%2Cc%3Ad.txt,line=1,col=1,title=file-unknown::")
    odd = Diagnostic("theme-unknown", Span("a.md"), params={"id": "50%\r\n::error::x"})
    (line,) = write_github([odd], {}, "en").split("\n")
    assert "50%25%0D%0A::error::x" in line


def test_github_of_nothing() -> None:
    assert write_github([], {}, "zh") == ""
