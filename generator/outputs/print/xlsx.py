"""Sign-in sheets into XLSX: to print on A4, to fill in on a screen, and to be read back by its hidden sheet."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from generator.messages import interface
from generator.outputs.print.archive import rewritten
from generator.outputs.print.attendance import SignIn
from generator.outputs.print.sheet import Sheet

FORMAT = "xinyu-attendance-1"  # what a reader looks for; a change of the layout is a new number
HIDDEN = "_xinyu"
A4 = 9
LABEL = 11  # characters the first column has room for: the labels above the table stand in it
WIDE = 8  # columns that leave room for two details in a row
MADE = dt.datetime(2000, 1, 1, tzinfo=dt.timezone.utc)  # no clock: the same bytes every time
NEVER_A_FORMULA = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "sort": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
FONT = "宋体"
MARGINS = {"left": 0.55, "right": 0.55, "top": 0.7, "bottom": 0.7}  # inches


def write_xlsx(sheet: Sheet) -> bytes:
    """A sign-in sheet as a workbook: the sheet to print and sign, and a hidden one that says which session it is."""
    sign = sheet.signs
    assert sign is not None, "a sheet that is written as a workbook says who signs"
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **NEVER_A_FORMULA})
    book.set_properties(
        {"title": sheet.title, "author": sheet.about.author, "subject": sheet.about.subject, "created": MADE}
    )
    book.set_calc_mode("auto")
    _Writer(book, sheet, sign).write()
    book.close()
    return rewritten(out.getvalue())


class _Writer:
    """Writes the workbook. Rows and columns count from 0, as XlsxWriter's do."""

    def __init__(self, book: Any, sheet: Sheet, sign: SignIn) -> None:
        self.sheet, self.sign = sheet, sign
        self.words = interface(sign.lang)
        self.page = book.add_worksheet(self.words["sheet-signin"])
        self.hidden = book.add_worksheet(HIDDEN)
        base = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
        line = {**base, "border": 1}
        self.formats = {
            name: book.add_format(more)
            for name, more in {
                "title": {**base, "bold": True, "font_size": 16, "align": "center", "text_wrap": True},
                "label": {**base, "align": "right", "shrink": True},
                "detail": {**base, "bottom": 1, "locked": False},
                "fixed": {**base, "bottom": 1},
                "head": {**line, "bold": True, "align": "center", "bg_color": "#E8E8E8", "text_wrap": True},
                "locked": {**line, "align": "center", "num_format": "@"},
                "name": {**line, "num_format": "@", "locked": False, "text_wrap": True, "shrink": False},
                "open": {**line, "num_format": "@", "locked": False, "align": "center", "text_wrap": True},
                "count": {**line, "num_format": "0", "locked": False, "align": "center"},
                "date": {**line, "num_format": "yyyy-mm-dd", "locked": False, "align": "center"},
                "hours": {**line, "num_format": "0.##;-0.##;", "align": "center"},
                "order": {**line, "align": "center"},
                "sum": {**line, "bold": True, "num_format": "0.##", "align": "center"},
                "sums": {**line, "bold": True, "align": "right"},
                "note": {**base, "font_size": 9, "text_wrap": True, "valign": "top"},
            }.items()
        }
        self.last = len(sign.columns) - 1
        self.details = list(_rows(len(sign.details), paired=len(sign.columns) >= WIDE))
        self.head = 1 + len(self.details)
        self.first = self.head + 1
        self.end = self.head + sign.rows  # the last line of the table

    def write(self) -> None:
        """Both sheets."""
        self._paper()
        self._top()
        self.page.set_row(self.head, 28)
        for index, column in enumerate(self.sign.columns):
            self.page.set_column(index, index, column.width if index else max(LABEL, column.width))
            self.page.write_string(self.head, index, column.title, self.formats["head"])
        for row in range(self.sign.rows):
            self._line(row)
        self._validation()
        self._sums()
        self._hidden()
        self.page.protect("", ALLOWED)

    def _paper(self) -> None:
        page, running = self.page, self.sheet.running
        page.set_paper(A4)
        page.set_margins(**MARGINS)
        page.fit_to_pages(1, 0)
        page.center_horizontally()
        page.repeat_rows(self.head)
        page.freeze_panes(self.first, 0)
        page.hide_gridlines(2)
        left, right = (_plain(text) for text in (running.left, running.right))
        page.set_header(f'&L&"{FONT}"&9{left}&R&"{FONT}"&9{right}')
        of = _plain(self.words["page-of"]).replace("{pages}", "&N").replace("{page}", "&P")
        page.set_footer(f'&L&"{FONT}"&9{_plain(running.foot)[:150]}&R&"{FONT}"&9{of}')
        page.print_area(0, 0, self.end + 3, self.last)

    def _top(self) -> None:
        page = self.page
        page.merge_range(0, 0, 0, self.last, "", self.formats["title"])
        page.write_string(0, 0, self.sheet.title[:250], self.formats["title"])
        page.set_row(0, 30 if len(self.sheet.title) < 30 else 48)
        for row, entries in enumerate(self.details, 1):
            page.set_row(row, 24)
            share = (self.last + 1) // len(entries)
            for place, index in enumerate(entries):
                start = place * share
                end = self.last if place == len(entries) - 1 else start + share - 1
                self._detail(row, start, end, *self.sign.details[index])

    def _detail(self, row: int, start: int, end: int, label: str, value: str) -> None:
        """A label and what is known of it, or room to write it."""
        shape = self.formats["fixed" if value else "detail"]
        self.page.write_string(row, start, label, self.formats["label"])
        if end > start + 1:
            self.page.merge_range(row, start + 1, row, end, "", shape)
        self.page.write_string(row, start + 1, value[:250], shape)

    def _line(self, at: int) -> None:
        sign, row = self.sign, self.first + at
        person = sign.people[at] if at < len(sign.people) else None
        self.page.set_row(row, 24)
        for index, column in enumerate(sign.columns):
            write, f = self.page.write_string, self.formats
            match column.fill:
                case "order":
                    self.page.write_number(row, index, at + 1, f["order"])
                case "number" | "name" | "unit" if person:
                    write(row, index, getattr(person, column.fill), f["locked" if column.fill == "number" else "name"])
                case "hours":
                    self._hours(row, index)
                case "count":
                    self.page.write_blank(row, index, None, f["count"])
                case "date":
                    self.page.write_blank(row, index, None, f["date"])
                case "name" | "unit":
                    self.page.write_blank(row, index, None, f["name"])
                case _:
                    self.page.write_blank(row, index, None, f["open"])

    def _hours(self, row: int, index: int) -> None:
        """What the session counts for who was there: a locked formula."""
        state = self.sign.column("state")
        if state is None:
            counted = self.sign.counted
            assert counted is not None
            cell = xl_rowcol_to_cell(row, counted)
            formula = f'=IF(N({cell})>0,{self.sign.hours:g},"")'
        else:
            cell = xl_rowcol_to_cell(row, state, col_abs=True)
            tests = ",".join(f'{cell}="{s}"' for s in self.sign.states[: self.sign.earning])
            formula = f'=IF(OR({tests}),{self.sign.hours:g},"")'
        self.page.write_formula(row, index, formula, self.formats["hours"], "")

    def _validation(self) -> None:
        """What may be typed where: a state from the list, a whole number, a day."""
        for index, column in enumerate(self.sign.columns):
            area = (self.first, index, self.end, index)
            title = column.title[:32]
            if column.fill == "state":
                rule: dict[str, Any] = {"validate": "list", "source": list(self.sign.states)}
                told = self.words["signin-choose"]
            elif column.fill == "count":
                rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 2000}
                told = self.words["signin-whole"]
            elif column.fill == "date":
                rule = {"validate": "date", "criteria": ">=", "value": dt.date(2020, 1, 1)}
                told = self.words["signin-date"]
            else:
                continue
            self.page.data_validation(*area, {**rule, "error_title": title, "error_message": told[:255]})

    def _sums(self) -> None:
        """Below the table: how many were expected, how many came, how many class hours that makes."""
        f, row = self.formats, self.end + 1
        self.page.set_row(row, 26)
        state, hours, counted = (self.sign.column(fill) for fill in ("state", "hours", "count"))
        name = self.sign.column("name")
        value = state if state is not None else counted
        assert value is not None
        for index in range(self.last + 1):
            self.page.write_blank(row, index, None, f["sum"])
        self.page.merge_range(row, 0, row, max(1, value - 1), "", f["sums"])
        self.page.write_string(row, 0, self.words["signin-sum"], f["sums"])
        if state is not None:
            came = "+".join(f'COUNTIF({self._area(state)},"{s}")' for s in self.sign.states[: self.sign.earning])
            self.page.write_formula(row, state, f"={came}", f["sum"], 0)
        if counted is not None:
            for index, column in enumerate(self.sign.columns):
                if column.fill == "count":
                    self.page.write_formula(row, index, f"=SUM({self._area(index)})", f["sum"], 0)
        if hours is not None:
            self.page.write_formula(row, hours, f"=SUM({self._area(hours)})", f["sum"], 0)
        if name is not None and self.sign.people:
            expected = f"=COUNTA({self._area(name)})"
            label = self.words["signin-expected"]
            self.page.merge_range(row + 1, 0, row + 1, max(1, value - 1), "", f["sums"])
            self.page.write_string(row + 1, 0, label, f["sums"])
            self.page.write_formula(row + 1, value, expected, f["sum"], len(self.sign.people))
        self.page.merge_range(row + 2, 0, row + 2, self.last, "", f["note"])
        self.page.write_string(row + 2, 0, self.sign.note, f["note"])
        self.page.set_row(row + 2, 32)

    def _area(self, index: int) -> str:
        letters = xl_col_to_name(index)
        return f"{letters}${self.first + 1}:{letters}${self.end + 1}"

    def _hidden(self) -> None:
        """Which session this is and what stands where, so that a filled sheet can be read back."""
        sign = self.sign
        rows: list[tuple[str, str | float]] = [
            ("format", FORMAT),
            ("session", sign.session),
            ("kind", sign.kind),
            ("language", sign.lang),
            ("title", sign.title[:250]),
            ("class_hours", sign.hours),
            ("first_row", self.first + 1),
            ("last_row", self.end + 1),
            ("listed", len(sign.people)),
            ("states", "|".join(sign.states)),
            ("earning", sign.earning),
            *((f"column:{c.key}", xl_col_to_name(i)) for i, c in enumerate(sign.columns)),
        ]
        for row, (key, value) in enumerate(rows):
            self.hidden.write_string(row, 0, key)
            if isinstance(value, str):
                self.hidden.write_string(row, 1, value)
            else:
                self.hidden.write_number(row, 1, value)
        self.hidden.very_hidden()
        self.hidden.protect()


def _rows(count: int, *, paired: bool) -> Iterator[tuple[int, ...]]:
    """Which details stand in which row: the first by itself, the others in pairs where the table is wide enough."""
    step = 2 if paired else 1
    yield from ((0,), *(tuple(range(n, min(n + step, count))) for n in range(1, count, step)))


def _plain(text: str) -> str:
    """Words for a header or footer, where & begins a code."""
    return text.replace("&", "&&")
