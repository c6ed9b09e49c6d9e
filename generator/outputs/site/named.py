"""Addresses that name their content: what stands after `?v=`."""

from __future__ import annotations

import hashlib

VERSION_DIGITS = 10  # hexadecimal digits of SHA-256


def version_of(data: bytes) -> str:
    """The name of a file's content, as it stands after `?v=`."""
    return hashlib.sha256(data).hexdigest()[:VERSION_DIGITS]
