"""Vectors of certificates, made from a fixed key: texts, whether each holds and why not, and what it says.

`vectors.json` is what Python and the browser are both tested against. Cases that our own `sign` would never make are
put together here byte by byte, with the same key.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey

from generator.model.certificate import Certificate, CertificateKey
from generator.records.certificates.signed import claims, number_of, sign

VECTORS = Path(__file__).parents[2] / "cases" / "certificates" / "vectors.json"
SEED, OTHER_SEED, OLD_SEED = bytes(range(1, 33)), bytes(range(2, 34)), bytes(range(3, 35))
KEY, OLD = "school-2026", "school-2025"
ORDER = 2**252 + 27742317777372353535851937790883648493  # of Ed25519's group (RFC 8032, section 5.1)

PLAIN = Certificate(
    "", "测试甲", "course/t1", "心理健康教育全员基础课", "10", date(2026, 11, 20), "班主任", "某某市某某实验学校"
)
BARE = Certificate("", "A", "c", "T", "0.5", date(2026, 1, 1))
WITHDRAWN = replace(PLAIN, name="测试乙")
ODD = replace(BARE, name='测试"丙"\\', title="Été 第一课 🙂", hours="9.5", post="👩‍🏫")


def keys() -> list[dict[str, Any]]:
    """As `certificate-keys.yml` has them."""
    return [
        {
            "id": KEY,
            "public": public(SEED),
            "until": "2027-08-31",
            "withdrawn": [number_of(claims(WITHDRAWN), SEED)],
        },
        {"id": OLD, "public": public(OLD_SEED)},
    ]


def published() -> dict[str, CertificateKey]:
    return {k["id"]: CertificateKey.model_validate(k) for k in keys()}


def public(seed: bytes) -> str:
    return base64.b64encode(bytes(SigningKey(seed).verify_key)).decode()


def part(data: bytes | str) -> str:
    raw = data.encode() if isinstance(data, str) else data
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def forged(head: bytes | str, body: bytes | str, seed: bytes = SEED) -> str:
    """A JWS over any bytes at all, signed all the same."""
    signed = f"{part(head)}.{part(body)}"
    return f"{signed}.{part(SigningKey(seed).sign(signed.encode()).signature)}"


def head(key: str = KEY) -> str:
    return f'{{"alg":"EdDSA","kid":"{key}"}}'


def said(**changes: str | None) -> str:
    """A payload with some claims changed or (None) left out, canonical as far as it can be."""
    whole: dict[str, str | None] = {**claims(replace(BARE, number="0123456789")), **changes}
    kept = {k: v for k, v in whole.items() if v is not None}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def slack(jws: str, at: int) -> str:
    """The same bytes in one part, written another way: a bit that means nothing is set in its last letter."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    parts = jws.split(".")
    assert len(parts[at]) % 4, "a part without slack"
    parts[at] = parts[at][:-1] + letters[letters.index(parts[at][-1]) + 1]
    return ".".join(parts)


def beyond(jws: str) -> str:
    """The same signature with the group's order added to S."""
    signed, _, last = jws.rpartition(".")
    raw = base64.urlsafe_b64decode(last + "==")
    bigger = int.from_bytes(raw[32:], "little") + ORDER
    return f"{signed}.{part(raw[:32] + bigger.to_bytes(32, 'little'))}"


def slackened() -> str:
    """A certificate whose three parts all have slack: header and payload have no multiple of three bytes."""
    for length in range(1, 4):
        jws = sign(replace(BARE, name="A" * length), KEY, SEED)[1]
        if all(len(p) % 4 for p in jws.split(".")):
            return jws
    raise AssertionError


def texts() -> Iterator[tuple[str, str, str]]:
    """Name, text and expected reason of every case."""
    yield from ((name, text, "") for name, text in holding())
    yield from ((name, text, "form") for name, text in malformed())
    yield from strangers()
    yield from ((name, forged(head(), payload), "form") for name, payload in refused())
    yield "a day after until", sign(replace(PLAIN, day=date(2027, 9, 1)), KEY, SEED)[1], "late"
    yield "withdrawn", sign(WITHDRAWN, KEY, SEED)[1], "withdrawn"


