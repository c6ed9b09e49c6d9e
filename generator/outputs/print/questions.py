"""Questions on paper: what a candidate sees, the answer in one line, and the key with its reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from generator.messages import interface
from generator.model import blocks as b
from generator.model.record import Lang

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WRITING_LINES = 4
TALL = 9  # mm


def ranked(options: tuple[b.Option, ...], seed: str) -> tuple[b.Option, ...]:
    """The options in an order that depends on `seed` alone."""
    return tuple(sorted(options, key=lambda o: hashlib.sha256(f"{seed}/{o.id}".encode()).digest()))


def shown(item: b.Item, seed: str) -> tuple[b.Option, ...]:
    """The options as they are printed: shuffled by `seed`, true and false as they are, never in the order asked for."""
    if item.type == "truefalse":
        return item.options
    options = ranked(item.right if item.control == "match" else item.options, seed)
    if item.control == "order" and options == item.options:
        options = (*options[1:], options[0])
    return options


def ask(item: b.Item, number: int, seed: str, lang: Lang) -> b.Blocks:
    """A question with its number, kept together on a page."""
    return (b.Group("keep", tuple(_asked(item, number, seed, interface(lang)))),)


def _asked(item: b.Item, number: int, seed: str, words: Mapping[str, str]) -> Iterator[b.Block]:
    kind = words[f"paper-{item.control}"]
    yield b.Paragraph((b.Str(f"{number}. "), b.Str(item.stem), b.Str(kind)), "flush")
    options = shown(item, seed)
    if item.control == "write":
        yield b.Lines(WRITING_LINES, TALL)
    elif item.control == "scale":
        steps = "　".join(f"{n} {o.text}" for n, o in enumerate(item.right, 1))
        yield b.Paragraph((b.Str(steps),), "small")
        for row in item.options:
            ticks = (x for n, _ in enumerate(item.right, 1) for x in (b.Tick(str(n)), b.Str("  ")))
            yield b.Paragraph((b.Str(f"{row.text}　"), *ticks), "option")
    elif item.control == "number":
        yield b.Paragraph((b.Str(words["paper-answer"]), b.Blank(6), b.Str(f" {item.unit}")), "option")
    elif item.control in {"fill", "cloze"}:
        yield from _gaps(item, seed, words)
    elif item.control == "match":
        for index, left in enumerate(item.options, 1):
            yield b.Paragraph((b.Blank(3), b.Str(f" ({index}) {left.text}")), "option")
        for letter, right in zip(LETTERS, options, strict=False):
            yield b.Paragraph((b.Str(f"{letter}. {right.text}"),), "option")
    else:
        for letter, option in zip(LETTERS, options, strict=False):
            yield b.Paragraph((b.Str(f"{letter}. {option.text}"),), "option")
        if item.control == "order":
            yield b.Paragraph((b.Str(words["paper-order-here"]), b.Blank(2 * len(options))), "option")


def _gaps(item: b.Item, seed: str, words: Mapping[str, str]) -> Iterator[b.Block]:
    """The text with a numbered line for every place, and below it the letters to choose from."""
    number = {g.id: n for n, g in enumerate(item.gaps, 1)}
    pieces: list[b.Inline] = []
    if item.text:
        for at, piece in enumerate(b.PLACE.split(item.text)):
            pieces += [b.Str(f"({number[piece]})"), b.Blank(4)] if at % 2 else [b.Str(piece)]
    else:
        for n in number.values():
            pieces += [b.Str(words["paper-answer"] if len(number) == 1 else f"({n}) "), b.Blank(8), b.Str("　")]
    yield b.Paragraph(tuple(pieces), "option")
    for gap in item.gaps:
        if gap.options:
            listed = "　".join(
                f"{a}. {o.text}" for a, o in zip(LETTERS, ranked(gap.options, f"{seed}/{gap.id}"), strict=False)
            )
            yield b.Paragraph((b.Str(f"({number[gap.id]}) {listed}"),), "option")


def answer(item: b.Item, seed: str) -> str:
    """The right answer as it is written on the paper: `B`, `AC`, `CADB`, `1C 2A 3B`, the words of a gap.

    Empty where none is right.
    """
    options = shown(item, seed)
    at = {o.id: LETTERS[i] for i, o in enumerate(options)}
    match item.control:
        case "one" | "many":
            return "".join(at[o.id] for o in options if o.correct)
        case "order":
            return "".join(at[o.id] for o in item.options)
        case "match":
            return " ".join(f"{i}{at[o.id]}" for i, o in enumerate(item.options, 1))
        case "number":
            return item.key
        case "fill" | "cloze":
            many = len(item.gaps) > 1
            return "  ".join((f"({n}) " if many else "") + _fits(g, seed) for n, g in enumerate(item.gaps, 1))
        case _:
            return ""


def _fits(gap: b.Gap, seed: str) -> str:
    """What is right in a gap: the letters under which its options are printed, or the words that are accepted."""
    if not gap.options:
        return gap.accepted
    ordered = zip(LETTERS, ranked(gap.options, f"{seed}/{gap.id}"), strict=False)
    return "".join(letter for letter, o in ordered if o.correct)


def reasons(item: b.Item, seed: str, lang: Lang) -> b.Blocks:
    """Why: the rationale, what is said to each choice, the source."""
    words = interface(lang)
    out: list[b.Block] = []
    if item.rationale:
        out.append(b.Paragraph((b.Str(item.rationale),), "flush"))
    if item.control in {"one", "many"}:
        options = shown(item, seed)
        lines = [(f"{LETTERS[i]}. ", o.feedback) for i, o in enumerate(options)]
    else:
        colon = "：" if lang == "zh" else ": "
        lines = [(f"{o.text}{colon}", o.feedback) for o in item.options]
        for n, gap in enumerate(item.gaps, 1):
            lines += [(f"({n}) ", gap.feedback)] if not gap.options else []
            lines += [(f"({n}) {o.text}{colon}", o.feedback) for o in gap.options]
    out.extend(b.Paragraph((b.Styled("strong", (b.Str(head),)), b.Str(text)), "option") for head, text in lines if text)
    if item.source:
        out.append(b.Paragraph((b.Str(f"{words['from']} {item.source}"),), "small"))
    return tuple(out)


def key(items: tuple[b.Item, ...], seeds: tuple[str, ...], lang: Lang) -> b.Blocks:
    """A marking key: every question's answer in a table, then the reasons."""
    words = interface(lang)
    header = (
        b.Cell((b.Paragraph((b.Str(words["key-number"]),), "flush"),), head=True),
        b.Cell((b.Paragraph((b.Str(words["key-answer"]),), "flush"),), head=True),
        b.Cell((b.Paragraph((b.Str(words["key-why"]),), "flush"),), head=True),
    )
    rows = [header]
    for number, (item, seed) in enumerate(zip(items, seeds, strict=True), 1):
        found = answer(item, seed) or words["key-open"]
        mark = f"{number}{words['key-critical'] if item.critical else ''}"
        stem = b.Paragraph((b.Styled("strong", (b.Str(item.stem),)),), "flush")
        rows.append(
            (
                b.Cell((b.Paragraph((b.Str(mark),), "flush"),)),
                b.Cell((b.Paragraph((b.Styled("strong", (b.Str(found),)),), "flush"),)),
                b.Cell((stem, *reasons(item, seed, lang))),
            )
        )
    return (b.Grid((1.2, 2.0, 12.0), tuple(rows), words["key-title"], heads=1),)
