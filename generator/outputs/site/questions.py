"""Questions as HTML: real forms, readable and answerable on paper without a script."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from html import escape
from typing import Protocol

from generator.model import blocks as b
from generator.outputs.site.cases import write_case


class Words(Protocol):
    """The interface strings, escaped, in the page's language."""

    def t(self, key: str, **values: object) -> str:
        """The string `key`, its places filled from `values`."""


def write_question(block: b.Item | b.Case | b.Quiz, words: Words, *, keys: bool = True) -> str:
    """A question, a branching case or a whole quiz; without `keys`, nothing that says what is right."""
    match block:
        case b.Quiz():
            return _quiz(block, words)
        case b.Case():
            return write_case(block, words)
        case b.Item():
            return _item(block, words, keys)


def _quiz(quiz: b.Quiz, words: Words) -> str:
    """What is asked first stands in the page; the other forms lie in templates, which are neither shown nor printed."""
    rules = {"draw": quiz.draw, "attempts": quiz.attempts, "minutes": quiz.minutes}
    data = "".join(f' data-{name}="{value}"' for name, value in rules.items() if value is not None)
    data += "" if quiz.shuffle else ' data-shuffle="no"'
    parts = [f"<h3>{escape(quiz.title)}</h3>", *(write_question(i, words) for i in quiz.items)]
    parts += [
        f'<template data-form="{f.id}" data-family="{f.family}">{_item(f, words, keys=True)}</template>'
        for f in quiz.forms
        if isinstance(f, b.Item)
    ]
    inner = "\n".join(parts)
    return f'<section class="xy-quiz" data-quiz="{quiz.id}" data-pass="{quiz.pass_mark}"{data}>{inner}\n</section>'


def _item(item: b.Item, words: Words, keys: bool) -> str:
    inner = CONTROLS[item.control](item, words)
    critical = f'<p class="xy-critical">{words.t("critical")}</p>' if item.critical else ""
    after = (_model(item) + ("" if item.control in {"write", "scale"} else _key(item, words))) if keys else ""
    return (
        f'<form class="xy-q xy-q--{item.type}" id="{item.id}" data-q="{item.id}" data-type="{item.type}">'
        f"<fieldset><legend>{escape(item.stem)}</legend>{critical}{inner}</fieldset>{after}</form>"
    )


