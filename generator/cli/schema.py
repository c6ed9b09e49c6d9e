"""`xinyu schema`: JSON Schemas of every YAML file and front matter, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.app import schemas
from generator.cli.shared import say
from generator.files import write_files


def schema(
    folder: Annotated[Path, typer.Option("--output", "-o", help="Where the schemas go.")] = Path("site_config/schema"),
    check: Annotated[bool, typer.Option("--check", help="Only say whether they are up to date.")] = False,
) -> None:
    """Write the JSON Schemas that editors complete and validate with.

    Example: xinyu schema --check
    """
    wanted = {f"{name}.json": text.encode() for name, text in schemas().items()}
    stale = [n for n, data in wanted.items() if not (folder / n).is_file() or (folder / n).read_bytes() != data]
    extra = [p.name for p in sorted(folder.glob("*.json")) if p.name not in wanted] if folder.is_dir() else []
    if check:
        for name in [*stale, *extra]:
            say(f"{folder / name}")
        raise typer.Exit(1 if stale or extra else 0)
    for name in extra:
        (folder / name).unlink()
    write_files(folder, wanted)
    say(f"{len(wanted)} → {folder}")
