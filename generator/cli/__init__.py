"""The command line: one file per command, no logic in any of them."""

from __future__ import annotations

import typer

from generator import __version__
from generator.cli.build import build
from generator.cli.certificates import certificates
from generator.cli.check import check
from generator.cli.coverage import coverage
from generator.cli.exam import exam
from generator.cli.explain import explain
from generator.cli.headers import headers
from generator.cli.new import new
from generator.cli.packs import packs
from generator.cli.schema import schema
from generator.cli.serve import serve
from generator.cli.stage import stage

app = typer.Typer(
    name="xinyu",
    help="心育 Xinyu: Markdown and YAML in; a checked bilingual site, packs and records out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (check, explain, build, packs, serve, stage, coverage, headers, schema):
    app.command()(command)
app.add_typer(new, name="new")
app.add_typer(exam, name="exam")
app.add_typer(certificates, name="certificates")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"xinyu {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Options of the program itself."""
