"""A certificate of a course as the school signs it, and the keys it is checked with (docs/formats/certificate.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.record import Id, Record

LONGEST = 450  # characters of a QR code
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class CertificateKey(Record):
    """A public key that certificates are checked with: 32 bytes in base64. Those dated after `until` do not hold."""

    id: Id
    public: str
    until: date | None = None
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says. Class P1: held in memory, printed, written to `records/`, never to a site."""

    number: str
    name: str
    course: str
    title: str
    hours: str
    day: date
    post: str = ""
    school: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """A signed certificate: what it says, the JWS, and the text of its QR code."""

    certificate: Certificate
    signed: str
    text: str
