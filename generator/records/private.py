"""Private files: where they may lie, writing one that only its owner reads, and the file of a private key."""

from __future__ import annotations

import base64
import binascii
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

PREFIX = "xinyu-private:"  # a private key pasted where a public one belongs is no base 64
KEY_BYTES = 32
MOST_KEY = 10_000  # bytes of a key's file


class NotThere(Exception):
    """Private files must not be written to this folder; the argument is the reason's name: site, tracked, exists."""


class NoKeyFile(Exception):
    """The file is no private key of the kind that is wanted."""


def refuse(folder: Path, names: Iterable[str], *, force: bool = False) -> None:
    """Raises `NotThere` where files of these names in `folder` would be published, or committed (unless `force`)."""
    above = (folder, *folder.parents)
    if any(
        (p / "assets" / "xinyu.js").exists() or (p.name == "site" and (p.parent / "site_config").is_dir())
        for p in above
    ):
        raise NotThere("site")
    repository = next((p for p in above if (p / ".git").exists()), None)
    if repository and not force and not all(_ignored(folder / name, repository) for name in names):
        raise NotThere("tracked")


def _ignored(path: Path, repository: Path) -> bool:
    git = shutil.which("git")
    if git is None:
        return False
    asked = [git, "-C", str(repository), "check-ignore", "-q", str(path)]
    done = subprocess.run(asked, check=False, capture_output=True)  # noqa: S603 - our own arguments
    return done.returncode == 0


def write_private(path: Path, data: bytes) -> None:
    """A new file that nobody but its owner could ever read. Raises `OSError`, also where there is one already."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
    except BaseException:  # a full disk must not leave half a key
        path.unlink(missing_ok=True)
        raise


def key_text(form: str, identity: str, private: bytes) -> str:
    """The file of a private key: which kind it is (`form`), its id, its bytes."""
    secret = PREFIX + base64.b64encode(private).decode()
    return json.dumps({"format": form, "version": 1, "id": identity, "private": secret}, indent=1) + "\n"


def read_key_file(path: Path, form: str) -> tuple[str, bytes]:
    """The id and the 32 bytes of a private key of this kind. Raises `NoKeyFile`."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_KEY:
            raise NoKeyFile
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise NoKeyFile from fault
    if not isinstance(data, dict) or data.get("format") != form or data.get("version") != 1:
        raise NoKeyFile
    identity, secret = data.get("id"), data.get("private")
    if not isinstance(identity, str) or not isinstance(secret, str):
        raise NoKeyFile
    try:
        raw = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise NoKeyFile from fault
    if len(raw) != KEY_BYTES:
        raise NoKeyFile
    return identity, raw
