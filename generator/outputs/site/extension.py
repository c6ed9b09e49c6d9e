"""The Python-Markdown extension that carries our finished HTML through any engine that runs Python-Markdown.

Custom syntax is lowered by the compiler, once, for every output (docs/decisions/0005); what reaches the engine is
headings in Markdown and everything else between `<!--xinyu-->` and `<!--/xinyu-->`. The extension sets those
passages aside word for word. An engine without it still sees plain block-level HTML.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from typing_extensions import override

OPEN, CLOSE = "<!--xinyu-->", "<!--/xinyu-->"


class _Passages(Preprocessor):
    """Replaces every passage by a placeholder of the HTML stash, so that nothing parses it again."""

    def run(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        held: list[str] | None = None
        for line in lines:
            if line == OPEN and held is None:
                held = []
            elif line == CLOSE and held is not None:
                out += ["", self.md.htmlStash.store("\n".join(held)), ""]
                held = None
            elif held is not None:
                held.append(line)
            else:
                out.append(line)
        if held is not None:  # never closed: not ours, so it stays as it was
            out += [OPEN, *held]
        return out


class XinyuExtension(Extension):
    """Registered under the name `xinyu`."""

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        # After whitespace is normalised (30), before fences are looked for (25) and raw HTML is parsed (20).
        md.preprocessors.register(_Passages(md), "xinyu", 28)


def makeExtension(**options: object) -> XinyuExtension:  # noqa: N802 - Python-Markdown's name
    """What Python-Markdown calls."""
    return XinyuExtension(**options)
