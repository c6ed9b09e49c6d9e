"""Completion slips: what the browser makes is read, and nothing else."""

from __future__ import annotations

import json
import subprocess
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import NODE

from generator.messages import catalogue
from generator.records.exam.codes import checksum, to_letters
from generator.records.slip import canonical, read_slip, schema_text

SCHEMA = Path(__file__).parents[2] / "generator" / "assets" / "schema" / "slip-1.schema.json"


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    command = [*NODE, str(Path(__file__).with_name("make_slip.mjs"))]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def sealed(changes: dict[str, object], file: str) -> bytes:
    import hashlib  # noqa: PLC0415

    body = {**json.loads(file), **changes}
    body.pop("sha256")
    return json.dumps({**body, "sha256": hashlib.sha256(canonical(body).encode()).hexdigest()}).encode()


def codes(data: bytes) -> list[str]:
    slip, problems = read_slip(data, "slip.json")
    assert (slip is None) == bool(problems)
    assert all(p.code in catalogue("zh") for p in problems)
    return sorted({p.code for p in problems})


def test_the_browsers_slip_is_read_from_file_and_code(made: dict[str, str]) -> None:
    slip, problems = read_slip(made["file"].encode(), "slip.json")
    assert problems == ()
    assert slip is not None
    assert (slip.name, slip.role, slip.minutes, slip.class_hour, len(slip.units)) == ("张 老师", "homeroom", 405, 45, 9)
    best = slip.units[0].quizzes[0]
    assert (best.points, best.of, best.passed, best.attempts) == (4, 5, True, 2)
    assert slip.units[1].quizzes == []
    assert slip.units[0].finished == "2026-11-20"
    assert read_slip(b"\xef\xbb\xbf" + made["file"].encode(), "slip.json") == (slip, ())
    for pasted in (made["code"], f"张老师：「{made['code'].lower()}」\n收到"):
        assert read_slip(pasted.encode(), "slip.txt") == (slip, ())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"minutes": 406}, "slip-field"),
        ({"minutes": "405"}, "slip-field"),
        ({"minutes": 1e400}, "slip-unreadable"),
        ({"date": "2026-02-30"}, "slip-field"),
        ({"version": 2}, "slip-version"),
        ({"version": True}, "slip-version"),
        ({"format": "xinyu-passport"}, "slip-unreadable"),
        ({"units": []}, "slip-field"),
        ({"mode": "certificate"}, "slip-field"),
        ({"grade": 1}, "slip-field"),
        ({"name": "x" * 61}, "slip-field"),
    ],
)
def test_a_field_that_is_not_as_the_format_has_it(
    made: dict[str, str], changes: dict[str, object], code: str | None
) -> None:
    assert codes(sealed(changes, made["file"])) == ([code] if code else [])


def test_changed_doubled_and_foreign(made: dict[str, str]) -> None:
    file = made["file"]
    assert codes(file.replace("张", "王").encode()) == ["slip-changed"]
    assert codes(file.replace('"mode"', '"mode":"self-study","mode"').encode()) == ["slip-unreadable"]
    assert codes(file[:-30].encode()) == ["slip-unreadable"]
    for foreign in (b"", b"hello", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000, b"x" * 2_000_000):
        assert codes(foreign) == ["slip-unreadable"]


def test_damaged_codes_say_which_piece(made: dict[str, str]) -> None:
    lines = made["code"].split("\n")
    broken = lines[0][:40] + ("A" if lines[0][40] != "A" else "B") + lines[0][41:]
    assert codes("\n".join([broken, *lines[1:]]).encode())[0] == "slip-damaged"
    half = to_letters(zlib.compress(b"{}")[2:-4])
    body = checksum(half)[1:] + "0102" + half[:3]
    assert codes(f"UX1{body}{checksum(body)}U".encode()) == ["slip-incomplete"]


def test_a_bomb_is_not_unpacked() -> None:
    packer = zlib.compressobj(9, wbits=-15)
    letters = to_letters(packer.compress(b"0" * 50_000_000) + packer.flush())
    chunks = [letters[i : i + 2000] for i in range(0, len(letters), 2000)]
    name, of = checksum(letters)[1:], len(chunks)
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    two = lambda n: alphabet[n >> 5] + alphabet[n & 31]  # noqa: E731
    bodies = [name + two(i) + two(of) + chunk for i, chunk in enumerate(chunks, 1)]
    assert codes("".join(f"UX1{body}{checksum(body)}U" for body in bodies).encode()) == ["slip-unreadable"]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass"))))
def test_whatever_comes_nothing_is_raised(data: bytes) -> None:
    codes(data)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_slip_with_anything_in_it_is_never_raised(made: dict[str, str], data: st.DataObject) -> None:
    slip = json.loads(made["file"])
    anything = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
    )
    slip[data.draw(st.sampled_from(sorted(slip)))] = data.draw(anything)
    codes(json.dumps(slip).encode())


def test_the_schema_is_the_records(update: bool) -> None:
    if update:
        SCHEMA.write_text(schema_text(), encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()
