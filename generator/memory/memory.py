"""What is remembered, as objects: by kind and name, together with a digest of what it was made from."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.memory.digest import digest, program
from generator.memory.records import from_bytes, to_bytes
from generator.memory.store import Learned, Store

Value = TypeVar("Value")
SPILL = 8_000_000  # bytes that wait to be written at most
KEPT = 2  # objects without a name are dropped when they have not been asked for in so many runs


class Memory:
    """Results of earlier work. One of a kind and name is kept, with the mark of what it was made from.

    `folder` is where it lasts from run to run; without one it lasts as long as the object, as `xinyu serve` needs.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder, self.lasting = folder, folder is not None
        self._store = Store(folder)
        self._held: dict[tuple[str, str], tuple[str, object]] = {}
        self._read: set[str] = set()
        self._put: dict[str, set[str]] = {}
        self._loose: set[tuple[str, str]] = set()
        self._spill_at = SPILL
        self._noted: set[tuple[str, str]] = set()
        self._live: dict[object, tuple[int, object]] = {}
        self._run = 0

    def begin(self) -> None:
        """A new run begins in this process: forgets live objects that the last ones did not ask for."""
        self._run += 1
        self._live = {k: v for k, v in self._live.items() if v[0] >= self._run - KEPT}

    def read_all(self, kind: str) -> None:
        """Reads every entry of a kind at once, which is quicker than one by one."""
        if kind in self._read:
            return
        self._read.add(kind)
        for _, data in self._store.all(kind):
            self._decode(kind, data)

    def _decode(self, kind: str, data: bytes) -> tuple[str, object] | None:
        try:
            found = from_bytes(data)
        except Exception:  # noqa: BLE001 - whatever a damaged entry brings about, it is as good as none
            return None
        if not (isinstance(found, tuple) and len(found) == 4 and found[0] == program()):
            return None  # another version's
        _, name, mark, value = found
        if not (isinstance(name, str) and isinstance(mark, str)) or (kind, name) in self._held:
            return None
        self._held[kind, name] = (mark, value)
        return mark, value

    def _find(self, kind: str, name: str) -> tuple[str, object] | None:
        held = self._held.get((kind, name))
        if held is not None:
            if (kind, name) not in self._noted:
                self._noted.add((kind, name))
                self._store.note(kind, digest(name))
            return held
        if kind in self._read:
            return None
        data = self._store.get(kind, digest(name))
        if data is not None:
            self._decode(kind, data)
        return self._held.get((kind, name))

    def holds(self, kind: str, name: str, mark: str) -> bool:
        """Whether there is an entry made from just this."""
        found = self._find(kind, name)
        return found is not None and found[0] == mark

    def get(self, kind: str, name: str, mark: str, *, once: bool = False) -> object | None:
        """The entry made from just this, or None. `once`: it need not be held for a second look."""
        held = (kind, name) in self._held
        found = self._find(kind, name)
        if once and not held and self.lasting:
            self._held.pop((kind, name), None)
        return found[1] if found is not None and found[0] == mark else None

    def last(self, kind: str, name: str) -> object | None:
        """The entry of this name, whatever it was made from."""
        found = self._find(kind, name)
        return found[1] if found is not None else None

    def knows(self, kind: str, name: str) -> bool:
        """Whether there probably is an entry of this name, without reading it."""
        return (kind, name) in self._held or self._store.has(kind, digest(name))

    def put(self, kind: str, name: str, mark: str, value: object, *, hold: bool = True) -> None:
        """Remembers `value`, made from what `mark` is the digest of.

        Where much is waiting to be written it is written at once, and what need not be held (`hold`) is let go of: it
        is read again where it is asked for, and can be made again where that fails.
        """
        self._held[kind, name] = (mark, value)
        self._put.setdefault(kind, set()).add(name)
        if self.lasting:
            self._store.put(kind, digest(name), to_bytes((program(), name, mark, value)))
            if not hold:
                self._loose.add((kind, name))
            if self._store.waiting > self._spill_at:
                self._spill()

    def _spill(self) -> None:
        """Writes what is new already. A run after a crash finds entries of half a run: each says what it was made from."""
        if not self._store.write():
            self._spill_at = sys.maxsize  # another run is writing for long, or the disk is full
            return
        for kind, name in self._loose:
            self._held.pop((kind, name), None)
            self._read.discard(kind)
        self._loose.clear()

    def made(self, kind: str) -> dict[str, tuple[str, object]]:
        """What this process has put of a kind and holds: by name, with its mark."""
        return {name: self._held[kind, name] for name in self._put.get(kind, ()) if (kind, name) in self._held}

    def release(self, *kinds: str) -> None:
        """Lets go of the objects of these kinds; they are read from the file again where they are asked for."""
        if self.lasting:
            self._held = {key: held for key, held in self._held.items() if key[0] not in kinds}
            self._read.difference_update(kinds)

    def pending(self) -> Learned:
        """What is not saved yet: for `learned`, before a process does a share of the work."""
        return self._store.pending()

    def learned(self, before: Learned) -> Learned:
        """What has been put and used since `pending` gave `before`."""
        now = self._store.pending()
        new = {key: data for key, data in now.entries.items() if before.entries.get(key) is not data}
        return Learned(new, now.used - before.used)

    def learn(self, found: Learned) -> None:
        """Saves with the rest what another process learned; it is read in the next run."""
        self._store.take(found)

    def live(self, key: object, make: Callable[[], Value]) -> Value:
        """An object that lasts only as long as the process: made once for each `key`."""
        found = self._live.get(key)
        value: Value = make() if found is None else found[1]  # type: ignore[assignment]
        self._live[key] = (self._run, value)
        return value

    def save(self) -> None:
        """Writes what is new, all or nothing."""
        self._store.save()

    def close(self) -> None:
        """Lets go of the file."""
        self._store.close()
