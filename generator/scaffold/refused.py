"""A wish that cannot be met, in words for the author."""

from __future__ import annotations

from generator.model.record import Text


class Refused(Exception):
    """Nothing was written; `words` say why and what to do instead."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.words = Text(zh=zh, en=en)
