"""Blocks into XHTML that is well formed everywhere: chapters of EPUB books and slides of the HTML deck."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.messages import interface
from generator.model import blocks as b
from generator.model.record import Lang
from generator.outputs.print.archive import xml

OUTSIDE = ("https://", "http://", "tel:", "mailto:")
TITLED = frozenset({"say", "dont-say", "note", "warning", "teacher", "pupils", "intent"})


@dataclass
class XhtmlWriter:
    """Writes blocks. `picture` gives the address of a picture in the book, or None where it cannot be shown.

    Headings keep to `least` and below, and no level is skipped (EPUB Accessibility 1.1 takes that from WCAG).
    """

    lang: Lang
    picture: Callable[[str], str | None] = lambda source: None
    least: int = 2
    _level: int = 0

    def t(self, key: str) -> str:
        """An interface string, escaped; nothing where there is none."""
        return xml(interface(self.lang).get(key, ""))

    def inlines(self, content: b.Inlines) -> str:
        """Inlines, one straight after the other."""
        return "".join(self._inline(node) for node in content)

    def _inline(self, node: b.Inline) -> str:
        match node:
            case b.Str(text):
                return xml(text)
            case b.Styled(style, content):
                return f"<{style}>{self.inlines(content)}</{style}>"
            case b.Code(text):
                return f"<code>{xml(text)}</code>"
            case b.LineBreak(hard):
                return "<br/>" if hard else " "
            case b.Link(target, content) if target.startswith(OUTSIDE):
                return f'<a href="{xml(target)}">{self.inlines(content)}</a>'
            case b.Link(content=content):
                return self.inlines(content)
            case b.Image(source, alt):
                where = self.picture(source)
                return f'<img src="{xml(where)}" alt="{xml(alt)}"/>' if where else f"〔{xml(alt)}〕"
            case b.Blank(size, label):
                line = "\u2003" * max(1, min(size, 24) // (1 if not label else 3))
                return f'<span class="blank">{line}{xml(label or "")}{line if label else ""}</span>'
            case b.Ruby(base, reading):
                return f"<ruby>{xml(base)}<rp>(</rp><rt>{xml(reading)}</rt><rp>)</rp></ruby>"
            case b.Tick(label, ticked):
                return f'<span class="tick">{xml(label) or ("√" if ticked else "&#160;")}</span>'
            case b.Mark():
                raise AssertionError(f"a mark was not resolved: {node}")

    def blocks(self, blocks: b.Blocks) -> str:
        """Blocks, each on a line of its own."""
        return "\n".join(filter(None, (self.block(block) for block in blocks)))

    def block(self, block: b.Block) -> str:
        """One block; what only a page of paper has is empty."""
        match block:
            case b.Heading(level=level, content=content):
                highest = self.least if not self._level else self._level + 1
                self._level = min(max(level, self.least), highest, 6)
                return f"<h{self._level}>{self.inlines(content)}</h{self._level}>"
            case b.Paragraph(content=content, role=role):
                name = f' class="{xml(role)}"' if role else ""
                return f"<p{name}>{self.inlines(content)}</p>"
            case b.ListBlock():
                return self._list(block)
            case b.Table():
                return self._table(block)
            case b.Grid():
                return self._grid(block)
            case b.Lines(count=count):
                return '<p class="line">&#160;</p>' * count
            case b.Quote(blocks=inner):
                return f"<blockquote>{self.blocks(inner)}</blockquote>"
            case b.Rule():
                return "<hr/>"
            case b.CodeBlock(text=text):
                return f"<pre><code>{xml(text)}</code></pre>"
            case b.Group():
                return self._group(block)
            case b.Contacts(title=title, contacts=contacts):
                rows = "".join(f"<li>{xml(c.name)} {xml(c.number)}</li>" for c in contacts)
                return f'<div class="box"><p class="name">{xml(title)}</p><ul>{rows}</ul></div>'
            case _:
                return ""

    def _list(self, block: b.ListBlock) -> str:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        tasks = ' class="tasks"' if block.items and all(i.task for i in block.items) else ""
        return f"<{tag}{start}{tasks}>{''.join(self._item(i) for i in block.items)}</{tag}>" if block.items else ""

    def _item(self, item: b.ListItem) -> str:
        mark = '<span class="tick">&#160;</span> ' if item.task else ""
        first, rest = item.blocks[:1], item.blocks[1:]
        if first and isinstance(first[0], b.Paragraph):
            return f"<li>{mark}{self.inlines(first[0].content)}{self.blocks(rest)}</li>"
        return f"<li>{mark}{self.blocks(item.blocks)}</li>"

    def _table(self, block: b.Table) -> str:
        blank = not any(b.plain(c).strip() for c in block.header)
        head = "" if blank else "".join(f'<th scope="col">{self.inlines(c)}</th>' for c in block.header)
        rows = "".join(f"<tr>{''.join(f'<td>{self.inlines(c)}</td>' for c in row)}</tr>" for row in block.rows)
        return (
            f"<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{rows}</tbody></table>" if rows else ""
        )

    def _grid(self, block: b.Grid) -> str:
        rows = "".join(f"<tr>{''.join(self._cell(c) for c in row)}</tr>" for row in block.rows)
        return f"<table><tbody>{rows}</tbody></table>" if rows else ""

    def _cell(self, cell: b.Cell) -> str:
        span = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        down = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        tag = "th" if cell.head else "td"
        return f"<{tag}{span}{down}>{self.blocks(cell.blocks)}</{tag}>"

    def _group(self, block: b.Group) -> str:
        inner = self.blocks(block.blocks)
        if block.kind in {"keep", "columns-2", "sheet", "slide"} or block.kind.startswith(("cut-", "paper-")):
            return inner
        title = xml(block.title) or (self.t(f"box-{block.kind}") if block.kind in TITLED else "")
        name = f'<p class="name">{title}</p>' if title else ""
        return f'<div class="box {xml(block.kind)}">{name}{inner}</div>' if inner or name else ""
