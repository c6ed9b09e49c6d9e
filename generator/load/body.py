"""A page's Markdown into sections of neutral blocks, each with the line it was written on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from generator.load.dialect import DIRECTIVES, is_cjk, parser
from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic, Span
from generator.model.suggest import nearest

_ATTRIBUTES = re.compile(r"\{:?([^{}]*)\}\s*$")
_ID = re.compile(r"[a-z][a-z0-9-]*$")
RESERVED_IDS = frozenset({"sources", "related", "help-block", "due", "xy-main", "xy-side"})
_STRAY = re.compile(r":::+\s*$")
_TASK = re.compile(r"\[[ xX]\]\s+")
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>")


def parse_body(text: str, file: str, first_line: int = 1) -> tuple[tuple[b.Section, ...], list[Diagnostic]]:
    """The sections of a body that begins on `first_line` of `file`, and what is wrong with it.

    The text before the first second-level heading is a section without heading.
    """
    reader = _Reader(text, file, first_line)
    tokens = parser().parse(text)
    blocks = reader.blocks(iter(tokens))
    return tuple(_sections(blocks)), reader.problems


def _sections(blocks: b.Blocks) -> Iterator[b.Section]:
    heading: b.Heading | None = None
    held: list[b.Block] = []
    for block in blocks:
        if isinstance(block, b.Heading) and block.level == 2:
            if heading or held:
                yield b.Section(heading, tuple(held))
            heading, held = block, []
        else:
            held.append(block)
    if heading or held:
        yield b.Section(heading, tuple(held))


class _Reader:
    """Walks a token stream once; remembers the line it is on."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.lines = text.split("\n")
        self.file = file
        self.first_line = first_line
        self.line = 0
        self.end = 0
        self.search_from: tuple[int, int] = (0, 0)
        self.problems: list[Diagnostic] = []

    def span(self, needle: str = "") -> Span:
        """The place of `needle` in the text being read, after the last one found (the line's start if it is not there)."""
        if needle:
            first = max(self.line, self.search_from[0])
            for number in range(first, min(self.end, len(self.lines))):
                start = self.search_from[1] if number == self.search_from[0] else 0
                column = self.lines[number].find(needle, start)
                if column >= 0:
                    self.search_from = (number, column + len(needle))
                    return Span(self.file, self.first_line + number, column + 1, len(needle))
        return Span(self.file, self.first_line + self.line)

    def stretch(self, found: Span, opening: str, needle: str, closing: str) -> Span:
        """`found`, the place of `needle`, from the `opening` before it to the `closing` after it, on its line."""
        line, column = self.lines[found.line - self.first_line], found.column - 1
        if not line.startswith(needle, column):
            return found
        start = max(line.rfind(opening, 0, column + len(opening)), 0)
        end = line.find(closing, column)
        end = end + len(closing) if end >= 0 else column + len(needle)
        return Span(self.file, found.line, start + 1, end - start)

    def report(self, code: str, span: Span, suggestion: str | None = None, **params: str) -> None:
        self.problems.append(Diagnostic(code, span, params=params, suggestion=suggestion))

    # --- blocks -------------------------------------------------------------

    def blocks(self, tokens: Iterator[Token], until: str = "") -> b.Blocks:
        out: list[b.Block] = []
        for token in tokens:
            if token.type == until:
                break
            if token.map:
                self.line = max(self.line, token.map[0])
            out.extend(self.block(token, tokens))
        return tuple(out)

    def block(self, token: Token, tokens: Iterator[Token]) -> Iterator[b.Block]:
        span = self.span()
        match token.type:
            case "heading_open":
                yield self.heading(token, next(tokens), span)
                next(tokens)
            case "paragraph_open":
                inline = next(tokens)
                if any(_STRAY.match(line) for line in inline.content.split("\n")):
                    self.report("directive-stray", span)
                yield b.Paragraph(self.inlines(inline), span=span)
                next(tokens)
            case "bullet_list_open":
                yield b.ListBlock(self.items(tokens, "bullet_list_close"), span=span)
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                yield b.ListBlock(self.items(tokens, "ordered_list_close"), True, start, span=span)
            case "blockquote_open":
                yield b.Quote(self.blocks(tokens, "blockquote_close"), span)
            case "table_open":
                yield self.table(tokens, span)
            case "directive_open":
                yield self.directive(token, tokens, span)
            case "fence" | "code_block":
                yield b.CodeBlock(token.content, span)
            case "hr":
                yield b.Rule(span)
            case "html_block":
                self.report("html-in-markdown", span)
            case _:
                pass

    def heading(self, token: Token, inline: Token, span: Span) -> b.Heading:
        level = int(token.tag[1])
        found = _ATTRIBUTES.search(inline.content)
        identity, classes, attributes = "", [], {}
        if found:
            for word in found[1].split():
                if word.startswith("#"):
                    identity = self.identity(word[1:], span)
                elif word.startswith("."):
                    classes.append(word[1:])
                elif "=" in word:
                    name, value = word.split("=", 1)
                    attributes[name] = value.strip("\"'")
                else:
                    self.report("heading-attribute", span, word=word)
        content = self.inlines(inline, strip=_ATTRIBUTES if found else None)
        if level == 1:
            self.report("heading-level-one", span, title=b.plain(content))
            level = 2
        return b.Heading(level, content, identity, tuple(classes), attributes, span)

    def identity(self, word: str, span: Span) -> str:
        """A heading's id, or none where it is no id or one that the frame of every page uses."""
        if _ID.match(word) and word not in RESERVED_IDS:
            return word
        self.report("heading-id", span, id=word)
        return ""

    def items(self, tokens: Iterator[Token], until: str) -> tuple[b.ListItem, ...]:
        out: list[b.ListItem] = []
        for token in tokens:
            if token.type == until:
                break
            if token.map:
                self.line = max(self.line, token.map[0])
            if token.type == "list_item_open":
                out.append(_item(self.blocks(tokens, "list_item_close")))
        return tuple(out)

    def table(self, tokens: Iterator[Token], span: Span) -> b.Table:
        rows: list[list[b.Inlines]] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.map:
                self.line = max(self.line, token.map[0])
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self.inlines(token))
        header, *body = rows
        return b.Table(tuple(header), tuple(tuple(r) for r in body), span=span)

    def directive(self, token: Token, tokens: Iterator[Token], span: Span) -> b.Group:
        name = token.info
        if not token.meta["closed"]:
            self.report("directive-unclosed", span, name=name)
        if name not in DIRECTIVES:
            self.report("directive-unknown", span, nearest(name, DIRECTIVES), name=name)
        return b.Group(name, self.blocks(tokens, "directive_close"), str(token.meta["title"]), span)

    # --- inline -------------------------------------------------------------

    def inlines(self, token: Token, strip: re.Pattern[str] | None = None) -> b.Inlines:
        children = iter(token.children or ())
        self.end = token.map[1] if token.map else self.line + 1
        out = self.inline_run(children, "")
        if strip and out and isinstance(out[-1], b.Str):
            out = (*out[:-1], b.Str(strip.sub("", out[-1].text).rstrip()))
        return out

    def inline_run(self, tokens: Iterator[Token], until: str) -> b.Inlines:
        out: list[b.Inline] = []
        for token in tokens:
            if token.type == until:
                break
            out.extend(self.inline(token, tokens))
        return _joined(out)

    def inline(self, token: Token, tokens: Iterator[Token]) -> Iterator[b.Inline]:
        match token.type:
            case "text":
                if token.content:
                    for tag in _HTML.findall(token.content):
                        self.report("html-in-markdown", self.span(tag))
                    yield b.Str(token.content)
            case "strong_open":
                yield b.Styled("strong", self.inline_run(tokens, "strong_close"))
            case "em_open":
                yield b.Styled("em", self.inline_run(tokens, "em_close"))
            case "s_open":
                yield b.Styled("del", self.inline_run(tokens, "s_close"))
            case "code_inline":
                self.span(token.content)  # what stands in code is not looked for again
                yield b.Code(token.content)
            case "softbreak" | "hardbreak":
                yield b.LineBreak(token.type == "hardbreak")
            case "link_open":
                target = str(token.attrs.get("href", ""))
                content = self.inline_run(tokens, "link_close")
                if token.markup == "autolink":
                    span = self.stretch(self.span("<"), "<", "<", ">")
                elif "label" in token.meta:  # a reference: `[words][label]`
                    span = self.stretch(self.span("]"), "[", "]", "]")
                else:
                    span = self.stretch(self.span("]("), "[", "](", ")")
                yield b.Link(target, content, span)
            case "image":
                alt = "".join(t.content for t in token.children or ())
                yield b.Image(str(token.attrs.get("src", "")), alt, self.stretch(self.span("!["), "![", "![", ")"))
            case "mark":
                meta = token.meta
                opening = re.split(r"\\?\||\n", token.content, maxsplit=1)[0]  # in a table the bar is written `\|`
                span = self.stretch(self.span(opening), "[[", opening, "]]")
                yield b.Mark(meta["name"], meta["argument"], meta["label"], span)
            case _:
                pass


def _joined(content: list[b.Inline]) -> b.Inlines:
    """Ends of lines as a reader sees them: nothing between two Chinese characters, elsewhere a space."""
    out: list[b.Inline] = []
    for index, node in enumerate(content):
        if isinstance(node, b.LineBreak) and not node.hard:
            before, after = b.plain(tuple(content[:index])), b.plain(tuple(content[index + 1 :]))
            if not (is_cjk(before[-1:]) and is_cjk(after[:1])):
                out.append(b.Str(" "))
        else:
            out.append(node)
    return tuple(out)


def _item(blocks: b.Blocks) -> b.ListItem:
    """A list item; `[ ] ` at its start makes it a box to tick."""
    if blocks and isinstance(blocks[0], b.Paragraph) and blocks[0].content:
        first = blocks[0].content[0]
        if isinstance(first, b.Str) and (found := _TASK.match(first.text)):
            rest = (b.Str(first.text[found.end() :]), *blocks[0].content[1:])
            return b.ListItem((b.Paragraph(rest, span=blocks[0].span), *blocks[1:]), task=True)
    return b.ListItem(blocks)
