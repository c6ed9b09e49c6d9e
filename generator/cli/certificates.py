"""`xinyu certificates`: the school's key, certificates for a list of people, checking one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.app import NoProject, PrintMissing, today
from generator.cli.shared import Quiet, Root, Speech, fail, say, speech
from generator.messages import interface
from generator.report.text import write_text

if TYPE_CHECKING:  # no other command waits for cryptography
    from generator.certifying import Checked

certificates = typer.Typer(help="Certificates: the school's key, signing, checking.", no_args_is_help=True)


@certificates.command("keys")
def keys(
    folder: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the pair goes; never a site.")],
    name: Annotated[str, typer.Option("--id", help="The key's id; certificates name it.")],
    force: Annotated[bool, typer.Option("--force", help="Even in a folder that git keeps.")] = False,
    lang: Speech = None,
    quiet: Quiet = False,
) -> None:
    """Make the key pair that certificates are signed with. Nothing is ever overwritten.

    Example: xinyu certificates keys -o records/keys --id school-2026
    """
    from generator.records.certificates.keys import is_key_id, make_pair, yaml_of  # noqa: PLC0415 - see above
    from generator.records.private import NotThere  # noqa: PLC0415

    words = interface(speech(lang))
    if not is_key_id(name):
        fail(words["keys-name"])
    try:
        public, path = make_pair(folder, name, force=force)
    except NotThere as no:
        fail(words[f"keys-{no}"].format(folder=folder))
    except OSError as fault:
        fail(words["keys-failed"].format(folder=folder, reason=fault.strerror or str(fault)))
    say(f"+ {path}", quiet=quiet)
    say(words["certificates-keys-next"], quiet=quiet)
    typer.echo(yaml_of(name, public))


@certificates.command("issue")
def issue(
    listed: Annotated[Path, typer.Argument(metavar="LIST", help="A workbook or CSV: 姓名, 岗位, 课时, 日期.")],
    *,
    key: Annotated[Path, typer.Option("--key", "-k", metavar="K", help="The private key's file.")],
    course: Annotated[str, typer.Option("--course", "-c", help="Id of the course.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="A private folder for PDF and CSV.")],
    hours: Annotated[str, typer.Option("--hours", help="Class hours of rows that give none.")] = "",
    day: Annotated[str, typer.Option("--date", help="Day of rows that give none, YYYY-MM-DD.")] = "",
    root: Root = Path(),
    lang: Speech = None,
    quiet: Quiet = False,
) -> None:
    """Sign a certificate for everybody in a list; write them as PDF and CSV. One wrong row and nothing is written.

    The same list gives the same bytes. Certificates are in Chinese unless --lang says otherwise.

    Example: xinyu certificates issue staff.xlsx -k records/keys/school-2026.private.json -c course/t1 -o records/2026-11
    """
    from generator import certifying  # noqa: PLC0415 - see above
    from generator.records.private import NoKeyFile, NotThere  # noqa: PLC0415

    language, written_in = speech(lang), lang or "zh"
    words = interface(language)
    try:
        made = certifying.issue(root, today(), listed, key, course, hours=hours, day=day, lang=written_in)
    except NoProject:
        fail(words["certificates-no-project"].format(folder=root.resolve()))
    except certifying.BadKeys as faulty:
        fail(write_text(faulty.diagnostics, faulty.files, language))
    except NoKeyFile:
        fail(words["certificates-key-file"].format(file=key))
    except certifying.CannotIssue as no:
        near = no.params.get("near", "")
        hint = words["certificates-hint"].format(near=near) if near else ""
        fail(words[f"certificates-{no.reason}"].format(**no.params, hint=hint).rstrip())
    except PrintMissing as missing:
        fail(words["certificates-print-list"].format(missing=missing))
    if made.diagnostics:
        fail(write_text(made.diagnostics, {}, language), 1)
    try:
        files, unprintable = certifying.files_of(made, written_in)
        certifying.write_private_files(output, files)
    except PrintMissing as missing:
        fail(words["certificates-print"].format(missing=missing))
    except NotThere as no:
        file = no.args[1] if len(no.args) > 1 else ""
        fail(words[f"certificates-{no.args[0]}"].format(folder=output, file=file))
    except OSError as fault:
        fail(words["keys-failed"].format(folder=output, reason=fault.strerror or str(fault)))
    if unprintable:
        typer.echo(words["certificates-unprintable"].format(signs=" ".join(unprintable)), err=True)
    say(words["certificates-written"].format(n=len(made.issued), folder=output), quiet=quiet)


@certificates.command("check")
def check(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Texts or addresses of certificates, one a line; - reads them."),
    ],
    root: Root = Path(),
    lang: Speech = None,
) -> None:
    """Check certificates with the keys in site_config/certificate-keys.yml; a line for each.

    Exit code 0: all hold; 1: some do not; 2: nothing could be checked at all.

    Example: xinyu certificates check scanned.txt
    """
    from generator import certifying  # noqa: PLC0415 - see above

    language = speech(lang)
    words = interface(language)
    texts = [text for name in files for text in _texts(name, words)]
    if not texts:
        fail(words["certificates-nothing"])
    try:
        checked = certifying.check(root, today(), texts)
    except NoProject:
        fail(words["certificates-no-project"].format(folder=root.resolve()))
    except certifying.BadKeys as faulty:
        fail(write_text(faulty.diagnostics, faulty.files, language))
    for one in checked:
        typer.echo("  ".join(_line(one, words)))
    bad = sum(bool(one.reason) for one in checked)
    typer.echo(words["certificates-counts"].format(good=len(checked) - bad, bad=bad))
    raise typer.Exit(1 if bad else 0)


def _texts(name: str, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The texts in a file, or in what is piped in (`-`), or the end of the command."""
    from generator.certifying import MOST_BYTES, texts_of  # noqa: PLC0415 - see above

    try:
        if name == "-":
            return texts_of(name, sys.stdin.buffer)
        with Path(name).open("rb") as source:
            return texts_of(name, source)
    except OSError as fault:
        fail(words["certificates-no-file"].format(file=name, reason=fault.strerror or str(fault)))
    except UnicodeError:
        fail(words["certificates-utf16"].format(file=name))
    except ValueError:
        fail(words["certificates-too-big"].format(file=name, most=MOST_BYTES // 1_000_000))


def _line(one: Checked, words: Mapping[str, str]) -> Iterator[str]:
    from generator.records.table import printable  # noqa: PLC0415

    yield ("✗ " if one.reason else "✓ ") + printable(one.place)
    yield words[f"certificates-not-{one.reason}" if one.reason else "certificates-holds"]
    if one.certificate:
        c = one.certificate
        said = (c.number, c.name, c.post, c.title, c.hours, c.day.isoformat(), c.school)
        yield from (printable(text) for text in said if text)
