"""Text codes in pasted text: chunks of base 32, each with its place and a checksum, back into bytes.

`assets/src/record/code.ts` writes them: UX1 set(4) number(2) of(2) payload check(5) U.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, product

from generator.records.exam.ticket import LETTERS

MARK, END = "UX1", "U"
HEAD, CHECK = 8, 5
MOST_CHUNKS = 1000  # of one set
MOST_WAYS = 4096  # of joining chunks of sets that share a name
_ALIKE = str.maketrans("OIL", "011")
_VALUE = {letter: value for value, letter in enumerate(LETTERS)}


@dataclass(frozen=True, slots=True)
class Joined:
    """A set of chunks: its bytes where it is whole, else the numbers that are missing and how many it should have."""

    name: str
    data: bytes | None
    missing: tuple[int, ...] = ()
    of: int = 0


@dataclass
class Codes:
    """All that was found in texts: payloads by set and number, and the beginnings of chunks that are damaged.

    A set's name is 20 bits only: among a thousand answers two may share it, so a number may have several payloads.
    """

    sets: dict[tuple[str, int], dict[int, list[str]]] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)

    def read(self, text: str) -> None:
        """Adds every chunk of a text, whatever stands between; several texts may hold one set."""
        plain = re.sub(r"[^0-9A-Z]+", "", unicodedata.normalize("NFKC", text).upper())
        starts = [m.start() for m in re.finditer(MARK, plain)]
        for at, following in zip(starts, [*starts[1:], len(plain)][: len(starts)], strict=True):
            end = plain.find(END, at + len(MARK), following)
            raw = plain[at + len(MARK) : end if end >= 0 else following]
            self._chunk(raw.translate(_ALIKE), plain[at : at + 14])

    def _chunk(self, body: str, start: str) -> None:
        inner, check = body[:-CHECK], body[-CHECK:]
        number, of = _number(inner[4:6]), _number(inner[6:8])
        if len(inner) <= HEAD or checksum(inner) != check or not 1 <= number <= of <= MOST_CHUNKS:
            if start not in self.damaged:
                self.damaged.append(start)
            return
        payloads = self.sets.setdefault((inner[:4], of), {}).setdefault(number, [])
        if inner[HEAD:] not in payloads:
            payloads.append(inner[HEAD:])

    def joined(self) -> Iterator[Joined]:
        """Every set, in the order in which it was met; one for each way its chunks make a whole."""
        for (name, of), chunks in self.sets.items():
            missing = tuple(n for n in range(1, of + 1) if n not in chunks)
            if missing:
                yield Joined(name, None, missing, of)
                continue
            ways = islice(product(*(chunks[n] for n in range(1, of + 1))), MOST_WAYS)
            whole = [letters for letters in map("".join, ways) if checksum(letters)[1:] == name]
            for letters in whole:
                yield Joined(name, from_letters(letters), (), of)
            if len(whole) < max(map(len, chunks.values())):
                yield Joined(name, None, (), of)


def checksum(text: str) -> str:
    """CRC-32 of ASCII text, its lower 25 bits as five letters."""
    value = zlib.crc32(text.encode()) & 0x1FFFFFF
    return "".join(LETTERS[(value >> (5 * i)) & 31] for i in reversed(range(CHECK)))


def from_letters(text: str) -> bytes | None:
    """The bytes that letters of the alphabet stand for; None where one is no such letter."""
    if any(c not in _VALUE for c in text):
        return None
    number = int(text.translate(_TO_BASE32), 32) if text else 0
    size = len(text) * 5 // 8
    return (number >> (len(text) * 5 - size * 8)).to_bytes(size, "big")


def to_letters(data: bytes) -> str:
    """Bytes as letters, five bits each, the last one filled with zeros."""
    count = -(-len(data) * 8 // 5)
    number = int.from_bytes(data, "big") << (count * 5 - len(data) * 8)
    return "".join(LETTERS[(number >> (5 * i)) & 31] for i in reversed(range(count)))


_TO_BASE32 = str.maketrans(LETTERS, "0123456789abcdefghijklmnopqrstuv")


def _number(two: str) -> int:
    return sum(_VALUE.get(c, 0) * 32**i for i, c in enumerate(reversed(two)))
