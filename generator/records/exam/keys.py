"""The key pair of an exam: made by chance, the private half in a file that only its owner reads."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nacl.public import PrivateKey

from generator.files import write_file
from generator.records.exam.response import Refused, read_json
from generator.records.exam.ticket import make_ticket, show_ticket

FORMAT = "xinyu-exam-private-key"
PREFIX = "xinyu-private:"  # a private key pasted where a public one belongs is no base 64
TICKETS = 10
MOST_KEY = 10_000


class NotThere(Exception):
    """Keys must not be written to this folder; the argument is the reason's name."""


@dataclass(frozen=True, slots=True)
class KeyFiles:
    """What was made: the key's id, the public key in base64, and the files."""

    id: str
    public: str
    files: tuple[Path, ...]


def make_keys(folder: Path, name: str, *, force: bool = False, chance: Callable[[int], bytes] = os.urandom) -> KeyFiles:
    """A key pair and some tickets to try, in `folder`. Raises `NotThere`; nothing is ever overwritten."""
    _refuse(folder.resolve(), force=force)
    private = PrivateKey(chance(32))
    public = base64.b64encode(bytes(private.public_key)).decode()
    identity = name or "demo-" + bytes(private.public_key).hex()[:6]
    files = {
        f"{identity}.private.json": json.dumps(
            {
                "format": FORMAT,
                "version": 1,
                "id": identity,
                "private": PREFIX + base64.b64encode(bytes(private)).decode(),
            },
            indent=1,
        )
        + "\n",
        f"{identity}.public.yml": f"keys:\n  - id: {identity}\n    public: {public}\n",
        f"{identity}.tickets.txt": "".join(show_ticket(make_ticket(chance(7))) + "\n" for _ in range(TICKETS)),
    }
    paths = tuple(folder / file for file in files)
    if any(path.exists() for path in paths):
        raise NotThere("exists")
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in zip(paths, files.values(), strict=True):
        if path.name.endswith(".private.json"):
            _write_private(path, text.encode())
        else:
            write_file(path, text.encode())
    return KeyFiles(identity, public, paths)


def _write_private(path: Path, data: bytes) -> None:
    """A new file that nobody but its owner could ever read."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(data)


def _refuse(folder: Path, *, force: bool) -> None:
    above = (folder, *folder.parents)
    if any(
        (p / "assets" / "xinyu.js").exists() or (p.name == "site" and (p.parent / "site_config").is_dir())
        for p in above
    ):
        raise NotThere("site")
    repository = next((p for p in above if (p / ".git").exists()), None)
    if repository and not force and not _ignored(folder, repository):
        raise NotThere("tracked")


def _ignored(folder: Path, repository: Path) -> bool:
    git = shutil.which("git")
    if git is None:
        return False
    probe = str(folder / "x.private.json")
    done = subprocess.run([git, "-C", str(repository), "check-ignore", "-q", probe], check=False, capture_output=True)  # noqa: S603 - our own arguments
    return done.returncode == 0


def read_key(path: Path) -> tuple[str, bytes]:
    """The id and the 32 bytes of a private key file. Raises `Refused`."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_KEY:
            raise Refused("key-file")
        data = read_json(path.read_text("utf-8"))
        if data.get("format") != FORMAT or data.get("version") != 1 or not isinstance(data.get("id"), str):
            raise Refused("key-file")
        raw = base64.b64decode(data["private"].removeprefix(PREFIX), validate=True)
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as fault:
        raise Refused("key-file") from fault
    if len(raw) != 32:
        raise Refused("key-file")
    return data["id"], raw
