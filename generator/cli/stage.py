"""`xinyu stage`: the same source tree on disk, for another engine that reads `mkdocs.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.app import Changed
from generator.cli.shared import Quiet, Root, Speech, fail, open_project, say, speech
from generator.report.text import write_text


def stage(
    folder: Annotated[Path, typer.Argument(help="An empty or formerly staged folder.")],
    root: Root = Path(),
    lang: Speech = None,
    quiet: Quiet = False,
) -> None:
    """Write the compiled pages as plain files with a `mkdocs.yml` for each language.

    Example: xinyu stage .build && cd .build && zensical build
    """
    from generator.hosts.staging import NotOurs, stage_project  # noqa: PLC0415 - no other command waits for MkDocs

    language = speech(lang)
    project = open_project(root, language)
    errors = [d for d in project.compilation.diagnostics if d.severity == "error"]
    if errors:
        fail(write_text(errors, project.compilation.library.files, language), 1)
    try:
        count = stage_project(project, folder)
    except Changed as problem:
        fail(str(problem), 1)
    except NotOurs:
        fail(
            f"{folder} 里已有别的文件，没有动它。请给一个空文件夹。"
            if language == "zh"
            else f"{folder} holds files of somebody else's; nothing was touched. Give an empty folder."
        )
    say(f"{count} 个文件 → {folder}" if language == "zh" else f"{count} files in {folder}", quiet=quiet)
