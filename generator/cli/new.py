"""`xinyu new`: a new page, quiz or school site from a skeleton that already passes the check."""

from __future__ import annotations

import typer

new = typer.Typer(help="Start a page, a unit, a quiz or a school's site.", no_args_is_help=True)


@new.callback()
def _new() -> None:
    """Start a page, a unit, a quiz or a school's site."""
