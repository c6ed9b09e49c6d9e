"""Small libraries made in memory for the tests of model, pages, questions, compile and outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml
from hypothesis import settings

from generator.app import Project, compile_project
from generator.compile.compilation import Compilation, compile_library
from generator.compile.document import Document
from generator.load.body import parse_body
from generator.model import blocks as b
from generator.model.config import Band, CalendarEvent, Hotline, Named, School, Site
from generator.model.diagnostic import Diagnostic
from generator.model.library import Duty, Library
from generator.model.mandate import Mandate, Source, Value
from generator.model.page import Body, Page, TranslationMeta
from generator.model.picture import Picture, Variant
from generator.model.question import Question
from generator.model.record import Lang
from generator.pages import PAGE_KINDS
from generator.pages.context import Context
from generator.questions import QuizFile

settings.register_profile("xinyu", deadline=None, derandomize=True, database=None, max_examples=60)
settings.load_profile("xinyu")

TODAY = date(2026, 11, 21)
ROOT = Path(__file__).resolve().parents[2]
DRAWING = Picture("svg", (Variant(400, 300, "0123456789abcdef" * 4),))


def hotline(number: str, **more: Any) -> Hotline:
    record = {
        "id": number,
        "number": number,
        "name": {"zh": f"热线{number}", "en": f"Line {number}"},
        "for": {"zh": "谁都可以打", "en": "Anyone"},
        "hours": {"zh": "以当地为准", "en": "Depends on the region"},
        "dial": number,
        "block": True,
        "evidence": {"zh": "通知", "en": "A notice"},
        "verified": "2026-10-01",
        "confidence": "A",
    }
    return Hotline.model_validate({**record, **more})


BANDS = (
    Band(id="primary", name={"zh": "小学", "en": "Primary"}, grades=("g3", "g4"), class_minutes=40),
    Band(id="junior", name={"zh": "初中", "en": "Junior"}, grades=("g7",), class_minutes=45),
)
THEMES = (
    Named(id="sleep", name={"zh": "睡眠", "en": "Sleep"}),
    Named(id="crisis", name={"zh": "危机", "en": "Crisis"}),
    Named(id="screens", name={"zh": "屏幕", "en": "Screens"}),
)
GOALS = (Named(id="X-help", name={"zh": "求助", "en": "Asking for help"}), Named(id="J4", name={"zh": "情绪"}))
ROLES = (
    Named(id="homeroom", name={"zh": "班主任", "en": "Homeroom teacher"}),
    Named(id="nurse", name={"zh": "校医", "en": "Nurse"}),
)
HOTLINES = (hotline("12356"), hotline("110"), hotline("120"), hotline("119", block=False))
SOURCES = (
    Source(
        id="jwf",
        type="law",
        title={"zh": "精神卫生法", "en": "Mental Health Law"},
        version={"zh": "2018年修正", "en": "as amended in 2018"},
        status="in-force",
        checked="2025-04-19",
    ),
    Source(id="plan", type="policy", title={"zh": "行动计划", "en": "Action Plan"}, status="excerpt"),
    Source(
        id="city",
        type="draft",
        title={"zh": "条例（送审稿）", "en": "Draft Regulations"},
        status="draft",
        notice={"zh": "这是送审稿。", "en": "This is a draft."},
    ),
)
VALUES = (Value(id="ten", value=10, source="city"), Value(id="hour", value=60, source="city"))


def page(kind: str, page_id: str, text: str = "", *, english: str | None = None, **front: Any) -> Page:
    """A page of `kind`; `english` is its translation's body. The Chinese title is 题 and the id."""
    front = {"title": f"题 {page_id}", **front}
    meta = PAGE_KINDS[kind].meta.model_validate({"id": page_id, "kind": kind, **front})
    translation = None
    if english is not None:
        translation = TranslationMeta(title=f"Title {page_id}", summary=f"Summary {page_id}")
    return Page(
        meta,
        body(text, f"content/{page_id}.md"),
        translation,
        body(english, f"content/{page_id}.en.md") if english is not None else None,
    )


def body(text: str, file: str = "content/x.md") -> Body:
    return Body(file, parse_body(dedent(text).strip("\n"), file)[0])


def sections(names: Iterable[str], text: str = "正文。") -> str:
    """A body with a section for each name."""
    return "\n".join(f"## 节 {name} {{#{name}}}\n\n{text}\n" for name in names)


def question(**fields: Any) -> Question:
    """A question of the type it names."""
    return quiz(fields).items[0]


def quiz(*items: dict[str, Any], quiz_id: str = "z", **more: Any) -> QuizFile:
    return QuizFile.model_validate({"id": quiz_id, "title": {"zh": "小测", "en": "Quiz"}, "items": items, **more})


SINGLE = {
    "id": "q1",
    "type": "single",
    "stem": {"zh": "先做什么？", "en": "What first?"},
    "options": [
        {"id": "a", "text": {"zh": "听", "en": "Listen"}, "feedback": {"zh": "对。", "en": "Yes."}, "correct": True},
        {"id": "b", "text": {"zh": "劝", "en": "Advise"}, "feedback": {"zh": "再等等。", "en": "Not yet."}},
    ],
    "rationale": {"zh": "先听。", "en": "Listening comes first."},
}


