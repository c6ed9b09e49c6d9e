"""`xinyu check`: every problem of the content, with its place and the way out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.app import check_project, missing_translations
from generator.cli.shared import Format, Quiet, Root, Speech, open_project, say, speech
from generator.report.machine import write_github, write_json
from generator.report.text import write_text

NAMED = 8  # ids of untranslated pages that the summary names


def check(
    root: Root = Path(),
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    form: Annotated[Format, typer.Option("--format", help="text, json or github.")] = "text",
    lang: Speech = None,
    quiet: Quiet = False,
) -> None:
    """Check all content and report every problem at once.

    Exit code 0: nothing wrong; 1: errors (with --strict also warnings); 2: not a project.

    Example: xinyu check --strict --format github
    """
    language = speech(lang)
    project = open_project(root, language, check_project)
    found, files = project.compilation.diagnostics, project.compilation.library.files
    if form == "json":
        typer.echo(write_json(found, files, language))
    elif form == "github":
        typer.echo(write_github(found, files, language))
    else:
        text = write_text(found, files, language)
        if text:
            typer.echo(text)
        counts = (len(project.compilation.library.pages), project.errors, project.warnings)
        behind = missing_translations(project)
        named = " ".join(behind[:NAMED]) + (" …" if len(behind) > NAMED else "")
        summary = (
            "{} 页，{} 个错误，{} 条提醒".format(*counts) + (f"，{len(behind)} 页还没有英文：{named}" if behind else "")
            if language == "zh"
            else "{} pages, {} errors, {} warnings".format(*counts)
            + (f", {len(behind)} without English: {named}" if behind else "")
        )
        say(summary, quiet=quiet)
    raise typer.Exit(1 if project.errors or (strict and found) else 0)
