"""The file a run remembers in: one SQLite database under `.cache/`, each entry with a digest of itself.

A crash leaves the entries that were written before (SQLite's own journal), two runs at once wait for each other or go
without, and a damaged entry or file is as good as none: after a power cut the file may be, since nothing waits for the
disk. Nothing here can make a build fail.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

NAME = "memory-1.sqlite"
WAIT = 5.0  # s for another run that is writing
SPARE, SLACK = 4, 20_000  # a database is swept when it holds this many times what the run used, and so many more


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        db.execute(
            "create table if not exists entry (kind text, key text, data blob, sum blob, primary key (kind, key))"
        )
        db.execute("pragma synchronous = off")
    except BaseException:
        db.close()
        raise
    return db


def _check(kind: str, key: str, data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16, key=f"{kind}/{key}".encode()[:64]).digest()


@dataclass(frozen=True, slots=True)
class Learned:
    """Entries not written yet, and the kind and key of all that were used."""

    entries: dict[tuple[str, str], bytes]
    used: set[tuple[str, str]]


class Store:
    """Bytes by kind and key. Without a folder, or where it cannot be used, it lives as long as the run."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / NAME if folder is not None else None
        self._held: sqlite3.Connection | None = None
        self._owner = os.getpid()
        self.waiting = 0  # bytes that are not written yet
        self._parents: sqlite3.Connection | None = None
        self._new: dict[tuple[str, str], bytes] = {}
        self._used: set[tuple[str, str]] = set()
        if folder is not None:
            self._open(folder)

    def _open(self, folder: Path) -> None:
        path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            ignored = folder / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n", "utf-8")
        except OSError:  # a folder that cannot be written to
            return
        try:
            self._held = _connect(path)
        except sqlite3.OperationalError:  # another run is writing for long, or the folder is read-only
            return
        except sqlite3.DatabaseError:  # damaged: as good as none
            with suppress(OSError, sqlite3.Error):
                path.unlink()
                self._held = _connect(path)

    @property
    def _db(self) -> sqlite3.Connection | None:
        """The database; opened anew in a forked process, as SQLite wants it."""
        if self._owner != os.getpid():
            self._owner = os.getpid()
            self._parents = self._held  # kept, never closed: closing would let go of the parent's locks
            self._held = None
            if self._parents is not None and self._path is not None:
                with suppress(sqlite3.Error):
                    self._held = _connect(self._path)
        return self._held

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put under `key`, in this run or an earlier one."""
        self._used.add((kind, key))
        if (kind, key) in self._new:
            return self._new[kind, key]
        if self._db is None:
            return None
        try:
            row = self._db.execute("select data, sum from entry where kind = ? and key = ?", (kind, key)).fetchone()
        except sqlite3.Error:
            return None
        return self._whole(kind, key, row) if row else None

    def has(self, kind: str, key: str) -> bool:
        """Whether there is an entry, whole or not: it is not read."""
        if (kind, key) in self._new:
            return True
        if self._db is None:
            return False
        try:
            return bool(self._db.execute("select 1 from entry where kind = ? and key = ?", (kind, key)).fetchone())
        except sqlite3.Error:
            return False

    def all(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Every entry of a kind, read at once."""
        if self._db is not None:
            try:
                rows = self._db.execute("select key, data, sum from entry where kind = ?", (kind,)).fetchall()
            except sqlite3.Error:
                rows = []
            for key, data, total in rows:
                found = self._whole(kind, key, (data, total))
                if found is not None and (kind, key) not in self._new:
                    yield key, found
        for (known, key), data in list(self._new.items()):
            if known == kind:
                yield key, data

    @staticmethod
    def _whole(kind: str, key: str, row: tuple[object, object]) -> bytes | None:
        data, total = row
        return data if isinstance(data, bytes) and total == _check(kind, key, data) else None

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Remembers `data`; it is written at the next `write` or `save`."""
        self._new[kind, key] = data
        self.waiting += len(data)
        self._used.add((kind, key))

    def note(self, kind: str, key: str) -> None:
        """This run used the entry, however it came by it."""
        self._used.add((kind, key))

    def pending(self) -> Learned:
        """What would be written next."""
        return Learned(dict(self._new), set(self._used))

    def take(self, found: Learned) -> None:
        """Adds what another process has learned."""
        self._new.update(found.entries)
        self.waiting += sum(map(len, found.entries.values()))
        self._used |= found.used

    def save(self) -> None:
        """Writes what is new, all or nothing; sweeps out what no run has used for long."""
        if self._new:
            self.write(last=True)

    def write(self, *, last: bool = False) -> bool:
        """The same; only the `last` time it is swept. Whether it was written."""
        db = self._db
        if db is None:
            return False
        rows = ((kind, key, data, _check(kind, key, data)) for (kind, key), data in self._new.items())
        try:
            db.execute("begin immediate")
            try:
                db.executemany("insert or replace into entry values (?, ?, ?, ?)", rows)
                if last:
                    self._sweep(db)
            except BaseException:
                db.execute("rollback")
                raise
            db.execute("commit")
        except sqlite3.OperationalError:  # full disk, another run writing for long: the next run works it out again
            return False
        except sqlite3.Error:  # damaged: the next run begins anew
            self.close()
            if self._path is not None:
                with suppress(OSError):
                    self._path.unlink()
            return False
        self._new.clear()
        self.waiting = 0
        return True

    def _sweep(self, db: sqlite3.Connection) -> None:
        (count,) = db.execute("select count(*) from entry").fetchone()
        if count > SPARE * len(self._used) + SLACK:
            known = db.execute("select kind, key from entry").fetchall()
            db.executemany("delete from entry where kind = ? and key = ?", [k for k in known if k not in self._used])

    def close(self) -> None:
        """Lets go of the file; what was not saved is forgotten."""
        if self._db is not None:
            self._db.close()
            self._held = None
