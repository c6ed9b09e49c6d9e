"""QR codes of error correction level M (ISO/IEC 18004) as pictures: what a printed certificate is checked by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import segno

QUIET = 4  # light modules around a code
MOST = 666  # bytes of a text: a code of version 20, 97 modules along a side


@dataclass(frozen=True, slots=True)
class Code:
    """A code, module by module and row by row, 1 for a dark one; without its quiet zone."""

    rows: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Modules along a side."""
        return len(self.rows)


def qr_code(text: str) -> Code:
    """The code of `text` in UTF-8, as small as it can be. Raises `ValueError` where it is longer than `MOST` bytes."""
    length = len(text.encode())
    if length > MOST:
        raise ValueError(f"{length} bytes are more than a code of {MOST} holds")
    made = segno.make(text, error="m", encoding="utf-8", micro=False, boost_error=False)
    return Code(tuple(map(bytes, made.matrix)))


def svg(code: Code, colour: str = "#000") -> bytes:
    """A code as a picture with its quiet zone, a module being 1 wide: one path, so that no seams show between rows."""
    wide = code.size + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h{run}v1h-{run}z" for y, row in enumerate(code.rows) for x, run in _runs(row)
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{wide}" viewBox="0 0 {wide} {wide}">'
    return f'{head}<path fill="{colour}" d="{path}"/></svg>'.encode()


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    """Where dark modules begin in a row, and how many stand side by side."""
    at = row.find(1)
    while at >= 0:
        end = row.find(0, at)
        end = len(row) if end < 0 else end
        yield at, end - at
        at = row.find(1, end)
