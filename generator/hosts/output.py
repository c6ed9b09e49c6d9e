"""The files of a site being written: what is as it was keeps its file, its time and its bytes; the rest is written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.files import write_file
from generator.memory.digest import digest
from generator.memory.fork import shared_out

Sign = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A file of a finished site: what it was made from, its digest, and how it lay on the disk when we had written it."""

    made: str
    digest: str
    sign: Sign


def sign_of(path: Path | str) -> Sign | None:
    """Size, times and number of a file: any write to it changes one of them. None where there is no plain file."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


@dataclass
class Output:
    """A site on its way into `folder`. `before` is where the last one lies (the same folder when serving).

    Names of its thousands of files are strings put together here: as `Path` they took a tenth of an edit's time.
    """

    folder: Path
    before: Path | None
    known: Mapping[str, Row] = field(default_factory=dict)
    done: dict[str, tuple[str, str]] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    _made: set[str] = field(default_factory=set)
    _signs: dict[str, bool] = field(default_factory=dict)

    @property
    def in_place(self) -> bool:
        """Whether the site that is served is changed file by file."""
        return self.before == self.folder

    def lies(self, name: str) -> bool:
        """Whether the file of the last site is there just as we left it."""
        if name not in self._signs:
            row = self.known.get(name)
            self._signs[name] = (
                row is not None and self.before is not None and sign_of(f"{self.before}/{name}") == row.sign
            )
        return self._signs[name]

    def unchanged(self, name: str, made: str) -> bool:
        """Whether the last site's file was made from just this and is still there."""
        return self.lies(name) and self.known[name].made == made

    def keep(self, name: str) -> None:
        """Takes the file of the last site as it is."""
        row = self.known[name]
        self.done[name] = (row.made, row.digest)
        self.kept.add(name)
        if not self.in_place:
            assert self.before is not None
            self._room(name)
            there, here = f"{self.before}/{name}", f"{self.folder}/{name}"
            try:
                os.link(there, here)
            except OSError:  # another file system, or one without links
                shutil.copy2(there, here)

    def write(self, files: Mapping[str, bytes], made: Mapping[str, str] | None = None) -> None:
        """Writes files, each unless the last site has it with the same bytes. `made` says what some were made from."""
        made = made or {}
        new = []
        for name, data in files.items():
            mark = digest(data)
            if self.lies(name) and self.known[name].digest == mark:
                self.keep(name)
            else:
                new.append(name)
            self.done[name] = (made.get(name, ""), mark)

        def put(names: Sequence[str]) -> list[str]:
            for name in names:
                self.put(name, files[name])
            return list(names)

        shared_out(put, new)

    def put(self, name: str, data: bytes) -> None:
        """Only the writing, as a forked process does it."""
        if self.in_place:
            write_file(self.folder / name, data)
            return
        self._room(name)
        (self.folder / name).write_bytes(data)

    def adopt(self, name: str) -> None:
        """Takes up a file that a plugin wrote into `folder` by itself; the last site's stays if it has the same bytes."""
        path = self.folder / name
        mark = digest(path.read_bytes())
        if not self.in_place and self.lies(name) and self.known[name].digest == mark:
            path.unlink()
            self.keep(name)
        self.done[name] = ("", mark)

    def _room(self, name: str) -> None:
        parent = name.rpartition("/")[0]
        if parent not in self._made:
            (self.folder / parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)

    def sweep(self) -> None:
        """Removes what the site no longer has, where it is changed in place."""
        for parent, _, names in os.walk(self.folder, topdown=False):
            inside = os.path.relpath(parent, self.folder).replace(os.sep, "/")
            for name in names:
                path = name if inside == "." else f"{inside}/{name}"
                if path not in self.done:
                    os.unlink(os.path.join(parent, name))  # noqa: PTH108, PTH118 - thousands of files
            if inside != ".":
                with suppress(OSError):
                    os.rmdir(parent)  # noqa: PTH106 - as above

    def rows(self, folder: Path) -> dict[str, Row]:
        """What was written, as it lies in `folder` now; of what was kept, what nobody has written to meanwhile."""
        out: dict[str, Row] = {}
        for name, (made, mark) in self.done.items():
            sign = sign_of(f"{folder}/{name}")
            if sign is not None and (name not in self.kept or sign[:2] == self.known[name].sign[:2]):
                out[name] = Row(made, mark, sign)
        return out
