"""Sheets into plain text for pasting into a chat group or a form: no marks that only a program understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.messages import interface
from generator.model import blocks as b
from generator.model.record import Lang
from generator.outputs.print.archive import UNSPEAKABLE
from generator.outputs.print.sheet import Sheet

LINE = "＿"  # what is written on: as wide as a character, and one line in every chat
BOX, TICKED = "□", "☑"
BARE = frozenset({"slide", "cut", "keep", "columns-2", "sheet", "card"})  # groups that need no name of their own


def write_text(sheet: Sheet) -> str:
    """`sheet` as text: a blank line between paragraphs, lines within a list, no line broken that the author did not."""
    writer = _Writer(sheet.lang)
    parts = [sheet.title] if sheet.headed else []
    parts.extend(writer.blocks(sheet.blocks))
    text = "\n\n".join(part.strip("\n") for part in parts if part.strip())
    lines = (line.rstrip() for line in UNSPEAKABLE.sub("", text).split("\n"))
    return "\n".join(lines) + "\n"


def spoken_text(blocks: b.Blocks, lang: Lang) -> str:
    """Blocks as text, without a title: what a speaker reads."""
    return "\n".join(_Writer(lang).blocks(blocks))


class _Writer:
    """Writes blocks in one language."""

    def __init__(self, lang: Lang) -> None:
        self.words = interface(lang)
        self.colon = "：" if lang == "zh" else ": "
        self.gap = "｜" if lang == "zh" else " | "

    # --- inline -------------------------------------------------------------

    def inlines(self, content: b.Inlines) -> str:
        """Words in one piece."""
        return "".join(self._inline(node) for node in content)

    def _inline(self, node: b.Inline) -> str:
        match node:
            case b.Str(text) | b.Code(text):
                return text
            case b.Styled(content=inner):
                return self.inlines(inner)
            case b.LineBreak(hard):
                return "\n" if hard else " "
            case b.Link(target, inner):
                words = self.inlines(inner)
                outside = target.startswith(("https:", "http:")) and target not in words
                return words + self.words["brackets"].format(text=target) if outside else words
            case b.Image(alt=alt):
                return f"〔{alt}〕" if alt else ""
            case b.Blank(size, label):
                line = LINE * min(max(2, size), 12)
                return f"{line[: (len(line) + 1) // 2]}〔{label}〕" if label else line
            case b.Ruby(base, reading):
                return base + self.words["brackets"].format(text=reading).strip()
            case b.Tick(label, ticked):
                return f"[{label}]" if label else TICKED if ticked else BOX
            case b.Mark():
                raise AssertionError(f"a mark was not resolved: {node}")

    # --- blocks -------------------------------------------------------------

    def blocks(self, blocks: b.Blocks) -> Iterator[str]:
        """Every block as a piece of its own, some of several lines."""
        for block in blocks:
            yield from self.block(block)

    def block(self, block: b.Block) -> Iterator[str]:
        """One block as pieces."""
        match block:
            case b.Heading(level=level, content=content):
                words = self.inlines(content)
                yield f"【{words}】" if level <= 2 else words
            case b.Paragraph(content=content):
                yield self.inlines(content)
            case b.ListBlock():
                yield "\n".join(self._list(block))
            case b.Table(header=header, rows=rows):
                yield "\n".join(self._table(header, rows))
            case b.Grid():
                yield "\n".join(self._grid(block))
            case b.Lines(count=count):
                yield "\n".join([LINE * 12] * count)
            case b.Quote(blocks=inner):
                yield from self.blocks(inner)
            case b.Rule():
                yield "————"
            case b.CodeBlock(text=text):
                yield text
            case b.Group():
                yield from self._group(block)
            case b.Contacts(title=title, contacts=contacts):
                yield "\n".join([title, *(f"{c.name} {c.number}" for c in contacts)])
            case _:
                pass

    def _list(self, block: b.ListBlock, indent: str = "") -> Iterator[str]:
        for number, item in enumerate(block.items, block.start):
            mark = f"{BOX} " if item.task else f"{number}. " if block.ordered else "· "
            lines = list(self._item(item, indent + "  "))
            first = lines[0] if lines else ""
            yield indent + mark + first.replace("\n", f"\n{indent}  ")
            yield from lines[1:]

    def _item(self, item: b.ListItem, indent: str) -> Iterator[str]:
        for index, block in enumerate(item.blocks):
            if isinstance(block, b.ListBlock):
                yield from (["", *self._list(block, indent)] if index == 0 else self._list(block, indent))
            else:
                for piece in self.block(block):
                    yield piece if index == 0 else indent + piece.replace("\n", f"\n{indent}")

    def _table(self, header: tuple[b.Inlines, ...], rows: Iterable[tuple[b.Inlines, ...]]) -> Iterator[str]:
        """A row a line: what each cell answers stands before it, for a chat has no columns."""
        heads = [self.inlines(c).strip() for c in header]
        rows = tuple(rows)
        filled = [sum(bool(self.inlines(c).strip()) for c in row) for row in rows]
        if len(heads) > 1 and any(n < 2 for n in filled):  # to be filled in: the head once, then what to write on
            yield self.gap.join(heads)
            for row in rows:
                yield self.gap.join(" ".join(self.inlines(c).split()) or LINE for c in row)
            return
        for row in rows:
            cells = [(h, " ".join(self.inlines(c).split())) for h, c in zip(heads, row, strict=False)]
            said = [f"{h}{self.colon}{c}" if h else c for h, c in cells if c]
            if said:
                yield self.gap.join(said)
        if not rows and any(heads):
            yield self.gap.join(filter(None, heads))

    def _grid(self, block: b.Grid) -> Iterator[str]:
        """A form's row a line; a label is joined to what stands after it."""
        for row in block.rows:
            parts: list[str] = []
            label = ""
            for cell in row:
                words = "\n".join(self.blocks(cell.blocks)).strip()
                if cell.head and words:
                    parts.extend([label] if label else [])
                    label = words
                elif words or label:
                    joint = "\n" if "\n" in words else ""
                    parts.append(f"{label}{self.colon}{joint}{words}" if label else words)
                    label = ""
            parts.extend([label] if label else [])
            if any("\n" in p for p in parts):
                yield "\n\n".join(parts)
            elif parts:
                yield self.gap.join(parts)

    def _group(self, block: b.Group) -> Iterator[str]:
        kind = block.kind
        named = kind not in BARE and not kind.startswith("cut-")
        title = block.title or (self.words.get(f"box-{kind}", "") if named else "")
        inner = list(self.blocks(block.blocks))
        if not title:
            yield from inner
        elif len(inner) == 1:
            yield f"{title}{self.colon}\n{inner[0]}" if "\n" in inner[0] else f"{title}{self.colon}{inner[0]}"
        else:
            yield f"{title}{self.colon}"
            yield from inner
