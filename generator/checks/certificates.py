"""Keys of certificates: the published half must be one that signatures can be checked with."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from generator.model.certificate import LETTERS
from generator.model.diagnostic import Diagnostic
from generator.model.library import Library

CODES = ("certificate-key-invalid", "certificate-withdrawn")

KEY_BYTES = 32
NUMBER = re.compile(f"[{LETTERS}]{{10}}")


def check_certificates(library: Library) -> Iterator[Diagnostic]:
    """Faults of `site_config/certificate-keys.yml`."""
    for identity, key in library.certificate_keys.items():
        span = library.span(f"certificate_keys:{identity}")
        if public_key(key.public) is None:
            yield Diagnostic("certificate-key-invalid", span, params={"key": identity})
        for number in key.withdrawn:
            if not NUMBER.fullmatch(number):
                yield Diagnostic("certificate-withdrawn", span, params={"key": identity, "number": number[:40]})


def public_key(text: str) -> bytes | None:
    """The 32 bytes of a public key in base64, or None where they are no point of Ed25519's main group.

    Points of small order are none: anybody could sign for them.
    """
    from nacl.bindings import crypto_core_ed25519_is_valid_point  # noqa: PLC0415 - a site without keys does without it

    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != KEY_BYTES or base64.b64encode(raw).decode() != text:
        return None
    return raw if crypto_core_ed25519_is_valid_point(raw) else None
