"""Reads a staff roster from a workbook. The file is somebody else's: bounded, never trusted, never kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.model.diagnostic import Diagnostic, Span
from generator.model.roster import Person, Roster
from generator.records.table import HEAD_WITHIN, NoTable, column, pupils_column, read_workbook, short

MOST_CHARACTERS = 60  # of a cell

NAME = frozenset({"姓名", "教师姓名", "名字", "教师", "name", "full name", "staff name"})
NUMBER = frozenset({"工号", "编号", "职工号", "教工号", "staff no", "staff no.", "staff number", "staff id", "number"})
UNIT = frozenset(
    {"部门", "科室", "处室", "年级组", "教研组", "岗位", "学科", "department", "unit", "post", "team", "subject"}
)


def read_roster(path: Path) -> Roster:
    """The roster in the first sheet of the workbook at `path`: columns 姓名 (name), and 工号, 部门 where there are any.

    Problems are values; with an error among them there are no people. Rows without a name are left out and told.
    Raises ModuleNotFoundError without the extra `print`.
    """
    file = path.name
    try:
        rows = read_workbook(path)
    except NoTable as no:
        if no.reason == "size":
            return Roster((), (Diagnostic("roster-size", Span(file), params=no.params),))
        if no.reason == "extent":
            return Roster((), (Diagnostic("roster-extent", Span(file), params=no.params),))
        return Roster((), (Diagnostic("roster-unreadable", Span(file), params=no.params),))
    return _people(rows, file)


def _people(rows: list[tuple[int, list[str]]], file: str) -> Roster:
    head = next(((at, row) for at, row in enumerate(rows[:HEAD_WITHIN]) if column(row[1], NAME) is not None), None)
    seen = "、".join(short(w) for w in (rows[0][1] if rows else []) if w) or "-"
    pupils = pupils_column([head[1]] if head else rows)
    if pupils:
        return Roster((), (Diagnostic("roster-pupils", Span(file), params={"column": short(pupils)}),))
    if head is None:
        return Roster((), (Diagnostic("roster-columns", Span(file), params={"seen": short(seen)}),))
    at, (_, names) = head
    columns = (column(names, NUMBER), column(names, NAME), column(names, UNIT))
    problems: list[Diagnostic] = []
    people = tuple(_listed(rows[at + 1 :], columns, file, problems))
    if not people:
        problems.append(Diagnostic("roster-empty", Span(file)))
    return Roster(people if not any(p.severity == "error" for p in problems) else (), tuple(problems))


def _listed(
    rows: list[tuple[int, list[str]]], columns: tuple[int | None, ...], file: str, problems: list[Diagnostic]
) -> Iterator[Person]:
    numbers: dict[str, int] = {}
    for line, words in rows:
        number, name, unit = (words[c] if c is not None and c < len(words) else "" for c in columns)
        if not name:
            problems.append(Diagnostic("roster-name", Span(file, line), "warning", {"line": str(line)}))
            continue
        if max(map(len, (number, name, unit))) > MOST_CHARACTERS:
            params = {"line": str(line), "most": str(MOST_CHARACTERS)}
            problems.append(Diagnostic("roster-long", Span(file, line), params=params))
            continue
        if number and number in numbers:
            params = {"line": str(line), "number": number, "other": str(numbers[number])}
            problems.append(Diagnostic("roster-twice", Span(file, line), "warning", params))
        numbers.setdefault(number, line)
        yield Person(number, name, unit)
