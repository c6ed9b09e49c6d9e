"""A picture that is not published, on its way out of the code that reads it."""

from __future__ import annotations

from collections.abc import Mapping


class Unfit(Exception):
    """The picture cannot be published; says why, for the author: code and values of a diagnostic, line of a drawing."""

    def __init__(self, code: str, line: int = 1, params: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code, self.line, self.params = code, line, params or {}
