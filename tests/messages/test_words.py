"""Words read from beside our compiled modules are those of the YAML they were read from."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator import messages

YAML = "yes-or-no: {zh: 是, en: 'yes'}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(messages, "__file__", str(tmp_path / "__init__.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "words.yml").write_text(YAML, "utf-8")
    messages._read.cache_clear()
    yield tmp_path
    messages._read.cache_clear()


def read() -> object:
    messages._read.cache_clear()
    return messages._read("words.yml")


@pytest.mark.parametrize("name", ["interface.yml", "diagnostics.yml"])
def test_all_words_are_words_in_json_too(name: str) -> None:
    found = yaml.safe_load((Path(messages.__file__).parent / name).read_text("utf-8"))
    assert json.loads(json.dumps(found)) == found
    assert messages._read(name) == found


def test_what_was_read_serves_the_next_process_until_it_is_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read() == {"yes-or-no": {"zh": "是", "en": "yes"}}
    with monkeypatch.context() as patch:
        patch.setattr(yaml, "load", None)
        assert read() == {"yes-or-no": {"zh": "是", "en": "yes"}}
    (folder / "words.yml").write_text(YAML.replace("是", "否"), "utf-8")
    assert read() == {"yes-or-no": {"zh": "否", "en": "yes"}}
    assert [path.name for path in (folder / "__pycache__").iterdir()] == ["words.yml.json"]


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"mark": "x", "words": {}}', b"\xff", b"{}", None])
def test_a_damaged_file_is_as_good_as_none(folder: Path, damage: bytes | None) -> None:
    read()
    (file,) = (folder / "__pycache__").iterdir()
    file.write_bytes(file.read_bytes()[:-4] if damage is None else damage)
    assert read() == {"yes-or-no": {"zh": "是", "en": "yes"}}


def test_where_nothing_may_be_written_nothing_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert read() == {"yes-or-no": {"zh": "是", "en": "yes"}}
    assert list((folder / "__pycache__").iterdir()) == []
