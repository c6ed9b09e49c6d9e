"""Every passage a reader may see, with who reads it, where it stands and what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import blocks as b
from generator.model.diagnostic import Span
from generator.model.library import Library
from generator.model.page import Body, Page
from generator.model.question import Question, texts_of
from generator.model.record import Lang
from generator.questions.choice import Multiple, Single
from generator.questions.scenario import Scenario
from generator.questions.truefalse import TrueFalse

PUPIL_SECTIONS = frozenset({"sheet", "board", "help"})
PUPIL_GROUPS = frozenset({"pupils", "say"})
CLASS_KINDS = frozenset({"lesson", "theme-meeting"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading, a cell, a text of a question.

    `inside` names the directives around it; `quoted` is true where it shows what is not to be said or done;
    `pupils` where pupils read or hear it.
    """

    text: str
    lang: Lang
    span: Span
    page: Page | None = None
    section: str = ""
    inside: tuple[str, ...] = ()
    quoted: bool = False
    pupils: bool = False


def passages(library: Library) -> Iterator[Passage]:
    """All passages of pages and quizzes, each language's own."""
    for page in library.pages.values():
        yield from page_passages(page)
    for quiz in library.quizzes.values():
        page_id = quiz.unit or quiz.lecture or ""
        for item in quiz.items:
            yield from _question(item, library.pages.get(page_id), library)


def page_passages(page: Page) -> Iterator[Passage]:
    """The passages of one page: title, summary and body in every language it is written in."""
    yield Passage(page.meta.title, "zh", page.at("title"), page)
    yield Passage(page.meta.summary, "zh", page.at("summary"), page)
    if page.translation and page.translated:
        head = Span(page.translated.file)
        yield Passage(page.translation.title, "en", head, page)
        yield Passage(page.translation.summary, "en", head, page)
    for lang, body in page.bodies():
        yield from _body(page, lang, body)


def _body(page: Page, lang: Lang, body: Body) -> Iterator[Passage]:
    for section in body.sections:
        heading = (section.heading,) if section.heading else ()
        for text, span, inside in block_texts((*heading, *section.blocks), ()):
            in_class = page.meta.kind in CLASS_KINDS and (
                section.id in PUPIL_SECTIONS or bool(PUPIL_GROUPS & set(inside))
            )
            yield Passage(
                text,
                lang,
                span or Span(body.file),
                page,
                section.id,
                inside,
                quoted="dont-say" in inside or section.id in {"avoid", "worse", "dont"},
                pupils=in_class or getattr(page.meta, "audience", "") == "pupils",
            )


def block_texts(blocks: b.Blocks, inside: tuple[str, ...]) -> Iterator[tuple[str, Span | None, tuple[str, ...]]]:
    """The words of each block, where they stand, and the directives around them."""
    for block in blocks:
        match block:
            case b.Paragraph(content=content, span=span) | b.Heading(content=content, span=span):
                yield b.plain(content), span, inside
            case b.Table(header=header, rows=rows, span=span):
                for row in (header, *rows):
                    for cell in row:
                        yield b.plain(cell), span, inside
            case b.Group(kind=kind, blocks=inner, title=title, span=span):
                if title:
                    yield title, span, (*inside, kind)
                yield from block_texts(inner, (*inside, kind))
            case b.Quote(blocks=inner):
                yield from block_texts(inner, inside)
            case b.ListBlock(items=items):
                for item in items:
                    yield from block_texts(item.blocks, inside)
            case _:
                pass


def _question(item: Question, page: Page | None, library: Library) -> Iterator[Passage]:
    for path, text in texts_of(item):
        key = f"question:{item.id}/{path}"
        span = library.spans.get(key, library.span(f"question:{item.id}"))
        wrong = _is_wrong(item, path)
        if text.zh:
            yield Passage(text.zh, "zh", library.spans.get(f"{key}/zh", span), page, quoted=wrong)
        if text.en:
            yield Passage(text.en, "en", library.spans.get(f"{key}/en", span), page, quoted=wrong)


def _is_wrong(item: Question, path: str) -> bool:
    """Whether a text shows, or speaks about, what is not to be said or done."""
    field, *rest = path.split("/")
    if "feedback" in path:
        return True
    match item:
        case Scenario(nodes=nodes) if field == "nodes" and "choices" in rest:
            return nodes[int(rest[0])].choices[int(rest[2])].quality != "best"
        case Single(options=options) | Multiple(options=options) if field == "options":
            return not options[int(rest[0])].correct
        case TrueFalse(answer=answer) if field == "stem":
            return not answer
        case _:
            return False
