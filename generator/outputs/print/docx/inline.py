"""Inlines as runs of WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.model import blocks as b
from generator.outputs.print.archive import xml
from generator.outputs.print.docx.pictures import Picture, drawing
from generator.outputs.print.docx.styles import INK, QUIET

OUTSIDE = ("https://", "http://", "tel:", "mailto:")
SPACE = "\u3000"  # as wide as a character in every font, and underlined by Word and WPS
END = "\u00a0"  # a space that is no white space to Word, so that a line at the end of a paragraph is drawn
HINT_SIZE = 0.7
# Characters that both scripts have: Word takes their font from the hint.
AMBIGUOUS = re.compile("[“”‘’—…·×÷°①-⑳Ⅰ-Ⅻ→←↑↓]")
HAN = re.compile("[\u3000-\u9fff\uff00-\uffef\U00020000-\U0003ffff]")
STYLE = re.compile("<w:rStyle [^>]*/>")
RUBY_TYPE = '<w:sz w:val="12"/><w:szCs w:val="12"/>'


@dataclass
class InlineWriter:
    """Writes runs. `links` gathers the addresses of the package's relationships, in order of first use."""

    picture: Callable[[str], Picture | None]
    links: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    _controls: int = 0
    _drawings: int = 0

    def runs(self, content: b.Inlines, look: str = "") -> str:
        """Inlines one straight after the other; `look` are run properties that all of them have."""
        return "".join(self._inline(node, look) for node in content)

    def _inline(self, node: b.Inline, look: str) -> str:
        match node:
            case b.Str(text):
                return run(text, look)
            case b.Styled(style, content):
                added = {"strong": '<w:rStyle w:val="Strong"/>', "em": '<w:rStyle w:val="Emphasis"/>'}
                struck = "<w:strike/>" if style == "del" else ""
                plain = "" if look.startswith("<w:rStyle") else added.get(style, "")  # a run has one style
                return self.runs(content, f"{plain}{look}{struck}")
            case b.Code(text):
                return run(text, '<w:rStyle w:val="CodeText"/>')
            case b.LineBreak(hard):
                return "<w:r><w:br/></w:r>" if hard else run(" ", look)
            case b.Link(target, content) if target.startswith(OUTSIDE):
                identity = self.links.setdefault(target, f"rIdL{len(self.links) + 1}")
                inner = self.runs(content, look or '<w:rStyle w:val="Hyperlink"/>')
                return f'<w:hyperlink r:id="{identity}" w:history="1">{inner}</w:hyperlink>'
            case b.Link(content=content):
                return self.runs(content, look)
            case b.Image(source, alt):
                return self._image(source, alt, look)
            case b.Blank(size, label):
                return self._blank(size, label)
            case b.Ruby(base, reading):
                return ruby(base, reading)
            case b.Tick(label, ticked):
                return tick(label, ticked=ticked)
            case b.Mark():
                raise AssertionError(f"a mark was not resolved: {node}")

    def _image(self, source: str, alt: str, look: str) -> str:
        picture = self.pictures.get(source) or self.picture(source)
        if picture is None:
            return run(f"〔{alt}〕", look)
        self.pictures.setdefault(source, picture)
        self._drawings += 1
        place = list(self.pictures).index(source) + 1
        return drawing(picture, alt, f"rIdP{place}", self._drawings)

    def _blank(self, size: int, label: str | None) -> str:
        """A line to write on. One with a label is a field to click and type into, which then vanishes."""
        if not label:
            return _underlined(SPACE * max(1, size - 1) + END)
        self._controls += 1
        spare = max(0, round((size - len(label) * HINT_SIZE) / 2))
        hint = run(label, f'<w:rStyle w:val="Hint"/><w:color w:val="{QUIET}"/><w:sz w:val="18"/><w:u w:val="single"/>')
        control = (
            f'<w:sdt><w:sdtPr><w:alias w:val="{xml(label[:64])}"/><w:id w:val="{self._controls}"/><w:temporary/>'
            f"<w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>{hint}</w:sdtContent></w:sdt>"
        )
        return f"{_underlined(SPACE * spare)}{control}{_underlined(SPACE * max(0, spare - 1) + END)}"


def run(text: str, look: str = "") -> str:
    """A run of words."""
    if not text:
        return ""
    if AMBIGUOUS.search(text) and HAN.search(text):  # else Word sets quotation marks and dashes in the Latin font
        style = STYLE.match(look)
        at = style.end() if style else 0
        look = f'{look[:at]}<w:rFonts w:hint="eastAsia"/>{look[at:]}'
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{xml(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r>{properties}{lines}</w:r>"


def tick(label: str = "", *, ticked: bool = False) -> str:
    """A box to tick: a frame around a space, which no font need have and anyone can type a tick into."""
    inside = f" {label} " if label else "√" if ticked else SPACE
    return run(inside, f'<w:bdr w:val="single" w:sz="6" w:space="0" w:color="{INK}"/>')


def ruby(base: str, reading: str) -> str:
    """Words with their reading above. Word wants sizes in half points; these suit 12 pt and are scaled by it."""
    properties = (
        '<w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="12"/><w:hpsRaise w:val="22"/>'
        '<w:hpsBaseText w:val="24"/><w:lid w:val="zh-CN"/></w:rubyPr>'
    )
    above = f"<w:rt>{run(reading, RUBY_TYPE)}</w:rt>"
    return f"<w:r><w:ruby>{properties}{above}<w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"


def _underlined(text: str) -> str:
    return run(text, '<w:u w:val="single"/>')
