"""Questions as HTML: real forms, readable and answerable on paper without a script."""

from __future__ import annotations

import hashlib
from html import escape
from typing import Protocol

from generator.model import blocks as b


class Words(Protocol):
    """The interface strings, escaped, in the page's language."""

    def t(self, key: str, **values: object) -> str:
        """The string `key`, its places filled from `values`."""


def write_question(block: b.Item | b.Case | b.Quiz, words: Words) -> str:
    """A question, a branching case or a whole quiz."""
    match block:
        case b.Quiz():
            inner = "\n".join(write_question(i, words) for i in block.items)
            title = f"<h3>{escape(block.title)}</h3>"
            return f'<section class="xy-quiz" data-quiz="{block.id}">{title}\n{inner}\n</section>'
        case b.Case():
            return _case(block, words)
        case b.Item():
            return _item(block, words)


def _item(item: b.Item, words: Words) -> str:
    controls = {"one": _choices, "many": _choices, "order": _order, "match": _match, "write": _write}
    inner = controls[item.control](item, words)
    critical = f'<p class="xy-critical">{words.t("critical")}</p>' if item.critical else ""
    key = "" if item.control == "write" else _key(item, words)
    return (
        f'<form class="xy-q xy-q--{item.type}" id="{item.id}" data-q="{item.id}" data-type="{item.type}">'
        f"<fieldset><legend>{escape(item.stem)}</legend>{critical}{inner}</fieldset>{key}</form>"
    )


def _choices(item: b.Item, words: Words) -> str:
    kind = "radio" if item.control == "one" else "checkbox"
    rows = "".join(
        f'<li><label><input type="{kind}" name="{item.id}" value="{o.id}"><span>{escape(o.text)}</span></label></li>'
        for o in item.options
    )
    return f'<ol class="xy-options">{rows}</ol>'


def shuffled(options: tuple[b.Option, ...], seed: str) -> tuple[b.Option, ...]:
    """The options in an order that depends on the question's id alone, and is not the given one."""
    ranked = sorted(options, key=lambda o: hashlib.sha256(f"{seed}/{o.id}".encode()).digest())
    out = tuple(ranked)
    return out if out != options else (*out[1:], out[0])


def _order(item: b.Item, words: Words) -> str:
    rows = "".join(
        f'<li><label><input type="number" inputmode="numeric" min="1" max="{len(item.options)}" '
        f'name="{item.id}-{o.id}"><span>{escape(o.text)}</span></label></li>'
        for o in shuffled(item.options, item.id)
    )
    return f'<p class="xy-hint">{words.t("order-hint")}</p><ol class="xy-options">{rows}</ol>'


def _match(item: b.Item, words: Words) -> str:
    answers = shuffled(item.right, item.id)
    choices = "".join(f'<option value="{o.id}">{escape(o.text)}</option>' for o in answers)
    rows = "".join(
        f'<li><label><span>{escape(o.text)}</span><select name="{item.id}-{o.id}">'
        f'<option value="">{words.t("match-choose")}</option>{choices}</select></label></li>'
        for o in item.options
    )
    return f'<p class="xy-hint">{words.t("match-hint")}</p><ol class="xy-options">{rows}</ol>'


def _write(item: b.Item, words: Words) -> str:
    label = words.t("write-here")
    return f'<label class="xy-write"><span>{label}</span><textarea name="{item.id}" rows="3"></textarea></label>'


def _key(item: b.Item, words: Words) -> str:
    if item.control == "order":
        lines = [f"<li><strong>{n}</strong> {escape(o.text)}{_feedback(o)}</li>" for n, o in enumerate(item.options, 1)]
        title = f"<p>{words.t('key-order')}</p>"
    elif item.control == "match":
        right = {o.id: o.text for o in item.right}
        lines = [
            f"<li><strong>{escape(o.text)}</strong> {escape(right[o.id])}{_feedback(o)}</li>" for o in item.options
        ]
        title = f"<p>{words.t('key-match')}</p>"
    else:
        mark = f' <em class="xy-fits">{words.t("key-right")}</em>'
        lines = [
            f'<li data-option="{o.id}"><strong>{escape(o.text)}</strong>{mark if o.correct else ""}{_feedback(o)}</li>'
            for o in item.options
        ]
        title = ""
    why = f'<p class="xy-why">{escape(item.rationale)}</p>' if item.rationale else ""
    source = f'<p class="xy-from">{words.t("from")} {escape(item.source)}</p>' if item.source else ""
    summary = f"<summary>{words.t('key-show')}</summary>"
    return f'<details class="xy-key">{summary}{title}<ul>{"".join(lines)}</ul>{why}{source}</details>'


def _feedback(option: b.Option) -> str:
    return f"<p>{escape(option.feedback)}</p>" if option.feedback else ""


def _case(case: b.Case, words: Words) -> str:
    nodes = sorted(case.nodes, key=lambda n: n.id != case.start)
    parts = [
        f"<h3>{escape(case.title)}</h3>",
        f'<p class="xy-case__stem">{escape(case.stem)}</p>',
    ]
    parts.extend(_node(case, node, words) for node in nodes)
    parts.extend(
        f'<div class="xy-ending xy-ending--{ending.tone}" id="{case.id}-{ending.id}">'
        f"<h4>{escape(ending.title)}</h4><p>{escape(ending.text)}</p></div>"
        for ending in case.endings
    )
    source = f'<p class="xy-from">{words.t("from")} {escape(case.source)}</p>' if case.source else ""
    parts.append(
        f'<div class="xy-debrief"><h4>{words.t("case-debrief")}</h4><p>{escape(case.debrief)}</p>{source}</div>'
    )
    parts.append(
        f'<label class="xy-write"><span>{escape(case.first_sentence)}</span>'
        f'<textarea rows="3" name="{case.id}-first"></textarea></label>'
    )
    inner = "\n".join(parts)
    start = f"{case.id}-{case.start}"
    return f'<section class="xy-case" id="{case.id}" data-case="{case.id}" data-start="{start}">\n{inner}\n</section>'


def _node(case: b.Case, node: b.CaseNode, words: Words) -> str:
    here = f"{case.id}-{node.id}"
    choices = "".join(f'<li><a href="#{here}-{t.id}">{escape(t.text)}</a></li>' for t in node.turns)
    turns = "".join(
        f'<div class="xy-turn xy-turn--{t.quality}" id="{here}-{t.id}"><p><strong>{words.t(f"case-{t.quality}")}</strong> '
        f'{escape(t.feedback)}</p><a class="xy-next" href="#{case.id}-{t.next}">{words.t("case-next")}</a></div>'
        for t in node.turns
    )
    text = f"<p>{escape(node.text)}</p>"
    return f'<div class="xy-node" id="{here}">{text}<ol class="xy-choices">{choices}</ol></div>\n{turns}'
