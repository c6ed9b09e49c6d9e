"""`xinyu exam`: keys, salts and the opening of sealed answers."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import Annotated, Literal

import typer

from generator.app import NoProject, today
from generator.cli.shared import Quiet, Root, Speech, fail, say, speech
from generator.files import write_file
from generator.messages import interface

exam = typer.Typer(help="Sealed exams: keys, and the answers handed in.", no_args_is_help=True)

_NAME = r"[a-z0-9][a-z0-9-]{0,79}"


@exam.command("salt")
def salt() -> None:
    """Print a new salt for a sealed bank.

    Example: xinyu exam salt
    """
    typer.echo(f"salt: {secrets.token_hex(16)}")


@exam.command("demo-keys")
def demo_keys(
    folder: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the pair goes; never a site.")],
    name: Annotated[str, typer.Option("--id", help="The key's id.", show_default=False)] = "",
    force: Annotated[bool, typer.Option("--force", help="Even in a folder that git keeps.")] = False,
    lang: Speech = None,
    quiet: Quiet = False,
) -> None:
    """Make a key pair and ten tickets to try an exam with. Nothing is ever overwritten.

    Example: xinyu exam demo-keys -o records/keys --id school-2026
    """
    from generator.records.exam.keys import NotThere, make_keys  # noqa: PLC0415 - no other command waits for cryptography

    language = speech(lang)
    words = interface(language)
    if name and not re.fullmatch(_NAME, name):
        fail(words["keys-name"])
    try:
        made = make_keys(folder, name, force=force)
    except NotThere as no:
        fail(words[f"keys-{no}"].format(folder=folder))
    except OSError as fault:
        fail(words["keys-failed"].format(folder=folder, reason=fault.strerror or str(fault)))
    for path in made.files:
        say(f"+ {path}", quiet=quiet)
    say(words["keys-next"], quiet=quiet)
    typer.echo(f"  - id: {made.id}\n    public: {made.public}")


@exam.command("open-responses")
def open_responses(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Answers: files, pasted codes, folders, zips.")
    ],
    *,
    key: Annotated[Path, typer.Option("--key", "-k", metavar="K", help="The private key's file.")],
    form: Annotated[Literal["text", "json", "csv"], typer.Option("--format", help="text, json or csv.")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file for the results.")] = None,
    known: Annotated[
        list[Path] | None, typer.Option("--known", help="JSON results of an earlier run; may be repeated.")
    ] = None,
    tickets: Annotated[Path | None, typer.Option("--tickets", help="Tickets that were issued, one a line.")] = None,
    root: Root = Path(),
    lang: Speech = None,
) -> None:
    """Open sealed answers, check what each is bound to, grade them. None is lost: each is listed with its reason.

    Exit code 0: all accepted; 1: some rejected; 2: nothing could be opened at all.

    Example: xinyu exam open-responses inbox/ --key keys/school-2026.private.json --format csv -o results.csv
    """
    from generator.grading import exam_results  # noqa: PLC0415 - as above
    from generator.records.exam.response import Refused  # noqa: PLC0415

    language = speech(lang)
    words = interface(language)
    try:
        text, rejected = exam_results(
            root, today(), files, key, form=form, lang=language, known=tuple(known or ()), tickets=tickets
        )
    except NoProject:
        fail(words["answer-no-project"].format(folder=root.resolve()))
    except Refused as no:
        fail(words[f"answer-{no.reason}"].format(file=no.detail))
    if output:
        try:
            write_file(output, text.encode())
        except OSError as fault:
            fail(words["keys-failed"].format(folder=output, reason=fault.strerror or str(fault)))
        say(f"→ {output}")
    else:
        typer.echo(text, nl=False)
    raise typer.Exit(1 if rejected else 0)
