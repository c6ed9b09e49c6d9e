"""How a reader answers each type of question: with the mouse's eye for controls, and with the keyboard alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from driving import ROOT
from playwright.sync_api import Locator, Page

PAGE = "about/questions.html"
CASES = ROOT / "tests" / "cases"
GRADED = ("single", "multiple", "truefalse", "fill", "numeric", "match", "order", "cloze")


def lay_questions(project: Path) -> None:
    """The sources of a small site with one question of each type."""
    for source in (CASES / "minimal", CASES / "questions"):
        shutil.copytree(source, project, dirs_exist_ok=True)
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, project)


def build_questions(project: Path, site: Path | None = None) -> Path:
    """Builds the small site, laid out first where there is nothing yet; gives its folder."""
    if not (project / "mkdocs.yml").is_file():
        lay_questions(project)
    folder = site or project / "built"
    command = [str(Path(sys.executable).with_name("xinyu")), "build", "-o", str(folder)]
    built = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


def choose(*values: str) -> Callable[[Locator], None]:
    def act(form: Locator) -> None:
        for value in values:
            form.locator(f'input[value="{value}"]').check()

    return act


def write(*words: str) -> Callable[[Locator], None]:
    def act(form: Locator) -> None:
        for field, word in zip(form.locator("input[type=text]").all(), words, strict=True):
            field.fill(word)

    return act


def pick(*values: str) -> Callable[[Locator], None]:
    def act(form: Locator) -> None:
        for field, value in zip(form.locator("select").all(), values, strict=True):
            field.select_option(value)

    return act


def arrange(*order: str) -> Callable[[Locator], None]:
    """Moves steps up with their buttons until they stand in this order."""

    def act(form: Locator) -> None:
        for place, step in enumerate(order):
            row = form.locator(f'li[data-step="{step}"]')
            while row.evaluate("e => Array.from(e.parentNode.children).indexOf(e)") > place:
                row.locator(".xy-step__go--up").click()

    return act


RIGHT = {
    "single": choose("a"),
    "multiple": choose("a", "b"),
    "truefalse": choose("false"),
    "fill": write("１４ 天。", "心理老师"),
    "numeric": write("42 分钟"),
    "match": pick("hurt", "danger", "sad"),
    "order": arrange("see", "talk", "tell"),
    "cloze": pick("listen", "tell"),
}
WRONG = {
    "single": choose("b"),
    "multiple": choose("a", "c"),
    "truefalse": choose("true"),
    "fill": write("三天", "心理老师"),
    "numeric": write("60"),
    "match": pick("danger", "hurt", "sad"),
    "order": arrange("tell", "see", "talk"),
    "cloze": pick("advise", "tell"),
}


def form_of(page: Page, kind: str) -> Locator:
    return page.locator(f"#e-{kind}")


def answer(page: Page, kind: str, how: dict[str, Callable[[Locator], None]], *, check: bool = True) -> Locator:
    """Answers the question of a type and, unless told otherwise, has it checked."""
    form = form_of(page, kind)
    how[kind](form)
    if check:
        form.locator(".xy-check").click()
    return form


def kept(page: Page, prefix: str = "") -> dict[str, Any]:
    """What the record of this browser holds under keys with this prefix."""
    text = page.evaluate("localStorage.getItem('xinyu/record/1')")
    entries = json.loads(text)["entries"] if text else []
    return {e["key"]: e["value"] for e in entries if e["key"].startswith(prefix) and e["value"] is not None}


def drawn(page: Page) -> list[str]:
    """The questions of the drawn quiz, in order."""
    return page.locator("[data-quiz=drawn] .xy-asked form").evaluate_all("forms => forms.map(f => f.id)")


def do_paper(page: Page, wrong: int = 0) -> None:
    """Answers what is open in the drawn quiz, the first `wrong` of them wrongly."""
    forms = page.locator("[data-quiz=drawn] .xy-asked form:not(.is-checked)")
    for n, identity in enumerate(forms.evaluate_all("forms => forms.map(f => f.id)")):
        page.locator(f"#{identity} input[value={'b' if n < wrong else 'a'}]").check()
        page.locator(f"#{identity} .xy-check").click()
