"""Reads source files: encoding, size, line ends and links are checked, problems are values."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from generator.model.diagnostic import Diagnostic, Span

MAX_BYTES = 2_000_000


class Within:
    """Which folders truly lie in `root`. Each is looked at once: most of thousands of files share theirs."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._known: dict[str, bool] = {}

    def holds(self, folder: str) -> bool:
        """Whether no link on the way to `folder` leads out. Raises `OSError`."""
        if folder not in self._known:
            real = os.path.realpath(folder)
            self._known[folder] = real == self._root or real.startswith(f"{self._root}{os.sep}")
        return self._known[folder]


def read_source(path: Path, name: str, root: Path, within: Within | None = None) -> tuple[str | None, list[Diagnostic]]:
    """The text of `path` with line feeds as its only line ends and no BOM, or None and why not.

    `name` is the path shown to the author; a link that leads out of `root` is refused. `within` is what is known of
    the folders in `root` already.
    """
    refused = refuse_path(path, name, root, within)
    if refused:
        return None, [refused]
    try:
        with path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            if size > MAX_BYTES:
                megabytes = f"{size / 1e6:.1f}"
                return None, [Diagnostic("file-too-large", Span(name), params={"size": megabytes})]
            raw = file.read()
    except OSError as failed:
        reason = failed.strerror or str(failed)
        return None, [Diagnostic("file-unreadable", Span(name), params={"reason": reason})]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Diagnostic("file-encoding", Span(name), params={"guess": "UTF-16"})]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        return None, [Diagnostic("file-encoding", Span(name, line), params={"guess": _guess(raw)})]
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        return None, [Diagnostic("file-binary", Span(name, line))]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def refuse_path(path: Path, name: str, root: Path, within: Within | None = None) -> Diagnostic | None:
    """Why `path` is not to be opened: it leads out of `root`, in a circle, or to something that never ends."""
    if _is_plain(path, within or Within(root)):
        return None
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            return Diagnostic("file-outside", Span(name))
        if path.exists() and not path.is_file():
            return Diagnostic("file-unreadable", Span(name), params={"reason": "not a file"})
    except (OSError, RuntimeError) as failed:  # before Python 3.13 a loop of links is a RuntimeError
        reason = getattr(failed, "strerror", None) or "the link leads back to itself"
        return Diagnostic("file-unreadable", Span(name), params={"reason": reason})
    return None


def _is_plain(path: Path, within: Within) -> bool:
    """Whether this is no link, and its folder truly lies in the root: so it is with nearly all, and soon seen."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode) and within.holds(os.path.dirname(path))  # noqa: PTH120 - thousands of files
    except OSError:
        return False


def _guess(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GBK"