def _model(item: b.Item) -> str:
    """What the page's script needs to draw, grade and remember, as data that cannot end its own element."""
    about: dict[str, object] = {"id": item.id, "type": item.type, "meaning": item.meaning, "family": item.family}
    about |= {"keeps": True} if item.keeps else {}
    about |= {"outcome": item.outcome, "critical": item.critical, **json.loads(item.model or "{}")}
    text = json.dumps(about, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" class="xy-model">{text}</script>'


# --- controls -----------------------------------------------------------------


def _choices(item: b.Item, words: Words) -> str:
    kind = "radio" if item.control == "one" else "checkbox"
    rows = "".join(
        f'<li><label><input type="{kind}" name="{item.id}" value="{o.id}"><span>{escape(o.text)}</span></label></li>'
        for o in item.options
    )
    hint = f'<p class="xy-hint">{words.t("many-hint")}</p>' if kind == "checkbox" else ""
    return f'{hint}<ol class="xy-options">{rows}</ol>'


def shuffled(options: tuple[b.Option, ...], seed: str) -> tuple[b.Option, ...]:
    """The options in an order that depends on the question's id alone, and is not the given one."""
    ranked = sorted(options, key=lambda o: hashlib.sha256(f"{seed}/{o.id}".encode()).digest())
    out = tuple(ranked)
    return out if out != options else (*out[1:], out[0])


def _order(item: b.Item, words: Words) -> str:
    rows = "".join(
        f'<li data-step="{o.id}"><label><input type="number" inputmode="numeric" min="1" max="{len(item.options)}" '
        f'name="{item.id}-{o.id}"><span>{escape(o.text)}</span></label></li>'
        for o in shuffled(item.options, item.id)
    )
    return f'<p class="xy-hint">{words.t("order-hint")}</p><ol class="xy-options">{rows}</ol>'


def _match(item: b.Item, words: Words) -> str:
    answers = shuffled(item.right, item.id)
    choices = "".join(f'<option value="{o.id}">{escape(o.text)}</option>' for o in answers)
    rows = "".join(
        f"<li><label><span>{escape(o.text)}</span>{_select(f'{item.id}-{o.id}', choices, words)}</label>{ON_PAPER}</li>"
        for o in item.options
    )
    return f'<p class="xy-hint">{words.t("match-hint")}</p><ol class="xy-options">{rows}</ol>{_bank("", answers)}'


def _select(name: str, choices: str, words: Words, label: str = "") -> str:
    named = f' aria-label="{label}"' if label else ""
    first = f'<option value="">{words.t("match-choose")}</option>'
    return f'<select name="{name}"{named}>{first}{choices}</select>'


# A list cannot be opened on paper: there a line stands in its place, and what it holds is printed below.
ON_PAPER = '<span class="xy-onpaper" aria-hidden="true"><span class="xy-blank" data-size="s"></span></span>'


def _bank(label: str, options: tuple[b.Option, ...]) -> str:
    rows = "".join(f"<li>{escape(o.text)}</li>" for o in options)
    title = f"<p>{label}</p>" if label else ""
    return f'<div class="xy-bank">{title}<ol type="A">{rows}</ol></div>'


def _gaps(item: b.Item, words: Words) -> str:
    """A text with places to write in or to choose from; one place alone needs no text."""
    controls = {g.id: _gap(item, number, g, words) for number, g in enumerate(item.gaps, 1)}
    if not item.text:
        inner = "".join(f"<label><span>{words.t('answer-here')}</span> {c}</label>" for c in controls.values())
        return f'<p class="xy-gaps">{inner}</p>'
    pieces = b.PLACE.split(item.text)
    inner = "".join(controls.get(p, "…") if n % 2 else escape(p) for n, p in enumerate(pieces))
    banks = [_bank(words.t("gap", n=n), g.options) for n, g in enumerate(item.gaps, 1) if g.options]
    return f'<p class="xy-gaps">{inner}</p>{"".join(banks)}'


def _gap(item: b.Item, number: int, gap: b.Gap, words: Words) -> str:
    name = f"{item.id}-{gap.id}"
    label = words.t("gap", n=number) if item.text else ""
    if gap.options:
        ordered = shuffled(gap.options, name)
        choices = "".join(f'<option value="{o.id}">{escape(o.text)}</option>' for o in ordered)
        return f"{_select(name, choices, words, label)}{ON_PAPER}"
    named = f' aria-label="{label}"' if label else ""
    return f'<input type="text" name="{name}"{named} maxlength="200" autocomplete="off" autocapitalize="off">'


def _number(item: b.Item, words: Words) -> str:
    field = f'<input type="text" inputmode="decimal" name="{item.id}" maxlength="40" autocomplete="off">'
    unit = f' <span class="xy-unit">{escape(item.unit)}</span>' if item.unit else ""
    return f'<p class="xy-gaps"><label><span>{words.t("answer-here")}</span> {field}{unit}</label></p>'


def _scale(item: b.Item, words: Words) -> str:
    rows = "".join(
        f'<fieldset class="xy-row"><legend>{escape(row.text)}</legend><ol class="xy-scale">'
        + "".join(
            f'<li><label><input type="radio" name="{item.id}-{row.id}" value="{step.id}">'
            f"<span>{escape(step.text)}</span></label></li>"
            for step in item.right
        )
        + "</ol></fieldset>"
        for row in item.options
    )
    return f'<p class="xy-hint">{words.t("survey-hint")}</p>{rows}'


def _write(item: b.Item, words: Words) -> str:
    label = words.t("write-here")
    return f'<label class="xy-write"><span>{label}</span><textarea name="{item.id}" rows="3"></textarea></label>'


CONTROLS: dict[b.Control, Callable[[b.Item, Words], str]] = {
    "one": _choices,
    "many": _choices,
    "order": _order,
    "match": _match,
    "fill": _gaps,
    "cloze": _gaps,
    "number": _number,
    "scale": _scale,
    "write": _write,
}

# --- the key ------------------------------------------------------------------


def _key(item: b.Item, words: Words) -> str:
    """What fits and why, folded away; scripts find a choice's feedback by its `data-option`."""
    titles = {"order": "key-order", "match": "key-match"}
    title = f"<p>{words.t(titles[item.control])}</p>" if item.control in titles else ""
    why = f'<p class="xy-why">{escape(item.rationale)}</p>' if item.rationale else ""
    source = f'<p class="xy-from">{words.t("from")} {escape(item.source)}</p>' if item.source else ""
    summary = f"<summary>{words.t('key-show')}</summary>"
    lines = "".join(
        f'<li data-option="{place}">{said}{f"<p>{escape(feedback)}</p>" if feedback else ""}</li>'
        for place, said, feedback in _lines(item, words)
    )
    return f'<details class="xy-key">{summary}{title}<ul>{lines}</ul>{why}{source}</details>'


def _lines(item: b.Item, words: Words) -> Iterator[tuple[str, str, str]]:
    """The key line by line: the place it speaks of, what stands there as HTML, what is said about it."""
    fits = f' <em class="xy-fits">{words.t("key-right")}</em>'
    right = {o.id: o.text for o in item.right}
    for number, o in enumerate(item.options, 1):
        match item.control:
            case "order":
                yield o.id, f"<strong>{number}</strong> {escape(o.text)}", o.feedback
            case "match":
                yield o.id, f"<strong>{escape(o.text)}</strong> {escape(right[o.id])}", o.feedback
            case "number":
                yield o.id, f"<strong>{escape(item.key)}</strong>", o.feedback
            case _:
                yield o.id, f"<strong>{escape(o.text)}</strong>{fits if o.correct else ''}", o.feedback
    for number, gap in enumerate(item.gaps, 1):
        place = f"{words.t('gap', n=number)} " if len(item.gaps) > 1 else ""
        if not gap.options:
            yield gap.id, f"{place}<strong>{escape(gap.accepted)}</strong>", gap.feedback
        for o in gap.options:
            said = f"{place}<strong>{escape(o.text)}</strong>{fits if o.correct else ''}"
            yield f"{gap.id} {o.id}", said, o.feedback
