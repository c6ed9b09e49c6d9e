"""What tests share: a small valid project, cases laid over it, and compiling one."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.compile.compilation import compile_library
from generator.load.project import load_project
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library
from generator.report.text import write_text

CASES = Path(__file__).parent / "cases"
MINIMAL = CASES / "minimal"
NODE = [sys.executable, str(Path(__file__).parents[1] / "tools" / "node"), "node"]  # fails where there is none
TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Compiled:
    """A project as a user sees it from `xinyu check`: the library and everything that is wrong."""

    library: Library
    diagnostics: tuple[Diagnostic, ...]
    broken: frozenset[str]

    @property
    def codes(self) -> list[str]:
        return [d.code for d in self.diagnostics]

    def only(self, code: str) -> Diagnostic:
        """The one diagnostic of this code."""
        (found,) = [d for d in self.diagnostics if d.code == code]
        return found

    def marked(self, diagnostic: Diagnostic) -> str:
        """The characters of the source that the diagnostic points at."""
        span = diagnostic.span
        line = self.library.files[span.file].split("\n")[span.line - 1]
        return line[span.column - 1 : span.column - 1 + span.length]

    def text(self, lang: str = "zh") -> str:
        return write_text(self.diagnostics, self.library.files, lang)


def compile_folder(root: Path, today: date = TODAY) -> Compiled:
    """Loads, checks and lowers the project at `root`."""
    loaded = load_project(root, today)
    compilation = compile_library(loaded.library, loaded.diagnostics)
    return Compiled(loaded.library, compilation.diagnostics, frozenset(loaded.broken))


def copy_minimal(folder: Path) -> Path:
    """A copy of the small valid project in `folder`."""
    return Path(shutil.copytree(MINIMAL, folder, dirs_exist_ok=True))


def edit(root: Path, name: str, find: str, put: str) -> None:
    """Replaces the first `find` in a file; that it is there is part of the test."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert find in text, f"{name} has no {find!r}"
    path.write_text(text.replace(find, put, 1), encoding="utf-8")


def lay_over(root: Path, case: Path) -> date:
    """Lays a case over a project: the files of `input/`, then `changes.yml`. Gives the day it is read on.

    A change is one of: `{in, find, put}`; `{write, text, encoding, bom, newline, times}`; `{write, hex}`;
    `{link, to}`; `{folder}`; `{remove}`.
    """
    if (case / "input").is_dir():
        shutil.copytree(case / "input", root, dirs_exist_ok=True)
    changes = case / "changes.yml"
    if not changes.is_file():
        return TODAY
    data = yaml.safe_load(changes.read_text(encoding="utf-8"))
    if "over" in data:  # another folder of cases laid over the small project first, as `exam`
        shutil.copytree(CASES / data["over"], root, dirs_exist_ok=True)
    for change in data.get("changes", ()):
        _change(root, change)
    return data.get("today") or TODAY


def _change(root: Path, change: dict[str, Any]) -> None:
    if "in" in change:
        edit(root, change["in"], change["find"], change["put"])
        return
    (action,) = {"write", "link", "folder", "remove"} & set(change)
    path = root / change[action]
    if action == "remove":
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if action == "folder":
        path.unlink(missing_ok=True)
        path.mkdir()
    elif action == "link":
        path.unlink(missing_ok=True)
        path.symlink_to(change["to"])
    else:
        path.write_bytes(_content(path, change))


def _content(path: Path, change: dict[str, Any]) -> bytes:
    if "hex" in change:
        return bytes.fromhex(change["hex"])
    given = change.get("text")
    text = str(given) if given is not None else path.read_text(encoding="utf-8")
    text = (text * int(change.get("times", 1))).replace("\n", str(change.get("newline", "\n")))
    if change.get("bom"):
        text = "\ufeff" + text
    return text.encode(str(change.get("encoding", "utf-8")))
