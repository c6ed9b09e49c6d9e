"""What the school signs holds, and nothing else does: vectors, every changed character, the canonical form."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import unicodedata
from dataclasses import replace
from datetime import date

import certificate_vectors as making
import pytest
from certificate_vectors import BARE, KEY, PLAIN, SEED, VECTORS
from hypothesis import given
from hypothesis import strategies as st

from generator.model.certificate import LETTERS, Certificate, CertificateKey
from generator.records.certificates.signed import REASONS, check, claims, decode, encode, number_of, read, sign
from generator.records.slip import canonical

CASES = json.loads(VECTORS.read_text("utf-8"))
KEYS = making.published()


def test_the_vectors_are_those_that_are_made(update: bool) -> None:
    if update:
        VECTORS.write_text(making.vectors(), "utf-8")
    assert VECTORS.read_text("utf-8") == making.vectors()
    assert {case["reason"] for case in CASES["cases"]} == {"", *REASONS}


@pytest.mark.parametrize("case", CASES["cases"], ids=[c["name"] for c in CASES["cases"]])
def test_a_vector(case: dict[str, object]) -> None:
    keys = {k["id"]: CertificateKey.model_validate(k) for k in CASES["keys"]}
    certificate, reason = check(str(case["text"]), keys)
    assert reason == case["reason"]
    assert (claims(certificate) if certificate else None) == case["claims"]


def test_every_changed_character_fails() -> None:
    whole = sign(PLAIN, KEY, SEED)[1]
    assert check(whole, KEYS)[1] == ""
    for at, letter in enumerate(whole):
        for other in "Ag9_-.+#é":
            if other != letter:
                assert check(f"{whole[:at]}{other}{whole[at + 1 :]}", KEYS)[1], (at, other)
        assert check(whole[:at] + whole[at + 1 :], KEYS)[1], f"without {at}"
        assert check(whole[:at] + "A" + whole[at:], KEYS)[1], f"one more at {at}"


def test_nothing_is_told_of_what_the_key_did_not_sign() -> None:
    signed = sign(PLAIN, KEY, making.OTHER_SEED)[1]
    assert check(signed, KEYS) == (None, "signature")
    assert check(signed, {}) == (None, "key")
    broken = {KEY: CertificateKey(id=KEY, public=base64.b64encode(bytes(32)).decode())}
    assert check(signed, broken) == (None, "key")


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=40).map(
    lambda text: unicodedata.normalize("NFC", text)[:40]
)
WORDS = TEXT.filter(lambda text: unicodedata.is_normalized("NFC", text))
CERTIFICATES = st.builds(
    Certificate,
    number=st.just(""),
    name=WORDS,
    course=st.from_regex(r"[a-z0-9][a-z0-9-]{0,9}(/[a-z0-9]{1,9})?", fullmatch=True),
    title=WORDS,
    hours=st.integers(1, 1998).map(lambda halves: f"{halves // 2}{'.5' * (halves % 2)}"),
    day=st.dates(max_value=date(2027, 8, 31)),
    post=st.one_of(st.just(""), WORDS),
    school=st.one_of(st.just(""), WORDS),
)


@given(CERTIFICATES)
def test_what_is_signed_reads_as_it_was_said_and_is_the_same_again(certificate: Certificate) -> None:
    numbered, text = sign(certificate, KEY, SEED)
    assert sign(certificate, KEY, SEED) == (numbered, text)
    assert sign(replace(certificate, number="0000000000"), KEY, SEED) == (numbered, text)
    assert replace(numbered, number="") == certificate
    expected = "form" if len(text) > 1000 else ""
    assert check(text, KEYS) == (None if expected else numbered, expected)
    body = decode(text.split(".")[1])
    assert body is not None
    assert read(body) == numbered
    assert body.decode() == canonical(json.loads(body))


@given(CERTIFICATES)
def test_a_number_is_fifty_bits_of_the_words_and_the_key(certificate: Certificate) -> None:
    said = {k: v for k, v in claims(certificate).items() if k != "i"}
    number = number_of(said, SEED)
    digest = hmac.new(SEED, canonical(said).encode(), hashlib.sha256).digest()
    value = 0
    for letter in number:
        value = value * 32 + LETTERS.index(letter)
    assert len(number) == 10
    assert f"{value:050b}" == f"{int.from_bytes(digest, 'big'):0256b}"[:50]
    assert number_of({**said, "i": "ZZZZZZZZZZ"}, SEED) == number
    assert number_of(said, making.OTHER_SEED) != number


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_canonical_texts_escape_what_rfc_8785_escapes_and_nothing_else(text: str) -> None:
    short = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
    expected = "".join(short.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 0x20 else c) for c in text)
    assert canonical({"n": text, "c": ""}) == f'{{"c":"","n":"{expected}"}}'


@given(st.binary(max_size=200))
def test_base64url_has_one_way_to_write_bytes(data: bytes) -> None:
    if data:
        assert decode(encode(data)) == data


@given(st.text(max_size=300))
def test_no_text_raises_or_holds(text: str) -> None:
    assert check(text, KEYS) == (None, "form")
    assert check(f"{sign(BARE, KEY, SEED)[1][:40]}{text}", KEYS)[1]


@given(st.recursive(st.none() | st.text(max_size=9) | st.integers(), lambda s: st.lists(s) | st.dictionaries(st.text(max_size=2), s)))  # fmt: skip
def test_no_payload_raises(payload: object) -> None:
    text = making.forged(making.head(), json.dumps(payload))
    assert check(text, KEYS) == (None, "form")


@pytest.mark.parametrize(
    ("change", "claim"),
    [({"name": ""}, "n"), ({"name": "a" * 41}, "n"), ({"hours": "1.0"}, "h"), ({"post": " a"}, "p"), ({"course": "A"}, "c")],
)  # fmt: skip
def test_what_the_format_does_not_take_is_never_signed(change: dict[str, str], claim: str) -> None:
    with pytest.raises(ValueError, match=f"^{claim}$"):
        sign(replace(PLAIN, **change), KEY, SEED)
