"""`xinyu packs`: everything a school prints or edits, as files in one folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from generator.app import BadFormat, Changed, PageUnknown, PrintMissing, build_packs, read_roster
from generator.cli.shared import Quiet, Root, Speech, fail, open_project, say, speech
from generator.model.roster import Person
from generator.report.text import write_text


def packs(  # noqa: PLR0917 - one parameter an option
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[IDS]...", help="Ids of pages; every page if none is named.")
    ] = None,
    root: Root = Path(),
    formats: Annotated[
        str, typer.Option("--format", help="Formats, with commas: pdf, docx, pptx, html, xlsx, epub, txt.")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the packs go; `dist/packs/` by default.")
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option(
            help="A workbook of staff (columns 姓名, 工号, 部门) for the sign-in sheets of courses; read, never stored."
        ),
    ] = None,
    seed: Annotated[
        str, typer.Option(help="A word that draws the exam papers: another word, other questions. Keep it to yourself.")
    ] = "",
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
        people = _people(roster, language) if roster else ()
        made = build_packs(project, folder, ids or (), chosen, people=people, seed=seed, progress=progress)
    except PageUnknown as problem:
        hint = f" {problem.hint}?" if problem.hint else ""
        fail(
            f"没有可打印的页面 {problem.id}。{'是否想写' if hint else ''}{hint}"
            if language == "zh"
            else f"There is nothing to print called {problem.id}.{' Did you mean' if hint else ''}{hint}"
        )
    except Changed as problem:
        fail(str(problem), 1)
    except PrintMissing as problem:
        fail(
            f"缺少打印用的组件（{problem}）。在项目文件夹里运行 make packs，或者：pip install 'xinyu[print]'"
            if language == "zh"
            else f"What printing needs is not installed ({problem}). Run make packs, or: pip install 'xinyu[print]'"
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


def _people(path: Path, language: str) -> tuple[Person, ...]:
    """The staff of a roster, or the end of the command; what is merely odd about it is said."""
    read = read_roster(path)
    if read.diagnostics:
        typer.echo(write_text(read.diagnostics, {}, language), err=not read.usable)
    if not read.usable:
        raise typer.Exit(1)
    return read.people