def duty(duty_id: str, *needs: dict[str, Any], source: str = "city", **more: Any) -> Duty:
    record = {
        "id": duty_id,
        "article": {"zh": "第一条", "en": "article 1"},
        "who": {"zh": "学校", "en": "Schools"},
        "duty": {"zh": "做到", "en": "Do it"},
        "class": "public",
        "needs": needs,
    }
    return Duty(Mandate.model_validate({**record, **more}), source)


def event(event_id: str, *months: int, tag: str = "talk", page: str | None = None) -> CalendarEvent:
    return CalendarEvent(
        id=event_id, months=months, tag=tag, title={"zh": "事", "en": "Task"}, text={"zh": "做", "en": "Do"}, page=page
    )


def library(*pages: Page, quizzes: tuple[QuizFile, ...] = (), duties: tuple[Duty, ...] = (), **more: Any) -> Library:
    """A library of `pages` with the small vocabularies above; `more` are fields of `Library`."""
    fields: dict[str, Any] = {
        "site": Site(),
        "school": School(),
        "bands": _by_id(BANDS),
        "themes": _by_id(THEMES),
        "goals": _by_id(GOALS),
        "roles": _by_id(ROLES),
        "hotlines": _by_id(HOTLINES),
        "sources": _by_id(SOURCES),
        "values": _by_id(VALUES),
    }
    return Library(
        today=TODAY,
        pages={p.id: p for p in pages},
        quizzes=_by_id(quizzes),
        duties={d.mandate.id: d for d in duties},
        **{**fields, **more},
    )


def _by_id(records: Iterable[Any]) -> dict[str, Any]:
    return {record.id: record for record in records}


def context(*pages: Page, lang: Lang = "zh", **more: Any) -> Context:
    return Context(library(*pages, **more), lang)


def compiled(*pages: Page, **more: Any) -> Compilation:
    return compile_library(library(*pages, **more))


def codes(found: Iterable[Diagnostic]) -> list[str]:
    return [d.code for d in found]


def every(found: Any, kind: type | tuple[type, ...]) -> Iterator[Any]:
    """Every node of `kind` in a tree of blocks and inlines, at any depth."""
    if isinstance(found, kind):
        yield found
    if isinstance(found, tuple):
        for inner in found:
            yield from every(inner, kind)
    elif hasattr(found, "__dataclass_fields__"):
        for name in found.__dataclass_fields__:
            yield from every(getattr(found, name), kind)


def words(found: Any) -> str:
    """Every word of a tree, run together."""
    return "".join(node.text for node in every(found, (b.Str, b.Code)))


@cache
def real_project() -> Project:
    """The project that ships with the program, compiled once for all tests."""
    return compile_project(ROOT, TODAY)


# --- case folders -----------------------------------------------------------

BESIDE = (
    page(
        "home", "index", doors=[{"icon": "families", "page": "home/sleep", "title": "家", "text": "话"}], urgent="now"
    ),
    page("urgent", "now", "## 做 {#steps}\n\nx", audience="families", sensitive=True, english="x"),
    page("guide", "home/sleep", "## 今晚 {#tonight}\n\nx", audience="families", themes=["sleep"], english="x"),
)


def case_documents(folder: Path) -> dict[Lang, Document]:
    """The page of a case folder as a document in each language it is written in.

    `page.md`, maybe `page.en.md` (its body only) and `quiz.yml`; beside it stand `BESIDE` and the vocabularies above.
    """
    front, text = _split((folder / "page.md").read_text("utf-8"))
    english = folder / "page.en.md"
    written = english.read_text("utf-8") if english.is_file() else None
    page_id, kind = front.pop("id"), front.pop("kind")
    made = page(kind, page_id, text, english=written, **front)
    quizzes = folder / "quiz.yml"
    items = (QuizFile.model_validate(yaml.safe_load(quizzes.read_text("utf-8"))),) if quizzes.is_file() else ()
    beside = [p for p in BESIDE if p.id != page_id]
    duties = (
        duty("M001", {"type": "page", "id": "home/sleep"}, {"type": "page", "id": "gone"}, source="jwf"),
        duty("M002", reason={"zh": "要人来做", "en": "People do it"}),
    )
    events = {"talk": event("talk", 9, 10, page="home/sleep"), "drill": event("drill", 3)}
    pictures = {"content/about/drawing.svg": DRAWING}
    compilation = compiled(made, *beside, quizzes=items, duties=duties, events=events, pictures=pictures)
    wanted = {"zh": True, "en": written is not None}
    return {lang: docs[page_id] for lang, docs in compilation.documents.items() if wanted[lang]}


def _split(text: str) -> tuple[dict[str, Any], str]:
    _, front, rest = text.split("---\n", 2)
    return yaml.safe_load(front), rest


def hold_to(path: Path, found: str, *, update: bool) -> None:
    """`found` is what `path` holds; with `--update` it is written there instead."""
    if update:
        path.write_text(found, encoding="utf-8")
    assert path.is_file(), f"{path} is not there; run pytest --update and read what it writes"
    assert found == path.read_text("utf-8")
