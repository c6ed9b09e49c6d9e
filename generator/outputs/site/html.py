"""Neutral blocks into semantic HTML. Class names are those of `assets/CONTRACT.md`; nothing inline but text."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from generator.messages import interface
from generator.model import blocks as b
from generator.model.picture import Picture, Variant
from generator.model.record import Lang
from generator.outputs.site.exam import write_exam
from generator.outputs.site.listings import write_contacts, write_listing
from generator.outputs.site.named import VERSION_DIGITS
from generator.outputs.site.questions import write_question

Target: TypeAlias = Callable[[str], str]

# How wide a picture stands at most: the text's measure, on a phone the screen without its margins (css/src/tokens.css
# and layout.css; tests/browser/test_pictures.py measures both).
SIZES = "(min-width: 60em) 648px, (min-width: 40em) 612px, calc(100vw - 37px)"
BOXES = frozenset({"say", "dont-say", "note", "warning", "teacher", "pupils", "intent", "notes"})


@dataclass(frozen=True, slots=True)
class HtmlWriter:
    """Writes blocks of one page. `target` turns `page:ID` and `file:PATH` into addresses relative to it."""

    lang: Lang
    target: Target

    def t(self, key: str, **values: object) -> str:
        """An interface string, escaped."""
        text = interface(self.lang)[key]
        return escape(text.format(**values) if values else text)

    def address(self, target: str) -> str:
        """Where `page:ID` or `file:PATH` lies, relative to this page."""
        return self.target(target)

    # --- inline -------------------------------------------------------------

    def inlines(self, content: b.Inlines) -> str:
        """Inlines as HTML, one straight after the other."""
        return "".join(self.inline(node) for node in content)

    def inline(self, node: b.Inline) -> str:
        """One inline as HTML. Raises `AssertionError` on a mark: the compiler has replaced them all."""
        match node:
            case b.Str(text):
                return escape(text)
            case b.Styled(style, content):
                return f"<{style}>{self.inlines(content)}</{style}>"
            case b.Code(text):
                return f"<code>{escape(text)}</code>"
            case b.LineBreak(hard):
                return "<br>" if hard else " "
            case b.Link(target, content):
                return self._link(target, self.inlines(content))
            case b.Image():
                return self._image(node)
            case b.Blank(size, label):
                return self._blank(size, label)
            case b.Ruby(base, reading):
                return f"<ruby>{escape(base)}<rp>(</rp><rt>{escape(reading)}</rt><rp>)</rp></ruby>"
            case b.Tick(label):
                return f'<span class="xy-tick" aria-hidden="true"></span>{escape(label)}'
            case b.Mark():
                raise AssertionError(f"a mark was not resolved: {node}")

    def _link(self, target: str, inner: str) -> str:
        if target.startswith("tel:"):
            return f'<a class="xy-tel" href="{escape(target)}">{inner}</a>'
        if target.startswith(("page:", "file:")):
            return f'<a href="{escape(self.target(target))}">{inner}</a>'
        return f'<a href="{escape(target)}" rel="noreferrer">{inner}</a>'

    def _image(self, node: b.Image) -> str:
        """A picture with its size, so that nothing moves when it comes, and its widths, of which a browser takes one."""
        alt = f'alt="{escape(node.alt)}" loading="lazy" decoding="async"'
        if node.picture is None:
            return f'<img src="{escape(self.target(node.source))}" {alt}>'
        *narrower, largest = [(v, escape(self._published(node.source, node.picture, v))) for v in node.picture.variants]
        variant, where = largest
        widths = ""
        if narrower:
            listed = ", ".join(f"{address} {v.width}w" for v, address in (*narrower, largest))
            widths = f' srcset="{listed}" sizes="{SIZES}"'
        return f'<img src="{where}"{widths} width="{variant.width}" height="{variant.height}" {alt}>'

    def _published(self, source: str, picture: Picture, variant: Variant) -> str:
        """Where a variant lies: the largest under the picture's own name, others in a folder of their width."""
        path = source.removeprefix("file:")
        target = source if variant == picture.largest else f"file@{variant.width}:{path}"
        return f"{self.target(target)}?v={variant.digest[:VERSION_DIGITS]}"

    def _blank(self, size: int, label: str | None) -> str:
        width = "s" if size <= 6 else "m" if size <= 16 else "l"
        inner = f'<span class="xy-blank__label">{escape(label)}</span>' if label else ""
        return f'<span class="xy-blank" data-size="{width}">{inner}</span>'

    # --- blocks -------------------------------------------------------------

    def blocks(self, blocks: b.Blocks) -> str:
        """Blocks as HTML, each on a line of its own."""
        return "\n".join(self.block(block) for block in blocks)

    def block(self, block: b.Block) -> str:
        """One block as HTML."""
        match block:
            case b.Heading(level=level, id=identity, content=content):
                anchor = f' id="{escape(identity)}"' if identity else ""
                return f"<h{level}{anchor}>{self.inlines(content)}</h{level}>"
            case b.Paragraph(content=content, role=role):
                name = {"lead": "xy-lead", "minutes": "xy-minutes", "now": "xy-now"}.get(role, "")
                name = name or (f"xy-card__{role[5:]}" if role.startswith("card-") else "")
                return f"<p{_class(name)}>{self.inlines(content)}</p>"
            case b.ListBlock():
                return self._list(block)
            case b.Table():
                return self._table(block)
            case b.Grid() | b.Lines() | b.PageBreak():
                return ""  # only on paper
            case b.Quote(blocks=inner):
                return f"<blockquote>\n{self.blocks(inner)}\n</blockquote>"
            case b.Rule():
                return "<hr>"
            case b.CodeBlock(text=text):
                return f"<pre><code>{_code(text)}</code></pre>"
            case b.Group():
                return self._group(block)
            case b.Facts(items=items):
                rows = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in items)
                return f'<dl class="xy-facts">{rows}</dl>'
            case b.Notice(kind=kind, paragraphs=paragraphs):
                inner_html = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
                return f'<aside class="xy-notice xy-notice--{kind}" role="note">{inner_html}</aside>'
            case b.Listing():
                return write_listing(block, self)
            case b.Live():
                return self._live(block)
            case b.Contacts():
                return write_contacts(block, self)
            case b.Item() | b.Case() | b.Quiz():
                return write_question(block, self)
            case b.Exam():
                return write_exam(block, self)

    def _live(self, block: b.Live) -> str:
        data = json.dumps({"data": block.data, "words": block.words}, ensure_ascii=False, separators=(",", ":"))
        script = f'<script type="application/json">{_in_script(data)}</script>'
        inner = self.blocks(block.blocks)
        return f'<div class="xy-live xy-live--{block.name}" data-live="{block.name}">{script}\n{inner}\n</div>'

    def _list(self, block: b.ListBlock) -> str:
        tag = "ol" if block.ordered else "ul"
        name = "xy-steps" if block.role == "steps" else ""
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        items = "".join(self._item(item) for item in block.items)
        return f"<{tag}{_class(name)}{start}>\n{items}</{tag}>"

    def _item(self, item: b.ListItem) -> str:
        single = len(item.blocks) == 1 and isinstance(item.blocks[0], b.Paragraph)
        first = item.blocks[0] if item.blocks else None
        tick = '<span class="xy-tick" aria-hidden="true"></span>' if item.task else ""
        name = "xy-task" if item.task else ""
        if isinstance(first, b.Paragraph):
            rest = "" if single else "\n" + self.blocks(item.blocks[1:])
            return f"<li{_class(name)}>{tick}{self.inlines(first.content)}{rest}</li>\n"
        return f"<li{_class(name)}>{tick}{self.blocks(item.blocks)}</li>\n"

    def _table(self, block: b.Table) -> str:
        coverage = block.role == "coverage"
        head = "".join(f'<th scope="col">{self.inlines(c)}</th>' for c in block.header)
        rows = []
        for row in block.rows:
            cells = [f"<td>{self.inlines(c)}</td>" for c in row]
            if coverage:  # on a phone each row stands as a card, its cells under these labels
                labels = [escape(b.plain(c)) for c in block.header]
                cells = [c.replace("<td>", f'<td data-label="{n}">', 1) for c, n in zip(cells, labels, strict=True)]
                words = b.plain(row[-1])
                state = next(s for s in ("met", "missing", "outside") if interface(self.lang)[f"state-{s}"] == words)
                cells[-1] = f'<td class="xy-state--{state}">{escape(words)}</td>'
            rows.append(f"<tr>{''.join(cells)}</tr>")
        said = (b.plain(c).strip() for row in (block.header, *block.rows) for c in row)
        label = escape(block.label or next(filter(None, said), "")) or self.t("blank")
        blank = not any(b.plain(c).strip() for c in block.header)
        thead = "" if blank else f"<thead><tr>{head}</tr></thead>"
        table = f"<table{_class('xy-coverage' if coverage else '')}>{thead}<tbody>{''.join(rows)}</tbody></table>"
        return f'<div class="xy-table" role="region" tabindex="0" aria-label="{label}">{table}</div>'

    def _group(self, block: b.Group) -> str:
        kind, inner = block.kind, self.blocks(block.blocks)
        if kind == "fold":
            title = escape(block.title) or self.t("box-fold")
            return f'<details class="xy-fold"><summary>{title}</summary>\n{inner}\n</details>'
        if kind == "card":
            return f'<section class="xy-card"><p class="xy-card__title">{escape(block.title)}</p>\n{inner}\n</section>'
        if kind == "sources":
            return f'<section class="xy-sources"><h2 id="sources">{escape(block.title)}</h2>\n{inner}\n</section>'
        if kind == "sheet":
            return f'<div class="xy-sheet">\n{inner}\n</div>'
        if kind.startswith("paper-"):
            return f'<div class="xy-paper xy-paper--{kind[6:]}">\n{inner}\n</div>'
        if kind == "slide":
            notes = tuple(x for x in block.blocks if isinstance(x, b.Group) and x.kind == "notes")
            face = tuple(x for x in block.blocks if x not in notes)
            return (
                f'<section class="xy-slide" aria-label="{self.t("slide", n=block.title)}">'
                f'<div class="xy-slide__face">\n{self.blocks(face)}\n</div>\n{self.blocks(notes)}\n</section>'
            )
        title = escape(block.title) or self.t(f"box-{kind}" if kind in BOXES else "box-note")
        name = kind if kind in BOXES else "note"
        return f'<div class="xy-box xy-box--{name}"><p class="xy-box__title">{title}</p>\n{inner}\n</div>'


def _in_script(text: str) -> str:
    """JSON as it may stand in a script element: nothing in it ends the element."""
    return text.replace("<", "\\u003c")


def _code(text: str) -> str:
    """Code with line ends and tabs as references: an engine drops blank lines and expands tabs."""
    return escape(text).replace("\n", "&#10;").replace("\t", "&#9;")


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
