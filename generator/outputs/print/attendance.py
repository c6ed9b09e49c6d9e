"""What a sign-in sheet asks for, by the kind of session: its columns, its rows, what is added up.

Staff are listed by name (from a roster, or blank lines); families and classes never: pupils' names and what would
lead to them stay off every list (privacy class P2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.model.record import Lang
from generator.model.roster import Person

Kind: TypeAlias = Literal["course", "class", "lecture"]
Fill: TypeAlias = Literal["order", "number", "name", "unit", "write", "state", "hours", "count", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key (kept in the file, so that it can be read back), title, width in characters, what fills it."""

    key: str
    title: str
    width: float
    fill: Fill


@dataclass(frozen=True, slots=True)
class SignIn:
    """A session and the table its participants sign. `session` is the page's id; `hours` are class hours for each.

    `details` are the lines above the table: a label and what is known of it. `states` are the choices of a `state`
    column, the first of which earn the hours (`earning`).
    """

    session: str
    kind: Kind
    title: str
    lang: Lang
    hours: float
    columns: tuple[Column, ...]
    details: tuple[tuple[str, str], ...]
    people: tuple[Person, ...]
    blank_rows: int
    note: str
    states: tuple[str, ...] = ()
    earning: int = 0

    @property
    def rows(self) -> int:
        """Lines of the table: everyone, and blank ones for whoever comes besides."""
        return len(self.people) + self.blank_rows

    @property
    def counted(self) -> int | None:
        """The index of the column of heads who came: the last that is a number."""
        return next((i for i, c in reversed(tuple(enumerate(self.columns))) if c.fill == "count"), None)

    def column(self, fill: Fill) -> int | None:
        """The index of the column filled with `fill`."""
        return next((i for i, c in enumerate(self.columns) if c.fill == fill), None)