def holding() -> Iterator[tuple[str, str]]:
    """Texts that hold."""
    whole = sign(PLAIN, KEY, SEED)[1]
    yield "plain", whole
    yield "only what must be said", sign(BARE, KEY, SEED)[1]
    yield "quotes, backslash, emoji of several code points", sign(ODD, KEY, SEED)[1]
    yield "another key, without until", sign(replace(PLAIN, day=date(2030, 1, 1)), OLD, OLD_SEED)[1]
    yield "on the last day", sign(replace(PLAIN, day=date(2027, 8, 31)), KEY, SEED)[1]
    yield "after an address", f"https://school.example/zh/verify.html#{whole}"
    yield "after an address with two #", f"https://school.example/#a/verify.html#{whole}"
    blanks = f" \ufeff\u3000{whole[:70]}\r\n\t{whole[70:200]}\u00a0\u2003\u2028{whole[200:]}\n"
    yield "blanks inside and around", blanks
    yield "blank inside the address", f"https://school.example/verify .html #{whole}"
    yield "40 emoji are 40 characters", forged(head(), said(n="🙂" * 40))
    yield "longest course id", forged(head(), said(c="a" * 80))
    yield "999 hours", forged(head(), said(h="999"))
    yield "leap day", forged(head(), said(d="2024-02-29"))
    yield "longest title and school", forged(head(), said(t="心" * 80, s="校" * 60))
    yield "1,000 blanks", " " * 1000 + whole
    yield "every part with slack", slackened()


def malformed() -> Iterator[tuple[str, str]]:
    """Texts that are no certificate, seen without a key."""
    whole = sign(PLAIN, KEY, SEED)[1]
    first, body, last = whole.split(".")
    yield "empty", ""
    yield "blank", " \n"
    yield "some words", "证书编号 7K3QM4XW9P"
    yield "nothing after #", f"{whole}#"
    yield "two parts", f"{first}.{body}"
    yield "four parts", f"{whole}.AA"
    yield "empty header", f".{body}.{last}"
    yield "empty payload", f"{first}..{last}"
    yield "empty signature", f"{first}.{body}."
    yield "padding", f"{whole}=="
    yield "plain base64", f"{first}.{body}.{last}".translate(str.maketrans("-_", "+/"))
    yield "U+0085 is no blank", f"{whole}\u0085"
    yield "zero-width space is no blank", f"{whole}\u200b"
    yield "a letter of no base64", f"{first}.{body}é.{last}"
    yield "a length base64url does not have", f"{first}.{body}.{last}AAA"
    yield "signature a byte short", f"{first}.{body}.{last[:-2]}"
    loose = slackened()
    yield "slack in the header", slack(loose, 0)
    yield "slack in the payload", slack(loose, 1)
    yield "slack in the signature", slack(loose, 2)
    short = part(head("a"))  # a header that leaves a length base64url has
    filler = "A" * (1000 - len(short) - len(last) - 2)
    yield "1,001 characters", f"{short}.{filler}A.{last}"
    yield "header the other way round", forged(f'{{"kid":"{KEY}","alg":"EdDSA"}}', said())
    yield "header with a space", forged(f'{{"alg": "EdDSA","kid":"{KEY}"}}', said())
    yield "header with more", forged(f'{{"alg":"EdDSA","kid":"{KEY}","typ":"JWT"}}', said())
    yield "header of another algorithm", forged(f'{{"alg":"HS256","kid":"{KEY}"}}', said())
    yield "header without a key", forged('{"alg":"EdDSA"}', said())
    yield "key id in capitals", forged(head("School-2026"), said())
    yield "key id too long", forged(head("a" * 81), said())
    yield "key id with a line end", forged(head(f"{KEY}\n"), said())


