"""Every passage a reader may see, with who reads it, where it stands and what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import blocks as b
from generator.model.diagnostic import Span
from generator.model.library import Library
from generator.model.page import Body, Page
from generator.model.question import Question, Quiz, texts_of
from generator.model.record import Lang, Text
from generator.model.walk import runs
from generator.questions.choice import Multiple, Single
from generator.questions.cloze import Cloze
from generator.questions.scenario import Scenario
from generator.questions.truefalse import TrueFalse

PUPIL_SECTIONS = frozenset({"sheet", "board", "help"})
PUPIL_GROUPS = frozenset({"pupils", "say"})
CLASS_KINDS = frozenset({"lesson", "theme-meeting"})
WRONG_SECTIONS = frozenset({"avoid", "worse", "dont"})

# In a box of words to leave unsaid: what follows is what to say instead.
_INSTEAD = re.compile(r"(?:换成|改成|改说|改为|可以说|不如说|[Ss]ay instead|[Ii]nstead,? say|[Ii]nstead)[:：]")
# The head of a table's column that shows what is not to be written or said.
_WRONG_COLUMN = re.compile(
    r"不(?:这样|这么|要|写|说|该|能|应)|别(?:说|写|这样)|避免|错误|\b(?:not|avoid|don['’]t|never|rather than)\b",
    re.IGNORECASE,
)
# A stem that asks for what is wrong: then the key is quoted and the others are not.
_WRONG_STEM = re.compile(
    r"不(?:该|要|应|能|对|合适|恰当|正确|妥|当|宜)|错误|最没有?帮助|\b(?:not|wrong|avoid|never|least|unhelpful)\b|n['’]t\b",
    re.IGNORECASE,
)


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


def quiz_passages(quiz: Quiz, library: Library) -> Iterator[Passage]:
    """The passages of a quiz, each language's own; they are read on the page that asks them."""
    page_id = quiz.unit or quiz.lecture or ""
    span = library.span(f"quiz:{quiz.id}")
    yield from (Passage(words, lang, span) for lang, words in _languages(quiz.title))
    for item in quiz.items:
        yield from _question(item, library.pages.get(page_id), library)


def page_passages(page: Page) -> Iterator[Passage]:
    """The passages of one page: title, summary and body in every language it is written in."""
    pupils = _for_pupils(page)
    yield Passage(page.meta.title, "zh", page.at("title"), page, pupils=pupils)
    yield Passage(page.meta.summary, "zh", page.at("summary"), page, pupils=pupils)
    if page.translation and page.translated:
        head = Span(page.translated.file)
        yield Passage(page.translation.title, "en", head, page, pupils=pupils)
        yield Passage(page.translation.summary, "en", head, page, pupils=pupils)
    for lang, body in page.bodies():
        yield from _body(page, lang, body)


def _for_pupils(page: Page) -> bool:
    return getattr(page.meta, "audience", "") == "pupils"


def _body(page: Page, lang: Lang, body: Body) -> Iterator[Passage]:
    for section in body.sections:
        for run in runs(section.whole):
            text, inside = _words(run.content), run.inside
            if _WRONG_COLUMN.search(b.plain(run.column)):
                inside = (*inside, "dont-say")
            in_class = page.meta.kind in CLASS_KINDS and (
                section.id in PUPIL_SECTIONS or bool(PUPIL_GROUPS & set(inside))
            )
            pupils = in_class or _for_pupils(page)
            unsaid = "dont-say" in inside or section.id in WRONG_SECTIONS
            for part, quoted in _parts(text) if unsaid else ((text, False),):
                yield Passage(part, lang, run.span or Span(body.file), page, section.id, inside, quoted, pupils)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """What is to be left unsaid, and what is to be said instead of it."""
    instead = _INSTEAD.search(text)
    yield text[: instead.start() if instead else len(text)], True
    if instead:
        yield text[instead.end() :], False


def _words(content: b.Inlines) -> str:
    """The words of `content` with the numbers of hotlines, which stand in marks."""
    return b.plain(tuple(_number(node) for node in content))


def _number(node: b.Inline) -> b.Inline:
    match node:
        case b.Mark(name="hotline", argument=number):
            return b.Str(number)
        case b.Styled(style=style, content=inner):
            return b.Styled(style, tuple(map(_number, inner)))
        case _:
            return node


def _languages(text: Text) -> Iterator[tuple[Lang, str]]:
    if text.zh:
        yield "zh", text.zh
    if text.en:
        yield "en", text.en


def _question(item: Question, page: Page | None, library: Library) -> Iterator[Passage]:
    for path, text in texts_of(item):
        key = f"question:{item.id}/{path}"
        span = library.spans.get(key, library.span(f"question:{item.id}"))
        wrong = _is_wrong(item, path)
        for lang, words in _languages(text):
            yield Passage(words, lang, library.spans.get(f"{key}/{lang}", span), page, quoted=wrong)


def _is_wrong(item: Question, path: str) -> bool:
    """Whether a text shows, or speaks about, what is not to be said or done."""
    field, *rest = path.split("/")
    if "feedback" in path:
        return True
    match item:
        case Scenario() if field in {"nodes", "endings"}:
            return _goes_wrong(item, field, rest)
        case Single(options=options) | Multiple(options=options) if field == "options":
            return options[int(rest[0])].correct == bool(_WRONG_STEM.search(item.stem.zh))
        case Cloze(gaps=gaps) if field == "gaps":
            return not gaps[int(rest[0])].options[int(rest[2])].correct
        case TrueFalse(answer=answer) if field == "stem":
            return not answer
        case _:
            return False


def _goes_wrong(item: Scenario, field: str, rest: list[str]) -> bool:
    """Whether a choice is not the best one, or a step or an ending is reached by such choices alone."""
    number = int(rest[0])
    if field == "endings":
        return item.endings[number].tone != "good"
    if "choices" in rest:
        return item.nodes[number].choices[int(rest[2])].quality != "best"
    here = item.nodes[number].id
    ways = [choice.quality for node in item.nodes for choice in node.choices if choice.next == here]
    return here != item.start and "best" not in ways
