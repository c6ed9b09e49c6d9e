"""Templates as they were compiled before, by this process or another."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.hosts import frame

SOURCE = {"a.html": "{% for x in rows %}{{ x }};{% endfor %}"}


class Counting(Environment):
    """Counts how often a template is compiled."""

    compiled = 0

    def _generate(self, *given: object, **named: object) -> str:
        self.compiled += 1
        return super()._generate(*given, **named)  # type: ignore[arg-type]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(frame, "__file__", str(tmp_path / "frame.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder = tmp_path / "__pycache__"
    folder.mkdir()
    return folder


def shown(source: dict[str, str] = SOURCE, cache: frame.Templates | None = None) -> tuple[str, int]:
    env = Counting(loader=DictLoader(source), bytecode_cache=cache or frame.Templates())
    return env.get_template("a.html").render(rows=[1, 2]), env.compiled


def test_what_was_compiled_serves_the_next_process(place: Path) -> None:
    assert shown() == ("1;2;", 1)
    assert shown() == ("1;2;", 0)
    assert shown({"a.html": "{{ rows[0] }}"}) == ("1", 1)


@pytest.mark.parametrize("damage", [b"", b"j2", b"no such thing", None])
def test_a_damaged_file_is_compiled_anew(place: Path, damage: bytes | None) -> None:
    shown()
    (file,) = place.iterdir()
    file.write_bytes(file.read_bytes()[:-9] if damage is None else damage)
    assert shown() == ("1;2;", 1)
    assert shown() == ("1;2;", 0)


def test_where_nothing_may_be_written_a_process_still_compiles_once(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    cache = frame.Templates()
    assert shown(cache=cache) == ("1;2;", 1)
    assert shown(cache=cache) == ("1;2;", 0)
    assert not list(place.iterdir())
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    place.rmdir()
    assert shown() == ("1;2;", 1)
