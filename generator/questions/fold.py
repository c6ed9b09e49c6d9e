"""What a learner typed, so that width, case, spaces and the last full stop make no difference.

`assets/src/questions/fold.ts` does the same, character by character; the tests hold both together. The tables are
written out because Unicode's own (NFKC, case folding) differ between the versions that browsers and Python carry.
"""

from __future__ import annotations

import re

_SPACES = re.compile("[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+")
_SIGNS = str.maketrans("。、．“”„‘’′‐‑‒–—−〜", ".,.\"\"\"'''------~")
_END = ".,;:!?"
_NUMBER = re.compile(r"([+-]?)([0-9]{1,9})(?:\.([0-9]{0,15}))?")
MICRO = 1_000_000


def fold(text: str) -> str:
    """`text` as it is compared: full width as half, small letters, no spaces, no mark at its end."""
    plain = _SPACES.sub("", text).translate(_SIGNS)
    out = "".join(map(_fold_sign, plain))
    return out.rstrip(_END) or out


def _fold_sign(sign: str) -> str:
    code = ord(sign)
    if 0xFF01 <= code <= 0xFF5E:
        code -= 0xFEE0
    if 0x41 <= code <= 0x5A or (0xC0 <= code <= 0xDE and code != 0xD7) or 0x391 <= code <= 0x3A9:
        code += 0x20
    return chr(code)


def read_number(text: str, units: tuple[str, ...] = ()) -> int | None:
    """A decimal number, with or without one of the (folded) `units` behind it, in millionths; None where it is none.

    At most nine digits before the point; what follows the sixth behind it is not looked at.
    """
    plain = fold(text)
    for unit in units:
        if unit and plain.endswith(unit):
            plain = plain[: -len(unit)]
            break
    found = _NUMBER.fullmatch(plain)
    if not found:
        return None
    size = int(found[2]) * MICRO + int((found[3] or "")[:6].ljust(6, "0"))
    return -size if found[1] == "-" else size
