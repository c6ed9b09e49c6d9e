"""Content edited between two visits, for real: the sources are changed, the site is built again, the reader comes back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from answering import PAGE, build_questions, do_paper, drawn, kept
from driving import serving, watched
from playwright.sync_api import BrowserContext, Page, expect


def rebuild(project: Path, *edits: tuple[str, str, str]) -> None:
    """Replaces the first of each text in a file of the project, and builds the site anew in its place."""
    for name, find, put in edits:
        path = project / name
        text = path.read_text(encoding="utf-8")
        assert find in text, (name, find)
        path.write_text(text.replace(find, put, 1), encoding="utf-8")
    build_questions(project)


def without(project: Path, question: str) -> tuple[str, str, str]:
    """The edit that takes a question out of the drawn quiz."""
    text = (project / "quizzes" / "drawn.yml").read_text(encoding="utf-8")
    block = re.search(rf"  - id: {question}\n(?:    .*\n)+", text)
    assert block
    return "quizzes/drawn.yml", block[0], ""


def still_open(page: Page) -> list[str]:
    return page.locator("[data-quiz=drawn] form:not(.is-checked)").evaluate_all("forms => forms.map(f => f.id)")


def test_only_a_new_meaning_is_asked_again_and_the_author_decides(
    tmp_path: Path, open_context: Callable[..., BrowserContext]
) -> None:
    project = tmp_path / "p"
    project.mkdir()
    with serving(build_questions(project)) as address:
        page = open_context().new_page()
        seen = watched(page, address)
        page.goto(address + PAGE)
        paper = drawn(page)
        do_paper(page)
        case = page.locator("[data-case=walk]")
        case.get_by_role("link", name="站着问").click()
        case.get_by_role("link", name="接着往下").click()
        result = page.locator("[data-quiz=drawn] .xy-result")
        expect(result).to_contain_text("通过了")
        one, gone = paper[0], paper[3]
        stem = f"目标{one[2]}第{one[3]}组第{one[5]}道"

        # said otherwise afterwards, in other English, moved to the end, another one taken out: nothing is asked again
        moved = without(project, one)
        rebuild(
            project,
            moved,
            without(project, gone),
            ("quizzes/alone.yml", "高度一样了。", "高度一样，话就好说了。"),
        )
        bank = project / "quizzes" / "drawn.yml"
        block = moved[1].replace("合适的反馈。", "换了说法。").replace("Outcome", "Aim").replace("理由写", "原因写")
        bank.write_text(bank.read_text("utf-8").rstrip("\n") + "\n" + block, "utf-8")
        rebuild(project)
        page.reload()
        assert drawn(page) == paper[:3]
        assert still_open(page) == []
        expect(page.locator(f"#{one} .xy-feedback--right")).to_contain_text("换了说法。")
        expect(result).to_contain_text("通过了")
        expect(case.locator(".xy-ending:visible")).to_contain_text("没有说")

        # a slip of the pen mended, and the author says so: nothing is asked again
        mended = (f"id: {one}\n", f"id: {one}\n    revision: 0\n"), (f"{stem},", f"{stem}（改了一个字）,")
        rebuild(
            project,
            *(("quizzes/drawn.yml", *edit) for edit in mended),
            ("quizzes/alone.yml", "id: walk\n", "id: walk\n    revision: 0\n"),
            ("quizzes/alone.yml", "第一步", "第一步，孩子在哭"),
        )
        page.reload()
        expect(page.locator(f"#{one} legend")).to_contain_text("改了一个字")
        assert still_open(page) == []
        expect(case.locator(".xy-ending:visible")).to_contain_text("没有说")

        # it now asks something else: that one alone is asked again, and the result before still counts
        rebuild(project, ("quizzes/drawn.yml", "revision: 0", "revision: 1"))
        page.reload()
        assert still_open(page) == [one]
        expect(result).to_contain_text("有题目改过了")
        do_paper(page)
        assert [a["passed"] for a in kept(page, "attempt/drawn/").values()] == [True, True]

        # changed without a word of the author: the content decides
        two = paper[1]
        stem = f"目标{two[2]}第{two[3]}组第{two[5]}道"
        rebuild(project, ("quizzes/drawn.yml", f"{stem},", f"{stem}，问的是别的,"))
        page.reload()
        assert still_open(page) == [two]
        assert seen.take() == []
