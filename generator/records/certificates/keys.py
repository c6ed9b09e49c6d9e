"""The key pair that certificates are signed with: made by chance, the private half for its owner only."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Callable
from pathlib import Path

from nacl.signing import SigningKey

from generator.files import write_file
from generator.model.record import ID_PATTERN
from generator.records.private import KEY_BYTES, NoKeyFile, NotThere, key_text, read_key_file, refuse, write_private

FORMAT = "xinyu-certificate-private-key"
MOST_ID = 80


def is_key_id(text: str) -> bool:
    """Whether a key may be called this."""
    return len(text) <= MOST_ID and re.fullmatch(ID_PATTERN.strip("^$"), text) is not None


def public_of(seed: bytes) -> str:
    """The published half of the key with this seed, in base64."""
    return base64.b64encode(bytes(SigningKey(seed).verify_key)).decode()


def make_pair(
    folder: Path, identity: str, *, force: bool = False, chance: Callable[[int], bytes] = os.urandom
) -> tuple[str, Path]:
    """The public half (base64) of a new pair, and the file of its private half in `folder`; `ID.public.yml` beside it.

    `identity` is a key's id. Raises `NotThere`; nothing is ever overwritten.
    """
    private, public = folder / f"{identity}.private.json", folder / f"{identity}.public.yml"
    refuse(folder.resolve(), (private.name,), force=force)
    if private.exists() or public.exists():
        raise NotThere("exists")
    seed = chance(KEY_BYTES)
    folder.mkdir(parents=True, exist_ok=True)
    write_private(private, key_text(FORMAT, identity, seed).encode())
    write_file(public, f"keys:\n{yaml_of(identity, public_of(seed))}\n".encode())
    return public_of(seed), private


def yaml_of(identity: str, public: str) -> str:
    """The two lines of a key for `site_config/certificate-keys.yml`."""
    return f"  - id: {identity}\n    public: {public}"


def read_seed(path: Path) -> tuple[str, bytes]:
    """The id and the 32-byte seed of a private key's file. Raises `NoKeyFile`."""
    identity, seed = read_key_file(path, FORMAT)
    if not is_key_id(identity):
        raise NoKeyFile
    return identity, seed
