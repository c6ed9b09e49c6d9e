"""What protects a reader: numbers that work, help on every page, nothing hard on the front page."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from making import on_pages, said_by, together
from support import TODAY, edit

from generator.checks.safety import check_page
from generator.checks.safety import check_safety as check_tables

check_safety = together(on_pages(check_page), check_tables)

HOTLINES = "site_config/hotlines.yml"
HOME = "content/index.md"
PAGE = "content/about/corrections.md"


def test_the_small_project_is_safe(minimal_project: Path) -> None:
    assert said_by(check_safety, minimal_project) == []


@pytest.mark.parametrize(
    ("days", "codes"),
    [(0, set()), (180, set()), (181, {"hotline-stale"}), (365, {"hotline-stale"}), (366, {"hotline-old"})],
)
def test_a_number_is_checked_again_in_time(minimal_project: Path, days: int, codes: set[str]) -> None:
    found = said_by(check_safety, minimal_project, TODAY + timedelta(days=days))
    assert {c for c, _, _ in found} == codes
    assert len(found) == (3 if codes else 0)


def test_the_clock_of_the_computer_does_not_matter(minimal_project: Path) -> None:
    assert said_by(check_safety, minimal_project, date(2020, 1, 1)) == []


@pytest.mark.parametrize("hours", ["{zh: 每天24小时, en: Daily}", "{zh: 每天, en: 24 hours}", "每天 24 小时"])
def test_round_the_clock_is_proven_or_not_said(minimal_project: Path, hours: str) -> None:
    edit(minimal_project, HOTLINES, "{zh: 以当地为准, en: Depends on the region}", hours)
    assert said_by(check_safety, minimal_project) == [("hotline-hours", HOTLINES, 2)]
    edit(minimal_project, HOTLINES, "    block: true", "    always: true\n    block: true")
    assert said_by(check_safety, minimal_project) == []


def test_a_region_may_state_its_own_hours(minimal_project: Path) -> None:
    edit(minimal_project, HOTLINES, "每天 24 小时", "每天 24 小时，周末也在")
    assert said_by(check_safety, minimal_project) == []


def test_the_three_numbers_are_at_the_foot_of_every_page(minimal_project: Path) -> None:
    edit(minimal_project, HOTLINES, "block: true", "block: false")
    assert said_by(check_safety, minimal_project) == [("help-block", HOTLINES, 2)]


@pytest.mark.parametrize(
    "body",
    [
        "看 [[page:urgent/now]]。",
        "看 [[page:urgent/now#steps|这里]]。",
        "**看 [[page:urgent/now]]。**",
        "[看](urgent/now.md)",
        "[看](urgent/now.md#steps)",
        "[看](page:urgent/now)",
        "::: note\n- [[page:urgent/now]]\n:::",
        "| 看 |\n|---|\n| [[page:urgent/now]] |",
        "> [[page:urgent/now]]",
        "## 看 [[page:urgent/now]]\n\n正文。",
        "### 看 [[page:urgent/now]]",
    ],
)
def test_the_front_page_does_not_lead_to_a_sensitive_page(minimal_project: Path, body: str) -> None:
    (minimal_project / HOME).write_text((minimal_project / HOME).read_text("utf-8") + f"\n{body}\n", encoding="utf-8")
    ((code, file, line),) = said_by(check_safety, minimal_project)
    assert (code, file) == ("sensitive-not-on-home", HOME)
    assert line > 10


def test_nor_by_an_old_address(minimal_project: Path) -> None:
    edit(minimal_project, "content/urgent/now.md", "reviewed:", "aliases: [urgent/old]\nreviewed:")
    edit(minimal_project, HOME, "page: home/sleep", "page: urgent/old")
    assert said_by(check_safety, minimal_project) == [("sensitive-not-on-home", HOME, 8)]


def test_nor_by_the_calendar(minimal_project: Path) -> None:
    edit(minimal_project, "site_config/calendar.yml", "page: home/sleep", "page: urgent/now")
    assert said_by(check_safety, minimal_project) == [("sensitive-not-on-home", "site_config/calendar.yml", 2)]


def test_the_front_page_is_not_sensitive_itself(minimal_project: Path) -> None:
    edit(minimal_project, HOME, "reviewed:", "sensitive: true\nreviewed:")
    assert said_by(check_safety, minimal_project) == [("sensitive-not-on-home", HOME, 9)]


def test_other_pages_may_lead_there(minimal_project: Path) -> None:
    edit(minimal_project, PAGE, "写错的地方", "看 [[page:urgent/now]]。写错的地方")
    assert said_by(check_safety, minimal_project) == []


@pytest.mark.parametrize(
    "body",
    [
        "说到自杀。",
        "- 说到**自**残",
        "## 自伤 {#x}\n\n文字。",
        "### 自伤",
        "| 轻生 |\n|---|\n| 陪着 |",
        "::: fold 题\n> 自杀\n:::",
        "Self-Harm",
        "看[自杀](../home/sleep.md)",
    ],
)
def test_a_page_that_speaks_of_it_says_so(minimal_project: Path, body: str) -> None:
    edit(minimal_project, PAGE, "写错的地方", f"{body}\n\n写错的地方")
    ((code, file, line),) = said_by(check_safety, minimal_project)
    assert (code, file) == ("sensitive-unmarked", PAGE)
    assert 9 <= line < 9 + body.count("\n") + 1
    edit(minimal_project, PAGE, "reviewed:", "sensitive: true\nreviewed:")
    assert said_by(check_safety, minimal_project) == []
