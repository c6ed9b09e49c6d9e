"""The reader's own page: what this browser knows, in words; moving it to another device, erasing it, a slip."""

from __future__ import annotations

from typing import Literal

from generator.model import blocks as b
from generator.model.library import Library
from generator.model.page import Body, Page, PageMeta
from generator.model.question import Question, Quiz
from generator.pages.context import Context, flow
from generator.pages.journey import course_data, hours_data, roles_data, words
from generator.pages.kind import PageKind


class MyMeta(PageMeta):
    """Front matter of the reader's own page."""

    kind: Literal["my"]


def _lower(page: Page, body: Body, context: Context) -> b.Blocks:
    without = b.Paragraph((b.Str(context.t("my-without-script")),))
    live = b.Live("my", _data(context), words(context, "my-", "journey-", "list-", "brackets"), (without,))
    return (live, *flow(body))


def _data(context: Context) -> dict[str, object]:
    library = context.library
    open_quizzes = [q for q in library.quizzes.values() if not q.sealed]
    return {
        "site": library.site.title.get(context.lang),
        "courses": [course_data(p, context) for p in library.of_kind("course")],
        "roles": roles_data(context),
        "hours": hours_data(context),
        "quizzes": {q.id: _quiz(q, library, context) for q in open_quizzes if q.unit or q.lecture},
        "texts": {i.id: t for q in open_quizzes for i in q.items if (t := _asked(i, context))},
    }


def _quiz(quiz: Quiz, library: Library, context: Context) -> list[str]:
    """A quiz's title, and the id of the page it stands on."""
    where = str(quiz.unit or quiz.lecture)
    return [quiz.title.get(context.lang), where if where in library.pages else ""]


def _asked(item: Question, context: Context) -> str:
    """What a question is called where its answer is shown again; only those whose answers are kept as they are."""
    if item.type == "scenario":
        return getattr(item, "title", item.stem).get(context.lang)
    return item.stem.get(context.lang) if item.type in {"reflection", "survey"} else ""


MY = PageKind("my", MyMeta, lambda page: (), sections=lambda meta: ("stored", "vanish"), lower=_lower)
