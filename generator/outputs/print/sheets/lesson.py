"""A lesson or theme class meeting on paper: the plan as a form, notes, the pupils' sheet, exit slips, the board."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import blocks as b
from generator.outputs.print.frame import Frame, cell, heading, paragraph, words
from generator.outputs.print.sheet import Sheet, section
from generator.outputs.print.sheets import attendance
from generator.pages.context import bands_of, grade_words
from generator.pages.lesson import ClassMeta, LessonMeta, minutes_of

PLAN_PAGES = 2  # one sheet of paper, front and back
SLIPS = 6  # to a page
REFLECTION_LINES = 4
# What stands above and below the phases, in the order of the forms schools use.
BEFORE = ("objectives", "keypoints", "materials")
AFTER = ("help", "opt-out", "board", "family")
NOTES = ("watch", "avoid", "basis")  # read before the class and after it, so not on the sheet that is held in it
WIDTHS = (2.3, 4.0, 1.8, 4.0, 1.8, 3.1)  # three labels, three values
TEACHER, CLASS = 7.0, 3.0


def sheets(frame: Frame) -> tuple[Sheet, ...]:
    """Plan, notes for the teacher, pupils' sheet (where the page has one), exit slips, board."""
    return tuple(_sheets(frame))


def _sheets(frame: Frame) -> Iterator[Sheet]:
    title, t = frame.document.title, frame.t
    pack = {"bound": frame.file("pack")}
    paper = {**pack, "formats": ("pdf",), "pages": 1}
    yield frame.sheet("plan", t("plan-title", title=title), "plan", _plan(frame), pages=PLAN_PAGES, **pack)
    notes = tuple(block for part in frame.parts if part.id in NOTES for block in part.whole)
    notes += (heading(t("plan-reflection")), b.Lines(REFLECTION_LINES))
    yield frame.sheet("notes", t("notes-title", title=title), "form", notes, **{**paper, "formats": ("pdf", "docx")})
    for part in frame.parts:
        if part.id == "sheet" and part.blocks:
            name = b.plain(part.heading.content) if part.heading else title
            yield frame.sheet("pupils", name, "form", section(frame.parts, "sheet"), pages=1, **pack)
    yield frame.sheet("slips", t("slip-heading"), "card", _slips(frame), **paper)
    board = section(frame.parts, "board")
    if board:
        yield frame.sheet("board", t("board-title", title=title), "board", board, landscape=True, **paper)
    yield from attendance.sheets(frame)


# --- the plan ---------------------------------------------------------------


def _plan(frame: Frame) -> b.Blocks:
    meta = frame.page.meta
    assert isinstance(meta, ClassMeta)
    rows = _first_rows(frame, meta)
    rows += [row for name in BEFORE if (row := _row(frame, name))]
    top = b.Grid(WIDTHS, tuple(rows), frame.t("plan-form"))
    after = [row for name in AFTER if (row := _row(frame, name))]
    foot = b.Grid(WIDTHS, tuple(after), frame.t("plan-after"))
    return (top, _phases(frame), foot)


def _first_rows(frame: Frame, meta: ClassMeta) -> list[tuple[b.Cell, ...]]:
    """What the lesson is called, who gives it (blank), for whom, when, how long."""
    t, context = frame.t, frame.context
    term = t(f"term-{meta.term}")
    if isinstance(meta, LessonMeta):
        whom, term = grade_words(meta.grade, context), t("plan-number", term=term, n=meta.number)
    else:
        whom = context.names("bands", bands_of(meta, context.library))
    topic = b.Paragraph((b.Styled("strong", words(frame.document.title)),), "flush")
    return [
        (cell(t("plan-topic"), head=True), cell((topic,), columns=5)),
        (
            *(cell(t("plan-class"), head=True), cell(whom)),
            *(cell(t("fact-term"), head=True), cell(term)),
            *(cell(t("plan-length"), head=True), cell(t("minutes", n=meta.minutes))),
        ),
        (
            *(cell(t("plan-by"), head=True), cell("")),
            *(cell(t("plan-group"), head=True), cell("")),
            *(cell(t("plan-day"), head=True), cell("")),
        ),
    ]


def _row(frame: Frame, name: str) -> tuple[b.Cell, ...] | None:
    blocks = section(frame.parts, name)
    return (cell(frame.t(f"plan-{name}"), head=True), cell(blocks, columns=5)) if blocks else None


def _phases(frame: Frame) -> b.Grid:
    rows: list[tuple[b.Cell, ...]] = [
        (cell(frame.t("plan-teacher-does"), head=True), cell(frame.t("plan-class-does"), head=True))
    ]
    for part in frame.parts:
        if part.heading and "phase" in part.heading.classes:
            minutes = frame.t("minutes", n=minutes_of(part) or "?")
            name = b.Heading(2, (*part.heading.content, b.Str(frame.t("brackets", text=minutes))))
            rows.append((b.Cell((name,), columns=2),))
            rows.append((cell(tuple(_teacher(part))), cell(tuple(_class(part, frame)))))
    return b.Grid((TEACHER, CLASS), tuple(rows), frame.t("plan-phases"), heads=1)


def _teacher(part: b.Section) -> Iterator[b.Block]:
    """What the teacher does and says, and whatever stands outside the three parts."""
    for block in part.blocks:
        match block:
            case b.Group(kind="teacher", blocks=inner):
                yield from inner
            case b.Group(kind="pupils" | "intent") | b.Paragraph(role="minutes"):
                pass
            case _:
                yield block


def _class(part: b.Section, frame: Frame) -> Iterator[b.Block]:
    for kind in ("pupils", "intent"):
        for block in part.blocks:
            if isinstance(block, b.Group) and block.kind == kind:
                yield paragraph(frame.t(f"plan-{kind}"), "minutes")
                yield from block.blocks


# --- exit slips -------------------------------------------------------------


def _slips(frame: Frame) -> b.Blocks:
    """Slips to cut out, without a name: what stayed, what is still open, how it is now."""
    slip = b.Group(
        "cut",
        (
            paragraph(frame.t("slip-kept"), "flush"),
            b.Lines(1, 10),
            paragraph(frame.t("slip-open"), "flush"),
            b.Lines(1, 10),
            paragraph(frame.t("slip-now"), "flush"),
            b.Lines(1, 10),
            paragraph(frame.t("slip-talk"), "small"),
        ),
        frame.t("slip-title"),
    )
    return (b.Group("cut-2", (slip,) * SLIPS),)
