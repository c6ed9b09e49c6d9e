"""Sign-in sheets of course sessions, class meetings and lectures, for paper; the workbook is written from the same."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import blocks as b
from generator.outputs.print.attendance import Column, Fill, Kind, SignIn
from generator.outputs.print.frame import Frame, cell, paragraph
from generator.outputs.print.sheet import Sheet
from generator.pages.course import UnitMeta
from generator.pages.lecture import LectureMeta
from generator.pages.lesson import ClassMeta

BLANK = {"course": 27, "class": 22, "lecture": 27}  # lines that fill a page
SPARE = 5  # blank lines after a roster, for whoever comes besides
ROW = 7.4  # mm
EARNING = 2  # present, late
COLUMNS: dict[Kind, tuple[tuple[str, float, Fill], ...]] = {
    "course": (
        ("order", 6, "order"),
        ("number", 10, "number"),
        ("name", 12, "name"),
        ("unit", 16, "unit"),
        ("sign", 16, "write"),
        ("state", 10, "state"),
        ("hours", 9, "hours"),
        ("remark", 12, "write"),
    ),
    "class": (
        ("order", 6, "order"),
        ("class", 16, "write"),
        ("by", 16, "write"),
        ("day", 14, "date"),
        ("due", 11, "count"),
        ("came", 11, "count"),
        ("hours", 10, "hours"),
        ("remark", 12, "write"),
    ),
    "lecture": (
        ("order", 6, "order"),
        ("grade", 18, "write"),
        ("sign", 34, "write"),
        ("heads", 14, "count"),
        ("remark", 20, "write"),
    ),
}


def sign_in(frame: Frame) -> SignIn:
    """What is signed for a unit, a lesson or theme meeting, a lecture; staff come from the frame's roster."""
    meta, kind = frame.page.meta, kind_of(frame)
    hour = frame.compilation.library.school.class_hour_minutes
    minutes = meta.minutes.total if isinstance(meta, UnitMeta) else getattr(meta, "minutes", 0)
    hours = round(minutes / hour, 2) if kind == "course" else 1.0 if kind == "class" else 0.0
    people = frame.people if kind == "course" else ()
    return SignIn(
        session=frame.document.id,
        kind=kind,
        title=frame.document.title,
        lang=frame.lang,
        hours=hours,
        columns=tuple(Column(key, frame.t(f"signin-{key}"), wide, fill) for key, wide, fill in COLUMNS[kind]),
        details=tuple(_details(frame, kind, hours)),
        people=people,
        blank_rows=SPARE if people else BLANK[kind],
        note=frame.t(f"signin-note-{kind}"),
        states=tuple(frame.t(f"signin-{s}") for s in ("present", "late", "leave", "absent"))
        if kind == "course"
        else (),
        earning=EARNING if kind == "course" else 0,
    )


def kind_of(frame: Frame) -> Kind:
    """Which of the three sessions a page is. Raises `KeyError` for pages that nobody attends."""
    kinds: dict[type, Kind] = {UnitMeta: "course", ClassMeta: "class", LectureMeta: "lecture"}
    return next(kind for model, kind in kinds.items() if isinstance(frame.page.meta, model))


def _details(frame: Frame, kind: Kind, hours: float) -> Iterator[tuple[str, str]]:
    yield frame.t("signin-what"), frame.document.title
    if kind != "lecture":
        yield frame.t("signin-each"), f"{hours:g}"
    if kind != "class":
        yield frame.t("signin-day"), ""
        yield frame.t("signin-place"), ""
        yield frame.t("signin-host"), ""


def sheets(frame: Frame) -> tuple[Sheet, ...]:
    """The sign-in sheet, for PDF and XLSX."""
    sign = sign_in(frame)
    title = frame.t("signin-title", title=sign.title)
    blocks = (_top(sign), _table(frame, sign), paragraph(sign.note, "small"))
    return (
        frame.sheet(
            "signin",
            title,
            "form",
            blocks,
            running=frame.running(helped=False),
            formats=("pdf", "xlsx"),
            pages=0 if sign.people else 1,
            signs=sign,
        ),
    )


def _top(sign: SignIn) -> b.Grid:
    rows = []
    for start in range(0, len(sign.details), 2):
        pair = sign.details[start : start + 2]
        cells = [c for label, value in pair for c in (cell(label, head=True), cell(value))]
        rows.append((*cells[:-1], b.Cell(cells[-1].blocks, columns=3)) if len(pair) == 1 else tuple(cells))
    return b.Grid((2.0, 5.0, 2.0, 5.0), tuple(rows), sign.title)


def _table(frame: Frame, sign: SignIn) -> b.Grid:
    head = tuple(cell(c.title, head=True) for c in sign.columns)
    rows = [head]
    for at in range(sign.rows):
        person = sign.people[at] if at < len(sign.people) else None
        known = {"order": str(at + 1)}
        if person:
            known |= {"number": person.number, "name": person.name, "unit": person.unit}
        rows.append(tuple(cell(known.get(c.fill, "")) for c in sign.columns))
    rows.append(_sums(frame, sign))
    return b.Grid(tuple(c.width for c in sign.columns), tuple(rows), sign.title, heads=1, tall=ROW)


def _sums(frame: Frame, sign: SignIn) -> tuple[b.Cell, ...]:
    """The last line: to be added up by hand."""
    state, count = sign.column("state"), sign.column("count")
    first = state if state is not None else count
    assert first is not None
    return (
        cell(frame.t("signin-sum"), head=True, columns=first),
        *(cell("") for _ in range(len(sign.columns) - first)),
    )
