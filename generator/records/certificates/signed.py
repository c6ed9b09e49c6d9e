"""Signs certificates and checks texts that claim to be one. docs/formats/certificate.md says every rule used here."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.exceptions import ValueError as NoKey
from nacl.signing import SigningKey, VerifyKey

from generator.checks.certificates import NUMBER, public_key
from generator.model.certificate import LETTERS, Certificate, CertificateKey
from generator.model.record import PAGE_ID_PATTERN
from generator.records.slip import canonical

MOST_TEXT = 1_000  # characters of a JWS
MOST_COURSE = 80
MOST = {"n": 40, "p": 40, "s": 60, "t": 80}  # characters (code points) of what a certificate says
NUMBER_LETTERS, BITS = 10, 5  # of a certificate's number: letters, bits of each
REASONS = ("form", "key", "signature", "late", "withdrawn")

# Blanks are what `\s` means in a browser (ECMAScript, WhiteSpace and LineTerminator): Python's own set is another.
_BLANKS = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
_NO_BLANKS = dict.fromkeys(map(ord, _BLANKS))
_HEADER = re.compile(r'\{"alg":"EdDSA","kid":"([a-z0-9][a-z0-9-]{0,79})"\}')
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_HOURS = re.compile(r"0\.5|[1-9][0-9]{0,2}(\.5)?")
_MOST_HOURS = 999
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PART = re.compile(r"[A-Za-z0-9_-]+")
_FIELDS = {"c": "course", "h": "hours", "i": "number", "n": "name", "p": "post", "s": "school", "t": "title"}
_MAY_MISS = frozenset("ps")


def claims(certificate: Certificate) -> dict[str, str]:
    """What is signed, by its one-letter keys; what may be missing and is empty is left out."""
    said = {key: str(getattr(certificate, name)) for key, name in _FIELDS.items()}
    said["d"] = certificate.day.isoformat()
    return {key: value for key, value in sorted(said.items()) if value or key not in _MAY_MISS}


def fault(said: Mapping[str, Any]) -> str:
    """The key of the first claim that is not as the format wants it, `?` for an unknown or missing one, else nothing."""
    if not {*_FIELDS, "d"} - _MAY_MISS <= said.keys() <= {*_FIELDS, "d"}:
        return "?"
    return next((key for key in sorted(said) if not (isinstance(said[key], str) and fits(key, said[key]))), "")


def number_of(said: Mapping[str, str], seed: bytes) -> str:
    """The number of these words (without `i`): 50 bits that only the owner of `seed` can work out."""
    words = canonical({key: value for key, value in said.items() if key != "i"})
    bits = int.from_bytes(hmac.new(seed, words.encode(), hashlib.sha256).digest(), "big") >> (
        256 - NUMBER_LETTERS * BITS
    )
    return "".join(LETTERS[bits >> (BITS * at) & 31] for at in reversed(range(NUMBER_LETTERS)))


def sign(certificate: Certificate, key: str, seed: bytes) -> tuple[Certificate, str]:
    """The certificate with its number, and its JWS, signed by the key `key` with the 32 bytes `seed`.

    The same words give the same bytes. Raises ValueError with the claim's key where the format does not take it.
    """
    numbered = replace(certificate, number=number_of(claims(certificate), seed))
    said = claims(numbered)
    wrong = fault(said)
    if wrong:
        raise ValueError(wrong)
    head = canonical({"alg": "EdDSA", "kid": key})
    signed = f"{encode(head.encode())}.{encode(canonical(said).encode())}"
    return numbered, f"{signed}.{encode(SigningKey(seed).sign(signed.encode()).signature)}"


def check(text: str, keys: Mapping[str, CertificateKey]) -> tuple[Certificate | None, str]:
    """What the certificate in `text` says, and why it does not hold: one of REASONS, or nothing where it holds.

    Nothing of it is told unless the signature held: until then anybody may have written it.
    """
    bare = text.translate(_NO_BLANKS).rpartition("#")[2]
    parts = bare.split(".") if len(bare) <= MOST_TEXT else []
    decoded = [decode(part) for part in parts]
    if len(decoded) != 3:
        return None, "form"
    head, body, signature = decoded
    if head is None or body is None or signature is None or len(signature) != 64:
        return None, "form"
    named = _HEADER.fullmatch(head.decode("latin-1"))
    if not named:
        return None, "form"
    key = keys.get(named[1])
    public = public_key(key.public) if key else None
    if key is None or public is None:
        return None, "key"
    try:
        VerifyKey(public).verify(f"{parts[0]}.{parts[1]}".encode(), signature)
    except (BadSignatureError, NoKey):
        return None, "signature"
    certificate = read(body)
    if certificate is None:
        return None, "form"
    if key.until and certificate.day > key.until:
        return certificate, "late"
    return certificate, "withdrawn" if certificate.number in key.withdrawn else ""


def read(body: bytes) -> Certificate | None:
    """The certificate that the bytes of a payload say; None where they are not canonical or not as the format says."""
    try:
        said = json.loads(body.decode())
        if not isinstance(said, dict) or fault(said) or canonical(said).encode() != body:
            return None
    except (ValueError, RecursionError):  # no UTF-8, no JSON, half a character, too deep
        return None
    words = {name: said.get(key, "") for key, name in _FIELDS.items()}
    return Certificate(**words, day=date.fromisoformat(said["d"]))


def encode(data: bytes) -> str:
    """Base64url without padding (RFC 7515, section 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(part: str) -> bytes | None:
    """The bytes of base64url without padding; None where it is none, or not the one way to write them."""
    if not _PART.fullmatch(part):
        return None
    try:
        data = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (binascii.Error, ValueError):
        return None
    return data if encode(data) == part else None


def fits(key: str, value: str) -> bool:
    """Whether a claim may have this value."""
    match key:
        case "c":
            return len(value) <= MOST_COURSE and re.fullmatch(PAGE_ID_PATTERN.strip("^$"), value) is not None
        case "d":
            return _DAY.fullmatch(value) is not None and _exists(value)
        case "h":
            return _HOURS.fullmatch(value) is not None and float(value) <= _MOST_HOURS
        case "i":
            return NUMBER.fullmatch(value) is not None
        case _:
            plain = not _CONTROL.search(value) and value.strip(_BLANKS) == value
            return plain and 1 <= len(value) <= MOST[key] and unicodedata.is_normalized("NFC", value)


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
