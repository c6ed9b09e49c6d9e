"""Staff as a roster lists them, for sign-in sheets. Class P1: held in memory, printed, never stored."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff: number (may be empty), name, department or post (may be empty)."""

    number: str
    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is expected, in the file's order, and what was wrong with the file."""

    people: tuple[Person, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether nothing is so wrong that a sheet made from it would mislead."""
        return not any(d.severity == "error" for d in self.diagnostics)
