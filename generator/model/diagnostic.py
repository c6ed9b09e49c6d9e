"""A problem in the input, as a value: what, where, how grave. Its words are in `messages`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source file: path relative to the project, line and column from 1, length in characters."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. `params` fill the message of `code`; `suggestion` is a near miss, where there is one."""

    code: str
    span: Span
    severity: Severity = "error"
    params: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """What problems are ordered by: file, line, column, code, then `params`."""
        return (self.span.file, self.span.line, self.span.column, self.code, str(sorted(self.params.items())))
