"""What Python-Markdown makes of a page that `page.py` wrote, without Python-Markdown.

Such a page is headings and finished HTML, so there is nothing to parse: a sixth of the time of a build went into
parsing it all the same. Whatever has anything else in it goes through Python-Markdown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import nest_toc_tokens, slugify, unique

from generator.outputs.site.extension import CLOSE, OPEN

EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "xinyu")  # MkDocs' own, and those our pages are written for
_HEADING = re.compile(r"(#{1,6}) (\S(?:.*\S)?)")
_NAMED = re.compile(r"(.*\S) \{: #([\w-]+) \}")
_SPECIAL = r"\\`*_{}\[\]()>#+\-.!"
_WORDS = re.compile(rf"(?:[^{_SPECIAL}<&]|\\[{_SPECIAL}]|&(?:amp|lt|gt);)*")  # what stands for itself
_ESCAPED = re.compile(rf"\\([{_SPECIAL}])")
_CHANGED = ("\t", "\r", "\x02", "\x03")  # what Python-Markdown changes before anything else, and
_INDENTED = re.compile(r"\n +\n")


@dataclass(frozen=True, slots=True)
class Finished:
    """A page's HTML, and its headings as the extension `toc` gives them, nested."""

    html: str
    headings: list[Any]


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    words: str  # HTML
    id: str  # empty: made from the words


def render(text: str) -> Finished:
    """The page of a Markdown text without its front matter."""
    finished = finish(text)
    if finished is None:
        markdown = Markdown(extensions=EXTENSIONS)
        html = markdown.convert(text)
        finished = Finished(html, markdown.toc_tokens)  # type: ignore[attr-defined]
    return finished


def finish(text: str) -> Finished | None:
    """The same; None where the text is not one of `write_page`'s."""
    if any(char in text for char in _CHANGED) or ("\n " in text and _INDENTED.search(text)):
        return None
    parts = _parts(text)
    if parts is None:
        return None
    used = {part.id for part in parts if isinstance(part, _Heading) and part.id}
    out: list[str] = []
    tokens: list[Any] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part if _is_block(part) else f"<p>{part}</p>")
            continue
        name = " ".join(part.words.split())
        identity = part.id or unique(slugify(unescape(name), "-"), used)
        out.append(f'<h{part.level} id="{identity}">{part.words}</h{part.level}>')
        tokens.append({"level": part.level, "id": identity, "name": name, "html": part.words, "data-toc-label": ""})
    return Finished("\n".join(out).strip(), nest_toc_tokens(tokens))


def _parts(text: str) -> list[str | _Heading] | None:
    out: list[str | _Heading] = []
    held: list[str] | None = None
    for line in text.split("\n"):
        if held is not None:
            if line == CLOSE:
                out.append("\n".join(held))
                held = None
            else:
                held.append(line)
        elif line == OPEN:
            held = []
        elif line:
            heading = _heading(line)
            if heading is None:
                return None
            out.append(heading)
    return out if held is None else None


def _heading(line: str) -> _Heading | None:
    found = _HEADING.fullmatch(line)
    if not found:
        return None
    named = _NAMED.fullmatch(found[2])
    words, identity = (named[1], named[2]) if named else (found[2], "")
    if not _WORDS.fullmatch(words):
        return None
    return _Heading(len(found[1]), _ESCAPED.sub(r"\1", words), identity)


def _is_block(html: str) -> bool:
    """Whether Python-Markdown takes this for block-level HTML, which needs no paragraph around it."""
    found = re.match(r"</?([^ >]+)", html)
    return found is not None and (found[1][0] in "!?@%" or _markdown().is_block_level(found[1]))


@cache
def _markdown() -> Markdown:
    return Markdown()
