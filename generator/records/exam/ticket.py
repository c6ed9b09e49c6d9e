"""Tickets: ten signs of Crockford's base 32 and two check signs, and the paper that each is given.

The check is the number modulo 1021: it finds every single wrong sign and every swap of two.
`assets/src/exam/ticket.ts` is the same for the browser.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, CHECK = 12, 2
_PRIME = 1021
_ALIKE = str.maketrans("OIL", "011")


def fold_ticket(text: str) -> str:
    """Capitals, half width, no spaces or hyphens; O is 0, I and L are 1."""
    plain = re.sub(r"[^0-9A-Z]+", "", unicodedata.normalize("NFKC", text[:200]).upper())
    return plain.translate(_ALIKE)


def ticket_fits(folded: str) -> bool:
    """Whether a folded ticket has its length, its alphabet and its check."""
    if len(folded) != LENGTH or any(c not in LETTERS for c in folded):
        return False
    return _check(folded[:-CHECK]) == folded[-CHECK:]


def make_ticket(chance: bytes) -> str:
    """A ticket from 7 random bytes or more (50 bits of them), folded."""
    number = int.from_bytes(chance[:7], "big") >> 6
    body = "".join(LETTERS[(number >> (5 * i)) & 31] for i in reversed(range(LENGTH - CHECK)))
    return body + _check(body)


def show_ticket(folded: str) -> str:
    """A ticket in groups of four."""
    return "-".join(folded[i : i + 4] for i in range(0, len(folded), 4))


def form_of(exam: str, folded: str, forms: int) -> int:
    """Which of an exam's papers a ticket gets."""
    mac = hmac.new(exam.encode(), b"form/" + folded.encode(), hashlib.sha256).digest()
    return int.from_bytes(mac[:4], "big") % forms


def _check(body: str) -> str:
    rest = 0
    for sign in body:
        rest = (rest * 32 + LETTERS.index(sign)) % _PRIME
    return LETTERS[rest >> 5] + LETTERS[rest & 31]
