"""Keys of certificates: made once, privately, never where they could be published, never taken for another kind."""

from __future__ import annotations

import base64
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from nacl.signing import SigningKey

from generator.checks.certificates import public_key
from generator.records.certificates.keys import is_key_id, make_pair, public_of, read_seed
from generator.records.exam import keys as exam_keys
from generator.records.exam.response import Refused
from generator.records.private import NoKeyFile, NotThere


def test_a_pair_is_written_once_and_read_back(tmp_path: Path) -> None:
    public, private = make_pair(tmp_path / "keys", "school-2026")
    identity, seed = read_seed(private)
    assert identity == "school-2026"
    assert public == public_of(seed) == base64.b64encode(bytes(SigningKey(seed).verify_key)).decode()
    assert public_key(public) == base64.b64decode(public)
    beside = yaml.safe_load((tmp_path / "keys" / "school-2026.public.yml").read_text("utf-8"))
    assert beside == {"keys": [{"id": "school-2026", "public": public}]}
    if sys.platform != "win32":
        assert stat.S_IMODE(private.stat().st_mode) == 0o600
    before = private.read_bytes()
    with pytest.raises(NotThere, match="exists"):
        make_pair(tmp_path / "keys", "school-2026", force=True)
    assert private.read_bytes() == before


def test_two_pairs_differ_and_the_same_chance_gives_one_again(tmp_path: Path) -> None:
    assert make_pair(tmp_path, "a")[0] != make_pair(tmp_path, "b")[0]
    made = [make_pair(tmp_path / str(n), "c", chance=lambda n: bytes(range(n)))[0] for n in range(2)]
    assert made[0] == made[1] == public_of(bytes(range(32)))


def test_never_inside_a_site_and_not_where_git_would_take_it(tmp_path: Path) -> None:
    (tmp_path / "built" / "assets").mkdir(parents=True)
    (tmp_path / "built" / "assets" / "xinyu.js").write_text("", "utf-8")
    with pytest.raises(NotThere, match="site"):
        make_pair(tmp_path / "built" / "x", "k", force=True)
    root = tmp_path / "p"
    root.mkdir()
    subprocess.run(["git", "-C", str(root), "init", "-q"], check=True, capture_output=True)
    (root / ".gitignore").write_text("/records/\n", "utf-8")
    with pytest.raises(NotThere, match="tracked"):
        make_pair(root / "keys", "k")
    assert not (root / "keys").exists()
    make_pair(root / "keys", "k", force=True)
    make_pair(root / "records", "k")


def test_a_key_of_an_exam_is_none_of_certificates_and_the_other_way_round(tmp_path: Path) -> None:
    with pytest.raises(NoKeyFile):
        read_seed(exam_keys.make_keys(tmp_path / "exam", "k").files[0])
    with pytest.raises(Refused):
        exam_keys.read_key(make_pair(tmp_path / "cert", "k")[1])


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", "[1]", "\0", "[" * 9000, "x" * 20_000),
        '{"format": "xinyu-certificate-private-key", "version": 1, "id": "k"}',
        '{"format": "xinyu-certificate-private-key", "version": 1, "id": "k", "private": "xinyu-private:AAAA"}',
        '{"format": "xinyu-certificate-private-key", "version": 1, "id": "K", "private": "' + "A" * 43 + '="}',
        '{"format": "xinyu-certificate-private-key", "version": 1, "id": "k", "private": 7}',
    ],
)
def test_what_is_no_key_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "k").write_text(text, "utf-8")
    for path in (tmp_path / "k", tmp_path / "none", tmp_path):
        with pytest.raises(NoKeyFile):
            read_seed(path)


def test_ids_of_keys() -> None:
    assert all(map(is_key_id, ("a", "school-2026", "0" * 80)))
    assert not any(map(is_key_id, ("", "A", "-a", "a b", "a/b", "a\n", "../a", "0" * 81)))


@pytest.mark.parametrize(
    "raw",
    [
        bytes(32),
        bytes([1]) + bytes(31),
        bytes.fromhex("ec" + "ff" * 30 + "7f"),  # of order 2
        bytes.fromhex("ee" + "ff" * 30 + "7f"),  # beyond the field's prime
        bytes([2]) + bytes(31),  # on no curve
        bytes(31),
    ],
)
def test_points_that_prove_nothing_are_refused(raw: bytes) -> None:
    assert public_key(base64.b64encode(raw).decode()) is None
