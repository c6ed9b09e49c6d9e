"""Replaces every `[[mark]]` by what it stands for, in one language; unknown ones are reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.compile.links import LinkIndex, resolve_image, resolve_link
from generator.compile.rewrite import rewrite
from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic, Span
from generator.model.page import Citation
from generator.model.picture import PictureFault
from generator.model.question import Quiz
from generator.model.suggest import nearest
from generator.pages.context import Context, article_words, law_title
from generator.questions.draw import first_paper

BLOCK_MARKS = ("question", "case", "quiz")
SCHOOL_BLANKS = {
    "name": 10,
    "region": 6,
    "term": 8,
    "phone": 11,
    "counsellor_post": 8,
    "room_place": 10,
    "room_hours": 14,
    "hospital": 12,
}
MAX_BLANK = 60


@dataclass
class MarkRules:
    """The rules for one page in one language; `problems` fills while they run."""

    context: Context
    index: LinkIndex
    page_id: str
    file: str
    problems: list[Diagnostic] = field(default_factory=list)

    def apply(self, blocks: b.Blocks) -> b.Blocks:
        """The tree with marks, links and pictures resolved."""
        return rewrite(blocks, self.inline, self.block)

    def report(self, code: str, span: Span | None, hint: str | None = None, **params: str) -> None:
        """Notes a problem at `span`, or at the file as a whole; `hint` is a near miss, `params` fill the message."""
        where = span or Span(self.file)
        self.problems.append(Diagnostic(code, where, params=params, suggestion=hint))

    # --- blocks -------------------------------------------------------------

    def block(self, block: b.Block) -> b.Blocks:
        """A paragraph that is nothing but a question mark becomes the question."""
        if not (isinstance(block, b.Paragraph) and len(block.content) == 1):
            return (block,)
        mark = block.content[0]
        if not isinstance(mark, b.Mark) or mark.name not in BLOCK_MARKS:
            return (block,)
        library = self.context.library
        bank = library.sealed_bank(mark.argument)
        if bank:
            self.report("exam-item-practice", mark.span, id=mark.argument, bank=bank)
            return ()
        if mark.name == "quiz":
            quiz = library.quizzes.get(mark.argument)
            if quiz is None and mark.argument in library.refused_questions:
                return ()
            if quiz is None:
                hint = nearest(mark.argument, [k for k, q in library.quizzes.items() if not q.sealed])
                self.report("quiz-unknown", mark.span, hint, id=mark.argument)
                return ()
            return (self._quiz(quiz),)
        question = library.question(mark.argument)
        if question is None and mark.argument in library.refused_questions:
            return ()
        if question is None:
            known = [i.id for q in library.quizzes.values() if not q.sealed for i in q.items]
            self.report("question-unknown", mark.span, nearest(mark.argument, known), id=mark.argument)
            return ()
        return (question.lower(self.context.lang, self._source(question.source)),)

    def _quiz(self, quiz: Quiz) -> b.Quiz:
        shown, forms = (
            tuple(i.lower(self.context.lang, self._source(i.source)) for i in items) for items in first_paper(quiz)
        )
        title = quiz.title.get(self.context.lang)
        rules = {"draw": quiz.draw, "attempts": quiz.attempts, "minutes": quiz.minutes}
        return b.Quiz(quiz.id, title, shown, forms, quiz.pass_mark, shuffle=quiz.shuffle, **rules)

    def _source(self, citation: Citation | None) -> str:
        return self.context.cite(citation) if citation else ""

    # --- inline -------------------------------------------------------------

    def inline(self, node: b.Inline) -> b.Inlines:
        """Resolves a link or a picture, replaces a mark; what cannot be resolved leaves its words."""
        match node:
            case b.Link(target=target, content=content, span=span):
                where = span or Span(self.file)
                found, problem = resolve_link(target, self.page_id, self.file, self.index, where)
                if problem:
                    self.problems.append(problem)
                return (b.Link(found, content, span),) if found else content
            case b.Image(source=source, alt=alt, span=span):
                where = span or Span(self.file)
                if not alt.strip():
                    self.report("image-alt", where, source=source)
                found, problem = resolve_image(source, self.file, self.index, where)
                if problem:
                    self.problems.append(problem)
                return (self._picture(found, alt, where),) if found else (b.Str(alt),)
            case b.Mark():
                return self.mark(node)
            case _:
                return (node,)

    def _picture(self, found: str, alt: str, where: Span) -> b.Inline:
        """The picture as it is published; one that cannot be leaves its words, and the reason is told here."""
        held = self.context.library.pictures.get(found.removeprefix("file:"))
        if isinstance(held, PictureFault):
            self.problems.append(Diagnostic(held.code, where, params=held.params))
            return b.Str(alt)
        return b.Image(found, alt, where, held)

    def mark(self, mark: b.Mark) -> b.Inlines:
        """What the mark stands for; an unknown one is reported and leaves its label or argument."""
        rule = MARKS.get(mark.name)
        if rule is None:
            self.report("mark-unknown", mark.span, nearest(mark.name, MARKS), name=mark.name)
            return (b.Str(mark.label or mark.argument),)
        return rule(self, mark)


Rule: TypeAlias = Callable[[MarkRules, b.Mark], b.Inlines]


def _page(rules: MarkRules, mark: b.Mark) -> b.Inlines:
    where = mark.span or Span(rules.file)
    found, problem = resolve_link(f"page:{mark.argument}", rules.page_id, rules.file, rules.index, where)
    if problem or found is None:
        rules.problems.extend([problem] if problem else [])
        return (b.Str(mark.label or mark.argument),)
    page = rules.context.library.pages.get(found.removeprefix("page:").partition("#")[0])
    title = page.title(rules.context.lang) if page else mark.argument
    return (b.Link(found, (b.Str(mark.label or title),), mark.span),)


def _hotline(rules: MarkRules, mark: b.Mark) -> b.Inlines:
    known = rules.context.library.hotlines
    hotline = known.get(mark.argument)
    if hotline is None:
        rules.report("hotline-unknown", mark.span, nearest(mark.argument, known), id=mark.argument)
        return (b.Str(mark.label or mark.argument),)
    return (b.Link(f"tel:{hotline.dial}", (b.Str(mark.label or hotline.number),), mark.span),)


def _school(rules: MarkRules, mark: b.Mark) -> b.Inlines:
    name, context = mark.argument, rules.context
    if name not in SCHOOL_BLANKS:
        rules.report("school-field-unknown", mark.span, nearest(name, SCHOOL_BLANKS), field=name)
        return (b.Str(mark.label or name),)
    value = school_value(name, context)
    if value:
        return (b.Str(value),)
    return (b.Blank(SCHOOL_BLANKS[name], mark.label or context.t(f"school-{name}")),)


def school_value(name: str, context: Context) -> str:
    """What the school says of itself under `name`, in words, or nothing."""
    school = context.library.school
    if name == "region":
        return school.region_name.get(context.lang) if school.region_name else ""
    if name == "room_hours":
        spans = [f"{context.t(f'day-{o.day}')} {o.opens}–{o.closes}" for o in school.room_hours]
        return context.t("list-semicolon").join(spans)
    value = getattr(school, name)
    return value.get(context.lang) if hasattr(value, "get") else str(value or "")


def _blank(rules: MarkRules, mark: b.Mark) -> b.Inlines:
    argument = mark.argument
    if argument.isdecimal() and len(argument) < 9:
        return (b.Blank(max(1, min(int(argument), MAX_BLANK)), mark.label),)
    return (b.Blank(max(6, min(len(argument) * 2, MAX_BLANK)), argument or mark.label),)


def _law(rules: MarkRules, mark: b.Mark) -> b.Inlines:
    identity, _, article = mark.argument.partition(":")
    sources, lang = rules.context.library.sources, rules.context.lang
    source = sources.get(identity)
    if source is None:
        rules.report("source-unknown", mark.span, nearest(identity, sources), source=identity)
        return (b.Str(mark.label or mark.argument),)
    words = law_title(source.title.get(lang), lang, source.type)
    return (b.Str(mark.label or words + (article_words(article, lang) if article else "")),)


def _value(rules: MarkRules, mark: b.Mark) -> b.Inlines:
    values = rules.context.library.values
    value = values.get(mark.argument)
    if value is None:
        rules.report("value-unknown", mark.span, nearest(mark.argument, values), id=mark.argument)
        return (b.Str(mark.label or mark.argument),)
    return (b.Str(str(value.value)),)


def _mandate(rules: MarkRules, mark: b.Mark) -> b.Inlines:
    library, lang = rules.context.library, rules.context.lang
    duty = library.duties.get(mark.argument)
    source = library.sources.get(duty.source) if duty else None
    if duty is None or source is None:
        rules.report("mandate-unknown", mark.span, nearest(mark.argument, library.duties), id=mark.argument)
        return (b.Str(mark.label or mark.argument),)
    title = law_title(source.title.get(lang), lang, source.type)
    joint = "" if lang == "zh" else ", "
    return (b.Str(mark.label or f"{title}{joint}{duty.mandate.article.get(lang)}"),)


def _ruby(rules: MarkRules, mark: b.Mark) -> b.Inlines:
    if not mark.label:
        rules.report("ruby-reading", mark.span, base=mark.argument)
        return (b.Str(mark.argument),)
    return (b.Ruby(mark.argument, mark.label.strip()),)


def _misplaced(rules: MarkRules, mark: b.Mark) -> b.Inlines:
    rules.report("mark-not-alone", mark.span, name=mark.name)
    return ()


MARKS: dict[str, Rule] = {
    "page": _page,
    "hotline": _hotline,
    "school": _school,
    "blank": _blank,
    "law": _law,
    "value": _value,
    "mandate": _mandate,
    "ruby": _ruby,
    "question": _misplaced,
    "case": _misplaced,
    "quiz": _misplaced,
}
