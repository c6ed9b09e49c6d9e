"""Drawings (SVG) written anew from what draws in them; whatever could act, fetch, move or run on is refused.

A drawing is a document: opened by its address a browser would run its scripts as the site's own. The parser is expat,
which stops at the first word of a DOCTYPE here, so no entity is ever declared, let alone expanded. What is written is
not the author's text but our own, so no second parser can read it in another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from generator.load.pictures.drawing_names import ATTRIBUTES, ELEMENTS, LEFT_OUT, SVG, XHTML, XLINK, XML
from generator.load.pictures.drawing_weight import DEEPEST, MOST_SHOWN, URL, Shown, referred, unsafe, weigh
from generator.load.pictures.unfit import Unfit

MOST_BYTES = 1_000_000
UNSIZED = 648  # CSS px; a drawing that says no width of its own is as wide as the text on a desk
WIDEST, TALLEST = 1600, 8000

# CSS px of a unit (CSS Values 4, 6.2), those of which a drawing's own size may be made.
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "em": 16, "rem": 16}
_LENGTH = re.compile(r"\s*(\+?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?)\s*([a-z]*)\s*$")
_LONGEST = 40  # characters of a length
_SPLIT = re.compile(r"[\s,]+")
_NAME = re.compile(r"#[^\s'\"()<>\\]+")
_OPENS = re.compile(r"url\s*\(", re.IGNORECASE)
_FETCHES = re.compile(r"\\|/\*|@import|@font-face|@namespace|\b(?:expression|image|image-set|src)\s*\(", re.IGNORECASE)
_MOVES = re.compile(r"keyframes|\banimation", re.IGNORECASE)
_WORDS = frozenset({"id", "class", "lang", "xmlns", "xml:space", "xml:lang", "href"})  # of which nothing is fetched


def clean_drawing(data: bytes) -> tuple[bytes, int, int]:
    """A drawing that is safe to publish, and its size in CSS px. Raises `Unfit` with the line."""
    if len(data) > MOST_BYTES:
        params = {"size": f"{len(data) / 1e6:.1f}", "most": str(MOST_BYTES // 1_000_000)}
        raise Unfit("image-large", params=params)
    reader = _Reader()
    with _parsing(reader):
        reader.parser.Parse(data, True)
    weigh(reader.shown, reader.styles)
    width, height = reader.size
    return "".join(reader.out).encode(), width, height


@contextmanager
def _parsing(reader: _Reader) -> Iterator[None]:
    try:
        yield
    except expat.ExpatError as fault:
        raise Unfit("image-broken", fault.lineno) from fault
    except (ValueError, LookupError) as fault:  # an encoding nobody knows, a character that is none
        raise Unfit("image-broken", reader.line) from fault


class _Reader:
    """Fills `out` while the parser runs, and notes what is shown and how it is styled."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.size = (0, 0)
        self.shown: list[Shown] = []
        self.styles: list[str] = []
        self._depth = self._skipped = 0
        self._style: list[str] | None = None
        self._open = False  # a start tag whose end is not written yet
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction

    @property
    def line(self) -> int:
        """The line the parser is on."""
        return max(1, self.parser.CurrentLineNumber)

    def _refuse(self, what: str) -> Unfit:
        return unsafe(self.line, what)

    def _doctype(self, *_: object) -> None:
        raise self._refuse("<!DOCTYPE>")

    def _instruction(self, target: str, _: str) -> None:
        raise self._refuse(f"<?{target}?>")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._refuse(f"<{name}>")
        if self._skipped:
            self._skipped += 1
            return
        if space == XHTML or (space == SVG and name not in ELEMENTS | LEFT_OUT):
            raise self._refuse(f"<{name}>")
        if self._style is not None:
            raise self._refuse("<style>")
        if self._depth == 1 and (space, name) != (SVG, "svg"):
            raise Unfit("image-broken", self.line)
        if space != SVG or name in LEFT_OUT:
            self._skipped += 1
            return
        kept = dict(self._attributes(name, attributes))
        if self._depth == 1:
            self.size, box = _size(kept)
            width, height = map(str, self.size)  # said in so many words: on paper nothing else gives it a size
            kept = {"xmlns": SVG, **kept, **box, "width": width, "height": height}
        again = [r for key, value in kept.items() if key not in _WORDS for r in referred(value)]
        if "href" in kept:
            again.append(kept["href"][1:])
        classes = frozenset(kept.get("class", "").split())
        self.shown.append(Shown(self._depth, self.line, name, kept.get("id", ""), classes, again))
        if len(self.shown) > MOST_SHOWN:
            raise self._refuse(f"<{name}>")
        self._close()
        self.out.append(f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in kept.items())}")
        self._open = True
        self._style = [] if name == "style" else None

    def _attributes(self, element: str, given: dict[str, str]) -> Iterator[tuple[str, str]]:
        for key, value in given.items():
            space, _, name = key.rpartition(" ")
            if name.lower().startswith("on"):
                raise self._refuse(f"{name}=")
            if space == XML and name in {"space", "lang"}:
                yield f"xml:{name}", value
            elif (name == "href" and space in {"", XLINK}) or (name == "src" and not space):
                if not _NAME.fullmatch(value.strip()):
                    raise self._refuse(f"<{element} {name}=>")
                yield "href", value.strip()
            elif not space and name in ATTRIBUTES:
                if name not in _WORDS:
                    self._check_style(value, f"{name}=")
                yield name, value

    def _check_style(self, text: str, where: str) -> None:
        """Refuses a style that names anything outside the drawing, or moves."""
        inside = [found[2].strip() for found in URL.finditer(text)]
        hidden = len(inside) != len(_OPENS.findall(text))
        if hidden or not all(map(_NAME.fullmatch, inside)) or _FETCHES.search(text) or _MOVES.search(text):
            raise self._refuse(where)

    def _text(self, text: str) -> None:
        if self._skipped or not self._depth:
            return
        self._close()
        if self._style is None:
            self.out.append(escape(text))
        else:
            self._style.append(text)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
            return
        if self._style is not None:
            style = _without_comments("".join(self._style))
            self._check_style(style, "<style>")
            self.styles.append(style)
            self._close()
            self.out.append(escape(style))
            self._style = None
        if self._open:
            self.out.append("/>")
            self._open = False
        else:
            self.out.append(f"</{tag.rpartition(' ')[2]}>")

    def _close(self) -> None:
        if self._open:
            self.out.append(">")
            self._open = False


