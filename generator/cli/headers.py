"""`xinyu headers`: what a server should say with every file, as configuration to paste."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from generator.outputs.site.headers import write_headers

Server = Literal["nginx", "apache", "caddy", "pages", "table"]


def headers(
    server: Annotated[Server, typer.Argument(help="nginx, apache (.htaccess), caddy, pages (_headers) or table.")],
) -> None:
    """Print the security headers of the site for a server. docs/deploy says where they go.

    Example: xinyu headers nginx
    """
    typer.echo(write_headers(server), nl=False)
