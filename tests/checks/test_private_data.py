"""No one's number or address in what is published."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import said_by
from support import TODAY, edit

from generator.checks.private_data import check_private_data
from generator.load.project import load_project

PAGE = "content/about/corrections.md"


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("身份证11010120120307123X。", "11010120120307123X"),
        ("身份证110101201203071234。", "110101201203071234"),
        ("打13812345678。", "13812345678"),
        ("打 138-1234-5678。", "138-1234-5678"),
        ("打 138 1234 5678。", "138 1234 5678"),
        ("写到zhang.san+x@school.edu.cn。", "zhang.san+x@school.edu.cn"),
    ],
)
def test_private_data_is_shown_where_it_stands(minimal_project: Path, words: str, marked: str) -> None:
    edit(minimal_project, PAGE, "写错的地方", words)
    library = load_project(minimal_project, TODAY).library
    (problem,) = check_private_data(library)
    line = library.files[PAGE].split("\n")[problem.span.line - 1]
    assert line[problem.span.column - 1 : problem.span.column - 1 + problem.span.length] == marked


@pytest.mark.parametrize(
    "words",
    [
        "打 12356、12355、110、120。",
        "电话 0512-65220000。",
        "编号 110101199913071234（没有十三月）。",
        "共 1381234567890 次。",
        "2026-11-21 12:30",
        "见 <https://www.gov.cn/zhengce/202401/content_6927804.htm>",
    ],
)
def test_other_numbers_are_fine(minimal_project: Path, words: str) -> None:
    edit(minimal_project, PAGE, "写错的地方", words)
    assert said_by(check_private_data, minimal_project) == []


def test_front_matter_english_and_quizzes_are_read_too(minimal_project: Path) -> None:
    edit(minimal_project, PAGE, "summary: 发现", "summary: 打 13812345678，发现")
    edit(minimal_project, "content/about/corrections.en.md", "Tell us", "Call 13812345678. Tell us")
    edit(minimal_project, "quizzes/t1/c1-3.yml", "小测", "小测 13812345678")
    assert [(f, n) for _, f, n in said_by(check_private_data, minimal_project)] == [
        ("content/about/corrections.en.md", 6),
        (PAGE, 5),
        ("quizzes/t1/c1-3.yml", 2),
    ]


def test_the_schools_own_public_number_is_its_to_publish(minimal_project: Path) -> None:
    edit(minimal_project, "site_config/school.yml", "class_hour", 'phone: "13812345678"\nclass_hour')
    assert said_by(check_private_data, minimal_project) == []
