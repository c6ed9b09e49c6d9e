"""The questions of a paper as HTML: controls named by place, nothing of a key, one form for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Protocol

from generator.model import blocks as b

_PLACE = re.compile(r"__(\d+)__")


class Words(Protocol):
    """The interface strings, escaped, in the page's language."""

    def t(self, key: str, **values: object) -> str:
        """The string `key`, its places filled from `values`."""


def write_paper(items: tuple[b.Item, ...], words: Words) -> str:
    """The questions, each a group of controls whose names begin with its id (`q1`, `q2`, ...)."""
    return "".join(_item(item, words) for item in items)


def _item(item: b.Item, words: Words) -> str:
    inner = _CONTROLS[item.control](item, words)
    number = words.t("exam-number", n=item.id[1:])
    return (
        f'<fieldset class="xy-q xy-q--{item.type}" id="{item.id}" data-control="{item.control}" tabindex="-1">'
        f'<legend><span class="xy-exam__no">{number}</span> {escape(item.stem)}</legend>{inner}</fieldset>'
    )


def _choices(item: b.Item, words: Words) -> str:
    kind = "radio" if item.control == "one" else "checkbox"
    hint = f'<p class="xy-hint">{words.t("exam-many")}</p>' if item.control == "many" else ""
    rows = "".join(
        f'<li><label><input type="{kind}" name="{item.id}" value="{o.id}"><span>{escape(o.text)}</span></label></li>'
        for o in item.options
    )
    return f'{hint}<ol class="xy-options">{rows}</ol>'


def _order(item: b.Item, words: Words) -> str:
    """Lists of places, which `assets/src/exam/order.ts` carries on behind its buttons."""
    count = len(item.options)
    steps = "".join(f'<option value="{n}">{words.t("exam-place-of", n=n)}</option>' for n in range(1, count + 1))
    rows = "".join(
        f'<li><label><span>{escape(o.text)}</span><select name="{item.id}-{o.id}">'
        f'<option value="">{words.t("exam-not-yet")}</option>{steps}</select></label></li>'
        for o in item.options
    )
    return f'<p class="xy-hint">{words.t("exam-order-hint")}</p><ol class="xy-options">{rows}</ol>'


def _match(item: b.Item, words: Words) -> str:
    answers = _options(item.right, words)
    rows = "".join(
        f'<li><label><span>{escape(o.text)}</span><select name="{item.id}-{o.id}">{answers}</select></label></li>'
        for o in item.options
    )
    return f'<p class="xy-hint">{words.t("match-hint")}</p><ol class="xy-options">{rows}</ol>'


def _options(options: tuple[b.Option, ...], words: Words) -> str:
    rows = "".join(f'<option value="{o.id}">{escape(o.text)}</option>' for o in options)
    return f'<option value="">{words.t("exam-not-yet")}</option>{rows}'


def _gaps(item: b.Item, words: Words) -> str:
    """The text with a control at each of its places; where it has none, the controls below each other."""

    def control(gap: b.Gap) -> str:
        label = words.t("exam-blank", n=gap.id)
        name = f"{item.id}-{gap.id}"
        if gap.options:
            return f'<select name="{name}" aria-label="{label}">{_options(gap.options, words)}</select>'
        return f'<input type="text" name="{name}" aria-label="{label}" maxlength="200" autocomplete="off" spellcheck="false">'

    gaps = {g.id: control(g) for g in item.gaps}
    parts = _PLACE.split(item.text)
    used = parts[1::2]
    line = "".join(gaps.get(part, "") if i % 2 else escape(part) for i, part in enumerate(parts))
    rest = "".join(f"<p>{html}</p>" for name, html in gaps.items() if name not in used)
    return f'<div class="xy-exam__gaps">{f"<p>{line}</p>" if item.text else ""}{rest}</div>'


def _number(item: b.Item, words: Words) -> str:
    label = words.t("exam-blank", n=1)
    unit = f" <span>{escape(item.unit)}</span>" if item.unit else ""
    return (
        f'<p class="xy-exam__gaps"><input type="text" inputmode="decimal" name="{item.id}-1" aria-label="{label}" '
        f'maxlength="40" autocomplete="off">{unit}</p>'
    )


_CONTROLS: dict[str, Callable[[b.Item, Words], str]] = {
    "one": _choices,
    "many": _choices,
    "order": _order,
    "match": _match,
    "fill": _gaps,
    "cloze": _gaps,
    "number": _number,
}