def strangers() -> Iterator[tuple[str, str, str]]:
    """Texts in the right form that no published key has signed."""
    whole = sign(PLAIN, KEY, SEED)[1]
    first, body, last = whole.split(".")
    bare = sign(BARE, KEY, SEED)[1]
    short = part(head("a"))  # a header that leaves a length base64url has
    filler = "A" * (1000 - len(short) - len(last) - 2)
    yield "1,000 characters", f"{short}.{filler}.{last}", "key"
    yield "longest key id", forged(head("a" * 80), said()), "key"
    yield "unknown key", forged(head("school-2024"), said()), "key"
    yield "a key id every object has", forged(head("constructor"), said()), "key"
    yield "unknown key, payload that is none", forged(head("school-2024"), "x"), "key"

    yield "signed by another key", forged(head(), said(), OTHER_SEED), "signature"
    yield "S plus the group's order", beyond(whole), "signature"
    yield "signature of nothing but zeros", f"{first}.{body}.{part(bytes(64))}", "signature"
    yield "header of another key", f"{part(head(OLD))}.{body}.{last}", "signature"
    yield "payload of another certificate", f"{first}.{bare.split('.')[1]}.{last}", "signature"
    yield "payload that is none, not signed", f"{first}.{part('x')}.{last}", "signature"


def refused() -> Iterator[tuple[str, bytes | str]]:
    """Payloads that the school's own key signed and that are none all the same."""
    yield "payload: no JSON", "x"
    yield "payload: no UTF-8", said().encode().replace(b'"A"', b'"\xff"')
    yield "payload: half a character", said(n="Z").replace("Z", "\\ud800")
    yield "payload: byte order mark", "\ufeff" + said()
    yield "payload: a list", f"[{said()}]"
    yield "payload: a text", '"x"'
    yield "payload: deep", "[" * 500
    yield "payload: spaces", said().replace(",", ", ")
    yield "payload: line end", said() + "\n"
    other_way = dict(reversed(json.loads(said()).items()))
    yield "payload: keys in another order", json.dumps(other_way, separators=(",", ":"))
    yield "payload: a key twice", said().replace('"c":"c",', '"c":"c","c":"c",')
    yield "payload: a key twice, the last counts", said().replace('"c":"c",', '"c":"b","c":"c",')
    yield "payload: escaped where it need not be", said().replace('"A"', '"\\u0041"')
    yield "payload: escaped slash", said(c="a/b").replace("/", "\\/")
    yield "payload: unknown key", said(x="1")
    yield "payload: __proto__", said(__proto__="1")
    yield "payload: empty post", said(p="")
    yield from ((f"payload: no {key}", said(**{key: None})) for key in "cdhint")
    yield "payload: hours as a number", said().replace('"h":"0.5"', '"h":1')
    yield "payload: null", said().replace('"n":"A"', '"n":null')
    wrong = {
        "c": ("", "A", "/a", "a/", "a//b", "a b", "a\n", "a" * 81),
        "d": ("2026-02-29", "2026-2-01", "0000-01-01", "2026-13-01", "20260101", "2026-01-01T00", "２０２６-01-01"),
        "h": ("0", "1.0", "01", ".5", "9.25", "999.5", "1000", "1e2", "-1", "10 ", "１０"),
        "i": ("", "012345678", "01234567890", "012345678I", "012345678L", "012345678O", "012345678U", "012345678a"),
        "n": ("", "a" * 41, "🙂" * 41, " a", "a\u3000", "\ufeffa", "a\tb", "a\x7f", "a\x85b", "e\u0301"),
        "p": ("b" * 41, "a\u2028"),
        "s": ("c" * 61, "\u1100\u1161"),
        "t": ("d" * 81, "a\x00"),
    }
    yield from (
        (f"payload: {key} is {value[:12]!a}", said(**{key: value})) for key, vs in wrong.items() for value in vs
    )


def vectors() -> str:
    """The file: each case with what it says where that may be told."""
    cases = []
    for name, text, reason in texts():
        told = reason in {"", "late", "withdrawn"}
        cases.append({"name": name, "text": text, "reason": reason, "claims": _payload(text) if told else None})
    names = [c["name"] for c in cases]
    assert len(names) == len(set(names)), sorted(n for n in names if names.count(n) > 1)
    return json.dumps({"keys": keys(), "cases": cases}, ensure_ascii=True, indent=1) + "\n"


def _payload(text: str) -> Any:
    """The claims of a text, without asking the code that is tested."""
    body = "".join(text.replace("\ufeff", "").split()).rpartition("#")[2].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
