"""A lecture on paper and on screen: slides, script, handout, notice to paste, anonymous feedback form, sign-in sheet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import blocks as b
from generator.outputs.print.frame import Frame, heading, paragraph, words
from generator.outputs.print.sheet import Sheet, section
from generator.outputs.print.sheets import attendance
from generator.pages.lecture import LectureMeta

ANSWERS = ("very", "fairly", "little")
WRITTEN = ("tonight", "open", "wish")
LINES, TALL = 3, 9  # to write on, mm


def sheets(frame: Frame) -> tuple[Sheet, ...]:
    """Everything an evening needs."""
    return tuple(_sheets(frame))


def _sheets(frame: Frame) -> Iterator[Sheet]:
    title = frame.document.title
    yield frame.sheet("slides", title, "plain", tuple(_slides(frame)), formats=("pptx", "html"))
    yield frame.sheet("script", title, "plain", tuple(_script(frame)))
    for name, pages, formats in (("handout", 1, ("pdf", "docx", "txt")), ("notice", 0, ("txt",))):
        blocks = section(frame.parts, name)
        if blocks:
            part = next(p for p in frame.parts if p.id == name)
            head = b.plain(part.heading.content) if part.heading else title
            yield frame.sheet(name, head, "plain", blocks, formats=formats, pages=pages, headed=name != "notice")
    yield frame.sheet(
        "feedback",
        frame.t("feedback-title", title=title),
        "form",
        tuple(_feedback(frame)),
        formats=("pdf", "docx"),
        pages=1,
    )
    yield from attendance.sheets(frame)


def _slides(frame: Frame) -> Iterator[b.Block]:
    """A group for each slide: its heading, what is on the screen, and a group of what is spoken."""
    for part in frame.parts:
        if part.heading and "slide" in part.heading.classes:
            yield b.Group("slide", (part.heading, *_face(part), *_notes(part)))


def _parts(part: b.Section) -> Iterator[b.Block]:
    for block in part.blocks:
        if isinstance(block, b.Group) and block.kind == "slide":
            yield from block.blocks
        else:
            yield block


def _face(part: b.Section) -> tuple[b.Block, ...]:
    return tuple(x for x in _parts(part) if not (isinstance(x, b.Group) and x.kind == "notes"))


def _notes(part: b.Section) -> tuple[b.Group, ...]:
    return tuple(x for x in _parts(part) if isinstance(x, b.Group) and x.kind == "notes")


def _script(frame: Frame) -> Iterator[b.Block]:
    """Every slide's words in a box, what is spoken below it; then the questions families ask."""
    meta = frame.page.meta
    assert isinstance(meta, LectureMeta)
    yield paragraph(frame.t("script-time", n=meta.minutes), "lead")
    number = 0
    for part in frame.parts:
        if not part.heading or "slide" not in part.heading.classes:
            continue
        number += 1
        yield b.Heading(2, (b.Str(f"{number}. "), *part.heading.content))
        face = _face(part)
        if face:
            yield b.Group("card", face)
        for notes in _notes(part):
            yield from notes.blocks
    questions = next((p for p in frame.parts if p.id == "questions"), None)
    if questions and questions.heading:
        yield b.PageBreak()
        yield from questions.whole


def _feedback(frame: Frame) -> Iterator[b.Block]:
    """Two questions to tick and three to write; nobody is named."""
    yield paragraph(frame.t("feedback-lead"), "lead")
    for name in ("useful", "clear"):
        yield heading(frame.t(f"feedback-{name}"))
        yield b.Paragraph(tuple(_choices(frame)), "flush")
    for name in WRITTEN:
        yield heading(frame.t(f"feedback-{name}"))
        yield b.Lines(LINES, TALL)
    yield b.Paragraph(words(frame.t("feedback-help")), "flush")


def _choices(frame: Frame) -> Iterator[b.Inline]:
    for answer in ANSWERS:
        yield b.Tick()
        yield b.Str(f" {frame.t(f'feedback-{answer}')}　　")
