"""Branching cases as HTML: plain hypertext from step to step, which a script turns into one step at a time."""

from __future__ import annotations

from html import escape
from typing import Protocol

from generator.model import blocks as b


class Words(Protocol):
    """The interface strings, escaped, in the page's language."""

    def t(self, key: str, **values: object) -> str:
        """The string `key`, its places filled from `values`."""


def write_case(case: b.Case, words: Words) -> str:
    """The situation, every step and turn, the endings, what to take along."""
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
    data = f'data-case="{case.id}" data-start="{case.id}-{case.start}" data-meaning="{case.meaning}"'
    data += " data-keeps" if case.keeps else ""
    return f'<section class="xy-case" id="{case.id}" {data}>\n{inner}\n</section>'


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
