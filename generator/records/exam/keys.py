"""The key pair of an exam: made by chance, the private half in a file that only its owner reads."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nacl.public import PrivateKey

from generator.files import write_file
from generator.records.exam.response import Refused
from generator.records.exam.ticket import make_ticket, show_ticket
from generator.records.private import PREFIX, NoKeyFile, NotThere, key_text, read_key_file, refuse, write_private

__all__ = ["FORMAT", "PREFIX", "KeyFiles", "NotThere", "make_keys", "read_key"]

FORMAT = "xinyu-exam-private-key"
TICKETS = 10


@dataclass(frozen=True, slots=True)
class KeyFiles:
    """What was made: the key's id, the public key in base64, and the files."""

    id: str
    public: str
    files: tuple[Path, ...]


def make_keys(folder: Path, name: str, *, force: bool = False, chance: Callable[[int], bytes] = os.urandom) -> KeyFiles:
    """A key pair and some tickets to try, in `folder`. Raises `NotThere`; nothing is ever overwritten."""
    refuse(folder.resolve(), ("x.private.json",), force=force)
    private = PrivateKey(chance(32))
    public = base64.b64encode(bytes(private.public_key)).decode()
    identity = name or "demo-" + bytes(private.public_key).hex()[:6]
    files = {
        f"{identity}.private.json": key_text(FORMAT, identity, bytes(private)),
        f"{identity}.public.yml": f"keys:\n  - id: {identity}\n    public: {public}\n",
        f"{identity}.tickets.txt": "".join(show_ticket(make_ticket(chance(7))) + "\n" for _ in range(TICKETS)),
    }
    paths = tuple(folder / file for file in files)
    if any(path.exists() for path in paths):
        raise NotThere("exists")
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in zip(paths, files.values(), strict=True):
        if path.name.endswith(".private.json"):
            write_private(path, text.encode())
        else:
            write_file(path, text.encode())
    return KeyFiles(identity, public, paths)


def read_key(path: Path) -> tuple[str, bytes]:
    """The id and the 32 bytes of a private key file. Raises `Refused`."""
    try:
        return read_key_file(path, FORMAT)
    except NoKeyFile as fault:
        raise Refused("key-file") from fault
