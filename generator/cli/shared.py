"""What commands share: options, the project, how a user's mistake ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from generator.app import NoProject, Project, compile_project, memory_of, today
from generator.memory.memory import Memory

Format = Literal["text", "json", "github"]

Make = Callable[[Path, date, Memory], Project]

Root = Annotated[
    Path,
    typer.Option("--project", "-p", help="The project's folder; the nearest one above by default.", show_default=False),
]
Speech = Annotated[Literal["zh", "en"] | None, typer.Option("--lang", help="Language of messages.", show_default=False)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is wrong.")]


def speech(chosen: str | None) -> str:
    """The language of messages: as asked, as XINYU_LANG says, else Chinese."""
    return chosen or ("en" if os.environ.get("XINYU_LANG", "").startswith("en") else "zh")


def say(text: str, *, quiet: bool = False) -> None:
    """A line for the person at the terminal."""
    if not quiet:
        typer.echo(text)


def fail(text: str, code: int = 2) -> NoReturn:
    """Ends the command: 1 where the content has errors, 2 where the command was misused."""
    typer.echo(text, err=True)
    raise typer.Exit(code)


def open_project(root: Path, lang: str, make: Make = compile_project, memory: Memory | None = None) -> Project:
    """The compiled project (or what `make` makes of it), or the end of the command with a word of help."""
    try:
        return make(root, today(), memory or memory_of(root))
    except NoProject:
        where = root.resolve()
        fail(
            f"{where} 和上层目录里没有 site_config/，这里不是心育项目。新建一个：xinyu new site DIR"
            if lang == "zh"
            else f"No site_config/ in {where} or above: this is not a Xinyu project. Make one: xinyu new site DIR"
        )
