"""`xinyu new`: a page, a unit, a quiz or a school's site, begun so that it already passes the check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.shared import Quiet, Root, Speech, fail, open_project, say, speech
from generator.scaffold import KINDS, Kind, Refused, new_site, plan_scaffold, write_scaffold

new = typer.Typer(help="Start a page, a unit, a quiz or a school's site.", no_args_is_help=True)

Identity = Annotated[str, typer.Argument(metavar="ID", help="The id: small letters, digits, - and /.")]
Title = Annotated[str, typer.Option("--title", help="The title in Chinese.", show_default=False)]
English = Annotated[str, typer.Option("--title-en", help="The title in English.", show_default=False)]


def _command(kind: Kind) -> Callable[..., None]:
    def command(
        identity: Identity,
        *,
        title: Title = "",
        title_en: English = "",
        root: Root = Path(),
        lang: Speech = None,
        quiet: Quiet = False,
    ) -> None:
        _start(kind, identity, (title, title_en), root, speech(lang), quiet=quiet)

    command.__doc__ = f"{kind.about}\n\nExample: xinyu new {kind.name} {kind.example}"
    return command


for _kind in KINDS.values():
    new.command(_kind.name)(_command(_kind))


def _start(kind: Kind, identity: str, titles: tuple[str, str], root: Path, language: str, *, quiet: bool) -> None:
    project = open_project(root, language)
    try:
        made = plan_scaffold(kind.name, identity, titles, project.compilation.library, project.layers)
        write_scaffold(made, project.root)
    except Refused as no:
        fail(no.words.zh if language == "zh" else no.words.get("en"))
    for path in made.files:
        say(f"+ {path}", quiet=quiet)
    for path in made.changed:
        say(f"~ {path}", quiet=quiet)
    say(
        "下一步：把“【写】”开头的话都换成自己的，再运行 xinyu check；xinyu serve 边写边看。"
        if language == "zh"
        else "Next: replace every line that begins with 【写】 or 【write】, then run xinyu check; xinyu serve shows it as you write.",
        quiet=quiet,
    )
    if made.todo:
        typer.echo(made.todo.zh if language == "zh" else made.todo.get("en"))


@new.command("site")
def site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    name: Annotated[str, typer.Option("--name", help="The school's name.", show_default=False)] = "",
    lang: Speech = None,
    quiet: Quiet = False,
) -> None:
    """Start a school's own site on the library that ships with the program.

    Example: xinyu new site our-school --name 我们学校
    """
    language = speech(lang)
    try:
        files = new_site(folder, name)
    except Refused as no:
        fail(no.words.zh if language == "zh" else no.words.get("en"))
    say(
        f"{len(files)} 个文件 → {folder}\n下一步：cd {folder}，填 site_config/school.yml，运行 xinyu serve。README.md 里写着其余的。"
        if language == "zh"
        else f"{len(files)} files in {folder}\nNext: cd {folder}, fill in site_config/school.yml, run xinyu serve. The rest is in README.md.",
        quiet=quiet,
    )
