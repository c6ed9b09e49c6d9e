"""`xinyu serve`: both languages in the browser, rebuilt when a source is saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from generator.app import compile_project, memory_of
from generator.cli.shared import Root, Speech, open_project, say, speech


def serve(
    root: Root = Path(),
    port: Annotated[int, typer.Option("--port", help="Port on this machine.")] = 8000,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    lang: Speech = None,
) -> None:
    """Preview the site while writing. Broken content shows what is wrong on its page.

    Example: xinyu serve --port 8001
    """
    from generator.hosts.live import serve_site  # noqa: PLC0415 - no other command waits for MkDocs

    language = speech(lang)
    memory = memory_of(root)
    project = open_project(root, language, partial(compile_project, for_site=True), memory)
    where = f"http://{host}:{port}/"
    say(
        f"{where}（英文 {where}en/）  Ctrl+C 结束"
        if language == "zh"
        else f"{where} (English: {where}en/)  Ctrl+C ends"
    )
    serve_site(project, host, port, memory)
