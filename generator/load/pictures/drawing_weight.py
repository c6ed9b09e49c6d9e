"""How much a browser has to draw for a drawing: a few lines that show each other again and again can keep it for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.load.pictures.unfit import Unfit

MOST_SHOWN = 50_000  # elements, those that are shown again (`use`, patterns, masks) counted each time
DEEPEST = 100

MOST_MATCHED = 2_000_000  # rules times elements

# Bounded everywhere, so that no text makes it slow; what it does not see is refused by who counts (drawing.py).
URL = re.compile(r"url\s{0,9}\(\s{0,9}(['\"]?)([^'\"()]{0,200})\1\s{0,9}\)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s>+~]+")  # the signs between two elements of a selector
_NAMED = re.compile(r"([.#]?)([\w-]+)")
_ASIDE = re.compile(r":.*|\[.*")  # conditions that a drawing may meet at some time


@dataclass
class Shown:
    """An element: how deep it stands, on which line, by which names a style finds it, which others it shows again."""

    depth: int
    line: int
    tag: str
    id: str
    classes: frozenset[str]
    again: list[str] = field(default_factory=list)


def unsafe(line: int, what: str) -> Unfit:
    """The refusal of what stands on a line of a drawing."""
    return Unfit("image-unsafe", line, {"line": str(line), "what": what})


def referred(text: str) -> list[str]:
    """The ids that `url(#id)` names in a style or an attribute."""
    return [found[2].strip()[1:] for found in URL.finditer(text)]


def weigh(shown: Sequence[Shown], styles: Iterable[str]) -> None:
    """Refuses a drawing that is more than a browser draws at once, or shows a part inside itself."""
    for style in styles:
        _apply(style, shown)
    spans: dict[str, tuple[int, int]] = {}
    for at, element in enumerate(shown):
        if element.id:
            end = next((n for n in range(at + 1, len(shown)) if shown[n].depth <= element.depth), len(shown))
            spans.setdefault(element.id, (at, end))
    _Scale(shown, spans).weigh(0, len(shown), frozenset())


def _apply(style: str, shown: Sequence[Shown]) -> None:
    """Notes what a style sheet's rules make elements refer to. Of a selector only its last part is looked at."""
    noted = matched = 0
    for rule in style.split("}"):
        before, _, body = rule.rpartition("{")
        names = referred(body)
        noted += len(names)
        for selector in before.rpartition("{")[2].split(",") if names else ():
            subject = _BETWEEN.split(selector.strip())[-1]
            wanted = _NAMED.findall(_ASIDE.sub("", subject))
            matched += len(shown) * len(names)
            if matched > MOST_MATCHED:
                raise unsafe(1, "<style>")
            for element in shown:
                if all(_finds(sign, name, element) for sign, name in wanted):
                    element.again.extend(names)
    if noted != len(referred(style)):
        raise unsafe(1, "<style>")


def _finds(sign: str, name: str, element: Shown) -> bool:
    if sign == ".":
        return name in element.classes
    return name == (element.id if sign else element.tag)


@dataclass
class _Scale:
    shown: Sequence[Shown]
    spans: dict[str, tuple[int, int]]
    known: dict[str, int] = field(default_factory=dict)

    def weigh(self, start: int, end: int, inside: frozenset[str]) -> int:
        """How many elements are drawn for those from `start` to `end`."""
        total = end - start
        for element in self.shown[start:end]:
            for name in element.again:
                if name not in self.spans:
                    continue
                if name in inside or len(inside) > DEEPEST:
                    raise unsafe(element.line, f"#{name}")
                if name not in self.known:
                    self.known[name] = self.weigh(*self.spans[name], inside | {name})
                total += self.known[name]
            if total > MOST_SHOWN:
                raise unsafe(element.line, f"<{element.tag}>")
        return total
