"""The author's Markdown: CommonMark with tables, directives, marks, and emphasis that works in Chinese."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

DIRECTIVES = (
    "say",
    "dont-say",
    "note",
    "warning",
    "card",
    "teacher",
    "pupils",
    "intent",
    "notes",
    "fold",
)

_OPEN = re.compile(r":::+\s*([A-Za-z][\w-]*)(?:\s+(.*?))?\s*$")
_CLOSE = re.compile(r":::+\s*$")
# no `[` inside: a long run of openings would be searched to its end from each of them
_MARK = re.compile(r"\[\[([a-z-]+)(?::([^\[\]|]*?))?(?:\\?\|([^\[\]]*))?\]\]")
_CJK = re.compile(r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—]")


@cache
def parser() -> MarkdownIt:
    """The one parser of page bodies. Raw HTML is not part of the dialect: it comes out as text."""
    md = MarkdownIt("commonmark", {"html": False, "store_labels": True}).enable(["table", "strikethrough"])
    md.block.ruler.before("fence", "directive", _directive, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.before("link", "mark", _mark)
    md.inline.ruler.at("emphasis", _emphasis)
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # the linker says which ones it refuses, and why
    return md


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    opening = _OPEN.match(_line(state, start))
    if not opening or state.is_code_block(start):
        return False
    if silent:
        return True
    depth, last = 1, start
    while depth and last + 1 < end:
        if state.sCount[last + 1] < state.blkIndent and not state.isEmpty(last + 1):
            break  # the list item that holds the directive ends here
        last += 1
        line = _line(state, last)
        if _CLOSE.match(line):
            depth -= 1
        elif _OPEN.match(line):
            depth += 1
    closed = depth == 0
    token = state.push("directive_open", "div", 1)
    token.info, token.map = opening[1], [start, last + 1]
    token.meta = {"title": opening[2] or "", "closed": closed}
    old_parent, old_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last if closed else last + 1
    state.md.block.tokenize(state, start + 1, state.lineMax)
    state.parentType, state.lineMax = old_parent, old_max
    state.push("directive_close", "div", -1)
    state.line = last + 1
    return True


def _mark(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    found = _MARK.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("mark", "", 0)
        token.content = found[0]
        token.meta = {"name": found[1], "argument": (found[2] or "").strip(), "label": found[3]}
    state.pos = found.end()
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    """CommonMark's emphasis, except that Chinese beside a run of `*` counts as a word boundary.

    Otherwise `**注意：**这里` would stay as it is (CommonMark 0.31, 6.2: right-flanking runs).
    """
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    opens, closes = scanned.can_open, scanned.can_close
    if marker == "*":
        before = state.src[state.pos - 1] if state.pos else " "
        after = state.src[state.pos + scanned.length : state.pos + scanned.length + 1] or " "
        opens = opens or (not _space(after) and (not _punct(after) or bool(_CJK.match(before))))
        closes = closes or (not _space(before) and (not _punct(before) or bool(_CJK.match(after))))
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=opens,
                close=closes,
            )
        )
    state.pos += scanned.length
    return True


def _space(char: str) -> bool:
    return isWhiteSpace(ord(char)) or char == "\n"


def _punct(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


def is_cjk(char: str) -> bool:
    """Whether a character is Chinese writing or its punctuation."""
    return bool(_CJK.match(char))
