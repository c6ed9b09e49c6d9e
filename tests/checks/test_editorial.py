"""What an editor resolves before a page goes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import on_pages, said_by
from support import edit

from generator.checks.editorial import MAX_SUMMARY, check_page

check_editorial = on_pages(check_page)

SLEEP = "content/home/sleep.md"
PAGE, ENGLISH = "content/about/corrections.md", "content/about/corrections.en.md"


def test_the_small_project_is_ready(minimal_project: Path) -> None:
    assert said_by(check_editorial, minimal_project) == []


@pytest.mark.parametrize(
    ("find", "put", "code", "line"),
    [
        ("reviewed: 2026-11-21\n", "", "reviewed-missing", 1),
        ("sources:\n  - {law: jwf, article: 16}\n", "", "sources-missing", 1),
        ("summary: 今晚先让他睡，作业明天再说。\n", "", "summary-missing", 4),
        ("summary: 今晚先让他睡，作业明天再说。", "summary: " + "睡" * (MAX_SUMMARY + 1), "summary-long", 5),
    ],
)
def test_what_is_still_to_do(minimal_project: Path, find: str, put: str, code: str, line: int) -> None:
    edit(minimal_project, SLEEP, find, put)
    assert said_by(check_editorial, minimal_project) == [(code, SLEEP, line)]


def test_a_summary_may_be_as_long_as_the_limit(minimal_project: Path) -> None:
    edit(minimal_project, SLEEP, "summary: 今晚先让他睡，作业明天再说。", "summary: " + "睡" * MAX_SUMMARY)
    assert said_by(check_editorial, minimal_project) == []


def test_english_that_is_not_there_is_counted_not_complained_of(minimal_project: Path) -> None:
    (minimal_project / ENGLISH).unlink()
    assert said_by(check_editorial, minimal_project) == []


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("别玻璃心。", 1),
        ("别**玻璃**心。", 1),
        ("- 别玻璃心\n- 真玻璃心", 2),
        ("### 玻璃心", 1),
        ("| 玻璃心 |\n|---|\n| 玻璃心 |", 2),
        ("::: say\n玻璃心\n:::", 1),
        ("::: dont-say\n玻璃心\n:::", 0),
        ("::: dont-say\n- 一\n  > 玻璃心\n:::", 0),
        ("玻璃 心", 0),
    ],
)
def test_words_to_avoid(minimal_project: Path, body: str, count: int) -> None:
    edit(minimal_project, PAGE, "写错的地方", f"{body}\n\n写错的地方")
    found = said_by(check_editorial, minimal_project)
    assert [c for c, _, _ in found] == ["wording-avoid"] * count


def test_each_language_has_its_own_words(minimal_project: Path) -> None:
    edit(minimal_project, ENGLISH, "Tell us", "What a Snowflake. Tell us")
    edit(minimal_project, PAGE, "写错的地方", "snowflake 是英文。写错的地方")
    assert said_by(check_editorial, minimal_project) == [("wording-avoid", ENGLISH, 6)]
