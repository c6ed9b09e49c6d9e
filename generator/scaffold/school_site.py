"""A school's own site: it stands on the library that ships with the program and holds only what is the school's."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from generator.files import write_files
from generator.load.config import LISTS
from generator.load.schema import schemas
from generator.scaffold.pages import clean_title
from generator.scaffold.refused import Refused
from generator.scaffold.render import render

SCHEMAS = "site_config/schema"

# template -> its place in the site. Names that begin with a dot would act inside this package.
_FILES = {
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "mkdocs.yml": "mkdocs.yml",
    "mkdocs.en.yml": "mkdocs.en.yml",
    "site.yml": "site_config/site.yml",
    "school.yml": "site_config/school.yml",
    "hotlines.yml": "site_config/hotlines.yml",
    "our-school.md": "content/about/our-school.md",
    "our-school.en.md": "content/about/our-school.en.md",
}


def new_site(folder: Path, name: str) -> tuple[str, ...]:
    """Makes a site in `folder`, which must be new or empty; returns the files. Raises `Refused`.

    All is written aside and moved into place; a failure leaves `folder` as it was.
    """
    files = site_files(clean_title(name))
    folder = folder.absolute()
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} 是一个文件，不是文件夹。", f"{folder} is a file, not a folder.")
    try:
        if folder.exists() and any(folder.iterdir()):
            raise Refused(
                f"{folder} 里已经有东西了，没有动它。请给一个新的或者空的文件夹。",
                f"{folder} is not empty; nothing was touched. Give a new or empty folder.",
            )
        _put(files, folder)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise Refused(f"不能在 {folder} 新建：{reason}", f"Cannot make {folder}: {reason}") from None
    return tuple(sorted(files))


def site_files(name: str) -> dict[str, bytes]:
    """Every file of a new site; `name` is the school's, or nothing."""
    out = {place: render(f"site/{template}", name=name).encode() for template, place in _FILES.items()}
    out |= {f"{SCHEMAS}/{key}.json": text.encode() for key, text in schemas().items()}
    out[".vscode/settings.json"] = (json.dumps(_settings(), ensure_ascii=False, indent=2) + "\n").encode()
    return out


def _settings() -> dict[str, object]:
    """Which schema an editor holds a file against."""
    files: dict[str, object] = {
        "school": "site_config/school.yml",
        "site": "site_config/site.yml",
        **{file.removesuffix(".yml").replace("/", "-"): f"site_config/{file}" for file in LISTS},
        "mandates": [
            "site_config/mandates/*.yml",
            "!site_config/mandates/sources.yml",
            "!site_config/mandates/values.yml",
        ],
        "quiz": "quizzes/**/*.yml",
    }
    return {"yaml.schemas": {f"./{SCHEMAS}/{key}.json": place for key, place in files.items()}, "files.eol": "\n"}


def _put(files: dict[str, bytes], folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        write_files(aside, files)
        if not folder.exists():
            inside = next(p for p in aside.iterdir() if p.is_dir())
            aside.chmod(inside.stat().st_mode & 0o777)  # as an ordinary new folder; mkdtemp's is the owner's alone
            aside.rename(folder)
            return
        for entry in sorted(aside.iterdir()):  # the folder stays: somebody may be standing in it
            entry.rename(folder / entry.name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
