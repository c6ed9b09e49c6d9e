"""`xinyu build`: the whole site, both languages, written aside and then put in place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.app import memory_of
from generator.cli.shared import Quiet, Root, Speech, fail, open_project, say, speech
from generator.hosts.mkdocs_site import BuildFailed, build_site
from generator.report.text import write_text


def build(
    root: Root = Path(),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the site goes; `site/` by default.")
    ] = None,
    lang: Speech = None,
    quiet: Quiet = False,
) -> None:
    """Build the site: Chinese at /, English at /en/. A failed build leaves the old site as it was.

    Example: xinyu build -o site
    """
    language = speech(lang)
    memory = memory_of(root)
    project = open_project(root, language, for_site=True, memory=memory)
    errors = [d for d in project.compilation.diagnostics if d.severity == "error"]
    if errors:
        fail(write_text(errors, project.compilation.library.files, language), 1)
    target = output or project.root / "site"
    try:
        pages = build_site(project, target, memory)
    except BuildFailed as problem:
        fail(str(problem), 1)
    where = (target / "index.html").resolve()
    warnings = project.warnings
    if language == "zh":
        say(f"已生成 {pages} 页（{warnings} 条提醒，见 xinyu check）。打开：{where}", quiet=quiet)
    else:
        say(f"{pages} pages built ({warnings} warnings, see xinyu check). Open: {where}", quiet=quiet)
