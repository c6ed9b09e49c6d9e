"""`xinyu coverage`: each duty, what satisfies it, what is missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from generator.cli.shared import Root, Speech, open_project, speech
from generator.messages import interface
from generator.model.record import LANGS


def coverage(
    root: Root = Path(),
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="text or json.")] = "text",
    missing: Annotated[bool, typer.Option("--missing", help="Only duties that miss something.")] = False,
    lang: Speech = None,
) -> None:
    """Show every duty of laws and policies, what satisfies it and what is missing.

    Example: xinyu coverage --missing
    """
    language = speech(lang)
    project = open_project(root, language)
    library = project.compilation.library
    rows = [r for r in project.compilation.coverage if not missing or r.state == "missing"]
    if form == "json":
        data = [
            {
                "id": row.mandate,
                "source": row.source,
                "state": row.state,
                "duty": library.duties[row.mandate].mandate.duty.model_dump(),
                "needs": [{"met": r.met, "page": r.page, **{x: r.words[x] for x in LANGS}} for r in row.results],
            }
            for row in rows
        ]
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    words = interface(language)
    for row in rows:
        duty = library.duties[row.mandate].mandate
        chosen = duty.duty.zh if language == "zh" else duty.duty.get("en")
        typer.echo(f"{row.mandate} {words[f'state-{row.state}']}  {chosen}")
        for result in row.results:
            typer.echo(f"     {'✓' if result.met else '·'} {result.words[language]}")
        if duty.reason and row.state != "met":
            typer.echo(f"     {duty.reason.zh if language == 'zh' else duty.reason.get('en')}")
    states = [r.state for r in project.compilation.coverage]
    counts = {state: states.count(state) for state in ("met", "missing", "outside")}
    typer.echo(words["coverage-counts"].format(total=len(states), **counts))
