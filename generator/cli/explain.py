"""`xinyu explain`: what a rule is about, why it is there, how to keep it."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from generator.cli.shared import Speech, fail, speech
from generator.messages import catalogue
from generator.model.suggest import nearest


def explain(
    code: Annotated[str, typer.Argument(help="A code from `xinyu check`; `all` lists every one.")],
    lang: Speech = None,
) -> None:
    """Explain a diagnostic: what is wrong, why it matters, how to mend it.

    Example: xinyu explain lesson-minutes
    """
    language = speech(lang)
    words = catalogue(language)
    if code == "all":
        for name, message in sorted(words.items()):
            typer.echo(f"{name}\t{message.what}")
        return
    if code not in words:
        hint = nearest(code, words)
        meant = (f" 是否想写 {hint}？" if language == "zh" else f" Did you mean {hint}?") if hint else ""
        fail((f"没有代码 {code}。" if language == "zh" else f"There is no code {code}.") + meant)
    message = words[code]
    what = re.sub(r"{\w+}", "…", message.what)
    typer.echo(f"{code}\n\n{what}\n\n{message.why}\n\n{message.fix}")