def _without_comments(style: str) -> str:
    """A style sheet without its comments; one that is not closed is left, and refused with the rest."""
    first, *rest = style.split("/*")
    parts = [first]
    for part in rest:
        _, closed, after = part.partition("*/")
        parts.append(f" {after}" if closed else f"/*{part}")
    return "".join(parts)


def _size(root: dict[str, str]) -> tuple[tuple[int, int], dict[str, str]]:
    """The size a drawing asks for, and the `viewBox` it needs where it is made smaller and has none.

    One that has a `viewBox` only is as wide as a picture usually stands.
    """
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = [_length(part) for part in _SPLIT.split(root.get("viewBox", "").strip())][2:]
    ratio = box[1] / box[0] if len(box) == 2 and all(box) else 0.0
    if not (width and height):
        ratio = ratio or 0.5  # CSS 2.2, 10.3.2: 300 to 150 where nothing is said
        width = width or (height / ratio if height else UNSIZED)
        height = height or width * ratio
    scale = min(1.0, WIDEST / width, TALLEST / height)
    lacking = {"viewBox": f"0 0 {width:g} {height:g}"} if scale < 1 and "viewBox" not in root else {}
    return (max(1, round(width * scale)), max(1, round(height * scale))), lacking


def _length(text: str) -> float:
    found = _LENGTH.match(text.lower()) if len(text) <= _LONGEST else None
    return float(found[1]) * _UNITS.get(found[2], 0) if found else 0.0
