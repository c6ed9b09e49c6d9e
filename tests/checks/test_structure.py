"""Sections: those a kind asks for, once each, with something in them, the same in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import on_pages, said_by
from support import edit

from generator.checks.structure import check_page

check_structure = on_pages(check_page)

SLEEP, SLEEP_EN = "content/home/sleep.md", "content/home/sleep.en.md"
LESSON = "content/lesson/g3-a09.md"


def test_the_small_project_has_all_it_needs(minimal_project: Path) -> None:
    assert said_by(check_structure, minimal_project) == []


def test_a_section_is_missed_in_the_language_that_lacks_it(minimal_project: Path) -> None:
    edit(minimal_project, SLEEP_EN, "{#worse}", "{#more}")
    assert said_by(check_structure, minimal_project) == [
        ("section-missing", SLEEP_EN, 1),
        ("translation-sections", SLEEP_EN, 1),
    ]


def test_a_guide_for_teachers_has_other_sections(minimal_project: Path) -> None:
    edit(minimal_project, SLEEP, "audience: families", "audience: teachers")
    assert [c for c, _, _ in said_by(check_structure, minimal_project)] == ["section-missing"] * 2
    edit(minimal_project, SLEEP, "{#tonight}", "{#first}")
    edit(minimal_project, SLEEP_EN, "{#tonight}", "{#first}")
    assert said_by(check_structure, minimal_project) == []


def test_an_empty_section(minimal_project: Path) -> None:
    edit(minimal_project, SLEEP, "先定起床的钟点，见[关于隐私](../about/privacy.md)。\n", "")
    assert said_by(check_structure, minimal_project) == [("section-empty", SLEEP, 36)]


def test_a_section_twice(minimal_project: Path) -> None:
    edit(minimal_project, SLEEP, "## 截图带走", "## 又一节 {#see}\n\n文字。\n\n## 截图带走")
    found = said_by(check_structure, minimal_project)
    assert ("section-duplicate", SLEEP, 51) in found


def test_sections_in_another_order_are_not_the_same(minimal_project: Path) -> None:
    edit(minimal_project, SLEEP_EN, "{#see}", "{#x}")
    edit(minimal_project, SLEEP_EN, "{#helps}", "{#see}")
    edit(minimal_project, SLEEP_EN, "{#x}", "{#helps}")
    assert said_by(check_structure, minimal_project) == [("translation-sections", SLEEP_EN, 1)]


def test_free_headings_need_not_agree(minimal_project: Path) -> None:
    edit(minimal_project, "content/about/corrections.md", "写错的地方", "## 自由的一节\n\n写错的地方")
    assert said_by(check_structure, minimal_project) == []


@pytest.mark.parametrize(
    ("find", "put", "codes"),
    [
        ("minutes=12", "minutes=13", ["lesson-minutes"]),
        ("minutes=12", "minutes=十二", ["phase-minutes", "lesson-minutes"]),
        ("minutes=12", "minutes=0", ["phase-minutes", "lesson-minutes"]),
        (".phase .activity minutes=12", ".phase minutes=12", ["lesson-activities"]),
        ("::: teacher", "::: note", ["phase-part"]),
        ("grade: g3", "grade: v1", ["grade-unknown"]),
        ("term: a\nnumber: 9\nminutes: 40", "term: a\nnumber: 9\nminutes: 45", ["lesson-minutes", "lesson-length"]),
    ],
)
def test_a_lesson_adds_up(minimal_project: Path, find: str, put: str, codes: list[str]) -> None:
    edit(minimal_project, LESSON, find, put)
    found = dict.fromkeys(c for c, f, _ in said_by(check_structure, minimal_project) if f == LESSON)
    assert list(found) == codes


def test_a_lesson_may_be_as_long_as_the_schools_own_class(minimal_project: Path) -> None:
    edit(minimal_project, "site_config/school.yml", "class_hour", "class_minutes: {primary-mid: 40}\nclass_hour")
    assert said_by(check_structure, minimal_project) == []


@pytest.mark.parametrize(("gone", "added", "fine"), [(0, 0, True), (1, 0, False), (0, 3, True), (0, 4, False)])
def test_an_urgent_page_has_four_to_seven_steps(minimal_project: Path, gone: int, added: int, fine: bool) -> None:
    steps = "4. **马上叫人**。\n"
    put = ("" if gone else steps) + "".join(f"{5 + n}. **再一步**。\n" for n in range(added))
    edit(minimal_project, "content/urgent/now.md", steps, put)
    assert (said_by(check_structure, minimal_project) == []) is fine


def test_nothing_stands_before_the_steps(minimal_project: Path) -> None:
    edit(minimal_project, "content/urgent/now.md", "## 现在照着做", "先看这里。\n\n## 现在照着做")
    assert [c for c, _, _ in said_by(check_structure, minimal_project)] == ["urgent-first"]


@pytest.mark.parametrize(
    ("put", "codes"),
    [
        ("- 1\n- 2\n- 3\n- 4\n- 5", []),
        ("- 1\n- 2\n- 3\n- 4\n- 5\n- 6", ["slide-lines"]),
        ("- 1\n  - 1a\n  - 1b\n- 2\n- 3\n- 4", ["slide-lines"]),
        ("| 1 |\n|---|\n| 2 |\n| 3 |\n| 4 |\n| 5 |\n| 6 |", ["slide-lines"]),
    ],
)
def test_a_slide_can_be_read_from_the_back_row(minimal_project: Path, put: str, codes: list[str]) -> None:
    edit(minimal_project, "content/parent/lecture-junior-2.md", "- 1\n", put + "\n")
    assert [c for c, _, _ in said_by(check_structure, minimal_project)] == codes
