"""`xinyu packs`: everything a school prints or edits, as files in one folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from generator.app import BadFormat, PageUnknown, build_packs
from generator.cli.shared import Quiet, Root, Speech, fail, open_project, say, speech
from generator.report.text import write_text


def packs(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[IDS]...", help="Ids of pages; every page if none is named.")] = None,
    root: Root = Path(),
    formats: Annotated[str, typer.Option("--format", help="Formats, with commas: pdf, docx, pptx, xlsx, epub, txt.")] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the packs go; `dist/packs/` by default.")
    ] = None,
    lang: Speech = None,
    quiet: Quiet = False,
) -> None:
    """Write packs for paper and office: only what has changed, never a half-written file.

    Example: xinyu packs lesson/g3-a09 --format pdf,docx -o usb
    """
    language = speech(lang)
    project = open_project(root, language)
    errors = [d for d in project.compilation.diagnostics if d.severity == "error"]
    files = project.compilation.library.files
    if errors:
        fail(write_text(errors, files, language), 1)
    folder = output or project.root / "dist" / "packs"
    shown = sys.stderr.isatty() and not quiet

    def progress(done: int, of: int) -> None:
        if shown:
            typer.echo(f"\r{done}/{of}", nl=done == of, err=True)

    chosen = tuple(dict.fromkeys(filter(None, formats.replace(" ", "").split(","))))
    try:
        made = build_packs(project, folder, ids or (), chosen, progress=progress)
    except PageUnknown as problem:
        hint = f" {problem.hint}?" if problem.hint else ""
        fail(
            f"没有可打印的页面 {problem.id}。{'是否想写' if hint else ''}{hint}"
            if language == "zh"
            else f"There is nothing to print called {problem.id}.{' Did you mean' if hint else ''}{hint}"
        )
    except BadFormat as problem:
        fail(
            f"没有格式 {problem}。可以用：{'、'.join(problem.known)}"
            if language == "zh"
            else f"There is no format {problem}. Known: {', '.join(problem.known)}"
        )
    if made.diagnostics:
        typer.echo(write_text(made.diagnostics, files, language))
    counts = (len(made.written), len(made.kept), len(made.removed))
    say(
        "写了 {} 个文件，{} 个没有变，删去 {} 个旧的".format(*counts) + f" → {folder}"
        if language == "zh"
        else "{} files written, {} unchanged, {} old ones removed".format(*counts) + f" in {folder}",
        quiet=quiet,
    )
