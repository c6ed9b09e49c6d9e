"""What the browser seals Python opens, and the other way round; tickets, padding, codes and papers agree."""

from __future__ import annotations

import base64
import json
import random
from pathlib import Path

import pytest
from exam_project import (
    EXAM,
    KEY_ID,
    PASSCODE,
    PRIVATE,
    PUBLIC,
    answers_of,
    ask_browser,
    b64,
    exam_project,
    sitting_of,
)
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PublicKey, SealedBox

from generator.model import blocks as b
from generator.model.exam import folded_passcode
from generator.outputs.site.exam import SCRYPT, lock_papers
from generator.records.exam.codes import LETTERS, Codes, checksum, from_letters, to_letters
from generator.records.exam.response import (
    BUCKETS,
    Refused,
    box_of,
    envelope_of_bytes,
    open_box,
    pad,
    read_envelope,
    receipt,
    unpad,
)
from generator.records.exam.ticket import fold_ticket, form_of, make_ticket, ticket_fits

CHANCE = random.Random(20261121)
TICKETS = [make_ticket(CHANCE.randbytes(7)) for _ in range(60)]


def test_what_the_browser_seals_is_opened(tmp_path: Path) -> None:
    sitting = sitting_of(exam_project(tmp_path / "p"))
    sent = [answers_of(sitting, n, lang) for n in range(3) for lang in ("zh", "en")]
    names = ("exam", "paper", "lang", "ticket", "nonce", "key", "supervision", "answers")
    jobs = [{"do": "seal", "public": b64(PUBLIC), "answers": {n: getattr(a, n) for n in names}} for a in sent]

    for answers, made in zip(sent, ask_browser(jobs), strict=True):
        envelope = read_envelope(json.dumps(made["envelope"]))
        box = box_of(envelope)
        assert open_box(box, bytes(PRIVATE)) == answers
        assert receipt(box) == made["receipt"]
        codes = Codes()
        codes.read("收到：\n" + "\n".join(reversed(made["codes"])).lower())
        (joined,) = codes.joined()
        assert joined.data is not None
        assert envelope_of_bytes(joined.data) == envelope
        assert len(made["codes"]) > 1


def test_what_python_seals_the_browsers_library_opens() -> None:
    texts = [CHANCE.randbytes(n) for n in (0, 1, 511, 4096)]
    boxes = [SealedBox(PublicKey(PUBLIC)).encrypt(t) for t in texts]
    jobs = [{"do": "open", "box": b64(x), "secret": b64(bytes(PRIVATE))} for x in boxes]
    assert ask_browser(jobs) == [b64(t) for t in texts]


def test_both_sides_read_tickets_and_passcodes_alike() -> None:
    assert all(ticket_fits(t) for t in TICKETS)
    given_texts = [
        *TICKETS,
        *(f" {t[:4].lower()}-{t[4:8]} {t[8:]}\n" for t in TICKETS[:5]),
        *("".join(CHANCE.choice(LETTERS + "oilu-") for _ in range(12)) for _ in range(40)),
        *("", "ＡＢＣＤ１２３４ＥＦＧＨ", "①②③" * 4, "x" * 500, "\ud83d\ude00"[:1] and "😀" * 12),
    ]
    asked = ask_browser([{"do": "ticket", "text": t} for t in given_texts])
    folded = [fold_ticket(t) for t in given_texts]
    assert asked == [{"folded": f, "fits": ticket_fits(f)} for f in folded]

    forms = ask_browser([{"do": "form", "exam": EXAM, "ticket": t, "forms": 3} for t in TICKETS])
    assert forms == [form_of(EXAM, t, 3) for t in TICKETS]
    assert set(forms) == {0, 1, 2}

    codes = [PASSCODE, "bcdf-ghjk", "ＢＣＤＦ　２３", "é口令ß１", ""]
    assert ask_browser([{"do": "passcode", "text": c} for c in codes]) == [folded_passcode(c) for c in codes]


