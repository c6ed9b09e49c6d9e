"""Every wording rule on sentences a real author would write: those it must refuse, those it must let pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from support import CASES, TODAY

from generator.checks.wording import check, digests
from generator.checks.wording.check import CODES, check_page, check_quiz
from generator.load.body import parse_body
from generator.model.config import Hotline, School
from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library
from generator.model.mandate import Source
from generator.model.page import Body, Page, PageMeta, TranslationMeta


def check_wording(library: Library) -> list[Diagnostic]:
    """The rules on all pages and quizzes."""
    pages = [d for page in library.pages.values() for d in check_page(page, library)]
    return pages + [d for key, quiz in library.quizzes.items() for d in check_quiz(key, quiz, library)]


FOLDER = CASES / "wording"
FILES = sorted(FOLDER.glob("*.yml"))
EXTRA = "青芷草", "zorblewick"  # invented words, added to the table of SM01
BOTH = ("zh", "en")
LANGUAGES = {"sm22": ("zh",)}  # laws are named in Chinese


class Meta(PageMeta):
    """Front matter with every field a rule asks for."""

    audience: str | None = None
    grade: str | None = None


def _entries(name: str) -> list[Any]:
    out = []
    for path in FILES:
        cases = yaml.safe_load(path.read_text("utf-8"))
        for number, case in enumerate(cases[name], 1):
            out.append(pytest.param(path.stem, case, id=f"{path.stem}-{case['lang']}-{number}"))
    return out


def _library(case: dict[str, Any]) -> Library:
    """A library of one page that holds the case's text, in the place it names."""
    head = {k: case[k] for k in ("audience", "grade", "bands", "sensitive", "signed") if k in case}
    meta = Meta(id="a", kind=case.get("kind", "page"), title="甲", **head)
    text = case["text"]
    for kind in case.get("inside", ()):
        text = f"::: {kind}\n{text}\n:::"
    section = "worse" if case.get("quoted") else case.get("section", "here")
    sections, problems = parse_body(f"## 乙 {{#{section}}}\n\n{text}\n", "a.md")
    assert problems == []
    if case["lang"] == "zh":
        page = Page(meta, Body("a.md", sections))
    else:
        page = Page(meta, Body("a.md", ()), TranslationMeta(title="A"), Body("a.en.md", sections))
    hotline = Hotline.model_validate({
        "id": "12356", "number": "12356", "name": "热线", "for": "谁都可以", "hours": "以当地为准", "dial": "12356",
        "hours_region": {"suzhou": "每天 24 小时"}, "evidence": "x", "verified": TODAY, "confidence": "A",
    })  # fmt: skip
    law = Source(id="jwf", type="law", title={"zh": "精神卫生法"}, status="in-force")
    school = School(region=case.get("region"))
    return Library(TODAY, school=school, pages={"a": page}, hotlines={"12356": hotline}, sources={"jwf": law})


def found(case: dict[str, Any]) -> list[str]:
    return [d.code for d in check_wording(_library(case))]


@pytest.fixture(autouse=True)
def _invented_words(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[int, frozenset[str]] = dict(digests._digests())
    for word in EXTRA:
        known[len(word)] = known.get(len(word), frozenset()) | {digests.digest(word)}
    monkeypatch.setattr(digests, "_digests", lambda: known)


@pytest.mark.parametrize(("code", "case"), _entries("fails"))
def test_refused(code: str, case: dict[str, Any]) -> None:
    assert code in found(case), case["text"]


@pytest.mark.parametrize(("code", "case"), _entries("passes"))
def test_passes(code: str, case: dict[str, Any]) -> None:
    assert code not in found(case), case["text"]


def test_there_are_cases_for_every_rule_in_each_language() -> None:
    assert {p.stem for p in FILES} == set(CODES)
    for path in FILES:
        cases = yaml.safe_load(path.read_text("utf-8"))
        for lang in LANGUAGES.get(path.stem, BOTH):
            assert sum(c["lang"] == lang for c in cases["fails"]) >= 6, (path.name, lang)
            assert sum(c["lang"] == lang for c in cases["passes"]) >= 8, (path.name, lang)


def test_cases_name_only_known_context() -> None:
    known = {"text", "lang", "kind", "audience", "grade", "bands", "sensitive", "section", "inside", "quoted", "region", "signed"}  # fmt: skip
    for path in FILES:
        cases: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text("utf-8"))
        for case in (*cases["fails"], *cases["passes"]):
            assert set(case) <= known, case


def test_what_is_to_be_said_instead_is_not_quoted() -> None:
    text = "“想开点。” 换成：“我一定替你保密。”"
    assert found({"text": text, "lang": "zh", "inside": ["dont-say"]}) == ["sm12"]


def test_a_column_of_what_is_not_to_be_written() -> None:
    wrong = "| 这样写 | 不这样写 |\n|---|---|\n| 趴着 | 问题学生 |"
    assert found({"text": wrong, "lang": "zh"}) == []
    assert found({"text": wrong.replace("不这样写", "也这样写"), "lang": "zh"}) == ["sm10"]


def test_words_in_marked_text_tables_and_code() -> None:
    for text in (
        "**自杀**成功",
        "| 甲 |\n|---|\n| 自杀成功 |",
        "```\n自杀成功\n```",
        "> 自杀成功",
        "- 甲\n  - 自杀成功",
    ):
        assert found({"text": text, "lang": "zh"}) == ["sm02"], text


def test_keywords_may_not_name_a_method() -> None:
    meta = Meta(id="a", kind="page", title="甲", sensitive=True, keywords=("难受", EXTRA[0]))
    page = Page(meta, Body("a.md", ()))
    assert [d.code for d in check_wording(Library(TODAY, pages={"a": page}))] == ["sm01"]
    assert check.names_method(EXTRA[0]) is False


def test_lines_that_people_type_may_not_name_a_method_each_by_itself() -> None:
    lines = ("夜里不睡", EXTRA[0], "想不开")
    meta = Meta(id="a", kind="page", title="甲", sensitive=True, asked=lines)
    spans = {f"asked/{n}": Span("a.md", 4 + n) for n in range(3)}
    page = Page(meta, Body("a.md", ()), TranslationMeta(title="A", asked=lines[1:]), Body("a.en.md", ()), 0, spans)
    assert [(d.code, str(d.span.file), d.span.line) for d in check_wording(Library(TODAY, pages={"a": page}))] == [
        ("sm01", "a.md", 5),
        ("sm01", "a.en.md", 1),
    ]
    calm = Page(meta.model_copy(update={"sensitive": False}), Body("a.md", ()))
    assert check_wording(Library(TODAY, pages={"a": calm})) == []


def test_the_message_shows_the_words() -> None:
    (only,) = check_wording(_library({"text": "老师可以帮你诊断一下。", "lang": "zh"}))
    assert (only.code, only.params) == ("sm11", {"words": "诊断"})
    assert Path(only.span.file).name == "a.md"
