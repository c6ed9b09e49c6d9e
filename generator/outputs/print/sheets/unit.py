"""A course unit on paper: the reader, the cases as numbered cards to play, the quiz, its key by itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import blocks as b
from generator.outputs.print import questions
from generator.outputs.print.frame import Frame, heading, paragraph
from generator.outputs.print.sheet import Sheet
from generator.outputs.print.sheets import attendance

READER_PAGES = 4  # a folded sheet of A3, or two of A4
CARDS_ACROSS = 2


def sheets(frame: Frame) -> tuple[Sheet, ...]:
    """Reader, cases, the leader's page for them, quiz, key, sign-in sheet."""
    return tuple(_sheets(frame))


def _sheets(frame: Frame) -> Iterator[Sheet]:
    title, t = frame.document.title, frame.t
    reading = tuple(x for part in frame.parts if part.id in {"outcomes", "reading", "task"} for x in part.whole)
    yield frame.sheet("reader", title, "plain", reading, pages=READER_PAGES)
    cases = [x for part in frame.parts for x in part.blocks if isinstance(x, b.Case)]
    if cases:
        yield frame.sheet(
            "cases", t("cases-title", title=title), "card", tuple(_cards(cases, frame)), formats=("pdf", "docx")
        )
        yield frame.sheet("debrief", t("debrief-title", title=title), "plain", tuple(_debrief(cases, frame)))
    quizzes = [x for part in frame.parts for x in part.blocks if isinstance(x, b.Quiz)]
    items = tuple(i for quiz in quizzes for i in quiz.items if isinstance(i, b.Item))
    if items:
        seeds = tuple(i.id for i in items)
        asked = tuple(
            x for n, (i, s) in enumerate(zip(items, seeds, strict=True), 1) for x in questions.ask(i, n, s, frame.lang)
        )
        name = quizzes[0].title
        yield frame.sheet("quiz", name, "exam", (_name_line(frame), *asked))
        yield frame.sheet("key", t("key-of", title=name), "form", questions.key(items, seeds, frame.lang))
    yield from attendance.sheets(frame)


def _name_line(frame: Frame) -> b.Paragraph:
    """Who answers: staff, so a name may be asked for."""
    t, gap = frame.t, b.Str("　")
    return b.Paragraph(
        (
            b.Str(t("exam-name")),
            b.Blank(8),
            gap,
            b.Str(t("exam-number")),
            b.Blank(6),
            gap,
            b.Str(t("exam-day")),
            b.Blank(8),
        ),
        "flush",
    )


# --- cases ------------------------------------------------------------------


def numbered(case: b.Case) -> dict[str, int]:
    """The number of every step's and ending's card, from 1, the first step first."""
    nodes = sorted(case.nodes, key=lambda n: n.id != case.start)
    return {identity: at for at, identity in enumerate([*(n.id for n in nodes), *(e.id for e in case.endings)], 1)}


def _cards(cases: list[b.Case], frame: Frame) -> Iterator[b.Block]:
    """How to play, then a card for every step and ending; which card follows stands on the card."""
    yield paragraph(frame.t("cases-how"), "flush")
    for at, case in enumerate(cases):
        if at:
            yield b.PageBreak()
        yield heading(case.title)
        yield paragraph(case.stem, "flush")
        number = numbered(case)
        nodes = sorted(case.nodes, key=lambda n: number[n.id])
        groups = [b.Group("cut", tuple(_node(n, number, frame)), frame.t("case-card", n=number[n.id])) for n in nodes]
        groups += [
            b.Group(
                "cut",
                (b.Paragraph((b.Styled("strong", (b.Str(e.title),)),), "flush"), paragraph(e.text, "flush")),
                frame.t("case-card", n=number[e.id]),
            )
            for e in case.endings
        ]
        yield b.Group(f"cut-{CARDS_ACROSS}", tuple(groups))


def _node(node: b.CaseNode, number: dict[str, int], frame: Frame) -> Iterator[b.Block]:
    yield paragraph(node.text, "flush")
    for letter, turn in zip(questions.LETTERS, node.turns, strict=False):
        yield paragraph(f"{letter}. {turn.text}{frame.t('case-turn', n=number.get(turn.next, '?'))}", "option")


def _debrief(cases: list[b.Case], frame: Frame) -> Iterator[b.Block]:
    """For whoever leads: what each choice brings, what to take along, the sentence everyone writes."""
    for case in cases:
        yield heading(case.title)
        number = numbered(case)
        for node in sorted(case.nodes, key=lambda n: number[n.id]):
            yield heading(frame.t("case-card", n=number[node.id]), 3)
            for letter, turn in zip(questions.LETTERS, node.turns, strict=False):
                head = letter + frame.t("brackets", text=frame.t(f"case-{turn.quality}"))
                yield b.Paragraph((b.Styled("strong", (b.Str(head),)), b.Str(turn.feedback)), "flush")
        yield heading(frame.t("case-debrief"), 3)
        yield paragraph(case.debrief, "flush")
        yield paragraph(case.first_sentence, "flush")
        yield b.Lines(2)
        if case.source:
            yield paragraph(f"{frame.t('from')} {case.source}", "small")