def test_the_browser_opens_encrypted_papers_with_the_passcode_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert SCRYPT["n"] * SCRYPT["r"] * 128 == 32 * 2**20  # bytes: what an old phone can spare
    monkeypatch.setitem(SCRYPT, "n", 2**10)
    exam = b.Exam(EXAM, "t", 20, 1, 1, 0, ("unsupervised",), KEY_ID, b64(PUBLIC), (), passcode=PASSCODE)
    papers = [{"paper": "0" * 64, "html": "<p>甲</p>"}, {"paper": "1" * 64, "html": "<p>乙</p>" * 900}]
    locked = lock_papers(exam, papers)
    assert locked == lock_papers(exam, papers)
    assert len({len(x) for x in locked["boxes"]}) == 1
    opened, wrong = ask_browser(
        [
            {"do": "unlock", "locked": locked, "passcode": PASSCODE.lower(), "form": 1},
            {"do": "unlock", "locked": locked, "passcode": PASSCODE[:-1] + "8", "form": 1},
        ]
    )
    assert opened == papers[1]
    assert wrong is None


def test_both_sides_pad_alike() -> None:
    texts = [CHANCE.randbytes(n) for size in BUCKETS for n in (size - 2, size - 1)] + [b"", b"\x80\x00"]
    assert ask_browser([{"do": "pad", "data": b64(t)} for t in texts]) == [b64(pad(t)) for t in texts]
    with pytest.raises(ValueError, match="too long"):
        pad(b"x" * BUCKETS[-1])


@given(st.binary(max_size=9_000))
def test_padding_comes_off_again(plain: bytes) -> None:
    padded = pad(plain)
    assert len(padded) in BUCKETS
    assert unpad(padded) == plain


@given(st.binary(max_size=1_100))
def test_padding_that_is_none_is_refused(data: bytes) -> None:
    if len(data) not in BUCKETS:
        with pytest.raises(Refused):
            unpad(data)


@given(st.binary(max_size=400))
def test_letters_come_back_as_bytes(data: bytes) -> None:
    assert from_letters(to_letters(data)) == data


@given(st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=4), st.integers(5, 80), st.randoms())
def test_codes_of_several_answers_in_any_order_come_back(many: list[bytes], size: int, chance: random.Random) -> None:
    chunks = [c for data in many for c in python_chunks(data, size)]
    chance.shuffle(chunks)
    codes = Codes()
    codes.read("转发 " + " ,\n".join(chunks) + " 完")
    assert {j.data for j in codes.joined()} >= set(many)
    assert codes.damaged == []


def python_chunks(data: bytes, size: int) -> list[str]:
    letters = to_letters(data)
    parts = [letters[i : i + size] for i in range(0, len(letters), size)]
    two = [LETTERS[n >> 5] + LETTERS[n & 31] for n in range(len(parts) + 1)]
    bodies = [checksum(letters)[1:] + two[n] + two[-1] + part for n, part in enumerate(parts, 1)]
    return [f"UX1{body}{checksum(body)}U" for body in bodies]


def test_python_writes_chunks_as_the_browser_does() -> None:
    texts = [CHANCE.randbytes(n) for n in (1, 30, 700)]
    asked = ask_browser([{"do": "chunks", "data": b64(t), "size": 100} for t in texts])
    assert asked == [python_chunks(t, 100) for t in texts]


def test_sets_that_share_a_name_by_chance_are_told_apart() -> None:
    """20 bits name a set, so among a thousand answers two may have one name."""
    seen: dict[str, bytes] = {}
    number = 0
    while True:
        data = number.to_bytes(8, "big") * 8
        name = checksum(to_letters(data))[1:]
        if name in seen:
            break
        seen[name] = data
        number += 1
    codes = Codes()
    codes.read(" ".join(python_chunks(seen[name], 40) + python_chunks(data, 40)))
    assert {j.data for j in codes.joined()} == {seen[name], data}


def test_every_single_slip_of_a_ticket_is_found() -> None:
    for made in TICKETS[:8]:
        for at in range(12):
            assert not any(ticket_fits(made[:at] + c + made[at + 1 :]) for c in LETTERS if c != made[at])
            swapped = made[:at] + made[at + 1 : at + 2] + made[at] + made[at + 2 :]
            assert swapped == made or not ticket_fits(swapped)


def test_base64_of_the_public_key_is_the_one_in_the_example(tmp_path: Path) -> None:
    text = (exam_project(tmp_path / "p") / "site_config" / "exam-keys.yml").read_text("utf-8")
    assert base64.b64encode(PUBLIC).decode() in text
